/* test-page-ends.c: where pages end, in made-up documents and random books: an oracle goes along the
 * lines of each. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/compose.h"
#include "briefbook/layout.h"
#include "briefbook/rendering.h"
#include "support/book.h"
#include "support/compose-book.h"
#include "support/effort.h"
#include "support/empty-folder.h"
#include "support/random-book.h"
#include "support/random.h"

enum { EDGES = 4 }; /* lines of a page with a low marking that hold no text */

static bool take(void *context, struct slice bytes)
{
    return buffer_append(context, bytes);
}

/* ---- What must be so on every page -------------------------------------------------------- */

/* A line of the document, laid out without pages. */
struct flat_line {
    struct slice text;
    const struct block *block;
    size_t item;  /* lines of one item have one number, */
    size_t chain; /* and so have an item and the heading above it */
};

struct flat {
    const struct document *document;
    struct buffer text;
    struct flat_line *lines;
    size_t count;
};

static bool is_same_item(const struct block *a, const struct block *b)
{
    if (a->kind == BLOCK_HEADING || b->kind == BLOCK_HEADING || a->kind == BLOCK_SPACE ||
        b->kind == BLOCK_SPACE || a->section != b->section)
        return false;
    return a->keep_with_next ||
           (b->record.table != TABLE_NONE && a->record.table == b->record.table &&
            a->record.row == b->record.row);
}

static void append_line(struct buffer *text, const struct line *line)
{
    for (size_t i = 0; i < line->count; i++)
        buffer_append(text, line->spans[i].text);
}

/* Lays the document out as the detail pane would be, by spans. */
static void flatten(struct flat *flat, const struct document *document,
                    const struct layout_options *options)
{
    struct layout layout = {0};
    size_t item = 1, chain = 1, at = 0;
    assert_true(layout_document(&layout, document, options));
    *flat = (struct flat){.document = document, .count = layout.count};
    flat->lines = calloc(layout.count + 1, sizeof *flat->lines);
    assert_non_null(flat->lines);
    assert_true(buffer_reserve(&flat->text, 1));
    for (size_t i = 0; i < layout.count; i++)
        append_line(&flat->text, &layout.lines[i]);
    for (size_t i = 0; i < layout.count; i++) {
        struct buffer line = {0};
        const struct block *block = &document->blocks[layout.lines[i].block];
        const struct block *last = i ? flat->lines[i - 1].block : NULL;
        append_line(&line, &layout.lines[i]);
        if (last && block != last && !is_same_item(last, block)) {
            item++;
            chain += last->kind != BLOCK_HEADING;
        }
        flat->lines[i] =
            (struct flat_line){{flat->text.data + at, line.length}, block, item, chain};
        at += line.length;
        buffer_free(&line);
    }
    layout_free(&layout);
}

static void flat_free(struct flat *flat)
{
    buffer_free(&flat->text);
    free(flat->lines);
}

/* How many lines about the line `at` have the same number. */
static size_t chain_length(const struct flat *flat, size_t at)
{
    size_t first = at, last = at;
    while (first > 0 && flat->lines[first - 1].chain == flat->lines[at].chain)
        first--;
    while (last + 1 < flat->count && flat->lines[last + 1].chain == flat->lines[at].chain)
        last++;
    return last - first + 1;
}

static size_t item_length(const struct flat *flat, size_t at, size_t *before)
{
    size_t first = at, last = at;
    while (first > 0 && flat->lines[first - 1].item == flat->lines[at].item)
        first--;
    while (last + 1 < flat->count && flat->lines[last + 1].item == flat->lines[at].item)
        last++;
    *before = at - first;
    return last - first + 1;
}

/* Whether a paragraph goes on from one line to the next. */
static bool is_joined(const struct flat *flat, size_t at)
{
    return at > 0 && at < flat->count && flat->lines[at].block == flat->lines[at - 1].block &&
           flat->lines[at].text.length > 0 && flat->lines[at - 1].text.length > 0;
}

/* Whether a page may end before the line `at` for the sake of what is to be kept together. */
static bool is_good_end(const struct flat *flat, size_t at)
{
    const struct flat_line *next = &flat->lines[at];
    const struct flat_line *last = next - 1;
    size_t before;
    size_t length = item_length(flat, at, &before);
    if (next->chain != last->chain)
        return true;
    if (last->block->keep_with_next || next->text.length == 0 || before < 2 || length - before < 2)
        return false;
    bool is_first_of_kept = flat->lines[at - 2].block->keep_with_next &&
                            flat->lines[at - 2].block != last->block && next->block == last->block;
    return !is_first_of_kept &&
           (!is_joined(flat, at) || (is_joined(flat, at - 1) && is_joined(flat, at + 1)));
}

/* What must be so where a page that began with the line `first` ends before the line `at`: a chain
 * is parted only where no page can hold it, and badly only where no good end is to be had. */
static void expect_end(const struct flat *flat, size_t first, size_t at, size_t room)
{
    assert_true(flat->lines[at - 1].block->kind != BLOCK_HEADING);
    if (flat->lines[at].chain == flat->lines[at - 1].chain)
        assert_true(chain_length(flat, at) > room);
    if (is_good_end(flat, at))
        return;
    for (size_t end = first + 1; end <= first + room && end < flat->count; end++)
        assert_false(is_good_end(flat, end));
}

/* Takes a line off `rest`. */
static struct slice take_line(struct slice *rest)
{
    const char *end = memchr(rest->data, '\n', rest->length);
    assert_non_null(end);
    struct slice line = {rest->data, (size_t)(end - rest->data)};
    *rest = slice_part(*rest, line.length + 1, rest->length);
    return line;
}

