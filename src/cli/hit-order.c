#include "cli/hit-order.h"

#include <stdlib.h>

#include "briefbook/nearest.h"
#include "briefbook/record-order.h"
#include "cli/message.h"

struct hit_order hit_order_read(const char *text)
{
    bool is_falling = text[0] == '-';
    return (struct hit_order){slice_of(text + is_falling), is_falling};
}

static void refuse(struct slice name, const struct nearest *nearest)
{
    struct buffer text = {0};
    buffer_append_string(&text, "--sort: the briefing has no column “");
    buffer_append(&text, name);
    buffer_append_string(&text, "”");
    if (nearest->found.length) {
        buffer_append_string(&text, "; the nearest is “");
        buffer_append(&text, nearest->found);
        buffer_append_string(&text, "”");
    }
    if (text.failed)
        message_out_of_memory();
    else
        message("%s", buffer_string(&text));
    buffer_free(&text);
}

bool hit_order_check(const struct hit_order *order, const struct store *store)
{
    struct nearest nearest = {.word = order->column};
    for (enum table_id id = 0; order->column.data && id < TABLE_COUNT; id++) {
        const struct table *table = store_table(store, id);
        size_t count = table_column_count(table);
        if (table_find_column(table, order->column) < count)
            return true;
        for (size_t column = 0; column < count; column++)
            nearest_offer(&nearest, table_column(table, column)->name);
    }
    if (order->column.data)
        refuse(order->column, &nearest);
    return order->column.data == NULL;
}

uint32_t *hit_order_rows(const struct hit_order *order, const struct store *store,
                         const struct search *search, enum table_id id)
{
    const struct table *table = store_table(store, id);
    size_t column = table_find_column(table, order->column);
    size_t count = search_count(search, id);
    uint32_t *rows = calloc(count + 1, sizeof *rows);
    size_t row = search_next(search, id, 0);
    for (size_t i = 0; rows && i < count; i++) {
        rows[i] = (uint32_t)row;
        row = search_next(search, id, row + 1);
    }
    bool has_column = column < table_column_count(table);
    if (rows && has_column && !record_order(store, id, column, order->is_falling, rows, count)) {
        free(rows);
        return NULL;
    }
    return rows;
}
