/* model.h: all that the interface knows, as plain data.
 *
 * Commands (command.h) change the upper part; model_settle() brings the lower part up to date with
 * it and with what the loader and the search have found; draw.h makes a picture of it. */
#ifndef TUI_MODEL_H
#define TUI_MODEL_H

#include "tui/archive.h"
#include "tui/asked.h"
#include "tui/chooser.h"
#include "tui/completing.h"
#include "tui/detail.h"
#include "tui/errand.h"
#include "tui/geometry.h"
#include "tui/linked.h"
#include "tui/prompt.h"
#include "tui/surroundings.h"
#include "tui/viewpoint.h"

/* What a change makes stale; flags. */
enum stale {
    STALE_NOTHING = 0,
    STALE_FRAME = 1 << 0,   /* the picture */
    STALE_TERMINAL = 1 << 1 /* and whatever stands on the terminal: every cell is sent again */
};

/* What is open over the browser; each has a view, see view.h. */
enum opened { OPENED_NOTHING, OPENED_HELP, OPENED_SOURCE, OPENED_COUNT };

/* The help. */
struct helping {
    enum opened below; /* what was open before, and is again when it closes */
    unsigned context;  /* which keys it is about */
    struct chooser chooser;
};

/* The archived text of a source. */
struct reading {
    struct archive archive;
    struct record source;
    size_t top; /* the first line in view */
    bool moved; /* by the reader, away from where the quotation is shown */
};

struct model;

/* A question that is answered by yes or no before anything else. */
struct question {
    unsigned (*yes)(struct model *model); /* what yes does; NULL when nothing is asked */
    struct buffer words;                  /* clean */
};

/* What was copied last. */
struct copied {
    struct buffer text; /* byte for byte */
    struct buffer what; /* it is, in words */
};

/* What the loop is asked to do. */
enum request {
    REQUEST_NOTHING,
    REQUEST_SUSPEND,
    REQUEST_QUIT,
    REQUEST_RUN,  /* the errand */
    REQUEST_SEND, /* what is to be sent, to the terminal */
    REQUEST_RELOAD
};

struct model_options {
    const struct store *store; /* started; must live longer */
    bool ascii;
    struct surroundings surroundings;
    search_changed *changed; /* see search_start(); may be NULL */
    void *context;
};

struct model {
    struct model_options options;
    size_t rows; /* of the screen */
    size_t columns;
    struct viewpoint here;
    struct asked asked; /* for here.query */
    struct history back;
    struct history forward;
    struct history undone; /* where the reader was before each change of the query */
    struct prompt prompt;
    struct completing completing; /* what is typed there */
    bool prompting;
    bool prompt_changed;           /* since the prompt was opened */
    struct viewpoint prompt_start; /* while prompting: where Esc leads back to */
    struct asked prompt_asked;     /* and its answers, once changed */
    bool landing;                  /* the focus is to go where the query matches */
    enum table_id landing_from;
    enum opened opened;
    struct helping helping;
    struct buffer message; /* clean; "" for none */
    enum request request;
    struct reading reading;
    struct buffer url; /* that is to be opened */
    struct question question;
    struct copied copied;
    struct errand errand;  /* for REQUEST_RUN */
    struct buffer sending; /* for REQUEST_SEND: bytes that the terminal acts on */
    unsigned long asked_count;

    /* What follows from the above; model_settle() keeps it. */
    bool exists[TABLE_COUNT]; /* which tables have a pane */
    struct geometry geometry;
    struct detail detail;
    struct linked linked;  /* to the record that the focus is on */
    struct buffer heading; /* title, revision, date: clean */
    struct buffer marking; /* clean */
    unsigned heading_key;
};

/* Begins with an optional query. NULL when memory is out. */
struct model *model_new(const struct model_options *options, const char *query);

/* Brings the lower part up to date. */
void model_settle(struct model *model);

/* The record that the focus is on; false when no row shows in the pane. */
bool model_record(const struct model *model, struct record *record);

/* The first line of the detail in view. */
size_t model_detail_top(const struct model *model);

/* Makes a row the one of its pane. */
void model_choose(struct model *model, struct record record);

/* Asks for another text; rows, scroll and focus stay where they can. */
void model_ask(struct model *model, const char *text);

/* Asks for what here.query says, after a viewpoint was restored. */
void model_ask_again(struct model *model);

/* Goes to a viewpoint kept before, whose query the model then owns, and asks for it again. */
void model_return(struct model *model, const struct viewpoint *there);

/* Keeps where the reader was before the query changed, for undo. */
void model_remember(struct model *model, const struct viewpoint *before);

/* How text is to pass the gate on its way to a line of the screen. */
unsigned model_gate(const struct model *model);

/* Tells the reader something, until the next key. `model_say_memory` is for when memory is out. */
void model_say(struct model *model, const char *format, ...) __attribute__((format(printf, 2, 3)));
void model_say_memory(struct model *model);

/* Asks the reader something, until yes or no. */
void model_question(struct model *model, unsigned (*yes)(struct model *model), const char *format,
                    ...) __attribute__((format(printf, 3, 4)));

/* Tells why something failed: the first diagnostic, or that memory is out when there is none. */
void model_say_why(struct model *model, const struct diag_list *diags);

void model_free(struct model *model);

#endif
