#include "brief/item.h"

#include "brief/wording.h"

/* Cites the sources of the records that a link column names. */
static bool cite_linked(struct composer *composer, struct record item, size_t column,
                        size_t their_sources)
{
    const struct record_list *linked = composer_links(composer, item, column);
    bool cited = false;
    for (size_t i = 0; i < linked->count; i++)
        cited = composer_cite_more(composer, linked->items[i], their_sources);
    return cited;
}

void item_cite_evidence(struct composer *composer, struct record item,
                        const struct evidence *evidence)
{
    composer_cite_begin(composer);
    if (!composer_cite_more(composer, item, evidence->sources) &&
        !cite_linked(composer, item, evidence->quotes, QUOTES_SOURCE_IDS))
        cite_linked(composer, item, evidence->events, EVENTS_SOURCE_IDS);
    composer_cite_end_or_say(composer);
}

void item_add_marking(struct composer *composer, struct record item)
{
    static const struct {
        size_t classification;
        size_t tlp;
    } columns[TABLE_PLAIN] = {
        [TABLE_EVENTS] = {EVENTS_CLASSIFICATION, EVENTS_TLP},
        [TABLE_QUOTES] = {QUOTES_CLASSIFICATION, QUOTES_TLP},
        [TABLE_SOURCES] = {SOURCES_CLASSIFICATION, SOURCES_TLP},
        [TABLE_JUDGEMENTS] = {JUDGEMENTS_CLASSIFICATION, JUDGEMENTS_TLP},
    };
    if (columns[item.table].tlp == 0)
        return;
    struct slice classification = composer_cell(composer, item, columns[item.table].classification);
    struct slice tlp = composer_cell(composer, item, columns[item.table].tlp);
    bool classified = classification.length && schema_marking_level(classification) != 0;
    bool limited = tlp.length && composer_value(composer, item, columns[item.table].tlp) != 0;
    if (!classified && !limited)
        return;
    composer_words(composer, ROLE_MARKING, " (");
    if (classified)
        composer_text(composer, ROLE_MARKING, classification);
    if (classified && limited)
        composer_words(composer, ROLE_MARKING, ", ");
    if (limited) {
        composer_words(composer, ROLE_MARKING, "TLP:");
        composer_text(composer, ROLE_MARKING, tlp);
    }
    composer_words(composer, ROLE_MARKING, ")");
}

bool item_add_value(struct composer *composer, struct record item, size_t column, unsigned width,
                    const char *label)
{
    struct slice value = composer_cell(composer, item, column);
    if (value.length == 0)
        return false;
    composer_labelled(composer, INDENT_ITEM, (struct slice){NULL, 0}, width);
    composer_words(composer, ROLE_LABEL, label);
    composer_words(composer, ROLE_TEXT, " ");
    wording_append_value(&composer->scratch, item.table, column, value);
    composer_sentence(composer, ROLE_TEXT, composer_keep(composer));
    return true;
}

unsigned item_digits(size_t number)
{
    unsigned digits = 1;
    while (number >= 10) {
        number /= 10;
        digits++;
    }
    return digits;
}

struct slice item_number(struct composer *composer, size_t number, size_t count)
{
    buffer_append_format(&composer->scratch, "%*zu.", (int)item_digits(count), number);
    return composer_keep(composer);
}
