#include "briefbook/verification.h"

#include <stdlib.h>

#include "briefbook/verbatim.h"
#include "store/open-text.h"
#include "store/store-parts.h"
#include "store/versions.h"

struct verification {
    const struct store *store;
    const atomic_bool *cancelled;
    struct arena arena; /* owns strings and faults */
    struct comparison *items;
    size_t count;
    size_t capacity;
    struct archived_text *texts; /* of each source */
    size_t text_count;
    bool has_texts;
};

/* Some of the comparisons, with what is sought for them and what was found. */
struct batch {
    struct comparison **items;
    size_t count;
    struct slice *words;    /* VERSIONS for each; blank ones are found nowhere */
    struct verbatim *found; /* VERSIONS for each */
};

static struct slice cell(const struct verification *verification, enum table_id table, size_t row,
                         size_t column)
{
    struct record record = {table, (uint32_t)row};
    return slice_trim(record_cell(verification->store, record, column));
}

static bool is_cancelled(const struct verification *verification)
{
    return verification->cancelled &&
           atomic_load_explicit(verification->cancelled, memory_order_relaxed);
}

/* ---- What is to be compared ------------------------------------------------------------------ */

static bool add_comparison(struct verification *verification, struct comparison comparison)
{
    enum { FIRST_CAPACITY = 64 };
    if (verification->count == verification->capacity) {
        size_t capacity = verification->capacity ? 2 * verification->capacity : FIRST_CAPACITY;
        struct comparison *items = realloc(verification->items, capacity * sizeof *items);
        if (!items)
            return false;
        verification->items = items;
        verification->capacity = capacity;
    }
    verification->items[verification->count++] = comparison;
    return true;
}

static bool is_named(const struct verification *verification, size_t first, uint32_t source)
{
    size_t i = first;
    while (i < verification->count && verification->items[i].source != source)
        i++;
    return i < verification->count;
}

static bool add_quote(struct verification *verification, size_t row)
{
    const struct column_schema *column = &schema_table(TABLE_QUOTES)->columns[QUOTES_SOURCE_IDS];
    struct slice rest = cell(verification, TABLE_QUOTES, row, QUOTES_SOURCE_IDS);
    size_t first = verification->count;
    struct slice id;
    struct record source;
    while (link_next(column, &rest, &id)) {
        if (!store_find(verification->store, TABLE_SOURCES, id, &source) ||
            !verification->texts[source.row].file || is_named(verification, first, source.row))
            continue;
        struct comparison comparison = {
            .quote = (uint32_t)row, .source = source.row, .column = QUOTES_TEXT};
        if (!add_comparison(verification, comparison))
            return false;
    }
    return true;
}

static bool add_quotes(struct verification *verification)
{
    size_t rows = store_record_count(verification->store, TABLE_QUOTES);
    for (size_t row = 0; row < rows && !is_cancelled(verification); row++) {
        struct record quote = {TABLE_QUOTES, (uint32_t)row};
        if (quote_is_exact(verification->store, quote) && !add_quote(verification, row))
            return false;
    }
    return true;
}

static bool find_texts(struct verification *verification)
{
    size_t rows = store_record_count(verification->store, TABLE_SOURCES);
    verification->texts = calloc(rows + 1, sizeof *verification->texts);
    if (!verification->texts)
        return false;
    verification->text_count = rows;
    for (size_t row = 0; row < rows; row++) {
        struct slice file = cell(verification, TABLE_SOURCES, row, SOURCES_ARCHIVE_FILE);
        if (!file.length)
            continue;
        verification->has_texts = true;
        verification->texts[row].file = arena_copy(&verification->arena, file).data;
        if (!verification->texts[row].file)
            return false;
    }
    return true;
}

/* ---- Batches --------------------------------------------------------------------------------- */

static void batch_free(struct batch *batch)
{
    for (size_t i = 0; batch->found && i < VERSIONS * batch->count; i++)
        verbatim_free(&batch->found[i]);
    free(batch->items);
    free(batch->words);
    free(batch->found);
    *batch = (struct batch){0};
}

/* Makes room for so many comparisons. */
static bool batch_begin(struct batch *batch, size_t capacity)
{
    *batch = (struct batch){0};
    batch->items = calloc(capacity + 1, sizeof *batch->items);
    batch->words = calloc(VERSIONS * capacity + 1, sizeof *batch->words);
    batch->found = calloc(VERSIONS * capacity + 1, sizeof *batch->found);
    if (batch->items && batch->words && batch->found)
        return true;
    batch_free(batch);
    return false;
}

static void batch_add(struct batch *batch, const struct verification *verification,
                      struct comparison *comparison)
{
    versions_choose(verification->store, (struct record){TABLE_QUOTES, comparison->quote},
                    (struct record){TABLE_SOURCES, comparison->source},
                    &batch->words[VERSIONS * batch->count]);
    batch->items[batch->count++] = comparison;
}

static bool is_better(const struct verbatim *found, const struct verbatim *other)
{
    return !other->whole && (found->whole || found->agreed > other->agreed);
}

