/* test-search-agreement.c: the search, the matching of single records and the plain reference matcher
 * say the same of random books and random queries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/search.h"
#include "support/book.h"
#include "support/empty-folder.h"
#include "support/random-book.h"
#include "support/random.h"
#include "support/read-query.h"
#include "support/reference-match.h"

enum { BOOKS = 40, QUERIES_OF_A_BOOK = 150 };

/* --- random queries --- */

static struct reference *reference_new(struct arena *arena, uint64_t *random, unsigned depth);

static const char *random_text(struct arena *arena, uint64_t *random)
{
    struct buffer text = {0};
    const char *copy;
    do {
        buffer_clear(&text);
        append_random_text(&text, random, 3);
        copy = arena_copy(arena, buffer_slice(&text)).data;
    } while (memchr(buffer_string(&text), '\xFF', text.length));
    buffer_free(&text);
    return copy;
}

static void make_random_date(struct reference *term, uint64_t *random)
{
    static const struct {
        const char *text;
        int first[3], last[3];
    } dates[] = {{"2022", {2022, 1, 1}, {2022, 12, 31}},
                 {"2022-02", {2022, 2, 1}, {2022, 2, 28}},
                 {"2022-02-14~", {2022, 2, 14}, {2022, 2, 14}},
                 {"2021-12/2022-01", {2021, 12, 1}, {2022, 1, 31}},
                 {"2021-12..2022-01", {2021, 12, 1}, {2022, 1, 31}},
                 {"..2022-02-13", {0}, {2022, 2, 13}},
                 {"2022-02..", {2022, 2, 1}, {0}},
                 {">=2022-02", {2022, 2, 1}, {0}},
                 {">2022-02", {2022, 3, 1}, {0}},
                 {"<=2022-02", {0}, {2022, 2, 28}},
                 {"<2022-02", {0}, {2022, 1, 31}}};
    size_t i = next_random(random) % (sizeof dates / sizeof dates[0]);
    const int *first = dates[i].first;
    const int *last = dates[i].last;
    *term = (struct reference){.kind = REFERENCE_DATE, .text = dates[i].text};
    term->first_day = first[0] ? date_day_number(first[0], first[1], first[2]) : DATE_DISTANT_PAST;
    term->last_day = last[0] ? date_day_number(last[0], last[1], last[2]) : DATE_DISTANT_FUTURE;
}

static void make_random_term(struct reference *term, struct arena *arena, uint64_t *random)
{
    static const char *const columns[] = {"text",       "name",      "remark", "id",
                                          "Short-Name", "field_ids", "status", "parent_id"};
    static const char *const tables[] = {"quotes", "people", "conflicts"};
    switch (next_random(random) % 8) {
    case 0:
        *term = (struct reference){.kind = REFERENCE_COLUMN,
                                   .key = PICK(random, columns),
                                   .text = random_text(arena, random),
                                   .is_whole = next_random(random) % 2};
        break;
    case 1:
        *term = (struct reference){.kind = REFERENCE_HAS, .text = PICK(random, columns)};
        break;
    case 2:
        *term = (struct reference){.kind = REFERENCE_TABLE, .text = PICK(random, tables)};
        break;
    case 3:
        make_random_date(term, random);
        break;
    default:
        *term = (struct reference){.kind = REFERENCE_WORD, .text = random_text(arena, random)};
    }
}

static struct reference *reference_new(struct arena *arena, uint64_t *random, unsigned depth)
{
    struct reference *query = arena_alloc(arena, sizeof *query);
    assert_non_null(query);
    if (depth == 0 || next_random(random) % 3 == 0) {
        make_random_term(query, arena, random);
        return query;
    }
    query->kind = REFERENCE_NOT + next_random(random) % 3;
    query->count = query->kind == REFERENCE_NOT ? 1 : 1 + next_random(random) % REFERENCE_MEMBERS;
    for (size_t i = 0; i < query->count; i++)
        query->members[i] = reference_new(arena, random, depth - 1);
    return query;
}

static void print_quoted(struct buffer *out, const char *text)
{
    buffer_append_char(out, '"');
    for (; *text; text++) {
        /* A curly quotation mark, “, ends a phrase as a straight one does. */
        if (*text == '"' || *text == '\\' || strncmp(text, "“", 3) == 0)
            buffer_append_char(out, '\\');
        buffer_append_char(out, *text);
    }
    buffer_append_char(out, '"');
}

static void print_reference(struct buffer *out, const struct reference *query, uint64_t *random)
{
    static const char *const heads[] = {"in:", "has:", "date:"};
    const char *join = query->kind == REFERENCE_ANY ? " OR "
                       : next_random(random) % 2    ? " "
                                                    : " AND ";
    switch (query->kind) {
    case REFERENCE_COLUMN:
        buffer_append_format(out, "%s%s", query->key, query->is_whole ? ":=" : ":");
        print_quoted(out, query->text);
        return;
    case REFERENCE_TABLE:
    case REFERENCE_HAS:
    case REFERENCE_DATE:
        buffer_append_format(out, "%s%s", heads[query->kind - REFERENCE_TABLE], query->text);
        return;
    case REFERENCE_WORD:
        print_quoted(out, query->text);
        return;
    case REFERENCE_NOT:
        buffer_append_string(out, next_random(random) % 2 ? "NOT" : "-");
        break;
    default:
        break;
    }
    for (size_t i = 0; i < query->count; i++) {
        buffer_append_string(out, i ? join : "");
        buffer_append_char(out, '(');
        print_reference(out, query->members[i], random);
        buffer_append_char(out, ')');
    }
}

/* --- agreement --- */

static void expect_agreement(const struct store *store, const struct reference *reference,
                             const char *text, size_t *matched, size_t *rows_seen)
{
    struct query *query = read_query(store, text);
    struct search *search = search_start(store, query, NULL);
    assert_true(search_wait(search));
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        size_t rows = table_rows(store_table(store, table));
        size_t count = 0;
        for (size_t row = 0; row < rows; row++) {
            struct record record = {table, (uint32_t)row};
            bool expected = reference_matches(reference, store, record);
            if (search_has(search, table, row) != expected ||
                query_matches(query, store, record) != expected)
                fail_msg("%s\n  differs at row %zu of table %d, where it %s", text, row, (int)table,
                         expected ? "matches" : "does not match");
            count += expected;
        }
        assert_int_equal(search_count(search, table), count);
        assert_int_equal(search_rows(search, table), rows);
        *matched += count;
        *rows_seen += rows;
    }
    search_free(search);
    query_free(query);
}

static void agrees_with_the_reference(void **state)
{
    (void)state;
    uint64_t random = 4;
    size_t matched = 0;
    size_t rows = 0;
    for (int book = 0; book < BOOKS; book++) {
        write_random_book(&random);
        struct store *store = load_book(".");
        for (int i = 0; i < QUERIES_OF_A_BOOK; i++) {
            struct arena arena = {0};
            struct buffer text = {0};
            struct reference *reference = reference_new(&arena, &random, 3);
            print_reference(&text, reference, &random);
            expect_agreement(store, reference, buffer_string(&text), &matched, &rows);
            buffer_free(&text);
            arena_free(&arena);
        }
        store_free(store);
        remove_random_book();
    }
    /* Neither everything nor nothing, so that something was compared. */
    assert_in_range(matched, rows / 10, rows * 9 / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(agrees_with_the_reference, empty_folder_enter,
                                        empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
