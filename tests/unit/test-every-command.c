/* test-every-command.c: each command of commands.def, by each of its keys wherever the key calls it,
 * and by its name typed at ":". A command that the table below does not name fails the test. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/empty-folder.h"
#include "support/invariants.h"
#include "tui/command.h"
#include "tui/update.h"
#include "tui/view.h"

/* Keys that lead to each context, in words: "=abc" types a text, all else is the name of a key. */
static const struct {
    unsigned context;
    const char *keys;
} ways[] = {
    {IN_LIST, ""},
    {IN_DETAIL, "enter"},
    {IN_HELP, "?"},
    {IN_CHOOSER, "s"},
    {IN_PROMPT, "/ =key =word"},
    {IN_COMMAND, ": =set"},
    {IN_NARROWING, "? / =mark"},
    {IN_SOURCE, "o"},
    {IN_PLAIN, "3 j j w"},
    {IN_QUESTION, "5 j o"},
};

/* What a command is expected to do, besides changing the screen. */
struct effect {
    enum command_id command;
    unsigned contexts;    /* where this is so */
    const char *keys;     /* that lead there; NULL for the common way */
    const char *sees;     /* is on the screen then, and was not before; NULL for any change */
    const char *argument; /* typed behind the name; NULL for none */
    enum request request; /* what the loop is asked for, in place of a change */
    bool sends_all;       /* the whole screen is to be sent again, in place of a change */
};

