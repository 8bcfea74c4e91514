/* test-detail.c: what the detail of a record says, its links and its matches, also while a book loads.
 *
 * Link with what failing-memory.h asks for. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/compose.h"
#include "briefbook/layout.h"
#include "support/book.h"
#include "support/empty-folder.h"
#include "support/failing-memory.h"
#include "support/read-query.h"

/* ---- Records ---------------------------------------------------------------------------------- */

/* Composes a record as text, 60 columns wide; links as "<table/row>" behind them, matches in "{}". */
static void append_detail(struct buffer *text, const struct store *store, struct record record,
                          const struct query *query)
{
    struct lighting *lighting = query ? lighting_new(query) : NULL;
    struct document document = {0};
    struct layout layout = {0};
    const struct layout_options options = {60, TEXT_ON_SCREEN, false};
    assert_true(compose_record(&document, store, record, 0, lighting, NULL));
    lighting_free(lighting);
    assert_true(layout_document(&layout, &document, &options));
    document_free(&document);
    for (size_t i = 0; i < layout.count; i++) {
        for (size_t j = 0; j < layout.lines[i].count; j++) {
            const struct span *span = &layout.lines[i].spans[j];
            buffer_append_string(text, span->match ? "{" : "");
            buffer_append(text, span->text);
            buffer_append_string(text, span->match ? "}" : "");
            if (span->target.table != TABLE_NONE)
                buffer_append_format(text, "<%s/%u>", schema_table(span->target.table)->name,
                                     span->target.row);
        }
        buffer_append_char(text, '\n');
    }
    layout_free(&layout);
}

static void make_linked_book(void)
{
    make_file("people.csv", "id,name,role,organization,source_ids\na,Person A,Role,Office,s\n");
    make_file("events.csv", "id,name,start_date,status,description,attendee_ids\n"
                            "talks,Talks,2030-01-02,held,What was said.,a;stranger\n");
    make_file("fields.csv", "id,name,parent_id\nf,Field,\ng,Part,f\n");
    make_file("quotes.csv", "id,speaker_id,text,quote_type,event_id,field_ids,source_ids,note\n"
                            "q,a,Some exact words,direct,talks,f;g;gone,s;t,kept\n");
    make_file("sources.csv", "id,publisher,issued,reliability\ns,Press,2030-02,\nt,Paper,,B\n");
    make_file("conflicts.csv", "id,table,row_id,column,value_a,source_a_ids,value_b\n"
                               "c,people,a,role,Role,s,Other\n");
}

static void expect_detail(enum table_id table, uint32_t row, const char *words,
                          const char *expected)
{
    struct store *store = load_book(".");
    struct query *query = words ? read_query(store, words) : NULL;
    struct buffer text = {0};
    append_detail(&text, store, (struct record){table, row}, query);
    assert_string_equal(buffer_string(&text), expected);
    buffer_free(&text);
    query_free(query);
    store_free(store);
}

static void shows_a_quote(void **state)
{
    (void)state;
    make_linked_book();
    expect_detail(TABLE_QUOTES, 0, "words part",
                  "Person A<people/0>                                   published 2030-02\n"
                  "Role, Office\n"
                  "\n"
                  "  “Some exact {words}”\n"
                  "\n"
                  "Said at   ▸\u00A0Talks, 2030-01-02<events/0>\n"
                  "Fields    ▸\u00A0Field<fields/0>   ▸\u00A0{Part}<fields/1>   gone?\n"
                  "Published ▸\u00A0Press, 2030-02<sources/0>   UNRATED\n"
                  "          ▸\u00A0Paper<sources/1>\n"
                  "Type      direct quotation\n"
                  "\n"
                  "note: kept\n"
                  "\n"
                  "q   quotes.csv:2\n");
}

static void shows_a_person(void **state)
{
    (void)state;
    make_linked_book();
    expect_detail(TABLE_PEOPLE, 0, NULL,
                  "Person A\n"
                  "Role, Office\n"
                  "\n"
                  "! ▸\u00A0role: Role; Other<conflicts/0> Not resolved.\n"
                  "\n"
                  "Sources ▸\u00A0Press, 2030-02<sources/0>   UNRATED\n"
                  "\n"
                  "Events (1)\n"
                  "  ▸ Talks, 2030-01-02<events/0>\n"
                  "\n"
                  "Quotes (1)\n"
                  "  ▸ Some exact words<quotes/0>\n"
                  "\n"
                  "a   people.csv:2\n");
    expect_detail(TABLE_PEOPLE, 1, NULL,
                  "stranger\n"
                  "\n"
                  "Events (1)\n"
                  "  ▸ Talks, 2030-01-02<events/0>\n"
                  "\n"
                  "stranger   named in links; without a record\n");
}

