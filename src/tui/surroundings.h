/* surroundings.h: what stands outside of the program, as the environment names it. */
#ifndef TUI_SURROUNDINGS_H
#define TUI_SURROUNDINGS_H

#include <stdbool.h>

/* What stands between the program and the terminal that has the clipboard. */
enum multiplexer { MULTIPLEXER_NONE, MULTIPLEXER_TMUX, MULTIPLEXER_SCREEN };

/* Commands as people write them, see arguments_add_words(); NULL where there is none. */
struct surroundings {
    const char *editor;  /* VISUAL, else EDITOR, else `editor` or `vi` */
    const char *browser; /* of BROWSER, else `xdg-open` */
    const char *printer; /* `lp` */
    enum multiplexer multiplexer;
};

/* Reads the environment; the strings are those of getenv(3), or static. */
struct surroundings surroundings_read(void);

/* Whether a program is in one of the folders of PATH. */
bool program_is_there(const char *name);

#endif
