/* test-diag.c: keeping, counting, sorting and wording diagnostics.
 *
 * Link with what failing-calls.h and failing-memory.h ask for. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/diag.h"
#include "briefbook/gate.h"
#include "support/failing-calls.h"
#include "support/failing-memory.h"

static void expect_shown(const struct diag *diag, unsigned flags, const char *expected)
{
    struct buffer buffer = {0};
    assert_true(diag_append(&buffer, diag, flags));
    assert_string_equal(buffer_string(&buffer), expected);
    buffer_free(&buffer);
}

static void test_codes(void **state)
{
    (void)state;
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    for (int code = 0; code < DIAG_CODE_COUNT; code++) {
        const char *name = diag_code_name((enum diag_code)code);
        assert_true(strlen(name) > 0 && strspn(name, letters) == strlen(name));
        assert_true(strlen(diag_code_meaning((enum diag_code)code)) > 0);
        for (int other = 0; other < code; other++)
            assert_string_not_equal(name, diag_code_name((enum diag_code)other));
    }
    assert_string_equal(diag_code_name(DIAG_SHORT_ROW), "short-row");
    assert_string_equal(diag_code_meaning(DIAG_NUL_BYTE), "a NUL byte in a table");
    assert_int_equal(diag_severity(DIAG_DUPLICATE_ID), SEVERITY_ERROR);
    assert_int_equal(diag_severity(DIAG_SHORT_ROW), SEVERITY_WARNING);
    assert_int_equal(diag_severity(DIAG_UNSOURCED), SEVERITY_NOTE);
    assert_string_equal(severity_name(SEVERITY_ERROR), "error");
    assert_string_equal(severity_name(SEVERITY_WARNING), "warning");
    assert_string_equal(severity_name(SEVERITY_NOTE), "note");
}

static void test_wording(void **state)
{
    (void)state;
    static const struct {
        struct place place;
        enum diag_code code;
        const char *message;
        const char *shown;
    } cases[] = {
        {{"quotes.csv", 12, 7},
         DIAG_STRAY_QUOTE,
         "a quotation mark in an unquoted cell",
         "quotes.csv:12:7: warning: a quotation mark in an unquoted cell [stray-quote]"},
        {{"quotes.csv", 12, 0},
         DIAG_SHORT_ROW,
         "3 cells instead of 4",
         "quotes.csv:12: warning: 3 cells instead of 4 [short-row]"},
        {{"quotes.csv", 0, 0},
         DIAG_EMPTY_FILE,
         "no header",
         "quotes.csv: error: no header [empty-file]"},
        {{"quotes.csv", 0, 7},
         DIAG_EMPTY_FILE,
         "no header",
         "quotes.csv: error: no header [empty-file]"},
        {{NULL, 0, 0}, DIAG_USAGE, "no such option", "error: no such option [usage]"},
        {{NULL, 12, 7}, DIAG_UNSOURCED, "no source", "note: no source [unsourced]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct diag_list list = {0};
        assert_false(diag_add(&list, cases[i].code, cases[i].place, "%s", cases[i].message));
        assert_int_equal(list.count, 1);
        expect_shown(&list.items[0], 0, cases[i].shown);
        diag_list_free(&list);
    }
}

/* File names and cells come from outside: what would act on a terminal is shown as a sign, and a
 * diagnostic stays one line. */
static void test_hostile_text(void **state)
{
    (void)state;
    struct diag_list list = {0};
    diag_add(&list, DIAG_UNKNOWN_VALUE, (struct place){"a\033]0;b.csv", 2, 3}, "\"x\ny\033[2J\"");
    struct buffer buffer = {0};
    assert_true(diag_append(&buffer, &list.items[0], 0));
    for (size_t i = 0; i < buffer.length; i++)
        assert_true((unsigned char)buffer.data[i] >= ' ');
    assert_non_null(strstr(buffer_string(&buffer), "a^[]0;b.csv:2:3: error: "));
    buffer_clear(&buffer);
    diag_list_free(&list);
    diag_add(&list, DIAG_UNKNOWN_VALUE, (struct place){0}, "caf\xC3\xA9");
    assert_true(diag_append(&buffer, &list.items[0], GATE_ASCII));
    assert_string_equal(buffer_string(&buffer), "error: cafe [unknown-value]");
    buffer_free(&buffer);
    diag_list_free(&list);
}

