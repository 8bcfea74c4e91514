#include <stdint.h>

#include "briefbook/text.h"
#include "tui/draw.h"

/* What a row of a pane says, column by column; the columns of each table stand in list_columns. */

enum {
    REST = 1000,       /* takes what the others leave */
    WIDE = 56,         /* from so many columns on a list has room for more */
    GAP = 2,           /* between columns */
    SIGNS = 2,         /* the column of signs before the text, and a blank */
    CELL_OF_PLAIN = 16 /* width of a column of a plain table */
};

/* Appends the raw text of a column. */
typedef void list_text(const struct store *store, struct record record, struct buffer *text);

enum fit {
    FIT_ELLIPSIS, /* what does not fit ends with the ellipsis */
    FIT_CUT,      /* dates: the start of one is a date */
    FIT_RIGHT     /* at the right, whole or not at all */
};

struct list_column {
    list_text *text;
    enum face face;
    size_t narrow; /* columns in a narrow list, and in a wide one; 0: not there */
    size_t wide;
    enum fit fit;
    list_text *words; /* what it says in a sentence; NULL for the text itself */
};

static void append_name(const struct store *store, struct record record, struct buffer *text)
{
    buffer_append(text, record_list_name(store, record));
}

static void append_full_name(const struct store *store, struct record record, struct buffer *text)
{
    buffer_append(text, record_name(store, record));
}

static void append_start(const struct store *store, struct record record, struct buffer *text)
{
    buffer_append(text, record_cell(store, record, EVENTS_START_DATE));
}

static void append_joined(struct buffer *text, struct slice value)
{
    if (text->length && value.length)
        buffer_append_string(text, ", ");
    buffer_append(text, value);
}

static void append_post(const struct store *store, struct record record, struct buffer *text)
{
    append_joined(text, record_cell(store, record, PEOPLE_RANK));
    append_joined(text, record_cell(store, record, PEOPLE_ROLE));
    append_joined(text, record_cell(store, record, PEOPLE_ORGANIZATION));
}

/* The family name where it is known: lists have little room. */
static void append_speaker(const struct store *store, struct record record, struct buffer *text)
{
    struct record_list speakers = {0};
    store_links(store, record, QUOTES_SPEAKER_ID, &speakers);
    struct slice family = {0};
    if (speakers.count)
        family = record_cell(store, speakers.items[0], PEOPLE_FAMILY_NAME);
    record_list_free(&speakers);
    if (family.length)
        buffer_append(text, family);
    else
        compose_append_speaker(text, store, record);
}

static void append_quote_count(const struct store *store, struct record record, struct buffer *text)
{
    size_t count = 0;
    store_back_links(store, record, TABLE_QUOTES, QUOTES_FIELD_IDS, &count);
    if (count)
        append_number(text, count);
}

/* "3 quotes" */
static void append_quote_words(const struct store *store, struct record record, struct buffer *text)
{
    append_quote_count(store, record, text);
    if (text->length)
        buffer_append_string(text, slice_is(buffer_slice(text), "1") ? " quote" : " quotes");
}

/* The words of a quote, in marks where they are exact. */
static void append_said(const struct store *store, struct record record, struct buffer *text)
{
    struct slice words = slice_trim(record_list_name(store, record));
    struct quotation_marks marks = compose_quotation_marks(store, record, words);
    buffer_append_string(text, marks.before);
    buffer_append(text, words);
    buffer_append_string(text, marks.after);
}

static void append_full_speaker(const struct store *store, struct record record,
                                struct buffer *text)
{
    compose_append_speaker(text, store, record);
}

static void append_status(const struct store *store, struct record record, struct buffer *text)
{
    buffer_append(text, record_cell(store, record, FIELDS_STATUS));
}

static void append_container(const struct store *store, struct record record, struct buffer *text)
{
    struct slice container = record_cell(store, record, SOURCES_CONTAINER_TITLE);
    buffer_append(text,
                  container.length ? container : record_cell(store, record, SOURCES_PUBLISHER));
}

static void append_issued(const struct store *store, struct record record, struct buffer *text)
{
    buffer_append(text, record_cell(store, record, SOURCES_ISSUED));
}

static void append_likelihood(const struct store *store, struct record record, struct buffer *text)
{
    buffer_append(text, record_cell(store, record, JUDGEMENTS_LIKELIHOOD));
}

