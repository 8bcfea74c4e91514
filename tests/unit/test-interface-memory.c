/* test-interface-memory.c: the interface while memory runs out, at every allocation of a session.
 *
 * Link with what failing-memory.h asks for. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/effort.h"
#include "support/empty-folder.h"
#include "support/failing-memory.h"
#include "support/interface.h"
#include "tui/key.h"
#include "tui/linear.h"
#include "tui/transfer.h"
#include "tui/update.h"

/* A session that allocates for every reason there is: panes, detail, search, history, help, marks. */
static const uint32_t session_keys[] = {
    'j',
    CONTROL_TAB,
    '/',
    'p',
    'e',
    CONTROL_ENTER,
    'n',
    CONTROL_ENTER,
    CONTROL_TAB,
    CONTROL_ENTER,
    '[',
    ']',
    '?',
    'q',
    '/',
    SPECIAL_UP,
    SPECIAL_DOWN,
    'x',
    CONTROL_ESCAPE,
    '/',
    '(',
    CONTROL_ENTER,
    CONTROL_ESCAPE,
    CONTROL_ESCAPE,
    CONTROL_ESCAPE,
    'z',
    '3',
    'G',
    'F',
    SPECIAL_RIGHT,
    CONTROL_ENTER,
    'u',
    's',
    'G',
    CONTROL_ENTER,
    'q',
    't',
    ' ',
    'j',
    CONTROL_ENTER,
    'x',
    SPECIAL_RIGHT,
    CONTROL_ENTER,
    'u',
    'q',
    ' ',
    '/',
    'i',
    's',
    ':',
    'm',
    'a',
    'r',
    'k',
    'e',
    'd',
    CONTROL_ENTER,
    ' ',
    '\'',
    'M',
    'M',
    'p',
    CONTROL_ENTER,
    'y',
    'w',
    'j',
    'w',
};

/* Runs the session on a loaded store, and what is left of it on another, as far as memory allows. */
static void run_session(const struct store *store, const struct store *reloaded)
{
    struct model_options options = {.store = store};
    struct frame frame = {0};
    struct model *model = model_new(&options, "person");
    if (!model)
        return;
    update_resize(model, 30, 100);
    for (size_t i = 0; i < sizeof session_keys / sizeof session_keys[0]; i++) {
        update_key(model, session_keys[i]);
        interface_wait(model);
        draw_screen(model, &frame);
    }
    model_transfer(model, reloaded);
    interface_wait(model);
    draw_screen(model, &frame);
    frame_free(&frame);
    model_free(model);
}

/* The same as lines. */
static void run_lines(const struct store *store, const struct store *reloaded)
{
    static const char *const lines[] = {
        "",         "3",        "/person", "n",        "detail",  "",         "follow 1",
        "list",     "search (", "search",  "x",        "cancel",  "mark",     "facets",
        "",         "choose 1", "undo",    "timeline", "sort",    "choose 2", "who-said-what",
        "close",    "help",     "",        "/mark",    "q",       "q",        ":set theme",
        "set them", "serch",    "check",   "q",        "3",       "columns",  "choose 2",
        "q",        "copy",     "source",  "n",        "library",
    };
    struct model_options options = {.store = store, .is_linear = true};
    struct linear linear = {0};
    struct buffer text = {0};
    struct model *model = model_new(&options, "person");
    if (!model)
        return;
    update_resize(model, 10, 60);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        linear_take(model, slice_of(lines[i]));
        interface_wait(model);
        linear_tell(&linear, model, &text);
        buffer_free(&text);
    }
    model_transfer(model, reloaded);
    interface_wait(model);
    linear_tell(&linear, model, &text);
    buffer_free(&text);
    linear_free(&linear);
    model_free(model);
}

typedef void session_run(const struct store *store, const struct store *reloaded);

static void sweep(session_run *run, bool sticky)
{
    enum { AT_MOST = 100000, ALL_OF = EFFORT(200) };
    char path[4096];
    const char *folder = getenv("SOURCE_FOLDER");
    snprintf(path, sizeof path, "%s/tests/screens/books/artificial", folder ? folder : ".");
    struct interface interface = {0};
    struct interface reloaded = {0};
    assert_true(interface_open(&interface, path, NULL, false));
    assert_true(interface_open(&reloaded, path, NULL, false));
    /* Every allocation of the first, then fewer and fewer: later ones are of the same kind. */
    size_t nth = 1;
    bool failed = true;
    while (failed && nth < AT_MOST) {
        failing_memory_start(nth, sticky);
        run(interface.store, reloaded.store);
        failed = failing_memory_stop();
        nth += 1 + nth / ALL_OF;
    }
    assert_false(failed);
    assert_true(nth > 200);
    interface_close(&interface);
    interface_close(&reloaded);
}

static void test_single(void **state)
{
    (void)state;
    sweep(run_session, false);
    sweep(run_lines, false);
}

static void test_sticky(void **state)
{
    (void)state;
    sweep(run_session, true);
    sweep(run_lines, true);
}

/* What is printed goes into a folder of its own. */
int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_single, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_sticky, empty_folder_enter, empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
