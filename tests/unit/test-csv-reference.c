/* test-csv-reference.c: random files, read by the store and by a plain reader of RFC 4180 that knows
 * nothing of it; and random bytes, of which none may get lost.
 *
 * Link with what failing-loads.h asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/book.h"
#include "support/effort.h"
#include "support/empty-folder.h"
#include "support/failing-loads.h"
#include "support/random.h"

enum {
    PIECE = 64 * 1024,
    SMALL_FILES = EFFORT(3000),
    LARGE_FILES = 24,
    GARBAGE_FILES = EFFORT(6000)
};

/* ---- The plain reader ----------------------------------------------------------------------- */

struct cell {
    struct buffer text;
    size_t line;
    size_t character;
    bool ends_row;
};

struct grid {
    struct cell *cells;
    size_t count;
    size_t capacity;
    bool is_well_formed; /* every quotation mark stands where RFC 4180 has it */
};

struct cursor {
    struct slice bytes;
    size_t at;
    size_t line;
    size_t character;
};

static bool is_at(const struct cursor *cursor, char byte)
{
    return cursor->at < cursor->bytes.length && cursor->bytes.data[cursor->at] == byte;
}

static bool is_at_line_end(const struct cursor *cursor)
{
    return is_at(cursor, '\n') || is_at(cursor, '\r');
}

static bool is_at_end(const struct cursor *cursor)
{
    return cursor->at == cursor->bytes.length;
}

static char take(struct cursor *cursor)
{
    char byte = cursor->bytes.data[cursor->at];
    bool first_of_two = byte == '\r' && cursor->at + 1 < cursor->bytes.length &&
                        cursor->bytes.data[cursor->at + 1] == '\n';
    cursor->at++;
    if (byte == '\n' || (byte == '\r' && !first_of_two)) {
        cursor->line++;
        cursor->character = 1;
    } else if (((unsigned char)byte & 0xC0) != 0x80) {
        cursor->character++;
    }
    return byte;
}

static struct cell *add_cell(struct grid *grid, const struct cursor *cursor)
{
    if (grid->count == grid->capacity) {
        grid->capacity = grid->capacity ? grid->capacity * 2 : 64;
        grid->cells = realloc(grid->cells, grid->capacity * sizeof *grid->cells);
        assert_non_null(grid->cells);
    }
    struct cell *cell = &grid->cells[grid->count++];
    *cell = (struct cell){.line = cursor->line, .character = cursor->character};
    return cell;
}

static void read_quoted(struct cursor *cursor, struct cell *cell, bool *is_well_formed)
{
    take(cursor);
    while (!is_at_end(cursor)) {
        char byte = take(cursor);
        if (byte == '"' && !is_at(cursor, '"')) {
            *is_well_formed &= is_at_end(cursor) || is_at(cursor, ',') || is_at_line_end(cursor);
            return;
        }
        if (byte == '"')
            take(cursor);
        buffer_append_char(&cell->text, byte);
    }
    *is_well_formed = false;
}

static void read_cell(struct cursor *cursor, struct grid *grid)
{
    struct cell *cell = add_cell(grid, cursor);
    if (is_at(cursor, '"'))
        read_quoted(cursor, cell, &grid->is_well_formed);
    while (!is_at_end(cursor) && !is_at(cursor, ',') && !is_at_line_end(cursor)) {
        grid->is_well_formed &= !is_at(cursor, '"');
        buffer_append_char(&cell->text, take(cursor));
    }
    cell->ends_row = !is_at(cursor, ',');
}

static bool has_mark(struct slice bytes)
{
    return slice_is(slice_part(bytes, 0, 3), "\xEF\xBB\xBF");
}

static struct grid read_grid(struct slice bytes)
{
    struct cursor cursor = {bytes, 0, 1, 1};
    struct grid grid = {.is_well_formed = true};
    if (has_mark(bytes))
        cursor.at = 3;
    while (!is_at_end(&cursor)) {
        if (is_at_line_end(&cursor)) {
            take(&cursor);
            continue;
        }
        read_cell(&cursor, &grid);
        while (is_at(&cursor, ',')) {
            take(&cursor);
            read_cell(&cursor, &grid);
        }
    }
    return grid;
}

