#include "tui/marks.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "briefbook/compare.h"

bool marks_toggle(struct marks *marks, struct record record)
{
    struct record_set *set = &marks->sets[record.table];
    if (!record_set_has(set, record.row))
        return record_set_add(set, record.row);
    record_set_remove(set, record.row);
    return true;
}

static size_t count_sets(const struct record_set sets[TABLE_COUNT])
{
    size_t count = 0;
    for (size_t table = 0; table < TABLE_COUNT; table++)
        count += sets[table].count;
    return count;
}

size_t marks_count(const struct marks *marks)
{
    return count_sets(marks->sets);
}

void marks_swap_cleared(struct marks *marks)
{
    struct record_set swapped[TABLE_COUNT];
    bool any = marks_count(marks) > 0; /* then those taken back before are forgotten */
    for (enum table_id table = 0; any && table < TABLE_COUNT; table++)
        record_set_clear(&marks->cleared[table]);
    memcpy(swapped, marks->sets, sizeof swapped);
    memcpy(marks->sets, marks->cleared, sizeof swapped);
    memcpy(marks->cleared, swapped, sizeof swapped);
}

/* ---- Records that are not there ------------------------------------------------------------- */

bool marks_add(struct marks *marks, enum table_id table, struct slice id)
{
    enum { FIRST_CAPACITY = 16 };
    if (marks->absent_count == marks->absent_capacity) {
        size_t capacity = marks->absent_capacity ? 2 * marks->absent_capacity : FIRST_CAPACITY;
        struct absent *absent = realloc(marks->absent, capacity * sizeof *absent);
        if (!absent)
            return false;
        marks->absent = absent;
        marks->absent_capacity = capacity;
    }
    char *copy = strndup(id.data, id.length);
    if (!copy)
        return false;
    marks->absent[marks->absent_count++] = (struct absent){table, copy};
    marks->unresolved = true;
    return true;
}

bool marks_resolve(struct marks *marks, const struct store *store)
{
    size_t kept = 0;
    if (!marks->unresolved || store_state(store) < STORE_LOADED)
        return false;
    marks->unresolved = false;
    for (size_t i = 0; i < marks->absent_count; i++) {
        struct absent *absent = &marks->absent[i];
        struct record record;
        if (store_find(store, absent->table, slice_of(absent->id), &record) &&
            record_set_add(&marks->sets[record.table], record.row))
            free(absent->id);
        else
            marks->absent[kept++] = *absent;
    }
    bool any = kept < marks->absent_count;
    marks->absent_count = kept;
    return any;
}

/* ---- Another load --------------------------------------------------------------------------- */

static bool transfer_mark(struct marks *marks, struct record record, const struct store *from,
                          const struct store *to, struct record_set *set)
{
    size_t row;
    if (store_counterpart(from, record, to, &row))
        return record_set_add(set, row);
    struct buffer id = {0};
    bool kept =
        record_append_id(from, record, &id) && marks_add(marks, record.table, buffer_slice(&id));
    buffer_free(&id);
    return kept;
}

static bool transfer_set(struct marks *marks, enum table_id table, const struct store *from,
                         const struct store *to)
{
    struct record_set set = {0};
    struct record_set *old = &marks->sets[table];
    bool whole = true;
    for (size_t row = record_set_next(old, 0); row != SIZE_MAX; row = record_set_next(old, row + 1))
        whole =
            transfer_mark(marks, (struct record){table, (uint32_t)row}, from, to, &set) && whole;
    record_set_free(old);
    *old = set;
    return whole;
}

bool marks_transfer(struct marks *marks, const struct store *from, const struct store *to)
{
    bool whole = true;
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        whole = transfer_set(marks, table, from, to) && whole;
        record_set_free(&marks->cleared[table]);
    }
    marks->unresolved = marks->absent_count > 0;
    marks_resolve(marks, to);
    return whole;
}

void marks_free(struct marks *marks)
{
    for (size_t table = 0; table < TABLE_COUNT; table++) {
        record_set_free(&marks->sets[table]);
        record_set_free(&marks->cleared[table]);
    }
    for (size_t i = 0; i < marks->absent_count; i++)
        free(marks->absent[i].id);
    free(marks->absent);
    *marks = (struct marks){0};
}
