/* tui.h: the terminal interface, for those who start it.
 *
 * How it works: keys come from the terminal (screen.c), the keymap names a command for each, the
 * command changes the model (model.h) and says what became stale, model_settle() brings what follows
 * from it up to date, draw.c makes a frame of cells from the model alone, and screen.c sends the
 * cells that differ. So every screen can be asked for without a terminal, and curses is known to one
 * file. loop.c waits for the terminal, the loader, the search and signals, and for nothing else. */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "briefbook/diag.h"
#include "tui/theme.h"

struct tui_options {
    const char *path;    /* the briefing to open, as store_open() takes it */
    const char *folders; /* that other briefings are looked for in, see library_search_path() */
    const char *query;   /* asked at the start; NULL for none */
    bool no_state;       /* neither read what was kept of the last time, nor keep anything */
    bool ascii;          /* draw and spell in ASCII (also done where the locale is not UTF-8) */
    bool no_color;       /* attributes only, whatever the theme */
    bool themed;         /* in this theme, whatever the config file says */
    enum theme theme;
};

/* How the interface ended. Ended by signal N, it is TUI_SIGNALLED + N, as shells count. */
enum tui_status {
    TUI_DONE = 0,
    TUI_FAILED = 2, /* the briefing could not be opened, or memory ran out: see the diagnostics */
    TUI_NO_TERMINAL = 3, /* there is no terminal that can show it [terminal]: print instead */
    TUI_SIGNALLED = 128
};

/* Opens the briefing, shows it and returns when the reader leaves; the terminal is then as it was.
 * setlocale() must have been called, and standard output should be a terminal; keys are read from
 * /dev/tty where standard input is none. Diagnostics say what failed, and which tables of a briefing
 * that was shown could not be opened. */
int tui_run(const struct tui_options *options, struct diag_list *diags);

/* The same as plain lines: they are read from standard input up to its end, and answered on standard
 * output, neither of which needs to be a terminal. */
int tui_run_linear(const struct tui_options *options, struct diag_list *diags);

#endif