static void append_kind(const struct store *store, struct record record, struct buffer *text)
{
    buffer_append(text, record_cell(store, record, LINES_KIND));
}

/* "column of name: one value / other value" */
static void append_dispute(const struct store *store, struct record record, struct buffer *text)
{
    struct record_list disputed = {0};
    store_links(store, record, CONFLICTS_ROW_ID, &disputed);
    compose_append_disputed(text, store, record);
    if (disputed.count) {
        buffer_append_string(text, text->length ? " of " : "");
        buffer_append(text, record_list_name(store, disputed.items[0]));
    }
    record_list_free(&disputed);
    if (text->length)
        buffer_append_string(text, ": ");
    buffer_append(text, record_cell(store, record, CONFLICTS_VALUE_A));
    buffer_append_string(text, " / ");
    buffer_append(text, record_cell(store, record, CONFLICTS_VALUE_B));
}

enum { COLUMNS_AT_MOST = 3 };

/* A table without columns here says what its records are called. */
static const struct list_column list_columns[TABLE_COUNT][COLUMNS_AT_MOST] = {
    [TABLE_EVENTS] = {{append_start, FACE_MUTED, 7, 10, FIT_CUT, NULL},
                      {append_name, FACE_TEXT, REST, REST, FIT_ELLIPSIS, NULL}},
    [TABLE_PEOPLE] = {{append_name, FACE_TEXT, REST, 22, FIT_ELLIPSIS, append_full_name},
                      {append_post, FACE_MUTED, 0, REST, FIT_ELLIPSIS, NULL}},
    [TABLE_QUOTES] = {{append_speaker, FACE_MUTED, 7, 14, FIT_ELLIPSIS, append_full_speaker},
                      {append_name, FACE_TEXT, REST, REST, FIT_ELLIPSIS, append_said}},
    [TABLE_FIELDS] = {{append_name, FACE_TEXT, REST, REST, FIT_ELLIPSIS, NULL},
                      {append_status, FACE_MUTED, 0, 20, FIT_ELLIPSIS, NULL},
                      {append_quote_count, FACE_MUTED, 3, 6, FIT_RIGHT, append_quote_words}},
    [TABLE_SOURCES] = {{append_container, FACE_MUTED, 10, 16, FIT_ELLIPSIS, NULL},
                       {append_issued, FACE_MUTED, 0, 10, FIT_CUT, NULL},
                       {append_name, FACE_TEXT, REST, REST, FIT_ELLIPSIS, NULL}},
    [TABLE_JUDGEMENTS] = {{append_name, FACE_TEXT, REST, REST, FIT_ELLIPSIS, NULL},
                          {append_likelihood, FACE_MUTED, 0, 14, FIT_ELLIPSIS, NULL}},
    [TABLE_LINES] = {{append_kind, FACE_MUTED, 0, 12, FIT_ELLIPSIS, NULL},
                     {append_name, FACE_TEXT, REST, REST, FIT_ELLIPSIS, NULL}},
    [TABLE_CONFLICTS] = {{append_dispute, FACE_TEXT, REST, REST, FIT_ELLIPSIS, NULL}},
    [TABLE_BRIEFING] = {{append_name, FACE_TEXT, REST, REST, FIT_ELLIPSIS, NULL}},
};

static size_t column_width(const struct list_column *column, bool wide)
{
    return wide ? column->wide : column->narrow;
}

/* What the columns of fixed width leave for the one that takes the rest. */
static size_t rest_width(const struct list_column *columns, size_t available, bool wide)
{
    size_t fixed = 0;
    for (size_t i = 0; i < COLUMNS_AT_MOST && columns[i].text; i++) {
        size_t width = column_width(&columns[i], wide);
        if (width && width != REST)
            fixed += width + GAP;
    }
    return available > fixed ? available - fixed : 0;
}

static void draw_fitting(const struct canvas *canvas, struct area cell, size_t row,
                         const struct list_column *column, struct slice text)
{
    if (column->fit == FIT_RIGHT) {
        draw_right(canvas, cell, row, 0, text, column->face);
        return;
    }
    if (column->fit == FIT_CUT)
        text = slice_part(text, 0, text_fit(text, cell.columns, TEXT_ON_SCREEN, NULL));
    draw_raw(canvas, cell, row, 0, text, column->face);
}

