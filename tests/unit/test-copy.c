/* test-copy.c: what is copied, and the bytes that ask a terminal to keep it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/empty-folder.h"
#include "support/interface.h"
#include "tui/clipboard.h"
#include "tui/update.h"

static void assert_buffer(const struct buffer *buffer, const char *expected)
{
    assert_string_equal(buffer_string(buffer), expected);
}

static void test_sequences(void **state)
{
    (void)state;
    static const struct {
        struct slice text;
        enum multiplexer multiplexer;
        const char *bytes;
    } cases[] = {
        /* RFC 4648, section 10 */
        {{"", 0}, MULTIPLEXER_NONE, "\033]52;c;\a"},
        {{"f", 1}, MULTIPLEXER_NONE, "\033]52;c;Zg==\a"},
        {{"fo", 2}, MULTIPLEXER_NONE, "\033]52;c;Zm8=\a"},
        {{"foobar", 6}, MULTIPLEXER_NONE, "\033]52;c;Zm9vYmFy\a"},
        {{"\0\xFF\xFE>?", 5}, MULTIPLEXER_NONE, "\033]52;c;AP/+Pj8=\a"},
        {{"foobar", 6}, MULTIPLEXER_TMUX, "\033Ptmux;\033\033]52;c;Zm9vYmFy\a\033\\"},
        {{"foobar", 6}, MULTIPLEXER_SCREEN, "\033P\033]52;c;Zm9vYmFy\a\033\\"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer bytes = {0};
        assert_true(clipboard_append(&bytes, cases[i].text, cases[i].multiplexer));
        assert_buffer(&bytes, cases[i].bytes);
        buffer_free(&bytes);
    }
}

/* tmux broke off at 74,994 bytes; screen takes 768 in one piece. */
static void test_limits(void **state)
{
    (void)state;
    struct buffer text = {0};
    struct buffer bytes = {0};
    assert_true(buffer_append_repeated(&text, 'a', CLIPBOARD_LIMIT));
    assert_true(clipboard_append(&bytes, buffer_slice(&text), MULTIPLEXER_NONE));
    assert_in_range(bytes.length, 73900, 74000);
    buffer_clear(&bytes);
    assert_true(clipboard_append(&bytes, buffer_slice(&text), MULTIPLEXER_SCREEN));
    for (const char *at = buffer_string(&bytes); *at;) {
        assert_memory_equal(at, "\033P", 2);
        const char *end = strstr(at, "\033\\");
        assert_non_null(end);
        assert_in_range(end - at, 3, 512);
        at = end + 2;
    }
    buffer_free(&text);
    buffer_free(&bytes);
}

/* ---- Commands ------------------------------------------------------------------------------- */

static struct interface interface;

static void open_file(const char *content)
{
    make_file("quotes.csv", content);
    assert_true(interface_open(&interface, "quotes.csv", NULL, false));
}

static void open_artificial(void)
{
    char path[4096];
    const char *folder = getenv("SOURCE_FOLDER");
    snprintf(path, sizeof path, "%s/tests/screens/books/artificial", folder ? folder : ".");
    assert_true(interface_open(&interface, path, NULL, false));
}

static int leave(void **state)
{
    interface_close(&interface);
    return empty_folder_leave(state);
}

static void assert_says(const char *expected)
{
    assert_buffer(&interface.model->message, expected);
}

static void test_quotation(void **state)
{
    (void)state;
    open_file("id,text,quote_type,attribution_text,date\n"
              "q-a,\"Words “in marks”,\r\nand more.\",direct,Person A,2001-02-03\n");
    interface_type(&interface, "y");
    assert_int_equal(interface.model->request, REQUEST_SEND);
    assert_buffer(&interface.model->copied.text, "“Words “in marks”,\r\nand more.”\n"
                                                 "Person A, 2001-02-03\n");
    assert_says("sent to the terminal's clipboard: the quotation with its citation, 52 characters");
    interface_type(&interface, "Y");
    assert_buffer(&interface.model->copied.text, "Words “in marks”,\r\nand more.");
    assert_buffer(&interface.model->sending,
                  "\033]52;c;V29yZHMg4oCcaW4gbWFya3PigJ0sDQphbmQgbW9yZS4=\a");
    assert_says("sent to the terminal's clipboard: the words of the quotation, 28 characters");
}

