/* test-edit.c: commands as words, and what is asked of an editor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/interface.h"
#include "tui/update.h"

/* The arguments, each behind a "|". */
static void assert_arguments(const struct arguments *arguments, const char *expected)
{
    struct buffer text = {0};
    for (size_t i = 0; i < arguments->count; i++)
        buffer_append_format(&text, "|%s", arguments->items[i]);
    assert_string_equal(buffer_string(&text), expected);
    assert_true(!arguments->count || !arguments->items[arguments->count]);
    buffer_free(&text);
}

static void test_words(void **state)
{
    (void)state;
    static const struct {
        const char *command;
        const char *words;
        bool closed;
    } cases[] = {
        {"vi", "|vi", true},
        {"  vi \t -x\n", "|vi|-x", true},
        {"", "", true},
        {"'my vi' \"a b\"", "|my vi|a b", true},
        {"a'b'\"c\"d", "|abcd", true},
        {"a '' \"\" b", "|a|||b", true},
        {"a\\ b \\'c", "|a b|'c", true},
        {"'a\\b' \"a\\b\\\"\\\\\\$\"", "|a\\b|a\\b\"\\$", true},
        {"a\\\nb", "|ab", true},
        {"$HOME `x` $(x) ; * ~", "|$HOME|`x`|$(x)|;|*|~", true},
        {"a\\", "|a\\", true},
        {"'a", "", false},
        {"b \"a", "|b", false},
        {"a b c d e f g h i j", "|a|b|c|d|e|f|g|h|i|j", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arguments arguments = {0};
        assert_int_equal(arguments_add_words(&arguments, slice_of(cases[i].command)),
                         cases[i].closed);
        assert_arguments(&arguments, cases[i].words);
        assert_false(arguments.failed);
        arguments_free(&arguments);
    }
}

static void test_argument_with_nul(void **state)
{
    (void)state;
    struct arguments arguments = {0};
    arguments_add(&arguments, SLICE("a\0b"));
    assert_true(arguments.failed);
    assert_string_equal(arguments_program(&arguments), "");
    arguments_add_string(&arguments, "/usr/bin/vi");
    assert_string_equal(arguments_program(&arguments), "vi");
    arguments_free(&arguments);
}

static struct interface interface;

static void open_book(const char *book)
{
    char path[4096];
    const char *folder = getenv("SOURCE_FOLDER");
    snprintf(path, sizeof path, "%s/tests/%s", folder ? folder : ".", book);
    assert_true(interface_open(&interface, path, NULL, false));
    interface.model->options.surroundings.editor = "vi -x";
}

static int set_up(void **state)
{
    (void)state;
    open_book("screens/books/artificial");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    interface_close(&interface);
    return 0;
}

static void test_edit_asks_for_the_row(void **state)
{
    (void)state;
    const struct errand *errand = &interface.model->errand;
    interface_type(&interface, "3je");
    assert_int_equal(interface.model->request, REQUEST_RUN);
    assert_int_equal(errand->kind, ERRAND_EDIT);
    assert_true(errand->takes_terminal);
    assert_int_equal(errand->arguments.count, 4);
    assert_string_equal(errand->arguments.items[1], "-x");
    size_t line = table_line(store_table(interface.store, TABLE_QUOTES), 1);
    assert_int_equal(strtoul(errand->arguments.items[2], NULL, 10), line);
    assert_string_equal(errand->arguments.items[3], buffer_string(&errand->path));
    const char *name = strrchr(errand->arguments.items[3], '/');
    assert_string_equal(name, "/quotes.csv");
    assert_string_equal(buffer_string(&interface.model->message), "");
}

static void test_edit_without_a_row(void **state)
{
    (void)state;
    interface_close(&interface);
    open_book("golden/every-column");
    size_t people = table_rows(store_table(interface.store, TABLE_PEOPLE));
    assert_true(table_implied(store_table(interface.store, TABLE_PEOPLE)) > 0);
    model_choose(interface.model, (struct record){TABLE_PEOPLE, (uint32_t)people - 1});
    interface_type(&interface, "e");
    assert_int_equal(interface.model->request, REQUEST_NOTHING);
    assert_string_equal(buffer_string(&interface.model->message),
                        "this person has no row to edit, and is only named in others");
    model_ask(interface.model, "no-such-word-anywhere");
    interface_wait(interface.model);
    interface_type(&interface, "e");
    assert_int_equal(interface.model->request, REQUEST_NOTHING);
    assert_string_equal(buffer_string(&interface.model->message), "there is no row here to edit");
}

static void test_end_of_an_errand(void **state)
{
    (void)state;
    struct errand errand = {.kind = ERRAND_EDIT};
    static const struct child_end fine = {0, 0};
    static const struct child_end failed = {0, 5 << 8};
    buffer_append_string(&errand.path, "quotes.csv");
    update_errand(interface.model, &errand, &fine, false);
    assert_string_equal(buffer_string(&interface.model->message), "");
    assert_int_equal(interface.model->request, REQUEST_NOTHING);
    update_errand(interface.model, &errand, &failed, false);
    assert_string_equal(buffer_string(&interface.model->message), "the editor ended with status 5");
    update_errand(interface.model, &errand, &fine, true);
    assert_int_equal(interface.model->request, REQUEST_RELOAD);
    errand_free(&errand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_argument_with_nul),
        cmocka_unit_test_setup_teardown(test_edit_asks_for_the_row, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_edit_without_a_row, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_end_of_an_errand, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
