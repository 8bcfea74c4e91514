/* fuzz-query.c: queries of any bytes: both readings, the canonical form, faults and what is lit. */
#include "briefbook/gate.h"
#include "briefbook/lighting.h"
#include "briefbook/text.h"
#include "fuzz/require.h"

static void check_fault(struct slice text, const struct diag_list *diags)
{
    require(diags->count == 1, "a query that is not read has one diagnostic");
    static const unsigned flags[] = {GATE_LINES, GATE_ONE_LINE, GATE_ASCII,
                                     GATE_ONE_LINE | GATE_ASCII};
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        struct buffer shown = {0};
        require(query_append_fault(&shown, text, &diags->items[0], flags[i], TEXT_ON_PAPER),
                "the place of a fault is shown");
        require(text_is_valid(buffer_slice(&shown), NULL), "it is shown in UTF-8");
        buffer_free(&shown);
    }
}

static struct query *read_query(struct slice text, enum query_reading reading)
{
    struct diag_list diags = {0};
    struct query *query = query_new(text, reading, &diags);
    if (!query)
        check_fault(text, &diags);
    diag_list_free(&diags);
    return query;
}

static void append_canonical(const struct query *query, struct buffer *text)
{
    require(query_append_canonical(query, text), "a query has a canonical form");
}

/* The canonical form is well formed, and is its own canonical form. */
static void check_canonical(const struct query *query)
{
    struct buffer first = {0};
    struct buffer second = {0};
    append_canonical(query, &first);
    struct query *again = read_query(buffer_slice(&first), QUERY_STRICT);
    require(again, "the canonical form is well formed");
    append_canonical(again, &second);
    require(slice_equal(buffer_slice(&first), buffer_slice(&second)),
            "the canonical form is read as itself");
    query_free(again);
    buffer_free(&first);
    buffer_free(&second);
}

static void check_parts(const struct query *query)
{
    size_t count = query_part_count(query);
    require((count == 0) == query_matches_all(query), "what asks something has parts");
    for (size_t i = 0; i < count; i++) {
        struct buffer part = {0};
        require(query_append_part(query, i, &part) && part.length, "a part is a text");
        buffer_free(&part);
        struct query *rest = query_without_part(query, i);
        require(rest && query_part_count(rest) < count + (count == 1), "a part can be left out");
        check_canonical(rest);
        query_free(rest);
    }
}

/* Places in the query's own text, which holds most of what it asks for. */
static void check_lit(const struct query *query, struct slice text)
{
    struct match_list found = {0};
    size_t after = 0;
    struct lighting *lighting = lighting_new(query);
    require(lighting, "there is memory");
    lighting_allow(lighting, 1000);
    require(lighting_find(lighting, text, &found), "places are found");
    for (size_t i = 0; i < found.count; i++) {
        const struct match *match = &found.items[i];
        require(match->start < match->end && match->end <= text.length, "a place is in the text");
        require(i == 0 || match->start > after, "places are in order and do not touch");
        after = match->end;
    }
    lighting_free(lighting);
    match_list_free(&found);
}

static void check_same(const struct query *strict, const struct query *forgiving)
{
    struct buffer first = {0};
    struct buffer second = {0};
    append_canonical(strict, &first);
    append_canonical(forgiving, &second);
    require(slice_equal(buffer_slice(&first), buffer_slice(&second)),
            "a query that is well formed is read in one way");
    buffer_free(&first);
    buffer_free(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct slice text = input_slice(bytes, size);
    struct query *strict = read_query(text, QUERY_STRICT);
    struct query *forgiving = read_query(text, QUERY_FORGIVING);
    require(!strict || forgiving, "what is well formed is read while it is typed too");
    if (strict)
        check_same(strict, forgiving);
    if (forgiving) {
        check_canonical(forgiving);
        check_parts(forgiving);
        check_lit(forgiving, text);
    }
    query_free(strict);
    query_free(forgiving);
    return 0;
}
