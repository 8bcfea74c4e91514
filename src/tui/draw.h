/* draw.h: from the model to a picture. Nothing here changes the model. */
#ifndef TUI_DRAW_H
#define TUI_DRAW_H

#include "tui/frame.h"
#include "tui/glyphs.h"
#include "tui/model.h"

/* Draws the whole screen. False when memory is out. */
bool draw_screen(const struct model *model, struct frame *frame);

/* ---- Parts, for the views -------------------------------------------------------------------- */

/* What is drawn, where, and with which signs. */
struct canvas {
    const struct model *model;
    struct frame *frame;
    const struct glyphs *glyphs;
};

/* The panes and the detail. */
void draw_browser(const struct model *model, struct frame *frame);

/* draw-pane.c: the stacks of panes. draw-detail.c: the detail. draw-row.c: a row of a pane. */
void draw_stacks(const struct canvas *canvas);
void draw_detail(const struct canvas *canvas);
void draw_detail_text(const struct canvas *canvas); /* without its edges */
void draw_row(const struct canvas *canvas, struct area area, size_t row, struct record record);

/* draw-row.c: appends what a row says, all of it and raw, as one sentence. */
void append_row_words(const struct model *model, struct record record, struct buffer *raw);

/* draw-row.c: appends "name: value" behind others, raw; nothing for a blank value. */
void append_named_value(struct slice name, struct slice value, struct buffer *raw);

/* draw-row.c: whether sources disagree about a record, as far as it is known. */
bool row_is_disputed(const struct store *store, struct record record);

/* draw-columns.c: the same by the columns that the reader has chosen; false, with nothing drawn, where
 * there are none. */
bool draw_chosen_columns(const struct canvas *canvas, struct area area, size_t row,
                         struct record record);

/* draw-columns.c: and what they say, with their names; raw. */
void append_chosen_columns(const struct model *model, struct record record, struct buffer *raw);

/* draw-hidden.c: what the query hides in a pane that shows nothing, and how to see it. */
void draw_hidden(const struct canvas *canvas, struct area area, enum table_id table);

/* What a chooser shows: a title with counts, and its lines or what is said when there is none. */
struct choices {
    struct slice title; /* clean, as the other texts */
    struct slice counts;
    struct slice empty;
    size_t count;
    size_t heading_rows; /* that stay above the lines; drawn by draw_heading() */
    void (*draw_heading)(const struct canvas *canvas, struct area area, const void *context);
    /* Draws a line from its second column on: the first is for the sign of the chosen one. */
    void (*draw)(const struct canvas *canvas, struct area area, size_t row, size_t line,
                 const void *context);
    const void *context;
};

/* draw-chooser.c: the lines around the chosen one, in a box with a title; the cursor is on it. */
void draw_chooser(const struct canvas *canvas, struct area box, const struct chooser *chooser,
                  const struct choices *choices);

/* draw-chooser.c: the panes, where the box of an opened view stands beside them. */
void draw_around(const struct canvas *canvas);

/* draw-bar.c: a count at the right end of a row, and before it a bar as long as the count is large
 * beside the most there are. Returns the part of the area that is left. */
struct bar {
    size_t count;
    size_t most;
    const char *fill;
};
struct area draw_bar(const struct canvas *canvas, struct area area, size_t row,
                     const struct bar *bar);

/* draw-text.c */

/* Draws clean text in a row of an area from `column` on, with the ellipsis at the end when it does
 * not fit. Returns the column behind it. */
size_t draw_clean(const struct canvas *canvas, struct area area, size_t row, size_t column,
                  struct slice text, enum face face);

/* The bytes of the line that a clean text begins with, where `breaks` says at which of them a line may end
 * (text_line_breaks()); where none may in time, as many as fit. */
size_t draw_line_length(struct slice text, const char *breaks, size_t columns);

/* Draws clean text over all rows of an area, broken where lines may end, with the ellipsis at the end
 * when it does not fit. */
void draw_wrapped(const struct canvas *canvas, struct area area, struct slice text, enum face face);

/* As draw_clean(), for text that must pass the gate first. */
size_t draw_unlit(const struct canvas *canvas, struct area area, size_t row, size_t column,
                  struct slice raw, enum face face);

/* As draw_unlit(); what the query asks for in it is lit. */
size_t draw_raw(const struct canvas *canvas, struct area area, size_t row, size_t column,
                struct slice text, enum face face);

/* Draws a line of a layout, with what matches lit. */
void draw_laid_out(const struct canvas *canvas, struct area area, size_t row,
                   const struct line *line);

/* Draws clean text that ends at the right edge of an area; returns the column where it begins. When
 * there is no room for all of it, with `gap` columns before it, nothing is drawn. */
size_t draw_right(const struct canvas *canvas, struct area area, size_t row, size_t gap,
                  struct slice text, enum face face);

/* Draws the edge of a box or a line through it: its ends, and what is between. */
struct edge {
    const char *left;
    const char *right;
};
void draw_edge(const struct canvas *canvas, struct area box, size_t row, struct edge edge,
               enum face face);

/* Draws the edges at both sides of a box, all rows of it. */
void draw_sides(const struct canvas *canvas, struct area box, enum face face);

/* Draws clean text at the right end of the upper edge of a box, where it leaves so many columns for
 * a title; false where it does not. `*end` is then how many columns a title may take. */
bool draw_title_counts(const struct canvas *canvas, struct area box, size_t title_width,
                       struct slice counts, size_t *end);

/* Draws a title over that edge, in so many columns at most. */
void draw_title(const struct canvas *canvas, struct area box, size_t end, struct slice title,
                bool focused);

/* Draws the edges of a whole box, with a title and counts where there is room for them. */
void draw_box(const struct canvas *canvas, struct area box, struct slice title, struct slice counts,
              bool focused);

/* Says in the lower edge of a box how many lines are below; nothing for 0. */
void draw_more(const struct canvas *canvas, struct area box, size_t below);

/* match-position.c */

/* Appends "match 2 of 9", over all panes in the order in which n walks them; "or more" when a regular
 * expression gave up on some text. Something must be asked. */
void append_match_position(const struct model *model, struct buffer *text);

/* Appends a sign and "hit 1 of 3" where the record holds several, as n walks them too. */
void append_hit(const struct model *model, const char *before, struct buffer *text);

/* Appends a number with its thousands apart. */
void append_number(struct buffer *buffer, size_t number);

#endif
