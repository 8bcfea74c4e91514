/* marking.c: the highest marking of a book. */
#include "brief/composer.h"

/* The highest value met so far. What no list knows stands below all that is known, above none. */
struct highest {
    struct slice value;
    int level;
    struct record record;
    struct slice last; /* markings repeat from row to row: the last is looked up once */
};

typedef int marking_level(const struct column_schema *column, struct slice value);

static int tlp_level(const struct column_schema *column, struct slice value)
{
    return schema_value(column, value);
}

static int classification_level(const struct column_schema *column, struct slice value)
{
    (void)column;
    return schema_marking_level(value);
}

static void take_value(struct highest *highest, struct slice value, int level, struct record record)
{
    if (highest->value.length == 0 || level > highest->level) {
        highest->value = value;
        highest->level = level;
        highest->record = record;
    }
}

static void take_column(const struct table *table, enum table_id id, size_t column,
                        marking_level *level, struct highest *highest)
{
    uint32_t first = 0;
    const struct column_schema *schema = table_column(table, column)->schema;
    for (size_t i = 0; i < table_segment_count(table); i++) {
        const struct segment *segment = table_segment(table, i);
        const struct segment_column *cells = &segment->columns[column];
        for (size_t row = 0; cells->offsets && row < segment->rows; row++) {
            struct slice value = slice_trim(segment_cell(cells, row));
            if (value.length && !slice_equal(value, highest->last))
                take_value(highest, value, level(schema, value),
                           (struct record){id, first + (uint32_t)row});
            highest->last = value;
        }
        first += (uint32_t)segment->rows;
    }
}

/* The highest value of a column of that name in all tables of some books, the book's own first: it
 * wins a tie. */
static struct highest highest_of(const struct store *const *stores, size_t count, const char *name,
                                 marking_level *level)
{
    struct highest highest = {0};
    for (size_t i = 0; i < count * TABLE_PLAIN; i++) {
        enum table_id id = (enum table_id)((i + TABLE_BRIEFING) % TABLE_PLAIN);
        const struct table *table = store_table(stores[i / TABLE_PLAIN], id);
        const struct table_schema *schema = schema_table(id);
        size_t column = schema_find_column(schema, slice_of(name));
        if (column < schema->column_count && column < table_column_count(table))
            take_column(table, id, column, level, &highest);
    }
    return highest;
}

struct slice compose_tlp(const struct store *store, struct record *record)
{
    const struct store *const stores[] = {store};
    struct highest highest = highest_of(stores, 1, "tlp", tlp_level);
    *record = highest.record;
    return highest.value;
}

bool marking_append(struct buffer *buffer, const struct store *const *stores, size_t count,
                    struct slice tlp)
{
    const struct column_schema *schema = &schema_table(TABLE_BRIEFING)->columns[BRIEFING_TLP];
    struct slice classification =
        highest_of(stores, count, "classification", classification_level).value;
    struct highest highest = highest_of(stores, count, "tlp", tlp_level);
    if (tlp.length == 0 || highest.level > tlp_level(schema, tlp))
        tlp = highest.value;
    buffer_append(buffer, classification);
    if (classification.length && tlp.length)
        buffer_append_string(buffer, "  ");
    if (tlp.length)
        buffer_append_string(buffer, "TLP:");
    return buffer_append(buffer, tlp);
}

bool compose_append_marking(struct buffer *buffer, const struct store *store, struct slice tlp)
{
    const struct store *const stores[] = {store};
    return marking_append(buffer, stores, 1, tlp);
}
