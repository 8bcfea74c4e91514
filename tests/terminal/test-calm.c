/* test-calm.c: the built program through a storm of sizes and of keys, and while nothing happens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/random.h"
#include "terminal/terminal.h"

static const char artificial[] = "tests/screens/books/artificial";
static const char wide[] = "tests/screens/books/wide";

static void end(struct terminal *terminal)
{
    int status;
    terminal_send(terminal, "\x03");
    assert_true(terminal_wait(terminal, &status));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_true(terminal_is_restored(terminal));
    terminal_free(terminal);
}

/* Reads what both draw until they look the same. */
static void assert_become_same(struct terminal *terminal, struct terminal *other)
{
    enum { TRIES = 200, MOMENT_MS = 100 };
    bool same = false;
    for (size_t i = 0; !same && i < TRIES; i++) {
        terminal_rest(other, i ? MOMENT_MS : 1);
        same = terminal_await(terminal, terminal_sees_same, other, MOMENT_MS);
    }
    if (!same) {
        terminal_print(terminal);
        terminal_print(other);
    }
    assert_true(same);
}

/* ---- Sizes ---------------------------------------------------------------------------------- */

/* The program is told of sizes, the screen of the test stays as large as the largest: libvterm does not
 * bear to be drawn on for a size that it had just before. */
static void resize_at_random(struct terminal *terminal, size_t count)
{
    uint64_t random = 2001;
    for (size_t i = 0; i < count; i++) {
        struct winsize size = {
            .ws_row = (unsigned short)(1 + next_random(&random) % (unsigned)terminal->rows),
            .ws_col = (unsigned short)(1 + next_random(&random) % (unsigned)terminal->columns)};
        ioctl(terminal->master, TIOCSWINSZ, &size);
        terminal_rest(terminal, (int)(i % 4)); /* some are seen, some are missed */
    }
}

static void test_resize_storm(void **state)
{
    (void)state;
    enum { SIZES = 500 };
    static const struct {
        const char *book;
        int rows;
        int columns;
    } cases[] = {{artificial, 24, 80}, {wide, 60, 200}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terminal fresh = {.rows = cases[i].rows, .columns = cases[i].columns};
        struct terminal terminal = {.rows = cases[i].rows, .columns = cases[i].columns};
        assert_true(terminal_open(&fresh, cases[i].book, NULL));
        assert_true(terminal_open(&terminal, cases[i].book, NULL));
        resize_at_random(&terminal, SIZES);
        terminal_resize(&terminal, cases[i].rows, cases[i].columns);
        assert_become_same(&terminal, &fresh);
        terminal_send(&terminal, "j");
        terminal_send(&fresh, "j");
        assert_true(terminal_shows(&fresh, "2 of "));
        assert_become_same(&terminal, &fresh);
        end(&terminal);
        end(&fresh);
    }
}

/* Where there is no room it says so in as many words as fit, and comes back when there is. */
static void test_tiny_sizes(void **state)
{
    (void)state;
    static const struct {
        int rows;
        int columns;
        const char *shows;
    } cases[] = {{1, 1, "…"}, {1, 200, "200 x 1: needs 40 x 12"}, {200, 1, "…"}};
    struct terminal fresh = {.rows = 24, .columns = 80};
    assert_true(terminal_open(&fresh, artificial, NULL));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terminal terminal = {.rows = cases[i].rows, .columns = cases[i].columns};
        assert_true(terminal_begin(&terminal, artificial, NULL));
        assert_true(terminal_shows(&terminal, cases[i].shows));
        terminal_resize(&terminal, 24, 80);
        assert_become_same(&terminal, &fresh);
        terminal_resize(&terminal, cases[i].rows, cases[i].columns);
        assert_true(terminal_shows(&terminal, cases[i].shows));
        end(&terminal);
    }
    end(&fresh);
}

/* ---- Keys ----------------------------------------------------------------------------------- */

