/* test-fold-cells.c: which cells have a folded copy, and what it says.
 *
 * Link with what failing-memory.h asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/text.h"
#include "store/fold-cells.h"
#include "support/failing-memory.h"
#include "support/random.h"

enum { MOST_CELLS = 60, ROUNDS = 3000 };

/* A column of cells, one behind the other. */
struct cells {
    struct buffer bytes;
    uint32_t offsets[MOST_CELLS + 1];
    size_t rows;
};

static struct slice cell_at(const struct cells *cells, size_t row)
{
    return slice_part(buffer_slice(&cells->bytes), cells->offsets[row], cells->offsets[row + 1]);
}

static struct segment_column column_of(const struct cells *cells)
{
    return (struct segment_column){cells->bytes.data, cells->offsets, NULL};
}

static void add_cell(struct cells *cells, struct slice cell)
{
    assert_true(buffer_append(&cells->bytes, cell));
    cells->offsets[++cells->rows] = (uint32_t)cells->bytes.length;
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + 'a' - 'A') : byte;
}

/* A plain cell is its own folded form, but for capitals. */
static void expect_plain(struct slice cell, struct slice folded)
{
    assert_int_equal(cell.length, folded.length);
    for (size_t i = 0; i < cell.length; i++)
        assert_int_equal(lower(cell.data[i]), folded.data[i]);
}

static void expect_copies(const struct cells *cells, const struct folded_cells *folded)
{
    size_t next = 0;
    for (size_t row = 0; row < cells->rows; row++) {
        struct buffer wanted = {0};
        assert_true(text_fold(cell_at(cells, row), &wanted, NULL));
        if (folded && next < folded->count && folded->rows[next] == row) {
            struct slice copy = {folded->bytes + folded->offsets[next],
                                 folded->offsets[next + 1] - folded->offsets[next]};
            assert_true(slice_equal(copy, buffer_slice(&wanted)));
            next++;
        } else {
            expect_plain(cell_at(cells, row), buffer_slice(&wanted));
        }
        buffer_free(&wanted);
    }
    assert_int_equal(next, folded ? folded->count : 0);
}

static void append_random_cell(struct cells *cells, uint64_t *random)
{
    static const char *const pieces[] = {"Plain words, and more of them, to fill a block",
                                         "A b",
                                         " ",
                                         "  ",
                                         "\n",
                                         "\t",
                                         "\x1F",
                                         "\x7F",
                                         "é",
                                         "e\u0301",
                                         "한국",
                                         "½",
                                         "\xFF",
                                         "\u0301"};
    struct buffer cell = {0};
    uint64_t odd = next_random(random) % 3;
    for (uint64_t count = next_random(random) % 5; count > 0; count--)
        buffer_append_string(&cell, pieces[next_random(random) % (odd ? 3 : 14)]);
    add_cell(cells, buffer_slice(&cell));
    buffer_free(&cell);
}

static struct folding folding;
static struct segment_memory memory;

static bool fold(const struct segment_column *column, size_t rows,
                 const struct folded_cells **folded)
{
    return fold_cells(column, rows, &folding, &memory, folded);
}

static void free_copies(void)
{
    folding_free(&folding);
    segment_memory_free(&memory);
}

static void copies_what_is_not_plain(void **state)
{
    (void)state;
    uint64_t random = 11;
    size_t copies = 0;
    for (int round = 0; round < ROUNDS; round++) {
        struct cells cells = {0};
        const struct folded_cells *folded;
        for (uint64_t rows = next_random(&random) % MOST_CELLS; rows > 0; rows--)
            append_random_cell(&cells, &random);
        struct segment_column column = column_of(&cells);
        assert_true(fold(&column, cells.rows, &folded));
        expect_copies(&cells, folded);
        copies += folded ? folded->count : 0;
        free_copies();
        buffer_free(&cells.bytes);
    }
    assert_in_range(copies, ROUNDS, ROUNDS * MOST_CELLS / 2);
}

static void makes_none_for_plain_cells(void **state)
{
    (void)state;
    struct cells cells = {0};
    const struct folded_cells *folded;
    for (int i = 0; i < MOST_CELLS; i++)
        add_cell(&cells,
                 SLICE("NATO's plain words - with \"marks\", and more than one block of them"));
    struct segment_column column = column_of(&cells);
    assert_true(fold(&column, cells.rows, &folded));
    assert_null(folded);
    struct segment_column blank = {NULL, NULL, NULL};
    assert_true(fold(&blank, 5, &folded));
    assert_null(folded);
    free_copies();
    buffer_free(&cells.bytes);
}

static void says_when_memory_is_out(void **state)
{
    (void)state;
    struct cells cells = {0};
    for (int i = 0; i < MOST_CELLS; i++)
        add_cell(&cells, SLICE("é"));
    struct segment_column column = column_of(&cells);
    for (int sticky = 0; sticky <= 1; sticky++) {
        bool failed = true;
        for (size_t nth = 1; failed; nth++) {
            const struct folded_cells *folded;
            failing_memory_start(nth, sticky);
            bool done = fold(&column, cells.rows, &folded);
            failed = failing_memory_stop();
            assert_true(done || failed);
            assert_int_equal(done, folded != NULL);
            if (done)
                expect_copies(&cells, folded);
            free_copies();
        }
    }
    buffer_free(&cells.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_what_is_not_plain),
        cmocka_unit_test(makes_none_for_plain_cells),
        cmocka_unit_test(says_when_memory_is_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
