#include "store/library-walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "briefbook/schema.h"

/* What is done with each briefing. */
struct walk {
    library_visit *visit;
    void *context;
    struct diag_list *diags;
};

/* Finds out whether a folder holds a table of a briefing; false when memory is out. */
static bool is_briefing(const char *path, bool *found)
{
    struct buffer file = {0};
    struct stat about;
    *found = false;
    for (enum table_id table = 0; table < TABLE_PLAIN && !*found && !file.failed; table++) {
        buffer_clear(&file);
        buffer_append_format(&file, "%s/%s.csv", path, schema_table(table)->name);
        *found = !file.failed && stat(file.data, &about) == 0 && S_ISREG(about.st_mode);
    }
    bool done = !file.failed;
    buffer_free(&file);
    return done;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* Visits a folder inside a folder, where it is a briefing. */
static bool visit_member(const struct walk *walk, const char *folder, const char *name)
{
    struct buffer path = {0};
    bool is_one = false;
    bool done =
        buffer_append_format(&path, "%s/%s", folder, name) && is_briefing(path.data, &is_one);
    if (!done)
        diag_out_of_memory(walk->diags);
    else if (is_one)
        done = walk->visit(walk->context, path.data, walk->diags);
    buffer_free(&path);
    return done;
}

/* Visits the briefings inside one folder, or the folder where it is one itself. */
static bool visit_folder(const struct walk *walk, const char *folder)
{
    struct dirent **members;
    bool is_one;
    if (!is_briefing(folder, &is_one))
        return diag_out_of_memory(walk->diags);
    if (is_one)
        return walk->visit(walk->context, folder, walk->diags);
    int count = scandir(folder, &members, is_visible, by_name);
    if (count < 0)
        return errno == ENOMEM ? diag_out_of_memory(walk->diags) : true;
    bool done = true;
    for (int i = 0; i < count; i++) {
        done = done && visit_member(walk, folder, members[i]->d_name);
        free(members[i]);
    }
    free(members);
    return done;
}

bool library_walk(const char *folders, library_visit *visit, void *context, struct diag_list *diags)
{
    const struct walk walk = {visit, context, diags};
    struct slice rest = slice_of(folders);
    struct slice folder;
    bool done = true;
    while (done && slice_next(&rest, ':', &folder)) {
        struct buffer path = {0};
        done = buffer_append(&path, folder) ? visit_folder(&walk, path.data)
                                            : diag_out_of_memory(diags);
        buffer_free(&path);
    }
    return done;
}
