#include "briefbook/archives.h"

#include <jansson.h>

#include "briefbook/file.h"
#include "store/check.h"

/* A name that leads out of the folder is refused wherever its text would come from. */
bool archive_held(const struct store *store, const char *file, struct slice *text)
{
    const json_t *held = json_object_get(store->archives, file);
    if (!held || !*file || check_leaves_folder(slice_of(file)))
        return false;
    *text = (struct slice){json_string_value(held), json_string_length(held)};
    return true;
}

bool archive_read(const struct store *store, const char *file, struct buffer *bytes,
                  const atomic_bool *cancelled, struct diag_list *diags)
{
    struct slice held;
    struct buffer folder = {0};
    if (archive_held(store, file, &held))
        return buffer_append(bytes, held) ? true : diag_out_of_memory(diags);
    bool done = store_append_folder(store, &folder)
                    ? file_read_beneath(buffer_string(&folder), file, ARCHIVE_LIMIT, bytes,
                                        cancelled, diags)
                    : diag_out_of_memory(diags);
    buffer_free(&folder);
    return done;
}

void store_free_archives(struct store *store)
{
    json_decref(store->archives);
}
