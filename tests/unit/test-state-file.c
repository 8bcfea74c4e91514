/* test-state-file.c: the file of a state: where it is, who may read it, and what becomes of a bad one. */
#include <dirent.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/book.h"
#include "support/empty-folder.h"
#include "support/reloading.h"
#include "tui/keeping.h"
#include "tui/state.h"

static void set(const char *name, const char *value)
{
    assert_int_equal(value ? setenv(name, value, 1) : unsetenv(name), 0);
}

/* Makes a briefing "book", and states to be kept in the folder "home" beside it. */
static void make_home(void)
{
    char folder[4096];
    make_reloaded_book();
    assert_non_null(getcwd(folder, sizeof folder - sizeof "/home"));
    strcat(folder, "/home");
    set("XDG_STATE_HOME", folder);
}

/* A state with one mark. */
static json_t *state_with(const char *id)
{
    return json_pack("{s:s, s:i, s:{s:[s]}}", "format", "briefbook-state", "version", 1, "marks",
                     "events", id);
}

static struct state_file begin(void)
{
    struct state_file file = {0};
    state_file_begin(&file, "book");
    assert_true(file.path.length > 0);
    return file;
}

static unsigned mode_of(const char *path)
{
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    return about.st_mode & 0777;
}

/* Whether the marks of the kept state are these, in any order. */
static void expect_marks(size_t count, const char *const *ids)
{
    struct state_file file = begin();
    struct diag_list diags = {0};
    const json_t *state = state_file_load(&file, &diags);
    const json_t *marks = json_object_get(json_object_get(state, "marks"), "events");
    assert_int_equal(diags.count, 0);
    assert_int_equal(json_array_size(marks), count);
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t j = 0; j < count; j++)
            found = found || strcmp(json_string_value(json_array_get(marks, j)), ids[i]) == 0;
        assert_true(found);
    }
    state_file_free(&file);
}

static void test_name(void **state)
{
    (void)state;
    make_home();
    struct state_file file = begin();
    assert_non_null(strstr(buffer_string(&file.path), "/home/briefbook/book-"));
    struct state_file same = {0};
    state_file_begin(&same, "./book/../book/");
    assert_string_equal(buffer_string(&same.path), buffer_string(&file.path));
    struct state_file other = {0};
    state_file_begin(&other, "book/events.csv");
    assert_non_null(strstr(buffer_string(&other.path), "/home/briefbook/events_csv-"));
    state_file_free(&file);
    state_file_free(&same);
    state_file_free(&other);
}

/* Without a home, or of standard input, nothing is kept, and that is no fault. */
static void test_nowhere(void **state)
{
    (void)state;
    static const struct {
        const char *state_home;
        const char *home;
        const char *briefing;
    } cases[] = {
        {NULL, NULL, "book"}, {"relative", "", "book"}, {NULL, "/h", "-"}, {"/h", NULL, "missing"}};
    make_reloaded_book();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct state_file file = {0};
        struct diag_list diags = {0};
        set("XDG_STATE_HOME", cases[i].state_home);
        set("HOME", cases[i].home);
        state_file_begin(&file, cases[i].briefing);
        assert_null(state_file_load(&file, &diags));
        assert_false(state_file_save(&file, state_with("a")));
        assert_int_equal(diags.count, 0);
        state_file_free(&file);
    }
}

static void test_folder_that_cannot_be_made(void **state)
{
    (void)state;
    make_home();
    make_file("home", "a file");
    struct state_file file = begin();
    struct diag_list diags = {0};
    assert_null(state_file_load(&file, &diags));
    assert_false(state_file_save(&file, state_with("a")));
    assert_int_equal(diags.count, 0);
    state_file_free(&file);
}

static void test_for_its_owner_alone(void **state)
{
    (void)state;
    make_home();
    struct state_file file = begin();
    assert_true(state_file_save(&file, state_with("a")));
    assert_int_equal(mode_of("home/briefbook"), 0700);
    assert_int_equal(mode_of(buffer_string(&file.path)), 0600);
    assert_int_equal(count_names("home/briefbook"), 2); /* with the lock */
    state_file_free(&file);
    expect_marks(1, (const char *const[]){"a"});
}

/* What was kept last is not written again. */
static void test_same_is_not_written(void **state)
{
    (void)state;
    make_home();
    struct state_file file = begin();
    assert_true(state_file_save(&file, state_with("a")));
    assert_int_equal(unlink(buffer_string(&file.path)), 0);
    assert_true(state_file_save(&file, state_with("a")));
    assert_int_not_equal(access(buffer_string(&file.path), F_OK), 0);
    assert_true(state_file_save(&file, state_with("b")));
    assert_int_equal(access(buffer_string(&file.path), F_OK), 0);
    state_file_free(&file);
}

/* Files that are no states: the message, whether they are put aside, and whether states are kept. */
static const struct {
    const char *content;
    const char *message;
    bool aside;
    bool keeps;
} bad_files[] = {
    {"", NULL, false, true},
    {"nonsense", "makes no sense: it is now ", true, true},
    {"{\"format\": \"briefbook-state\", \"version\": 1", "makes no sense", true, true},
    {"{\"format\": \"other\", \"version\": 1}", "makes no sense", true, true},
    {"[]", "makes no sense", true, true},
    {"\xff\xfe", "makes no sense", true, true},
    {"{\"format\": \"briefbook-state\", \"version\": 2}", "another version", false, false},
};

