#include "exchange/archive-copy.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "briefbook/archives.h"
#include "briefbook/file.h"
#include "exchange/archive-names.h"

/* Where from and where to. */
struct copying {
    const struct store *store;
    int from;           /* the book's folder; -1 where it cannot be opened */
    const char *folder; /* the other */
    const struct package_wishes *wishes;
    struct diag_list *diags;
    struct buffer path; /* of the copy at work */
};

/* Makes the folders on the way to the copy; that one cannot be made is told when it is opened. */
static void make_folders(struct copying *copying)
{
    char *start = copying->path.data + strlen(copying->folder) + 1;
    for (char *slash = strchr(start, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(copying->path.data, 0777);
        *slash = '/';
    }
}

/* Copies all bytes; a fault of reading is told, and drops the copy. */
static bool copy_bytes(struct copying *copying, int fd, const char *file)
{
    char bytes[16384];
    ssize_t got;
    make_folders(copying);
    struct file_writer *writer = file_writer_new(buffer_string(&copying->path), copying->diags);
    if (!writer)
        return false;
    while ((got = read(fd, bytes, sizeof bytes)) > 0 || (got < 0 && errno == EINTR))
        if (got > 0 && !file_writer_add(writer, (struct slice){bytes, (size_t)got}))
            break;
    if (got >= 0)
        return file_writer_finish(writer, copying->diags);
    diag_add_errno(copying->diags, DIAG_NOT_READABLE, file, "read", errno);
    file_writer_abandon(writer);
    return true;
}

static bool copy_held(struct copying *copying, struct slice text)
{
    make_folders(copying);
    struct file_writer *writer = file_writer_new(buffer_string(&copying->path), copying->diags);
    if (!writer)
        return false;
    file_writer_add(writer, text);
    return file_writer_finish(writer, copying->diags);
}

static bool copy_beneath(struct copying *copying, const char *file)
{
    int fd = file_open_beneath(copying->from, file, copying->diags);
    if (fd < 0)
        return !copying->diags->out_of_memory;
    bool done = copy_bytes(copying, fd, file);
    close(fd);
    return done;
}

/* Whether the package has a file of its own by that name. */
static bool is_packages_own(const struct store *store, const char *file)
{
    const char *ending = strrchr(file, '.');
    size_t stem = ending && strcmp(ending, ".csv") == 0 ? (size_t)(ending - file) : 0;
    enum table_id table = schema_find_table((struct slice){file, stem});
    return strcmp(file, "datapackage.json") == 0 ||
           (table != TABLE_NONE && table_stage(store_table(store, table)) != TABLE_ABSENT);
}

bool package_is_over(const struct package_wishes *wishes)
{
    return wishes->is_over && wishes->is_over(wishes->context);
}

static bool copy_file(void *context, const char *file)
{
    struct copying *copying = context;
    struct stat about;
    struct slice held;
    if (package_is_over(copying->wishes))
        return false;
    if (is_packages_own(copying->store, file)) {
        diag_add(copying->diags, DIAG_NOT_WRITABLE, (struct place){0},
                 "the archived text %s is not copied: a file of the package has that name; "
                 "rename it",
                 file);
        return true;
    }
    buffer_clear(&copying->path);
    if (!buffer_append_format(&copying->path, "%s/%s", copying->folder, file))
        return diag_out_of_memory(copying->diags);
    if (lstat(buffer_string(&copying->path), &about) == 0)
        return true;
    return archive_held(copying->store, file, &held) ? copy_held(copying, held)
                                                     : copy_beneath(copying, file);
}

bool archives_copy(const struct store *store, const char *folder,
                   const struct package_wishes *wishes, struct diag_list *diags)
{
    struct copying copying = {.store = store, .folder = folder, .wishes = wishes, .diags = diags};
    struct buffer from = {0};
    if (!store_append_folder(store, &from))
        return diag_out_of_memory(diags);
    copying.from = open(buffer_string(&from), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = archive_names_visit(store, copy_file, &copying, diags);
    if (copying.from >= 0)
        close(copying.from);
    buffer_free(&copying.path);
    buffer_free(&from);
    return done;
}
