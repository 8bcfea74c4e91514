#include "brief/order.h"

#include <stdlib.h>

#include "briefbook/date.h"
#include "briefbook/text.h"

/* A record and what it is sorted by. */
struct placed {
    struct date date;
    bool undated;
    int group;
    struct slice capacity;
    struct slice name;
    uint32_t row;
};

typedef void place_record(struct composer *composer, struct record record, struct placed *placed);
typedef int compare_placed(const void *a, const void *b);

static void add_sorted(struct composer *composer, enum table_id table, place_record *place,
                       compare_placed *compare, struct record_list *ordered)
{
    size_t count = 0;
    size_t most = composer_count(composer, table);
    struct placed *placed = calloc(most + 1, sizeof *placed);
    for (size_t row = 0; placed && (row = composer_next(composer, table, row)) != SIZE_MAX; row++) {
        placed[count].row = (uint32_t)row;
        place(composer, (struct record){table, (uint32_t)row}, &placed[count]);
        count++;
    }
    if (placed)
        qsort(placed, count, sizeof *placed, compare);
    else
        composer->document->failed = true;
    for (size_t i = 0; i < count; i++) {
        if (!record_list_add(ordered, (struct record){table, placed[i].row}))
            composer->document->failed = true;
    }
    free(placed);
}

static int compare_rows(const struct placed *a, const struct placed *b)
{
    return (a->row > b->row) - (a->row < b->row);
}

/* ---- By date ------------------------------------------------------------------------------ */

static void place_by_date(struct composer *composer, struct record record, struct placed *placed)
{
    placed->undated = !record_date(composer->store, record, &placed->date);
    if (placed->date.earliest == DATE_DISTANT_PAST)
        placed->date.earliest = placed->date.latest;
}

static int compare_dates(const void *a, const void *b)
{
    const struct placed *one = a;
    const struct placed *other = b;
    if (one->undated != other->undated)
        return one->undated ? 1 : -1;
    int order = one->undated ? 0 : date_compare(&one->date, &other->date);
    return order ? order : compare_rows(one, other);
}

void order_by_date(struct composer *composer, enum table_id table, struct record_list *ordered)
{
    add_sorted(composer, table, place_by_date, compare_dates, ordered);
}

/* ---- People ------------------------------------------------------------------------------- */

static struct slice folded(struct composer *composer, struct slice text)
{
    text_fold(text, &composer->scratch, NULL);
    return composer_keep(composer);
}

static void place_person(struct composer *composer, struct record person, struct placed *placed)
{
    enum { OFFICIALS, EXPERTS, OTHERS };
    placed->capacity = folded(composer, composer_cell(composer, person, PEOPLE_CAPACITY));
    placed->name = folded(composer, slice_trim(record_list_name(composer->store, person)));
    placed->group = slice_is(placed->capacity, "official") ? OFFICIALS
                    : slice_is(placed->capacity, "expert") ? EXPERTS
                                                           : OTHERS;
}

static int compare_people(const void *a, const void *b)
{
    const struct placed *one = a;
    const struct placed *other = b;
    if (one->group != other->group)
        return one->group < other->group ? -1 : 1;
    int order = slice_compare(one->capacity, other->capacity);
    if (order == 0)
        order = slice_compare(one->name, other->name);
    return order ? order : compare_rows(one, other);
}

void order_people(struct composer *composer, struct record_list *ordered)
{
    add_sorted(composer, TABLE_PEOPLE, place_person, compare_people, ordered);
}