static void free_grid(struct grid *grid)
{
    for (size_t i = 0; i < grid->count; i++)
        buffer_free(&grid->cells[i].text);
    free(grid->cells);
}

/* ---- Well-formed files ---------------------------------------------------------------------- */

static const char *const texts[] = {"a",    "b",    "cd", ",",        "\"",
                                    "\"\"", "\n",   "\r", ";",        " ",
                                    "\t",   "\r\n", "김", "\xC3\xA9", "\xF0\x9F\x8C\x8D"};
static const char *const line_ends[] = {"\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\r\r"};

static void append_random_cell(struct buffer *file, uint64_t *random, size_t longest, bool alone)
{
    struct buffer text = {0};
    size_t parts = next_random(random) % (longest + 1);
    for (size_t i = 0; i < parts; i++)
        buffer_append_string(&text, PICK(random, texts));
    bool quoted = next_random(random) % 4 == 0 || (alone && text.length == 0);
    for (size_t i = 0; i < text.length; i++)
        quoted |= text.data[i] == ',' || text.data[i] == '"' || text.data[i] == '\n' ||
                  text.data[i] == '\r';
    if (quoted)
        buffer_append_char(file, '"');
    for (size_t i = 0; i < text.length; i++)
        buffer_append_repeated(file, text.data[i], quoted && text.data[i] == '"' ? 2 : 1);
    if (quoted)
        buffer_append_char(file, '"');
    buffer_free(&text);
}

static void append_random_rows(struct buffer *file, uint64_t *random, size_t columns, size_t size)
{
    size_t longest = next_random(random) % 12;
    do {
        buffer_append_string(file, PICK(random, line_ends));
        for (size_t column = 0; column < columns; column++) {
            if (column)
                buffer_append_char(file, ',');
            append_random_cell(file, random, longest, columns == 1);
        }
    } while (file->length < size);
    if (next_random(random) % 2)
        buffer_append_string(file, PICK(random, line_ends));
}

static void append_header(struct buffer *file, uint64_t *random, size_t columns)
{
    if (next_random(random) % 4 == 0)
        buffer_append_string(file, "\xEF\xBB\xBF");
    for (size_t column = 0; column < columns; column++)
        buffer_append_format(file, column ? ",%s%zu%s" : "%s%zu%s", column % 2 ? "\"" : "", column,
                             column % 2 ? "\"" : "");
}

static void expect_row(const struct table *table, size_t row, const struct cell *cells,
                       size_t columns)
{
    assert_int_equal(table_line(table, row), cells[0].line);
    for (size_t column = 0; column < columns; column++) {
        struct slice found = table_cell(table, row, column);
        size_t line;
        size_t character;
        assert_int_equal(cells[column].ends_row, column + 1 == columns);
        assert_true(slice_equal(found, buffer_slice(&cells[column].text)));
        if (row % 64 > 2)
            continue; /* places are looked for in the file: of some rows only */
        table_locate(table, row, column, &line, &character);
        assert_int_equal(line, cells[column].line);
        assert_int_equal(character, cells[column].character);
    }
}

static void expect_same(struct slice file, size_t columns)
{
    make_bytes("t.csv", file);
    struct store *store = load_book("t.csv");
    const struct table *table = store_table(store, TABLE_PLAIN);
    struct grid grid = read_grid(file);
    assert_true(grid.is_well_formed);
    expect_diags(store_diags(store), "");
    assert_int_equal(table_column_count(table), columns + 1);
    assert_int_equal((table_rows(table) + 1) * columns, grid.count);
    for (size_t row = 0; row < table_rows(table); row++)
        expect_row(table, row, &grid.cells[(row + 1) * columns], columns);
    free_grid(&grid);
    store_free(store);
}

