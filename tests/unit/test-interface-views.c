/* test-interface-views.c: what is opened over the browser, and what it does to the query. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/date.h"
#include "support/book.h"
#include "support/empty-folder.h"
#include "support/interface.h"
#include "tui/shown.h"
#include "tui/update.h"

static int open_artificial(void **state)
{
    static struct interface interface;
    char path[4096];
    const char *folder = getenv("SOURCE_FOLDER");
    interface = (struct interface){0};
    snprintf(path, sizeof path, "%s/tests/screens/books/artificial", folder ? folder : ".");
    *state = &interface;
    return interface_open(&interface, path, NULL, false) ? 0 : -1;
}

static int close_book(void **state)
{
    interface_close(*state);
    return 0;
}

/* Presses keys, named with blanks between them. */
static void press(struct interface *interface, const char *names)
{
    struct slice rest = slice_of(names);
    struct slice name;
    while (slice_next(&rest, ' ', &name)) {
        char text[64];
        snprintf(text, sizeof text, "%.*s", (int)name.length, name.data);
        assert_true(interface_press(interface, text));
    }
}

static void expect_query(const struct interface *interface, const char *query)
{
    assert_string_equal(viewpoint_query(&interface->model->here), query);
}

/* ---- Opening and closing ------------------------------------------------------------------- */

static void test_views_close(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    static const char *const ways[] = {"F q",   "F esc", "F F",     "F ? q esc", "t q",
                                       "x esc", "F t t", "t x F F", "F ? ? F"};
    press(interface, "3 j");
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        press(interface, ways[i]);
        assert_int_equal(model->opened, OPENED_NOTHING);
        assert_int_equal(model->request, REQUEST_NOTHING);
        assert_int_equal(model->message.length, 0);
        assert_int_equal(model->here.panes[TABLE_QUOTES].row, 1);
    }
    press(interface, "F ?");
    assert_int_equal(model->opened, OPENED_HELP);
    press(interface, "q");
    assert_int_equal(model->opened, OPENED_FACETS);
}

/* ---- Facets -------------------------------------------------------------------------------- */

static void test_facets_choose(void **state)
{
    struct interface *interface = *state;
    press(interface, "3 F enter");
    expect_query(interface, "speaker:person-a");
    assert_int_equal(shown_count(interface->model, TABLE_QUOTES), 1);
    press(interface, "enter");
    expect_query(interface, "");
    press(interface, "u u");
    expect_query(interface, "");
    press(interface, "G enter");
    expect_query(interface, "-has:speaker_id");
    assert_int_equal(shown_count(interface->model, TABLE_QUOTES), 1);
    press(interface, "u q 1 F enter");
    expect_query(interface, "type:=talks");
    assert_int_equal(shown_count(interface->model, TABLE_EVENTS), 3);
    press(interface, "u right right right right enter");
    expect_query(interface, "attendee_ids:person-a");
    assert_int_equal(shown_count(interface->model, TABLE_EVENTS), 2);
    press(interface, "G enter");
    expect_query(interface, "attendee_ids:(person-a OR person-ga)");
}

/* What a view shows of each count is what the query for it finds. */
static void test_facets_agree_with_the_query(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    size_t tried = 0;
    for (enum table_id table = 0; table < PANE_TABLES; table++) {
        size_t columns = table_column_count(store_table(interface->store, table));
        for (size_t column = 0; column < columns; column++) {
            if (!facet_column_is_fit(interface->store, table, column))
                continue;
            model->here.table = table;
            model->facets.columns[table] = column;
            press(interface, "F");
            size_t count = facet_counts(model)->count;
            for (size_t i = 0; i < count; i++) {
                size_t expected = facet_counts(model)->items[i].count;
                model->facets.chooser.chosen = i;
                press(interface, "enter");
                assert_int_equal(shown_count(model, table), expected);
                press(interface, "u");
                tried++;
            }
            press(interface, "q");
        }
    }
    assert_true(tried > 40);
}

