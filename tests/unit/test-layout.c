/* test-layout.c: blocks as lines at a width, on paper and on screen, and a page of them. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/layout.h"
#include "support/effort.h"
#include "support/failing-memory.h"
#include "support/random.h"

/* ---- What lines say ----------------------------------------------------------------------- */

static void append_lines(struct buffer *buffer, const struct layout *layout)
{
    for (size_t i = 0; i < layout->count; i++) {
        for (size_t j = 0; j < layout->lines[i].count; j++)
            buffer_append(buffer, layout->lines[i].spans[j].text);
        buffer_append_char(buffer, '\n');
    }
}

/* A block to be laid out, and its lines. */
struct example {
    const char *name;
    enum block_kind kind;
    unsigned indent;
    const char *label;
    unsigned label_width;
    const char *text;
    size_t width;
    const char *expected;
};

static void expect_example(const struct example *example, const struct layout_options *options)
{
    struct document document = {0};
    struct layout layout = {0};
    struct buffer lines = {0};
    struct block *block = document_block(&document, example->kind);
    block->indent = example->indent;
    block->label = slice_of(example->label);
    block->label_width = example->label_width;
    document_string(&document, ROLE_TEXT, example->text);
    assert_true(layout_document(&layout, &document, options));
    append_lines(&lines, &layout);
    if (strcmp(buffer_string(&lines), example->expected) != 0)
        fail_msg("%s:\n%s", example->name, buffer_string(&lines));
    buffer_free(&lines);
    layout_free(&layout);
    document_free(&document);
}

static void expect_examples(const struct example *examples, size_t count, enum text_medium medium,
                            bool ascii)
{
    for (size_t i = 0; i < count; i++) {
        const struct layout_options options = {examples[i].width, medium, ascii};
        expect_example(&examples[i], &options);
    }
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void wraps_paragraphs(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"fits", BLOCK_PARAGRAPH, 0, NULL, 0, "one two", 7, "one two\n"},
        {"wraps", BLOCK_PARAGRAPH, 0, NULL, 0, "one two", 6, "one\ntwo\n"},
        {"indent", BLOCK_PARAGRAPH, 2, NULL, 0, "one two", 8, "  one\n  two\n"},
        {"no trailing blanks", BLOCK_PARAGRAPH, 0, NULL, 0, "one   two   ", 5, "one\ntwo\n"},
        {"blanks inside stay", BLOCK_PARAGRAPH, 0, NULL, 0, "a   b c", 5, "a   b\nc\n"},
        {"line ends stay", BLOCK_QUOTATION, 2, NULL, 0, "one\n\n two\r\nx", 20,
         "  one\n\n   two\n  x\n"},
        {"a line end where the line is full", BLOCK_PARAGRAPH, 0, NULL, 0, "ab cd\nef", 5,
         "ab cd\nef\n"},
        {"one behind blanks there", BLOCK_PARAGRAPH, 0, NULL, 0, "ab cd  \nef", 5, "ab cd\nef\n"},
        {"one behind wide characters", BLOCK_PARAGRAPH, 0, NULL, 0, "가나 다\nef", 7,
         "가나 다\nef\n"},
        {"a blank behind a full line", BLOCK_PARAGRAPH, 0, NULL, 0, "ab cd ef", 5, "ab cd\nef\n"},
        {"a sign that stays with the word before", BLOCK_PARAGRAPH, 0, NULL, 0, "ab cd !", 5,
         "ab\ncd !\n"},
        {"blanks before a wide word", BLOCK_PARAGRAPH, 0, NULL, 0, "   abcd", 4, "abcd\n"},
        {"more blanks than columns", BLOCK_PARAGRAPH, 0, NULL, 0, "a\n         b", 4, "a\nb\n"},
        {"a long word", BLOCK_PARAGRAPH, 0, NULL, 0, "ab cdefghijk l", 4, "ab\ncdef\nghij\nk l\n"},
        {"a heading is one line", BLOCK_HEADING, 0, NULL, 0, "A B", 20, "A B\n"},
        {"Korean by width", BLOCK_PARAGRAPH, 0, NULL, 0, "가나다라마", 5, "가나\n다라\n마\n"},
        {"a wide character in one column", BLOCK_PARAGRAPH, 0, NULL, 0, "가나", 1, "가\n나\n"},
        {"clusters stay whole", BLOCK_PARAGRAPH, 0, NULL, 0, "e\u0301e\u0301e\u0301", 2,
         "e\u0301e\u0301\ne\u0301\n"},
        {"a mark on a blank", BLOCK_PARAGRAPH, 0, NULL, 0, "a\n \u0301b", 2, "a\n \u0301b\n"},
        {"no line begins with a closing mark", BLOCK_PARAGRAPH, 0, NULL, 0, "가나다.”", 6,
         "가나\n다.”\n"},
        {"hyphens", BLOCK_PARAGRAPH, 0, NULL, 0, "one-two", 5, "one-\ntwo\n"},
        {"nothing", BLOCK_PARAGRAPH, 0, NULL, 0, "", 5, ""},
        {"space", BLOCK_SPACE, 3, NULL, 0, "", 5, "\n"},
        {"indent of a narrow pane", BLOCK_PARAGRAPH, 8, NULL, 0, "a b c", 6, "  a b\n  c\n"},
    };
    expect_examples(examples, COUNT(examples), TEXT_ON_PAPER, false);
    expect_examples(examples, COUNT(examples), TEXT_ON_SCREEN, false);
}