static void test_small_files(void **state)
{
    (void)state;
    static const uint32_t longest_reads[] = {1, 2, 3, 7, 64, 0};
    uint64_t random = 1;
    for (size_t i = 0; i < SMALL_FILES; i++) {
        struct buffer file = {0};
        size_t columns = next_random(&random) % 5 + 1;
        append_header(&file, &random, columns);
        append_random_rows(&file, &random, columns, next_random(&random) % 400);
        short_reads_start((uint32_t)i, longest_reads[i % 6]);
        expect_same(buffer_slice(&file), columns);
        short_reads_start(0, 0);
        buffer_free(&file);
    }
}

static void test_large_files(void **state)
{
    (void)state;
    static const uint32_t longest_reads[] = {0, 1000, 30 * 1000};
    uint64_t random = 2;
    for (size_t i = 0; i < LARGE_FILES; i++) {
        struct buffer file = {0};
        size_t columns = next_random(&random) % 5 + 1;
        append_header(&file, &random, columns);
        append_random_rows(&file, &random, columns, PIECE * (1 + i % 4));
        short_reads_start((uint32_t)i, longest_reads[i % 3]);
        expect_same(buffer_slice(&file), columns);
        short_reads_start(0, 0);
        buffer_free(&file);
    }
}

/* Each byte of these stands once on either side of where a piece ends. */
static void test_borders_of_pieces(void **state)
{
    (void)state;
    static const char *const samples[] = {
        "\r\n\"a\"\"b\",\"\r\n\",김\r\n\r\n\"\",x,\"\"\"\"\r\n",
        "\r\r\"\r\",\"\",\"\"\"\"\r1,2,\"3\"\r",
    };
    for (size_t i = 0; i < 2; i++) {
        for (size_t before = 0; before <= strlen(samples[i]); before++) {
            struct buffer file = {0};
            buffer_append_string(&file, "a,b,c\nx,,");
            buffer_append_repeated(&file, 'y', PIECE - before - file.length);
            buffer_append_string(&file, samples[i]);
            buffer_append_string(&file, "4,5,6\n");
            expect_same(buffer_slice(&file), 3);
            buffer_free(&file);
        }
    }
}

/* ---- Random bytes --------------------------------------------------------------------------- */

static const char garbage_bytes[] = "a,\"\n\r\0\xED\x95\x9C x";

/* What no reader may drop: all but delimiters, quotation marks and line ends. */
static void append_letters(struct buffer *letters, struct slice bytes)
{
    for (size_t i = 0; i < bytes.length; i++) {
        char byte = bytes.data[i];
        if (byte != ',' && byte != '"' && byte != '\n' && byte != '\r')
            buffer_append_char(letters, byte);
    }
}

static size_t offset_of_line(struct slice file, size_t line)
{
    struct cursor cursor = {file, 0, 1, 1};
    while (!is_at_end(&cursor) && cursor.line < line)
        take(&cursor);
    return cursor.at;
}

/* The letters from one row's line to the next one's are those of the row. */
static void expect_letters(struct slice file, const struct table *table, size_t row)
{
    size_t start = offset_of_line(file, table_line(table, row));
    size_t end =
        row + 1 < table_rows(table) ? offset_of_line(file, table_line(table, row + 1)) : SIZE_MAX;
    struct buffer expected = {0};
    struct buffer found = {0};
    assert_true(row == 0 || table_line(table, row - 1) < table_line(table, row));
    append_letters(&expected, slice_part(file, start, end));
    for (size_t column = 0; column < table_column_count(table); column++)
        append_letters(&found, table_cell(table, row, column));
    assert_true(slice_equal(buffer_slice(&found), buffer_slice(&expected)));
    buffer_free(&expected);
    buffer_free(&found);
}

static void expect_header(struct slice file, const struct table *table)
{
    size_t end = table_rows(table) ? offset_of_line(file, table_line(table, 0)) : SIZE_MAX;
    struct buffer expected = {0};
    struct buffer found = {0};
    append_letters(&expected, slice_part(file, has_mark(file) ? 3 : 0, end));
    for (size_t column = 0; column + 1 < table_column_count(table); column++)
        append_letters(&found, table_column(table, column)->name);
    assert_true(slice_equal(buffer_slice(&found), buffer_slice(&expected)));
    buffer_free(&expected);
    buffer_free(&found);
}

