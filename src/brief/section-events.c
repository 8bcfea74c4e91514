/* section-events.c: CHRONOLOGY. */
#include <string.h>

#include "brief/conflict.h"
#include "brief/item.h"
#include "brief/order.h"
#include "brief/sections.h"
#include "brief/wording.h"
#include "briefbook/text.h"

/* Dates up to this width (2022-04-09/12) stand in a column of their own; wider ones push the name. */
enum { WIDEST_DATE = 13 };

static struct slice date_of(struct composer *composer, struct record event)
{
    compose_append_date(&composer->scratch, composer->store, event);
    if (composer->scratch.length == 0)
        buffer_append_string(&composer->scratch, "undated");
    return composer_keep(composer);
}

/* Columns for the number and the date of all these events, and what parts them from the text. */
static unsigned label_width(struct composer *composer, const struct record_list *events)
{
    size_t widest = 0;
    for (size_t i = 0; i < events->count; i++) {
        size_t width = text_width(date_of(composer, events->items[i]), TEXT_ON_PAPER);
        if (width > widest && width <= WIDEST_DATE)
            widest = width;
    }
    return item_digits(events->count) + 2 + (unsigned)widest + 2;
}

static struct slice label(struct composer *composer, struct record event, size_t number,
                          size_t count)
{
    struct slice date = date_of(composer, event);
    buffer_append_format(&composer->scratch, "%*zu. ", (int)item_digits(count), number);
    buffer_append(&composer->scratch, date);
    return composer_keep(composer);
}

/* Where an event was: nothing where its name says so. */
static struct slice place_of(const struct composer *composer, struct record event)
{
    struct slice name = record_name(composer->store, event);
    struct slice place = composer_cell(composer, event, EVENTS_LOCATION);
    if (place.length == 0)
        return composer_cell(composer, event, EVENTS_COUNTRY);
    if (name.length && memmem(name.data, name.length, place.data, place.length))
        place.length = 0;
    return place;
}

/* "First military staff talks, Seoul [1][2]" */
static void add_name(struct composer *composer, struct record event)
{
    bool begun = true;
    composer_text(composer, ROLE_NAME, slice_trim(record_name(composer->store, event)));
    composer_part(composer, ROLE_TEXT, place_of(composer, event), ", ", &begun);
    conflict_flag(composer, event);
    composer_cite_or_say(composer, event, EVENTS_SOURCE_IDS);
    item_add_marking(composer, event);
}

/* "Held. What happened." */
static void add_description(struct composer *composer, struct record event, unsigned width)
{
    static const char *const states[] = {"Held.", "Planned.", "Cancelled."};
    int status = composer_value(composer, event, EVENTS_STATUS);
    struct slice description = composer_cell(composer, event, EVENTS_DESCRIPTION);
    bool begun = status >= 0;
    if (!begun && description.length == 0)
        return;
    composer_labelled(composer, INDENT_ITEM, (struct slice){NULL, 0}, width);
    if (begun)
        composer_words(composer, ROLE_TEXT, states[status]);
    composer_part(composer, ROLE_TEXT, description, " ", &begun);
}

/* "Present: A; B (! C1)" */
static void add_present(struct composer *composer, struct record event, unsigned width)
{
    const struct record_list *present = composer_links(composer, event, EVENTS_ATTENDEE_IDS);
    bool begun = false;
    if (present->count) {
        composer_labelled(composer, INDENT_ITEM, (struct slice){NULL, 0}, width);
        composer_words(composer, ROLE_LABEL, "Present:");
        composer_words(composer, ROLE_TEXT, " ");
    }
    for (size_t i = 0; i < present->count; i++) {
        struct slice name = slice_trim(record_name(composer->store, present->items[i]));
        composer_part(composer, ROLE_TEXT, name, "; ", &begun);
        conflict_flag(composer, present->items[i]);
    }
}

void compose_events(struct composer *composer)
{
    struct record_list events = {0};
    order_by_date(composer, TABLE_EVENTS, &events);
    unsigned width = label_width(composer, &events);
    for (size_t i = 0; i < events.count; i++) {
        struct record event = events.items[i];
        composer_item(composer, event);
        composer_labelled(composer, INDENT_ITEM, label(composer, event, i + 1, events.count),
                          width);
        add_name(composer, event);
        add_description(composer, event, width);
        add_present(composer, event, width);
        item_add_value(composer, event, EVENTS_CREDIBILITY, width, "Credibility:");
    }
    record_list_free(&events);
}
