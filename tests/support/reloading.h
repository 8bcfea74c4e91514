/* reloading.h: a briefing that changes while it is shown, without a terminal.
 *
 * Time is counted by the test: a turn of the loop takes some milliseconds for the reload, and less in
 * truth. What is not as expected fails the test. */
#ifndef TEST_RELOADING_H
#define TEST_RELOADING_H

#include "support/interface.h"
#include "tui/reload.h"

#define EVENTS "id,title\n"
#define QUOTES "id,text,event_id,source_ids\n"

struct session {
    struct interface interface; /* its store is the reload's */
    struct reload reload;
    long long now;
};

/* Twelve events: a, A to l, L. */
extern const char twelve_events[];

/* Makes the briefing "book": these events, quotes of b and c, their sources s and t. */
void make_reloaded_book(void);

/* Opens a briefing, 80 x 24, and waits until it is loaded. */
void open_session(struct session *session, const char *path);
void close_session(struct session *session);

/* One turn of the loop; turns until there is nothing more to do. */
void take_turn(struct session *session);
void let_rest(struct session *session);

const char *message_of(const struct session *session);
void assert_says(const struct session *session, const char *text);

/* Presses keys, named with blanks between them. */
void press(struct session *session, const char *names);

/* Runs a command, typed at ":". */
void run_command(struct session *session, const char *command);

/* Expects that a text is on the screen, or is not. */
void assert_shows(struct session *session, const char *text, bool expected);

/* Expects that the focus is on the record of this id. */
void assert_on(const struct session *session, const char *id);

#endif
