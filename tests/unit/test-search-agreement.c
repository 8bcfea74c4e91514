/* test-search-agreement.c: the search, the matching of single records and the plain reference matcher
 * say the same of random books and random queries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/search.h"
#include "support/book.h"
#include "support/effort.h"
#include "support/empty-folder.h"
#include "support/random-book.h"
#include "support/random.h"
#include "support/read-query.h"
#include "support/reference-match.h"

enum { BOOKS = EFFORT(136), QUERIES_OF_A_BOOK = 150 };

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

static void make_random_column(struct reference *term, struct arena *arena, uint64_t *random)
{
    static const char *const columns[] = {"text",       "name",      "remark", "id",
                                          "Short-Name", "field_ids", "status", "parent_id"};
    static const char *const values[] = {"held", "HELD", "a", "ab", "b;c", "field"};
    *term = (struct reference){.kind = REFERENCE_COLUMN,
                               .key = PICK(random, columns),
                               .text = next_random(random) % 2 ? random_text(arena, random)
                                                               : PICK(random, values),
                               .is_whole = next_random(random) % 2};
}

static void make_random_link(struct reference *term, struct arena *arena, uint64_t *random)
{
    static const struct {
        const char *key;
        enum table_id table;
    } keys[] = {{"person", TABLE_PEOPLE},        {"event", TABLE_EVENTS},
                {"quote", TABLE_QUOTES},         {"field", TABLE_FIELDS},
                {"Field", TABLE_FIELDS},         {"source", TABLE_SOURCES},
                {"judgement", TABLE_JUDGEMENTS}, {"line", TABLE_LINES},
                {"conflict", TABLE_CONFLICTS},   {"speaker", TABLE_PEOPLE}};
    static const char *const values[] = {"a", "b", "c", "d", " a ", "Person A", "person", "é", "x"};
    size_t i = next_random(random) % (sizeof keys / sizeof keys[0]);
    bool is_speaker = strcmp(keys[i].key, "speaker") == 0;
    *term = (struct reference){.kind = is_speaker ? REFERENCE_SPEAKER : REFERENCE_LINK,
                               .key = keys[i].key,
                               .table = keys[i].table,
                               .text = next_random(random) % 3 ? PICK(random, values)
                                                               : random_text(arena, random)};
}

static void make_random_term(struct reference *term, struct arena *arena, uint64_t *random)
{
    static const char *const columns[] = {"text", "remark", "short_name", "source_ids", "status"};
    static const char *const tables[] = {"quotes", "people", "conflicts"};
    static const char *const states[] = {"marked", "anonymous", "unsourced", "disputed", "changed"};
    static const char *const expressions[] = {
        "^a",       "b$",       "a.b",    "^.$",     "a|한",   "(?-i)A",     "[^ab ]{3}",
        "a\\s+b",   "\\bab",    "^\\S+$", "\\w\\W",  "(.)\\1", "é|\"",       "x*",
        "\\pL\\pM", "^(a|b)+$", "\\R",    "(?s)a.b", "국$",    "person [ab]"};
    switch (next_random(random) % 16) {
    case 0:
    case 1:
        make_random_column(term, arena, random);
        break;
    case 2:
        *term = (struct reference){.kind = REFERENCE_HAS, .text = PICK(random, columns)};
        break;
    case 3:
        *term = (struct reference){.kind = REFERENCE_TABLE, .text = PICK(random, tables)};
        break;
    case 4:
        *term = (struct reference){.kind = REFERENCE_STATE, .text = PICK(random, states)};
        break;
    case 5:
        make_random_date(term, random);
        break;
    case 6:
    case 7:
        *term = (struct reference){.kind = REFERENCE_REGEX, .text = PICK(random, expressions)};
        break;
    case 8:
    case 9:
    case 10:
        make_random_link(term, arena, random);
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

static void print_term(struct buffer *out, const struct reference *term)
{
    static const char *const heads[] = {[REFERENCE_TABLE] = "in:",
                                        [REFERENCE_HAS] = "has:",
                                        [REFERENCE_STATE] = "is:",
                                        [REFERENCE_DATE] = "date:"};
    if (term->kind == REFERENCE_REGEX) {
        buffer_append_format(out, "/%s/", term->text);
    } else if (term->kind >= REFERENCE_TABLE) {
        buffer_append_format(out, "%s%s", heads[term->kind], term->text);
    } else {
        if (term->key)
            buffer_append_format(out, "%s%s", term->key, term->is_whole ? ":=" : ":");
        print_quoted(out, term->text);
    }
}

static void print_reference(struct buffer *out, const struct reference *query, uint64_t *random)
{
    const char *join = query->kind == REFERENCE_ANY ? " OR "
                       : next_random(random) % 2    ? " "
                                                    : " AND ";
    if (query->kind < REFERENCE_NOT) {
        print_term(out, query);
        return;
    }
    if (query->kind == REFERENCE_NOT)
        buffer_append_string(out, next_random(random) % 2 ? "NOT" : "-");
    for (size_t i = 0; i < query->count; i++) {
        buffer_append_string(out, i ? join : "");
        buffer_append_char(out, '(');
        print_reference(out, query->members[i], random);
        buffer_append_char(out, ')');
    }
}

/* --- agreement --- */

