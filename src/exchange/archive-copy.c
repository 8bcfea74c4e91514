#include "exchange/archive-copy.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "briefbook/file.h"
#include "store/check.h"

/* Where from and where to. */
struct copying {
    int from;           /* the book's folder; -1 where it cannot be opened */
    const char *folder; /* the other */
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
        if (got > 0)
            file_writer_add(writer, (struct slice){bytes, (size_t)got});
    if (got == 0)
        return file_writer_finish(writer, copying->diags);
    diag_add_errno(copying->diags, DIAG_NOT_READABLE, file, "read", errno);
    file_writer_abandon(writer);
    return true;
}

static bool copy_file(struct copying *copying, const char *file)
{
    struct stat about;
    buffer_clear(&copying->path);
    if (!buffer_append_format(&copying->path, "%s/%s", copying->folder, file))
        return diag_out_of_memory(copying->diags);
    if (lstat(buffer_string(&copying->path), &about) == 0)
        return true;
    int fd = file_open_beneath(copying->from, file, copying->diags);
    if (fd < 0)
        return !copying->diags->out_of_memory;
    bool done = copy_bytes(copying, fd, file);
    close(fd);
    return done;
}

/* A path that leaves the folder by its own words would be written elsewhere. */
static bool copy_named(struct copying *copying, struct slice cell)
{
    struct arena arena = {0};
    struct slice file = arena_copy(&arena, cell);
    bool done;
    if (!file.data)
        done = diag_out_of_memory(copying->diags);
    else if (check_leaves_folder(file) || strlen(file.data) < file.length) {
        diag_add(copying->diags, DIAG_PATH_OUTSIDE, (struct place){0},
                 "%s is not copied: it leads out of the briefing's folder", file.data);
        done = true;
    } else
        done = copy_file(copying, file.data);
    arena_free(&arena);
    return done;
}

static bool copy_all(struct copying *copying, const struct store *store)
{
    bool done = true;
    for (size_t row = 0; done && row < store_record_count(store, TABLE_SOURCES); row++) {
        const struct record source = {TABLE_SOURCES, (uint32_t)row};
        struct slice file = slice_trim(record_cell(store, source, SOURCES_ARCHIVE_FILE));
        if (file.length)
            done = copy_named(copying, file);
    }
    return done;
}

bool archives_copy(const struct store *store, const char *folder, struct diag_list *diags)
{
    struct copying copying = {.folder = folder, .diags = diags};
    struct buffer from = {0};
    if (!store_append_folder(store, &from))
        return diag_out_of_memory(diags);
    copying.from = open(buffer_string(&from), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = copy_all(&copying, store);
    if (copying.from >= 0)
        close(copying.from);
    buffer_free(&copying.path);
    buffer_free(&from);
    return done;
}
