#include "output/json-text.h"

#include "briefbook/text.h"

/* The gate lets nothing but UTF-8 pass. */
void json_append_text(struct buffer *buffer, struct slice raw,
                      const struct record_audience *audience)
{
    if (audience->is_person)
        record_append_text(buffer, raw, audience);
    else
        text_append_valid(buffer, raw);
}

json_t *json_new_text(struct slice raw, const struct record_audience *audience,
                      struct buffer *scratch)
{
    buffer_clear(scratch);
    json_append_text(scratch, raw, audience);
    if (scratch->failed)
        return NULL;
    return json_stringn_nocheck(buffer_string(scratch), scratch->length);
}

static int take_bytes(const char *bytes, size_t length, void *buffer)
{
    return buffer_append(buffer, (struct slice){bytes, length}) ? 0 : -1;
}

bool json_append(struct buffer *buffer, const json_t *value)
{
    return json_dump_callback(value, take_bytes, buffer, JSON_COMPACT | JSON_ENCODE_ANY) == 0;
}
