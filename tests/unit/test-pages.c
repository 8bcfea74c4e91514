/* test-pages.c: a document on pages: what stands on each, and its edges.
 *
 * Link with what failing-memory.h asks for. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/layout.h"
#include "briefbook/rendering.h"
#include "support/failing-memory.h"

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

/* Takes a line off `rest`. */
static struct slice take_line(struct slice *rest)
{
    const char *end = memchr(rest->data, '\n', rest->length);
    assert_non_null(end);
    struct slice line = {rest->data, (size_t)(end - rest->data)};
    *rest = slice_part(*rest, line.length + 1, rest->length);
    return line;
}

/* ---- Examples ----------------------------------------------------------------------------- */

static const struct layout_options narrow = {40, TEXT_ON_PAPER, false};

/* Adds an item of so many lines: "name 1", "name 2" … */
static void add_item(struct document *document, const char *name, size_t lines, bool one_block)
{
    static uint32_t row;
    row++;
    for (size_t i = 1; i <= lines; i++) {
        if (i == 1 || !one_block)
            document_block(document, BLOCK_PARAGRAPH)->record = (struct record){TABLE_EVENTS, row};
        document_format(document, ROLE_TEXT, "%s %zu%s", name, i,
                        one_block && i < lines ? "\n" : "");
    }
}

static void add_heading(struct document *document)
{
    document_block(document, BLOCK_SPACE);
    document_block(document, BLOCK_HEADING)->keep_with_next = true;
    document_string(document, ROLE_HEADING, "HEADING");
}

/* Expects the text between head and foot of each page, its lines ended by "|", pages by "=". */
static void expect_text(const struct document *document, const char *expected)
{
    struct buffer text = {0};
    struct buffer found = {0};
    assert_true(rendering_write(text_pages_new(&narrow, LAYOUT_LEAST_PAGE, take, &text), document));
    struct slice rest = buffer_slice(&text);
    for (size_t line = 0; rest.length; line = (line + 1) % LAYOUT_LEAST_PAGE) {
        struct slice words = take_line(&rest);
        if (line >= 2 && line < LAYOUT_LEAST_PAGE - 2) {
            buffer_append(&found, words);
            buffer_append_char(&found, '|');
        }
        if (line == LAYOUT_LEAST_PAGE - 1)
            buffer_append_char(&found, '=');
    }
    assert_string_equal(buffer_string(&found), expected);
    buffer_free(&text);
    buffer_free(&found);
}

static void keeps_items_whole(void **state)
{
    (void)state;
    struct document document = {0};
    add_item(&document, "a", 6, false);
    add_item(&document, "b", 3, true);
    expect_text(&document, "a 1|a 2|a 3|a 4|a 5|a 6|||=b 1|b 2|b 3||||||=");
    document_free(&document);
    add_item(&document, "a", 5, false);
    add_heading(&document);
    add_item(&document, "b", 2, false);
    expect_text(&document, "a 1|a 2|a 3|a 4|a 5||||=HEADING|b 1|b 2||||||=");
    document_free(&document);
    add_item(&document, "a", 4, false);
    add_heading(&document);
    add_item(&document, "b", 2, false);
    expect_text(&document, "a 1|a 2|a 3|a 4||HEADING|b 1|b 2|=");
    document_free(&document);
}

static void parts_long_items(void **state)
{
    (void)state;
    struct document document = {0};
    add_item(&document, "a", 3, true);
    add_item(&document, "b", 9, true);
    expect_text(&document, "a 1|a 2|a 3|b 1|b 2|b 3|b 4|b 5|=b 6|b 7|b 8|b 9|||||=");
    document_free(&document);
    add_item(&document, "a", 9, false);
    expect_text(&document, "a 1|a 2|a 3|a 4|a 5|a 6|a 7||=a 8|a 9|||||||=");
    document_free(&document);
}

/* A speaker of several lines stays with the first two of the words. */
static void keeps_speakers_with_words(void **state)
{
    (void)state;
    struct document document = {0};
    add_item(&document, "a", 4, false);
    document.blocks[document.count - 1].keep_with_next = false;
    add_item(&document, "speaker", 2, true);
    document.blocks[document.count - 1].keep_with_next = true;
    struct record record = document.blocks[document.count - 1].record;
    document_block(&document, BLOCK_QUOTATION)->record = record;
    document_string(&document, ROLE_QUOTATION, "w 1\nw 2\nw 3\nw 4\nw 5\nw 6\nw 7");
    expect_text(&document, "a 1|a 2|a 3|a 4|speaker 1|speaker 2|w 1|w 2|="
                           "w 3|w 4|w 5|w 6|w 7||||=");
    document_free(&document);
    add_item(&document, "a", 5, false);
    add_item(&document, "speaker", 2, true);
    document.blocks[document.count - 1].keep_with_next = true;
    record = document.blocks[document.count - 1].record;
    document_block(&document, BLOCK_QUOTATION)->record = record;
    document_string(&document, ROLE_QUOTATION, "w 1\nw 2\nw 3\nw 4\nw 5\nw 6\nw 7");
    expect_text(&document, "a 1|a 2|a 3|a 4|a 5||||="
                           "speaker 1|speaker 2|w 1|w 2|w 3|w 4|w 5||="
                           "w 6|w 7|||||||=");
    document_free(&document);
}

