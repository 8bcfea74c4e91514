/* test-keymap.c: keys, commands, and that the two tables belong together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/command.h"

static int set_up(void **state)
{
    static struct keymap keymap;
    assert_true(keymap_begin(&keymap));
    *state = &keymap;
    return 0;
}

static int tear_down(void **state)
{
    keymap_free(*state);
    return 0;
}

static const unsigned contexts[] = {IN_LIST,    IN_DETAIL,    IN_HELP,   IN_PROMPT,  IN_CHOOSER,
                                    IN_COMMAND, IN_NARROWING, IN_SOURCE, IN_QUESTION};

enum { CONTEXT_COUNT = sizeof contexts / sizeof contexts[0] };

static enum command_id found(const struct keymap *keymap, uint32_t key, unsigned context)
{
    const struct binding *binding = keymap_find(keymap, key, context);
    return binding ? binding->command : COMMAND_NONE;
}

/* A hint without a key would never show. */
static void test_every_hint_has_a_key(void **state)
{
    for (enum command_id id = 0; id < COMMAND_COUNT; id++) {
        bool has_key = false;
        uint32_t key;
        for (size_t i = 0; i < CONTEXT_COUNT; i++)
            has_key = has_key || keymap_key(*state, id, contexts[i], &key);
        if (*tui_command(id)->hint && !has_key)
            fail_msg("%s has no key", tui_command(id)->name);
    }
}

