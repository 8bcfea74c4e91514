#include "briefbook/own-files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "briefbook/work-folder.h"

/* Where a file is to be written, and where the briefing lies, both without links. */
struct places {
    struct buffer target; /* "" where it leads nowhere, as writing will say */
    bool is_new;          /* nothing stands there yet */
    char *book;           /* NULL where it is gone, or standard input */
};

/* Finds where a path leads. What is not there is named by the folder around it, which may be missing too:
 * then the target stays blank. False when memory is out. */
static bool find_target(struct places *places, const char *path)
{
    struct buffer around = {0};
    char *real = realpath(path, NULL);
    places->is_new = !real && errno == ENOENT;
    if (places->is_new) {
        struct slice folder = folder_around(path);
        buffer_append(&around, folder.length ? folder : SLICE("."));
        real = around.failed ? NULL : realpath(buffer_string(&around), NULL);
    }
    bool done =
        real ? buffer_append_string(&places->target, real) : !around.failed && errno != ENOMEM;
    if (real && places->is_new) {
        const char *slash = strrchr(path, '/');
        buffer_append_char(&places->target, '/');
        done = buffer_append_string(&places->target, slash ? slash + 1 : path);
    }
    buffer_free(&around);
    free(real);
    return done;
}

static bool find_places(struct places *places, const struct store *store, const char *path)
{
    places->book = realpath(store_path(store), NULL);
    return (places->book || errno != ENOMEM) && find_target(places, path);
}

static void free_places(struct places *places)
{
    buffer_free(&places->target);
    free(places->book);
}

/* What of the target stands behind the briefing's path and a slash; "" where it is the briefing itself.
 * False where it lies elsewhere. */
static bool is_within(const struct places *places, struct slice *rest)
{
    struct slice target = buffer_slice(&places->target);
    struct slice book = slice_of(places->book ? places->book : "");
    bool is_root = book.length == 1;
    if (!book.length || !slice_equal(slice_part(target, 0, book.length), book))
        return false;
    *rest = slice_part(target, book.length + !is_root, target.length);
    return target.length == book.length || target.data[book.length] == '/' || is_root;
}

static bool is_table(struct slice rest)
{
    struct slice ending = SLICE(".csv");
    return rest.length >= ending.length && !memchr(rest.data, '/', rest.length) &&
           strncasecmp(rest.data + rest.length - ending.length, ending.data, ending.length) == 0;
}

/* Whether the target is a file that a source names; where memory is out, it may be. */
static bool is_archive(const struct store *store, struct slice target)
{
    bool found = false;
    struct buffer path = {0};
    size_t count = store_record_count(store, TABLE_SOURCES);
    for (size_t row = 0; row < count && !found; row++) {
        struct record source = {TABLE_SOURCES, (uint32_t)row};
        struct slice name = slice_trim(record_cell(store, source, SOURCES_ARCHIVE_FILE));
        if (!name.length)
            continue;
        buffer_clear(&path);
        store_append_folder(store, &path);
        buffer_append_char(&path, '/');
        buffer_append(&path, name);
        char *real = path.failed ? NULL : realpath(buffer_string(&path), NULL);
        found = path.failed || (real && slice_is(target, real));
        free(real);
    }
    buffer_free(&path);
    return found;
}

typedef bool is_own(const struct store *store, const struct places *places);

/* The whole folder, or the one file. */
static bool is_of_folder(const struct store *store, const struct places *places)
{
    struct slice rest;
    (void)store;
    return is_within(places, &rest);
}

/* Files alone; archived texts may lie elsewhere, by a link. */
static bool is_of_files(const struct store *store, const struct places *places)
{
    struct slice rest;
    return (is_within(places, &rest) && (!rest.length || is_table(rest))) ||
           (!places->is_new && is_archive(store, buffer_slice(&places->target)));
}

static bool spare(const struct store *store, const char *path, is_own *is, const char *why,
                  struct diag_list *diags)
{
    struct places places = {0};
    bool done = find_places(&places, store, path);
    if (!done)
        diag_out_of_memory(diags);
    else if (is(store, &places))
        done =
            diag_add(diags, DIAG_NOT_WRITABLE, (struct place){0}, "cannot write %s: %s", path, why);
    free_places(&places);
    return done;
}

bool own_files_spared(const struct store *store, const char *path, struct diag_list *diags)
{
    return spare(store, path, is_of_files, "it is a file of the briefing itself; name another",
                 diags);
}

bool own_folder_spared(const struct store *store, const char *path, struct diag_list *diags)
{
    return spare(store, path, is_of_folder,
                 "it is in the briefing itself; name a place outside of it", diags);
}