static const struct effect effects[] = {
    {.command = COMMAND_NEXT_PANE, .contexts = IN_LIST, .sees = "┌─Officials"},
    {.command = COMMAND_PREVIOUS_PANE, .contexts = IN_LIST, .sees = "┌─Conflicts"},
    {.command = COMMAND_PANE_1, .contexts = IN_LIST, .keys = "3", .sees = "┌─Events"},
    {.command = COMMAND_PANE_1, .contexts = IN_DETAIL, .keys = "3 enter", .sees = "┌─Events"},
    {.command = COMMAND_PANE_2, .contexts = IN_BROWSER, .sees = "┌─Officials"},
    {.command = COMMAND_PANE_3, .contexts = IN_BROWSER, .sees = "┌─Quotes"},
    {.command = COMMAND_PANE_4, .contexts = IN_BROWSER, .sees = "┌─Cooperation"},
    {.command = COMMAND_PANE_5, .contexts = IN_BROWSER, .sees = "┌─Sources"},
    {.command = COMMAND_PANE_6, .contexts = IN_BROWSER, .sees = "┌─Judgements"},
    {.command = COMMAND_PANE_7, .contexts = IN_BROWSER, .sees = "┌─Lines to take"},
    {.command = COMMAND_PANE_8, .contexts = IN_BROWSER, .sees = "┌─Conflicts"},
    {.command = COMMAND_ZOOM, .contexts = IN_BROWSER},
    {.command = COMMAND_DETAIL, .contexts = IN_LIST, .sees = "↵ follow"},
    {.command = COMMAND_NEXT_LINK, .contexts = IN_DETAIL},
    {.command = COMMAND_PREVIOUS_LINK, .contexts = IN_DETAIL, .keys = "enter tab"},
    {.command = COMMAND_FOLLOW, .contexts = IN_DETAIL, .sees = "┌─Officials"},
    {.command = COMMAND_LIST, .contexts = IN_DETAIL, .sees = "↵ open"},
    {.command = COMMAND_BACK, .contexts = IN_LIST, .keys = "enter enter esc", .sees = "┌─Events"},
    {.command = COMMAND_BACK, .contexts = IN_DETAIL, .keys = "enter enter", .sees = "┌─Events"},
    {.command = COMMAND_FORWARD,
     .contexts = IN_LIST,
     .keys = "enter enter [ esc",
     .sees = "┌─Officials"},
    {.command = COMMAND_FORWARD,
     .contexts = IN_DETAIL,
     .keys = "enter enter [",
     .sees = "┌─Officials"},
    {.command = COMMAND_SEARCH, .contexts = IN_BROWSER, .sees = "esc as before"},
    {.command = COMMAND_NEXT_MATCH,
     .contexts = IN_LIST,
     .keys = "/ =keyword enter",
     .sees = "match 2 of"},
    {.command = COMMAND_NEXT_MATCH,
     .contexts = IN_DETAIL,
     .keys = "/ =keyword enter enter",
     .sees = "match 2 of"},
    {.command = COMMAND_PREVIOUS_MATCH,
     .contexts = IN_LIST,
     .keys = "/ =keyword enter n",
     .sees = "match 1 of"},
    {.command = COMMAND_PREVIOUS_MATCH,
     .contexts = IN_DETAIL,
     .keys = "/ =keyword enter n enter",
     .sees = "match 1 of"},
    {.command = COMMAND_NEXT_MATCH, .contexts = IN_PLAIN, .keys = "/ =keyword enter w"},
    {.command = COMMAND_PREVIOUS_MATCH, .contexts = IN_PLAIN, .keys = "/ =keyword enter w n"},
    {.command = COMMAND_PIN, .contexts = IN_BROWSER, .sees = "event:meeting-one"},
    {.command = COMMAND_UNDO, .contexts = IN_LIST, .keys = "f", .sees = "searches all panes"},
    {.command = COMMAND_UNDO,
     .contexts = IN_DETAIL,
     .keys = "f enter",
     .sees = "searches all panes"},
    {.command = COMMAND_UNDO, .contexts = IN_CHOOSER, .keys = "f t", .sees = "searches all panes"},
    {.command = COMMAND_FACETS, .contexts = IN_BROWSER | IN_CHOOSER, .sees = "→ column"},
    {.command = COMMAND_TIMELINE, .contexts = IN_BROWSER | IN_CHOOSER, .sees = "Timeline by"},
    {.command = COMMAND_WHO_SAID_WHAT,
     .contexts = IN_BROWSER | IN_CHOOSER,
     .sees = "─Who said what"},
    {.command = COMMAND_CHANGES, .contexts = IN_BROWSER | IN_CHOOSER},
    {.command = COMMAND_SORT, .contexts = IN_BROWSER, .sees = "Order of Events"},
    {.command = COMMAND_SORT, .contexts = IN_CHOOSER, .sees = "┌─Events"},
    {.command = COMMAND_COLUMNS, .contexts = IN_BROWSER | IN_CHOOSER, .sees = "Columns of Events"},
    {.command = COMMAND_COPY, .contexts = IN_BROWSER | IN_PLAIN, .request = REQUEST_SEND},
    {.command = COMMAND_COPY_WORDS, .contexts = IN_BROWSER | IN_PLAIN, .request = REQUEST_SEND},
    {.command = COMMAND_SOURCE, .contexts = IN_BROWSER, .sees = "┌─archive/one.txt"},
    {.command = COMMAND_SOURCE, .contexts = IN_SOURCE, .sees = "https://example.org/one"},
    {.command = COMMAND_EDIT, .contexts = IN_BROWSER, .request = REQUEST_RUN},
    {.command = COMMAND_PLAIN, .contexts = IN_BROWSER, .sees = "the text alone"},
    {.command = COMMAND_PLAIN, .contexts = IN_PLAIN, .sees = "┌─Quotes"},
    {.command = COMMAND_PRINT, .contexts = IN_VIEWS, .sees = ": print book.txt"},
    {.command = COMMAND_PRINT,
     .contexts = IN_VIEWS,
     .argument = "page.txt",
     .sees = "printed page.txt"},
    {.command = COMMAND_PRINT_PAPER, .contexts = IN_VIEWS, .request = REQUEST_RUN},
    {.command = COMMAND_MARK, .contexts = IN_LIST, .sees = "✓1"},
    {.command = COMMAND_NEXT_MARK, .contexts = IN_LIST, .keys = "j space g", .sees = "2 of 3"},
    {.command = COMMAND_NEXT_MARK,
     .contexts = IN_DETAIL,
     .keys = "j space g enter",
     .sees = "2 of 3"},
    {.command = COMMAND_CLEAR_MARKS,
     .contexts = IN_LIST,
     .keys = "space",
     .sees = "1 marks taken back"},
    {.command = COMMAND_CLEAR_MARKS,
     .contexts = IN_DETAIL,
     .keys = "space enter",
     .sees = "1 marks taken back"},
    {.command = COMMAND_DOWN, .contexts = IN_VIEWS | IN_NARROWING},
    {.command = COMMAND_NEXT_ROW, .contexts = IN_BROWSER, .sees = "2 of 3"},
    {.command = COMMAND_NEXT_ROW, .contexts = IN_PLAIN},
    {.command = COMMAND_PREVIOUS_ROW, .contexts = IN_LIST, .keys = "j", .sees = "1 of 3"},
    {.command = COMMAND_PREVIOUS_ROW, .contexts = IN_DETAIL, .keys = "j enter", .sees = "1 of 3"},
    {.command = COMMAND_PREVIOUS_ROW, .contexts = IN_PLAIN},
    {.command = COMMAND_UP, .contexts = IN_LIST, .keys = "j", .sees = "1 of 3"},
    {.command = COMMAND_UP, .contexts = IN_DETAIL, .keys = "enter j"},
    {.command = COMMAND_UP, .contexts = IN_HELP, .keys = "? j"},
    {.command = COMMAND_UP, .contexts = IN_CHOOSER, .keys = "s j"},
    {.command = COMMAND_UP, .contexts = IN_NARROWING, .keys = "? / =mark down"},
    {.command = COMMAND_UP, .contexts = IN_SOURCE, .keys = "o j"},
    {.command = COMMAND_UP, .contexts = IN_PLAIN, .keys = "3 j j w j"},
    {.command = COMMAND_PAGE_DOWN, .contexts = IN_VIEWS},
    {.command = COMMAND_HALF_DOWN, .contexts = IN_VIEWS},
    {.command = COMMAND_LAST, .contexts = IN_VIEWS},
    {.command = COMMAND_PAGE_UP, .contexts = IN_LIST, .keys = "G"},
    {.command = COMMAND_PAGE_UP, .contexts = IN_DETAIL, .keys = "enter G"},
    {.command = COMMAND_PAGE_UP, .contexts = IN_HELP, .keys = "? G"},
    {.command = COMMAND_PAGE_UP, .contexts = IN_CHOOSER, .keys = "s G"},
    {.command = COMMAND_PAGE_UP, .contexts = IN_SOURCE, .keys = "o G"},
    {.command = COMMAND_PAGE_UP, .contexts = IN_PLAIN, .keys = "3 j j w G"},
    {.command = COMMAND_HALF_UP, .contexts = IN_LIST, .keys = "G"},
    {.command = COMMAND_HALF_UP, .contexts = IN_DETAIL, .keys = "enter G"},
    {.command = COMMAND_HALF_UP, .contexts = IN_HELP, .keys = "? G"},
    {.command = COMMAND_HALF_UP, .contexts = IN_CHOOSER, .keys = "s G"},
    {.command = COMMAND_HALF_UP, .contexts = IN_SOURCE, .keys = "o G"},
    {.command = COMMAND_HALF_UP, .contexts = IN_PLAIN, .keys = "3 j j w G"},
    {.command = COMMAND_FIRST, .contexts = IN_LIST, .keys = "G", .sees = "1 of 3"},
    {.command = COMMAND_FIRST, .contexts = IN_DETAIL, .keys = "enter G"},
    {.command = COMMAND_FIRST, .contexts = IN_HELP, .keys = "? G", .sees = "Moving"},
    {.command = COMMAND_FIRST, .contexts = IN_CHOOSER, .keys = "s G", .sees = "as in the file"},
    {.command = COMMAND_FIRST, .contexts = IN_SOURCE, .keys = "o G"},
    {.command = COMMAND_FIRST, .contexts = IN_PLAIN, .keys = "3 j j w G"},
    {.command = COMMAND_CHOOSE,
     .contexts = IN_HELP,
     .keys = "? / =themark esc / =pin enter",
     .sees = "event:meeting-one"},
    {.command = COMMAND_CHOOSE, .contexts = IN_CHOOSER, .keys = "s j j", .sees = "↑"},
    {.command = COMMAND_NEXT_COLUMN, .contexts = IN_CHOOSER, .keys = "x"},
    {.command = COMMAND_PREVIOUS_COLUMN, .contexts = IN_CHOOSER, .keys = "x l"},
    {.command = COMMAND_MARK_OUT, .contexts = IN_CHOOSER, .keys = "t"},
    {.command = COMMAND_FINER, .contexts = IN_CHOOSER, .keys = "t - -", .sees = "by month"},
    {.command = COMMAND_COARSER, .contexts = IN_CHOOSER, .keys = "t + +", .sees = "by month"},
    {.command = COMMAND_READ_ON, .contexts = IN_CHOOSER, .keys = "C G", .sees = "Part 1."},
    {.command = COMMAND_READ_BACK, .contexts = IN_CHOOSER, .keys = "C G J J", .sees = "Part 1."},
    {.command = COMMAND_NARROW, .contexts = IN_HELP},
    {.command = COMMAND_KEEP, .contexts = IN_PROMPT, .sees = "n next"},
    {.command = COMMAND_RESTORE, .contexts = IN_PROMPT, .sees = "searches all panes"},
    {.command = COMMAND_YES, .contexts = IN_QUESTION, .request = REQUEST_RUN},
    {.command = COMMAND_NO, .contexts = IN_QUESTION},
    {.command = COMMAND_RUN,
     .contexts = IN_COMMAND,
     .keys = ": =set =theme =mono",
     .sees = "there is no command"},
    {.command = COMMAND_ABANDON, .contexts = IN_COMMAND, .sees = "searches all panes"},
    {.command = COMMAND_NARROW_KEEP, .contexts = IN_NARROWING, .sees = "/ search"},
    {.command = COMMAND_NARROW_CLEAR, .contexts = IN_NARROWING, .sees = "Moving"},
    {.command = COMMAND_COMPLETE, .contexts = IN_PROMPT, .keys = "/ =spe", .sees = "/ speaker:"},
    {.command = COMMAND_COMPLETE, .contexts = IN_COMMAND, .keys = ": =sor", .sees = ": sort"},
    {.command = COMMAND_COMPLETE_BACK,
     .contexts = IN_PROMPT,
     .keys = "/ =spe",
     .sees = "/ speaker_id:"},
    {.command = COMMAND_COMPLETE_BACK, .contexts = IN_COMMAND, .keys = ": =sor", .sees = ": sort"},
    {.command = COMMAND_LEFT, .contexts = IN_TYPING},
    {.command = COMMAND_LINE_START, .contexts = IN_TYPING},
    {.command = COMMAND_ERASE, .contexts = IN_TYPING},
    {.command = COMMAND_ERASE_WORD, .contexts = IN_TYPING},
    {.command = COMMAND_ERASE_LINE, .contexts = IN_TYPING},
    {.command = COMMAND_RIGHT, .contexts = IN_PROMPT, .keys = "/ =ab home"},
    {.command = COMMAND_RIGHT, .contexts = IN_COMMAND, .keys = ": =ab home"},
    {.command = COMMAND_RIGHT, .contexts = IN_NARROWING, .keys = "? / =ab home"},
    {.command = COMMAND_LINE_END, .contexts = IN_PROMPT, .keys = "/ =ab home"},
    {.command = COMMAND_LINE_END, .contexts = IN_COMMAND, .keys = ": =ab home"},
    {.command = COMMAND_LINE_END, .contexts = IN_NARROWING, .keys = "? / =ab home"},
    {.command = COMMAND_DELETE, .contexts = IN_PROMPT, .keys = "/ =ab home", .sees = "/ b"},
    {.command = COMMAND_DELETE, .contexts = IN_COMMAND, .keys = ": =ab home", .sees = ": b"},
    {.command = COMMAND_DELETE, .contexts = IN_NARROWING, .keys = "? / =ab home", .sees = "? b"},
    {.command = COMMAND_ERASE_END, .contexts = IN_PROMPT, .keys = "/ =ab home"},
    {.command = COMMAND_ERASE_END, .contexts = IN_COMMAND, .keys = ": =ab home"},
    {.command = COMMAND_ERASE_END, .contexts = IN_NARROWING, .keys = "? / =ab home"},
    {.command = COMMAND_OLDER,
     .contexts = IN_PROMPT,
     .keys = "/ =keyword enter / ^U",
     .sees = "/ keyword"},
    {.command = COMMAND_OLDER, .contexts = IN_COMMAND, .keys = ": =zoom enter :", .sees = ": zoom"},
    {.command = COMMAND_NEWER,
     .contexts = IN_PROMPT,
     .keys = "/ =keyword enter / ^U =new up",
     .sees = "/ new"},
    {.command = COMMAND_NEWER,
     .contexts = IN_COMMAND,
     .keys = ": =zoom enter : =new up",
     .sees = ": new"},
    {.command = COMMAND_CANCEL, .contexts = IN_LIST, .keys = "f", .sees = "searches all panes"},
    {.command = COMMAND_CANCEL, .contexts = IN_DETAIL, .sees = "↵ open"},
    {.command = COMMAND_CANCEL, .contexts = IN_HELP | IN_CHOOSER | IN_SOURCE, .sees = "┌─Events"},
    {.command = COMMAND_CANCEL, .contexts = IN_PLAIN, .sees = "┌─Quotes"},
    {.command = COMMAND_CLOSE, .contexts = IN_LIST, .request = REQUEST_QUIT},
    {.command = COMMAND_CLOSE, .contexts = IN_DETAIL, .sees = "↵ open"},
    {.command = COMMAND_CLOSE, .contexts = IN_HELP | IN_CHOOSER | IN_SOURCE, .sees = "┌─Events"},
    {.command = COMMAND_CLOSE, .contexts = IN_PLAIN, .sees = "┌─Quotes"},
    {.command = COMMAND_LIBRARY, .contexts = IN_VIEWS, .sees = "┌─Briefings"},
    {.command = COMMAND_OPEN, .contexts = IN_VIEWS, .sees = "┌─Briefings"},
    {.command = COMMAND_OPEN, .contexts = IN_VIEWS, .argument = "book", .request = REQUEST_OPEN},
    {.command = COMMAND_RELOAD, .contexts = IN_VIEWS | IN_TYPING, .request = REQUEST_RELOAD},
    {.command = COMMAND_REDRAW, .contexts = IN_VIEWS | IN_TYPING | IN_QUESTION, .sends_all = true},
    {.command = COMMAND_SUSPEND,
     .contexts = IN_VIEWS | IN_TYPING | IN_QUESTION,
     .request = REQUEST_SUSPEND},
    {.command = COMMAND_QUIT,
     .contexts = IN_VIEWS | IN_TYPING | IN_QUESTION,
     .request = REQUEST_QUIT},
    {.command = COMMAND_HELP,
     .contexts = IN_BROWSER | IN_CHOOSER | IN_SOURCE | IN_PLAIN | IN_PROMPT | IN_COMMAND,
     .sees = "┌─Help"},
    {.command = COMMAND_HELP, .contexts = IN_HELP | IN_NARROWING, .sees = "┌─Events"},
    {.command = COMMAND_COMMAND, .contexts = IN_VIEWS, .sees = "↵ run"},
    {.command = COMMAND_SET, .contexts = IN_VIEWS, .argument = "ascii on", .sees = "ascii is on"},
    {.command = COMMAND_SET, .contexts = IN_VIEWS, .sees = "theme"},
    {.command = COMMAND_MAP, .contexts = IN_BROWSER, .argument = "K search", .sees = "K search"},
    {.command = COMMAND_MAP, .contexts = IN_HELP, .argument = "help:K close", .sees = "K close"},
    {.command = COMMAND_MAP,
     .contexts = IN_CHOOSER,
     .argument = "view:K choose",
     .sees = "K choose"},
    {.command = COMMAND_MAP, .contexts = IN_VIEWS, .sees = "a key is missing"},
    {.command = COMMAND_UNMAP, .contexts = IN_BROWSER, .argument = "/"},
    {.command = COMMAND_UNMAP, .contexts = IN_HELP, .argument = "help:/"},
    {.command = COMMAND_UNMAP, .contexts = IN_CHOOSER, .argument = "view:enter"},
    {.command = COMMAND_UNMAP, .contexts = IN_VIEWS, .sees = "a key is missing"},
    {.command = COMMAND_CHECK, .contexts = IN_VIEWS, .sees = "┌─Check"},
    {.command = COMMAND_MESSAGES, .contexts = IN_VIEWS},
    {.command = COMMAND_CONFIG, .contexts = IN_VIEWS, .sees = "there is no config file"},
    {.command = COMMAND_CONFIG,
     .contexts = IN_VIEWS,
     .argument = "/dev/null/x",
     .sees = "cannot open"},
};

