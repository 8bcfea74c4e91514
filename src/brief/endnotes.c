/* endnotes.c: sources numbered in the order of their first use. */
#include <stdlib.h>

#include "brief/composer.h"

bool endnotes_begin(struct endnotes *endnotes, const struct store *store)
{
    size_t sources = store_record_count(store, TABLE_SOURCES) + 1;
    endnotes->numbers = calloc(sources, sizeof *endnotes->numbers);
    endnotes->citations = calloc(sources, sizeof *endnotes->citations);
    endnotes->order = calloc(sources, sizeof *endnotes->order);
    return endnotes->numbers && endnotes->citations && endnotes->order;
}

void endnotes_free(struct endnotes *endnotes)
{
    free(endnotes->numbers);
    free(endnotes->citations);
    free(endnotes->order);
}

/* A citation stands behind a space, its endnotes side by side. */
static void begin(struct composer *composer)
{
    if (!composer->endnotes.begun)
        composer_words(composer, ROLE_TEXT, " ");
    composer->endnotes.begun = true;
}

/* "[12]", written by hand: a long page has as many as it has statements. */
static struct slice keep_sign(struct composer *composer, uint32_t number)
{
    char sign[16];
    size_t start = sizeof sign;
    sign[--start] = ']';
    for (; number; number /= 10)
        sign[--start] = (char)('0' + number % 10);
    sign[--start] = '[';
    return document_keep(composer->document, (struct slice){sign + start, sizeof sign - start});
}

static void cite_source(struct composer *composer, struct record source)
{
    struct endnotes *endnotes = &composer->endnotes;
    uint32_t *number = &endnotes->numbers[source.row];
    if (endnotes->citations[source.row] == endnotes->citation)
        return;
    endnotes->citations[source.row] = endnotes->citation;
    if (*number == 0) {
        endnotes->order[endnotes->count++] = source.row;
        *number = (uint32_t)endnotes->count;
    }
    begin(composer);
    document_span(composer->document, (struct span){.role = ROLE_ENDNOTE,
                                                    .text = keep_sign(composer, *number),
                                                    .target = source});
}

static void cite_unknown(struct composer *composer, struct slice id)
{
    begin(composer);
    buffer_append_char(&composer->scratch, '[');
    buffer_append(&composer->scratch, id);
    buffer_append_string(&composer->scratch, "?]");
    composer_scratch(composer, ROLE_WARNING);
}

bool composer_cite_more(struct composer *composer, struct record record, size_t column)
{
    struct slice rest = record_cell(composer->store, record, column);
    struct slice id;
    struct record source;
    while (composer->endnotes.numbers && slice_next(&rest, ';', &id)) {
        if (store_find(composer->store, TABLE_SOURCES, id, &source))
            cite_source(composer, source);
        else
            cite_unknown(composer, id);
    }
    return composer->endnotes.begun;
}

bool composer_cite(struct composer *composer, struct record record, size_t column)
{
    composer->endnotes.citation++;
    composer->endnotes.begun = false;
    return composer_cite_more(composer, record, column);
}

void composer_say_no_source(struct composer *composer)
{
    if (composer->endnotes.numbers)
        composer_words(composer, ROLE_WARNING, " [no source]");
}

void composer_cite_or_say(struct composer *composer, struct record record, size_t column)
{
    if (!composer_cite(composer, record, column))
        composer_say_no_source(composer);
}