/* A book, and what is known of it from outside. */
struct compared {
    const struct store *store;
    struct record_set marked[TABLE_COUNT];
    struct record_set altered[TABLE_COUNT];
    struct reference_book *book;
    size_t matched; /* of all records that were compared */
    size_t records;
};

static void mark_randomly(const struct store *store, struct record_set *sets, uint64_t *random)
{
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        record_set_clear(&sets[table]);
        for (size_t row = 0; row < table_rows(store_table(store, table)); row++) {
            if (next_random(random) % 3 == 0)
                assert_true(record_set_add(&sets[table], row));
        }
    }
}

static void open_compared(struct compared *compared, const struct store *store, uint64_t *random)
{
    compared->store = store;
    mark_randomly(store, compared->marked, random);
    mark_randomly(store, compared->altered, random);
    compared->book = reference_book_new(store, compared->marked, compared->altered);
}

/* What is known from outside is told to a search only. */
static bool asks_outside(const struct reference *query)
{
    if (query->kind == REFERENCE_STATE)
        return strcmp(query->text, "marked") == 0 || strcmp(query->text, "changed") == 0;
    for (size_t i = 0; i < query->count; i++) {
        if (asks_outside(query->members[i]))
            return true;
    }
    return false;
}

static void expect_same(struct compared *compared, const struct query *query,
                        const struct search *search, const struct reference *reference,
                        const char *text, uint64_t *random)
{
    size_t count = reference_book_count(compared->book);
    bool *matches = calloc(count + 1, sizeof *matches);
    assert_non_null(matches);
    reference_match(reference, compared->book, matches);
    bool by_record = !asks_outside(reference);
    for (size_t i = 0; i < count; i++) {
        struct record record = reference_book_record(compared->book, i);
        if (search_has(search, record.table, record.row) != matches[i] ||
            (by_record && next_random(random) % 4 == 0 &&
             query_matches(query, compared->store, record) != matches[i]))
            fail_msg("%s\n  differs at row %zu of table %d, where it %s", text, (size_t)record.row,
                     (int)record.table, matches[i] ? "matches" : "does not match");
        compared->matched += matches[i];
    }
    compared->records += count;
    free(matches);
}

static void expect_agreement(struct compared *compared, const struct reference *reference,
                             uint64_t *random)
{
    struct buffer text = {0};
    print_reference(&text, reference, random);
    struct query *query = read_query(compared->store, buffer_string(&text));
    /* Whoever does the work, and by whatever means. */
    struct search_options options = {.marked = compared->marked,
                                     .altered = compared->altered,
                                     .threads = next_random(random) % 3,
                                     .portable = next_random(random) % 2};
    struct search *search = search_start(compared->store, query, &options);
    assert_true(search_wait(search));
    assert_false(search_gave_up(search));
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        assert_int_equal(search_rows(search, table),
                         table_rows(store_table(compared->store, table)));
    expect_same(compared, query, search, reference, buffer_string(&text), random);
    search_free(search);
    query_free(query);
    buffer_free(&text);
}

static struct store *load_random_book(int number, uint64_t *random)
{
    bool is_plain = number % 10 == 0;
    if (is_plain)
        write_random_plain_table(random);
    else
        write_random_book(random);
    return load_book(is_plain ? "list.csv" : ".");
}

static void agrees_with_the_reference(void **state)
{
    (void)state;
    uint64_t random = 4;
    struct compared compared = {0};
    for (int number = 0; number < BOOKS; number++) {
        struct store *store = load_random_book(number, &random);
        open_compared(&compared, store, &random);
        for (int i = 0; i < QUERIES_OF_A_BOOK; i++) {
            struct arena arena = {0};
            expect_agreement(&compared, reference_new(&arena, &random, 3), &random);
            arena_free(&arena);
        }
        reference_book_free(compared.book);
        store_free(store);
        remove_random_book();
    }
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        record_set_free(&compared.marked[table]);
        record_set_free(&compared.altered[table]);
    }
    /* Neither everything nor nothing, so that something was compared. */
    assert_in_range(compared.matched, compared.records / 10, compared.records * 9 / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(agrees_with_the_reference, empty_folder_enter,
                                        empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
