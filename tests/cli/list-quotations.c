/* list-quotations.c: writes "id<tab>words" for each quotation of a quotes.csv, for quotations.sh,
 * which has no CSV reader. */
#include <stdio.h>

#include "briefbook/store.h"

static bool write_line(const struct store *store, size_t row)
{
    struct record quote = {TABLE_QUOTES, (uint32_t)row};
    struct slice id = record_cell(store, quote, QUOTES_ID);
    struct slice text = record_cell(store, quote, QUOTES_TEXT);
    return printf("%.*s\t%.*s\n", (int)id.length, id.data, (int)text.length, text.data) > 0;
}

int main(int argc, char **argv)
{
    struct diag_list diags = {0};
    struct store *store = argc == 2 ? store_open(argv[1], &diags) : NULL;
    bool done = store && store_start(store, NULL, NULL) && store_wait(store);
    for (size_t row = 0; done && row < store_record_count(store, TABLE_QUOTES); row++)
        done = write_line(store, row);
    store_free(store);
    diag_list_free(&diags);
    return done ? 0 : 1;
}