static void shows_the_other_tables(void **state)
{
    (void)state;
    make_linked_book();
    expect_detail(TABLE_EVENTS, 0, NULL,
                  "Talks                                             2030-01-02\n"
                  "held\n"
                  "\n"
                  "What was said.\n"
                  "\n"
                  "Present ▸\u00A0Person A<people/0> (!)   ▸\u00A0stranger<people/1>\n"
                  "\n"
                  "Quotes, said at (1)\n"
                  "  ▸ Person A: Some exact words<quotes/0>\n"
                  "\n"
                  "talks   events.csv:2\n");
    expect_detail(TABLE_FIELDS, 0, NULL,
                  "Field\n"
                  "\n"
                  "Quotes (1)\n"
                  "  ▸ Person A: Some exact words<quotes/0>\n"
                  "\n"
                  "Cooperation, part of (1)\n"
                  "  ▸ Part<fields/1>\n"
                  "\n"
                  "f   fields.csv:2\n");
    expect_detail(TABLE_SOURCES, 0, NULL,
                  "s                                                    2030-02\n"
                  "Press\n"
                  "\n"
                  "Reliability UNRATED\n"
                  "\n"
                  "Officials & experts (1)\n"
                  "  ▸ Person A<people/0>\n"
                  "\n"
                  "Quotes (1)\n"
                  "  ▸ Person A: Some exact words<quotes/0>\n"
                  "\n"
                  "Conflicts, according to (1)\n"
                  "  ▸ role: Role; Other<conflicts/0>\n"
                  "\n"
                  "s   sources.csv:2\n");
    expect_detail(TABLE_CONFLICTS, 0, NULL,
                  "Person A’s role\n"
                  "\n"
                  "One value    Role\n"
                  "             ▸\u00A0Press, 2030-02<sources/0>   UNRATED\n"
                  "Other value  Other\n"
                  "\n"
                  "Record ▸\u00A0Person A<people/0> (!)\n"
                  "\n"
                  "c   conflicts.csv:2\n");
}

/* Before a store is loaded a record shows what has come in. */
static void shows_what_has_come_in(void **state)
{
    (void)state;
    make_linked_book();
    struct store *store = open_book(".");
    struct buffer text = {0};
    append_detail(&text, store, (struct record){TABLE_QUOTES, 0}, NULL);
    assert_null(strchr(buffer_string(&text), '?'));
    buffer_free(&text);
    store_free(store);
}

/* However many rows link to a record, its detail stays short. */
static void counts_many_links(void **state)
{
    (void)state;
    make_linked_book();
    FILE *file = fopen("quotes.csv", "w");
    assert_non_null(file);
    fputs("id,speaker_id,text,source_ids\n", file);
    for (int i = 0; i < 1234; i++)
        fprintf(file, "q%d,a,Words,\n", i);
    fputs("q,,Words,", file);
    for (int i = 0; i < 102; i++)
        fputs(i % 2 ? "s;" : "t;", file);
    fputs("\n", file);
    assert_int_equal(fclose(file), 0);
    struct store *store = load_book(".");
    struct buffer text = {0};
    append_detail(&text, store, (struct record){TABLE_PEOPLE, 0}, NULL);
    assert_non_null(strstr(buffer_string(&text), "Quotes (1234)\n"));
    assert_non_null(strstr(buffer_string(&text), "<quotes/99>\n  and 1134 more\n"));
    buffer_clear(&text);
    append_detail(&text, store, (struct record){TABLE_QUOTES, 1234}, NULL);
    assert_non_null(strstr(buffer_string(&text), "   UNRATED\n          and 2 more\n"));
    buffer_free(&text);
    store_free(store);
}

/* The names of links take the width there is, and no second line where it is more than usual. */
static void names_links_by_the_width(void **state)
{
    (void)state;
    enum { LETTERS = 90 };
    make_linked_book();
    FILE *file = fopen("quotes.csv", "w");
    assert_non_null(file);
    fputs("id,speaker_id,text\nq,a,", file);
    for (int i = 0; i < LETTERS / 2; i++)
        fputs("a ", file);
    fputs("end\n", file);
    assert_int_equal(fclose(file), 0);
    struct store *store = load_book(".");
    for (size_t columns = 0; columns <= 120; columns += 10) {
        struct document document = {0};
        struct layout layout = {0};
        size_t widest = 0;
        const struct layout_options options = {columns ? columns : 72, TEXT_ON_SCREEN, true};
        assert_true(compose_record(&document, store, (struct record){TABLE_PEOPLE, 0}, columns,
                                   NULL, NULL));
        assert_true(layout_document(&layout, &document, &options));
        for (size_t i = 0; i < layout.count; i++)
            for (size_t j = 0; j < layout.lines[i].count; j++)
                if (layout.lines[i].spans[j].target.table == TABLE_QUOTES &&
                    layout.lines[i].spans[j].text.length > widest)
                    widest = layout.lines[i].spans[j].text.length;
        assert_true(widest + 5 <= options.width);
        if (columns >= 70 && columns < LETTERS)
            assert_in_range(widest + 5, columns - 4, columns);
        if (columns > LETTERS + 10)
            assert_int_equal(widest, LETTERS + 3);
        document_free(&document);
        layout_free(&layout);
    }
    store_free(store);
}

