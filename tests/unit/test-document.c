/* test-document.c: building a document, also when memory is out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "briefbook/document.h"
#include "support/failing-memory.h"

static void begins_blocks(void **state)
{
    (void)state;
    struct document document = {0};
    struct block *block = document_block(&document, BLOCK_QUOTATION);
    assert_int_equal(block->kind, BLOCK_QUOTATION);
    assert_int_equal(block->record.table, TABLE_NONE);
    assert_int_equal(block->span_count, 0);
    document_block(&document, BLOCK_SPACE);
    assert_int_equal(document.count, 2);
    assert_int_equal(document.blocks[1].kind, BLOCK_SPACE);
    document_free(&document);
}

static void adds_spans_to_the_newest_block(void **state)
{
    (void)state;
    struct document document = {0};
    document_string(&document, ROLE_TEXT, "before any block");
    document_block(&document, BLOCK_PARAGRAPH);
    document_string(&document, ROLE_NAME, "name");
    document_string(&document, ROLE_TEXT, "");
    document_block(&document, BLOCK_PARAGRAPH);
    document_link(&document, SLICE("link"), (struct record){TABLE_EVENTS, 7});
    document_format(&document, ROLE_MUTED, "%d of %d", 1, 2);
    assert_false(document.failed);
    assert_int_equal(document.blocks[0].span_count, 1);
    assert_int_equal(document.blocks[0].spans[0].role, ROLE_NAME);
    assert_int_equal(document.blocks[0].spans[0].target.table, TABLE_NONE);
    assert_int_equal(document.blocks[1].span_count, 2);
    assert_int_equal(document.blocks[1].spans[0].role, ROLE_LINK);
    assert_int_equal(document.blocks[1].spans[0].target.table, TABLE_EVENTS);
    assert_int_equal(document.blocks[1].spans[0].target.row, 7);
    assert_true(slice_is(document.blocks[1].spans[1].text, "1 of 2"));
    document_free(&document);
}

static void holds_many(void **state)
{
    (void)state;
    enum { BLOCKS = 300, SPANS = 100 };
    struct document document = {0};
    for (size_t i = 0; i < BLOCKS; i++) {
        document_block(&document, BLOCK_PARAGRAPH)->indent = (unsigned)i;
        for (size_t j = 0; j < SPANS; j++)
            document_format(&document, ROLE_TEXT, "%zu.%zu", i, j);
    }
    assert_int_equal(document.count, BLOCKS);
    for (size_t i = 0; i < BLOCKS; i++) {
        assert_int_equal(document.blocks[i].indent, i);
        assert_int_equal(document.blocks[i].span_count, SPANS);
        struct buffer expected = {0};
        buffer_append_format(&expected, "%zu.%d", i, SPANS - 1);
        assert_true(slice_equal(document.blocks[i].spans[SPANS - 1].text, buffer_slice(&expected)));
        buffer_free(&expected);
    }
    document_free(&document);
}

static void begins_anew(void **state)
{
    (void)state;
    enum { ROUNDS = 3, BLOCKS = 5000 };
    struct document document = {.title = SLICE("Title")};
    for (size_t round = 0; round < ROUNDS; round++) {
        document_clear(&document);
        assert_int_equal(document.count, 0);
        assert_true(slice_is(document.title, "Title"));
        document_string(&document, ROLE_TEXT, "before any block");
        for (size_t i = 0; i < BLOCKS; i++) {
            document_block(&document, BLOCK_PARAGRAPH);
            document_format(&document, ROLE_TEXT, "%zu.%zu", round, i);
        }
        assert_int_equal(document.count, BLOCKS);
        assert_int_equal(document.blocks[0].span_count, 1);
        struct buffer expected = {0};
        buffer_append_format(&expected, "%zu.0", round);
        assert_true(slice_equal(document.blocks[0].spans[0].text, buffer_slice(&expected)));
        buffer_free(&expected);
    }
    document_free(&document);
}

static void keeps_text(void **state)
{
    (void)state;
    char bytes[] = "text";
    struct document document = {0};
    struct slice kept = document_keep(&document, slice_of(bytes));
    bytes[0] = 'n';
    assert_true(slice_is(kept, "text"));
    document_free(&document);
}

static void build(struct document *document)
{
    for (size_t i = 0; i < 100; i++) {
        document_block(document, BLOCK_PARAGRAPH)->indent = 1;
        for (size_t j = 0; j < 50; j++)
            document_format(document, ROLE_TEXT, "%zu", j);
    }
}

/* Whichever allocation fails: the failure is kept, and building goes on without harm. */
static void survives_lack_of_memory(void **state)
{
    (void)state;
    bool failed = true;
    for (size_t nth = 1; failed; nth += nth < 200 ? 1 : 97) {
        struct document document = {0};
        failing_memory_start(nth, nth % 2);
        build(&document);
        failed = failing_memory_stop();
        assert_int_equal(document.failed, failed);
        document_free(&document);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(begins_blocks), cmocka_unit_test(adds_spans_to_the_newest_block),
        cmocka_unit_test(holds_many),    cmocka_unit_test(begins_anew),
        cmocka_unit_test(keeps_text),    cmocka_unit_test(survives_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
