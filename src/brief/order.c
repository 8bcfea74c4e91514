#include "brief/order.h"

#include <stdlib.h>

#include "briefbook/date.h"
#include "briefbook/text.h"

static void add_row(struct composer *composer, enum table_id table, uint32_t row,
                    struct record_list *ordered)
{
    if (!record_list_add(ordered, (struct record){table, row}))
        composer->document->failed = true;
}

/* ---- By date ------------------------------------------------------------------------------ */

struct dated {
    uint64_t days; /* rises as dates do */
    uint32_t row;
};

/* The first day and behind it the last; what has no date comes last. */
static uint64_t days_of(const struct composer *composer, struct record record)
{
    const uint32_t sign = UINT32_C(1) << 31;
    struct date date;
    if (!record_date(composer->store, record, &date))
        return UINT64_MAX;
    if (date.earliest == DATE_DISTANT_PAST)
        date.earliest = date.latest;
    return (uint64_t)((uint32_t)date.earliest ^ sign) << 32 | ((uint32_t)date.latest ^ sign);
}

/* Sorts by a byte of the days, where they differ in it; those alike stay as they are. Returns where they
 * are then: there, or in `spare`. */
static struct dated *sort_by_byte(struct dated *dated, struct dated *spare, size_t count,
                                  unsigned shift)
{
    enum { BYTES = 256 };
    size_t places[BYTES] = {0};
    for (size_t i = 0; i < count; i++)
        places[dated[i].days >> shift & (BYTES - 1)]++;
    if (count == 0 || places[dated[0].days >> shift & (BYTES - 1)] == count)
        return dated;
    size_t before = 0;
    for (size_t byte = 0; byte < BYTES; byte++) {
        size_t alike = places[byte];
        places[byte] = before;
        before += alike;
    }
    for (size_t i = 0; i < count; i++)
        spare[places[dated[i].days >> shift & (BYTES - 1)]++] = dated[i];
    return spare;
}

/* A book may have a million: they are put in order byte by byte, from the last. */
void order_by_date(struct composer *composer, enum table_id table, struct record_list *ordered)
{
    size_t most = composer_count(composer, table);
    struct dated *all = calloc(2 * most + 1, sizeof *all);
    struct dated *dated = all;
    size_t count = 0;
    if (!all) {
        composer->document->failed = true;
        return;
    }
    for (size_t row = 0; (row = composer_next(composer, table, row)) != SIZE_MAX; row++) {
        struct record record = {table, (uint32_t)row};
        all[count++] = (struct dated){days_of(composer, record), record.row};
    }
    for (unsigned shift = 0; shift < 64; shift += 8)
        dated = sort_by_byte(dated, dated == all ? all + most : all, count, shift);
    for (size_t i = 0; i < count; i++)
        add_row(composer, table, dated[i].row, ordered);
    free(all);
}

/* ---- People ------------------------------------------------------------------------------- */

struct titled {
    uint32_t row;
    int group;
    struct slice capacity;
    struct slice name;
};

static struct slice folded(struct composer *composer, struct slice text)
{
    text_fold(text, &composer->scratch, NULL);
    return composer_keep(composer);
}

static struct titled place_person(struct composer *composer, uint32_t row)
{
    enum { OFFICIALS, EXPERTS, OTHERS };
    struct record person = {TABLE_PEOPLE, row};
    struct titled placed = {.row = row};
    placed.capacity = folded(composer, composer_cell(composer, person, PEOPLE_CAPACITY));
    placed.name = folded(composer, slice_trim(record_list_name(composer->store, person)));
    placed.group = slice_is(placed.capacity, "official") ? OFFICIALS
                   : slice_is(placed.capacity, "expert") ? EXPERTS
                                                         : OTHERS;
    return placed;
}

static int compare_people(const void *a, const void *b)
{
    const struct titled *one = a;
    const struct titled *other = b;
    if (one->group != other->group)
        return one->group < other->group ? -1 : 1;
    int order = slice_compare(one->capacity, other->capacity);
    if (order == 0)
        order = slice_compare(one->name, other->name);
    return order ? order : (one->row > other->row) - (one->row < other->row);
}

void order_people(struct composer *composer, struct record_list *ordered)
{
    struct titled *all = calloc(composer_count(composer, TABLE_PEOPLE) + 1, sizeof *all);
    size_t count = 0;
    if (!all) {
        composer->document->failed = true;
        return;
    }
    for (size_t row = 0; (row = composer_next(composer, TABLE_PEOPLE, row)) != SIZE_MAX; row++)
        all[count++] = place_person(composer, (uint32_t)row);
    qsort(all, count, sizeof *all, compare_people);
    for (size_t i = 0; i < count; i++)
        add_row(composer, TABLE_PEOPLE, all[i].row, ordered);
    free(all);
}