/* The list keeps its own copies. */
static void test_copies(void **state)
{
    (void)state;
    struct diag_list list = {0};
    char file[] = "a.csv", message[] = "first";
    diag_add(&list, DIAG_SHORT_ROW, (struct place){file, 1, 1}, "%s", message);
    file[0] = 'b';
    memcpy(message, "other", 5);
    diag_add(&list, DIAG_SHORT_ROW, (struct place){file, 2, 1}, "%s", message);
    diag_add(&list, DIAG_SHORT_ROW, (struct place){file, 3, 1}, "%s", message);
    memset(file, 'x', 1);
    memset(message, 'x', 5);
    assert_string_equal(list.items[0].place.file, "a.csv");
    assert_string_equal(list.items[0].message, "first");
    assert_string_equal(list.items[1].place.file, "b.csv");
    assert_string_equal(list.items[1].message, "other");
    /* and a run of the same name is kept once */
    assert_ptr_equal(list.items[1].place.file, list.items[2].place.file);
    diag_list_free(&list);
}

static void test_limit(void **state)
{
    (void)state;
    struct diag_list list = {0};
    for (size_t line = 1; line <= DIAG_LIMIT + 5; line++)
        assert_false(diag_add(&list, DIAG_SHORT_ROW, (struct place){"a.csv", line, 0}, "short"));
    diag_add(&list, DIAG_LONG_ROW, (struct place){"a.csv", 1, 0}, "long");
    diag_add(&list, DIAG_UNSOURCED, (struct place){"a.csv", 1, 0}, "unsourced");
    assert_int_equal(list.count, DIAG_LIMIT + 2);
    assert_int_equal(list.counts[DIAG_SHORT_ROW], DIAG_LIMIT + 5);
    assert_int_equal(list.items[DIAG_LIMIT - 1].place.line, DIAG_LIMIT);
    assert_int_equal(diag_list_count(&list, SEVERITY_WARNING), DIAG_LIMIT + 6);
    assert_int_equal(diag_list_count(&list, SEVERITY_NOTE), 1);
    assert_int_equal(diag_list_count(&list, SEVERITY_ERROR), 0);
    diag_list_free(&list);
    assert_int_equal(list.count, 0);
    assert_int_equal(diag_list_count(&list, SEVERITY_WARNING), 0);
}

static void test_sort(void **state)
{
    (void)state;
    static const struct {
        struct place place;
        const char *message; /* its place in the sorted list */
    } added[] = {
        {{"b.csv", 1, 1}, "7"}, {{"a.csv", 10, 1}, "5"}, {{"a.csv", 9, 2}, "3"},
        {{"a.csv", 9, 2}, "4"}, {{NULL, 0, 0}, "0"},     {{"a.csv", 9, 1}, "2"},
        {{NULL, 0, 0}, "1"},    {{"a.csv", 10, 1}, "6"}, {{"b.csv", 1, 1}, "8"},
    };
    size_t count = sizeof added / sizeof added[0];
    struct diag_list list = {0};
    diag_list_sort(&list);
    for (size_t i = 0; i < count; i++)
        diag_add(&list, DIAG_SHORT_ROW, added[i].place, "%s", added[i].message);
    for (int again = 0; again < 2; again++) {
        diag_list_sort(&list);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(list.items[i].message[0] - '0', i);
    }
    diag_list_free(&list);
}

/* So many that a sort that is not stable would show it. */
static void test_sort_is_stable(void **state)
{
    (void)state;
    struct diag_list list = {0};
    for (size_t i = 0; i < DIAG_LIMIT; i++)
        diag_add(&list, DIAG_SHORT_ROW, (struct place){"a.csv", i % 3, 0}, "%zu", i);
    diag_list_sort(&list);
    for (size_t i = 1; i < DIAG_LIMIT; i++) {
        assert_true(list.items[i - 1].place.line <= list.items[i].place.line);
        if (list.items[i - 1].place.line == list.items[i].place.line)
            assert_true(list.items[i - 1].order < list.items[i].order);
    }
    diag_list_free(&list);
}

