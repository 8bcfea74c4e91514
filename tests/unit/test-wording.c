/* test-wording.c: how statements are attributed, sources cited, records named, dates and markings
 * said. */
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
#include "support/compose-book.h"
#include "support/empty-folder.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- Statements ------------------------------------------------------------------------------- */

static bool take(void *context, struct slice bytes)
{
    return buffer_append(context, bytes);
}

/* Expects the statements of the book in this folder, which has no title. */
static void expect_statements(const char *expected)
{
    static const enum section quotes = SECTION_QUOTES;
    const struct compose_options options = {.sections = &quotes, .section_count = 1};
    const struct layout_options layout = {72, TEXT_ON_PAPER, false};
    struct document document = {0};
    struct buffer page = {0};
    struct store *store = load_book(".");
    assert_true(compose_book(&document, store, &options));
    assert_true(text_page_write(&document, &layout, take, &page));
    assert_string_equal(buffer_string(&page), expected);
    buffer_free(&page);
    document_free(&document);
    store_free(store);
}

static void attributes_statements(void **state)
{
    (void)state;
    static const struct {
        const char *row;
        const char *expected;
    } cases[] = {
        {"a,,,Words,direct,,,,,",
         "  Person A, Role A, Organization A\n      “Words” [no source]\n"},
        {"a,,,Words,direct,Role then,,2030-01-01/2030-01-02,,s",
         "  Person A, Role then, Organization A, said 2030-01-01/02\n      “Words” [1]\n"},
        {"a,,,Words,partial,,,2030-01,early in 2030,s",
         "  Person A, Role A, Organization A, said early in 2030, partial\n  quotation\n"
         "      “Words” [1]\n"},
        {"a,,,Words,paraphrase,,,,,t;s",
         "  Person A, Role A, Organization A, published 2030-03, paraphrase\n"
         "      Words [1][2]\n"},
        {"a,,,Words,Direct,,,,,s",
         "  Person A, Role A, Organization A, published 2030-03, Direct\n      Words [1]\n"},
        {"b,,,Words,direct,,,,,", "  Person B, expert\n      “Words” [no source]\n"},
        {"stranger,,,Words,direct,,,,,", "  stranger\n      “Words” [no source]\n"},
        {",a body,body,Words,direct,,,,,", "  a body\n      “Words” [no source]\n"},
        {",a clerk,unnamed,Words,direct,,fear,,,",
         "  a clerk (not named: fear)\n      “Words” [no source]\n"},
        {",a clerk,,Words,direct,,,,,",
         "  a clerk (not named: reason not given)\n      “Words” [no source]\n"},
        {",,,Words,direct,,,,,",
         "  not attributed (not named: reason not given)\n      “Words” [no source]\n"},
        {"b,,,\"“All of it”\",direct,,,,,", "  Person B, expert\n      “All of it” [no source]\n"},
        {"b,,,\"“a” and “b”\",direct,,,,,",
         "  Person B, expert\n      “\u00A0“a” and “b”\u00A0” [no source]\n"},
        {"b,,,\"'tis\",direct,,,,,", "  Person B, expert\n      “\u00A0'tis” [no source]\n"},
        {"b,,,\"“So\",paraphrase,,,,,", "  Person B, expert, paraphrase\n      “So [no source]\n"},
        {"b,,,\" one\n two \",direct,,,,,",
         "  Person B, expert\n      “ one\n       two ” [no source]\n"},
    };
    make_file("people.csv", "id,name,capacity,role,organization\n"
                            "a,Person A,,Role A,Organization A\n"
                            "b,Person B,expert,,\n");
    make_file("sources.csv", "id,title,issued\ns,S,2030-03\nt,T,\n");
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buffer expected = {0};
        struct buffer table = {0};
        buffer_append_format(&table,
                             "speaker_id,attribution_text,attribution_kind,text,quote_type,role,"
                             "anonymity_reason,date,date_text,source_ids\n%s\n",
                             cases[i].row);
        make_file("quotes.csv", buffer_string(&table));
        buffer_append_format(&expected, ".\n\nSTATEMENTS\n%s", cases[i].expected);
        expect_statements(buffer_string(&expected));
        buffer_free(&expected);
        buffer_free(&table);
    }
}

/* ---- Wording ---------------------------------------------------------------------------------- */

static void expect_marking(const char *briefing, const char *events, const char *expected)
{
    struct buffer marking = {0};
    make_file("briefing.csv", briefing);
    make_file("events.csv", events);
    struct store *store = load_book(".");
    assert_true(compose_append_marking(&marking, store, (struct slice){NULL, 0}));
    assert_string_equal(buffer_string(&marking), expected);
    buffer_free(&marking);
    store_free(store);
}