/* Undoing leads to a pane where there is nothing to count. */
static void test_facets_leave_with_their_pane(void **state)
{
    (void)state;
    struct interface opened = {0};
    struct interface *interface = &opened;
    make_file("people.csv", "id,name\na,Person A\n");
    make_file("quotes.csv", "id,speaker_id,text\nq,a,Words\n");
    assert_true(interface_open(interface, ".", NULL, false));
    press(interface, "1 f 2 F");
    assert_int_equal(interface->model->opened, OPENED_FACETS);
    press(interface, "u");
    assert_int_equal(interface->model->here.table, TABLE_PEOPLE);
    assert_int_equal(interface->model->opened, OPENED_NOTHING);
    press(interface, "F");
    assert_string_equal(buffer_string(&interface->model->message),
                        "no column here has values to choose by");
    interface_close(interface);
}

/* Before anything is read it is not yet known what values there are. */
static void test_facets_before_loading(void **state)
{
    (void)state;
    make_file("quotes.csv", "id,speaker_id,text\nq,a,Words\n");
    struct diag_list diags = {0};
    struct store *store = store_open(".", &diags);
    assert_non_null(store);
    struct model_options options = {.store = store};
    struct model *model = model_new(&options, NULL);
    assert_non_null(model);
    update_resize(model, 30, 100);
    update_key(model, 'F');
    assert_int_equal(model->opened, OPENED_NOTHING);
    assert_string_equal(buffer_string(&model->message),
                        "no values have been read yet: the briefing is being loaded");
    model_free(model);
    store_free(store);
    diag_list_free(&diags);
}

/* ---- Timeline ------------------------------------------------------------------------------ */

static void test_timeline_counts(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    press(interface, "t");
    const struct timeline *timeline = timeline_counts(model);
    const struct time_line *months = &timeline->lines[TIME_MONTH];
    assert_int_equal(timeline->lines[TIME_YEAR].count, 1);
    assert_int_equal(months->count, 4);
    assert_int_equal(months->spans[0].counts[TIME_EVENTS], 1);
    assert_int_equal(months->spans[0].counts[TIME_QUOTES], 2);
    assert_int_equal(months->most, 2);
    assert_int_equal(months->inexact, 0);
    /* two events and three quotes; a meeting of three days is exact */
    assert_int_equal(timeline->lines[TIME_DAY].inexact, 5);
    assert_int_equal(timeline->undated, 0);
}

static void test_timeline_marks_out(void **state)
{
    struct interface *interface = *state;
    press(interface, "t enter");
    expect_query(interface, "date:2001-01");
    press(interface, "u j space j j enter");
    expect_query(interface, "date:2001-02..2001-06");
    press(interface, "u G v k enter");
    expect_query(interface, "date:2001-03..2001-06");
    press(interface, "- enter");
    expect_query(interface, "date:2001");
    press(interface, "+ + enter");
    expect_query(interface, "date:2001-01-10");
    press(interface, "u u u u");
    expect_query(interface, "");
    press(interface, "space space j enter");
    expect_query(interface, "date:2001-01-13");
}

static void expect_date(enum time_unit unit, int32_t day, const char *expected)
{
    struct buffer text = {0};
    struct date date;
    timeline_append_date(&text, unit, day);
    assert_string_equal(buffer_string(&text), expected);
    assert_int_equal(date_parse(buffer_slice(&text), &date), DATE_OK);
    assert_true(date.earliest <= day && day <= date.latest);
    buffer_free(&text);
}

static void test_timeline_dates(void **state)
{
    (void)state;
    expect_date(TIME_DAY, 0, "1970-01-01");
    expect_date(TIME_MONTH, 31, "1970-02");
    expect_date(TIME_YEAR, -1, "1969");
    expect_date(TIME_YEAR, date_day_number(12345, 1, 1), "Y12345");
    expect_date(TIME_DAY, date_day_number(-44, 3, 15), "-0044-03-15");
}

