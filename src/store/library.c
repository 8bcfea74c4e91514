#include "briefbook/library.h"

#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "briefbook/date.h"
#include "briefbook/home.h"
#include "store/library-walk.h"
#include "store/store-parts.h"

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

bool library_search_path(const char *data_folder, struct buffer *path)
{
    const char *given = getenv("BRIEFBOOK_PATH");
    if (given && *given)
        return buffer_append_string(path, given);
    buffer_append_string(path, "./briefings:");
    if (home_append(path, "XDG_DATA_HOME", ".local/share"))
        buffer_append_string(path, "/briefbook:");
    return buffer_append_string(path, data_folder);
}

/* ---- Finding by name ------------------------------------------------------------------------ */

static bool try_folder(struct slice folder, const char *name, struct buffer *path)
{
    buffer_clear(path);
    buffer_append(path, folder);
    buffer_append_format(path, "/%s", name);
    return !path->failed && is_folder(path->data);
}

bool library_find(const char *name, const char *search_path, struct buffer *path,
                  struct diag_list *diags)
{
    struct stat about;
    if (strchr(name, '/') || strcmp(name, "-") == 0 || stat(name, &about) == 0) {
        buffer_clear(path);
        return buffer_append_string(path, name) ? true : diag_out_of_memory(diags);
    }
    struct slice rest = slice_of(search_path);
    struct slice folder;
    while (*name && slice_next(&rest, ':', &folder)) {
        if (try_folder(folder, name, path))
            return true;
        if (path->failed)
            return diag_out_of_memory(diags);
    }
    return diag_add(diags, DIAG_NOT_FOUND, (struct place){0},
                    "no briefing “%s” is here or in %s: check the name, or see `briefbook list`",
                    name, search_path);
}

/* ---- The list ------------------------------------------------------------------------------- */

static bool keep(struct library *library, struct slice value, struct slice *kept)
{
    *kept = arena_copy(&library->arena, value);
    return kept->data != NULL;
}

static bool keep_cell(struct library *library, const struct store *store, size_t column,
                      struct slice *kept)
{
    return keep(library, record_cell(store, (struct record){TABLE_BRIEFING, 0}, column), kept);
}

static bool fill_entry(struct library *library, const struct store *store,
                       struct library_entry *entry)
{
    struct slice name;
    struct slice path;
    if (!keep(library, store_folder_name(store), &name) ||
        !keep(library, slice_of(store_path(store)), &path) ||
        !keep_cell(library, store, BRIEFING_ID, &entry->id) ||
        !keep_cell(library, store, BRIEFING_TITLE, &entry->title) ||
        !keep_cell(library, store, BRIEFING_AS_OF, &entry->as_of) ||
        !keep_cell(library, store, BRIEFING_SUPERSEDES, &entry->supersedes))
        return false;
    entry->name = name.data;
    entry->path = path.data;
    if (slice_trim(entry->title).length == 0)
        entry->title = name;
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        entry->counts[table] = store_record_count(store, table);
    return true;
}

static bool add_loaded(struct library *library, const struct store *store)
{
    if (library->count == library->capacity) {
        size_t capacity = library->capacity ? library->capacity * 2 : 8;
        struct library_entry *entries = realloc(library->entries, capacity * sizeof *entries);
        if (!entries)
            return false;
        library->entries = entries;
        library->capacity = capacity;
    }
    if (!fill_entry(library, store, &library->entries[library->count]))
        return false;
    library->count++;
    return true;
}

static bool is_cancelled(const struct library *library)
{
    return library->cancelled && atomic_load_explicit(library->cancelled, memory_order_relaxed);
}

static void post(void *context)
{
    sem_post(context);
}

/* Loads to the end, or until it is cancelled: the loader tells as it goes on, but not at all times. */
static bool load(const struct library *library, struct store *store)
{
    enum { LOOK_AGAIN_NS = 20000000, SECOND_NS = 1000000000 };
    sem_t told;
    if (!library->cancelled)
        return store_start(store, NULL, NULL) && store_wait(store);
    if (sem_init(&told, 0, 0) != 0)
        return false;
    bool started = store_start(store, post, &told);
    while (started && store_state(store) == STORE_LOADING && !is_cancelled(library)) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += LOOK_AGAIN_NS;
        until.tv_sec += until.tv_nsec / SECOND_NS;
        until.tv_nsec %= SECOND_NS;
        sem_timedwait(&told, &until);
    }
    store_stop(store); /* it tells no more */
    sem_destroy(&told);
    return started && !is_cancelled(library) && store_state(store) == STORE_LOADED;
}

/* Adds the briefing at a path; one that cannot be opened is told of and passed over. */
static bool add_entry(void *context, const char *path, struct diag_list *diags)
{
    struct library *library = context;
    size_t failures = diags->counts[DIAG_OUT_OF_MEMORY];
    if (is_cancelled(library))
        return false;
    struct store *store = store_open(path, diags);
    if (!store)
        return !diags->out_of_memory && diags->counts[DIAG_OUT_OF_MEMORY] == failures;
    bool added = load(library, store) && add_loaded(library, store);
    store_free(store);
    return added || is_cancelled(library) ? added : diag_out_of_memory(diags);
}

bool library_add(struct library *library, const char *folders, struct diag_list *diags)
{
    return library_walk(folders, add_entry, library, diags);
}

static bool has_name(const struct library *library, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(library->entries[i].name, name) == 0)
            return true;
    return false;
}

bool library_add_named(struct library *library, const char *search_path, struct diag_list *diags)
{
    bool done = library_add(library, search_path, diags);
    size_t kept = 0;
    for (size_t i = 0; i < library->count; i++)
        if (!has_name(library, kept, library->entries[i].name))
            library->entries[kept++] = library->entries[i];
    library->count = kept;
    return done;
}

bool library_is_superseded(const struct library *library, const struct library_entry *entry)
{
    for (size_t i = 0; i < library->count; i++) {
        const struct library_entry *other = &library->entries[i];
        if (other != entry && entry->id.length && slice_equal(other->supersedes, entry->id))
            return true;
    }
    return false;
}

/* The last day an entry's information may stand at; the distant past when it does not say. */
static int32_t as_of_day(const struct library_entry *entry)
{
    struct date date;
    return date_parse(slice_trim(entry->as_of), &date) == DATE_OK ? date.latest : DATE_DISTANT_PAST;
}

const struct library_entry *library_newest(const struct library *library)
{
    const struct library_entry *newest = NULL;
    for (size_t i = 0; i < library->count; i++) {
        const struct library_entry *entry = &library->entries[i];
        if (!library_is_superseded(library, entry) &&
            (!newest || as_of_day(entry) > as_of_day(newest)))
            newest = entry;
    }
    return newest;
}

void library_free(struct library *library)
{
    arena_free(&library->arena);
    free(library->entries);
    *library = (struct library){0};
}
