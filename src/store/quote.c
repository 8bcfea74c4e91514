#include "briefbook/quote.h"

bool quote_is_exact(const struct store *store, struct record quote)
{
    struct slice type = slice_trim(record_cell(store, quote, QUOTES_QUOTE_TYPE));
    return slice_is(type, "direct") || slice_is(type, "partial");
}

bool quote_is_unnamed(struct slice attribution_kind, struct slice speaker_id)
{
    return slice_is(attribution_kind, "unnamed") ||
           (attribution_kind.length == 0 && speaker_id.length == 0);
}
