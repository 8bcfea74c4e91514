#include "book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

void make_bytes(const char *path, struct slice content)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(content.length ? content.data : "", 1, content.length, file),
                     content.length);
    assert_int_equal(fclose(file), 0);
}

struct store *open_book(const char *path)
{
    struct diag_list diags = {0};
    struct store *store = store_open(path, &diags);
    expect_diags(&diags, "");
    diag_list_free(&diags);
    assert_non_null(store);
    return store;
}

struct store *load_book(const char *path)
{
    struct store *store = open_book(path);
    assert_true(store_start(store, NULL, NULL));
    assert_true(store_wait(store));
    assert_int_equal(store_state(store), STORE_LOADED);
    return store;
}

void expect_diags(const struct diag_list *diags, const char *expected)
{
    struct buffer found = {0};
    for (size_t i = 0; i < diags->count; i++) {
        const struct place *place = &diags->items[i].place;
        if (place->file)
            buffer_append_string(&found, place->file);
        if (place->line)
            buffer_append_format(&found, ":%zu", place->line);
        if (place->column)
            buffer_append_format(&found, ":%zu", place->column);
        buffer_append_format(&found, "%s%s\n", place->file ? " " : "",
                             diag_code_name(diags->items[i].code));
    }
    assert_string_equal(buffer_string(&found), expected);
    buffer_free(&found);
}

void expect_checked(const struct store *store, const char *expected)
{
    struct diag_list diags = {0};
    assert_true(store_check(store, &diags));
    expect_diags(&diags, expected);
    diag_list_free(&diags);
}

static void append_cell(struct buffer *text, struct slice cell)
{
    static const struct {
        char byte;
        const char *name;
    } named[] = {{'\n', "\\n"}, {'\r', "\\r"}, {'\0', "\\0"}};
    for (size_t i = 0; i < cell.length; i++) {
        size_t name = 0;
        while (name < sizeof named / sizeof named[0] && named[name].byte != cell.data[i])
            name++;
        if (name < sizeof named / sizeof named[0])
            buffer_append_string(text, named[name].name);
        else
            buffer_append_char(text, cell.data[i]);
    }
}

/* The header for SIZE_MAX. */
static void append_row(struct buffer *text, const struct table *table, size_t row)
{
    size_t last = table_column_count(table) - 1;
    const char *separator = "";
    for (size_t column = 0; column < last; column++) {
        if (!table_column(table, column)->present)
            continue;
        buffer_append_string(text, separator);
        append_cell(text, row == SIZE_MAX ? table_column(table, column)->name
                                          : table_cell(table, row, column));
        separator = "|";
    }
    struct slice beyond = table_cell(table, row, last);
    if (beyond.length) {
        buffer_append_char(text, '+');
        append_cell(text, beyond);
    }
    buffer_append_char(text, '\n');
}

void expect_rows(const struct table *table, const char *expected)
{
    struct buffer text = {0};
    if (table_column_count(table) > 1)
        append_row(&text, table, SIZE_MAX);
    for (size_t row = 0; row < table_rows(table); row++)
        append_row(&text, table, row);
    assert_string_equal(buffer_string(&text), expected);
    buffer_free(&text);
}

double processor_seconds(void)
{
    struct timespec used;
    assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used), 0);
    return (double)used.tv_sec + (double)used.tv_nsec / 1e9;
}

const char *bundled_book(void)
{
    static char path[4096];
    const char *sources = getenv("SOURCE_FOLDER");
    snprintf(path, sizeof path, "%s/briefings/rok-nato-2023", sources ? sources : ".");
    return path;
}
