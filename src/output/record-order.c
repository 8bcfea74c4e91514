#include "briefbook/record-order.h"

#include <stdlib.h>

#include "briefbook/date.h"
#include "briefbook/text.h"

/* The groups, in their order. */
enum key_kind { KEY_PLACE, KEY_NUMBER, KEY_TEXT, KEY_BLANK };

/* What a row is put in order by. */
struct key {
    enum key_kind kind;
    uint32_t row;
    size_t position; /* among the rows as they came */
    union {
        struct date place;
        struct slice text; /* a number as it stands, or a folded text */
    };
};

/* A number as it is written, without needless zeros, so that any length of digits is exact. */
struct decimal {
    bool is_negative;
    struct slice whole;
    struct slice fraction;
};

/* ---- Numbers -------------------------------------------------------------------------------- */

static struct slice take_digits(struct slice *rest)
{
    size_t count = 0;
    while (count < rest->length && rest->data[count] >= '0' && rest->data[count] <= '9')
        count++;
    struct slice digits = slice_part(*rest, 0, count);
    *rest = slice_part(*rest, count, rest->length);
    return digits;
}

static bool take_byte(struct slice *rest, char byte)
{
    bool is_there = rest->length && rest->data[0] == byte;
    if (is_there)
        *rest = slice_part(*rest, 1, rest->length);
    return is_there;
}

/* Reads digits, with a sign before and a point within them where there is one. */
static bool read_decimal(struct slice text, struct decimal *number)
{
    bool is_negative = take_byte(&text, '-');
    if (!is_negative)
        take_byte(&text, '+');
    struct slice whole = take_digits(&text);
    struct slice fraction = {NULL, 0};
    if (take_byte(&text, '.'))
        fraction = take_digits(&text);
    if (text.length || whole.length + fraction.length == 0)
        return false;
    while (take_byte(&whole, '0'))
        continue;
    while (fraction.length && fraction.data[fraction.length - 1] == '0')
        fraction.length--;
    is_negative = is_negative && whole.length + fraction.length;
    *number = (struct decimal){is_negative, whole, fraction};
    return true;
}

static int compare_sizes(const struct decimal *a, const struct decimal *b)
{
    int order = (a->whole.length > b->whole.length) - (a->whole.length < b->whole.length);
    if (order == 0)
        order = slice_compare(a->whole, b->whole);
    return order ? order : slice_compare(a->fraction, b->fraction);
}

static int compare_numbers(struct slice text_a, struct slice text_b)
{
    struct decimal a, b;
    read_decimal(text_a, &a);
    read_decimal(text_b, &b);
    if (a.is_negative != b.is_negative)
        return a.is_negative ? -1 : 1;
    return a.is_negative ? compare_sizes(&b, &a) : compare_sizes(&a, &b);
}

/* ---- Keys ----------------------------------------------------------------------------------- */

static bool read_place(const struct column_schema *schema, struct slice text, struct date *place)
{
    int number = -1;
    if (schema && schema->kind == COLUMN_DATE)
        return date_parse(text, place) == DATE_OK;
    if (schema && schema->kind == COLUMN_ENUM)
        number = schema_value(schema, text);
    if (schema && schema->kind == COLUMN_MARKING)
        number = schema_marking_level(text);
    *place = (struct date){.earliest = number, .latest = number};
    return number >= 0;
}

/* Texts are folded one behind the other, and found once the buffer does not move any more. */
static struct key make_key(const struct column *column, struct slice cell, struct buffer *folded)
{
    struct key key = {.kind = KEY_BLANK};
    struct decimal number;
    struct slice text = slice_trim(cell);
    if (text.length == 0)
        return key;
    if (read_place(column->schema, text, &key.place)) {
        key.kind = KEY_PLACE;
    } else if (read_decimal(text, &number)) {
        key.kind = KEY_NUMBER;
        key.text = text;
    } else {
        size_t start = folded->length;
        text_fold(text, folded, NULL);
        key.kind = KEY_TEXT;
        key.text = (struct slice){NULL, folded->length - start};
    }
    return key;
}

static bool make_keys(const struct table *table, size_t column, const uint32_t *rows,
                      struct key *keys, size_t count, struct buffer *folded)
{
    size_t start = 0;
    for (size_t i = 0; i < count; i++) {
        struct slice cell = table_cell(table, rows[i], column);
        keys[i] = make_key(table_column(table, column), cell, folded);
        keys[i].row = rows[i];
        keys[i].position = i;
    }
    for (size_t i = 0; i < count && !folded->failed; i++) {
        if (keys[i].kind != KEY_TEXT)
            continue;
        keys[i].text.data = buffer_string(folded) + start;
        start += keys[i].text.length;
    }
    return !folded->failed;
}

/* ---- Order ---------------------------------------------------------------------------------- */

static int compare_values(const struct key *a, const struct key *b)
{
    switch (a->kind) {
    case KEY_PLACE:
        return date_compare(&a->place, &b->place);
    case KEY_NUMBER:
        return compare_numbers(a->text, b->text);
    case KEY_TEXT:
        return slice_compare(a->text, b->text);
    default:
        return 0;
    }
}

/* Rising is 1, falling -1. */
static int compare_keys(const struct key *a, const struct key *b, int direction)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    int order = compare_values(a, b) * direction;
    return order ? order : (a->position > b->position) - (a->position < b->position);
}

static int compare_rising(const void *a, const void *b)
{
    return compare_keys(a, b, 1);
}

static int compare_falling(const void *a, const void *b)
{
    return compare_keys(a, b, -1);
}

bool record_order(const struct store *store, enum table_id table, size_t column, bool falling,
                  uint32_t *rows, size_t count)
{
    struct buffer folded = {0};
    struct key *keys = calloc(count + 1, sizeof *keys);
    bool done = keys && make_keys(store_table(store, table), column, rows, keys, count, &folded);
    if (done)
        qsort(keys, count, sizeof *keys, falling ? compare_falling : compare_rising);
    for (size_t i = 0; done && i < count; i++)
        rows[i] = keys[i].row;
    free(keys);
    buffer_free(&folded);
    return done;
}
