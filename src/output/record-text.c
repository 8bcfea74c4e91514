#include "briefbook/record-text.h"

#include "briefbook/gate.h"

bool record_append_text(struct buffer *buffer, struct slice raw,
                        const struct record_audience *audience)
{
    return audience->is_person ? gate_append(buffer, raw, audience->gate_flags)
                               : buffer_append(buffer, raw);
}

struct slice record_table_name(const struct store *store, enum table_id table)
{
    const struct table_schema *schema = schema_table(table);
    if (schema)
        return slice_of(schema->name);
    struct slice file = store_folder_name(store);
    struct slice ending = SLICE(".csv");
    size_t stem = file.length > ending.length ? file.length - ending.length : 0;
    bool ends = stem && slice_equal(slice_part(file, stem, file.length), ending);
    return slice_part(file, 0, ends ? stem : file.length);
}

size_t record_column_namesakes(const struct table *table, size_t column)
{
    const struct column *wanted = table_column(table, column);
    size_t count = 0;
    if (wanted->schema) /* the first of its name */
        return 0;
    for (size_t i = 0; i < column; i++)
        count += slice_equal(table_column(table, i)->name, wanted->name);
    return count;
}