static void hangs_text_behind_labels(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"hangs", BLOCK_PARAGRAPH, 2, "1.", 4, "one two", 12, "  1.  one\n      two\n"},
        {"blanks before a number", BLOCK_PARAGRAPH, 0, " 1.", 5, "a", 12, " 1.  a\n"},
        {"its own width", BLOCK_PARAGRAPH, 0, "A:", 0, "one two", 8, "A: one\n   two\n"},
        {"kept for a label above", BLOCK_PARAGRAPH, 1, NULL, 3, "one two", 9, "    one\n    two\n"},
        {"a wider label", BLOCK_PARAGRAPH, 0, "label", 4, "one two three", 14,
         "label one two\n    three\n"},
        {"one that fills its place", BLOCK_PARAGRAPH, 0, "abc", 4, "one two", 8,
         "abc one\n    two\n"},
        {"too wide to stand beside", BLOCK_PARAGRAPH, 0, "a long label", 4, "one two", 14,
         "a long label\n    one two\n"},
        {"a place too wide", BLOCK_PARAGRAPH, 0, "label", 10, "one two", 12,
         "label\n    one two\n"},
        {"one wider than the line", BLOCK_PARAGRAPH, 0, "a b c", 2, "d", 3, "a b\nc\n d\n"},
        {"no text", BLOCK_PARAGRAPH, 1, "label", 8, "", 20, " label\n"},
        {"text that begins with a line end", BLOCK_PARAGRAPH, 0, "a", 3, "\nb", 20, "a\n   b\n"},
        {"line ends are shown", BLOCK_PARAGRAPH, 0, "a\nb", 5, "c", 20, "a↵b  c\n"},
    };
    expect_examples(examples, COUNT(examples), TEXT_ON_PAPER, false);
}

static void splits_to_both_edges(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"both", BLOCK_SPLIT, 0, "right", 0, "left", 12, "left   right\n"},
        {"two columns between", BLOCK_SPLIT, 0, "right", 0, "left", 11, "left  right\n"},
        {"else two lines", BLOCK_SPLIT, 0, "right", 0, "left", 10, "left\n     right\n"},
        {"indent", BLOCK_SPLIT, 1, "r", 0, "l", 6, " l   r\n"},
        {"left alone", BLOCK_SPLIT, 0, "", 0, "left", 12, "left\n"},
        {"right alone", BLOCK_SPLIT, 0, "right", 0, "", 12, "       right\n"},
        {"a long left", BLOCK_SPLIT, 0, "r", 0, "one two", 5, "one\ntwo\n    r\n"},
        {"a long right", BLOCK_SPLIT, 0, "one two", 0, "l", 5, "l\none\ntwo\n"},
        {"by width", BLOCK_SPLIT, 0, "가", 0, "나", 8, "나    가\n"},
    };
    expect_examples(examples, COUNT(examples), TEXT_ON_PAPER, false);
}

