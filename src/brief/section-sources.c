/* section-sources.c: SOURCES: those that endnotes cite, by their numbers. */
#include "brief/conflict.h"
#include "brief/item.h"
#include "brief/sections.h"
#include "brief/verified.h"
#include "brief/wording.h"

/* "In Korean.", where that is not the language of the book. */
static void add_language(struct composer *composer, struct record source, unsigned width)
{
    struct slice language = composer_cell(composer, source, SOURCES_LANGUAGE);
    struct record briefing = {TABLE_BRIEFING, 0};
    if (language.length == 0 ||
        slice_equal(language, composer_cell(composer, briefing, BRIEFING_LANGUAGE)))
        return;
    composer_labelled(composer, INDENT_ITEM, (struct slice){NULL, 0}, width);
    buffer_append_string(&composer->scratch, "In ");
    wording_append_language(&composer->scratch, language);
    buffer_append_char(&composer->scratch, '.');
    composer_scratch(composer, ROLE_TEXT);
}

/* Adds "Label: value" on a line of its own for each of these that is not blank. */
static void add_notes(struct composer *composer, struct record source, unsigned width)
{
    static const struct {
        size_t column;
        const char *label;
    } notes[] = {
        {SOURCES_ACCESSED, "Accessed:"},
        {SOURCES_ARCHIVE_URL, "Archived:"},
        {SOURCES_ARCHIVE_FILE, "Copy held:"},
    };
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++) {
        struct slice value = composer_cell(composer, source, notes[i].column);
        if (value.length == 0)
            continue;
        composer_labelled(composer, INDENT_ITEM, (struct slice){NULL, 0}, width);
        composer_words(composer, ROLE_LABEL, notes[i].label);
        composer_words(composer, ROLE_TEXT, " ");
        composer_text(composer, ROLE_TEXT, value);
    }
}

static void add_rating(struct composer *composer, struct record source, unsigned width)
{
    if (item_add_value(composer, source, SOURCES_RELIABILITY, width, "Rating:"))
        return;
    composer_labelled(composer, INDENT_ITEM, (struct slice){NULL, 0}, width);
    composer_words(composer, ROLE_LABEL, "Rating:");
    composer_words(composer, ROLE_TEXT, " ");
    composer_words(composer, ROLE_WARNING, "UNRATED");
    composer_words(composer, ROLE_TEXT, ".");
}

static void compose_source(struct composer *composer, struct record source, size_t number,
                           unsigned width)
{
    struct slice descriptor = composer_cell(composer, source, SOURCES_DESCRIPTOR);
    composer_item(composer, source);
    buffer_append_format(&composer->scratch, "[%zu]", number);
    composer_labelled(composer, INDENT_ITEM, composer_keep(composer), width)->label_role =
        ROLE_ENDNOTE;
    compose_append_citation(&composer->scratch, composer->store, source);
    composer_scratch(composer, ROLE_TEXT);
    conflict_flag(composer, source);
    item_add_marking(composer, source);
    if (composer_has(composer, source, SOURCES_TITLE) && descriptor.length) {
        composer_labelled(composer, INDENT_ITEM, (struct slice){NULL, 0}, width);
        composer_text(composer, ROLE_TEXT, descriptor);
    }
    add_language(composer, source, width);
    add_notes(composer, source, width);
    verified_add_source(composer, source, width);
    add_rating(composer, source, width);
}

/* Where nothing cites (the sections printed name no sources) all that are selected are cited. */
static void cite_all(struct composer *composer)
{
    struct endnotes *endnotes = &composer->endnotes;
    for (size_t row = 0; (row = composer_next(composer, TABLE_SOURCES, row)) != SIZE_MAX; row++)
        endnotes->order[endnotes->count++] = (uint32_t)row;
}

void compose_sources(struct composer *composer)
{
    const struct endnotes *endnotes = composer->cited ? composer->cited : &composer->endnotes;
    if (endnotes->count == 0)
        cite_all(composer);
    unsigned width = item_digits(endnotes->count) + 3;
    for (size_t i = 0; i < endnotes->count; i++)
        compose_source(composer, (struct record){TABLE_SOURCES, endnotes->order[i]}, i + 1, width);
}
