/* command.h: what a reader can do.
 *
 * The vocabulary stands in commands.def, once: the enum below, the help, the footer and whatever
 * else names commands follow from it. A command changes the model and returns what became stale. */
#ifndef TUI_COMMAND_H
#define TUI_COMMAND_H

#include "tui/model.h"

enum command_id {
#define COMMAND(symbol, name, group, function, argument, when, hint, help) COMMAND_##symbol,
#include "tui/commands.def"
#undef COMMAND
    COMMAND_COUNT,
    COMMAND_NONE = COMMAND_COUNT
};

/* X(SYMBOL, heading in the help), in the order of the help. */
#define COMMAND_GROUPS(X)                 \
    X(MOVING, "Moving")                   \
    X(SEARCHING, "Searching")             \
    X(FOLLOWING, "Reading and following") \
    X(OUTSIDE, "Taking it elsewhere")     \
    X(ARRANGING, "Panes")                 \
    X(CHOOSING, "In a view")              \
    X(TYPING, "Typing a search")          \
    X(LEAVING, "Leaving")

enum command_group {
#define GROUP_ENUM(symbol, heading) GROUP_##symbol,
    COMMAND_GROUPS(GROUP_ENUM)
#undef GROUP_ENUM
        GROUP_COUNT
};

struct command {
    const char *name;
    enum command_group group;
    unsigned (*function)(struct model *model, int argument);
    int argument;
    bool (*when)(const struct model *model);
    const char *hint;
    const char *help;
};

const struct command *tui_command(enum command_id id);
const char *tui_group_heading(enum command_group group);

/* Runs a command; returns what became stale. */
unsigned tui_command_run(struct model *model, enum command_id id);

/* The functions and conditions that commands.def names, by the file that holds them. */

/* view.c */
unsigned do_move(struct model *model, int step);
unsigned do_choose(struct model *model, int unused);
unsigned do_close(struct model *model, int unused);
unsigned do_cancel(struct model *model, int unused);
bool when_cancel(const struct model *model);

/* view-help.c */
unsigned do_help(struct model *model, int unused);

/* arrange.c */
unsigned do_next_pane(struct model *model, int direction);
unsigned do_pane(struct model *model, int number);
unsigned do_zoom(struct model *model, int unused);
unsigned do_redraw(struct model *model, int unused);
unsigned do_suspend(struct model *model, int unused);
unsigned do_quit(struct model *model, int unused);
bool when_always(const struct model *model);

/* follow.c */
unsigned do_open(struct model *model, int unused);
unsigned do_list(struct model *model, int unused);
unsigned do_next_link(struct model *model, int direction);
unsigned do_follow(struct model *model, int unused);
unsigned do_back(struct model *model, int unused);
unsigned do_forward(struct model *model, int unused);
bool when_back(const struct model *model);
bool when_forward(const struct model *model);

/* copy.c */
unsigned do_copy(struct model *model, int words_alone);

/* source.c */
unsigned do_source(struct model *model, int unused);
bool when_source(const struct model *model);

/* question.c */
unsigned do_yes(struct model *model, int unused);
unsigned do_no(struct model *model, int unused);

/* edit.c */
unsigned do_edit(struct model *model, int unused);

/* search-line.c */
unsigned do_search(struct model *model, int unused);
unsigned do_keep(struct model *model, int unused);
unsigned do_restore(struct model *model, int unused);
unsigned do_type(struct model *model, uint32_t character); /* keys without a command do this */
unsigned do_cursor_left(struct model *model, int unit);
unsigned do_cursor_right(struct model *model, int unit);
unsigned do_erase_left(struct model *model, int unit);
unsigned do_erase_right(struct model *model, int unit);
unsigned do_older(struct model *model, int unused);
unsigned do_newer(struct model *model, int unused);
unsigned do_complete(struct model *model, int direction);

/* pin.c */
unsigned do_pin(struct model *model, int unused);
bool when_pin(const struct model *model);

/* undo.c */
unsigned do_undo(struct model *model, int unused);
bool when_undo(const struct model *model);

/* walk.c */
unsigned do_next_match(struct model *model, int direction);
bool when_asked(const struct model *model);

#endif