static void keeps_urls_whole_on_paper(void **state)
{
    (void)state;
    static const struct example paper[] = {
        {"wider than the line", BLOCK_PARAGRAPH, 2, NULL, 0, "see <https://example.org/a-b/c> now",
         10, "  see\n  <https://example.org/a-b/c>\n  now\n"},
        {"with a line to itself", BLOCK_PARAGRAPH, 0, NULL, 0, "a b http://x.y/z", 12,
         "a b\nhttp://x.y/z\n"},
        {"two", BLOCK_PARAGRAPH, 0, NULL, 0, "http://a-b/c http://d-e/f", 8,
         "http://a-b/c\nhttp://d-e/f\n"},
        {"a line end ends it", BLOCK_PARAGRAPH, 0, NULL, 0, "http://a-b/c\nd e", 2,
         "http://a-b/c\nd\ne\n"},
    };
    static const struct example screen[] = {
        {"cut", BLOCK_PARAGRAPH, 0, NULL, 0, "see http://x.y/zzz", 8, "see\nhttp://x\n.y/zzz\n"},
    };
    expect_examples(paper, COUNT(paper), TEXT_ON_PAPER, false);
    expect_examples(screen, COUNT(screen), TEXT_ON_SCREEN, false);
}

static void passes_the_gate(void **state)
{
    (void)state;
    static const struct example utf8[] = {
        {"controls", BLOCK_PARAGRAPH, 0, "\x1b", 3, "\x1b[1m\u202E", 20, "^[ ^[[1m<U+202E>\n"},
        {"bad bytes", BLOCK_SPLIT, 0, "\xff", 0, "a\nb", 8, "a↵b    \uFFFD\n"},
    };
    static const struct example ascii[] = {
        {"ASCII", BLOCK_PARAGRAPH, 0, "•", 2, "“ø” 가", 20, "* \"o\" <U+AC00>\n"},
        {"ASCII is wrapped as such", BLOCK_PARAGRAPH, 0, NULL, 0, "½ ½", 5, "1/2\n1/2\n"},
    };
    expect_examples(utf8, COUNT(utf8), TEXT_ON_PAPER, false);
    expect_examples(ascii, COUNT(ascii), TEXT_ON_PAPER, true);
}

/* ---- Spans -------------------------------------------------------------------------------- */

static void keeps_spans(void **state)
{
    (void)state;
    struct document document = {0};
    struct layout layout = {0};
    const struct layout_options options = {9, TEXT_ON_SCREEN, false};
    document_block(&document, BLOCK_SPACE);
    document_block(&document, BLOCK_PARAGRAPH)->indent = 2;
    document_string(&document, ROLE_NAME, "name ");
    document_link(&document, SLICE("a link"), (struct record){TABLE_PEOPLE, 3});
    document_span(&document, (struct span){.role = ROLE_TEXT,
                                           .match = true,
                                           .text = SLICE("!"),
                                           .target = {TABLE_NONE, 0}});
    assert_true(layout_document(&layout, &document, &options));
    document_free(&document);
    assert_int_equal(layout.count, 3);
    assert_int_equal(layout.lines[0].block, 0);
    const struct line *first = &layout.lines[1];
    assert_int_equal(first->block, 1);
    assert_int_equal(first->count, 3);
    assert_int_equal(first->spans[0].target.table, TABLE_NONE);
    assert_true(slice_is(first->spans[1].text, "name "));
    assert_int_equal(first->spans[1].role, ROLE_NAME);
    assert_true(slice_is(first->spans[2].text, "a"));
    assert_int_equal(first->spans[2].target.row, 3);
    const struct line *second = &layout.lines[2];
    assert_true(slice_is(second->spans[1].text, "link"));
    assert_int_equal(second->spans[1].role, ROLE_LINK);
    assert_int_equal(second->spans[1].target.table, TABLE_PEOPLE);
    assert_false(second->spans[1].match);
    assert_true(second->spans[2].match);
    layout_free(&layout);
}

/* Lays out texts as the spans of one paragraph. */
static void expect_spans(const char *const *texts, size_t count, enum role role, size_t width,
                         const char *expected)
{
    struct document document = {0};
    struct layout layout = {0};
    struct buffer lines = {0};
    const struct layout_options options = {width, TEXT_ON_PAPER, false};
    document_block(&document, BLOCK_PARAGRAPH);
    for (size_t i = 0; i < count; i++)
        document_string(&document, role, texts[i]);
    assert_true(layout_document(&layout, &document, &options));
    append_lines(&lines, &layout);
    assert_string_equal(buffer_string(&lines), expected);
    buffer_free(&lines);
    layout_free(&layout);
    document_free(&document);
}