static bool ends_in(struct slice line, struct slice end)
{
    return line.length >= end.length &&
           slice_equal(slice_part(line, line.length - end.length, line.length), end);
}

static size_t count_pages(struct slice text)
{
    size_t pages = 1;
    for (size_t i = 0; i < text.length; i++)
        pages += text.data[i] == '\f';
    return pages;
}

/* Goes along the lines of one page; returns where the document goes on. `*first` is the first line
 * of the page before, and becomes that of this one. */
static size_t expect_page(const struct flat *flat, struct slice *rest, size_t lines, size_t at,
                          size_t *first, const char *foot)
{
    struct slice marking = flat->document->marking;
    bool is_first_page = at == 0;
    bool begun = false;
    assert_true(ends_in(take_line(rest), marking));
    assert_int_equal(take_line(rest).length, 0);
    for (size_t i = 0; i < lines - EDGES; i++) {
        struct slice line = take_line(rest);
        while (line.length && at < flat->count && flat->lines[at].text.length == 0)
            at++;
        if (line.length == 0)
            continue;
        assert_true(at < flat->count && slice_equal(line, flat->lines[at].text));
        if (!begun && !is_first_page)
            expect_end(flat, *first, at - i, lines - EDGES);
        if (!begun)
            *first = at - i;
        begun = true;
        at++;
    }
    assert_int_equal(take_line(rest).length, 0);
    struct slice last = take_line(rest);
    assert_true(ends_in(last, marking));
    assert_memory_equal(last.data, foot, strlen(foot));
    return at;
}

/* Pages of a document hold its lines, in order, and end where they may. */
static void expect_pages(const struct document *document, const struct layout_options *options,
                         size_t lines)
{
    struct flat flat;
    struct buffer text = {0};
    flatten(&flat, document, options);
    assert_true(rendering_write(text_pages_new(options, lines, take, &text), document));
    struct slice rest = buffer_slice(&text);
    size_t pages = count_pages(rest);
    size_t at = 0, first = 0;
    for (size_t page = 1; page <= pages; page++) {
        char foot[64];
        snprintf(foot, sizeof foot, "page %zu of %zu ", page, pages);
        if (page > 1) {
            assert_int_equal(rest.data[0], '\f');
            rest = slice_part(rest, 1, rest.length);
        }
        at = expect_page(&flat, &rest, lines, at, &first, foot);
    }
    while (at < flat.count && flat.lines[at].text.length == 0)
        at++;
    assert_int_equal(at, flat.count);
    assert_int_equal(rest.length, 0);
    buffer_free(&text);
    flat_free(&flat);
}

/* ---- Documents of every shape ------------------------------------------------------------- */

static void add_random_words(struct document *document, uint64_t *random, size_t most)
{
    static const char *const words[] = {"word ", "longer word ", "a", "가나다 ",     "e\u0301 ",
                                        "b\n",   "c\n\n",        "-", "👩‍🚀 "};
    for (size_t left = next_random(random) % most + 1; left > 0; left--)
        document_string(document, ROLE_TEXT, PICK(random, words));
}

static void add_random_item(struct document *document, uint64_t *random, struct record record)
{
    size_t blocks = next_random(random) % 5 + 1;
    for (size_t i = 0; i < blocks; i++) {
        struct block *block = document_block(document, BLOCK_PARAGRAPH);
        block->record = record;
        block->keep_with_next = i + 1 < blocks && next_random(random) % 3 == 0;
        block->indent = (unsigned)(next_random(random) % 8);
        add_random_words(document, random, next_random(random) % 8 ? 12 : 200);
    }
}

static void fill_randomly(struct document *document, uint64_t *random)
{
    document->marking = SLICE("TLP:GREEN");
    document->title = SLICE("A made-up book");
    for (uint32_t row = 0; row < 30; row++) {
        uint32_t dice = next_random(random);
        if (dice % 4 == 0)
            document_block(document, BLOCK_SPACE);
        if (dice % 8 == 0) {
            document_block(document, BLOCK_HEADING)->keep_with_next = true;
            document_string(document, ROLE_HEADING, "HEADING");
        }
        bool is_record = dice % 16 > 2;
        add_random_item(document, random,
                        (struct record){is_record ? TABLE_EVENTS : TABLE_NONE, row});
    }
}

static void ends_pages_well(void **state)
{
    (void)state;
    uint64_t random = 7;
    for (int round = 0; round < EFFORT(400); round++) {
        struct document document = {0};
        const struct layout_options options = {40 + next_random(&random) % 93, TEXT_ON_PAPER,
                                               round % 2};
        fill_randomly(&document, &random);
        size_t least = text_pages_least(&document, &options);
        assert_int_equal(least, LAYOUT_LEAST_PAGE);
        expect_pages(&document, &options, least);
        expect_pages(&document, &options, least + next_random(&random) % 60);
        document_free(&document);
    }
}

static void ends_pages_of_random_books_well(void **state)
{
    (void)state;
    uint64_t random = 11;
    for (int round = 0; round < EFFORT(150); round++) {
        write_random_book(&random);
        struct store *store = load_book(".");
        const struct compose_options all = {0};
        struct document document = {0};
        assert_true(compose_book(&document, store, &all));
        document.marking = SLICE("TLP:GREEN");
        for (size_t width = 40; width <= 132; width += 23) {
            const struct layout_options options = {width, TEXT_ON_PAPER, round % 2};
            expect_pages(&document, &options, 12);
            expect_pages(&document, &options, 12 + next_random(&random) % 60);
        }
        document_free(&document);
        store_free(store);
        remove_random_book();
    }
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_pages_well),
        cmocka_unit_test_setup_teardown(ends_pages_of_random_books_well, empty_folder_enter,
                                        empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
