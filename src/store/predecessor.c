/* predecessor.c: the briefing that another one supersedes. */
#include <stdlib.h>
#include <sys/stat.h>

#include "briefbook/library.h"
#include "store/library-walk.h"
#include "store/store-parts.h"

/* What briefing.csv says of a book; the other tables need not be read to know that. */
struct head {
    struct slice path;
    struct slice id;
    struct slice supersedes;
};

struct heads {
    struct arena arena;
    struct head *items; /* in the order in which they are looked for */
    size_t count;
    size_t capacity;
};

/* ---- Reading ------------------------------------------------------------------------------ */

static struct slice book_cell(const struct store *store, size_t column)
{
    return slice_trim(record_cell(store, (struct record){TABLE_BRIEFING, 0}, column));
}

static bool grow(struct heads *heads)
{
    if (heads->count < heads->capacity)
        return true;
    size_t capacity = heads->capacity ? heads->capacity * 2 : 8;
    struct head *items = realloc(heads->items, capacity * sizeof *items);
    if (items) {
        heads->items = items;
        heads->capacity = capacity;
    }
    return items != NULL;
}

static bool keep_head(struct heads *heads, const char *path, const struct store *store)
{
    if (!grow(heads))
        return false;
    const struct head head = {
        .path = arena_copy(&heads->arena, slice_of(path)),
        .id = arena_copy(&heads->arena, book_cell(store, BRIEFING_ID)),
        .supersedes = arena_copy(&heads->arena, book_cell(store, BRIEFING_SUPERSEDES)),
    };
    heads->items[heads->count++] = head;
    return head.path.data && head.id.data && head.supersedes.data;
}

/* A book that cannot be read is none that could be found. */
static bool read_head(struct heads *heads, const char *path, const char *file)
{
    struct diag_list ignored = {0};
    struct store *store = store_open(file, &ignored);
    bool loads = store && store_start(store, NULL, NULL);
    bool done = loads ? store_wait(store) && keep_head(heads, path, store)
                      : !store && !ignored.out_of_memory && !ignored.counts[DIAG_OUT_OF_MEMORY];
    store_free(store);
    diag_list_free(&ignored);
    return done;
}

static bool visit_book(void *context, const char *path, struct diag_list *diags)
{
    struct buffer file = {0};
    struct stat about;
    bool done = buffer_append_format(&file, "%s/briefing.csv", path);
    if (done && stat(file.data, &about) == 0 && S_ISREG(about.st_mode))
        done = read_head(context, path, file.data);
    buffer_free(&file);
    return done ? true : diag_out_of_memory(diags);
}

/* Appends the folder that a briefing lies in. */
static bool append_folder_around(struct buffer *folder, const struct store *store)
{
    struct slice path = slice_of(store_path(store));
    struct slice name = store_path_name(store);
    if (slice_is(name, ".") || slice_is(name, ".."))
        return buffer_append(folder, path) && buffer_append_string(folder, "/..");
    size_t length = (size_t)(name.data - path.data);
    while (length > 1 && path.data[length - 1] == '/')
        length--;
    return length ? buffer_append(folder, slice_part(path, 0, length))
                  : buffer_append_char(folder, '.');
}

static bool read_heads(struct heads *heads, const struct store *store, const char *search_path,
                       struct diag_list *diags)
{
    struct buffer folder = {0};
    bool done = append_folder_around(&folder, store) ? true : diag_out_of_memory(diags);
    done = done && library_walk(folder.data, visit_book, heads, diags) &&
           library_walk(search_path, visit_book, heads, diags);
    buffer_free(&folder);
    return done;
}

/* ---- Finding ------------------------------------------------------------------------------ */

static const struct head *find_head(const struct heads *heads, struct slice id)
{
    for (size_t i = 0; i < heads->count && id.length; i++) {
        if (slice_equal(heads->items[i].id, id))
            return &heads->items[i];
    }
    return NULL;
}

/* Where a book says what it supersedes. */
static struct place place_of_name(const struct store *store)
{
    const struct table *table = store_table(store, TABLE_BRIEFING);
    struct place place = {.file = table_file(table)};
    table_locate(table, 0, BRIEFING_SUPERSEDES, &place.line, &place.column);
    return place;
}

/* Says which briefings lead in a circle, from an id on back to it. */
static bool refuse_circle(const struct heads *heads, struct slice id, const struct store *store,
                          struct diag_list *diags)
{
    struct buffer circle = {0};
    const struct head *head = find_head(heads, id);
    struct slice next = id;
    buffer_append_string(&circle, "“");
    buffer_append(&circle, id);
    for (size_t i = 0; i < heads->count && head; i++) {
        next = head->supersedes;
        buffer_append_string(&circle, i ? "”, which supersedes “" : "” supersedes “");
        buffer_append(&circle, next);
        head = slice_equal(next, id) ? NULL : find_head(heads, next);
    }
    if (circle.failed)
        diag_out_of_memory(diags);
    else
        diag_add(diags, DIAG_CIRCULAR_SUPERSEDES, place_of_name(store),
                 "%s”: none can come before itself; correct the column supersedes", circle.data);
    buffer_free(&circle);
    return false;
}

/* A walk of as many steps as there are books and one more comes by one of them twice. */
static bool check_circle(const struct heads *heads, struct slice id, const struct store *store,
                         struct diag_list *diags)
{
    const struct head *head = find_head(heads, id);
    for (size_t i = 0; i < heads->count && head; i++)
        head = find_head(heads, head->supersedes);
    return head ? refuse_circle(heads, head->id, store, diags) : true;
}

static bool find_named(const struct heads *heads, struct slice id, const struct store *store,
                       struct buffer *path, struct diag_list *diags)
{
    const struct head *head = find_head(heads, id);
    struct slice name = store_folder_name(store);
    if (!head)
        return diag_add(diags, DIAG_NO_PREDECESSOR, place_of_name(store),
                        "the briefing “%.*s”, which %.*s supersedes, is neither beside it nor on "
                        "the search path: what changed since cannot be told",
                        (int)id.length, id.data, (int)name.length, name.data);
    if (!check_circle(heads, id, store, diags))
        return false;
    return buffer_append(path, head->path) ? true : diag_out_of_memory(diags);
}

bool library_names_predecessor(const struct store *store)
{
    return book_cell(store, BRIEFING_SUPERSEDES).length > 0;
}

bool library_find_predecessor(const struct store *store, const char *search_path,
                              struct buffer *path, struct diag_list *diags)
{
    struct heads heads = {0};
    struct slice id = book_cell(store, BRIEFING_SUPERSEDES);
    struct slice name = store_folder_name(store);
    if (id.length == 0)
        return diag_add(diags, DIAG_NO_PREDECESSOR, (struct place){0},
                        "%.*s names no briefing that it supersedes: what changed since cannot be "
                        "told",
                        (int)name.length, name.data);
    bool done =
        read_heads(&heads, store, search_path, diags) && find_named(&heads, id, store, path, diags);
    arena_free(&heads.arena);
    free(heads.items);
    return done;
}
