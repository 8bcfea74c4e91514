/* command.h: what a reader can do.
 *
 * The vocabulary stands in commands.def, once: command-id.h, the help, the footer and whatever
 * else names commands follow from it. A command changes the model and returns what became stale. */
#ifndef TUI_COMMAND_H
#define TUI_COMMAND_H

#include "tui/command-id.h"
#include "tui/command-line.h"
#include "tui/model.h"

/* X(SYMBOL, heading in the help), in the order of the help. */
#define COMMAND_GROUPS(X)                 \
    X(MOVING, "Moving")                   \
    X(SEARCHING, "Searching")             \
    X(FOLLOWING, "Reading and following") \
    X(MARKING, "Marking")                 \
    X(OUTSIDE, "Taking it elsewhere")     \
    X(ARRANGING, "Panes")                 \
    X(CHOOSING, "In a view")              \
    X(TYPING, "Typing a line")            \
    X(COMMANDING, "Commands")             \
    X(SETTING, "Settings and keys")       \
    X(LEAVING, "Leaving")

enum command_group {
#define GROUP_ENUM(symbol, heading) GROUP_##symbol,
    COMMAND_GROUPS(GROUP_ENUM)
#undef GROUP_ENUM
        GROUP_COUNT
};

/* What the text that a command takes is, for completing it. */
enum text_kind {
    TEXT_NONE,
    TEXT_WORDS,
    TEXT_NUMBER,
    TEXT_SETTING,
    TEXT_BINDING,
    TEXT_KEY,
    TEXT_PATH,
    TEXT_PAGE,  /* options of a page, and a path */
    TEXT_PAPER, /* options of a page, and words */
    TEXT_BRIEFING
};

struct command {
    const char *name; /* as it is typed at ":" */
    enum command_group group;
    unsigned (*function)(struct model *model, int argument);
    int argument;
    unsigned (*take)(struct model *model, const struct typed *typed); /* one that takes text */
    enum text_kind kind;
    const char *usage; /* how the text is written; "" for none */
    bool (*when)(const struct model *model);
    const char *hint;
    const char *help;
};

const struct command *tui_command(enum command_id id);
const char *tui_group_heading(enum command_group group);

/* Runs a command, with what was typed behind its name if it takes text; returns what became stale. */
unsigned tui_command_run(struct model *model, enum command_id id, const struct typed *typed);

/* The functions and conditions that commands.def names, by the file that holds them. */

/* view-browse.c */
unsigned do_next_row(struct model *model, int step);

/* view.c */
unsigned do_move(struct model *model, int step);
unsigned do_choose(struct model *model, const struct typed *typed);
unsigned choose_line(struct model *model); /* what is chosen */
bool when_browsing(const struct model *model);
unsigned do_side(struct model *model, int direction);
bool when_side(const struct model *model);
unsigned do_mark_out(struct model *model, int unused);
bool when_mark_out(const struct model *model);
unsigned do_scale(struct model *model, int direction);
bool when_scale(const struct model *model);
unsigned do_read(struct model *model, int step);
bool when_read(const struct model *model);
unsigned do_close(struct model *model, int unused);
unsigned do_cancel(struct model *model, int unused);
bool when_open(const struct model *model);   /* something is open that is closed before all else */
bool when_cancel(const struct model *model); /* only the query is left to be cleared */

/* view-help.c */
unsigned do_help(struct model *model, const struct typed *typed);
unsigned do_narrow(struct model *model, int unused);
unsigned do_narrow_keep(struct model *model, int unused);
unsigned do_narrow_clear(struct model *model, int unused);
unsigned help_narrowed(struct model *model); /* what the help is searched for has changed */

/* view-plain.c */
unsigned do_plain(struct model *model, int unused);

/* view-timeline.c */
unsigned do_timeline(struct model *model, int unused);

/* view-matrix.c */
unsigned do_matrix(struct model *model, int unused);

/* view-changes.c */
unsigned do_changes(struct model *model, int unused);

/* view-check.c */
unsigned do_check(struct model *model, int unused);

/* view-library.c */
unsigned do_library(struct model *model, int unused);
unsigned do_open(struct model *model, const struct typed *typed);

