/* model.h: all that the interface knows, as plain data.
 *
 * Commands (command.h) change the upper part; model_settle() brings the lower part up to date with
 * it and with what the loader and the search have found; draw.h makes a picture of it. */
#ifndef TUI_MODEL_H
#define TUI_MODEL_H

#include "briefbook/query-edit.h"
#include "tui/archive.h"
#include "tui/asked.h"
#include "tui/checking.h"
#include "tui/chooser.h"
#include "tui/completing.h"
#include "tui/counting.h"
#include "tui/detail.h"
#include "tui/errand.h"
#include "tui/facet-counts.h"
#include "tui/geometry.h"
#include "tui/keymap.h"
#include "tui/linked.h"
#include "tui/listing.h"
#include "tui/marks.h"
#include "tui/matrix.h"
#include "tui/pane-columns.h"
#include "tui/pane-order.h"
#include "tui/printing.h"
#include "tui/prompt.h"
#include "tui/restoring.h"
#include "tui/settings.h"
#include "tui/superseded.h"
#include "tui/surroundings.h"
#include "tui/timeline.h"
#include "tui/verifying.h"
#include "tui/viewpoint.h"

/* What a change makes stale; flags. */
enum stale {
    STALE_NOTHING = 0,
    STALE_FRAME = 1 << 0,   /* the picture */
    STALE_TERMINAL = 1 << 1 /* and whatever stands on the terminal: every cell is sent again */
};

/* The help. */
struct helping {
    bool narrowing;       /* what it is searched for is typed */
    struct prompt prompt; /* what that is */
    enum opened below;    /* what was open before, and is again when it closes */
    unsigned context;     /* which keys it is about */
    struct chooser chooser;
};

/* The line for commands. */
struct commanding {
    bool open;
    enum opened over; /* what was open when it was opened */
    struct prompt prompt;
};

/* The archived text of a source. */
struct reading {
    struct archive archive;
    struct record source;
    size_t top; /* the first line in view */
    bool moved; /* by the reader, away from where the quotation is shown */
};

/* Where the detail was when its text alone was opened, and will be again. */
struct plain {
    struct record record;
    size_t top;
    long link;
};

struct model;

/* A question that is answered by yes or no before anything else. */
struct question {
    unsigned (*yes)(struct model *model); /* what yes does; NULL when nothing is asked */
    struct buffer words;                  /* clean */
    struct buffer insisting;              /* the same with the keys that answer it before it, */
    bool insists;                         /* which are shown once another was pressed */
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
    REQUEST_RELOAD,
    REQUEST_OPEN
};

struct model_options {
    const struct store *store; /* started; must live longer */
    bool ascii;
    struct surroundings surroundings;
    bool is_linear; /* there is no picture: lines are told one after the other, see linear.h */
    search_changed *changed; /* see search_start(); may be NULL */
    void *context;
    const struct diag_list *opening; /* what opening the store found wrong, NULL for nothing */
    const char *folders; /* that briefings are looked for in, see library.h; NULL: none */
};

/* The newest click, for the one that may follow it. */
struct click {
    bool on_row; /* of a pane, or a line of a view */
    size_t row;  /* of the screen */
    size_t column;
    long long time; /* in milliseconds */
};

/* From which pane the focus went, since its table was gone, and whereto. */
struct away {
    bool is_set;
    enum table_id from;
    enum table_id to;
};

