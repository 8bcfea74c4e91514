#include "exchange/package-text.h"

#include <string.h>

#include "briefbook/record-text.h"
#include "briefbook/text.h"

bool package_append_text(struct buffer *buffer, struct slice raw, bool spreadsheet_safe)
{
    static const char risky[] = {'=', '+', '-', '@', '\t', '\r'};
    if (spreadsheet_safe && raw.length && memchr(risky, raw.data[0], sizeof risky))
        buffer_append_char(buffer, '\'');
    return text_append_valid(buffer, raw) && !buffer->failed;
}

static bool is_upper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static bool is_allowed(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_' ||
           byte == '.';
}

/* One that began with a dot would be the name of a hidden file. */
bool package_append_name(struct buffer *buffer, struct slice raw)
{
    for (size_t i = 0; i < raw.length; i++) {
        char byte = is_upper(raw.data[i]) ? (char)(raw.data[i] - 'A' + 'a') : raw.data[i];
        bool hides = i == 0 && byte == '.';
        buffer_append_char(buffer, is_allowed(byte) && !hides ? byte : '-');
    }
    if (raw.length == 0)
        buffer_append_string(buffer, "briefing");
    return !buffer->failed;
}

bool package_append_resource(struct buffer *buffer, const struct store *store, enum table_id table)
{
    return package_append_name(buffer, record_table_name(store, table));
}
