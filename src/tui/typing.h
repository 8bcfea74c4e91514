/* typing.h: the line that keys are typed into: a search, a command, or what the help is searched for.
 *
 * Each has a prompt of its own in the model; how a line is edited is the same for all. */
#ifndef TUI_TYPING_H
#define TUI_TYPING_H

#include "tui/model.h"

enum typing { TYPING_NOTHING, TYPING_SEARCH, TYPING_COMMAND, TYPING_NARROWING };

/* Which line takes the keys, if any does. */
enum typing typing_of(const struct model *model);

/* Its context, see keymap.h; 0 for none. */
unsigned typing_context(const struct model *model);

/* What stands before it on the screen; "/" where none is typed, for the query. */
const char *typing_sign(const struct model *model);

/* Its prompt; NULL for none. */
const struct prompt *typing_shown(const struct model *model);
struct prompt *typing_prompt(struct model *model);

/* Takes note that its text has changed; returns what became stale. */
unsigned typing_changed(struct model *model);

#endif