enum { EFFECTS = sizeof effects / sizeof effects[0], ROWS = 16, COLUMNS = 120 };

/* ---- Going there ---------------------------------------------------------------------------- */

static void *left; /* the folder of the test, which pages are printed into */

static int open_book(void **state)
{
    static struct interface interface;
    char copy[4096];
    const char *folder = getenv("SOURCE_FOLDER");
    interface = (struct interface){0};
    snprintf(copy, sizeof copy, "cp -R '%s/tests/screens/books/artificial' book && mkdir older",
             folder ? folder : ".");
    assert_int_equal(empty_folder_enter(&left), 0);
    assert_int_equal(system(copy), 0);
    make_file("older/briefing.csv", "id\nolder\n");
    make_file("book/briefing.csv",
              "id,title,supersedes,as_of,tlp,bottom_line\nbook,An artificial "
              "book,older,2001-06-30,AMBER,\"Part 1.\n\nPart 2.\n\nPart 3.\"\n");
    assert_true(interface_open(&interface, "book", NULL, false));
    *state = &interface;
    return 0;
}

static int close_book(void **state)
{
    interface_close(*state);
    return empty_folder_leave(&left);
}

/* All but the book begins anew. */
static void begin(struct interface *interface)
{
    struct model_options options = {
        .store = interface->store,
        .surroundings = {.editor = "vi", .browser = "browser", .printer = "lp"}};
    remove("page.txt");
    model_free(interface->model);
    interface->model = model_new(&options, NULL);
    assert_non_null(interface->model);
    interface_resize(interface, ROWS, COLUMNS);
}

