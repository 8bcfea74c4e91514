/* test-csv-track.c: a CSV file scanned by blocks is scanned as it is byte by byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/csv-block.h"
#include "store/csv-read.h"
#include "store/csv-track.h"
#include "support/random.h"

enum { ROUNDS = 20 * 1000, LONGEST = 600 };

/* Pieces of a file; taken alone, the first ones make blocks without quotation marks. */
static const char *const pieces[] = {
    "x",     ",",   "\n",
    "\r\n",  "\r",  "\n\n",
    ",,,",   "김",  "some words that fill half of a block",
    "\"",    "\"",  "\"\"",
    "\",\"", "\",", ",\"",
    "\"\n",
};
enum { PLAIN_PIECES = 9, PIECES = sizeof pieces / sizeof pieces[0] };

struct scanned {
    struct csv_track track;
    struct csv_faults faults;
    struct table table;
    struct diag_list diags;
    bool within_limits;
};

static void begin(struct scanned *scanned, const struct csv_track *start)
{
    memset(scanned, 0, sizeof *scanned);
    table_init(&scanned->table, TABLE_PLAIN);
    scanned->faults.table = &scanned->table;
    scanned->faults.diags = &scanned->diags;
    scanned->track = *start;
    scanned->track.faults = &scanned->faults;
}

static void end(struct scanned *scanned)
{
    free(scanned->track.rows);
    csv_faults_free(&scanned->faults);
    diag_list_free(&scanned->diags);
}

/* Scans pieces of `size` bytes as long as limits allow. */
static void scan(struct scanned *scanned, const char *bytes, size_t length, size_t size)
{
    scanned->within_limits = true;
    for (size_t at = 0; at < length && scanned->within_limits; at += size) {
        size_t left = length - at;
        scanned->within_limits =
            csv_track_scan(&scanned->track, bytes + at, left < size ? left : size);
    }
}

static void expect_place(const struct csv_scan_place *a, const struct csv_scan_place *b)
{
    assert_int_equal(a->offset, b->offset);
    assert_int_equal(a->line, b->line);
    assert_int_equal(a->line_offset, b->line_offset);
}

static void expect_same(const struct scanned *blocks, const struct scanned *bytes)
{
    const struct csv_track *a = &blocks->track;
    const struct csv_track *b = &bytes->track;
    assert_int_equal(blocks->within_limits, bytes->within_limits);
    assert_int_equal(a->scan.state, b->scan.state);
    assert_int_equal(a->scan.after_carriage_return, b->scan.after_carriage_return);
    assert_int_equal(a->cells, b->cells);
    assert_int_equal(a->count, b->count);
    expect_place(&a->scan.place, &b->scan.place);
    expect_place(&a->row, &b->row);
    expect_place(&a->cell, &b->cell);
    expect_place(&a->mark, &b->mark);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->rows[i].offset, b->rows[i].offset);
        assert_int_equal(a->rows[i].line, b->rows[i].line);
    }
    assert_int_equal(blocks->diags.counts[DIAG_STRAY_QUOTE], bytes->diags.counts[DIAG_STRAY_QUOTE]);
    assert_int_equal(blocks->faults.stray_count, bytes->faults.stray_count);
    for (size_t i = 0; i < blocks->faults.stray_count; i++)
        expect_place(&blocks->faults.strays[i], &bytes->faults.strays[i]);
}

static size_t make_bytes(char *bytes, uint64_t *random)
{
    size_t length = 0;
    size_t wanted = next_random(random) % LONGEST;
    size_t kinds = next_random(random) % 2 ? PIECES : PLAIN_PIECES;
    while (length < wanted) {
        /* marks alone in a long run without any, too */
        bool rare = next_random(random) % 50 == 0;
        const char *piece = pieces[next_random(random) % (rare ? PIECES : kinds)];
        memcpy(bytes + length, piece, strlen(piece));
        length += strlen(piece);
    }
    return length;
}

/* Scans random bytes from a state both ways. */
static void expect_same_scans(const struct csv_track *start, uint64_t *random)
{
    char bytes[LONGEST + CSV_BLOCK];
    size_t length = make_bytes(bytes, random);
    struct scanned blocks;
    struct scanned single;
    begin(&blocks, start);
    begin(&single, start);
    scan(&blocks, bytes, length, LONGEST + CSV_BLOCK);
    scan(&single, bytes, length, 1);
    expect_same(&blocks, &single);
    end(&blocks);
    end(&single);
}

static const struct csv_track beginning = {.scan = {.place = {.line = 1}}};

static void test_blocks(void **state)
{
    (void)state;
    uint64_t random = 1;
    for (size_t i = 0; i < ROUNDS; i++)
        expect_same_scans(&beginning, &random);
}

/* The limit of cells is reached in some block or other, and in the right byte of it. */
static void test_limit_of_cells(void **state)
{
    (void)state;
    uint64_t random = 2;
    for (size_t i = 0; i < ROUNDS; i++) {
        struct csv_track start = beginning;
        start.scan.state = CSV_SCAN_PLAIN;
        start.cells = CSV_ROW_LIMIT - next_random(&random) % 100;
        expect_same_scans(&start, &random);
    }
}

/* Scans on in a cell that is `before` bytes short of its limit, through two blocks to its end. */
static bool ends_within_limit(enum csv_scan_state state, size_t before, const char *ending)
{
    char bytes[4 * CSV_BLOCK];
    struct scanned scanned;
    struct csv_track start = beginning;
    start.scan.state = state;
    start.scan.place.offset = CSV_CELL_LIMIT - before;
    begin(&scanned, &start);
    memset(bytes, 'x', sizeof bytes);
    memcpy(bytes + 2 * CSV_BLOCK, ending, strlen(ending));
    scan(&scanned, bytes, sizeof bytes, sizeof bytes);
    bool within_limits = scanned.within_limits;
    end(&scanned);
    return within_limits;
}

static void test_limit_of_bytes(void **state)
{
    (void)state;
    enum { HERE = 2 * CSV_BLOCK };
    assert_true(ends_within_limit(CSV_SCAN_PLAIN, HERE, ","));
    assert_false(ends_within_limit(CSV_SCAN_PLAIN, HERE - 1, ","));
    assert_true(ends_within_limit(CSV_SCAN_PLAIN, HERE, "\n"));
    assert_false(ends_within_limit(CSV_SCAN_PLAIN, HERE - 1, "\n"));
    assert_true(ends_within_limit(CSV_SCAN_QUOTED, HERE + 1, "\","));
    assert_false(ends_within_limit(CSV_SCAN_QUOTED, HERE, "\","));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_limit_of_cells),
        cmocka_unit_test(test_limit_of_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
