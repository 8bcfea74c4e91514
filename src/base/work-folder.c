#include "briefbook/work-folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct slice folder_around(const char *name)
{
    struct slice path = slice_of(name);
    while (path.length > 1 && path.data[path.length - 1] == '/')
        path.length--;
    while (path.length && path.data[path.length - 1] != '/')
        path.length--;
    return path;
}

bool folder_is_empty(const char *path)
{
    DIR *folder = opendir(path);
    if (!folder)
        return false;
    const struct dirent *entry;
    do {
        errno = 0;
        entry = readdir(folder);
    } while (entry && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0));
    int error = entry ? ENOTEMPTY : errno;
    closedir(folder);
    errno = error;
    return error == 0;
}

static bool fail(const struct work_folder *folder, int error, struct diag_list *diags)
{
    return error == ENOMEM
               ? diag_out_of_memory(diags)
               : diag_add_errno(diags, DIAG_NOT_WRITABLE, folder->named, "write", error);
}

bool work_folder_make(struct work_folder *folder, const char *target, const char *named,
                      struct diag_list *diags)
{
    uint64_t random;
    folder->target = target;
    folder->named = named;
    if (getentropy(&random, sizeof random) != 0)
        return fail(folder, errno, diags);
    buffer_append(&folder->path, folder_around(target));
    buffer_append_format(&folder->path, ".briefbook-%016" PRIx64 ".tmp", random);
    if (folder->path.failed)
        return diag_out_of_memory(diags);
    if (mkdir(buffer_string(&folder->path), 0777) == 0)
        return true;
    int error = errno;
    buffer_free(&folder->path);
    return fail(folder, error, diags);
}

/* A folder that can be written but not read can't be opened to be synced. */
static bool sync_around(struct work_folder *folder)
{
    buffer_clear(&folder->path);
    buffer_append(&folder->path, folder_around(folder->target));
    buffer_append_char(&folder->path, '.');
    int fd = folder->path.failed
                 ? -1
                 : open(buffer_string(&folder->path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = fd >= 0 ? fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP
                        : errno == EACCES && !folder->path.failed;
    int error = folder->path.failed ? ENOMEM : errno;
    if (fd >= 0)
        close(fd);
    buffer_free(&folder->path);
    errno = error;
    return done;
}

bool work_folder_finish(struct work_folder *folder, struct diag_list *diags)
{
    bool placed = rename(buffer_string(&folder->path), folder->target) == 0;
    int error = errno;
    if (!placed)
        work_folder_free(folder);
    else if (sync_around(folder))
        return true;
    else
        error = errno;
    return fail(folder, error, diags);
}

static int remove_one(const char *path, const struct stat *about, int type, struct FTW *walk)
{
    (void)about;
    (void)type;
    (void)walk;
    remove(path);
    return 0;
}

void work_folder_free(struct work_folder *folder)
{
    enum { OPEN_FOLDERS = 16 };
    if (folder->path.length && !folder->path.failed)
        nftw(buffer_string(&folder->path), remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
    buffer_free(&folder->path);
}
