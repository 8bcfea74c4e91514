#include "brief/wording.h"

#include <stdlib.h>
#include <unicase.h>

#include "briefbook/compose.h"
#include "briefbook/date.h"
#include "briefbook/text.h"

/* ---- Values ------------------------------------------------------------------------------- */

static const char *const reliability_words[] = {
    "completely reliable",  "usually reliable", "fairly reliable",
    "not usually reliable", "unreliable",       "reliability cannot be judged"};
static const char *const credibility_words[] = {
    "confirmed by other sources", "probably true", "possibly true", "doubtful", "improbable",
    "truth cannot be judged"};
static const char *const likelihood_words[] = {"1–5%",   "5–20%",  "20–45%", "45–55%",
                                               "55–80%", "80–95%", "95–99%"};
static const char *const quote_type_words[] = {"direct quotation", "partial quotation",
                                               "paraphrase"};

/* What is added to the values of an enum, in their order, or said instead. */
struct wording {
    enum table_id table;
    size_t column;
    bool instead;
    const char *const *words;
};

static const struct wording wordings[] = {
    {TABLE_SOURCES, SOURCES_RELIABILITY, false, reliability_words},
    {TABLE_EVENTS, EVENTS_CREDIBILITY, false, credibility_words},
    {TABLE_QUOTES, QUOTES_CREDIBILITY, false, credibility_words},
    {TABLE_JUDGEMENTS, JUDGEMENTS_LIKELIHOOD, false, likelihood_words},
    {TABLE_QUOTES, QUOTES_QUOTE_TYPE, true, quote_type_words},
};

static const struct wording *find_wording(enum table_id table, size_t column)
{
    for (size_t i = 0; i < sizeof wordings / sizeof wordings[0]; i++) {
        if (wordings[i].table == table && wordings[i].column == column)
            return &wordings[i];
    }
    return NULL;
}

bool wording_append_value(struct buffer *buffer, enum table_id table, size_t column,
                          struct slice value)
{
    const struct table_schema *schema = schema_table(table);
    if (!schema || column >= schema->column_count)
        return buffer_append(buffer, value);
    enum column_kind kind = schema->columns[column].kind;
    if (kind == COLUMN_DATE)
        return date_append(buffer, value);
    if (kind == COLUMN_LIST)
        return wording_append_list(buffer, value);
    if (kind == COLUMN_LANGUAGE)
        return wording_append_language(buffer, value);
    const struct wording *wording = find_wording(table, column);
    int place = wording ? schema_value(&schema->columns[column], value) : -1;
    if (place < 0)
        return buffer_append(buffer, value);
    if (wording->instead)
        return buffer_append_string(buffer, wording->words[place]);
    buffer_append(buffer, value);
    return buffer_append_format(buffer, " (%s)", wording->words[place]);
}

bool wording_append_list(struct buffer *buffer, struct slice list)
{
    struct slice member;
    bool begun = false;
    while (slice_next(&list, ';', &member)) {
        if (begun)
            buffer_append_string(buffer, "; ");
        buffer_append(buffer, member);
        begun = true;
    }
    return !buffer->failed;
}

static bool is_upper(char letter)
{
    return letter >= 'A' && letter <= 'Z';
}

bool wording_append_column(struct buffer *buffer, enum table_id table, struct slice name)
{
    const struct table_schema *schema = schema_table(table);
    size_t column = schema ? schema_find_column(schema, name) : 0;
    if (!schema || column == schema->column_count)
        return buffer_append(buffer, name);
    struct slice title = slice_of(schema->columns[column].title);
    bool abbreviation = title.length > 1 && is_upper(title.data[1]);
    char first = title.data[0];
    if (is_upper(first) && !abbreviation)
        first = (char)(first - 'A' + 'a');
    buffer_append_char(buffer, first);
    return buffer_append(buffer, slice_part(title, 1, title.length));
}

bool wording_append_capitals(struct buffer *buffer, struct slice text)
{
    size_t length = 0;
    if (text.length == 0)
        return true;
    uint8_t *capitals =
        u8_toupper((const uint8_t *)text.data, text.length, NULL, NULL, NULL, &length);
    if (!capitals)
        buffer->failed = true;
    else
        buffer_append(buffer, (struct slice){(const char *)capitals, length});
    free(capitals);
    return !buffer->failed;
}

/* ---- Dates -------------------------------------------------------------------------------- */

/* The columns that say when a record was. Where there is NO_COLUMN, cells are blank. */
struct date_columns {
    size_t in_words;
    size_t start;
    size_t end;
};

