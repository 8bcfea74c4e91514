#include "reference-match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/text.h"

static struct buffer fold(struct slice text)
{
    struct buffer folded = {0};
    assert_true(text_fold(text, &folded, NULL));
    assert_true(buffer_reserve(&folded, 0));
    return folded;
}

/* Whether the folded text holds the folded word, or is it. */
static bool holds(struct slice text, const char *word, bool is_whole)
{
    struct buffer in = fold(text);
    struct buffer what = fold(slice_of(word));
    bool found = is_whole ? slice_equal(buffer_slice(&in), buffer_slice(&what))
                          : memmem(in.data, in.length, what.data, what.length) != NULL;
    buffer_free(&in);
    buffer_free(&what);
    return found && text.length > 0;
}

static bool asks_nothing(const char *word)
{
    struct buffer what = fold(slice_of(word));
    bool is_blank = slice_trim(buffer_slice(&what)).length == 0;
    buffer_free(&what);
    return is_blank;
}

/* Whether one of the names of a record holds the word: only people, events and fields have names
 * that count. */
static bool name_holds(const struct store *store, struct record record, const char *word)
{
    const struct table_schema *schema = schema_table(record.table);
    if (record.table != TABLE_PEOPLE && record.table != TABLE_EVENTS &&
        record.table != TABLE_FIELDS)
        return false;
    for (size_t column = 0; column < schema->column_count; column++) {
        if ((schema->columns[column].flags & COLUMN_IS_NAME) &&
            holds(record_cell(store, record, column), word, false))
            return true;
    }
    return false;
}

/* A link cell: the names of what its values stand for; a value that names no record is text. */
static bool link_holds(const struct store *store, struct record record, size_t column,
                       const char *word)
{
    enum table_id target = store_link_target(store, record, column);
    bool has_several = schema_table(record.table)->columns[column].kind == COLUMN_LINKS;
    struct slice rest = record_cell(store, record, column);
    struct slice value;
    while (has_several ? slice_next(&rest, ';', &value) : rest.length > 0) {
        if (!has_several) {
            value = slice_trim(rest);
            rest.length = 0;
        }
        struct record linked;
        bool found = store_find(store, target, value, &linked) ? name_holds(store, linked, word)
                                                               : holds(value, word, false);
        if (found)
            return true;
    }
    return false;
}

static bool word_matches(const struct store *store, struct record record, const char *word)
{
    const struct table *table = store_table(store, record.table);
    for (size_t column = 0; column < table_column_count(table); column++) {
        const struct column_schema *schema = table_column(table, column)->schema;
        bool found;
        if (schema && schema->kind == COLUMN_ID)
            found = false;
        else if (schema && column_is_link(schema))
            found = link_holds(store, record, column, word);
        else
            found = holds(record_cell(store, record, column), word, false);
        if (found)
            return true;
    }
    return false;
}

static bool column_matches(const struct store *store, struct record record,
                           const struct reference *term)
{
    const struct table *table = store_table(store, record.table);
    size_t column = table_find_column(table, slice_of(term->key));
    if (column == table_column_count(table))
        return false;
    const struct column_schema *schema = table_column(table, column)->schema;
    bool is_code = schema && (schema->kind == COLUMN_ENUM || schema->kind == COLUMN_ID);
    return holds(record_cell(store, record, column), term->text, term->is_whole || is_code);
}

static bool has_column(const struct store *store, struct record record, const char *name)
{
    const struct table *table = store_table(store, record.table);
    size_t column = table_find_column(table, slice_of(name));
    return column < table_column_count(table) &&
           slice_trim(record_cell(store, record, column)).length > 0;
}

static bool date_matches(const struct store *store, struct record record,
                         const struct reference *term)
{
    struct date date;
    return record_date(store, record, &date) && date.earliest <= term->last_day &&
           date.latest >= term->first_day;
}

/* What asks nothing: a word that folds to nothing, and what is made only of such. */
static bool is_void(const struct reference *query)
{
    if (query->kind == REFERENCE_WORD || query->kind == REFERENCE_COLUMN)
        return asks_nothing(query->text);
    for (size_t i = 0; i < query->count; i++) {
        if (!is_void(query->members[i]))
            return false;
    }
    return query->count > 0;
}

static bool some_match(const struct reference *query, const struct store *store,
                       struct record record)
{
    for (size_t i = 0; i < query->count; i++) {
        if (!is_void(query->members[i]) && reference_matches(query->members[i], store, record))
            return true;
    }
    return false;
}

static bool all_match(const struct reference *query, const struct store *store,
                      struct record record)
{
    for (size_t i = 0; i < query->count; i++) {
        if (!reference_matches(query->members[i], store, record))
            return false;
    }
    return true;
}

bool reference_matches(const struct reference *query, const struct store *store,
                       struct record record)
{
    if (is_void(query))
        return true;
    switch (query->kind) {
    case REFERENCE_WORD:
        return word_matches(store, record, query->text);
    case REFERENCE_COLUMN:
        return column_matches(store, record, query);
    case REFERENCE_TABLE:
        return record.table == schema_find_table(slice_of(query->text));
    case REFERENCE_HAS:
        return has_column(store, record, query->text);
    case REFERENCE_DATE:
        return date_matches(store, record, query);
    case REFERENCE_NOT:
        return !reference_matches(query->members[0], store, record);
    case REFERENCE_ALL:
        return all_match(query, store, record);
    default:
        return some_match(query, store, record);
    }
}
