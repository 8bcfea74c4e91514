/* test-compose.c: what a page says, on small books: sections, endnotes, order, selections, conflicts
 * and gaps. The look of whole pages is in tests/golden.
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
#include "briefbook/search.h"
#include "support/book.h"
#include "support/compose-book.h"
#include "support/empty-folder.h"
#include "support/failing-memory.h"
#include "support/read-query.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- Sections by name ------------------------------------------------------------------------- */

static void reads_section_lists(void **state)
{
    (void)state;
    static const struct {
        const char *list;
        size_t count;
        enum section first;
        const char *message; /* of the fault, up to the list of sections */
    } cases[] = {
        {"quotes", 1, SECTION_QUOTES, NULL},
        {" sources , bottom-line ", 2, SECTION_SOURCES, NULL},
        {"bottom-line,lines,judgements,changes,events,people,quotes,fields,conflicts,"
         "sources",
         SECTION_COUNT, SECTION_BOTTOM_LINE, NULL},
        {"quotes,statements", 0, 0, "there is no section \"statements\"; the sections are"},
        {"Quotes", 0, 0, "there is no section \"Quotes\"; the sections are"},
        {"quotes,events,quotes", 0, 0, "twice the section \"quotes\"; the sections are"},
        {"", 0, 0, "no section is named; the sections are"},
        {" , ", 0, 0, "no section is named; the sections are"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        enum section sections[SECTION_COUNT];
        size_t count;
        struct diag_list diags = {0};
        bool read = section_parse(slice_of(cases[i].list), sections, &count, &diags);
        assert_int_equal(read, cases[i].message == NULL);
        assert_int_equal(diags.count, !read);
        if (read) {
            assert_int_equal(count, cases[i].count);
            assert_int_equal(sections[0], cases[i].first);
        } else {
            assert_int_equal(diags.items[0].code, DIAG_USAGE);
            assert_memory_equal(diags.items[0].message, cases[i].message, strlen(cases[i].message));
            assert_non_null(strstr(diags.items[0].message, " bottom-line, lines, "));
        }
        diag_list_free(&diags);
    }
    assert_string_equal(section_name(SECTION_CONFLICTS), "conflicts");
}

/* ---- Pages ---------------------------------------------------------------------------------- */

static bool take(void *context, struct slice bytes)
{
    return buffer_append(context, bytes);
}

/* Appends sections of a book, or the words of a whole one, as a page. */
static void append_page(struct buffer *page, const struct store *store, const char *sections,
                        const char *words)
{
    enum section chosen[SECTION_COUNT];
    struct diag_list diags = {0};
    struct compose_options options = {0};
    struct document document = {0};
    struct query *query = words ? read_query(store, words) : NULL;
    struct search *search = query ? search_start(store, query, NULL) : NULL;
    assert_true(!search || search_wait(search));
    options.query = query;
    options.search = search;
    if (sections) {
        assert_true(section_parse(slice_of(sections), chosen, &options.section_count, &diags));
        options.sections = chosen;
    }
    assert_true(compose_book(&document, store, &options));
    const struct layout_options layout = {72, TEXT_ON_PAPER, false};
    assert_true(text_page_write(&document, &layout, take, page));
    document_free(&document);
    search_free(search);
    query_free(query);
}

/* Expects what follows the first line of a page. */
static void expect_page(const char *sections, const char *words, const char *expected)
{
    struct store *store = load_book(".");
    struct buffer page = {0};
    append_page(&page, store, sections, words);
    const char *body = strchr(buffer_string(&page), '\n');
    assert_non_null(body);
    assert_string_equal(body + 1, expected);
    buffer_free(&page);
    store_free(store);
}

static void leaves_out_empty_sections(void **state)
{
    (void)state;
    make_file("people.csv", "id,name,role,source_ids\n");
    make_file("lines.csv", "id,text,kind\na,Say it.,take\n");
    expect_page(NULL, NULL, "\nLINES TO TAKE\n  •   Say it. [no source]\n");
    expect_page("people,events", NULL, "");
}

static void make_cited_book(void)
{
    make_file("events.csv", "id,name,start_date,source_ids\n"
                            "later,Later,2030-02,c;a\n"
                            "sooner,Sooner,2030-01,b;b;gone;a\n");
    make_file("judgements.csv", "id,text,quote_ids,event_ids,source_ids\n"
                                "own,Own.,q,later,d\n"
                                "quotes,Quotes.,q;r,later,\n"
                                "events,Events.,,later;sooner,\n"
                                "none,None.,,,\n");
    make_file("quotes.csv", "id,text,source_ids\nq,Words,a\nr,More,b;a\n");
    make_file("sources.csv", "id,title,reliability\na,A,A\nb,B,A\nc,C,A\nd,D,A\ne,E,A\n");
}

static void numbers_endnotes_by_first_use(void **state)
{
    (void)state;
    make_cited_book();
    expect_page("judgements,events,sources", NULL,
                "\nJUDGEMENTS\n"
                "  1. Own. [1]\n"
                "  2. Quotes. [2][3]\n"
                "  3. Events. [2][3][4][gone?]\n"
                "  4. None. [no source]\n"
                "\nCHRONOLOGY\n"
                "  1. 2030-01  Sooner [2][3][gone?]\n"
                "  2. 2030-02  Later [2][4]\n"
                "\nSOURCES\n"
                "  [1] “D”.\n      Rating: A (completely reliable).\n"
                "  [2] “A”.\n      Rating: A (completely reliable).\n"
                "  [3] “B”.\n      Rating: A (completely reliable).\n"
                "  [4] “C”.\n      Rating: A (completely reliable).\n");
}

static void numbers_follow_chosen_sections(void **state)
{
    (void)state;
    make_cited_book();
    expect_page("sources,events", NULL,
                "\nSOURCES\n"
                "  [1] “B”.\n      Rating: A (completely reliable).\n"
                "  [2] “A”.\n      Rating: A (completely reliable).\n"
                "  [3] “C”.\n      Rating: A (completely reliable).\n"
                "\nCHRONOLOGY\n"
                "  1. 2030-01  Sooner [1][2][gone?]\n"
                "  2. 2030-02  Later [2][3]\n");
}

/* Sources alone are all listed: nothing cites them. */
static void lists_sources_alone(void **state)
{
    (void)state;
    make_file("sources.csv", "id,title,reliability\na,A,\nb,B,C\n");
    expect_page("sources", NULL,
                "\nSOURCES\n"
                "  [1] “A”.\n      Rating: UNRATED.\n"
                "  [2] “B”.\n      Rating: C (fairly reliable).\n");
}

static void orders_events_by_date(void **state)
{
    (void)state;
    make_file("sources.csv", "id,title\ns,S\n");
    make_file("events.csv", "id,name,start_date,end_date,date_text,source_ids\n"
                            "a,Undated,,,,s\n"
                            "b,Long,2030-01-01,2030-03,,s\n"
                            "c,Same day,2030-01-01,,,s\n"
                            "d,Same day again,2030-01-01,,,s\n"
                            "e,No such date,2030-02-30,,,s\n"
                            "f,By a day,../2030-01-15,,,s\n"
                            "h,After year 0,0004-05-06,,,s\n"
                            "i,Before the epoch,1969-12-31,,,s\n"
                            "j,Before year 0,-0004-05-06,,,s\n"
                            "g,In words,2029,,\"long ago, it is said\",s\n");
    expect_page("events", NULL,
                "\nCHRONOLOGY\n"
                "   1. -0004-05-06    Before year 0 [1]\n"
                "   2. 0004-05-06     After year 0 [1]\n"
                "   3. 1969-12-31     Before the epoch [1]\n"
                "   4. long ago, it is said In words [1]\n"
                "   5. 2030-01-01     Same day [1]\n"
                "   6. 2030-01-01     Same day again [1]\n"
                "   7. 2030-01-01/2030-03 Long [1]\n"
                "   8. ../2030-01-15  By a day [1]\n"
                "   9. undated        Undated [1]\n"
                "  10. 2030-02-30     No such date [1]\n");
}

static void orders_people(void **state)
{
    (void)state;
    make_file("sources.csv", "id,title\ns,S\n");
    make_file("people.csv", "id,name,native_name,sort_name,capacity,role,source_ids\n"
                            "a,Person A,가,\"Zed, A\",official,,s\n"
                            "b,Person B,,\"éb, B\",official,,s\n"
                            "c,Person C,,\"EA, C\",official,,s\n"
                            "d,,나,,witness,,s\n"
                            "e,Person E,,,expert,,s\n"
                            "f,Person F,,,author,,s\n");
    expect_page("people", NULL,
                "\nOFFICIALS AND EXPERTS\n"
                "  Person C, official [1]\n"
                "  Person B, official [1]\n"
                "  Person A (가), official [1]\n"
                "  Person E, expert [1]\n"
                "  Person F, author [1]\n"
                "  나, witness [1]\n");
}

static void makes_trees_of_fields(void **state)
{
    (void)state;
    make_file("sources.csv", "id,title\ns,S\n");
    make_file("fields.csv", "id,name,parent_id,source_ids\n"
                            "child,Child,parent,s\n"
                            "parent,Parent,gone,s\n"
                            "second,Second,parent,s\n"
                            "self,Self,self,s\n"
                            "grandchild,Grandchild,child,s\n");
    make_file("quotes.csv", "id,text,field_ids\nq,Words,child;self\nr,More,child\n");
    expect_page("fields", NULL,
                "\nCOOPERATION\n"
                "  Parent [1]\n      0 events, 0 statements.\n"
                "    Child [1]\n        0 events, 2 statements.\n"
                "      Grandchild [1]\n          0 events, 0 statements.\n"
                "    Second [1]\n        0 events, 0 statements.\n"
                "  Self [1]\n      0 events, 1 statement.\n");
    expect_page("fields", "Grandchild OR in:quotes",
                "\nSelected: Grandchild OR in:quotes\n2 of 2 quotes, 1 of 5 fields.\n"
                "\nCOOPERATION\n"
                "  Grandchild [1]\n      0 events, 0 statements.\n");
}

/* A chain of parents may be as long as the table. */
static void survives_long_chains(void **state)
{
    (void)state;
    enum { LENGTH = 100000 };
    FILE *file = fopen("fields.csv", "w");
    assert_non_null(file);
    fputs("id,name,parent_id\nf0,F,\n", file);
    for (int i = 1; i < LENGTH; i++)
        fprintf(file, "f%d,F,f%d\n", i, i - 1);
    assert_int_equal(fclose(file), 0);
    struct store *store = load_book(".");
    struct buffer page = {0};
    append_page(&page, store, "fields", NULL);
    size_t found = 0;
    /* line by line: under a sanitizer each strstr() would measure all that follows */
    static const char name[] = "F [no source]";
    for (const char *line = buffer_string(&page); line; line = strchr(line + 1, '\n')) {
        line += strspn(line, "\n ");
        found += strncmp(line, name, sizeof name - 1) == 0;
    }
    assert_int_equal(found, LENGTH);
    buffer_free(&page);
    store_free(store);
}

/* ---- Conflicts and gaps ----------------------------------------------------------------------- */

static void make_disputed_book(void)
{
    make_file("sources.csv", "id,title,reliability\ns,S,A\n");
    make_file("people.csv", "id,name,role,source_ids\na,Person A,Role,s\nb,Person B,Role,s\n");
    make_file("events.csv", "id,name,start_date,attendee_ids,source_ids\n"
                            "talks,Talks,2030,a;b,s\nvisit,Visit,2031,b,s\n");
    make_file("conflicts.csv", "id,table,row_id,column,value_a,source_a_ids,value_b,source_b_ids,"
                               "resolution\n"
                               "v,events,visit,start_date,2031-01-01/2031-01-02,s,2032,s,Settled!\n"
                               "p,people,a,rank,Major,s,General,,\n"
                               "g,people,gone,colour,red,s,blue,s,\n");
}

static void flags_conflicts(void **state)
{
    (void)state;
    make_disputed_book();
    expect_page("events,conflicts", NULL,
                "\nCHRONOLOGY\n"
                "  1. 2030  Talks [1]\n"
                "           Present: Person A (! C2); Person B\n"
                "  2. 2031  Visit (! C1) [1]\n"
                "           Present: Person B\n"
                "\nCONFLICTS AND GAPS\n"
                "  C1  Visit, start: 2031-01-01/02 [1]; 2032 [1]. Settled!\n"
                "  C2  Person A’s rank: Major [1]; General [no source]. Not resolved.\n"
                "  C3  people gone’s colour: red [1]; blue [1]. Not resolved.\n");
    /* Where they are not printed they have no number. */
    expect_page("people", NULL,
                "\nOFFICIALS AND EXPERTS\n"
                "  Person A, Role (!) [1]\n"
                "  Person B, Role [1]\n");
}

/* A selection keeps the numbers, and lists whatever its items carry as a flag. */
static void selects_conflicts(void **state)
{
    (void)state;
    make_disputed_book();
    expect_page("events,conflicts", "talks",
                "\nSelected: talks\n1 of 2 events.\n"
                "\nCHRONOLOGY\n"
                "  1. 2030  Talks [1]\n"
                "           Present: Person A (! C2); Person B\n"
                "\nCONFLICTS AND GAPS\n"
                "  C2  Person A’s rank: Major [1]; General [no source]. Not resolved.\n");
}

static void says_when_nothing_matches(void **state)
{
    (void)state;
    make_disputed_book();
    expect_page(NULL, "nothing-like-it", "\nSelected: nothing-like-it\nNothing matches.\n");
}

static void finds_gaps(void **state)
{
    (void)state;
    make_file("sources.csv", "id,title,reliability\ns,S,\nt,T,B\n");
    make_file("people.csv", "id,name,family_name,given_name,capacity,organization,source_ids\n"
                            "a,A,A,,expert,,s\n"
                            "b,B,,,expert,,\n"
                            "c,C,C,,official,Office,t\n"
                            "d,D,D,Person,expert,Office,t\n");
    make_file("quotes.csv", "attribution_text,text,quote_type,source_ids\n"
                            "x,One.,,s\nx,Two,,s\nx,Three,,s\nx,Four,,s\nx,Five,,s\nx,Six,,s\n");
    expect_page("conflicts", NULL,
                "\nCONFLICTS AND GAPS\n"
                "  G1  A: first name and affiliation not given [1].\n"
                "  G2  B: affiliation not given.\n"
                "  G3  C: first name not given [2].\n"
                "  G4  Unnamed speakers without a reason (6): x: One. [1]; x: Two [1]; x:\n"
                "      Three [1]; x: Four [1]; x: Five [1]; and 1 more\n"
                "  G5  Statements that do not say whether their words are exact (6): x:\n"
                "      One. [1]; x: Two [1]; x: Three [1]; x: Four [1]; x: Five [1]; and\n"
                "      1 more\n"
                "  G6  Sources without a rating: 1 of 2.\n");
}

/* ---- Plain tables, titles --------------------------------------------------- */

static void prints_plain_tables(void **state)
{
    (void)state;
    make_file("plain.csv", "What,How many\napples,3\n, \n,4\n");
    struct store *store = load_book("plain.csv");
    struct buffer text = {0};
    append_page(&text, store, NULL, NULL);
    assert_string_equal(buffer_string(&text),
                        "plain.csv\n\nWhat: apples\nHow many: 3\n\nHow many: 4\n");
    buffer_free(&text);
    store_free(store);
}

static void capitals_of_titles(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        const char *expected;
    } cases[] = {{"Straße – ﬁn", "STRASSE – FIN\n"},
                 {"시험 book", "시험 BOOK\n"},
                 {"bad \xff", "BAD \uFFFD\n"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buffer table = {0};
        struct buffer page = {0};
        buffer_append_format(&table, "title\n%s\n", cases[i].title);
        make_file("briefing.csv", buffer_string(&table));
        struct store *store = load_book(".");
        append_page(&page, store, NULL, NULL);
        assert_string_equal(buffer_string(&page), cases[i].expected);
        buffer_free(&page);
        buffer_free(&table);
        store_free(store);
    }
}

static void prints_the_same_bytes(void **state)
{
    (void)state;
    struct store *store = load_book(bundled_book());
    struct buffer first = {0};
    struct buffer second = {0};
    append_page(&first, store, NULL, NULL);
    append_page(&second, store, NULL, NULL);
    assert_string_equal(buffer_string(&first), buffer_string(&second));
    buffer_free(&first);
    buffer_free(&second);
    store_free(store);
}

/* ---- Lack of memory -------------------------------------------------------------------------- */

static bool compose(const struct store *store, const struct compose_options *options)
{
    struct document document = {0};
    bool done = compose_book(&document, store, options);
    assert_int_equal(done, !document.failed);
    document_free(&document);
    return done;
}

/* Whichever allocation fails, composing says so. */
static void survives_lack_of_memory(void **state)
{
    (void)state;
    make_cited_book();
    make_disputed_book();
    make_file("briefing.csv", "title,number,as_of,author,bottom_line\nT,1,2030,A;B,In short.\n");
    make_file("fields.csv", "id,name,parent_id\nf,Field,\ng,Part,f\n");
    make_file("lines.csv", "id,text,kind\na,Say it.,take\n");
    struct store *store = load_book(".");
    struct query *query = read_query(store, "-nothing-like-it");
    struct search *search = search_start(store, query, NULL);
    assert_true(search && search_wait(search));
    const struct compose_options options[] = {{0}, {.query = query, .search = search}};
    for (size_t i = 0; i < COUNT(options); i++) {
        bool failed = true;
        for (size_t nth = 1; failed; nth++) {
            failing_memory_start(nth, nth % 2);
            bool done = compose(store, &options[i]);
            failed = failing_memory_stop();
            assert_int_equal(done, !failed);
        }
    }
    search_free(search);
    query_free(query);
    store_free(store);
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_section_lists),
        IN_FOLDER(leaves_out_empty_sections),
        IN_FOLDER(numbers_endnotes_by_first_use),
        IN_FOLDER(numbers_follow_chosen_sections),
        IN_FOLDER(lists_sources_alone),
        IN_FOLDER(orders_events_by_date),
        IN_FOLDER(orders_people),
        IN_FOLDER(makes_trees_of_fields),
        IN_FOLDER(survives_long_chains),
        IN_FOLDER(flags_conflicts),
        IN_FOLDER(selects_conflicts),
        IN_FOLDER(says_when_nothing_matches),
        IN_FOLDER(finds_gaps),
        IN_FOLDER(prints_plain_tables),
        IN_FOLDER(capitals_of_titles),
        cmocka_unit_test(prints_the_same_bytes),
        IN_FOLDER(survives_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
