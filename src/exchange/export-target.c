/* export-target.c: where an export may be written. */
#include <sys/stat.h>

#include "briefbook/exchange.h"
#include "briefbook/own-files.h"
#include "briefbook/work-folder.h"

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
    return own_folder_spared(store, path, diags) && check_kind(path, is_folder, diags);
}
