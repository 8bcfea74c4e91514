#include "reference-book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "briefbook/text.h"

struct slice reference_fold(struct arena *arena, struct slice text)
{
    struct buffer folded = {0};
    assert_true(text_fold(text, &folded, NULL));
    struct slice copy = arena_copy(arena, buffer_slice(&folded));
    assert_non_null(copy.data);
    buffer_free(&folded);
    return copy;
}

size_t reference_find(const struct reference_book *book, enum table_id table, struct slice id)
{
    size_t number = 0;
    while (number < book->count &&
           (book->records[number].table != table || table >= TABLE_PLAIN ||
            !slice_equal(record_cell(book->store, book->records[number], 0), id)))
        number++;
    return number;
}

static void list_records(struct reference_book *book)
{
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        book->count += table_rows(store_table(book->store, table));
    book->records = calloc(book->count + 1, sizeof *book->records);
    assert_non_null(book->records);
    size_t number = 0;
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        for (uint32_t row = 0; row < table_rows(store_table(book->store, table)); row++)
            book->records[number++] = (struct record){table, row};
    }
}

static void add_text(struct reference_book *book, struct reference_texts *texts, size_t record,
                     struct slice text)
{
    if (text.length == 0)
        return;
    texts->items = realloc(texts->items, (texts->count + 1) * sizeof *texts->items);
    assert_non_null(texts->items);
    texts->items[texts->count++] =
        (struct reference_text){record, text, reference_fold(&book->arena, text)};
}

static void add_link(struct reference_book *book, size_t from, size_t column, size_t to)
{
    book->links = realloc(book->links, (book->link_count + 1) * sizeof *book->links);
    assert_non_null(book->links);
    book->links[book->link_count++] = (struct reference_link){from, column, to};
}

/* All names of a record, listed as those of another or of itself. */
static void add_names(struct reference_book *book, struct reference_texts *texts, size_t of,
                      size_t listed_for)
{
    const struct table_schema *schema = schema_table(book->records[of].table);
    for (size_t column = 0; schema && column < schema->column_count; column++) {
        if (schema->columns[column].flags & COLUMN_IS_NAME)
            add_text(book, texts, listed_for, record_cell(book->store, book->records[of], column));
    }
}

/* A value of a link: the names of people, events and fields are text of the record that links to
 * them; a value that names no record is text itself. */
static void add_value(struct reference_book *book, size_t number, size_t column,
                      enum table_id target, struct slice value)
{
    size_t linked = reference_find(book, target, value);
    if (linked == book->count) {
        add_text(book, &book->words, number, value);
        return;
    }
    add_link(book, number, column, linked);
    if (target == TABLE_PEOPLE || target == TABLE_EVENTS || target == TABLE_FIELDS)
        add_names(book, &book->words, linked, number);
}

static void add_link_cell(struct reference_book *book, size_t number, size_t column)
{
    struct record record = book->records[number];
    const struct column_schema *schema = &schema_table(record.table)->columns[column];
    enum table_id target =
        schema->kind == COLUMN_ROW_LINK
            ? schema_find_table(record_cell(book->store, record, CONFLICTS_TABLE))
            : schema->target;
    struct slice rest = record_cell(book->store, record, column);
    struct slice value = slice_trim(rest);
    if (schema->kind != COLUMN_LINKS && value.length)
        add_value(book, number, column, target, value);
    while (schema->kind == COLUMN_LINKS && slice_next(&rest, ';', &value))
        add_value(book, number, column, target, value);
}

static void add_cells(struct reference_book *book, size_t number)
{
    struct record record = book->records[number];
    const struct table *table = store_table(book->store, record.table);
    for (size_t column = 0; column < table_column_count(table); column++) {
        const struct column_schema *schema = table_column(table, column)->schema;
        if (schema && column_is_link(schema))
            add_link_cell(book, number, column);
        else if (!schema || schema->kind != COLUMN_ID)
            add_text(book, &book->words, number, record_cell(book->store, record, column));
    }
    add_names(book, &book->names, number, number);
}

struct reference_book *reference_book_new(const struct store *store,
                                          const struct record_set *marked,
                                          const struct record_set *altered)
{
    struct reference_book *book = calloc(1, sizeof *book);
    assert_non_null(book);
    book->store = store;
    book->marked = marked;
    book->altered = altered;
    list_records(book);
    for (size_t number = 0; number < book->count; number++)
        add_cells(book, number);
    return book;
}

void reference_book_free(struct reference_book *book)
{
    arena_free(&book->arena);
    free(book->records);
    free(book->words.items);
    free(book->names.items);
    free(book->links);
    free(book);
}

size_t reference_book_count(const struct reference_book *book)
{
    return book->count;
}

struct record reference_book_record(const struct reference_book *book, size_t number)
{
    return book->records[number];
}
