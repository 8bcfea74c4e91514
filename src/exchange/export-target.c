/* export-target.c: where an export may be written. */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "briefbook/exchange.h"
#include "briefbook/work-folder.h"

/* Appends where a path leads, without links. What is not there is named by the folder around it, which
 * may be missing too: then nothing is appended, and writing says so. False when memory is out. */
static bool append_resolved(struct buffer *resolved, const char *path)
{
    struct buffer around = {0};
    char *real = realpath(path, NULL);
    if (!real && errno == ENOENT) {
        struct slice folder = folder_around(path);
        buffer_append(&around, folder.length ? folder : SLICE("."));
        real = around.failed ? NULL : realpath(buffer_string(&around), NULL);
    }
    bool done = real ? buffer_append_string(resolved, real) : !around.failed && errno != ENOMEM;
    buffer_free(&around);
    free(real);
    return done;
}

static bool is_within(struct slice path, struct slice folder)
{
    if (!folder.length || !slice_equal(slice_part(path, 0, folder.length), folder))
        return false;
    return path.length == folder.length || path.data[folder.length] == '/' || folder.length == 1;
}

/* What is written must leave the briefing as it is: its folder, or the one file that it is. */
static bool check_apart(const struct store *store, const char *path, struct diag_list *diags)
{
    struct buffer target = {0};
    char *book = realpath(store_path(store), NULL);
    bool done = (book || errno != ENOMEM) && append_resolved(&target, path);
    if (!done)
        diag_out_of_memory(diags);
    else if (is_within(buffer_slice(&target), slice_of(book)))
        done = diag_add(diags, DIAG_NOT_WRITABLE, (struct place){0},
                        "cannot write %s: it is in the briefing itself; name a place outside of it",
                        path);
    buffer_free(&target);
    free(book);
    return done;
}

/* What stands there is replaced only where that is what is expected. */
static bool check_kind(const char *path, bool is_folder, struct diag_list *diags)
{
    struct stat about;
    const struct place nowhere = {0};
    if (stat(path, &about) != 0)
        return true;
    if (!is_folder && !S_ISREG(about.st_mode))
        return diag_add(diags, DIAG_NOT_REGULAR, nowhere,
                        "cannot write %s: it is no regular file; name another", path);
    if (is_folder && !S_ISDIR(about.st_mode))
        return diag_add(diags, DIAG_NOT_WRITABLE, nowhere,
                        "cannot write %s: it is no folder; name a new one", path);
    if (is_folder && !folder_is_empty(path))
        return diag_add(diags, DIAG_NOT_WRITABLE, nowhere,
                        "cannot write %s: the folder is not empty; name a new one", path);
    return true;
}

bool export_may_write(const struct store *store, const char *path, bool is_folder,
                      struct diag_list *diags)
{
    return check_apart(store, path, diags) && check_kind(path, is_folder, diags);
}
