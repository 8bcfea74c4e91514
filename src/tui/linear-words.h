/* linear-words.h: what linear-tell.c says, each thing in words. All append clean text; a function that
 * tells appends whole lines. */
#ifndef TUI_LINEAR_WORDS_H
#define TUI_LINEAR_WORDS_H

#include "tui/model.h"

void linear_end_line(struct buffer *text);

/* A number behind some words, and how many things there are: "12 lines". */
void linear_add_count(struct buffer *text, const char *before, size_t count);
void linear_add_things(struct buffer *text, size_t count, const char *thing);

/* What is asked, and how many match. */
void linear_tell_query(const struct model *model, struct buffer *text);

/* The pane that the reader is in: "Quotes, 4 of 21 rows, pane 3 of 8, by Date falling". */
void linear_tell_pane(const struct model *model, struct buffer *text);

/* Why it has no row, and what may help. */
void linear_tell_no_row(const struct model *model, struct buffer *text);

/* What a row says; of a long text as much as one listens to before going on. */
void linear_append_row(const struct model *model, struct record record, struct buffer *text);

/* The words that were to be copied, line by line. */
void linear_tell_copied(const struct model *model, struct buffer *text);

/* How it stands: "row 2 of 9, match 2 of 12, linked: 3, marked, sources disagree". */
void linear_tell_state(const struct model *model, struct record record, struct buffer *text);

/* The detail: how long it is, and a line of it, with the numbers of its links or without. */
void linear_tell_detail_title(const struct model *model, struct buffer *text);
void linear_append_detail_line(const struct detail *detail, size_t number, bool with_links,
                               struct buffer *text);

/* The text of a link or match, and the ones that are current. */
void linear_append_spot(const struct detail *detail, const struct spot *spot, struct buffer *text);
void linear_tell_hit(const struct model *model, struct buffer *text);
void linear_tell_link(const struct model *model, struct buffer *text);

#endif
