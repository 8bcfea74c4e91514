/* test-config.c: settings, keys and the config file, good lines and bad ones. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/empty-folder.h"
#include "support/interface.h"
#include "tui/command.h"
#include "tui/config.h"
#include "tui/update.h"

static void open_book(struct interface *interface)
{
    char path[4096];
    const char *folder = getenv("SOURCE_FOLDER");
    snprintf(path, sizeof path, "%s/tests/screens/books/artificial", folder ? folder : ".");
    assert_true(interface_open(interface, path, NULL, false));
}

static int set_up(void **state)
{
    static struct interface interface;
    interface = (struct interface){0};
    open_book(&interface);
    *state = &interface;
    return 0;
}

static int tear_down(void **state)
{
    interface_close(*state);
    return 0;
}

static struct model *model_of(void **state)
{
    return ((struct interface *)*state)->model;
}

static enum command_id found(const struct model *model, uint32_t key, unsigned context)
{
    const struct binding *binding = keymap_find(&model->keymap, key, context);
    return binding ? binding->command : COMMAND_NONE;
}

static void take(struct model *model, const char *text)
{
    diag_list_free(&model->faults);
    config_take(model, slice_of(text), "file");
}

/* What is wrong, "line:column message" with a line end each. */
static void append_faults(const struct model *model, struct buffer *text)
{
    for (size_t i = 0; i < model->faults.count; i++) {
        const struct diag *fault = &model->faults.items[i];
        buffer_append_format(text, "%zu:%zu %s\n", fault->place.line, fault->place.column,
                             fault->message);
    }
}

static void test_good_lines(void **state)
{
    struct model *model = model_of(state);
    take(model, "\xEF\xBB\xBF# a remark\n"
                "\n"
                "  \t# another\r\n"
                "set theme light\r\n"
                "  set   mouse\toff  \n"
                "map x pin\n"
                "map F5 set theme dark\n"
                "unmap f\n"
                "map detail:u zoom");
    assert_int_equal(model->faults.count, 0);
    assert_string_equal(settings_value(&model->settings, SETTING_THEME), "light");
    assert_string_equal(settings_value(&model->settings, SETTING_MOUSE), "off");
    assert_string_equal(settings_value(&model->settings, SETTING_STATE), "on");
    assert_int_equal(found(model, 'x', IN_LIST), COMMAND_PIN);
    assert_int_equal(found(model, 'x', IN_PROMPT), COMMAND_NONE);
    assert_int_equal(found(model, 'f', IN_LIST), COMMAND_NONE);
    assert_int_equal(found(model, 'u', IN_DETAIL), COMMAND_ZOOM);
    assert_int_equal(found(model, 'u', IN_LIST), COMMAND_UNDO);
    const struct binding *binding = keymap_find(&model->keymap, SPECIAL_F5, IN_DETAIL);
    assert_int_equal(binding->command, COMMAND_SET);
    assert_string_equal(binding->argument, "theme dark");
    assert_string_equal(buffer_string(&model->message), "");
}

static void test_bad_lines(void **state)
{
    struct model *model = model_of(state);
    static const struct {
        const char *text;
        const char *faults;
    } cases[] = {
        {"frobnicate", "1:1 there is no command frobnicate; help lists them\n"},
        {"seet theme dark", "1:1 there is no command seet; did you mean set?\n"},
        {"\n\n  un x", "3:3 un can be undo, unmap: type more of it\n"},
        {"set them dark", "1:5 there is no setting them; did you mean theme?\n"},
        {"set wallpaper x", "1:5 there is no setting wallpaper; set shows them all\n"},
        {"set theme drak", "1:11 theme is one of auto, dark, light, mono, not drak\n"},
        {"set theme dark # cosy", "1:16 one value is enough for theme\n"},
        {"map", "1:4 a key is missing: one like z, ^T, F5 or detail:z\n"},
        {"map x", "1:6 what the key is to call is missing: a command\n"},
        {"map wide pin", "1:5 wide is no key: those are like z, ^T, F5, space or pgup\n"},
        {"map cellar:x pin", "1:5 cellar:x is no key: those are like z, ^T, F5, space or pgup\n"},
        {"map ^c pin", "1:5 ^C always quits\n"},
        {"unmap ctrl-c", "1:7 ^C always quits\n"},
        {"map x pni", "1:7 there is no command pni; did you mean pin?\n"},
        {"map x pin all", "1:11 pin takes nothing behind it\n"},
        {"map list:x follow", "1:12 follow does nothing where that key is pressed\n"},
        {"map x erase", "1:7 erase does nothing where that key is pressed\n"},
        {"unmap", "1:6 a key is missing: one like z, ^T, F5 or detail:z\n"},
        {"unmap X", "1:7 this key calls nothing\n"},
        {"unmap z x", "1:9 one key is enough\n"},
        {"zoom", "1:1 zoom is no setting: here can stand set, map and unmap\n"},
        {"config /dev/zero", "1:1 config is no setting: here can stand set, map and unmap\n"},
        {"  erase", "1:3 erase is no setting: here can stand set, map and unmap\n"},
        {"set 테마 x", "1:5 there is no setting 테마; set shows them all\n"},
        {"set theme 밝게 x", "1:14 one value is enough for theme\n"},
        {"set theme \xFF", "1:11 the config file must be UTF-8; here stands a byte that is not\n"},
        {"x\ny", "1:1 there is no command x; help lists them\n"
                 "2:1 there is no command y; help lists them\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer faults = {0};
        take(model, cases[i].text);
        append_faults(model, &faults);
        assert_string_equal(buffer_string(&faults), cases[i].faults);
        buffer_free(&faults);
    }
    assert_string_equal(settings_value(&model->settings, SETTING_THEME), "auto");
}

static void test_lines_after_a_bad_one_count(void **state)
{
    struct model *model = model_of(state);
    take(model, "set theme drak\nset theme dark\n");
    assert_int_equal(model->faults.count, 1);
    assert_string_equal(settings_value(&model->settings, SETTING_THEME), "dark");
}

static void test_garbage(void **state)
{
    struct model *model = model_of(state);
    static const char zeros[] = "set\0theme\nset theme mono";
    config_take(model, (struct slice){zeros, sizeof zeros - 1}, "file");
    assert_int_equal(model->faults.count, 1);
    assert_string_equal(model->faults.items[0].message, "here stands a NUL byte: is it a text?");
    assert_string_equal(settings_value(&model->settings, SETTING_THEME), "mono");
    char all[256 * 2];
    for (size_t i = 0; i < sizeof all; i++)
        all[i] = (char)(i * 7);
    diag_list_free(&model->faults);
    config_take(model, (struct slice){all, sizeof all}, "file");
    assert_true(model->faults.count > 0);
}

static void test_ascii(void **state)
{
    struct model *model = model_of(state);
    model_settle(model);
    assert_non_null(strstr(buffer_string(&model->heading), "·"));
    take(model, "set ascii on");
    model_settle(model);
    assert_true(model->options.ascii);
    assert_null(strstr(buffer_string(&model->heading), "·"));
    take(model, "set ascii auto");
    model_settle(model);
    assert_false(model->options.ascii);
    assert_non_null(strstr(buffer_string(&model->heading), "·"));
}

/* A rebound key works, and takes its argument along. */
static void test_keys_are_pressed(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    take(model, "map space set theme mono\nmap K page-down\n");
    assert_true(interface_press(interface, "space"));
    assert_string_equal(settings_value(&model->settings, SETTING_THEME), "mono");
    assert_string_equal(buffer_string(&model->message), "theme is mono");
    take(model, "map space set theme drak\n");
    assert_true(interface_press(interface, "space"));
    assert_string_equal(buffer_string(&model->message),
                        "theme is one of auto, dark, light, mono, not drak");
}

static void make_long_file(const char *path, size_t length)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (size_t i = 0; i < length; i++)
        putc('#', file);
    assert_int_equal(fclose(file), 0);
}