static const char *way_to(unsigned context)
{
    size_t way = 0;
    while (ways[way].context != context)
        way++;
    return ways[way].keys;
}

static void go(struct interface *interface, const char *keys, unsigned context)
{
    char words[256];
    snprintf(words, sizeof words, "%s", keys ? keys : way_to(context));
    for (char *word = strtok(words, " "); word; word = strtok(NULL, " ")) {
        if (*word == '=' && word[1])
            interface_type(interface, word + 1);
        else
            assert_true(interface_press(interface, word));
    }
    assert_int_equal(view_context(interface->model), context);
    assert_int_equal(interface->model->request, REQUEST_NOTHING);
}

static bool has_changed(const struct frame *frame, const struct frame *before)
{
    return frame->cursor_row != before->cursor_row ||
           frame->cursor_column != before->cursor_column ||
           memcmp(frame->cells, before->cells,
                  frame->rows * frame->columns * sizeof *frame->cells) != 0;
}

/* ---- What came of it ------------------------------------------------------------------------ */

static void print_failure(struct interface *interface, const struct effect *effect, const char *how)
{
    struct buffer picture = {0};
    interface_append_picture(interface, &picture);
    fprintf(stderr, "# %s, %s, \"%s\" was to be seen:\n%s", tui_command(effect->command)->name, how,
            effect->sees ? effect->sees : "a change", buffer_string(&picture));
    buffer_free(&picture);
}

