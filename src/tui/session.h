/* session.h: what a run of the interface is made of, for loop.c and those that do its work. */
#ifndef TUI_SESSION_H
#define TUI_SESSION_H

#include <poll.h>

#include "tui/engine.h"
#include "tui/outside.h"
#include "tui/screen.h"

enum watched { WATCH_KEYS, WATCH_SIGNALS, WATCH_NEWS, WATCH_FILES, WATCHED };

struct session {
    struct engine engine;
    struct screen *screen;
    struct frame frame;
    struct outside outside;
    bool has_mouse; /* the terminal reports what the mouse does */
    struct pollfd watched[WATCHED];
    unsigned stale;
    bool news_waits;           /* it has come, but was not taken in */
    long long shown_at;        /* when the newest frame was shown, in milliseconds */
    unsigned long shown_asked; /* and which query it answered */
    bool shown_match;          /* with a match */
    bool shown_all;            /* with all of them */
    bool over;
    int signal; /* that ended it; 0 for none */
};

/* Takes the size of the screen. */
void session_take_size(struct session *session);

/* Does what the model asks for, and what follows from that. */
void session_carry_out(struct session *session);

/* Takes the signals that have come. */
void session_take_signals(struct session *session);

#endif