static void check_bad_file(size_t number)
{
    struct state_file file = begin();
    struct diag_list diags = {0};
    struct buffer aside = {0};
    char path[4096];
    snprintf(path, sizeof path, "%s", buffer_string(&file.path));
    buffer_append_format(&aside, "%s.bad", path);
    mkdir("home", 0700);
    mkdir("home/briefbook", 0700);
    make_bytes(path, slice_of(bad_files[number].content));
    assert_null(state_file_load(&file, &diags));
    if (bad_files[number].message)
        assert_non_null(strstr(diags.items[0].message, bad_files[number].message));
    else
        assert_int_equal(diags.count, 0);
    assert_int_equal(access(buffer_string(&aside), F_OK) == 0, bad_files[number].aside);
    assert_int_equal(state_file_save(&file, state_with("a")), bad_files[number].keeps);
    if (!bad_files[number].keeps)
        expect_content(path, bad_files[number].content);
    diag_list_free(&diags);
    buffer_free(&aside);
    state_file_free(&file);
}

static void test_bad_files(void **state)
{
    for (size_t i = 0; i < sizeof bad_files / sizeof bad_files[0]; i++) {
        assert_int_equal(empty_folder_enter(state), 0);
        make_home();
        check_bad_file(i);
        assert_int_equal(empty_folder_leave(state), 0);
    }
}

/* What is too large is not read, and what is no file stays. */
static void test_no_file(void **state)
{
    (void)state;
    make_home();
    struct state_file file = begin();
    struct diag_list diags = {0};
    assert_true(state_file_save(&file, state_with("a")));
    assert_int_equal(truncate(buffer_string(&file.path), 100 * 1024 * 1024), 0);
    state_file_free(&file);
    file = begin();
    assert_null(state_file_load(&file, &diags));
    assert_non_null(strstr(diags.items[0].message, "makes no sense"));
    assert_int_equal(mkdir(buffer_string(&file.path), 0700), 0);
    diag_list_free(&diags);
    assert_null(state_file_load(&file, &diags));
    assert_non_null(strstr(diags.items[0].message, "it is a folder"));
    assert_false(state_file_save(&file, state_with("b")));
    diag_list_free(&diags);
    state_file_free(&file);
}

/* ---- Several programs ------------------------------------------------------------------------ */

/* Marks so many records, one after the other, and keeps each time. Begins with nothing: marks of the
 * other program that it had read would be taken back by states that lack them. */
static void mark_many(const char *prefix, int count)
{
    struct state_file file = begin();
    json_t *ids = json_array();
    for (int i = 0; i < count; i++) {
        json_array_append_new(ids, json_sprintf("%s%d", prefix, i));
        json_t *state = state_with("common");
        json_t *events = json_object_get(json_object_get(state, "marks"), "events");
        json_array_extend(events, ids);
        if (!state_file_save(&file, state))
            _exit(1);
    }
    json_decref(ids);
    state_file_free(&file);
}

static void test_two_programs(void **state)
{
    (void)state;
    enum { EACH = 20 };
    static const char *const prefixes[] = {"a", "b"};
    pid_t children[2];
    make_home();
    for (int i = 0; i < 2; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            mark_many(prefixes[i], EACH);
            _exit(0);
        }
    }
    for (int i = 0; i < 2; i++) {
        int status;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    char names[2 * EACH + 1][16] = {"common"};
    const char *ids[2 * EACH + 1] = {names[0]};
    for (int i = 0; i < 2 * EACH; i++) {
        snprintf(names[i + 1], sizeof names[0], "%s%d", prefixes[i % 2], i / 2);
        ids[i + 1] = names[i + 1];
    }
    expect_marks(2 * EACH + 1, ids);
}

/* ---- Now and then ---------------------------------------------------------------------------- */

static void test_now_and_then(void **state)
{
    (void)state;
    struct session session;
    struct keeping keeping = {0};
    make_home();
    open_session(&session, "book");
    struct model *model = session.interface.model;
    keeping_begin(&keeping, model, "book", true);
    assert_int_equal(keeping_patience(&keeping, 1000), -1);
    press(&session, "j space");
    keeping_notice(&keeping, 1000);
    keeping_go_on(&keeping, model, 1001);
    assert_false(keeping.going_on);
    int patience = keeping_patience(&keeping, 1001);
    assert_true(patience > 0);
    keeping_go_on(&keeping, model, 1001 + patience);
    assert_true(keeping.going_on);
    assert_int_equal(keeping_patience(&keeping, 10000), -1);
    keeping_end(&keeping, model);
    close_session(&session);
    expect_marks(1, (const char *const[]){"b"});
    /* The next time it is marked. */
    open_session(&session, "book");
    keeping = (struct keeping){0};
    keeping_begin(&keeping, session.interface.model, "book", true);
    interface_wait(session.interface.model);
    assert_int_equal(marks_count(&session.interface.model->marks), 1);
    assert_on(&session, "c");
    keeping_end(&keeping, session.interface.model);
    close_session(&session);
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_name),
        IN_FOLDER(test_nowhere),
        IN_FOLDER(test_folder_that_cannot_be_made),
        IN_FOLDER(test_for_its_owner_alone),
        IN_FOLDER(test_same_is_not_written),
        cmocka_unit_test(test_bad_files),
        IN_FOLDER(test_no_file),
        IN_FOLDER(test_two_programs),
        IN_FOLDER(test_now_and_then),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