static void marks_every_page(void **state)
{
    (void)state;
    struct document document = {.marking = SLICE("TLP:RED"), .title = SLICE("Title")};
    struct buffer text = {0};
    add_item(&document, "a", 10, false);
    assert_true(
        rendering_write(text_pages_new(&narrow, LAYOUT_LEAST_PAGE, take, &text), &document));
    assert_string_equal(buffer_string(&text), "                                 TLP:RED\n\n"
                                              "a 1\na 2\na 3\na 4\na 5\na 6\na 7\na 8\n\n"
                                              "page 1 of 2                      TLP:RED\n"
                                              "\fTitle                            TLP:RED\n\n"
                                              "a 9\na 10\n\n\n\n\n\n\n\n"
                                              "page 2 of 2                      TLP:RED\n");
    buffer_free(&text);
    document_free(&document);
}

/* A marking that takes several lines leaves less room; without one pages are numbered all the
 * same. An empty book is one page. */
static void makes_room_for_markings(void **state)
{
    (void)state;
    struct document document = {.title =
                                    SLICE("A title that is much too long for a page of forty")};
    struct buffer text = {0};
    assert_int_equal(text_pages_least(&document, &narrow), LAYOUT_LEAST_PAGE);
    assert_true(
        rendering_write(text_pages_new(&narrow, LAYOUT_LEAST_PAGE, take, &text), &document));
    assert_string_equal(buffer_string(&text), "\n\n\n\n\n\n\n\n\n\n\npage 1 of 1\n");
    buffer_clear(&text);
    document.marking = SLICE("A MARKING OF MORE THAN FORTY COLUMNS  TLP:RED");
    add_item(&document, "a", 9, false);
    assert_int_equal(text_pages_least(&document, &narrow), LAYOUT_LEAST_PAGE + 3);
    assert_true(
        rendering_write(text_pages_new(&narrow, LAYOUT_LEAST_PAGE + 3, take, &text), &document));
    assert_string_equal(buffer_string(&text), "A MARKING OF MORE THAN FORTY COLUMNS\nTLP:RED\n\n"
                                              "a 1\na 2\na 3\na 4\na 5\na 6\na 7\n\n\n"
                                              "page 1 of 2\n"
                                              "A MARKING OF MORE THAN FORTY COLUMNS\nTLP:RED\n"
                                              "\fA MARKING OF MORE THAN FORTY COLUMNS\nTLP:RED\n\n"
                                              "a 8\na 9\n\n\n\n\n\n\n\n"
                                              "page 2 of 2\n"
                                              "A MARKING OF MORE THAN FORTY COLUMNS\nTLP:RED\n");
    buffer_free(&text);
    document_free(&document);
}

/* ---- Failures ----------------------------------------------------------------------------- */

static void stops_when_told(void **state)
{
    (void)state;
    struct document document = {0};
    int calls = 0;
    for (int i = 0; i < 20000; i++)
        add_item(&document, "a", 1, false);
    assert_false(rendering_write(text_pages_new(&narrow, 20, refuse, &calls), &document));
    assert_int_equal(calls, 1);
    document_free(&document);
}

static void survives_lack_of_memory(void **state)
{
    (void)state;
    struct document document = {.marking = SLICE("TLP:CLEAR"), .title = SLICE("T")};
    bool failed = true;
    add_item(&document, "a", 200, true);
    for (size_t nth = 1; failed; nth++) {
        struct buffer text = {0};
        buffer_reserve(&text, 20000);
        failing_memory_start(nth, nth % 2);
        size_t least = text_pages_least(&document, &narrow);
        bool done =
            least > 0 && rendering_write(text_pages_new(&narrow, least, take, &text), &document);
        failed = failing_memory_stop();
        assert_int_equal(done, !failed);
        buffer_free(&text);
    }
    document_free(&document);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_items_whole),         cmocka_unit_test(parts_long_items),
        cmocka_unit_test(keeps_speakers_with_words), cmocka_unit_test(marks_every_page),
        cmocka_unit_test(makes_room_for_markings),   cmocka_unit_test(stops_when_told),
        cmocka_unit_test(survives_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
