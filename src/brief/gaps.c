/* gaps.c: what the rows leave open, found by going through them. */
#include "brief/sections.h"
#include "brief/statement.h"

enum { LABEL_WIDTH = 4, LISTED = 5 };

static void begin_gap(struct composer *composer, size_t *number)
{
    ++*number;
    buffer_append_format(&composer->scratch, "G%zu", *number);
    composer_labelled(composer, INDENT_ITEM, composer_keep(composer), LABEL_WIDTH);
}

/* ---- People: a gap for each --------------------------------------------------------------- */

static bool lacks_first_name(const struct composer *composer, struct record person)
{
    return composer_has(composer, person, PEOPLE_FAMILY_NAME) &&
           !composer_has(composer, person, PEOPLE_GIVEN_NAME);
}

static bool lacks_affiliation(const struct composer *composer, struct record person)
{
    return slice_is(composer_cell(composer, person, PEOPLE_CAPACITY), "expert") &&
           !composer_has(composer, person, PEOPLE_ORGANIZATION);
}

/* "Park: first name and affiliation not given [1]." */
static void compose_person_gaps(struct composer *composer, size_t *number)
{
    for (size_t row = 0; (row = composer_next(composer, TABLE_PEOPLE, row)) != SIZE_MAX; row++) {
        struct record person = {TABLE_PEOPLE, (uint32_t)row};
        bool first_name = lacks_first_name(composer, person);
        bool affiliation = lacks_affiliation(composer, person);
        if (!first_name && !affiliation)
            continue;
        composer_item(composer, person);
        begin_gap(composer, number);
        composer_text(composer, ROLE_NAME, slice_trim(record_name(composer->store, person)));
        composer_words(composer, ROLE_TEXT, first_name ? ": first name" : ": affiliation");
        if (first_name && affiliation)
            composer_words(composer, ROLE_TEXT, " and affiliation");
        composer_words(composer, ROLE_TEXT, " not given");
        composer_cite(composer, person, PEOPLE_SOURCE_IDS);
        composer_words(composer, ROLE_TEXT, ".");
    }
}

/* ---- Statements: one gap of each kind ------------------------------------------------------ */

static bool names_no_source(const struct composer *composer, struct record quote)
{
    return !composer_has(composer, quote, QUOTES_SOURCE_IDS);
}

static bool gives_no_reason(const struct composer *composer, struct record quote)
{
    return statement_is_anonymous(composer, quote) &&
           !composer_has(composer, quote, QUOTES_ANONYMITY_REASON);
}

static bool states_no_type(const struct composer *composer, struct record quote)
{
    return composer_value(composer, quote, QUOTES_QUOTE_TYPE) < 0;
}

enum { STATEMENT_GAPS = 3 };

static const struct {
    bool (*is_open)(const struct composer *composer, struct record quote);
    const char *name;
} statement_gaps[STATEMENT_GAPS] = {
    {names_no_source, "Statements without a source"},
    {gives_no_reason, "Unnamed speakers without a reason"},
    {states_no_type, "Statements that do not say whether their words are exact"},
};

/* The statements that have a gap of one kind. */
struct gap {
    struct record first[LISTED];
    size_t count;
};

/* Goes through all statements once. */
static void find_gaps(struct composer *composer, struct gap gaps[STATEMENT_GAPS])
{
    for (size_t row = 0; (row = composer_next(composer, TABLE_QUOTES, row)) != SIZE_MAX; row++) {
        struct record quote = {TABLE_QUOTES, (uint32_t)row};
        composer_approach(composer, quote);
        for (size_t kind = 0; kind < STATEMENT_GAPS; kind++) {
            struct gap *gap = &gaps[kind];
            if (!statement_gaps[kind].is_open(composer, quote))
                continue;
            if (gap->count < LISTED)
                gap->first[gap->count] = quote;
            gap->count++;
        }
    }
}

/* ": a military official: The talks went …; and 3 more" */
static void list_statements(struct composer *composer, const struct gap *gap)
{
    for (size_t i = 0; i < gap->count && i < LISTED; i++) {
        composer_words(composer, ROLE_TEXT, i == 0 ? ": " : "; ");
        compose_append_short(&composer->scratch, composer->store, gap->first[i]);
        composer_scratch(composer, ROLE_TEXT);
        composer_cite(composer, gap->first[i], QUOTES_SOURCE_IDS);
    }
    if (gap->count > LISTED)
        document_format(composer->document, ROLE_TEXT, "; and %zu more", gap->count - LISTED);
}

static void compose_statement_gaps(struct composer *composer, size_t *number)
{
    struct gap gaps[STATEMENT_GAPS] = {0};
    find_gaps(composer, gaps);
    for (size_t kind = 0; kind < STATEMENT_GAPS; kind++) {
        if (gaps[kind].count == 0)
            continue;
        begin_gap(composer, number);
        document_format(composer->document, ROLE_TEXT, "%s (%zu)", statement_gaps[kind].name,
                        gaps[kind].count);
        list_statements(composer, &gaps[kind]);
    }
}

/* ---- Sources: one gap for all --------------------------------------------------------------- */

static void compose_rating_gap(struct composer *composer, size_t *number)
{
    const struct endnotes *endnotes = &composer->endnotes;
    size_t unrated = 0;
    for (size_t i = 0; i < endnotes->count; i++) {
        struct record source = {TABLE_SOURCES, endnotes->order[i]};
        unrated += !composer_has(composer, source, SOURCES_RELIABILITY);
    }
    if (unrated == 0)
        return;
    begin_gap(composer, number);
    document_format(composer->document, ROLE_TEXT, "Sources without a rating: %zu of %zu.", unrated,
                    endnotes->count);
}

void compose_gaps(struct composer *composer)
{
    size_t number = 0;
    compose_person_gaps(composer, &number);
    composer_item(composer, (struct record){TABLE_NONE, 0});
    compose_statement_gaps(composer, &number);
    compose_rating_gap(composer, &number);
}
