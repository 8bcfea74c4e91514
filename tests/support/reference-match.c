#include "reference-match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <cmocka.h>

#include "reference-book.h"

/* ---- Texts --------------------------------------------------------------------------------- */

static bool holds(struct slice folded, struct slice word)
{
    return memmem(folded.data, folded.length, word.data, word.length) != NULL;
}

static void match_word(const struct reference *query, const struct reference_book *book,
                       bool *matches)
{
    struct arena arena = {0};
    struct slice word = reference_fold(&arena, slice_of(query->text));
    for (size_t i = 0; i < book->words.count; i++) {
        if (holds(book->words.items[i].folded, word))
            matches[book->words.items[i].record] = true;
    }
    arena_free(&arena);
}

static void match_regex(const struct reference *query, const struct reference_book *book,
                        bool *matches)
{
    int error;
    PCRE2_SIZE at;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)query->text, PCRE2_ZERO_TERMINATED,
                                     PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS |
                                         PCRE2_MATCH_INVALID_UTF | PCRE2_DOLLAR_ENDONLY,
                                     &error, &at, NULL);
    assert_non_null(code);
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
    assert_non_null(data);
    for (size_t i = 0; i < book->words.count; i++) {
        struct slice text = book->words.items[i].original;
        int result =
            pcre2_match(code, (PCRE2_SPTR)text.data, text.length, 0, PCRE2_NO_JIT, data, NULL);
        assert_true(result > 0 || result == PCRE2_ERROR_NOMATCH);
        if (result > 0)
            matches[book->words.items[i].record] = true;
    }
    pcre2_match_data_free(data);
    pcre2_code_free(code);
}

/* ---- Columns ------------------------------------------------------------------------------- */

/* The cell of a record in a column of that name, and what the schema says of it; blank where there
 * is no such column. */
static struct slice cell_named(const struct reference_book *book, size_t number, const char *name,
                               const struct column_schema **schema)
{
    struct record record = book->records[number];
    const struct table *table = store_table(book->store, record.table);
    *schema = NULL;
    for (size_t column = 0; column < table_column_count(table); column++) {
        if (schema_same_name(table_column(table, column)->name, slice_of(name))) {
            *schema = table_column(table, column)->schema;
            return record_cell(book->store, record, column);
        }
    }
    return (struct slice){NULL, 0};
}

static void match_column(const struct reference *query, const struct reference_book *book,
                         bool *matches)
{
    struct arena arena = {0};
    struct slice word = reference_fold(&arena, slice_of(query->text));
    for (size_t i = 0; i < book->count; i++) {
        const struct column_schema *schema;
        struct slice cell = cell_named(book, i, query->key, &schema);
        bool is_code = schema && (schema->kind == COLUMN_ENUM || schema->kind == COLUMN_ID);
        struct slice folded = reference_fold(&arena, cell);
        matches[i] = cell.length &&
                     (is_code || query->is_whole ? slice_equal(folded, word) : holds(folded, word));
    }
    arena_free(&arena);
}

static void match_has(const struct reference *query, const struct reference_book *book,
                      bool *matches)
{
    const struct column_schema *schema;
    for (size_t i = 0; i < book->count; i++)
        matches[i] = slice_trim(cell_named(book, i, query->text, &schema)).length > 0;
}

static void match_table(const struct reference *query, const struct reference_book *book,
                        bool *matches)
{
    for (size_t i = 0; i < book->count; i++)
        matches[i] = book->records[i].table == schema_find_table(slice_of(query->text));
}

static void match_date(const struct reference *query, const struct reference_book *book,
                       bool *matches)
{
    for (size_t i = 0; i < book->count; i++) {
        struct date date;
        matches[i] = record_date(book->store, book->records[i], &date) &&
                     date.earliest <= query->last_day && date.latest >= query->first_day;
    }
}

/* ---- Links --------------------------------------------------------------------------------- */

/* The record with that id, or all with a name that holds it as a word. */
static bool *find_roots(const struct reference *query, const struct reference_book *book,
                        enum table_id table)
{
    struct arena arena = {0};
    struct slice word = reference_fold(&arena, slice_of(query->text));
    bool *roots = calloc(book->count + 1, sizeof *roots);
    assert_non_null(roots);
    size_t with_id = reference_find(book, table, slice_trim(slice_of(query->text)));
    roots[with_id] = true;
    for (size_t i = 0; i < book->names.count && with_id == book->count; i++) {
        size_t record = book->names.items[i].record;
        if (book->records[record].table == table && holds(book->names.items[i].folded, word))
            roots[record] = true;
    }
    arena_free(&arena);
    return roots;
}

/* Once for each field is enough to come down from the top to the last. */
static void add_fields_below(const struct reference_book *book, bool *roots)
{
    for (size_t times = 0; times < book->count; times++) {
        for (size_t i = 0; i < book->link_count; i++) {
            const struct reference_link *link = &book->links[i];
            if (book->records[link->from].table == TABLE_FIELDS &&
                link->column == FIELDS_PARENT_ID && roots[link->to])
                roots[link->from] = true;
        }
    }
}

/* People and events that one quote links to are linked with each other. */
static void match_through_quotes(const struct reference_book *book, const bool *roots,
                                 bool *matches)
{
    for (size_t i = 0; i < book->link_count; i++) {
        for (size_t j = 0; j < book->link_count; j++) {
            const struct reference_link *one = &book->links[i];
            const struct reference_link *other = &book->links[j];
            enum table_id a = book->records[one->to].table;
            enum table_id b = book->records[other->to].table;
            if (one->from == other->from && book->records[one->from].table == TABLE_QUOTES &&
                roots[one->to] &&
                ((a == TABLE_PEOPLE && b == TABLE_EVENTS) ||
                 (a == TABLE_EVENTS && b == TABLE_PEOPLE)))
                matches[other->to] = true;
        }
    }
}

