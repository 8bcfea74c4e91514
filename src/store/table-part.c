/* table-part.c: rows of one file that are read apart from the others. */
#include <stdlib.h>
#include <string.h>

#include "store/table-build.h"

bool table_begin_part(struct table *part, const struct table *whole)
{
    size_t columns = table_column_count(whole);
    table_init(part, whole->kind);
    part->file = whole->file;
    part->fd = whole->fd;
    if (!table_allocate(part, columns, whole->header_count))
        return false;
    memcpy(part->columns, whole->columns, columns * sizeof *part->columns);
    memcpy(part->header_columns, whole->header_columns,
           whole->header_count * sizeof *part->header_columns);
    part->header_count = whole->header_count;
    atomic_store_explicit(&part->column_count, columns, memory_order_relaxed);
    return true;
}

bool table_take_part(struct table *whole, struct table *part)
{
    size_t count = table_segment_count(part);
    table_publish(whole);
    if (whole->out_of_memory || !table_has_room(whole, count))
        return false;
    if (table_line_mode_offset(part) != UINT64_MAX)
        table_set_line_mode_offset(whole, table_line_mode_offset(part));
    for (size_t i = 0; i < count; i++)
        table_publish_segment(whole, part->segments[i]);
    segment_memory_join(&whole->memory, &part->memory);
    atomic_store_explicit(&part->segment_count, 0, memory_order_relaxed);
    return true;
}

void table_release_part(struct table *part)
{
    part->file = NULL;
    part->fd = -1;
    table_release(part);
}