static void test_messages(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    take(model, "set theme drak\nmap\n");
    assert_true(interface_press(interface, ":"));
    interface_type(interface, "messages");
    assert_true(interface_press(interface, "enter"));
    assert_int_equal(model->opened, OPENED_MESSAGES);
    struct buffer picture = {0};
    assert_true(interface_append_picture(interface, &picture));
    assert_non_null(strstr(buffer_string(&picture), "The config file"));
    assert_non_null(strstr(buffer_string(&picture), "▌ file:1:11: error: theme is one of"));
    assert_non_null(strstr(buffer_string(&picture), "file:2:4: error: a key is missing"));
    buffer_free(&picture);
    assert_true(interface_press(interface, "j"));
    assert_true(interface_press(interface, "enter"));
    assert_string_equal(buffer_string(&model->message),
                        "a key is missing: one like z, ^T, F5 or detail:z");
    assert_true(interface_press(interface, "esc"));
    assert_int_equal(model->opened, OPENED_NOTHING);
    take(model, "");
    assert_true(interface_press(interface, ":"));
    interface_type(interface, "messages");
    assert_true(interface_press(interface, "enter"));
    assert_string_equal(buffer_string(&model->message), "nothing is wrong in the config file");
}

/* What stands in the place of the file never hangs, and is told in words. */
static void test_files(void **state)
{
    (void)state;
    struct interface interface = {0};
    char path[4096];
    open_book(&interface);
    struct model *model = interface.model;
    assert_int_equal(mkdir("briefbook", 0700), 0);
    assert_non_null(getcwd(path, sizeof path));
    assert_int_equal(setenv("XDG_CONFIG_HOME", path, 1), 0);
    config_read_own(model); /* none there */
    assert_string_equal(buffer_string(&model->message), "");
    make_file("briefbook/config", "set theme light\nset theme\tpink\nmap\n");
    config_read_own(model);
    assert_string_equal(buffer_string(&model->message),
                        "config:2:11: theme is one of auto, dark, light, mono, not pink (1 more: "
                        ":messages shows all)");
    assert_int_equal(model->faults.count, 2);
    make_long_file("briefbook/config", 10 * 1000 * 1000);
    config_read_own(model);
    assert_int_equal(model->faults.count, 1);
    assert_non_null(strstr(buffer_string(&model->message), "it is larger than 65536 bytes"));
    assert_int_equal(unlink("briefbook/config"), 0);
    assert_int_equal(mkdir("briefbook/config", 0700), 0);
    config_read_own(model);
    assert_non_null(strstr(buffer_string(&model->message), "it is a folder"));
    assert_int_equal(rmdir("briefbook/config"), 0);
    assert_int_equal(mkfifo("briefbook/config", 0700), 0);
    config_read_own(model);
    assert_non_null(strstr(buffer_string(&model->message), "it is a FIFO"));
    assert_int_equal(unlink("briefbook/config"), 0);
    config_read(model, "nowhere");
    assert_non_null(strstr(buffer_string(&model->message), "cannot open nowhere"));
    interface_close(&interface);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_good_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lines_after_a_bad_one_count, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_garbage, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_ascii, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_keys_are_pressed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_messages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_files, empty_folder_enter, empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