/* Every row is read, to the letter, and every mark that stands wrong is told. */
static void expect_all(struct slice file)
{
    make_bytes("t.csv", file);
    struct store *store = load_book("t.csv");
    const struct table *table = store_table(store, TABLE_PLAIN);
    const struct diag_list *diags = store_diags(store);
    struct grid grid = read_grid(file);
    size_t marks = diags->counts[DIAG_STRAY_QUOTE] + diags->counts[DIAG_UNTERMINATED_QUOTE];
    assert_int_equal(marks == 0, grid.is_well_formed);
    assert_int_equal(diags->counts[DIAG_EMPTY_FILE], grid.count == 0);
    assert_int_equal(diags->counts[DIAG_TOO_LONG], 0);
    expect_header(file, table);
    for (size_t row = 0; row < table_rows(table); row++)
        expect_letters(file, table, row);
    for (size_t i = 0; i < diags->count; i++)
        assert_true(diags->items[i].code == DIAG_EMPTY_FILE || diags->items[i].place.column > 0);
    free_grid(&grid);
    store_free(store);
}

static void test_random_bytes(void **state)
{
    (void)state;
    uint64_t random = 3;
    for (size_t i = 0; i < GARBAGE_FILES; i++) {
        struct buffer file = {0};
        size_t length = next_random(&random) % 60;
        size_t kinds = i % 2 ? sizeof garbage_bytes - 1 : 5;
        for (size_t j = 0; j < length; j++)
            buffer_append_char(&file, garbage_bytes[next_random(&random) % kinds]);
        short_reads_start((uint32_t)i, (uint32_t)(i % 5));
        expect_all(buffer_slice(&file));
        short_reads_start(0, 0);
        buffer_free(&file);
    }
}

/* Well-formed files of which one byte is changed, taken out or added. */
static void test_damaged_files(void **state)
{
    (void)state;
    uint64_t random = 4;
    for (size_t i = 0; i < GARBAGE_FILES; i++) {
        struct buffer file = {0};
        append_header(&file, &random, 3);
        append_random_rows(&file, &random, 3, 200);
        size_t at = 3 + next_random(&random) % (file.length - 3);
        switch (next_random(&random) % 3) {
        case 0:
            file.data[at] = garbage_bytes[next_random(&random) % 5];
            break;
        case 1:
            file.length = at;
            break;
        default:
            buffer_append_char(&file, '"');
        }
        expect_all(buffer_slice(&file));
        buffer_free(&file);
    }
}

/* Garbage longer than a piece, after a mark that is never closed and before it. */
static void test_large_garbage(void **state)
{
    (void)state;
    uint64_t random = 5;
    for (size_t i = 0; i < 6; i++) {
        struct buffer file = {0};
        for (size_t j = 0; j < 3 * PIECE; j++)
            buffer_append_char(&file, garbage_bytes[next_random(&random) % (i % 2 ? 12 : 5)]);
        make_bytes("t.csv", buffer_slice(&file));
        struct store *store = load_book("t.csv");
        const struct table *table = store_table(store, TABLE_PLAIN);
        struct buffer expected = {0};
        struct buffer found = {0};
        append_letters(&expected, buffer_slice(&file));
        for (size_t column = 0; column + 1 < table_column_count(table); column++)
            append_letters(&found, table_column(table, column)->name);
        for (size_t row = 0; row < table_rows(table); row++) {
            for (size_t column = 0; column < table_column_count(table); column++)
                append_letters(&found, table_cell(table, row, column));
        }
        assert_true(slice_equal(buffer_slice(&found), buffer_slice(&expected)));
        buffer_free(&expected);
        buffer_free(&found);
        buffer_free(&file);
        store_free(store);
    }
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_small_files),       IN_FOLDER(test_large_files),
        IN_FOLDER(test_borders_of_pieces), IN_FOLDER(test_random_bytes),
        IN_FOLDER(test_damaged_files),     IN_FOLDER(test_large_garbage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