/* How many cells of the screen differ. */
static size_t count_changes(const struct terminal *terminal, const VTermScreenCell *before)
{
    size_t count = 0;
    for (int row = 0; row < terminal->rows; row++)
        for (int column = 0; column < terminal->columns; column++) {
            VTermScreenCell cell = terminal_cell(terminal, row, column);
            const VTermScreenCell *old = &before[row * terminal->columns + column];
            count += memcmp(cell.chars, old->chars, sizeof cell.chars) != 0 ||
                     cell.attrs.reverse != old->attrs.reverse ||
                     cell.attrs.bold != old->attrs.bold ||
                     !vterm_color_is_equal(&cell.fg, &old->fg);
        }
    return count;
}

static VTermScreenCell *copy_cells(const struct terminal *terminal)
{
    size_t count = (size_t)terminal->rows * (size_t)terminal->columns;
    VTermScreenCell *cells = calloc(count, sizeof *cells);
    assert_non_null(cells);
    for (size_t i = 0; i < count; i++)
        cells[i] = terminal_cell(terminal, (int)i / terminal->columns, (int)i % terminal->columns);
    return cells;
}

/* Sends keys and waits for a text; returns how many bytes were drawn. */
static size_t drawn_for(struct terminal *terminal, const char *keys, const char *shows)
{
    enum { REST_MS = 50 };
    terminal_rest(terminal, REST_MS);
    buffer_clear(&terminal->output);
    terminal_send(terminal, keys);
    assert_true(terminal_shows(terminal, shows));
    terminal_rest(terminal, REST_MS);
    return terminal->output.length;
}

/* A cell takes three bytes of a line, two of a Korean letter; the rest is for colours, and for moving
 * over what stays. */
static void test_sends_only_changes(void **state)
{
    (void)state;
    enum { BYTES_A_CELL = 4, BYTES_BESIDES = 256 };
    static const struct {
        const char *key;
        const char *shows;
    } keys[] = {{"j", "2 of 3"},  {"j", "3 of 3"},    {"k", "2 of 3"}, {"\t", "1 of 4"},
                {"\t", "1 of 5"}, {"/", "as before"}, {"x", "/ x "}};
    struct terminal terminal = {0};
    assert_true(terminal_open(&terminal, artificial, NULL));
    size_t redrawn = drawn_for(&terminal, "\x0c", "1 of 3");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        VTermScreenCell *before = copy_cells(&terminal);
        size_t drawn = drawn_for(&terminal, keys[i].key, keys[i].shows);
        size_t changes = count_changes(&terminal, before);
        free(before);
        if (drawn > BYTES_A_CELL * changes + BYTES_BESIDES || drawn >= redrawn)
            fail_msg("%zu bytes for %zu cells, %zu for all", drawn, changes, redrawn);
    }
    end(&terminal);
}

/* Keys that wait are taken in together. */
static void test_many_keys_at_once(void **state)
{
    (void)state;
    enum { KEYS = 200, MOST_FRAMES = 20 };
    char keys[KEYS];
    struct terminal terminal = {0};
    assert_true(terminal_open(&terminal, artificial, NULL));
    size_t frame = drawn_for(&terminal, "j", "2 of 3");
    for (size_t i = 0; i + 1 < sizeof keys; i++)
        keys[i] = i % 2 ? 'j' : 'k';
    keys[KEYS - 1] = '\0';
    size_t drawn = drawn_for(&terminal, keys, "1 of 3");
    if (drawn > MOST_FRAMES * frame)
        fail_msg("%zu bytes for %d keys, %zu for one", drawn, KEYS, frame);
    end(&terminal);
}

/* ---- Nothing -------------------------------------------------------------------------------- */

/* How often a program has gone to sleep, and the processor time it has used; false where that can't be
 * told. */
