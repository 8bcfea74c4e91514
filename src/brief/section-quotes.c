/* section-quotes.c: STATEMENTS: who said it, when or where it was published, and the words.
 *
 * They stand in the order in which they were said; those whose day is not known, in the order in
 * which they were published. */
#include "brief/conflict.h"
#include "brief/item.h"
#include "brief/order.h"
#include "brief/sections.h"
#include "brief/statement.h"
#include "brief/wording.h"

/* ", said 2023-02-13/14" or ", published 2023-02-14" */
static void add_date(struct composer *composer, struct record quote)
{
    bool published;
    bool begun = true;
    struct slice date = statement_date(composer, quote, &published);
    composer_part(composer, ROLE_TEXT, date, published ? ", published " : ", said ", &begun);
}

/* ", on: First staff talks; …": the events of a link column. */
static void add_events(struct composer *composer, struct record quote, size_t column,
                       const char *preposition)
{
    const struct record_list *events = composer_links(composer, quote, column);
    for (size_t i = 0; i < events->count; i++) {
        bool begun = true;
        struct slice name = slice_trim(record_name(composer->store, events->items[i]));
        composer_part(composer, ROLE_TEXT, name, i == 0 ? preposition : "; ", &begun);
    }
}

/* ", relayed by …, translated from Korean by …" */
static void add_way(struct composer *composer, struct record quote)
{
    struct slice from = composer_cell(composer, quote, QUOTES_ORIGINAL_LANGUAGE);
    struct slice translator = composer_cell(composer, quote, QUOTES_TRANSLATOR);
    bool begun = true;
    composer_part(composer, ROLE_TEXT, composer_cell(composer, quote, QUOTES_RELAYED_BY),
                  ", relayed by ", &begun);
    if (from.length || translator.length)
        composer_words(composer, ROLE_TEXT, ", translated");
    wording_append_language(&composer->scratch, from);
    composer_part(composer, ROLE_TEXT, composer_keep(composer), " from ", &begun);
    composer_part(composer, ROLE_TEXT, translator, " by ", &begun);
}

/* ", partial quotation", ", paraphrase": what differs from the words as they were said. */
static void add_type(struct composer *composer, struct record quote)
{
    struct slice type = composer_cell(composer, quote, QUOTES_QUOTE_TYPE);
    bool begun = true;
    if (slice_is(type, "direct"))
        return;
    wording_append_value(&composer->scratch, TABLE_QUOTES, QUOTES_QUOTE_TYPE, type);
    composer_part(composer, ROLE_TEXT, composer_keep(composer), ", ", &begun);
}

static void add_attribution(struct composer *composer, struct record quote)
{
    composer_block(composer, BLOCK_PARAGRAPH, INDENT_ITEM)->keep_with_next = true;
    struct record speaker = statement_add_speaker(composer, quote, ROLE_NAME);
    bool begun = true;
    statement_add_post(composer, quote, speaker, ", ", &begun);
    composer_aside(composer, statement_anonymity(composer, quote));
    add_date(composer, quote);
    add_events(composer, quote, QUOTES_EVENT_ID, ", at: ");
    add_events(composer, quote, QUOTES_ABOUT_EVENT_IDS, ", on: ");
    add_way(composer, quote);
    add_type(composer, quote);
    conflict_flag(composer, quote);
    item_add_marking(composer, quote);
}

/* The words, their endnotes, and the place in the source. */
static void add_words(struct composer *composer, struct record quote)
{
    struct slice locator = composer_cell(composer, quote, QUOTES_LOCATOR);
    bool translated = composer_has(composer, quote, QUOTES_ORIGINAL_TEXT);
    struct block *block = composer_block(composer, BLOCK_QUOTATION, INDENT_TEXT);
    block->keep_with_next = translated;
    statement_add_words(composer, quote, QUOTES_TEXT);
    composer_cite_or_say(composer, quote, QUOTES_SOURCE_IDS);
    composer_aside(composer, locator);
    if (translated) {
        composer_block(composer, BLOCK_QUOTATION, INDENT_TEXT);
        statement_add_words(composer, quote, QUOTES_ORIGINAL_TEXT);
    }
}

/* By date, rows are far from one another: what the next ones hold is fetched before they are at hand. */
static void fetch_ahead(const struct composer *composer, const struct record_list *quotes, size_t i)
{
    enum { CELLS_AHEAD = 2, PLACES_AHEAD = 5 };
    static const size_t printed[] = {QUOTES_SPEAKER_ID, QUOTES_TEXT,     QUOTES_QUOTE_TYPE,
                                     QUOTES_DATE,       QUOTES_EVENT_ID, QUOTES_ABOUT_EVENT_IDS,
                                     QUOTES_SOURCE_IDS, QUOTES_LOCATOR};
    const size_t count = sizeof printed / sizeof printed[0];
    const struct table *table = store_table(composer->store, TABLE_QUOTES);
    if (i + PLACES_AHEAD < quotes->count)
        table_fetch_places(table, quotes->items[i + PLACES_AHEAD].row, printed, count);
    if (i + CELLS_AHEAD < quotes->count)
        table_fetch_cells(table, quotes->items[i + CELLS_AHEAD].row, printed, count);
}

void compose_quotes(struct composer *composer)
{
    struct record_list quotes = {0};
    order_by_date(composer, TABLE_QUOTES, &quotes);
    for (size_t i = 0; i < quotes.count && !composer->document->failed; i++) {
        struct record quote = quotes.items[i];
        fetch_ahead(composer, &quotes, i);
        if (i > 0)
            composer_block(composer, BLOCK_SPACE, 0);
        composer_item(composer, quote);
        add_attribution(composer, quote);
        add_words(composer, quote);
        item_add_value(composer, quote, QUOTES_CREDIBILITY, INDENT_TEXT - INDENT_ITEM,
                       "Credibility:");
    }
    record_list_free(&quotes);
}
