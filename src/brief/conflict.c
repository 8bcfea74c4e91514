#include "brief/conflict.h"

#include "brief/wording.h"
#include "briefbook/date.h"

bool compose_conflict(const struct store *store, struct record record, struct record *conflict)
{
    size_t count;
    const uint32_t *rows =
        store_back_links(store, record, TABLE_CONFLICTS, CONFLICTS_ROW_ID, &count);
    if (count)
        *conflict = (struct record){TABLE_CONFLICTS, rows[0]};
    return count > 0;
}

/* The record in dispute; false when the book has none of that id. */
static bool find_subject(const struct composer *composer, struct record conflict,
                         struct record *subject)
{
    enum table_id table = store_link_target(composer->store, conflict, CONFLICTS_ROW_ID);
    return table != TABLE_NONE &&
           store_find(composer->store, table, composer_cell(composer, conflict, CONFLICTS_ROW_ID),
                      subject);
}

/* The name of the record in dispute: of a quote its speaker, of what is not there the id. */
static void append_subject_name(struct composer *composer, struct record conflict)
{
    struct buffer *buffer = &composer->scratch;
    struct record subject;
    if (!find_subject(composer, conflict, &subject)) {
        buffer_append(buffer, composer_cell(composer, conflict, CONFLICTS_TABLE));
        buffer_append_char(buffer, ' ');
        buffer_append(buffer, composer_cell(composer, conflict, CONFLICTS_ROW_ID));
    } else if (subject.table == TABLE_QUOTES) {
        compose_append_speaker(buffer, composer->store, subject);
    } else {
        buffer_append(buffer, slice_trim(record_name(composer->store, subject)));
    }
}

void conflict_add_subject(struct composer *composer, struct record conflict)
{
    enum table_id table = store_link_target(composer->store, conflict, CONFLICTS_ROW_ID);
    bool possessive = table == TABLE_PEOPLE || table == TABLE_QUOTES;
    append_subject_name(composer, conflict);
    composer_scratch(composer, ROLE_NAME);
    composer_words(composer, ROLE_TEXT, possessive ? "’s " : ", ");
    wording_append_column(&composer->scratch, table,
                          composer_cell(composer, conflict, CONFLICTS_COLUMN));
    composer_scratch(composer, ROLE_TEXT);
}

/* Adds a value: words of a quotation in their marks, dates as people read them. */
static void add_value(struct composer *composer, struct record conflict, size_t column)
{
    struct slice value = composer_cell(composer, conflict, column);
    struct slice disputed = composer_cell(composer, conflict, CONFLICTS_COLUMN);
    struct record subject;
    struct quotation_marks marks = {"", ""};
    if (find_subject(composer, conflict, &subject) && subject.table == TABLE_QUOTES &&
        schema_same_name(disputed, SLICE("text")))
        marks = compose_quotation_marks(composer->store, subject, value);
    composer_words(composer, ROLE_TEXT, marks.before);
    struct date date;
    if (date_parse(value, &date) == DATE_OK) {
        date_append(&composer->scratch, value);
        composer_scratch(composer, ROLE_TEXT);
    } else {
        composer_text(composer, ROLE_TEXT, value);
    }
    composer_words(composer, ROLE_TEXT, marks.after);
}

void conflict_add_values(struct composer *composer, struct record conflict)
{
    struct slice resolution = composer_cell(composer, conflict, CONFLICTS_RESOLUTION);
    composer_words(composer, ROLE_TEXT, ": ");
    add_value(composer, conflict, CONFLICTS_VALUE_A);
    composer_cite_or_say(composer, conflict, CONFLICTS_SOURCE_A_IDS);
    composer_words(composer, ROLE_TEXT, "; ");
    add_value(composer, conflict, CONFLICTS_VALUE_B);
    composer_cite_or_say(composer, conflict, CONFLICTS_SOURCE_B_IDS);
    if (resolution.length) {
        composer_words(composer, ROLE_TEXT, ". ");
        composer_sentence(composer, ROLE_TEXT, resolution);
    } else {
        composer_words(composer, ROLE_TEXT, ". Not resolved.");
    }
}

void conflict_flag(struct composer *composer, struct record record)
{
    struct record conflict;
    if (!compose_conflict(composer->store, record, &conflict))
        return;
    if (composer->conflicts_printed)
        document_format(composer->document, ROLE_WARNING, " (! C%lu)",
                        (unsigned long)conflict.row + 1);
    else
        composer_words(composer, ROLE_WARNING, " (!)");
}

/* Whether one of the rows that link to the record is printed. */
static bool is_linked_from_printed(const struct composer *composer, struct record record,
                                   enum table_id from, size_t column)
{
    size_t count;
    const uint32_t *rows = store_back_links(composer->store, record, from, column, &count);
    for (size_t i = 0; i < count; i++) {
        if (composer_selects(composer, (struct record){from, rows[i]}))
            return true;
    }
    return false;
}

bool conflict_is_printed(const struct composer *composer, struct record conflict)
{
    struct record subject;
    if (composer_selects(composer, conflict))
        return true;
    if (!find_subject(composer, conflict, &subject))
        return false;
    return composer_selects(composer, subject) ||
           (subject.table == TABLE_PEOPLE &&
            is_linked_from_printed(composer, subject, TABLE_EVENTS, EVENTS_ATTENDEE_IDS));
}
