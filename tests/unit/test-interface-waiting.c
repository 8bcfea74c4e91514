/* test-interface-waiting.c: keys that wait behind each other, and pasted text, are taken in together. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/book.h"
#include "support/interface.h"
#include "tui/key.h"
#include "tui/shown.h"
#include "tui/update.h"

static int set_up(void **state)
{
    static struct interface interface;
    char path[4096];
    const char *folder = getenv("SOURCE_FOLDER");
    snprintf(path, sizeof path, "%s/tests/screens/books/artificial", folder ? folder : ".");
    interface = (struct interface){0};
    *state = &interface;
    return interface_open(&interface, path, NULL, false) ? 0 : -1;
}

static int tear_down(void **state)
{
    interface_close(*state);
    return 0;
}

static void wait_together(struct interface *interface, const char *keys)
{
    for (const char *key = keys; *key; key++)
        update_waiting_key(interface->model, (unsigned char)*key);
    update_settle(interface->model);
    interface_wait(interface->model);
}

static void paste(struct interface *interface, const char *text)
{
    struct buffer bytes = {0};
    assert_true(buffer_append_string(&bytes, text));
    assert_int_equal(update_waiting_paste(interface->model, &bytes), STALE_FRAME);
    update_settle(interface->model);
    interface_wait(interface->model);
    buffer_free(&bytes);
}

static const char *query_of(const struct interface *interface)
{
    return viewpoint_query(&interface->model->here);
}

static const char *message_of(const struct interface *interface)
{
    return buffer_string(&interface->model->message);
}

static void append_screen(struct interface *interface, struct buffer *screen)
{
    assert_true(interface_append_picture(interface, screen));
    assert_true(interface_append_marks(interface, screen));
}

/* Keys lead to the same screen whether they come one by one or all at once, where none of them needs
 * what a search has yet to find. */
static void test_same_screen(void **state)
{
    struct interface *interface = *state;
    static const char *const cases[] = {
        "jj",
        "jjjkG",
        "3Gkg2j",
        "Gjjz",
        "j\rjjj",
        "jlhj\tj",
        "/person",
        "/persom\x7fn\r",
        "/per\x15keyword",
        "/word\r",
        "/xyz\x1bjj",
        "j/e\x1b",
        "/e\x10\x0e"
        "f\r",
        "3Gfu",
        "?jjq",
        "/a\x03",
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer one_by_one = {0};
        struct buffer together = {0};
        interface_type(interface, cases[i]);
        append_screen(interface, &one_by_one);
        tear_down(state);
        assert_int_equal(set_up(state), 0);
        wait_together(interface, cases[i]);
        append_screen(interface, &together);
        assert_string_equal(buffer_string(&together), buffer_string(&one_by_one));
        buffer_free(&one_by_one);
        buffer_free(&together);
        tear_down(state);
        assert_int_equal(set_up(state), 0);
    }
}

/* However many keys type, the query is asked once. */
static void test_asked_once(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    unsigned long before = model->asked_count;
    wait_together(interface, "/keyword");
    assert_int_equal(model->asked_count, before + 1);
    assert_string_equal(query_of(interface), "keyword");
    wait_together(interface, "\x7f\x7f\x7f");
    assert_int_equal(model->asked_count, before + 2);
    assert_string_equal(query_of(interface), "keyw");
    wait_together(interface, "o\x1b");
    assert_int_equal(model->asked_count, before + 2); /* forgotten before it was asked */
    assert_string_equal(query_of(interface), "");
    wait_together(interface, "/keyword\r");
    assert_int_equal(model->asked_count, before + 3);
    assert_string_equal(query_of(interface), "keyword");
}

static void test_paste(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    wait_together(interface, "/ab\x02");
    unsigned long before = model->asked_count;
    paste(interface, "key\r\nword\t\033");
    assert_string_equal(query_of(interface), "akey word b");
    assert_int_equal(model->asked_count, before + 1);
    assert_int_equal(model->message.length, 0);
    interface_key(interface, '!');
    assert_string_equal(query_of(interface), "akey word !b"); /* the cursor is behind it */
}

