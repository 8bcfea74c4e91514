#include "output/json-verification.h"

#include "output/json-text.h"

/* An object that is being made; NULL when there was no memory for it. */
struct making {
    const struct verification *verification;
    const struct store *store;
    json_t *object;
    struct buffer scratch;
    bool failed;
};

static void set(struct making *making, const char *name, json_t *value)
{
    if (json_object_set_new_nocheck(making->object, name, value) != 0)
        making->failed = true;
}

/* What is not known is left out. */
static void set_text(struct making *making, const char *name, const char *raw)
{
    static const struct record_audience program = {0};
    if (raw)
        set(making, name, json_new_text(slice_of(raw), &program, &making->scratch));
}

static void set_source(struct making *making, const char *name, uint32_t source)
{
    struct buffer id = {0};
    record_append_id(making->store, (struct record){TABLE_SOURCES, source}, &id);
    making->failed = making->failed || id.failed;
    set_text(making, name, buffer_string(&id));
    buffer_free(&id);
}

static void set_place(struct making *making, struct text_place place)
{
    if (place.line == 0)
        return;
    set(making, "line", json_integer((json_int_t)place.line));
    set(making, "column", json_integer((json_int_t)place.column));
}

/* A difference without a place is none: hardly anything agrees. */
static const char *verdict_word(const struct comparison *comparison)
{
    static const char *const words[] = {
        [VERDICT_OPEN] = "no-words",     [VERDICT_UNREADABLE] = "unreadable",
        [VERDICT_DIFFERS] = "differs",   [VERDICT_ELSEWHERE] = "elsewhere",
        [VERDICT_VERIFIED] = "verified",
    };
    bool is_nowhere = comparison->verdict == VERDICT_DIFFERS && comparison->place.line == 0;
    return is_nowhere ? "not-found" : words[comparison->verdict];
}

static void set_comparison(struct making *making, const struct comparison *comparison)
{
    bool differs = comparison->verdict == VERDICT_DIFFERS && comparison->place.line;
    set(making, "verdict", json_string(verdict_word(comparison)));
    set_text(making, "file", verification_text(making->verification, comparison->source)->file);
    if (comparison->verdict == VERDICT_ELSEWHERE)
        set_source(making, "other", comparison->other);
    set_place(making, comparison->place);
    set_text(making, "quoted", differs ? comparison->quoted : NULL);
    set_text(making, "archived", differs ? comparison->archived : NULL);
}

static const struct comparison *comparison_with(const struct making *making, struct record quote,
                                                uint32_t source)
{
    size_t count;
    const struct comparison *comparisons = verification_of(making->verification, quote.row, &count);
    for (size_t i = 0; i < count; i++) {
        if (comparisons[i].source == source)
            return &comparisons[i];
    }
    return NULL;
}

static json_t *new_verdict(struct making *making, struct record quote, uint32_t source)
{
    const struct comparison *comparison = comparison_with(making, quote, source);
    making->object = json_object();
    set_source(making, "source", source);
    if (comparison)
        set_comparison(making, comparison);
    else
        set(making, "verdict", json_string("no-archive"));
    return making->object;
}

json_t *json_new_verification(const struct verification *verification, const struct store *store,
                              struct record quote)
{
    struct making making = {.verification = verification, .store = store};
    struct record_list sources = {0};
    json_t *array = json_array();
    making.failed = !array || !store_links(store, quote, QUOTES_SOURCE_IDS, &sources);
    for (size_t i = 0; i < sources.count && !making.failed; i++) {
        if (json_array_append_new(array, new_verdict(&making, quote, sources.items[i].row)) != 0)
            making.failed = true;
    }
    record_list_free(&sources);
    buffer_free(&making.scratch);
    if (!making.failed)
        return array;
    json_decref(array);
    return NULL;
}