enum { NO_COLUMN = UINT16_MAX };

static const struct date_columns date_columns[TABLE_COUNT] = {
    [TABLE_EVENTS] = {EVENTS_DATE_TEXT, EVENTS_START_DATE, EVENTS_END_DATE},
    [TABLE_QUOTES] = {QUOTES_DATE_TEXT, QUOTES_DATE, NO_COLUMN},
    [TABLE_SOURCES] = {NO_COLUMN, SOURCES_ISSUED, NO_COLUMN},
    [TABLE_PEOPLE] = {NO_COLUMN, PEOPLE_START_DATE, PEOPLE_END_DATE},
    [TABLE_FIELDS] = {NO_COLUMN, FIELDS_AS_OF, NO_COLUMN},
    [TABLE_BRIEFING] = {NO_COLUMN, BRIEFING_AS_OF, NO_COLUMN},
};

bool compose_append_date(struct buffer *buffer, const struct store *store, struct record record)
{
    const struct date_columns *columns = &date_columns[record.table];
    if (columns->start == 0)
        return true;
    struct slice in_words = slice_trim(record_cell(store, record, columns->in_words));
    if (in_words.length)
        return buffer_append(buffer, in_words);
    return date_append_span(buffer, slice_trim(record_cell(store, record, columns->start)),
                            slice_trim(record_cell(store, record, columns->end)));
}

bool wording_dates_by(const struct store *store, struct record record, size_t column)
{
    const struct date_columns *columns = &date_columns[record.table];
    if (columns->start == 0)
        return false;
    if (slice_trim(record_cell(store, record, columns->in_words)).length)
        return column == columns->in_words;
    return column == columns->start || column == columns->end;
}

/* ---- Quotes ------------------------------------------------------------------------------- */

struct slice compose_speaker(const struct store *store, struct record quote, struct record *person)
{
    struct slice id = slice_trim(record_cell(store, quote, QUOTES_SPEAKER_ID));
    struct slice text = slice_trim(record_cell(store, quote, QUOTES_ATTRIBUTION_TEXT));
    if (store_find(store, TABLE_PEOPLE, id, person))
        return slice_trim(record_name(store, *person));
    *person = (struct record){TABLE_NONE, 0};
    if (id.length)
        return id;
    return text.length ? text : SLICE("not attributed");
}

bool compose_append_speaker(struct buffer *buffer, const struct store *store, struct record quote)
{
    struct record person;
    return buffer_append(buffer, compose_speaker(store, quote, &person));
}

/* ---- Quotation marks ---------------------------------------------------------------------- */

static bool begins_with(struct slice text, const char *sign)
{
    struct slice start = slice_of(sign);
    return slice_equal(slice_part(text, 0, start.length), start);
}

static bool ends_with(struct slice text, const char *sign)
{
    struct slice end = slice_of(sign);
    return text.length >= end.length &&
           slice_equal(slice_part(text, text.length - end.length, text.length), end);
}

/* Whether the words stand in one pair of double marks from end to end: “a”, but not “a” and “b”. */
static bool is_enclosed(struct slice words, const char *open, const char *close)
{
    size_t around = slice_of(open).length + slice_of(close).length;
    if (words.length < around || !begins_with(words, open) || !ends_with(words, close))
        return false;
    struct slice inside =
        slice_part(words, slice_of(open).length, words.length - slice_of(close).length);
    for (size_t at = 0; at < inside.length; at++) {
        struct slice rest = slice_part(inside, at, inside.length);
        if (begins_with(rest, open) || begins_with(rest, close))
            return false;
    }
    return true;
}

/* Whether a byte may be part of a mark. */
static bool is_of_mark(char byte)
{
    return byte == '"' || byte == '\'' || (unsigned char)byte >= 0x80;
}

struct quotation_marks compose_quotation_marks(const struct store *store, struct record quote,
                                               struct slice words)
{
    static const char *const marks[] = {"\"", "'", "“", "”", "„", "‟", "‘", "’", "‚", "«", "»"};
    struct quotation_marks around = {"", ""};
    if (!quote_is_exact(store, quote))
        return around;
    if (words.length && !is_of_mark(words.data[0]) && !is_of_mark(words.data[words.length - 1]))
        return (struct quotation_marks){"“", "”"};
    if (is_enclosed(words, "“", "”") || is_enclosed(words, "\"", "\""))
        return around;
    around = (struct quotation_marks){"“", "”"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (begins_with(words, marks[i]))
            around.before = "“\u00A0";
        if (ends_with(words, marks[i]))
            around.after = "\u00A0”";
    }
    return around;
}