static void check_effect(struct interface *interface, const struct effect *effect,
                         const struct frame *before, unsigned stale, const char *how)
{
    bool done = !effect->sees || interface_shows(interface, effect->sees);
    expect_invariants(interface);
    if (effect->request)
        done = interface->model->request == effect->request;
    else if (effect->sends_all)
        done = stale & STALE_TERMINAL;
    else
        done = done && has_changed(&interface->frame, before);
    if (!done)
        print_failure(interface, effect, how);
    assert_true(done);
}

static void look_before(struct interface *interface, const struct effect *effect,
                        struct frame *before)
{
    bool already = effect->sees && interface_shows(interface, effect->sees);
    if (already)
        print_failure(interface, effect, "before");
    assert_false(already);
    assert_true(draw_screen(interface->model, &interface->frame));
    copy_frame(before, &interface->frame);
}

static void try_key(struct interface *interface, const struct effect *effect, unsigned context,
                    uint32_t key)
{
    struct frame before = {0};
    begin(interface);
    go(interface, effect->keys, context);
    look_before(interface, effect, &before);
    unsigned stale = update_key(interface->model, key);
    interface_wait(interface->model);
    check_effect(interface, effect, &before, stale, "by a key");
    frame_free(&before);
}

/* The prompt for it may be opened in views only. */
static void try_name(struct interface *interface, const struct effect *effect, unsigned context)
{
    struct frame before = {0};
    begin(interface);
    go(interface, effect->keys, context);
    look_before(interface, effect, &before);
    interface_press(interface, ":");
    interface_type(interface, tui_command(effect->command)->name);
    interface_type(interface, " ");
    interface_type(interface, effect->argument ? effect->argument : "");
    unsigned stale = update_key(interface->model, CONTROL_ENTER);
    interface_wait(interface->model);
    check_effect(interface, effect, &before, stale, "by its name");
    frame_free(&before);
}