/* Elsewhere pasted text runs no commands. */
static void test_paste_outside(void **state)
{
    struct interface *interface = *state;
    static const char *const places[] = {"", "\r", "?"};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        wait_together(interface, places[i]);
        interface->model->request = REQUEST_NOTHING;
        paste(interface, "jQ");
        assert_string_equal(message_of(interface),
                            "pasted text is taken on the search line: / opens it");
        assert_int_equal(interface->model->request, REQUEST_NOTHING);
        assert_int_equal(interface->model->here.panes[TABLE_EVENTS].row, 0);
        wait_together(interface, "\x1b");
        assert_int_equal(interface->model->message.length, 0);
    }
}

static void append_repeated(struct buffer *text, const char *part, size_t bytes)
{
    while (text->length + strlen(part) <= bytes)
        assert_true(buffer_append_string(text, part));
}

/* What is longer than a query can be is refused whole; typed keys are as soon as there is no room. */
static void test_too_long(void **state)
{
    struct interface *interface = *state;
    const char *no_room = "no room: a line can't be longer than 64 KiB";
    struct buffer text = {0};
    wait_together(interface, "/e");
    append_repeated(&text, "x", QUERY_MOST_BYTES);
    paste(interface, buffer_string(&text));
    assert_string_equal(message_of(interface), no_room);
    assert_string_equal(query_of(interface), "e");
    append_repeated(&text, "\001", (size_t)QUERY_MOST_BYTES + 1);
    paste(interface, buffer_string(&text));
    assert_string_equal(message_of(interface), no_room);
    text.data[QUERY_MOST_BYTES - 1] = '\0';
    paste(interface, text.data);
    assert_int_equal(interface->model->message.length, 0);
    assert_int_equal(strlen(query_of(interface)), QUERY_MOST_BYTES);
    wait_together(interface, "y");
    assert_string_equal(message_of(interface), no_room);
    assert_int_equal(strlen(query_of(interface)), QUERY_MOST_BYTES);
    wait_together(interface, "\x7fy");
    assert_int_equal(interface->model->message.length, 0);
    assert_string_equal(query_of(interface) + QUERY_MOST_BYTES - 3, "xxy");
    buffer_free(&text);
}

/* A line as long as a query can be is typed, drawn and erased in a time that does not grow with the
 * square of its length. */
static void test_cost(void **state)
{
    enum { SECONDS = 5 }; /* tens of thousands of times less than the square would take */
    struct interface *interface = *state;
    struct buffer keys = {0};
    struct buffer picture = {0};
    double before = processor_seconds();
    assert_true(buffer_append_char(&keys, '/'));
    append_repeated(&keys, "word ", QUERY_MOST_BYTES);
    wait_together(interface, buffer_string(&keys));
    assert_true(interface_append_picture(interface, &picture));
    buffer_clear(&keys);
    append_repeated(&keys, "\x7f", QUERY_MOST_BYTES / 2);
    wait_together(interface, buffer_string(&keys));
    assert_true(interface_append_picture(interface, &picture));
    assert_true(processor_seconds() - before < SECONDS);
    buffer_free(&keys);
    buffer_free(&picture);
}

static void test_paste_without_memory(void **state)
{
    struct interface *interface = *state;
    struct buffer text = {.failed = true};
    wait_together(interface, "/e");
    update_waiting_paste(interface->model, &text);
    update_settle(interface->model);
    assert_string_equal(message_of(interface), "memory is out");
    assert_string_equal(query_of(interface), "e");
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_same_screen),          TEST(test_asked_once), TEST(test_paste),
        TEST(test_paste_outside),        TEST(test_too_long),   TEST(test_cost),
        TEST(test_paste_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