/* What is not known well enough is said in words, and cannot be taken. */
static void test_timeline_tells_what_has_no_place(void **state)
{
    (void)state;
    struct interface interface = {0};
    make_file("events.csv", "id,name,start_date,end_date\na,A,2001,\nb,B,2001-02-03,2005\nc,C,,\n"
                            "d,D,../2001,\n");
    assert_true(interface_open(&interface, ".", NULL, false));
    press(&interface, "t + +");
    const struct timeline *timeline = timeline_counts(interface.model);
    assert_int_equal(timeline->lines[TIME_DAY].count, 1);
    assert_int_equal(timeline->lines[TIME_DAY].inexact, 1);
    assert_int_equal(timeline->undated, 2);
    press(&interface, "G enter");
    assert_string_equal(buffer_string(&interface.model->message), "no time is known of these");
    expect_query(&interface, "");
    interface_close(&interface);
}

/* ---- Who said what ------------------------------------------------------------------------- */

/* Every number is what the query for it finds. */
static void test_matrix_agrees_with_the_query(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    press(interface, "x");
    size_t speakers = matrix_counts(model)->speaker_count;
    size_t fields = matrix_counts(model)->field_count;
    assert_int_equal(speakers, 4);
    assert_int_equal(fields, 2);
    for (size_t speaker = 0; speaker < speakers; speaker++) {
        for (size_t field = 0; field < fields; field++) {
            size_t expected = matrix_counts(model)->cells[speaker][field];
            model->matrix.speaker.chosen = speaker;
            model->matrix.field.chosen = field;
            press(interface, "enter");
            assert_int_equal(shown_count(model, TABLE_QUOTES), expected);
            press(interface, "u");
        }
    }
    press(interface, "g h right");
    assert_int_equal(model->matrix.field.chosen, 1);
    press(interface, "enter");
    assert_non_null(strstr(viewpoint_query(&model->here), "speaker:person-a field:field-"));
}

static void test_matrix_without_quotes(void **state)
{
    (void)state;
    struct interface interface = {0};
    make_file("events.csv", "id,name\na,A\n");
    assert_true(interface_open(&interface, ".", NULL, false));
    press(&interface, "x");
    assert_string_equal(buffer_string(&interface.model->message), "there are no quotes here");
    interface_close(&interface);
}

/* ---- A large table ------------------------------------------------------------------------- */

static void open_large(struct interface *interface)
{
    enum { ROWS = 30000 };
    struct buffer file = {0};
    buffer_append_string(&file, "id,name,type,start_date\n");
    for (size_t i = 0; i < ROWS; i++)
        buffer_append_format(&file, "e%zu,Event %zu,type %zu,2001-%02zu-%02zu\n", i, i, i % 7,
                             i % 12 + 1, i % 28 + 1);
    make_bytes("events.csv", buffer_slice(&file));
    buffer_free(&file);
    assert_true(interface_open(interface, ".", NULL, false));
}

static void test_facets_of_a_large_table(void **state)
{
    (void)state;
    struct interface interface = {0};
    open_large(&interface);
    struct model *model = interface.model;
    press(&interface, "F");
    assert_int_equal(facet_counts(model)->items[0].count, 30000 / 7 + 1);
    press(&interface, "enter");
    assert_int_equal(facet_counts(model)->count, 1);
    update_key(model, 'u');
    update_key(model, 'q');
    assert_int_equal(background_state(model->counting.work), BACKGROUND_NONE);
    interface_close(&interface);
}

/* ---- Order --------------------------------------------------------------------------------- */

/* Expects the rows of a pane, in its order. */
static void expect_rows_shown(const struct model *model, enum table_id table, const char *expected)
{
    struct buffer rows = {0};
    for (size_t rank = 0; rank < shown_count(model, table); rank++) {
        size_t row = shown_select(model, table, rank);
        assert_int_equal(shown_rank(model, table, row), rank);
        buffer_append_format(&rows, "%zu ", row);
    }
    assert_string_equal(buffer_string(&rows), expected);
    buffer_free(&rows);
}