static void shows_plain_rows(void **state)
{
    (void)state;
    make_file("plain.csv", "What,How many\napples,3\n, \n,4\n");
    struct store *store = load_book("plain.csv");
    struct buffer text = {0};
    append_detail(&text, store, (struct record){TABLE_PLAIN, 2}, NULL);
    assert_string_equal(buffer_string(&text), "How many: 4\n\nrow-4   plain.csv:4\n");
    buffer_free(&text);
    store_free(store);
}

/* ---- Archived texts ---------------------------------------------------------------------------- */

/* What a detail says of how its quotation compares with its sources. */
static void expect_verdicts(const struct store *store, const struct verification *verification,
                            uint32_t row, const char *expected)
{
    struct document document = {0};
    struct buffer said = {0};
    assert_true(compose_record(&document, store, (struct record){TABLE_QUOTES, row}, 0, NULL,
                               verification));
    for (size_t i = 0; i < document.count; i++) {
        const struct block *block = &document.blocks[i];
        if (block->kind != BLOCK_PARAGRAPH || block->indent == 0)
            continue;
        for (size_t j = 0; j < block->span_count; j++)
            buffer_append(&said, block->spans[j].text);
        buffer_append_char(&said, '\n');
    }
    assert_string_equal(buffer_string(&said), expected);
    buffer_free(&said);
    document_free(&document);
}

static void says_how_quotations_compare(void **state)
{
    (void)state;
    make_file("a.txt", "Person A said:\nSome exact words");
    make_file("b.txt", "Other words stand here");
    make_file("sources.csv", "id,language,archive_file\ns,,a.txt\nt,,b.txt\nu,,c.txt\nv,,\n"
                             "w,ko,a.txt\n");
    make_file("quotes.csv", "id,text,language,quote_type,source_ids\n"
                            "q,exact words,,direct,s;u;v\nq,Some exact sentence,,direct,s\n"
                            "q,Other words,,partial,s\nq,of nothing,,partial,s\n"
                            "q,exact words,,paraphrase,s\nq,exact words,,direct,v\n"
                            "q,exact words,en,direct,w\n");
    struct store *store = load_book(".");
    struct verification *verification = verification_new(store, NULL);
    assert_non_null(verification);
    expect_verdicts(store, verification, 0,
                    "Verified against a.txt, line 2.\nNot verified: c.txt cannot be read.\n");
    expect_verdicts(store, verification, 1, "Differs from a.txt at line 2.\n");
    expect_verdicts(store, verification, 2, "Not in a.txt, but in b.txt, line 1.\n");
    expect_verdicts(store, verification, 3, "Not in a.txt.\n");
    expect_verdicts(store, verification, 4, "");
    expect_verdicts(store, verification, 5, "No archived text.\n");
    expect_verdicts(store, verification, 6, "Not verified: no words in the language of a.txt.\n");
    expect_verdicts(store, NULL, 0, "");
    verification_free(verification);
    store_free(store);
}

/* ---- Lack of memory -------------------------------------------------------------------------- */

/* Composes every record of a book in one document. */
static bool compose_all(const struct store *store, const struct query *query)
{
    struct document document = {0};
    struct lighting *lighting = lighting_new(query);
    bool done = lighting != NULL;
    for (enum table_id table = 0; lighting && table < TABLE_PLAIN; table++) {
        for (uint32_t row = 0; row < table_rows(store_table(store, table)); row++)
            done =
                compose_record(&document, store, (struct record){table, row}, 0, lighting, NULL) &&
                done;
    }
    if (lighting)
        assert_int_equal(done, !document.failed);
    lighting_free(lighting);
    document_free(&document);
    return done;
}

/* Whichever allocation fails, composing says so. */
static void survives_lack_of_memory(void **state)
{
    (void)state;
    make_linked_book();
    struct store *store = load_book(".");
    struct query *query = read_query(store, "words OR talks OR role");
    bool failed = true;
    for (size_t nth = 1; failed; nth++) {
        failing_memory_start(nth, nth % 2);
        bool done = compose_all(store, query);
        failed = failing_memory_stop();
        assert_int_equal(done, !failed);
    }
    query_free(query);
    store_free(store);
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        IN_FOLDER(shows_a_quote),
        IN_FOLDER(shows_a_person),
        IN_FOLDER(shows_the_other_tables),
        IN_FOLDER(shows_what_has_come_in),
        IN_FOLDER(counts_many_links),
        IN_FOLDER(names_links_by_the_width),
        IN_FOLDER(shows_plain_rows),
        IN_FOLDER(survives_lack_of_memory),
        IN_FOLDER(says_how_quotations_compare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