struct model {
    struct model_options options;
    size_t rows; /* of the screen */
    size_t columns;
    struct viewpoint here;
    struct asked asked; /* for here.query */
    struct marks marks;
    struct restoring restoring;
    struct away away;
    struct keymap keymap;
    struct settings settings;
    bool needs_ascii;        /* as the options said at the start */
    struct diag_list faults; /* in the config file */
    struct chooser messages; /* the list of these */
    struct buffer state;     /* what checking has to tell in the heading */
    struct history back;
    struct history forward;
    struct history undone; /* where the reader was before each change of the query */
    struct prompt prompt;
    struct completing completing; /* what is typed there */
    bool prompting;
    bool typed;                    /* its text differs from what was asked */
    bool prompt_changed;           /* another text was asked since the prompt was opened */
    struct viewpoint prompt_start; /* while prompting: where Esc leads back to */
    struct asked prompt_asked;     /* and its answers, once changed */
    bool landing;                  /* the focus is to go where the query matches */
    enum table_id landing_from;
    enum opened opened;
    struct helping helping;
    struct facet_choice facets;
    struct commanding commanding;
    struct time_choice timeline;
    struct matrix_choice matrix;
    struct chooser sorting;
    struct checking checking;
    struct listing listing;
    struct superseded superseded;
    struct pane_order orders[TABLE_COUNT];
    struct chooser ticking; /* among the columns of a pane */
    struct pane_columns pane_columns[TABLE_COUNT];
    struct buffer message; /* clean; "" for none */
    enum request request;
    struct buffer wanted; /* the path of the briefing that REQUEST_OPEN is about */
    bool unsettled;       /* keys were taken since model_settle() */
    struct click clicked;
    struct reading reading;
    struct plain plain;
    struct buffer url; /* that is to be opened */
    struct question question;
    struct copied copied;
    struct printing printing;
    struct errand errand;  /* for REQUEST_RUN */
    struct buffer sending; /* for REQUEST_SEND: bytes that the terminal acts on */
    unsigned long asked_count;
    struct dropped_searches dropped; /* for what is asked no longer */

    /* What follows from the above; model_settle() keeps it. */
    bool exists[TABLE_COUNT]; /* which tables have a pane */
    struct geometry geometry;
    struct detail detail;
    struct verifying verifying;
    struct linked linked;     /* to the record that the focus is on */
    struct counting counting; /* for the opened view */
    struct buffer heading;    /* title, revision, date: clean */
    struct buffer marking;    /* clean */
    unsigned heading_key;
};

/* Begins with an optional query. NULL when memory is out. */
struct model *model_new(const struct model_options *options, const char *query);

/* Makes it the model of another briefing, as it begins; settings, keys and the size stay. The store
 * from before is used as long as model_reads() says. */
void model_open(struct model *model, const struct store *store);

/* Brings the lower part up to date. */
void model_settle(struct model *model);

/* Only what is needed to move in the lists: which rows show, and where. */
void model_settle_lists(struct model *model);

/* The record that the focus is on; false when no row shows in the pane. */
bool model_record(const struct model *model, struct record *record);

/* The first line of the detail in view. */
size_t model_detail_top(const struct model *model);

/* Makes a row the one of its pane. */
void model_choose(struct model *model, struct record record);

/* What a reader acts on is what they see: a row that only stood in for one that the query hides is
 * chosen now. */
void model_choose_seen(struct model *model);

/* Asks for another text; rows, scroll and focus stay where they can. */
void model_ask(struct model *model, const char *text);

/* Asks for nothing; undo brings back what was asked, if anything. */
void model_clear_query(struct model *model);

/* How searches are begun. */
struct search_options model_search_options(const struct model *model);

/* Asks for a text in the place of what was asked; says why when it can't. */
void model_ask_anew(struct model *model, struct asked *asked, const char *query);
/* Changes the query by pins, see query-edit.h, and asks for it; undo brings the old one back. Returns
 * what became of the last pin, and tells why when nothing did. */
typedef enum pin_change pin_edit(struct slice text, const struct pin *pin, struct buffer *changed);
enum pin_change model_pin(struct model *model, pin_edit *edit, const struct pin *pins,
                          size_t count);

/* Appends what a pin calls a record by: its id; people who are only named have none, but a name. */
void model_append_pin_value(const struct model *model, struct record record, struct buffer *value);

/* Asks for what here.query says, after a viewpoint was restored. */
void model_ask_again(struct model *model);

/* Asks again when marks have changed and the query asks for them. */
void model_ask_marked(struct model *model);

/* Goes to a viewpoint kept before, whose query the model then owns, and asks for it again. */
void model_return(struct model *model, const struct viewpoint *there);

/* Keeps where the reader was before the query changed, for undo. */
void model_remember(struct model *model, const struct viewpoint *before);

/* What is kept of texts is made again: they are to be spelled in other signs. */
void model_spell_again(struct model *model);

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

/* Asks nothing any more, before leaving or another store: whatever still runs is told to stop. */
void model_drop(struct model *model);

/* Whether a thread still reads a store, so that it must not be freed; `changed` is called when one has
 * ended. Frees what has. */
bool model_reads(struct model *model, const struct store *store);

/* Waits until no thread reads a store any more, and frees; takes NULL. */
void model_free(struct model *model);

#endif
