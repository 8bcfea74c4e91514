#include "briefbook/store.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "briefbook/packed.h"
#include "store/csv-read.h"
#include "store/store-parts.h"

struct store *store_open(const char *path, struct diag_list *diags)
{
    struct store *store = calloc(1, sizeof *store);
    if (!store) {
        diag_out_of_memory(diags);
        return NULL;
    }
    store->single = TABLE_NONE;
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        table_init(&store->tables[table], table);
    store->path = strdup(path);
    if (!store->path)
        diag_out_of_memory(diags);
    if (!store->path || !store_find_tables(store, diags)) {
        store_free(store);
        return NULL;
    }
    return store;
}

/* ---- Loading ------------------------------------------------------------------------------ */

static void tell(struct store *store)
{
    if (store->changed)
        store->changed(store->changed_context);
}

static void on_progress(void *context)
{
    tell(context);
}

static bool is_cancelled(void *context)
{
    const struct store *store = context;
    return atomic_load_explicit(&store->cancelled, memory_order_relaxed);
}

static bool load_table(struct store *store, struct table *table)
{
    struct csv_watcher watcher = {on_progress, is_cancelled, store};
    csv_read_table(table, CSV_LARGE_FILE, &watcher, &store->diags);
    /* A file that can't be read, or has no header, leaves an empty table with its columns. */
    if (table_column_count(table) == 0)
        table_begin(table, NULL, 0);
    if (table_column_count(table) == 0)
        return false;
    bool indexed = !table->schema || table_index(table);
    table_set_stage(table, TABLE_READ);
    return indexed && !table->out_of_memory;
}

struct load_order {
    struct table *table;
    off_t size;
};

static int compare_sizes(const void *a, const void *b)
{
    const struct load_order *one = a;
    const struct load_order *other = b;
    if (one->size != other->size)
        return one->size < other->size ? -1 : 1;
    return one->table < other->table ? -1 : 1;
}

/* Small tables first: the names that large ones link to are then there when they come. */
static size_t plan_order(struct store *store, struct load_order *order)
{
    size_t count = 0;
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        struct stat about = {0};
        if (table_stage(&store->tables[table]) != TABLE_WAITING)
            continue;
        fstat(store->tables[table].fd, &about);
        order[count++] = (struct load_order){&store->tables[table], about.st_size};
    }
    qsort(order, count, sizeof *order, compare_sizes);
    return count;
}

static void *load(void *context)
{
    struct store *store = context;
    struct load_order order[TABLE_COUNT];
    size_t count = plan_order(store, order);
    bool loaded = true;
    for (size_t i = 0; i < count && !is_cancelled(store); i++)
        loaded = load_table(store, order[i].table) && loaded;
    if (!is_cancelled(store))
        loaded = store_link(store) && loaded;
    if (!loaded && store->diags.counts[DIAG_OUT_OF_MEMORY] == 0)
        diag_out_of_memory(&store->diags);
    loaded &= !store->diags.out_of_memory && store->diags.counts[DIAG_OUT_OF_MEMORY] == 0;
    atomic_store_explicit(&store->state, loaded ? STORE_LOADED : STORE_FAILED,
                          memory_order_release);
    tell(store);
    return NULL;
}

bool store_start(struct store *store, store_changed *changed, void *context)
{
    store->changed = changed;
    store->changed_context = context;
    atomic_store(&store->state, STORE_LOADING);
    store->started = pthread_create(&store->loader, NULL, load, store) == 0;
    if (!store->started)
        atomic_store(&store->state, STORE_FAILED);
    return store->started;
}

bool store_wait(struct store *store)
{
    if (store->started && !store->joined) {
        pthread_join(store->loader, NULL);
        store->joined = true;
    }
    return store_state(store) == STORE_LOADED;
}

enum store_state store_state(const struct store *store)
{
    return (enum store_state)atomic_load_explicit(&store->state, memory_order_acquire);
}

void store_stop(struct store *store)
{
    atomic_store(&store->cancelled, true);
    store_wait(store);
}

void store_free(struct store *store)
{
    if (!store)
        return;
    store_stop(store);
    store_free_back_links(store);
    store_free_archives(store);
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        table_release(&store->tables[table]);
    diag_list_free(&store->diags);
    free(store->name);
    free(store->path);
    free(store);
}

/* ---- What it holds ------------------------------------------------------------------------ */

const char *store_path(const struct store *store)
{
    return store->path;
}

struct slice store_path_name(const struct store *store)
{
    struct slice path = slice_of(store->path);
    while (path.length > 1 && path.data[path.length - 1] == '/')
        path.length--;
    size_t start = path.length;
    while (start > 0 && path.data[start - 1] != '/')
        start--;
    return slice_part(path, start, path.length);
}

struct slice store_folder_name(const struct store *store)
{
    return store->name ? slice_of(store->name) : store_path_name(store);
}

bool store_is_packed(const struct store *store)
{
    return store->name != NULL;
}

bool store_append_folder(const struct store *store, struct buffer *folder)
{
    struct slice path = slice_of(store->path);
    if (store->single != TABLE_NONE || store->name) {
        while (path.length && path.data[path.length - 1] != '/')
            path.length--;
    }
    return path.length ? buffer_append(folder, path) : buffer_append_char(folder, '.');
}

enum table_id store_single_table(const struct store *store)
{
    return store->single;
}

const struct table *store_table(const struct store *store, enum table_id table)
{
    return &store->tables[table];
}

size_t store_record_count(const struct store *store, enum table_id table)
{
    const struct table *records = &store->tables[table];
    size_t rows = table_rows(records); /* first: what is implied is marked before it is there */
    size_t first_implied = atomic_load_explicit(&records->first_implied, memory_order_acquire);
    return rows < first_implied ? rows : first_implied;
}

const struct diag_list *store_diags(const struct store *store)
{
    return store_state(store) >= STORE_LOADED ? &store->diags : NULL;
}

/* ---- Lists of records ---------------------------------------------------------------------- */

bool record_list_add(struct record_list *list, struct record record)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 8;
        struct record *items = realloc(list->items, capacity * sizeof *items);
        if (!items) {
            list->failed = true;
            return false;
        }
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = record;
    return true;
}

void record_list_free(struct record_list *list)
{
    free(list->items);
    *list = (struct record_list){0};
}
