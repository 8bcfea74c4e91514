/* endnotes.c: sources numbered in the order of their first use; the marks of one citation rise. */
#include <stdlib.h>

#include "brief/composer.h"

/* What a citation shows of a source, or of an id that no source has. */
struct endnote_mark {
    uint32_t number; /* `unknown` for such an id */
    uint32_t place;  /* in the citation */
    struct slice id;
};

static const uint32_t unknown = UINT32_MAX; /* stands behind all numbers */

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
    free(endnotes->marks);
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

/* ---- Gathering ---------------------------------------------------------------------------- */

/* Makes room for one more mark; false when memory is out. */
static bool grow_marks(struct endnotes *endnotes)
{
    enum { FIRST_CAPACITY = 16 };
    if (endnotes->mark_count < endnotes->mark_capacity)
        return true;
    size_t capacity = endnotes->mark_capacity ? 2 * endnotes->mark_capacity : FIRST_CAPACITY;
    struct endnote_mark *marks = realloc(endnotes->marks, capacity * sizeof *marks);
    if (!marks)
        return false;
    endnotes->marks = marks;
    endnotes->mark_capacity = capacity;
    return true;
}

static void add_mark(struct composer *composer, uint32_t number, struct slice id)
{
    struct endnotes *endnotes = &composer->endnotes;
    if (!grow_marks(endnotes)) {
        composer->document->failed = true;
        return;
    }
    uint32_t place = (uint32_t)endnotes->mark_count;
    endnotes->marks[endnotes->mark_count++] = (struct endnote_mark){number, place, id};
}

static void add_source(struct composer *composer, struct record source, struct slice id)
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
    add_mark(composer, *number, id);
}

void composer_cite_begin(struct composer *composer)
{
    composer->endnotes.citation++;
    composer->endnotes.mark_count = 0;
}

bool composer_cite_more(struct composer *composer, struct record record, size_t column)
{
    struct slice rest = record_cell(composer->store, record, column);
    struct slice id;
    struct record source;
    while (composer->endnotes.numbers && slice_next(&rest, ';', &id)) {
        if (store_find(composer->store, TABLE_SOURCES, id, &source))
            add_source(composer, source, id);
        else
            add_mark(composer, unknown, id);
    }
    return composer->endnotes.mark_count > 0;
}

/* ---- Showing ------------------------------------------------------------------------------ */

static int compare_marks(const void *a, const void *b)
{
    const struct endnote_mark *left = a;
    const struct endnote_mark *right = b;
    if (left->number != right->number)
        return left->number < right->number ? -1 : 1;
    return (left->place > right->place) - (left->place < right->place);
}

static void show_source(struct composer *composer, uint32_t number)
{
    struct record source = {TABLE_SOURCES, composer->endnotes.order[number - 1]};
    document_span(
        composer->document,
        (struct span){.role = ROLE_ENDNOTE, .text = keep_sign(composer, number), .target = source});
}

static void show_unknown(struct composer *composer, struct slice id)
{
    buffer_append_char(&composer->scratch, '[');
    buffer_append(&composer->scratch, id);
    buffer_append_string(&composer->scratch, "?]");
    composer_scratch(composer, ROLE_WARNING);
}

/* Endnotes stand behind a space, side by side: numbers were given by first use, and rise here. Returns
 * whether there are any. */
static bool show(struct composer *composer)
{
    struct endnotes *endnotes = &composer->endnotes;
    if (!endnotes->mark_count)
        return false;
    qsort(endnotes->marks, endnotes->mark_count, sizeof *endnotes->marks, compare_marks);
    composer_words(composer, ROLE_TEXT, " ");
    for (size_t i = 0; i < endnotes->mark_count; i++) {
        const struct endnote_mark *mark = &endnotes->marks[i];
        if (mark->number == unknown)
            show_unknown(composer, mark->id);
        else
            show_source(composer, mark->number);
    }
    return true;
}

void composer_cite_end_or_say(struct composer *composer)
{
    if (!show(composer) && composer->endnotes.numbers)
        composer_words(composer, ROLE_WARNING, " [no source]");
}

void composer_cite(struct composer *composer, struct record record, size_t column)
{
    composer_cite_begin(composer);
    composer_cite_more(composer, record, column);
    show(composer);
}

void composer_cite_or_say(struct composer *composer, struct record record, size_t column)
{
    composer_cite_begin(composer);
    composer_cite_more(composer, record, column);
    composer_cite_end_or_say(composer);
}