static void match_link(const struct reference *query, const struct reference_book *book,
                       bool *matches)
{
    bool *roots = find_roots(query, book, query->table);
    if (query->table == TABLE_FIELDS)
        add_fields_below(book, roots);
    memcpy(matches, roots, book->count * sizeof *matches);
    for (size_t i = 0; i < book->link_count; i++) {
        matches[book->links[i].to] |= roots[book->links[i].from];
        matches[book->links[i].from] |= roots[book->links[i].to];
    }
    match_through_quotes(book, roots, matches);
    free(roots);
}

static void match_speaker(const struct reference *query, const struct reference_book *book,
                          bool *matches)
{
    bool *roots = find_roots(query, book, TABLE_PEOPLE);
    memcpy(matches, roots, book->count * sizeof *matches);
    for (size_t i = 0; i < book->link_count; i++) {
        const struct reference_link *link = &book->links[i];
        if (book->records[link->from].table == TABLE_QUOTES && link->column == QUOTES_SPEAKER_ID)
            matches[link->from] |= roots[link->to];
    }
    free(roots);
}

/* ---- States -------------------------------------------------------------------------------- */

static bool is_anonymous(const struct reference_book *book, size_t number)
{
    struct record record = book->records[number];
    if (record.table != TABLE_QUOTES)
        return false;
    struct slice kind = slice_trim(record_cell(book->store, record, QUOTES_ATTRIBUTION_KIND));
    struct slice speaker = slice_trim(record_cell(book->store, record, QUOTES_SPEAKER_ID));
    return slice_is(kind, "unnamed") || (kind.length == 0 && speaker.length == 0);
}

static bool is_unsourced(const struct reference_book *book, size_t number)
{
    static const enum table_id sourced[] = {TABLE_EVENTS, TABLE_PEOPLE,     TABLE_QUOTES,
                                            TABLE_FIELDS, TABLE_JUDGEMENTS, TABLE_LINES};
    const struct column_schema *schema;
    for (size_t i = 0; i < sizeof sourced / sizeof sourced[0]; i++) {
        if (book->records[number].table == sourced[i])
            return slice_trim(cell_named(book, number, "source_ids", &schema)).length == 0;
    }
    return false;
}

static bool is_disputed(const struct reference_book *book, size_t number)
{
    for (size_t i = 0; i < book->link_count; i++) {
        if (book->links[i].to == number &&
            book->records[book->links[i].from].table == TABLE_CONFLICTS &&
            book->links[i].column == CONFLICTS_ROW_ID)
            return true;
    }
    return false;
}

static void match_state(const struct reference *query, const struct reference_book *book,
                        bool *matches)
{
    struct slice state = slice_of(query->text);
    for (size_t i = 0; i < book->count; i++) {
        struct record record = book->records[i];
        if (slice_is(state, "marked"))
            matches[i] = record_set_has(&book->marked[record.table], record.row);
        else if (slice_is(state, "changed"))
            matches[i] = record_set_has(&book->altered[record.table], record.row);
        else if (slice_is(state, "anonymous"))
            matches[i] = is_anonymous(book, i);
        else if (slice_is(state, "unsourced"))
            matches[i] = is_unsourced(book, i);
        else
            matches[i] = is_disputed(book, i);
    }
}

/* ---- Trees --------------------------------------------------------------------------------- */

/* What asks nothing: a text that folds to nothing, and what is made only of such. */
static bool is_void(const struct reference *query)
{
    if (query->kind <= REFERENCE_SPEAKER) {
        struct arena arena = {0};
        struct slice folded = reference_fold(&arena, slice_of(query->text));
        bool is_blank = slice_trim(folded).length == 0;
        arena_free(&arena);
        return is_blank;
    }
    for (size_t i = 0; i < query->count; i++) {
        if (!is_void(query->members[i]))
            return false;
    }
    return query->count > 0;
}

/* NOT, ALL and ANY, from what the members match; what asks nothing is no member. */
static void match_members(const struct reference *query, const struct reference_book *book,
                          bool *matches)
{
    bool *member = calloc(book->count + 1, sizeof *member);
    assert_non_null(member);
    for (size_t i = 0; i < book->count; i++)
        matches[i] = query->kind != REFERENCE_ANY;
    for (size_t m = 0; m < query->count; m++) {
        if (is_void(query->members[m]))
            continue;
        reference_match(query->members[m], book, member);
        for (size_t i = 0; i < book->count; i++) {
            if (query->kind == REFERENCE_NOT)
                matches[i] = !member[i];
            else if (query->kind == REFERENCE_ALL)
                matches[i] = matches[i] && member[i];
            else
                matches[i] = matches[i] || member[i];
        }
    }
    free(member);
}

void reference_match(const struct reference *query, const struct reference_book *book,
                     bool *matches)
{
    static void (*const match[])(const struct reference *, const struct reference_book *,
                                 bool *) = {
        [REFERENCE_WORD] = match_word,       [REFERENCE_REGEX] = match_regex,
        [REFERENCE_COLUMN] = match_column,   [REFERENCE_LINK] = match_link,
        [REFERENCE_SPEAKER] = match_speaker, [REFERENCE_TABLE] = match_table,
        [REFERENCE_HAS] = match_has,         [REFERENCE_STATE] = match_state,
        [REFERENCE_DATE] = match_date,       [REFERENCE_NOT] = match_members,
        [REFERENCE_ALL] = match_members,     [REFERENCE_ANY] = match_members};
    bool asks_nothing = is_void(query);
    for (size_t i = 0; i < book->count; i++)
        matches[i] = asks_nothing;
    if (!asks_nothing)
        match[query->kind](query, book, matches);
}
