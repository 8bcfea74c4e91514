/* test-keymap.c: keys, commands, and that the two tables belong together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/keymap.h"

static const unsigned contexts[] = {IN_LIST, IN_DETAIL, IN_HELP, IN_PROMPT, IN_CHOOSER};

enum { CONTEXT_COUNT = sizeof contexts / sizeof contexts[0] };

static void test_every_command_has_a_key(void **state)
{
    (void)state;
    for (enum command_id id = 0; id < COMMAND_COUNT; id++) {
        bool found = false;
        uint32_t key;
        for (size_t i = 0; i < CONTEXT_COUNT; i++)
            found = found || keymap_key(id, contexts[i], &key);
        if (!found)
            fail_msg("%s has no key", tui_command(id)->name);
    }
}

static void test_commands_are_complete(void **state)
{
    (void)state;
    for (enum command_id id = 0; id < COMMAND_COUNT; id++) {
        const struct command *command = tui_command(id);
        assert_non_null(command->function);
        assert_non_null(command->when);
        assert_true(*command->help);
        for (enum command_id other = 0; other < id; other++)
            assert_string_not_equal(command->name, tui_command(other)->name);
    }
    for (enum command_group group = 0; group < GROUP_COUNT; group++)
        assert_true(*tui_group_heading(group));
}

/* A key bound twice in one place would never reach its second command. */
static void test_no_key_is_bound_twice(void **state)
{
    (void)state;
    for (size_t i = 0; keymap_binding(i); i++) {
        for (size_t j = 0; j < i; j++) {
            const struct binding *a = keymap_binding(i);
            const struct binding *b = keymap_binding(j);
            if (a->key == b->key && (a->contexts & b->contexts))
                fail_msg("key %u calls %s and %s", (unsigned)a->key, tui_command(a->command)->name,
                         tui_command(b->command)->name);
        }
    }
}

static void test_find(void **state)
{
    (void)state;
    assert_int_equal(keymap_find('j', IN_LIST), COMMAND_DOWN);
    assert_int_equal(keymap_find('j', IN_PROMPT), COMMAND_NONE);
    assert_int_equal(keymap_find(CONTROL_ENTER, IN_LIST), COMMAND_OPEN);
    assert_int_equal(keymap_find(CONTROL_ENTER, IN_DETAIL), COMMAND_FOLLOW);
    assert_int_equal(keymap_find(CONTROL_ENTER, IN_PROMPT), COMMAND_KEEP);
    for (size_t i = 0; i < CONTEXT_COUNT; i++)
        assert_int_equal(keymap_find(CONTROL('C'), contexts[i]), COMMAND_QUIT_NOW);
    assert_int_equal(keymap_find(SPECIAL_OTHER, IN_LIST), COMMAND_NONE);
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        uint32_t key;
        const char *name;
        const char *ascii;
        bool text;
    } cases[] = {
        {'j', "j", "j", true},
        {' ', "space", "space", true},
        {CONTROL('U'), "^U", "^U", false},
        {0, "^@", "^@", false},
        {CONTROL_ENTER, "↵", "enter", false},
        {CONTROL_ESCAPE, "esc", "esc", false},
        {CONTROL_DELETE, "bksp", "bksp", false},
        {0xA0, "\u00A0", "\u00A0", true},
        {0x85, "\xC2\x85", "\xC2\x85", false},
        {0xC0AC, "사", "사", true},
        {0x10FFFF, "\U0010FFFF", "\U0010FFFF", true},
        {SPECIAL_UP, "↑", "up", false},
        {SPECIAL_F1, "F1", "F1", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer name = {0};
        assert_true(key_append_name(cases[i].key, false, &name));
        assert_string_equal(buffer_string(&name), cases[i].name);
        buffer_clear(&name);
        assert_true(key_append_name(cases[i].key, true, &name));
        assert_string_equal(buffer_string(&name), cases[i].ascii);
        assert_int_equal(key_is_text(cases[i].key), cases[i].text);
        buffer_free(&name);
    }
}

static void test_steps(void **state)
{
    (void)state;
    static const struct {
        enum step step;
        size_t position;
        size_t count;
        size_t page;
        size_t expected;
    } cases[] = {
        {STEP_DOWN, 0, 3, 2, 1},        {STEP_DOWN, 2, 3, 2, 2},
        {STEP_UP, 2, 3, 2, 1},          {STEP_UP, 0, 3, 2, 0},
        {STEP_DOWN, 0, 0, 2, 0},        {STEP_LAST, 0, 0, 2, 0},
        {STEP_FIRST, 7, 10, 4, 0},      {STEP_LAST, 7, 10, 4, 9},
        {STEP_PAGE_DOWN, 1, 10, 4, 5},  {STEP_PAGE_DOWN, 8, 10, 4, 9},
        {STEP_PAGE_UP, 7, 10, 4, 3},    {STEP_PAGE_UP, 2, 10, 4, 0},
        {STEP_HALF_DOWN, 1, 10, 4, 3},  {STEP_HALF_UP, 7, 10, 4, 5},
        {STEP_HALF_DOWN, 0, 10, 1, 1},  {STEP_PAGE_DOWN, 0, 10, 0, 2},
        {STEP_DOWN, 8, SIZE_MAX, 4, 9},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(
            step_position(cases[i].step, cases[i].position, cases[i].count, cases[i].page),
            cases[i].expected);
}

/* The chosen line is in view, whatever the window does. */
static void test_chooser(void **state)
{
    (void)state;
    struct chooser chooser = {0};
    assert_false(chooser_move(&chooser, STEP_UP, 10, 4));
    assert_true(chooser_move(&chooser, STEP_LAST, 10, 4));
    assert_int_equal(chooser_line(&chooser, 10), 9);
    assert_int_equal(chooser_top(&chooser, 10, 4), 6);
    assert_int_equal(chooser_top(&chooser, 10, 20), 0);
    assert_true(chooser_move(&chooser, STEP_UP, 10, 4));
    assert_int_equal(chooser_top(&chooser, 10, 4), 6);
    assert_int_equal(chooser_top(&chooser, 10, 1), 8);
    assert_int_equal(chooser_line(&chooser, 3), 2);
    assert_int_equal(chooser_top(&chooser, 3, 2), 1);
    assert_int_equal(chooser_line(&chooser, 0), 0);
    assert_false(chooser_move(&chooser, STEP_DOWN, 0, 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_command_has_a_key),
        cmocka_unit_test(test_commands_are_complete),
        cmocka_unit_test(test_no_key_is_bound_twice),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_chooser),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
