/* test-random-keys.c: thousands of keys at random, with clicks, pasted text, commands and changing
 * sizes among them; what must always be so is checked after each. The same seed does the same. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/text.h"
#include "support/effort.h"
#include "support/empty-folder.h"
#include "support/invariants.h"
#include "support/random-book.h"
#include "support/random.h"
#include "tui/command.h"
#include "tui/shown.h"
#include "tui/typing.h"
#include "tui/update.h"
#include "tui/view.h"

/* As many in all, or as the environment says in RANDOM_KEYS, and of these so many in each book. */
enum { KEYS = EFFORT(16000), SEED = 2023 };

static const struct book {
    const char *path; /* NULL for one of random cells */
    size_t part;      /* of all keys: one of so many */
} books[] = {
    {"tests/screens/books/artificial", 4},
    {"briefings/rok-nato-2023", 8},
    {"tests/screens/books/wide", 4},
    {NULL, 8},
    {NULL, 8},
    {"tests/screens/books/empty", 16},
    {"tests/screens/books/plain/colors.csv", 16},
};

/* What is typed and pasted: words of the books, terms, and text that is hard to show. */
static const char *const pieces[] = {
    "a",       "e",       "n",      " ",          "\"",         "-",        "(",
    ")",       "/",       "OR ",    "is:marked ", "date:2001 ", "speaker:", "사",
    "핵심어",  "keyword", "\u0301", "\u200D",     "日本",       "👩\u200D🔬", "🇰🇷",
    "❤\uFE0F", "שלום",    "\u202E", "\u200B",     "\uFFFD",     "\\",       ".*",
};

static const char *const arguments[] = {"",          "",         "",           "",
                                        "nothing",   "ascii on", "ascii auto", "theme mono",
                                        "mouse off", "keyword",  "핵"};

static size_t random_below(uint64_t *random, size_t limit)
{
    return next_random(random) % limit;
}

static uint32_t random_bound_key(uint64_t *random, const struct model *model)
{
    const struct keymap *keymap = &model->keymap;
    return keymap_binding(keymap, random_below(random, keymap->count))->key;
}

static void random_size(uint64_t *random, struct interface *interface)
{
    static const size_t rows[] = {30, 24, 12, 45, 11, 1, 13, 60, 90};
    static const size_t columns[] = {100, 80, 40, 160, 39, 1, 79, 240, 141, 300};
    bool any = random_below(random, 8) == 0;
    interface_resize(interface,
                     any ? 1 + random_below(random, 90)
                         : rows[random_below(random, sizeof rows / sizeof rows[0])],
                     any ? 1 + random_below(random, 300)
                         : columns[random_below(random, sizeof columns / sizeof columns[0])]);
}

/* On the screen, or just beside it; soon after the last one, or later. */
static void random_mouse(uint64_t *random, struct interface *interface)
{
    struct model *model = interface->model;
    struct mouse_event event = {.action =
                                    (enum mouse_action)random_below(random, MOUSE_WHEEL_DOWN + 1),
                                .row = random_below(random, model->rows + 2),
                                .column = random_below(random, model->columns + 2),
                                .time = model->clicked.time + (long long)random_below(random, 600)};
    if (random_below(random, 3) == 0) {
        event.row = model->clicked.row;
        event.column = model->clicked.column;
    }
    update_waiting_mouse(model, &event);
    update_settle(model);
    interface_wait(model);
}

static void random_paste(uint64_t *random, struct interface *interface)
{
    struct buffer text = {0};
    for (size_t i = random_below(random, 6); i > 0; i--)
        buffer_append_string(&text, PICK(random, pieces));
    if (random_below(random, 4) == 0)
        buffer_append(&text, SLICE("\n\t\x1b[31m\xFF"));
    update_waiting_paste(interface->model, &text);
    update_settle(interface->model);
    interface_wait(interface->model);
    buffer_free(&text);
}

/* Any command but those that change what keys do: the way back must stay. */
static void random_command(uint64_t *random, struct interface *interface)
{
    enum command_id id = (enum command_id)random_below(random, COMMAND_COUNT);
    if (id == COMMAND_MAP || id == COMMAND_UNMAP || id == COMMAND_CONFIG)
        return;
    interface_press(interface, ":");
    interface_type(interface, tui_command(id)->name);
    interface_type(interface, " ");
    interface_type(interface, PICK(random, arguments));
    interface_press(interface, "enter");
}

/* A piece of text where one is typed, or else a key that does something somewhere, or any. */
static void random_key(uint64_t *random, struct interface *interface)
{
    bool is_typing = view_context(interface->model) & IN_TYPING;
    if (is_typing && random_below(random, 2))
        interface_type(interface, PICK(random, pieces));
    else if (random_below(random, 12) == 0)
        interface_key(interface, KEYS_BEFORE_SPECIAL + (uint32_t)random_below(random, 40));
    else if (random_below(random, 12) == 0)
        interface_key(interface, (uint32_t)random_below(random, 0x80));
    else
        interface_key(interface, random_bound_key(random, interface->model));
}

static const struct {
    unsigned in; /* one of so many on the average */
    void (*act)(uint64_t *random, struct interface *interface);
} acts[] = {
    {40, random_size},    {15, random_mouse}, {60, random_paste},
    {80, random_command}, {1, random_key},
};

static void act_at_random(uint64_t *random, struct interface *interface)
{
    size_t act = 0;
    while (random_below(random, acts[act].in))
        act++;
    acts[act].act(random, interface);
}