static bool look_at(pid_t program, long *sleeps, long *ticks)
{
    char path[64];
    char line[512];
    snprintf(path, sizeof path, "/proc/%d/status", (int)program);
    FILE *file = fopen(path, "r");
    *sleeps = -1;
    *ticks = -1;
    while (file && fgets(line, sizeof line, file))
        sscanf(line, "voluntary_ctxt_switches: %ld", sleeps);
    if (file)
        fclose(file);
    snprintf(path, sizeof path, "/proc/%d/stat", (int)program);
    file = fopen(path, "r");
    const char *name_end = file && fgets(line, sizeof line, file) ? strrchr(line, ')') : NULL;
    long user;
    long kernel;
    if (name_end && sscanf(name_end + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld",
                           &user, &kernel) == 2)
        *ticks = user + kernel;
    if (file)
        fclose(file);
    return *sleeps >= 0 && *ticks >= 0;
}

/* A watch of the folders that lead to the book, as the program has one: whatever others do there may
 * wake it. */
static int watch_folders(const char *path)
{
    enum { NAMES = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO };
    char folder[4096];
    int watch = inotify_init1(IN_NONBLOCK);
    assert_true(watch >= 0);
    assert_non_null(realpath(path, folder));
    for (char *end = folder + strlen(folder); end; end = strrchr(folder, '/')) {
        *end = '\0';
        inotify_add_watch(watch, *folder ? folder : "/",
                          NAMES | IN_ATTRIB | IN_MODIFY | IN_CLOSE_WRITE);
    }
    return watch;
}

static long count_events(int watch)
{
    char bytes[4096] __attribute__((aligned(8)));
    long count = 0;
    ssize_t length;
    while ((length = read(watch, bytes, sizeof bytes)) > 0)
        for (ssize_t at = 0; at < length; count++)
            at += (ssize_t)(sizeof(struct inotify_event) +
                            ((const struct inotify_event *)(const void *)(bytes + at))->len);
    return count;
}

static const struct {
    const char *keys;
    const char *shows;
} idle_cases[] = {{"", "1 of 3"},       {"/keyword", "match 1 of"}, {"\r", "follow"},
                  {"t", "Timeline by"}, {"x", "Who said what"},     {"F", "column"},
                  {"?", "Moving"},      {":help", ": help"}};

enum { IDLE_CASES = sizeof idle_cases / sizeof idle_cases[0] };

/* Whatever is open, while nothing happens it sleeps: all of these at the same time. */
static void test_idle(void **state)
{
    (void)state;
    enum { SETTLE_MS = 500, IDLE_MS = 2000 };
    struct terminal terminals[IDLE_CASES] = {0};
    long sleeps[IDLE_CASES];
    long ticks[IDLE_CASES];
    char path[4096];
    for (size_t i = 0; i < IDLE_CASES; i++) {
        assert_true(terminal_open(&terminals[i], artificial, NULL));
        terminal_send(&terminals[i], idle_cases[i].keys);
        assert_true(terminal_shows(&terminals[i], idle_cases[i].shows));
    }
    snprintf(path, sizeof path, "%s/%s", getenv("SOURCE_FOLDER"), artificial);
    terminal_rest(&terminals[0], SETTLE_MS);
    int watch = watch_folders(path);
    for (size_t i = 0; i < IDLE_CASES; i++)
        if (!look_at(terminals[i].program, &sleeps[i], &ticks[i]))
            skip();
    terminal_rest(&terminals[0], IDLE_MS);
    for (size_t i = 0; i < IDLE_CASES; i++) {
        long sleeps_before = sleeps[i];
        long ticks_before = ticks[i];
        assert_true(look_at(terminals[i].program, &sleeps[i], &ticks[i]));
        sleeps[i] -= sleeps_before;
        ticks[i] -= ticks_before;
    }
    long events = count_events(watch);
    close(watch);
    for (size_t i = 0; i < IDLE_CASES; i++) {
        if (sleeps[i] > events || ticks[i] > 1 + events)
            fail_msg("woken %ld times by %ld events, for %ld ticks, after \"%s\"", sleeps[i],
                     events, ticks[i], idle_cases[i].keys);
        terminal_free(&terminals[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resize_storm),
        cmocka_unit_test(test_tiny_sizes),
        cmocka_unit_test(test_sends_only_changes),
        cmocka_unit_test(test_many_keys_at_once),
        cmocka_unit_test(test_idle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
