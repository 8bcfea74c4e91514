#include "output/json-text.h"

#include "briefbook/text.h"

static void append_valid(struct buffer *valid, struct slice text)
{
    uint32_t character;
    if (text_is_valid(text, NULL)) {
        buffer_append(valid, text);
        return;
    }
    while (text.length) {
        size_t length = text_decode(text, &character);
        text_append(valid, character);
        text = slice_part(text, length, text.length);
    }
}

/* The gate lets nothing but UTF-8 pass. */
void json_append_text(struct buffer *buffer, struct slice raw,
                      const struct record_audience *audience)
{
    if (audience->is_person)
        record_append_text(buffer, raw, audience);
    else
        append_valid(buffer, raw);
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
    return json_dump_callback(value, take_bytes, buffer, JSON_COMPACT) == 0;
}