/* ---- The way back --------------------------------------------------------------------------- */

static bool is_open(const struct model *model)
{
    return when_open(model) || typing_of(model) != TYPING_NOTHING || model->question.yes;
}

/* Esc closes one thing after the other. */
static void escape_from_all(struct interface *interface)
{
    enum { MOST = 10 };
    size_t pressed = 0;
    for (; is_open(interface->model) && pressed < MOST; pressed++)
        interface_press(interface, "esc");
    assert_false(is_open(interface->model));
}

static void press_all(struct interface *interface, const char *const *names)
{
    for (; *names; names++)
        assert_true(interface_press(interface, *names));
}

/* Takes back all that a reader can have done, as a reader would. */
static void go_home(struct interface *interface)
{
    static const char *const first_row[] = {"c",   "g", "enter", "esc", "s",   "g", "enter",
                                            "esc", "g", "enter", "g",   "esc", NULL};
    struct model *model = interface->model;
    interface_resize(interface, 30, 100);
    escape_from_all(interface);
    interface_press(interface, "esc");
    assert_string_equal(viewpoint_query(&model->here), "");
    interface_type(interface, ":set ascii auto");
    interface_press(interface, "enter");
    if (when_marked(model))
        interface_press(interface, "M");
    for (size_t i = 0; pane_numbered(model, i) != TABLE_NONE; i++) {
        interface_key(interface, '1' + (uint32_t)i);
        press_all(interface, first_row);
    }
    interface_press(interface, "1");
}

/* The hints still tell what can be undone. */
static void expect_home(struct interface *interface, const struct frame *home)
{
    go_home(interface);
    expect_invariants(interface);
    expect_same_cells(&interface->frame, home, 1);
}

/* What is opened or typed, moved in and left with Esc leaves the screen as it was. */
static void look_and_come_back(uint64_t *random, struct interface *interface)
{
    enum { MOST_KEYS = 8 };
    static const char *const opening[] = {"/", ":", "?", "F", "t", "x", "s", "c", "w", "B", "F1"};
    static const char *const moving[] = {"j",  "k",    "l",    "h",  "g",    "G",     "+", "-",
                                         "^D", "pgup", "down", "up", "left", "right", "v"};
    enum { MOVES = sizeof moving / sizeof moving[0] };
    struct frame before = {0};
    escape_from_all(interface);
    interface_key(interface, SPECIAL_OTHER); /* ends a message */
    assert_true(draw_screen(interface->model, &interface->frame));
    copy_frame(&before, &interface->frame);
    interface_press(interface, PICK(random, opening));
    for (size_t i = random_below(random, MOST_KEYS); i > 0; i--) {
        bool is_typing = view_context(interface->model) & IN_TYPING;
        size_t moves = MOVES - when_ticking(interface->model); /* v ticks, and that stays */
        if (is_typing && random_below(random, 3))
            interface_type(interface, PICK(random, pieces));
        else if (is_open(interface->model))
            interface_press(interface, moving[random_below(random, moves)]);
        expect_invariants(interface);
    }
    escape_from_all(interface);
    interface_key(interface, SPECIAL_OTHER);
    expect_invariants(interface);
    expect_same_cells(&interface->frame, &before, 0);
    frame_free(&before);
}

/* ---- The tests ------------------------------------------------------------------------------ */

static void press_at_random(const char *path, size_t keys, uint64_t *random)
{
    enum { LOOK_EVERY = 100, HOME_EVERY = 1000 };
    struct interface interface = {0};
    struct frame home = {0};
    assert_true(interface_open(&interface, path, NULL, false));
    expect_invariants(&interface);
    copy_frame(&home, &interface.frame);
    for (size_t i = 1; i <= keys; i++) {
        act_at_random(random, &interface);
        expect_invariants(&interface);
        if (i % LOOK_EVERY == 0)
            look_and_come_back(random, &interface);
        if (i % HOME_EVERY == 0 || i == keys)
            expect_home(&interface, &home);
    }
    frame_free(&home);
    interface_close(&interface);
}

/* What is printed goes into a folder of its own. */
static void test_book(void **state)
{
    const struct book *book = *state;
    char path[4096];
    const char *folder = getenv("SOURCE_FOLDER");
    uint64_t random = SEED + (uint64_t)(book - books);
    void *made = NULL;
    snprintf(path, sizeof path, "%s/%s", folder ? folder : ".", book->path ? book->path : "");
    assert_int_equal(empty_folder_enter(&made), 0);
    if (!book->path)
        write_random_book(&random);
    const char *wanted = getenv("RANDOM_KEYS");
    size_t keys = wanted ? strtoul(wanted, NULL, 10) : KEYS;
    press_at_random(book->path ? path : ".", keys / book->part, &random);
    assert_int_equal(empty_folder_leave(&made), 0);
}

enum { BOOK_COUNT = sizeof books / sizeof books[0] };

int main(void)
{
    struct CMUnitTest tests[BOOK_COUNT];
    struct book given[BOOK_COUNT];
    setlocale(LC_ALL, "C.UTF-8");
    for (size_t i = 0; i < BOOK_COUNT; i++) {
        given[i] = books[i];
        tests[i] = (struct CMUnitTest){books[i].path ? books[i].path : "a book of random cells",
                                       test_book, NULL, NULL, &given[i]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
