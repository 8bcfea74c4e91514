/* check.h: what is wrong with a loaded book, one file for each kind of fault. */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "store/store-parts.h"

struct check {
    const struct store *store;
    struct diag_list *diags;
    struct check_located *located;
    const atomic_bool *cancelled; /* NULL for never */
};

/* The cell looked for last: one cell often has several faults, and may stand far into its row. */
struct check_located {
    struct record record;
    size_t column;
    struct place place; /* without a file while none was looked for */
};

/* The records of a table to go through, asked anew for each: none any more once it is cancelled. */
size_t check_rows(const struct check *check, enum table_id table);

/* A cell without blanks around it. */
struct slice check_cell(const struct check *check, struct record record, size_t column);

/* The place of a cell in its file; only looked for while diagnostics of this code are still kept. */
struct place check_place(const struct check *check, enum diag_code code, struct record record,
                         size_t column);

/* A cell cut to what a message can quote: at most 60 bytes, as `%.*s` takes them. */
struct check_quoted {
    int length;
    const char *bytes;
};
struct check_quoted check_quote(struct slice text);

/* A path that leaves the folder by its own words; links are looked at when the file is opened. */
bool check_leaves_folder(struct slice path);

/* Each adds what it finds. */
void check_header(const struct check *check, enum table_id table);
void check_ids(const struct check *check, enum table_id table);
void check_values(const struct check *check, enum table_id table, size_t column);
void check_links(const struct check *check, enum table_id table, size_t column);
void check_parents(const struct check *check);
void check_briefing(const struct check *check);
void check_markings(const struct check *check);
void check_quote_dates(const struct check *check);
void check_event_dates(const struct check *check);
void check_archives(const struct check *check);
void check_judgements(const struct check *check);
void check_gaps(const struct check *check);

#endif
