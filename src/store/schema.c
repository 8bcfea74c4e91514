#include "briefbook/schema.h"

#include <ctype.h>

static const char *const NONE_values[] = {NULL};
static const char *const STATUS_values[] = {"held", "planned", "cancelled", NULL};
static const char *const CREDIBILITY_values[] = {"1", "2", "3", "4", "5", "6", NULL};
static const char *const RELIABILITY_values[] = {"A", "B", "C", "D", "E", "F", NULL};
static const char *const TLP_values[] = {"CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED", NULL};
static const char *const ATTRIBUTION_KIND_values[] = {"body", "unnamed", NULL};
static const char *const QUOTE_TYPE_values[] = {"direct", "partial", "paraphrase", NULL};
static const char *const FIELD_KIND_values[] = {"field", "instrument", "forum", NULL};
static const char *const JUDGEMENT_KIND_values[] = {"fact", "judgement", "assumption", NULL};
static const char *const LIKELIHOOD_values[] = {
    "almost no chance", "very unlikely", "unlikely",       "roughly even chance",
    "likely",           "very likely",   "almost certain", NULL};
static const char *const CONFIDENCE_values[] = {"low", "moderate", "high", NULL};
static const char *const LINE_KIND_values[] = {"take", "if-raised", "ask", NULL};
static const char *const TABLE_values[] = {
#define TABLE(symbol, name, title, one, help) name,
#define COLUMN(table, symbol, name, kind, of, values, flags, title, help)
#define TABLE_END(symbol)
#include "briefbook/columns.def"
#undef TABLE
#undef COLUMN
#undef TABLE_END
    NULL};

#define TABLE(symbol, name, title, one, help) \
    static const struct column_schema symbol##_schema[] = {
#define COLUMN(table, symbol, name, kind, of, values, flags, title, help) \
    {name, title, help, COLUMN_##kind, TABLE_##of, values##_values, flags},
#define TABLE_END(symbol) \
    }                     \
    ;
#include "briefbook/columns.def"
#undef TABLE
#undef COLUMN
#undef TABLE_END

static const struct table_schema schemas[] = {
#define TABLE(symbol, name, title, one, help) \
    [TABLE_##symbol] = {TABLE_##symbol, name, title, one, help, symbol##_schema, symbol##_COLUMNS},
#define COLUMN(table, symbol, name, kind, of, values, flags, title, help)
#define TABLE_END(symbol)
#include "briefbook/columns.def"
#undef TABLE
#undef COLUMN
#undef TABLE_END
};

const struct table_schema *schema_table(enum table_id table)
{
    return table < TABLE_PLAIN ? &schemas[table] : NULL;
}

const char *schema_one(enum table_id table)
{
    const struct table_schema *schema = schema_table(table);
    return schema ? schema->one : "record";
}

/* The next byte of a name that counts when names are compared, in lower case; -1 at the end. */
static int next_letter(struct slice *name)
{
    while (name->length) {
        unsigned char byte = (unsigned char)name->data[0];
        *name = slice_part(*name, 1, name->length);
        if (byte != ' ' && byte != '-' && byte != '_')
            return byte < 0x80 ? tolower(byte) : byte;
    }
    return -1;
}

int schema_compare_names(struct slice a, struct slice b)
{
    int letter;
    int other;
    do {
        letter = next_letter(&a);
        other = next_letter(&b);
    } while (letter == other && letter >= 0);
    return letter - other;
}

bool schema_same_name(struct slice a, struct slice b)
{
    return schema_compare_names(a, b) == 0;
}

enum table_id schema_find_table(struct slice name)
{
    enum table_id table = 0;
    while (table < TABLE_PLAIN && !schema_same_name(name, slice_of(schemas[table].name)))
        table++;
    return table < TABLE_PLAIN ? table : TABLE_NONE;
}

size_t schema_find_column(const struct table_schema *table, struct slice header)
{
    size_t column = 0;
    while (column < table->column_count &&
           !schema_same_name(header, slice_of(table->columns[column].name)))
        column++;
    return column;
}

static bool header_has(const struct table_schema *table, size_t column, const struct slice *header,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (schema_find_column(table, header[i]) == column)
            return true;
    }
    return false;
}

bool schema_fits(const struct table_schema *table, const struct slice *header, size_t count)
{
    for (size_t column = 0; column < table->column_count; column++) {
        if ((table->columns[column].flags & COLUMN_REQUIRED) &&
            !header_has(table, column, header, count))
            return false;
    }
    switch (table->id) {
    case TABLE_QUOTES:
        return header_has(table, QUOTES_SPEAKER_ID, header, count) ||
               header_has(table, QUOTES_ATTRIBUTION_TEXT, header, count);
    case TABLE_EVENTS:
        return header_has(table, EVENTS_START_DATE, header, count) ||
               header_has(table, EVENTS_DATE_TEXT, header, count);
    case TABLE_PEOPLE:
        return header_has(table, PEOPLE_ROLE, header, count) ||
               header_has(table, PEOPLE_ORGANIZATION, header, count);
    default:
        return false;
    }
}

int schema_value(const struct column_schema *column, struct slice value)
{
    for (int i = 0; column->values[i]; i++) {
        if (slice_is(value, column->values[i]))
            return i;
    }
    return -1;
}

int schema_marking_level(struct slice classification)
{
    /* TOP SECRET before SECRET, which it ends with. */
    static const struct {
        const char *name;
        int level;
    } levels[] = {{"TOP SECRET", 4},
                  {"SECRET", 3},
                  {"CONFIDENTIAL", 2},
                  {"RESTRICTED", 1},
                  {"UNCLASSIFIED", 0}};
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        struct slice name = slice_of(levels[i].name);
        if (classification.length < name.length)
            continue;
        size_t prefix = classification.length - name.length;
        if (slice_equal(slice_part(classification, prefix, classification.length), name) &&
            (prefix == 0 || classification.data[prefix - 1] == ' '))
            return levels[i].level;
    }
    return -1;
}

bool column_is_link(const struct column_schema *column)
{
    return column->kind == COLUMN_LINK || column->kind == COLUMN_LINKS ||
           column->kind == COLUMN_ROW_LINK;
}
