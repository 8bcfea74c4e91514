/* citation.c: records in a few words, sources as they are cited. */
#include "brief/wording.h"
#include "briefbook/compose.h"
#include "briefbook/date.h"
#include "briefbook/text.h"

enum { SHORT_WIDTH = 60, SHORT_BYTES = 1024 };

/* Appends ", " and a text, each where there is one. `start` is the buffer's length at the start. */
static void append_part(struct buffer *buffer, size_t start, struct slice text)
{
    if (text.length && buffer->length > start)
        buffer_append_string(buffer, ", ");
    buffer_append(buffer, text);
}

static struct slice cell(const struct store *store, struct record record, size_t column)
{
    return slice_trim(record_cell(store, record, column));
}

static void append_source_date(struct buffer *buffer, size_t start, const struct store *store,
                               struct record source)
{
    if (cell(store, source, SOURCES_ISSUED).length && buffer->length > start)
        buffer_append_string(buffer, ", ");
    compose_append_date(buffer, store, source);
}

/* Ends a sentence, and parts it from the next. */
static void append_stop(struct buffer *buffer, size_t start)
{
    if (buffer->length == start)
        return;
    buffer_append_string(buffer, buffer->data[buffer->length - 1] == '.' ? " " : ". ");
}

bool compose_append_citation(struct buffer *buffer, const struct store *store, struct record source)
{
    size_t start = buffer->length;
    struct slice title = cell(store, source, SOURCES_TITLE);
    struct slice descriptor = cell(store, source, SOURCES_DESCRIPTOR);
    struct slice url = cell(store, source, SOURCES_URL);
    wording_append_list(buffer, cell(store, source, SOURCES_AUTHOR));
    if (title.length) {
        append_part(buffer, start, SLICE("“"));
        buffer_append(buffer, title);
        buffer_append_string(buffer, "”");
    }
    append_part(buffer, start, cell(store, source, SOURCES_CONTAINER_TITLE));
    append_part(buffer, start, cell(store, source, SOURCES_PUBLISHER));
    if (buffer->length == start && !descriptor.length)
        buffer_append(buffer, record_name(store, source));
    append_source_date(buffer, start, store, source);
    if (!title.length && descriptor.length) {
        append_stop(buffer, start);
        buffer_append(buffer, descriptor);
    }
    append_stop(buffer, start);
    if (url.length) {
        buffer_append_char(buffer, '<');
        buffer_append(buffer, url);
        buffer_append_char(buffer, '>');
    }
    while (buffer->length > start && buffer->data[buffer->length - 1] == ' ')
        buffer->data[--buffer->length] = '\0';
    return !buffer->failed;
}

/* ---- In a few words ----------------------------------------------------------------------- */

/* Where to cut so that no word is cut in two, unless that would lose more than a third of what fits:
 * of a long word, or where no blanks stand between words. */
static size_t end_of_word(struct slice text, size_t fits)
{
    size_t end = fits;
    if (fits == text.length || text.data[fits] == ' ')
        return fits;
    while (end > 0 && text.data[end - 1] != ' ')
        end--;
    return end > fits - fits / 3 ? end : fits;
}

bool wording_append_cut(struct buffer *buffer, struct slice text, size_t width)
{
    size_t most = width > SHORT_WIDTH ? width : SHORT_WIDTH;
    size_t fits = text_fit(slice_part(text, 0, SHORT_BYTES), most, TEXT_ON_PAPER, NULL);
    fits = end_of_word(text, fits);
    struct slice cut = slice_trim(slice_part(text, 0, fits));
    for (size_t i = 0; i < cut.length; i++) {
        bool line_end = cut.data[i] == '\n' || cut.data[i] == '\r';
        buffer_append_char(buffer, line_end ? ' ' : cut.data[i]);
    }
    return fits == text.length ? !buffer->failed : buffer_append_string(buffer, "…");
}

/* What is left of a width beside what the buffer has from `start` on, and an ellipsis. */
static size_t room_behind(const struct buffer *buffer, size_t start, size_t width)
{
    size_t taken =
        text_width(slice_part(buffer_slice(buffer), start, buffer->length), TEXT_ON_PAPER);
    return width > taken + 1 ? width - taken - 1 : 0;
}

/* A name, cut so that its date has room behind it. */
static void append_dated(struct buffer *buffer, struct slice name, const struct store *store,
                         struct record record, size_t width)
{
    size_t start = buffer->length;
    struct buffer date = {0};
    compose_append_date(&date, store, record);
    const size_t comma = sizeof ", " - 1;
    wording_append_cut(buffer, name, room_behind(&date, 0, width > comma ? width - comma : 0));
    append_part(buffer, start, buffer_slice(&date));
    buffer->failed = buffer->failed || date.failed;
    buffer_free(&date);
}

static void append_short_source(struct buffer *buffer, const struct store *store,
                                struct record source, size_t width)
{
    static const size_t names[] = {SOURCES_CONTAINER_TITLE, SOURCES_PUBLISHER,  SOURCES_AUTHOR,
                                   SOURCES_TITLE,           SOURCES_DESCRIPTOR, SOURCES_ID};
    struct slice name = {NULL, 0};
    for (size_t i = 0; i < sizeof names / sizeof names[0] && name.length == 0; i++)
        name = cell(store, source, names[i]);
    append_dated(buffer, name, store, source, width);
}

static void append_short_quote(struct buffer *buffer, const struct store *store,
                               struct record quote, size_t width)
{
    size_t start = buffer->length;
    compose_append_speaker(buffer, store, quote);
    buffer_append_string(buffer, ": ");
    wording_append_cut(buffer, cell(store, quote, QUOTES_TEXT), room_behind(buffer, start, width));
}

bool compose_append_disputed(struct buffer *buffer, const struct store *store,
                             struct record conflict)
{
    return wording_append_column(buffer, store_link_target(store, conflict, CONFLICTS_ROW_ID),
                                 cell(store, conflict, CONFLICTS_COLUMN));
}

static void append_short_conflict(struct buffer *buffer, const struct store *store,
                                  struct record conflict)
{
    compose_append_disputed(buffer, store, conflict);
    buffer_append_string(buffer, ": ");
    wording_append_cut(buffer, cell(store, conflict, CONFLICTS_VALUE_A), 0);
    buffer_append_string(buffer, "; ");
    wording_append_cut(buffer, cell(store, conflict, CONFLICTS_VALUE_B), 0);
}

bool wording_append_short(struct buffer *buffer, const struct store *store, struct record record,
                          size_t width)
{
    switch (record.table) {
    case TABLE_QUOTES:
        append_short_quote(buffer, store, record, width);
        break;
    case TABLE_SOURCES:
        append_short_source(buffer, store, record, width);
        break;
    case TABLE_CONFLICTS:
        append_short_conflict(buffer, store, record);
        break;
    case TABLE_EVENTS:
        append_dated(buffer, slice_trim(record_name(store, record)), store, record, width);
        break;
    default:
        wording_append_cut(buffer, slice_trim(record_name(store, record)),
                           room_behind(buffer, buffer->length, width));
    }
    return !buffer->failed;
}

bool compose_append_short(struct buffer *buffer, const struct store *store, struct record record)
{
    return wording_append_short(buffer, store, record, 0);
}