/* The version of which most was found, the one found whole before all; VERSIONS when there are no
 * words. */
static size_t best_version(const struct batch *batch, size_t item)
{
    size_t best = VERSIONS;
    for (size_t i = 0; i < VERSIONS; i++) {
        const struct verbatim *found = &batch->found[VERSIONS * item];
        if (batch->words[VERSIONS * item + i].length &&
            (best == VERSIONS || is_better(&found[i], &found[best])))
            best = i;
    }
    return best;
}

/* ---- Texts ----------------------------------------------------------------------------------- */

/* The first reason is kept with the source. False when memory is out. */
static bool read_text(struct verification *verification, uint32_t source, struct open_text *text,
                      bool *is_open)
{
    struct archived_text *archived = &verification->texts[source];
    struct diag_list diags = {0};
    *is_open =
        open_text_read(text, verification->store, archived->file, verification->cancelled, &diags);
    bool has_memory = !diags.out_of_memory && !diags.counts[DIAG_OUT_OF_MEMORY];
    if (diags.count && has_memory && !archived->fault) {
        struct diag *fault = arena_alloc(&verification->arena, sizeof *fault);
        struct slice words = arena_copy(&verification->arena, slice_of(diags.items[0].message));
        has_memory = fault && words.data;
        if (has_memory)
            *fault = (struct diag){.code = diags.items[0].code, .message = words.data};
        archived->fault = fault;
    }
    diag_list_free(&diags);
    return has_memory;
}

/* ---- Verdicts -------------------------------------------------------------------------------- */

static void tell_found(struct comparison *comparison, const struct open_text *text,
                       const struct verbatim *found)
{
    struct slice bytes = buffer_slice(&text->bytes);
    comparison->verdict = VERDICT_VERIFIED;
    comparison->place = text_places_find(&text->places, found->places.items[0].start);
    comparison->joined = verbatim_is_joined(bytes, found);
    if (comparison->joined)
        comparison->second = text_places_find(&text->places, found->places.items[1].start);
    else if (found->again)
        comparison->second = text_places_find(&text->places, found->second.start);
}

/* A few letters agree with any text: those are no place to compare. */
static bool tell_difference(struct verification *verification, struct comparison *comparison,
                            const struct open_text *text, struct slice words,
                            const struct verbatim *found)
{
    enum { AGREES_AT_LEAST = 12 };
    struct slice bytes = buffer_slice(&text->bytes);
    comparison->verdict = VERDICT_DIFFERS;
    if (!found->places.count ||
        (found->agreed < AGREES_AT_LEAST && 2 * found->agreed < words.length))
        return true;
    size_t end = found->places.items[found->places.count - 1].end;
    comparison->place = text_places_find(&text->places, end);
    comparison->quoted = open_text_around(&verification->arena, words, found->agreed);
    comparison->archived = open_text_around(&verification->arena, bytes, end);
    return comparison->quoted && comparison->archived;
}

static bool judge(struct verification *verification, const struct batch *batch, size_t item,
                  const struct open_text *text)
{
    struct comparison *comparison = batch->items[item];
    size_t version = best_version(batch, item);
    if (version == VERSIONS)
        return true;
    const struct verbatim *found = &batch->found[VERSIONS * item + version];
    comparison->column = versions_column(version);
    if (!found->whole)
        return tell_difference(verification, comparison, text,
                               batch->words[VERSIONS * item + version], found);
    tell_found(comparison, text, found);
    return true;
}

static bool search_text(const struct verification *verification, struct batch *batch,
                        const struct open_text *text)
{
    return verbatim_find_all(buffer_slice(&text->bytes), batch->words, VERSIONS * batch->count,
                             batch->found, verification->cancelled) &&
           !is_cancelled(verification);
}

/* ---- Each with its own source ------------------------------------------------------------------ */

static bool compare_source(struct verification *verification, uint32_t source, struct batch *batch)
{
    struct open_text text;
    bool is_open;
    bool done = read_text(verification, source, &text, &is_open);
    if (done && is_open && batch->count)
        done = search_text(verification, batch, &text);
    for (size_t i = 0; done && i < batch->count; i++) {
        batch->items[i]->verdict = VERDICT_UNREADABLE;
        if (is_open) {
            batch->items[i]->verdict = VERDICT_OPEN;
            done = judge(verification, batch, i, &text);
        }
    }
    open_text_close(&text);
    return done && !is_cancelled(verification);
}

/* Comparisons by their sources: those of source s are order[starts[s]] … order[starts[s + 1] - 1]. */
static void order_by_source(const struct verification *verification, size_t *starts, size_t *order)
{
    for (size_t i = 0; i < verification->count; i++)
        starts[verification->items[i].source + 2]++;
    for (size_t source = 2; source < verification->text_count + 2; source++)
        starts[source] += starts[source - 1];
    for (size_t i = 0; i < verification->count; i++)
        order[starts[verification->items[i].source + 1]++] = i;
}

