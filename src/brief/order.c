#include "brief/order.h"

#include <stdlib.h>

#include "briefbook/date.h"
#include "briefbook/text.h"

/* What records are sorted by: a struct that begins with the row of each. */
struct ordering {
    size_t size;
    void (*place)(struct composer *composer, struct record record, void *placed);
    int (*compare)(const void *a, const void *b);
};

static uint32_t row_of(const void *placed)
{
    return *(const uint32_t *)placed;
}

static int compare_rows(const void *a, const void *b)
{
    return (row_of(a) > row_of(b)) - (row_of(a) < row_of(b));
}

static void add_sorted(struct composer *composer, enum table_id table,
                       const struct ordering *ordering, struct record_list *ordered)
{
    size_t count = 0;
    size_t most = composer_count(composer, table);
    char *all = calloc(most + 1, ordering->size);
    for (size_t row = 0; all && (row = composer_next(composer, table, row)) != SIZE_MAX; row++) {
        void *placed = all + count * ordering->size;
        *(uint32_t *)placed = (uint32_t)row;
        ordering->place(composer, (struct record){table, (uint32_t)row}, placed);
        count++;
    }
    if (all)
        qsort(all, count, ordering->size, ordering->compare);
    else
        composer->document->failed = true;
    for (size_t i = 0; i < count; i++) {
        if (!record_list_add(ordered, (struct record){table, row_of(all + i * ordering->size)}))
            composer->document->failed = true;
    }
    free(all);
}

/* ---- By date ------------------------------------------------------------------------------ */

struct dated {
    uint32_t row;
    bool undated;
    struct date date;
};

static void place_by_date(struct composer *composer, struct record record, void *place)
{
    struct dated *placed = place;
    placed->undated = !record_date(composer->store, record, &placed->date);
    if (placed->date.earliest == DATE_DISTANT_PAST)
        placed->date.earliest = placed->date.latest;
}

static int compare_dates(const void *a, const void *b)
{
    const struct dated *one = a;
    const struct dated *other = b;
    if (one->undated != other->undated)
        return one->undated ? 1 : -1;
    int order = one->undated ? 0 : date_compare(&one->date, &other->date);
    return order ? order : compare_rows(one, other);
}

void order_by_date(struct composer *composer, enum table_id table, struct record_list *ordered)
{
    static const struct ordering by_date = {sizeof(struct dated), place_by_date, compare_dates};
    add_sorted(composer, table, &by_date, ordered);
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

static void place_person(struct composer *composer, struct record person, void *place)
{
    enum { OFFICIALS, EXPERTS, OTHERS };
    struct titled *placed = place;
    placed->capacity = folded(composer, composer_cell(composer, person, PEOPLE_CAPACITY));
    placed->name = folded(composer, slice_trim(record_list_name(composer->store, person)));
    placed->group = slice_is(placed->capacity, "official") ? OFFICIALS
                    : slice_is(placed->capacity, "expert") ? EXPERTS
                                                           : OTHERS;
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
    return order ? order : compare_rows(one, other);
}

void order_people(struct composer *composer, struct record_list *ordered)
{
    static const struct ordering by_office = {sizeof(struct titled), place_person, compare_people};
    add_sorted(composer, TABLE_PEOPLE, &by_office, ordered);
}