/* Takes columns, and those between columns, off the left of an area. */
static void step_over(struct area *area, size_t columns)
{
    size_t used = columns + GAP < area->columns ? columns + GAP : area->columns;
    area->column += used;
    area->columns -= used;
}

static void draw_columns(const struct canvas *canvas, struct area area, size_t row,
                         struct record record, bool wide)
{
    const struct store *store = canvas->model->options.store;
    const struct list_column *columns = list_columns[record.table];
    size_t rest = rest_width(columns, area.columns, wide);
    struct buffer text = {0};
    for (size_t i = 0; i < COLUMNS_AT_MOST && columns[i].text; i++) {
        size_t width = column_width(&columns[i], wide);
        if (!width)
            continue;
        struct area cell = area;
        cell.columns = width == REST ? rest : width < area.columns ? width : area.columns;
        buffer_clear(&text);
        columns[i].text(store, record, &text);
        draw_fitting(canvas, cell, row, &columns[i], buffer_slice(&text));
        step_over(&area, cell.columns);
    }
    buffer_free(&text);
}

/* A row of a plain table: its cells side by side, as many as there is room for. */
static void draw_plain(const struct canvas *canvas, struct area area, size_t row,
                       struct record record)
{
    const struct table *table = store_table(canvas->model->options.store, record.table);
    size_t count = table_column_count(table);
    for (size_t i = 0; i < count && area.columns; i++) {
        struct area cell = area;
        if (i + 1 < count && cell.columns > CELL_OF_PLAIN)
            cell.columns = CELL_OF_PLAIN;
        draw_raw(canvas, cell, row, 0, table_cell(table, record.row, i), FACE_TEXT);
        step_over(&area, cell.columns);
    }
}

bool row_is_disputed(const struct store *store, struct record record)
{
    struct record conflict;
    return record.table != TABLE_CONFLICTS && store_state(store) == STORE_LOADED &&
           compose_conflict(store, record, &conflict);
}

void draw_row(const struct canvas *canvas, struct area area, size_t row, struct record record)
{
    bool wide = area.columns >= WIDE;
    area.column += SIGNS;
    area.columns -= SIGNS;
    if (area.columns > 2 && row_is_disputed(canvas->model->options.store, record)) {
        frame_sign(canvas->frame, area, row, area.columns - 1, canvas->glyphs->conflict,
                   FACE_WARNING);
        area.columns -= 2;
    }
    if (draw_chosen_columns(canvas, area, row, record))
        return;
    if (record.table == TABLE_PLAIN)
        draw_plain(canvas, area, row, record);
    else
        draw_columns(canvas, area, row, record, wide);
}

void append_named_value(struct slice name, struct slice value, struct buffer *raw)
{
    if (!value.length)
        return;
    buffer_append_string(raw, raw->length ? "; " : "");
    buffer_append(raw, name);
    buffer_append_string(raw, ": ");
    buffer_append(raw, value);
}

static void append_plain_words(const struct table *table, struct record record, struct buffer *raw)
{
    for (size_t i = 0; i < table_column_count(table); i++)
        append_named_value(table_column(table, i)->name, table_cell(table, record.row, i), raw);
}

static void append_usual_words(const struct store *store, struct record record, struct buffer *raw)
{
    const struct list_column *columns = list_columns[record.table];
    struct buffer text = {0};
    for (size_t i = 0; i < COLUMNS_AT_MOST && columns[i].text; i++) {
        buffer_clear(&text);
        list_text *append = columns[i].words ? columns[i].words : columns[i].text;
        append(store, record, &text);
        if (!text.length)
            continue;
        buffer_append_string(raw, raw->length ? ", " : "");
        buffer_append(raw, buffer_slice(&text));
    }
    raw->failed = raw->failed || text.failed;
    buffer_free(&text);
}

/* A row of which the chosen columns say nothing is told as usual. */
void append_row_words(const struct model *model, struct record record, struct buffer *raw)
{
    const struct store *store = model->options.store;
    append_chosen_columns(model, record, raw);
    if (raw->length)
        return;
    if (record.table == TABLE_PLAIN)
        append_plain_words(store_table(store, record.table), record, raw);
    else
        append_usual_words(store, record, raw);
}
