#include "random-book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/schema.h"
#include "random.h"

enum { MOST_ROWS = 16, MOST_COLUMNS = 32 };

static const char *const text_pieces[] = {
    "a", "b", "A", "B", "ab", " ", "  ", "\n", "\r\n", "\t", "é", "e\u0301", "한", "ß", "ss", "½",
    "ﬁ", "\u00A0", "“", "\"", "'", "\u1112\u1161", "\u11AB국", "\xFF",
    /* the same in several normal forms: NFC, NFD, and what only NFKC makes one */
    "가", "\u1100\u1161", "\u1100", "\u1161", "각", "\u11A8", "\u3131", "ａ", "\u24D0", "Å",
    "\u212B", "A\u030A", "\u1E9B\u0323", "\u017F\u0323\u0307", "s\u0323\u0307", "\u0323", "ø", "–",
    "-", "ﬀ", "İ"};

/* Few enough that links and texts often meet. */
static const char *const link_values[] = {"a", "b", "c", "d", "Person A", "ab é", "한", " a ", ""};

void append_random_text(struct buffer *text, uint64_t *random, size_t longest)
{
    for (size_t pieces = next_random(random) % (longest + 1); pieces > 0; pieces--)
        assert_true(buffer_append_string(text, PICK(random, text_pieces)));
}

static void append_random_links(struct buffer *cell, uint64_t *random, size_t most)
{
    for (size_t values = next_random(random) % (most + 1); values > 0; values--) {
        buffer_append_string(cell, PICK(random, link_values));
        buffer_append_string(cell, values > 1 ? ";" : "");
    }
}

static void append_random_cell(struct buffer *cell, const struct column_schema *column,
                               uint64_t *random)
{
    static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "ab", ""};
    static const char *const dates[] = {"2022-02-14", "2022", "2021-12~", "../2022-02",
                                        "a",          "",     ""};
    size_t values = 0;
    switch (column ? column->kind : COLUMN_TEXT) {
    case COLUMN_ID:
        buffer_append_string(cell, PICK(random, ids));
        break;
    case COLUMN_LINK:
    case COLUMN_ROW_LINK:
        append_random_links(cell, random, 1);
        break;
    case COLUMN_LINKS:
        append_random_links(cell, random, 3);
        break;
    case COLUMN_DATE:
        buffer_append_string(cell, PICK(random, dates));
        break;
    case COLUMN_ENUM:
        while (column->values[values])
            values++;
        if (next_random(random) % 2)
            buffer_append_string(cell, pick_random(random, column->values, values));
        break;
    default:
        append_random_text(cell, random, next_random(random) % 3 ? 0 : 6);
    }
}

static void write_cell(FILE *file, const struct buffer *cell)
{
    fputc('"', file);
    for (size_t i = 0; i < cell->length; i++) {
        if (cell->data[i] == '"')
            fputc('"', file);
        fputc(cell->data[i], file);
    }
    fputc('"', file);
}

/* The columns of a table to be written; NULL for one that no schema knows. */
struct columns {
    const struct column_schema *items[MOST_COLUMNS];
    size_t count;
};

static void write_random_row(FILE *file, const struct columns *columns, uint64_t *random)
{
    for (size_t i = 0; i < columns->count; i++) {
        struct buffer cell = {0};
        append_random_cell(&cell, columns->items[i], random);
        write_cell(file, &cell);
        fputc(i + 1 < columns->count ? ',' : '\n', file);
        buffer_free(&cell);
    }
}

static void write_file(const char *name, const char *header, const struct columns *columns,
                       uint64_t *random)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fprintf(file, "%s\n", header);
    for (size_t rows = next_random(random) % MOST_ROWS; rows > 0; rows--)
        write_random_row(file, columns, random);
    assert_int_equal(fclose(file), 0);
}

/* Writes a table with most columns of the schema and one that is unknown. */
static void write_random_table(const struct table_schema *schema, uint64_t *random)
{
    char name[32];
    struct columns columns = {.count = 0};
    struct buffer header = {0};
    snprintf(name, sizeof name, "%s.csv", schema->name);
    for (size_t i = 0; i < schema->column_count; i++) {
        const struct column_schema *column = &schema->columns[i];
        if (column->kind != COLUMN_ID && !(column->flags & COLUMN_REQUIRED) &&
            next_random(random) % 8 == 0)
            continue;
        buffer_append_format(&header, "%s,", column->name);
        columns.items[columns.count++] = column;
    }
    buffer_append_string(&header, "remark");
    columns.items[columns.count++] = NULL;
    write_file(name, buffer_string(&header), &columns, random);
    buffer_free(&header);
}

void write_random_plain_table(uint64_t *random)
{
    struct columns columns = {.count = 3};
    write_file("list.csv", "id,remark,field_ids", &columns, random);
}

void write_random_book(uint64_t *random)
{
    for (enum table_id table = 0; table < TABLE_PLAIN; table++) {
        if (table == TABLE_QUOTES || next_random(random) % 5)
            write_random_table(schema_table(table), random);
    }
}

void remove_random_book(void)
{
    char name[32];
    for (enum table_id table = 0; table < TABLE_PLAIN; table++) {
        snprintf(name, sizeof name, "%s.csv", schema_table(table)->name);
        remove(name);
    }
    remove("list.csv");
}