/* ---- The tests ------------------------------------------------------------------------------ */

static void test_keys(void **state)
{
    struct keymap keymap;
    assert_true(keymap_begin(&keymap));
    for (size_t i = 0; i < EFFECTS; i++) {
        const struct binding *binding;
        for (size_t place = 0; (binding = keymap_binding(&keymap, place)); place++) {
            unsigned contexts = effects[i].argument ? 0 : binding->contexts & effects[i].contexts;
            for (size_t way = 0; way < sizeof ways / sizeof ways[0]; way++)
                if (binding->command == effects[i].command && (contexts & ways[way].context))
                    try_key(*state, &effects[i], ways[way].context, binding->key);
        }
    }
    keymap_free(&keymap);
}

static void test_names(void **state)
{
    for (size_t i = 0; i < EFFECTS; i++)
        for (size_t way = 0; way < sizeof ways / sizeof ways[0]; way++)
            if (ways[way].context & effects[i].contexts & IN_VIEWS)
                try_name(*state, &effects[i], ways[way].context);
}

/* Each command is in the table for wherever it has a key; one without has them all. */
static void test_table_is_whole(void **state)
{
    (void)state;
    for (enum command_id id = 0; id < COMMAND_COUNT; id++) {
        unsigned contexts = 0;
        for (size_t i = 0; i < EFFECTS; i++)
            contexts |= effects[i].command == id ? effects[i].contexts : 0;
        if (contexts != keymap_contexts(id))
            fail_msg("%s is tried in %#x, and has keys in %#x", tui_command(id)->name, contexts,
                     keymap_contexts(id));
    }
}

/* Where a command makes no sense its name says why, and changes nothing else. */
static void test_names_elsewhere(void **state)
{
    struct interface *interface = *state;
    static const unsigned views[] = {IN_LIST, IN_DETAIL, IN_HELP, IN_CHOOSER, IN_SOURCE, IN_PLAIN};
    for (size_t view = 0; view < sizeof views / sizeof views[0]; view++) {
        begin(interface);
        go(interface, NULL, views[view]);
        for (enum command_id id = 0; id < COMMAND_COUNT; id++) {
            if (keymap_contexts(id) & views[view])
                continue;
            struct buffer says = {0};
            buffer_append_format(&says, "%s does something only ", tui_command(id)->name);
            interface_press(interface, ":");
            interface_type(interface, tui_command(id)->name);
            interface_press(interface, "enter");
            assert_true(interface_shows(interface, buffer_string(&says)));
            buffer_free(&says);
            expect_invariants(interface);
            interface_press(interface, "esc");
            assert_int_equal(view_context(interface->model), views[view]);
        }
    }
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table_is_whole),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_names_elsewhere),
    };
    return cmocka_run_group_tests(tests, open_book, close_book);
}
