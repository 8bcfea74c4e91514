/* open.c: which tables a folder or file holds. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "briefbook/file.h"
#include "store/csv-read.h"
#include "store/store-parts.h"

static const char STANDARD_INPUT[] = "(standard input)";

bool store_attach(struct table *table, int fd, const char *file, struct diag_list *diags)
{
    table->fd = fd;
    table->file = strdup(file);
    if (!table->file)
        return diag_out_of_memory(diags);
    table_set_stage(table, TABLE_WAITING);
    return true;
}

struct slice store_table_name(const char *file)
{
    struct slice name = slice_of(file);
    struct slice ending = SLICE(".csv");
    if (name.length <= ending.length)
        return (struct slice){NULL, 0};
    size_t stem = name.length - ending.length;
    if (strcasecmp(file + stem, ending.data) != 0)
        return (struct slice){NULL, 0};
    return slice_part(name, 0, stem);
}

/* ---- One file ----------------------------------------------------------------------------- */

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The table that a file is, by its name, else by its header. */
static bool guess_table(int fd, const char *path, enum table_id *table)
{
    static const enum table_id guesses[] = {TABLE_QUOTES, TABLE_EVENTS, TABLE_PEOPLE};
    *table = schema_find_table(store_table_name(last_part(path)));
    if (*table != TABLE_NONE)
        return true;
    struct arena arena = {0};
    struct slice *names = NULL;
    size_t count = 0;
    bool read = csv_read_header(fd, &arena, &names, &count);
    *table = TABLE_PLAIN;
    for (size_t i = 0; read && i < sizeof guesses / sizeof guesses[0]; i++) {
        if (schema_fits(schema_table(guesses[i]), names, count)) {
            *table = guesses[i];
            break;
        }
    }
    arena_free(&arena);
    return read;
}

static bool is_json(const char *path)
{
    static const char ending[] = ".json";
    size_t length = strlen(path);
    return length >= sizeof ending - 1 &&
           strcasecmp(path + length - (sizeof ending - 1), ending) == 0;
}

static bool open_single(struct store *store, int fd, const char *file, struct diag_list *diags)
{
    enum table_id table;
    if (!guess_table(fd, store->path, &table)) {
        close(fd);
        return diag_out_of_memory(diags);
    }
    store->single = table;
    return store_attach(&store->tables[table], fd, file, diags);
}

/* Standard input is kept in a nameless file, so that it can be read like any other. */
static int spool_standard_input(struct diag_list *diags)
{
    static const char name[] = "a file in /tmp";
    char bytes[16384];
    int fd = file_open_nameless();
    if (fd < 0) {
        diag_add_errno(diags, DIAG_NOT_WRITABLE, name, "make", errno);
        return -1;
    }
    for (;;) {
        ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);
        if (got == 0)
            return fd;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            diag_add_errno(diags, DIAG_NOT_READABLE, STANDARD_INPUT, "read", errno);
        else if (file_write_all(fd, (struct slice){bytes, (size_t)got}))
            continue;
        else
            diag_add_errno(diags, DIAG_NOT_WRITABLE, name, "write", errno);
        close(fd);
        return -1;
    }
}

/* ---- A folder ----------------------------------------------------------------------------- */

/* The names of the CSV files in a folder, sorted, in an arena. */
struct file_names {
    struct arena arena;
    char **items;
    size_t count;
    bool failed;
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_name(struct file_names *names, const char *name)
{
    struct slice copy = arena_copy(&names->arena, slice_of(name));
    char **items = realloc(names->items, (names->count + 1) * sizeof *items);
    if (items)
        names->items = items;
    if (items && copy.data)
        names->items[names->count++] = (char *)copy.data;
    else
        names->failed = true;
}

static bool list_folder(const char *path, struct file_names *names, struct diag_list *diags)
{
    DIR *folder = opendir(path);
    if (!folder)
        return diag_add_errno(diags, DIAG_NOT_READABLE, path, "open", errno);
    const struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        if (store_table_name(entry->d_name).length)
            add_name(names, entry->d_name);
    }
    closedir(folder);
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    return names->failed ? diag_out_of_memory(diags) : true;
}

/* Opens one file of a folder as the table it is named after; others are noted. False when memory is
 * out. */
static bool open_member(struct store *store, const char *name, struct diag_list *diags)
{
    struct buffer path = {0};
    buffer_append_string(&path, store->path);
    if (path.length && path.data[path.length - 1] != '/')
        buffer_append_char(&path, '/');
    buffer_append_string(&path, name);
    if (path.failed) {
        buffer_free(&path);
        return diag_out_of_memory(diags);
    }
    enum table_id table = schema_find_table(store_table_name(name));
    bool done = true;
    if (table == TABLE_NONE) {
        diag_add(&store->diags, DIAG_UNKNOWN_TABLE, (struct place){path.data, 0, 0},
                 "no table of a briefing has this name: the file is not read");
    } else if (table_stage(&store->tables[table]) != TABLE_ABSENT) {
        diag_add(&store->diags, DIAG_UNKNOWN_TABLE, (struct place){path.data, 0, 0},
                 "the table is read from %s: this file is not read; move its rows there",
                 table_file(&store->tables[table]));
    } else {
        int fd = file_open(AT_FDCWD, path.data, diags);
        done = fd < 0 || store_attach(&store->tables[table], fd, path.data, diags);
    }
    buffer_free(&path);
    if (store->diags.out_of_memory)
        return diag_out_of_memory(diags);
    return done && !diags->out_of_memory;
}

bool store_has_tables(const struct store *store)
{
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        if (table_stage(&store->tables[table]) != TABLE_ABSENT)
            return true;
    }
    return false;
}

static bool open_folder(struct store *store, struct diag_list *diags)
{
    struct file_names names = {0};
    size_t errors_before = diag_list_count(diags, SEVERITY_ERROR);
    bool listed = list_folder(store->path, &names, diags);
    for (size_t i = 0; listed && i < names.count; i++)
        listed = open_member(store, names.items[i], diags);
    size_t found = names.count;
    free(names.items);
    arena_free(&names.arena);
    if (!listed)
        return false;
    if (store_has_tables(store))
        return true;
    if (diag_list_count(diags, SEVERITY_ERROR) > errors_before)
        return false; /* the tables that could not be opened were named */
    return diag_add(diags, DIAG_NO_TABLES, (struct place){store->path, 0, 0},
                    found ? "the folder holds no table of a briefing: name a table events.csv, "
                            "people.csv, quotes.csv …, or open one of its CSV files by its path"
                          : "the folder holds no table of a briefing: it needs events.csv, "
                            "people.csv, quotes.csv …");
}

bool store_find_tables(struct store *store, struct diag_list *diags)
{
    if (strcmp(store->path, "-") == 0) {
        int fd = spool_standard_input(diags);
        return fd >= 0 && open_single(store, fd, STANDARD_INPUT, diags);
    }
    struct stat about;
    if (stat(store->path, &about) == 0 && S_ISDIR(about.st_mode))
        return open_folder(store, diags);
    int fd = file_open(AT_FDCWD, store->path, diags);
    if (fd >= 0 && is_json(store->path))
        return store_open_json(store, fd, diags);
    return fd >= 0 && open_single(store, fd, store->path, diags);
}