static void test_commands_are_complete(void **state)
{
    (void)state;
    for (enum command_id id = 0; id < COMMAND_COUNT; id++) {
        const struct command *command = tui_command(id);
        assert_true(command->function || command->take);
        assert_int_equal(command->take != NULL, command->kind != TEXT_NONE);
        assert_int_equal(command->take != NULL, *command->usage != '\0');
        assert_null(strchr(command->name, ' '));
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
    for (size_t i = 0; keymap_binding(*state, i); i++) {
        for (size_t j = 0; j < i; j++) {
            const struct binding *a = keymap_binding(*state, i);
            const struct binding *b = keymap_binding(*state, j);
            if (key_canonical(a->key) == key_canonical(b->key) && (a->contexts & b->contexts))
                fail_msg("key %u calls %s and %s", (unsigned)a->key, tui_command(a->command)->name,
                         tui_command(b->command)->name);
        }
    }
}

static void test_find(void **state)
{
    const struct keymap *keymap = *state;
    assert_int_equal(found(keymap, 'j', IN_LIST), COMMAND_DOWN);
    assert_int_equal(found(keymap, 'j', IN_PROMPT), COMMAND_NONE);
    assert_int_equal(found(keymap, CONTROL_ENTER, IN_LIST), COMMAND_DETAIL);
    assert_int_equal(found(keymap, CONTROL_LINE_FEED, IN_LIST), COMMAND_DETAIL);
    assert_int_equal(found(keymap, CONTROL_ENTER, IN_DETAIL), COMMAND_FOLLOW);
    assert_int_equal(found(keymap, CONTROL_ENTER, IN_PROMPT), COMMAND_KEEP);
    assert_int_equal(found(keymap, CONTROL_DELETE, IN_LIST), COMMAND_BACK);
    for (size_t i = 0; i < CONTEXT_COUNT; i++)
        assert_int_equal(found(keymap, CONTROL('C'), contexts[i]), COMMAND_QUIT);
    assert_int_equal(found(keymap, SPECIAL_OTHER, IN_LIST), COMMAND_NONE);
}

/* A key of the reader's own comes before the others of its command, and takes nothing else away. */
static void test_map(void **state)
{
    struct keymap *keymap = *state;
    uint32_t key;
    assert_true(keymap_map(keymap, &(struct binding){'X', IN_LIST, COMMAND_PIN, NULL}));
    assert_int_equal(found(keymap, 'X', IN_LIST), COMMAND_PIN);
    assert_int_equal(found(keymap, 'X', IN_DETAIL), COMMAND_NONE);
    assert_int_equal(found(keymap, 'f', IN_LIST), COMMAND_PIN);
    assert_true(keymap_key(keymap, COMMAND_PIN, IN_LIST, &key));
    assert_int_equal(key, 'X');
    assert_true(keymap_key(keymap, COMMAND_PIN, IN_DETAIL, &key));
    assert_int_equal(key, 'f');
    /* A key that called something in two places keeps one of them. */
    assert_true(keymap_map(keymap, &(struct binding){'u', IN_DETAIL, COMMAND_ZOOM, NULL}));
    assert_int_equal(found(keymap, 'u', IN_DETAIL), COMMAND_ZOOM);
    assert_int_equal(found(keymap, 'u', IN_LIST), COMMAND_UNDO);
    /* Codes of one key are one key. */
    assert_true(keymap_map(keymap, &(struct binding){CONTROL('H'), IN_LIST, COMMAND_ZOOM, NULL}));
    assert_int_equal(found(keymap, SPECIAL_BACKSPACE, IN_LIST), COMMAND_ZOOM);
}

static void test_map_with_an_argument(void **state)
{
    struct keymap *keymap = *state;
    char argument[] = "first";
    uint32_t key;
    assert_true(keymap_map(keymap, &(struct binding){'x', IN_VIEWS, COMMAND_HELP, argument}));
    argument[0] = '-';
    assert_string_equal(keymap_find(keymap, 'x', IN_LIST)->argument, "first");
    /* It is no hint for the command alone. */
    assert_true(keymap_key(keymap, COMMAND_HELP, IN_LIST, &key));
    assert_int_equal(key, '?');
}

static void test_many_are_mapped(void **state)
{
    struct keymap *keymap = *state;
    size_t before = keymap->count;
    for (uint32_t i = 0; i < 1000; i++)
        assert_true(keymap_map(keymap, &(struct binding){0xAC00 + i, IN_LIST, COMMAND_PIN, NULL}));
    assert_int_equal(keymap->count, before + 1000);
    for (uint32_t i = 0; i < 1000; i++)
        assert_true(keymap_map(keymap, &(struct binding){0xAC00 + i, IN_LIST, COMMAND_UNDO, NULL}));
    assert_int_equal(keymap->count, before + 1000);
    assert_int_equal(found(keymap, 0xAC00 + 500, IN_LIST), COMMAND_UNDO);
}

static void test_unmap(void **state)
{
    struct keymap *keymap = *state;
    assert_true(keymap_unmap(keymap, 'z', IN_LIST));
    assert_int_equal(found(keymap, 'z', IN_LIST), COMMAND_NONE);
    assert_int_equal(found(keymap, 'z', IN_DETAIL), COMMAND_ZOOM);
    assert_false(keymap_unmap(keymap, 'z', IN_LIST));
    assert_true(keymap_unmap(keymap, 'z', IN_VIEWS));
    assert_int_equal(found(keymap, 'z', IN_DETAIL), COMMAND_NONE);
}

static void test_contexts(void **state)
{
    (void)state;
    assert_int_equal(keymap_contexts(COMMAND_FOLLOW), IN_DETAIL);
    assert_int_equal(keymap_contexts(COMMAND_ZOOM), IN_BROWSER);
    assert_int_equal(keymap_contexts(COMMAND_ERASE), IN_TYPING);
    unsigned all = 0;
    for (size_t i = 0; keymap_context(i); i++)
        all |= keymap_context(i)->context;
    assert_int_equal(all, IN_VIEWS | IN_TYPING | IN_QUESTION);
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
        {CONTROL_LINE_FEED, "↵", "enter", false},
        {CONTROL('H'), "bksp", "bksp", false},
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

static void test_parse(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t key; /* 0 for none */
    } cases[] = {
        {"j", 'j'},
        {":", ':'},
        {"사", 0xC0AC},
        {"^C", CONTROL('C')},
        {"^c", CONTROL('C')},
        {"ctrl-c", CONTROL('C')},
        {"C-c", CONTROL('C')},
        {"^I", CONTROL_TAB},
        {"^M", CONTROL_ENTER},
        {"^J", CONTROL_ENTER},
        {"^H", SPECIAL_BACKSPACE},
        {"^[", CONTROL_ESCAPE},
        {"^", '^'},
        {"tab", CONTROL_TAB},
        {"Enter", CONTROL_ENTER},
        {"return", CONTROL_ENTER},
        {"↵", CONTROL_ENTER},
        {"SPACE", ' '},
        {"↑", SPECIAL_UP},
        {"up", SPECIAL_UP},
        {"pageup", SPECIAL_PAGE_UP},
        {"pgup", SPECIAL_PAGE_UP},
        {"f5", SPECIAL_F5},
        {"F12", SPECIAL_F12},
        {"escape", CONTROL_ESCAPE},
        {"", 0},
        {" ", 0},
        {"jk", 0},
        {"F13", 0},
        {"ctrl-", 0},
        {"ctrl-1", 0},
        {"other", 0},
        {"\t", 0},
        {"\xFF", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint32_t key = 0;
        if (key_parse(slice_of(cases[i].name), &key) != (cases[i].key != 0) || key != cases[i].key)
            fail_msg("%s is read as %#x", cases[i].name, (unsigned)key);
    }
}

/* What is written can be read. */
static void test_names_are_read_again(void **state)
{
    (void)state;
    for (uint32_t code = 1; code < KEYS_END; code++) {
        bool is_named = key_is_text(code) ? code < 0x2000 : code != SPECIAL_OTHER;
        if (!is_named || (code >= 0x80 && code < 0xA0))
            continue;
        for (int ascii = 0; ascii < 2; ascii++) {
            struct buffer name = {0};
            uint32_t key = 0;
            assert_true(key_append_name(code, ascii, &name));
            assert_true(key_parse(buffer_slice(&name), &key));
            assert_int_equal(key, key_canonical(code));
            buffer_free(&name);
        }
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
        cmocka_unit_test_setup_teardown(test_every_hint_has_a_key, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_commands_are_complete, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_key_is_bound_twice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_find, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_map, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_map_with_an_argument, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many_are_mapped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unmap, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_contexts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_parse, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names_are_read_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_steps, set_up, tear_down),
        cmocka_unit_test(test_chooser),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
