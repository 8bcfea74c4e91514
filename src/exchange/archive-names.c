#include "exchange/archive-names.h"

#include <string.h>

#include "store/check.h"

/* What would be read at a path that leaves the folder would be written elsewhere, too. */
static bool visit_named(struct slice cell, archive_visit *visit, void *context,
                        struct diag_list *diags)
{
    struct arena arena = {0};
    struct slice file = arena_copy(&arena, cell);
    bool done;
    if (!file.data)
        done = diag_out_of_memory(diags);
    else if (check_leaves_folder(file) || strlen(file.data) < file.length) {
        diag_add(diags, DIAG_PATH_OUTSIDE, (struct place){0},
                 "%s is not copied: it leads out of the briefing's folder", file.data);
        done = true;
    } else
        done = visit(context, file.data);
    arena_free(&arena);
    return done;
}

bool archive_names_visit(const struct store *store, archive_visit *visit, void *context,
                         struct diag_list *diags)
{
    bool done = true;
    for (size_t row = 0; done && row < store_record_count(store, TABLE_SOURCES); row++) {
        const struct record source = {TABLE_SOURCES, (uint32_t)row};
        struct slice file = slice_trim(record_cell(store, source, SOURCES_ARCHIVE_FILE));
        if (file.length)
            done = visit_named(file, visit, context, diags);
    }
    return done;
}