/* view-columns.c */
unsigned do_columns(struct model *model, int unused);
bool when_ticking(const struct model *model);

/* view-sort.c */
unsigned do_sort(struct model *model, int unused);

/* view-facets.c */
unsigned do_facets(struct model *model, int unused);

/* arrange.c */
unsigned do_next_pane(struct model *model, int direction);
unsigned do_pane(struct model *model, int number);
unsigned do_zoom(struct model *model, int unused);
unsigned do_redraw(struct model *model, int unused);
unsigned do_suspend(struct model *model, int unused);
unsigned do_quit(struct model *model, int unused);
bool when_always(const struct model *model);

/* follow.c */
unsigned do_detail(struct model *model, int unused);
unsigned do_list(struct model *model, int unused);
unsigned do_next_link(struct model *model, int direction);
unsigned do_follow(struct model *model, const struct typed *typed);
unsigned follow_link(struct model *model); /* the current one, or to the first */
unsigned follow_to(struct model *model, struct record target);  /* as a link leads there */
unsigned follow_out(struct model *model, struct record target); /* of a list over the browser */
unsigned do_back(struct model *model, int unused);
unsigned do_forward(struct model *model, int unused);
bool when_row(const struct model *model);
bool when_links(const struct model *model);
bool when_back(const struct model *model);
bool when_forward(const struct model *model);

/* mark.c */
unsigned do_mark(struct model *model, int unused);
unsigned do_next_mark(struct model *model, int unused);
unsigned do_clear_marks(struct model *model, int unused);
bool when_marked(const struct model *model);

/* reload.c */
unsigned do_reload(struct model *model, int unused);

/* command-prompt.c */
void command_prompt_open(struct model *model, const char *text); /* with a text to go on from */
unsigned do_command(struct model *model, int unused);
unsigned do_run(struct model *model, int unused);
unsigned do_abandon(struct model *model, int unused);

/* copy.c */
unsigned do_copy(struct model *model, int words_alone);
void model_copy(struct model *model, struct slice text, const char *what);

/* source.c */
unsigned do_source(struct model *model, int unused);
bool when_source(const struct model *model);

/* print.c */
unsigned do_print(struct model *model, const struct typed *typed);
unsigned do_print_paper(struct model *model, const struct typed *typed);

/* question.c */
unsigned do_yes(struct model *model, int unused);
unsigned do_no(struct model *model, int unused);
unsigned question_insist(struct model *model); /* a key that is no answer does this */

/* edit.c */
unsigned do_edit(struct model *model, int unused);

/* search-line.c */
unsigned do_search(struct model *model, const struct typed *typed);
unsigned search_line_open(struct model *model);
unsigned do_keep(struct model *model, int unused);
unsigned do_restore(struct model *model, int unused);

/* typing.c */
unsigned do_type(struct model *model, uint32_t character); /* keys without a command do this */
unsigned do_paste(struct model *model, struct slice text); /* pasted text does this */
unsigned do_cursor_left(struct model *model, int unit);
unsigned do_cursor_right(struct model *model, int unit);
unsigned do_erase_left(struct model *model, int unit);
unsigned do_erase_right(struct model *model, int unit);
unsigned do_erase_line(struct model *model, int unused);
unsigned do_older(struct model *model, int unused);
unsigned do_newer(struct model *model, int unused);
unsigned do_complete(struct model *model, int direction);
void search_line_ask(struct model *model); /* for what was typed since the last time, if anything */

/* view-messages.c */
unsigned do_messages(struct model *model, int unused);

/* settings.c, mapping.c, config.c */
unsigned do_set(struct model *model, const struct typed *typed);
unsigned do_map(struct model *model, const struct typed *typed);
unsigned do_unmap(struct model *model, const struct typed *typed);
unsigned do_config(struct model *model, const struct typed *typed);

/* pin.c */
unsigned do_pin(struct model *model, int unused);
bool when_pin(const struct model *model);

/* undo.c */
unsigned do_undo(struct model *model, int unused);
bool when_undo(const struct model *model);

/* walk.c */
unsigned do_next_match(struct model *model, int direction);
bool when_match(const struct model *model);

#endif