static void finds_the_highest_marking(void **state)
{
    (void)state;
    expect_marking("title\nT\n", "name,start_date\nE,2030\n", "");
    expect_marking("title,tlp\nT,CLEAR\n", "name,start_date\nE,2030\n", "TLP:CLEAR");
    expect_marking("title,tlp\nT,CLEAR\n", "name,start_date,tlp\nE,,AMBER+STRICT\nE,,AMBER\n",
                   "TLP:AMBER+STRICT");
    expect_marking("title,classification,tlp\nT,NATO RESTRICTED,AMBER\n",
                   "name,start_date,classification\nE,,RESTRICTED\n", "NATO RESTRICTED  TLP:AMBER");
    expect_marking("title,classification\nT,RESTRICTED\n",
                   "name,start_date,classification\nE,,COSMIC TOP SECRET\nE,,SECRET\n",
                   "COSMIC TOP SECRET");
    expect_marking("title,classification\nT,odd\n", "name,start_date\nE,\n", "odd");
    expect_marking("title,classification\nT,odd\n",
                   "name,start_date,classification\nE,,UNCLASSIFIED\n", "UNCLASSIFIED");
}

typedef bool append_words(struct buffer *buffer, const struct store *store, struct record record);

/* Expects the words for the first record of a table. */
static void expect_words(append_words *append, enum table_id table, const char *content,
                         const char *expected)
{
    char path[64];
    struct buffer words = {0};
    snprintf(path, sizeof path, "%s.csv", schema_table(table)->name);
    make_file(path, content);
    struct store *store = load_book(".");
    assert_true(append(&words, store, (struct record){table, 0}));
    assert_string_equal(buffer_string(&words), expected);
    buffer_free(&words);
    store_free(store);
}

static void cites_sources(void **state)
{
    (void)state;
    static const struct {
        const char *row; /* title, author, container_title, publisher, issued, url, descriptor */
        const char *expected;
    } cases[] = {
        {"T,A;B,C,P,2030-01-01/2030-01-02,https://x.example,D",
         "A; B, “T”, C, P, 2030-01-01/02. <https://x.example>"},
        {",,,P,2030,https://x.example,What it is.", "P, 2030. What it is. <https://x.example>"},
        {",A,,,,,What it is", "A. What it is."},
        {",,,,,,What it is", "What it is."},
        {"T,,,,,,", "“T”."},
        {",,,,,https://x.example,", "id. <https://x.example>"},
        {",,,,2030,,", "id, 2030."},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buffer table = {0};
        buffer_append_format(
            &table, "id,title,author,container_title,publisher,issued,url,descriptor\nid,%s\n",
            cases[i].row);
        expect_words(compose_append_citation, TABLE_SOURCES, buffer_string(&table),
                     cases[i].expected);
        buffer_free(&table);
    }
}

static void says_records_in_short(void **state)
{
    (void)state;
    append_words *append = compose_append_short;
    expect_words(append, TABLE_EVENTS, "name,start_date,end_date\nTalks,2030-01-01,2030-01-02\n",
                 "Talks, 2030-01-01/02");
    expect_words(append, TABLE_EVENTS, "name,start_date\nTalks,\n", "Talks");
    expect_words(append, TABLE_SOURCES, "title,publisher,issued\nT,P,2030\n", "P, 2030");
    expect_words(append, TABLE_SOURCES, "title,issued\nT,\n", "T");
    expect_words(append, TABLE_QUOTES, "attribution_text,text\nA,\"two\nlines\"\n", "A: two lines");
    expect_words(append, TABLE_JUDGEMENTS,
                 "text\n"
                 "가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사\n",
                 "가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나…");
    expect_words(append, TABLE_CONFLICTS,
                 "table,row_id,column,value_a,value_b\nevents,x,location,A,B\n", "place: A; B");
}

static void dates_records(void **state)
{
    (void)state;
    append_words *append = compose_append_date;
    expect_words(append, TABLE_EVENTS, "name,start_date,end_date\nE,2030-01-01,2030-02-01\n",
                 "2030-01-01/02-01");
    expect_words(append, TABLE_EVENTS, "name,start_date,date_text\nE,2030,once\n", "once");
    expect_words(append, TABLE_EVENTS, "name,start_date\nE, 2030 \n", "2030");
    expect_words(append, TABLE_QUOTES, "attribution_text,text,date\nA,T,2030-XX\n", "2030-XX");
    expect_words(append, TABLE_SOURCES, "title,issued\nT,2030-01\n", "2030-01");
    expect_words(append, TABLE_LINES, "text\nT\n", "");
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        IN_FOLDER(attributes_statements), IN_FOLDER(finds_the_highest_marking),
        IN_FOLDER(cites_sources),         IN_FOLDER(says_records_in_short),
        IN_FOLDER(dates_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