static void breaks_where_the_whole_text_may(void **state)
{
    (void)state;
    static const char *const word[] = {"one w", "or", "d"};
    static const char *const marks[] = {"one ", "“", "two", "”", "."};
    static const char *const signs[] = {"a", " [no source]"};
    expect_spans(word, COUNT(word), ROLE_TEXT, 6, "one\nword\n");
    expect_spans(marks, COUNT(marks), ROLE_QUOTATION, 8, "one\n“two”.\n");
    expect_spans(signs, COUNT(signs), ROLE_TEXT, 7, "a [no\nsource]\n");
    expect_spans(signs, COUNT(signs), ROLE_WARNING, 12, "a\n[no source]\n");
    expect_spans(signs, COUNT(signs), ROLE_WARNING, 6, "a\n[no so\nurce]\n");
}

/* ---- Any text at any width ------------------------------------------------------------------ */

static const char *const pieces[] = {
    "word",   " ", "  ", "\n", "가", "나다",       "e\u0301",     "-",
    "“",      "”", ".",  "\t", "\r", "http://x/",  "👩‍🚀", "\xff",
    "\u202E", "a", "/",  "(",  ")",  "longerword",
};

/* Whether a line is one cluster, or holds a URL: it may be wider than asked for. */
static bool may_be_wide(struct slice line)
{
    line = slice_trim(line);
    return memmem(line.data, line.length, "://", 3) || text_cluster(line) == line.length;
}

static void expect_fit(const struct layout *layout, const struct layout_options *options)
{
    struct buffer text = {0};
    for (size_t i = 0; i < layout->count; i++) {
        const struct line *line = &layout->lines[i];
        buffer_clear(&text);
        for (size_t j = 0; j < line->count; j++)
            buffer_append(&text, line->spans[j].text);
        struct slice bytes = buffer_slice(&text);
        assert_null(bytes.length ? memchr(bytes.data, '\n', bytes.length) : NULL);
        assert_false(bytes.length && bytes.data[bytes.length - 1] == ' ');
        if (text_width(bytes, options->medium) > options->width)
            assert_true(may_be_wide(bytes));
    }
    buffer_free(&text);
}

/* All signs of the lines but blanks. */
static void append_signs(struct buffer *signs, const struct layout *layout)
{
    struct buffer lines = {0};
    append_lines(&lines, layout);
    for (size_t i = 0; i < lines.length; i++) {
        if (lines.data[i] != ' ' && lines.data[i] != '\n')
            buffer_append_char(signs, lines.data[i]);
    }
    buffer_free(&lines);
}

/* Nothing is lost and no line is too wide, whatever the width. */
static void lays_out_any_text(void **state)
{
    (void)state;
    uint64_t random = 1;
    for (int round = 0; round < 2000; round++) {
        struct document document = {0};
        struct buffer expected = {0};
        for (int i = 0; i < 3; i++) {
            struct block *block =
                document_block(&document, (enum block_kind)(next_random(&random) % 4));
            block->indent = (unsigned)(next_random(&random) % 12);
            block->label_width = (unsigned)(next_random(&random) % 12);
            block->label = slice_of(PICK(&random, pieces));
            for (size_t left = (next_random(&random) % 30); left > 0; left--)
                document_string(&document, ROLE_TEXT, PICK(&random, pieces));
        }
        for (size_t width = 200; width > 0; width = width * 2 / 3) {
            struct layout layout = {0};
            struct buffer signs = {0};
            const struct layout_options options = {width, TEXT_ON_PAPER, round % 2};
            assert_true(layout_document(&layout, &document, &options));
            expect_fit(&layout, &options);
            append_signs(width == 200 ? &expected : &signs, &layout);
            if (width < 200)
                assert_string_equal(buffer_string(&signs), buffer_string(&expected));
            buffer_free(&signs);
            layout_free(&layout);
        }
        buffer_free(&expected);
        document_free(&document);
    }
}

/* A cell may hold megabytes without a place to break, or nothing but blanks: the time stays in
 * proportion to its length. */