static void test_errno(void **state)
{
    (void)state;
    static const struct {
        int error;
        bool no_locale;
        const char *message;
    } cases[] = {
        {ENOENT, false, "cannot open a.csv: No such file or directory; check the name"},
        {EACCES, false,
         "cannot open a.csv: Permission denied; check its permissions and those of its folder"},
        {EISDIR, false, "cannot open a.csv: Is a directory; name a file in it"},
        {ENOSPC, false, "cannot open a.csv: No space left on device; make room on its disk"},
        {EIO, false, "cannot open a.csv: Input/output error"},
        {EIO, true, "cannot open a.csv: error 5"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct diag_list list = {0};
        failing_call_start(CALL_DUPLOCALE, cases[i].no_locale ? 1 : 0, ENOMEM);
        assert_false(diag_add_errno(&list, DIAG_NOT_READABLE, "a.csv", "open", cases[i].error));
        assert_true(failing_call_stop());
        assert_int_equal(list.count, 1);
        assert_int_equal(list.items[0].code, DIAG_NOT_READABLE);
        assert_null(list.items[0].place.file);
        assert_string_equal(list.items[0].message, cases[i].message);
        diag_list_free(&list);
    }
}

static void test_out_of_memory(void **state)
{
    (void)state;
    struct diag_list list = {0};
    assert_false(diag_out_of_memory(&list));
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].code, DIAG_OUT_OF_MEMORY);
    assert_int_equal(diag_list_count(&list, SEVERITY_ERROR), 1);
    for (size_t i = 0; i < DIAG_LIMIT; i++)
        diag_out_of_memory(&list);
    assert_int_equal(list.count, DIAG_LIMIT);
    assert_int_equal(list.counts[DIAG_OUT_OF_MEMORY], DIAG_LIMIT + 1);
    diag_list_free(&list);
}

/* Without memory for even that, the list says one error more than it counted. */
static void test_lost(void **state)
{
    (void)state;
    struct diag_list list = {0};
    failing_memory_start(1, true);
    assert_false(diag_add(&list, DIAG_UNSOURCED, (struct place){0}, "a note"));
    assert_true(failing_memory_stop());
    assert_int_equal(list.count, 0);
    assert_true(list.out_of_memory);
    assert_int_equal(diag_list_count(&list, SEVERITY_ERROR), 1);
    assert_int_equal(diag_list_count(&list, SEVERITY_WARNING), 0);
    failing_memory_start(1, true);
    assert_false(diag_out_of_memory(&list));
    assert_true(failing_memory_stop());
    assert_int_equal(list.count, 0);
    assert_int_equal(diag_list_count(&list, SEVERITY_ERROR), 1);
    diag_list_free(&list);
    assert_false(list.out_of_memory);
}

/* The long name takes memory of its own, apart from that of its message. */
static void add_many(struct diag_list *list)
{
    char name[100 * 1000];
    memset(name, 'n', sizeof name);
    name[sizeof name - 1] = '\0';
    for (size_t i = 0; i < 40; i++)
        diag_add(list, DIAG_SHORT_ROW, (struct place){i % 2 ? "a.csv" : "b.csv", i, 1}, "%zu", i);
    diag_add(list, DIAG_LONG_ROW, (struct place){name, 1, 1}, "long");
    diag_add_errno(list, DIAG_NOT_FOUND, "c.csv", "open", ENOENT);
}

/* Each allocation fails once, alone and from then on: what is kept is whole, what is lost counts. */
static void test_failing_memory(void **state)
{
    (void)state;
    bool failed = true;
    for (size_t nth = 1; failed; nth++)
        for (int sticky = 0; sticky < 2; sticky++) {
            struct diag_list list = {0};
            failing_memory_start(nth, sticky);
            add_many(&list);
            struct buffer buffer = {0};
            bool shown = list.count && diag_append(&buffer, &list.items[0], 0);
            failed = failing_memory_stop();
            assert_int_equal(failed, list.out_of_memory || !shown);
            assert_int_equal(buffer.failed, !shown && list.count);
            assert_int_equal(list.counts[DIAG_SHORT_ROW], 40);
            assert_true(list.count <= 42);
            diag_list_sort(&list);
            for (size_t i = 0; i < list.count; i++)
                assert_true(strlen(list.items[i].message) > 0);
            buffer_free(&buffer);
            diag_list_free(&list);
        }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes),          cmocka_unit_test(test_wording),
        cmocka_unit_test(test_hostile_text),   cmocka_unit_test(test_copies),
        cmocka_unit_test(test_limit),          cmocka_unit_test(test_sort),
        cmocka_unit_test(test_sort_is_stable), cmocka_unit_test(test_errno),
        cmocka_unit_test(test_out_of_memory),  cmocka_unit_test(test_lost),
        cmocka_unit_test(test_failing_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