static bool compare_all(struct verification *verification)
{
    size_t *starts = calloc(verification->text_count + 3, sizeof *starts);
    size_t *order = calloc(verification->count + 1, sizeof *order);
    bool done = starts && order;
    if (done)
        order_by_source(verification, starts, order);
    for (size_t source = 0; done && source < verification->text_count; source++) {
        struct batch batch;
        if (!verification->texts[source].file)
            continue;
        done = batch_begin(&batch, starts[source + 1] - starts[source]);
        for (size_t i = starts[source]; done && i < starts[source + 1]; i++)
            batch_add(&batch, verification, &verification->items[order[i]]);
        done = done && compare_source(verification, (uint32_t)source, &batch);
        batch_free(&batch);
    }
    free(starts);
    free(order);
    return done;
}

/* ---- What is not there, with the other sources ------------------------------------------------- */

static void take_other(struct batch *batch, const struct open_text *text, uint32_t source)
{
    for (size_t i = 0; i < batch->count; i++) {
        struct comparison *comparison = batch->items[i];
        size_t version = best_version(batch, i);
        if (comparison->verdict != VERDICT_DIFFERS || comparison->source == source ||
            version == VERSIONS || !batch->found[VERSIONS * i + version].whole)
            continue;
        const struct verbatim *found = &batch->found[VERSIONS * i + version];
        comparison->verdict = VERDICT_ELSEWHERE;
        comparison->other = source;
        comparison->place = text_places_find(&text->places, found->places.items[0].start);
    }
}

/* Whether any of the comparisons is with another source: only for those a text is worth reading. */
static bool has_others(const struct batch *batch, uint32_t source)
{
    size_t i = 0;
    while (i < batch->count && batch->items[i]->source == source)
        i++;
    return i < batch->count;
}

static bool look_in_others(struct verification *verification, struct batch *batch)
{
    bool done = true;
    for (size_t source = 0; done && source < verification->text_count; source++) {
        struct open_text text;
        bool is_open;
        if (!verification->texts[source].file || verification->texts[source].fault ||
            !has_others(batch, (uint32_t)source))
            continue;
        done = read_text(verification, (uint32_t)source, &text, &is_open) &&
               (!is_open || search_text(verification, batch, &text));
        if (done && is_open)
            take_other(batch, &text, (uint32_t)source);
        open_text_close(&text);
    }
    return done && !is_cancelled(verification);
}

/* As many are looked for as are told of one by one. */
static bool find_others(struct verification *verification)
{
    struct batch batch;
    if (!batch_begin(&batch, DIAG_LIMIT))
        return false;
    for (size_t i = 0; i < verification->count && batch.count < DIAG_LIMIT; i++) {
        if (verification->items[i].verdict == VERDICT_DIFFERS)
            batch_add(&batch, verification, &verification->items[i]);
    }
    bool done = !batch.count || look_in_others(verification, &batch);
    batch_free(&batch);
    return done;
}

/* ---- All of it --------------------------------------------------------------------------------- */

static void count_verdicts(struct verification *verification)
{
    for (size_t i = 0; i < verification->count; i++) {
        struct archived_text *text = &verification->texts[verification->items[i].source];
        enum verdict verdict = verification->items[i].verdict;
        text->verified += verdict == VERDICT_VERIFIED;
        text->differing += verdict == VERDICT_DIFFERS || verdict == VERDICT_ELSEWHERE;
    }
}

static bool verify(struct verification *verification)
{
    bool done = find_texts(verification);
    if (done && verification->has_texts) {
        done = add_quotes(verification) && compare_all(verification) && find_others(verification);
        count_verdicts(verification);
    }
    return done;
}

struct verification *verification_new(const struct store *store, const atomic_bool *cancelled)
{
    struct verification *verification = calloc(1, sizeof *verification);
    if (!verification)
        return NULL;
    verification->store = store;
    verification->cancelled = cancelled;
    bool done = verify(verification);
    verification->cancelled = NULL;
    if (done)
        return verification;
    verification_free(verification);
    return NULL;
}

void verification_free(struct verification *verification)
{
    if (!verification)
        return;
    free(verification->items);
    free(verification->texts);
    arena_free(&verification->arena);
    free(verification);
}

/* ---- What came of it --------------------------------------------------------------------------- */

bool verification_has_texts(const struct verification *verification)
{
    return verification->has_texts;
}

const struct comparison *verification_all(const struct verification *verification, size_t *count)
{
    *count = verification->count;
    return verification->items;
}

const struct comparison *verification_of(const struct verification *verification, uint32_t quote,
                                         size_t *count)
{
    size_t first = 0;
    size_t end = verification->count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (verification->items[middle].quote < quote)
            first = middle + 1;
        else
            end = middle;
    }
    while (end < verification->count && verification->items[end].quote == quote)
        end++;
    *count = end - first;
    return verification->items + first;
}

const struct archived_text *verification_text(const struct verification *verification,
                                              uint32_t source)
{
    return &verification->texts[source];
}