static void lays_out_huge_cells(void **state)
{
    (void)state;
    enum { LENGTH = EFFORT(4 << 20) };
    static const struct {
        const char *first, *repeated;
    } cells[] = {
        {"", "a"},  {"", "\u0301"}, {"", " "}, {"", "\n"},      {"", "://"},
        {"", "가"}, {"“", "a"},     {"", "“"}, {"a", "\u200D"}, {"", "a\u00A0"},
    };
    const struct layout_options options = {40, TEXT_ON_SCREEN, false};
    for (size_t i = 0; i < COUNT(cells); i++) {
        struct buffer text = {0};
        buffer_append_string(&text, cells[i].first);
        while (text.length < LENGTH)
            buffer_append_string(&text, cells[i].repeated);
        struct document document = {0};
        struct layout layout = {0};
        document_block(&document, BLOCK_PARAGRAPH);
        document_text(&document, ROLE_TEXT, buffer_slice(&text));
        assert_true(layout_document(&layout, &document, &options));
        layout_free(&layout);
        document_free(&document);
        buffer_free(&text);
    }
}

/* ---- Pages -------------------------------------------------------------------------------- */

static bool take(void *context, struct slice bytes)
{
    return buffer_append(context, bytes);
}

static bool refuse(void *context, struct slice bytes)
{
    (void)bytes;
    ++*(int *)context;
    return false;
}

static void fill(struct document *document, size_t blocks)
{
    for (size_t i = 0; i < blocks; i++) {
        document_block(document, BLOCK_PARAGRAPH)->indent = 1;
        document_format(document, ROLE_TEXT, "block %zu", i);
    }
}

static void marks_first_and_last_line(void **state)
{
    (void)state;
    struct document document = {.marking = SLICE("TLP:CLEAR")};
    struct buffer page = {0};
    const struct layout_options options = {20, TEXT_ON_PAPER, false};
    fill(&document, 2);
    assert_true(text_page_write(&document, &options, take, &page));
    assert_string_equal(buffer_string(&page), "           TLP:CLEAR\n"
                                              " block 0\n block 1\n"
                                              "           TLP:CLEAR\n");
    buffer_clear(&page);
    document.marking = (struct slice){NULL, 0};
    assert_true(text_page_write(&document, &options, take, &page));
    assert_string_equal(buffer_string(&page), " block 0\n block 1\n");
    buffer_free(&page);
    document_free(&document);
}

/* Long ones are written piece by piece. */
static void writes_long_pages(void **state)
{
    (void)state;
    enum { BLOCKS = 3000 };
    struct document document = {0};
    struct buffer page = {0};
    struct buffer expected = {0};
    const struct layout_options options = {20, TEXT_ON_PAPER, false};
    fill(&document, BLOCKS);
    for (int i = 0; i < BLOCKS; i++)
        buffer_append_format(&expected, " block %d\n", i);
    assert_true(text_page_write(&document, &options, take, &page));
    assert_string_equal(buffer_string(&page), buffer_string(&expected));
    int calls = 0;
    assert_false(text_page_write(&document, &options, refuse, &calls));
    assert_int_equal(calls, 1);
    buffer_free(&page);
    buffer_free(&expected);
    document_free(&document);
}

static void survives_lack_of_memory(void **state)
{
    (void)state;
    struct document document = {.marking = SLICE("TLP:CLEAR")};
    const struct layout_options options = {12, TEXT_ON_PAPER, false};
    bool failed = true;
    fill(&document, 200);
    document_block(&document, BLOCK_SPLIT)->label = SLICE("label");
    document_string(&document, ROLE_TEXT, "가나다 라마바 (사아자)");
    for (size_t nth = 1; failed; nth++) {
        struct layout layout = {0};
        struct buffer page = {0};
        failing_memory_start(nth, nth % 2);
        bool done = layout_document(&layout, &document, &options);
        failed = failing_memory_stop();
        assert_int_equal(done, !failed);
        layout_free(&layout);
        buffer_reserve(&page, 10000);
        failing_memory_start(nth, nth % 2);
        done = text_page_write(&document, &options, take, &page);
        bool page_failed = failing_memory_stop();
        assert_int_equal(done, !page_failed);
        failed = failed || page_failed;
        buffer_free(&page);
    }
    document_free(&document);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wraps_paragraphs),
        cmocka_unit_test(hangs_text_behind_labels),
        cmocka_unit_test(splits_to_both_edges),
        cmocka_unit_test(keeps_urls_whole_on_paper),
        cmocka_unit_test(passes_the_gate),
        cmocka_unit_test(keeps_spans),
        cmocka_unit_test(breaks_where_the_whole_text_may),
        cmocka_unit_test(lays_out_any_text),
        cmocka_unit_test(lays_out_huge_cells),
        cmocka_unit_test(marks_first_and_last_line),
        cmocka_unit_test(writes_long_pages),
        cmocka_unit_test(survives_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