static void test_sort(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    const struct pane *pane = &model->here.panes[TABLE_QUOTES];
    press(interface, "3 j");
    model_sort(model, TABLE_QUOTES, QUOTES_DATE, true);
    interface_wait(model);
    expect_rows_shown(model, TABLE_QUOTES, "1 2 4 0 3 "); /* blank last */
    assert_int_equal(pane->row, 1);
    press(interface, "j j j");
    assert_int_equal(pane->row, 0);
    press(interface, "G k g j");
    assert_int_equal(pane->row, 2);
    model_sort(model, TABLE_QUOTES, QUOTES_DATE, false);
    interface_wait(model);
    expect_rows_shown(model, TABLE_QUOTES, "0 4 1 2 3 ");
    assert_int_equal(pane->row, 2);
    model_sort_not(model, TABLE_QUOTES);
    interface_wait(model);
    expect_rows_shown(model, TABLE_QUOTES, "0 1 2 3 4 ");
}

static void test_sort_is_kept_through_queries(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    model_sort(model, TABLE_QUOTES, QUOTES_DATE, true);
    press(interface, "3 /");
    interface_type(interface, "keyword");
    press(interface, "enter");
    expect_rows_shown(model, TABLE_QUOTES, "2 0 ");
    press(interface, "g");
    assert_int_equal(model->here.panes[TABLE_QUOTES].row, 2);
    press(interface, "esc");
    expect_rows_shown(model, TABLE_QUOTES, "1 2 4 0 3 ");
}

static void test_sort_view(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    const struct pane_order *order = &model->orders[TABLE_QUOTES];
    press(interface, "3 s j enter");
    assert_true(order->is_set && !order->is_falling);
    assert_int_equal(order->column, QUOTES_ID);
    press(interface, "enter q s enter");
    assert_true(order->is_set && !order->is_falling);
    press(interface, "enter q");
    assert_true(order->is_falling);
    press(interface, "s g enter");
    assert_false(order->is_set);
}

static void test_sort_a_large_table(void **state)
{
    (void)state;
    struct interface interface = {0};
    open_large(&interface);
    struct model *model = interface.model;
    model_sort(model, TABLE_EVENTS, EVENTS_START_DATE, true);
    press(&interface, "j g");
    size_t row = model->here.panes[TABLE_EVENTS].row;
    struct slice newest = record_cell(interface.store, (struct record){TABLE_EVENTS, (uint32_t)row},
                                      EVENTS_START_DATE);
    assert_true(slice_is(newest, "2001-12-28"));
    model_sort(model, TABLE_EVENTS, EVENTS_NAME, false);
    update_key(model, 'j');
    model_sort(model, TABLE_EVENTS, EVENTS_TYPE, true); /* while it is being put in order */
    press(&interface, "j g");
    row = model->here.panes[TABLE_EVENTS].row;
    assert_int_equal(row, 6);
    model_sort(model, TABLE_EVENTS, EVENTS_NAME, false);
    update_key(model, 'j');
    interface_close(&interface); /* while it is being put in order */
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
#define BOOK_TEST(test) cmocka_unit_test_setup_teardown(test, open_artificial, close_book)
#define FOLDER_TEST(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        BOOK_TEST(test_views_close),
        BOOK_TEST(test_facets_choose),
        BOOK_TEST(test_facets_agree_with_the_query),
        BOOK_TEST(test_timeline_counts),
        BOOK_TEST(test_timeline_marks_out),
        FOLDER_TEST(test_timeline_dates),
        FOLDER_TEST(test_timeline_tells_what_has_no_place),
        BOOK_TEST(test_matrix_agrees_with_the_query),
        FOLDER_TEST(test_matrix_without_quotes),
        FOLDER_TEST(test_facets_leave_with_their_pane),
        FOLDER_TEST(test_facets_before_loading),
        FOLDER_TEST(test_facets_of_a_large_table),
        BOOK_TEST(test_sort),
        BOOK_TEST(test_sort_is_kept_through_queries),
        BOOK_TEST(test_sort_view),
        FOLDER_TEST(test_sort_a_large_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