static void test_other_records(void **state)
{
    (void)state;
    static const struct {
        const char *keys;
        const char *what;
    } cases[] = {
        {"1y", "the event with its sources"},
        {"1Y", "the name of the event"},
        {"5y", "the citation"},
        {"2y", "the person with its sources"},
    };
    open_artificial();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        interface_type(&interface, cases[i].keys);
        assert_buffer(&interface.model->copied.what, cases[i].what);
        assert_true(interface.model->copied.text.length > 0);
        assert_int_equal(interface.model->request, REQUEST_SEND);
    }
}

#define CONTROLS                                                                              \
    "not sent: control characters in the words of the quotation, which a terminal that they " \
    "are pasted into may obey"

static void test_not_sent(void **state)
{
    (void)state;
    static const struct {
        const char *content;
        const char *message;
    } cases[] = {
        {"id,text\nq-a,a\x1b[201~b\n", CONTROLS},
        {"id,text\nq-a,a\xC2\x9B"
         "b\n",
         CONTROLS},
        {"id,text\nq-a,a\x9B"
         "b\n",
         CONTROLS},
        {"id,text\nq-a,a\x7F\n", CONTROLS},
        {"id,text\nq-a,\n", "there are no words here to copy"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        open_file(cases[i].content);
        interface_type(&interface, "Y");
        assert_says(cases[i].message);
        assert_int_equal(interface.model->request, REQUEST_NOTHING);
        assert_int_equal(interface.model->sending.length, 0);
        interface_close(&interface);
    }
}

static void test_too_long(void **state)
{
    (void)state;
    struct buffer content = {0};
    for (size_t more = 0; more < 2; more++) {
        buffer_clear(&content);
        buffer_append_string(&content, "id,text\nq-a,");
        buffer_append_repeated(&content, 'a', CLIPBOARD_LIMIT + more);
        open_file(buffer_string(&content));
        interface_type(&interface, "Y");
        assert_int_equal(interface.model->request, more ? REQUEST_NOTHING : REQUEST_SEND);
        if (more)
            assert_says("not sent, too long for a terminal's clipboard: the words of the "
                        "quotation");
        interface_close(&interface);
    }
    buffer_free(&content);
}

/* tmux is asked first; when it can't, what it is sent may still come through. */
static void test_tmux(void **state)
{
    (void)state;
    static const struct child_end fine = {0, 0};
    static const struct child_end failed = {0, 1 << 8};
    struct errand errand = {.kind = ERRAND_COPY};
    open_file("id,text\nq-a,some words\n");
    interface.model->options.surroundings.multiplexer = MULTIPLEXER_TMUX;
    interface_type(&interface, "Y");
    assert_int_equal(interface.model->request, REQUEST_RUN);
    assert_int_equal(interface.model->errand.kind, ERRAND_COPY);
    assert_false(interface.model->errand.takes_terminal);
    assert_string_equal(interface.model->errand.arguments.items[1], "load-buffer");
    assert_buffer(&interface.model->errand.input, "some words");
    assert_says("");
    update_errand(interface.model, &errand, &fine, false);
    assert_says("sent to the terminal's clipboard: the words of the quotation, 10 characters");
    update_errand(interface.model, &errand, &failed, false);
    assert_int_equal(interface.model->request, REQUEST_SEND);
    assert_buffer(&interface.model->sending, "\033Ptmux;\033\033]52;c;c29tZSB3b3Jkcw==\a\033\\");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sequences),
        cmocka_unit_test(test_limits),
        cmocka_unit_test_setup_teardown(test_quotation, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_other_records, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_not_sent, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_too_long, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_tmux, empty_folder_enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
