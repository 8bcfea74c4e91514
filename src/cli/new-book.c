#include "cli/new-book.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "briefbook/file.h"
#include "briefbook/work-folder.h"

/* Where the folder goes, and where it is written. */
struct new_book {
    const char *named;         /* as the caller named its place, for messages */
    struct buffer target;      /* its place, without links and slashes at the end */
    bool replaces;             /* an empty folder stands there, */
    mode_t mode;               /* with these permissions */
    struct work_folder folder; /* that holds it until it is whole */
    struct buffer path;        /* of a file at work */
};

/* ---- The place ------------------------------------------------------------------------------ */

static bool refuse(const struct new_book *book, const char *why, struct diag_list *diags)
{
    return diag_add(diags, DIAG_NOT_WRITABLE, (struct place){0},
                    "cannot write a briefing to %s: %s; name a folder that is not there yet",
                    book->named, why);
}

static bool refuse_errno(const struct new_book *book, struct diag_list *diags)
{
    return diag_add_errno(diags, DIAG_NOT_WRITABLE, book->named, "write", errno);
}

/* What is put in the place of the current folder would not be the current one. */
static bool is_current(const struct stat *about)
{
    struct stat current;
    return stat(".", &current) == 0 && current.st_dev == about->st_dev &&
           current.st_ino == about->st_ino;
}

static bool replace_empty(struct new_book *book, const struct stat *about, struct diag_list *diags)
{
    if (!S_ISDIR(about->st_mode))
        return refuse(book, "a file of that name is there", diags);
    if (is_current(about))
        return refuse(book, "it is the current folder", diags);
    if (!folder_is_empty(book->named))
        return errno == ENOTEMPTY ? refuse(book, "it is not empty", diags)
                                  : refuse_errno(book, diags);
    char *real = realpath(book->named, NULL);
    if (!real)
        return refuse_errno(book, diags);
    buffer_append_string(&book->target, real);
    free(real);
    book->replaces = true;
    book->mode = about->st_mode & 07777;
    return true;
}

static bool find_place(struct new_book *book, struct diag_list *diags)
{
    struct stat about;
    if (stat(book->named, &about) == 0)
        return replace_empty(book, &about, diags);
    if (errno != ENOENT)
        return refuse_errno(book, diags);
    if (lstat(book->named, &about) == 0)
        return refuse(book, "a link that leads nowhere is there", diags);
    struct slice path = slice_of(book->named);
    while (path.length && path.data[path.length - 1] == '/')
        path.length--;
    if (path.length == 0)
        return refuse(book, "that is no name", diags);
    buffer_append(&book->target, path);
    return true;
}

/* ---- Writing -------------------------------------------------------------------------------- */

/* The path of a name within the folder while it is not in its place; valid until the next call. NULL with `errno` when memory is out. */
static const char *path_of(struct new_book *book, struct slice name)
{
    buffer_clear(&book->path);
    buffer_append(&book->path, buffer_slice(&book->folder.path));
    buffer_append_char(&book->path, '/');
    buffer_append(&book->path, name);
    errno = ENOMEM;
    return book->path.failed ? NULL : buffer_string(&book->path);
}

/* The folder that a file stands in; blank for that of the briefing. */
static struct slice folder_of(const struct new_file *file)
{
    const char *slash = strchr(file->path, '/');
    return (struct slice){file->path, slash ? (size_t)(slash - file->path) : 0};
}

/* False with `errno`, as all below that return bool. */
static bool make_folder(struct new_book *book, struct slice name)
{
    const char *path = path_of(book, name);
    return path && (mkdir(path, 0777) == 0 || errno == EEXIST);
}

static bool write_lines(int fd, const char *const *lines)
{
    for (; *lines; lines++) {
        if (!file_write_all(fd, slice_of(*lines)))
            return false;
    }
    return true;
}

/* Some file systems say only on closing that there was no room. */
static bool write_file(struct new_book *book, const struct new_file *file)
{
    struct slice folder = folder_of(file);
    if (folder.length && !make_folder(book, folder))
        return false;
    const char *path = path_of(book, slice_of(file->path));
    int fd = path ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666) : -1;
    if (fd < 0)
        return false;
    bool written = write_lines(fd, file->lines);
    int error = errno;
    bool closed = close(fd) == 0;
    if (!written)
        errno = error;
    return written && closed;
}

static bool write_files(struct new_book *book)
{
    bool written = true;
    for (const struct new_file *file = new_files; file->path && written; file++)
        written = write_file(book, file);
    return written;
}

/* An empty folder gives way to another one with its permissions. */
static bool write_whole(struct new_book *book, struct diag_list *diags)
{
    struct work_folder *folder = &book->folder;
    if (book->target.failed)
        return diag_out_of_memory(diags);
    if (!work_folder_make(folder, buffer_string(&book->target), book->named, diags))
        return false;
    if (write_files(book) &&
        (!book->replaces || chmod(buffer_string(&folder->path), book->mode) == 0))
        return work_folder_finish(folder, diags);
    return errno == ENOMEM ? diag_out_of_memory(diags) : refuse_errno(book, diags);
}

bool new_book_write(const char *path, struct diag_list *diags)
{
    struct new_book book = {.named = path};
    bool written = find_place(&book, diags) && write_whole(&book, diags);
    work_folder_free(&book.folder);
    buffer_free(&book.target);
    buffer_free(&book.path);
    return written;
}
