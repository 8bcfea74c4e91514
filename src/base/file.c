#include "briefbook/file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file-regular.h"

enum { WRITE_BUFFER_SIZE = 64 * 1024, NAME_ATTEMPTS = 100 };

struct file_writer {
    struct arena arena;    /* owns the writer's strings and pending bytes */
    const char *path;      /* as the caller named it, for messages */
    const char *target;    /* what a link led to */
    const char *folder;    /* where that lives, "" or with a slash at its end */
    const char *temporary; /* what it is called until it is whole; NULL while it has no such name */
    bool is_nameless;      /* a file of the folder that is to get its name */
    bool is_new_name;      /* that it got in place, and the folder has yet to be synced */
    int fd;
    int error; /* the first that happened; 0 */
    char *pending;
    size_t pending_length;
};

static const struct {
    mode_t type;
    const char *name;
    const char *advice;
} other_types[] = {
    {S_IFDIR, "a folder", "name a file in it"},
    {S_IFIFO, "a FIFO", "save what comes out of it to a file first"},
    {S_IFSOCK, "a socket", "save what comes out of it to a file first"},
    {S_IFCHR, "a device", "save what comes out of it to a file first"},
    {S_IFBLK, "a device", "save what comes out of it to a file first"},
};

static int refuse_type(const char *path, mode_t mode, struct diag_list *diags)
{
    for (size_t i = 0; i < sizeof other_types / sizeof other_types[0]; i++)
        if ((mode & S_IFMT) == other_types[i].type)
            diag_add(diags, DIAG_NOT_REGULAR, (struct place){0}, "cannot read %s: it is %s; %s",
                     path, other_types[i].name, other_types[i].advice);
    return -1;
}

/* Opening fails on a socket and on what may not be read; the reason to tell is what it is. */
static int refuse_open(int folder_fd, const char *path, int error, struct diag_list *diags)
{
    struct stat status;
    if (fstatat(folder_fd, path, &status, 0) == 0 && !S_ISREG(status.st_mode))
        return refuse_type(path, status.st_mode, diags);
    diag_add_errno(diags, error == ENOENT ? DIAG_NOT_FOUND : DIAG_NOT_READABLE, path, "open",
                   error);
    return -1;
}

static int open_again(int folder_fd, const char *path, int flags, mode_t mode)
{
    int fd;
    do {
        fd = openat(folder_fd, path, flags | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, mode);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

static bool make_blocking(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    return flags >= 0 && fcntl(fd, F_SETFL, flags & ~O_NONBLOCK) == 0;
}

int file_keep_regular(int fd, const char *path, struct diag_list *diags)
{
    struct stat status;
    if (fstat(fd, &status) != 0 || !make_blocking(fd)) {
        diag_add_errno(diags, DIAG_NOT_READABLE, path, "open", errno);
        close(fd);
        return -1;
    }
    if (!S_ISREG(status.st_mode)) {
        close(fd);
        return refuse_type(path, status.st_mode, diags);
    }
    return fd;
}

int file_open(int folder_fd, const char *path, struct diag_list *diags)
{
    int fd = open_again(folder_fd, path, O_RDONLY, 0);
    return fd < 0 ? refuse_open(folder_fd, path, errno, diags) : file_keep_regular(fd, path, diags);
}

/* Reads up to `limit` bytes, or to the end; -1 with `errno`. */
static ssize_t read_up_to(int fd, char *bytes, size_t limit)
{
    size_t length = 0;
    while (length < limit) {
        ssize_t count = read(fd, bytes + length, limit - length);
        if (count < 0 && errno != EINTR)
            return -1;
        if (count == 0)
            break;
        length += count > 0 ? (size_t)count : 0;
    }
    return (ssize_t)length;
}

bool file_read(const char *path, size_t limit, struct buffer *bytes, struct diag_list *diags)
{
    int fd = file_open(AT_FDCWD, path, diags);
    if (fd < 0)
        return false;
    bool fits = buffer_reserve(bytes, limit + 1);
    ssize_t length = fits ? read_up_to(fd, bytes->data + bytes->length, limit + 1) : 0;
    int error = errno;
    close(fd);
    if (!fits)
        return diag_out_of_memory(diags);
    if (length < 0)
        return diag_add_errno(diags, DIAG_NOT_READABLE, path, "read", error);
    if ((size_t)length > limit)
        return diag_add(diags, DIAG_NOT_READABLE, (struct place){0},
                        "cannot read %s: it is larger than %zu bytes", path, limit);
    bytes->length += (size_t)length;
    bytes->data[bytes->length] = '\0';
    return true;
}

int file_open_nameless(void)
{
    char name[] = "/tmp/briefbook-XXXXXX";
    int fd = mkostemp(name, O_CLOEXEC);
    if (fd >= 0)
        unlink(name);
    return fd;
}

/* Whether a failed write is worth another try, after waiting for room where that is the cause. */
static bool may_write_again(int fd)
{
    if (errno == EINTR)
        return true;
    if (errno != EAGAIN)
        return false;
    struct pollfd room = {.fd = fd, .events = POLLOUT};
    return poll(&room, 1, -1) >= 0 || errno == EINTR;
}

bool file_write_all(int fd, struct slice bytes)
{
    while (bytes.length) {
        ssize_t written = write(fd, bytes.data, bytes.length);
        if (written == 0)
            errno = EIO;
        if (written > 0)
            bytes = slice_part(bytes, (size_t)written, bytes.length);
        else if (written == 0 || !may_write_again(fd))
            return false;
    }
    return true;
}

/* A name of an open descriptor: a file renamed over it would miss whoever holds that descriptor. */
static bool names_descriptor(const char *path)
{
    static const char *const prefixes[] = {"/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/"};
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (strncmp(path, prefixes[i], strlen(prefixes[i])) == 0)
            return true;
    return false;
}

/* Without O_NONBLOCK a FIFO that nobody reads would hang the program here; with it that is ENXIO.
 * O_APPEND goes on where others who share a redirected output stand. */
static bool open_directly(struct file_writer *writer)
{
    writer->fd = open_again(AT_FDCWD, writer->path, O_WRONLY | O_APPEND, 0);
    return writer->fd >= 0 && make_blocking(writer->fd);
}

/* False with `errno`, as the functions below that return bool. */
static bool set_target(struct file_writer *writer, const char *target)
{
    const char *slash = strrchr(target, '/');
    struct slice folder = {target, slash ? (size_t)(slash - target) + 1 : 0};
    writer->target = arena_copy(&writer->arena, slice_of(target)).data;
    writer->folder = arena_copy(&writer->arena, folder).data;
    if (writer->target && writer->folder)
        return true;
    errno = ENOMEM;
    return false;
}

/* Names `temporary` in the target's folder; its length does not depend on the target's name,
 * which may be as long as names can be. */
static bool name_temporary(struct file_writer *writer)
{
    uint64_t random;
    if (getentropy(&random, sizeof random) != 0)
        return false;
    struct buffer name = {0};
    buffer_append_format(&name, "%s.briefbook-%016" PRIx64 ".tmp", writer->folder, random);
    if (!name.failed)
        writer->temporary = arena_copy(&writer->arena, buffer_slice(&name)).data;
    buffer_free(&name);
    if (!writer->temporary)
        errno = ENOMEM;
    return writer->temporary != NULL;
}

/* The name by which the kernel knows an open file; its size is enough for any. */
struct descriptor_name {
    char text[32];
};

static struct descriptor_name descriptor_name(int fd)
{
    struct descriptor_name name;
    snprintf(name.text, sizeof name.text, "/proc/self/fd/%d", fd);
    return name;
}

/* A file that has no name goes with the program, however that ends. False where the file system has no
 * such files, or nothing could name it later. */
static bool open_nameless(struct file_writer *writer, mode_t mode)
{
#ifdef O_TMPFILE
    const char *folder = *writer->folder ? writer->folder : ".";
    writer->fd = open_again(AT_FDCWD, folder, O_WRONLY | O_TMPFILE, mode);
    if (writer->fd < 0)
        return false;
    if (faccessat(AT_FDCWD, descriptor_name(writer->fd).text, F_OK, 0) == 0)
        return true;
    close(writer->fd);
    writer->fd = -1;
#else
    (void)writer;
    (void)mode;
#endif
    return false;
}

static bool open_named(struct file_writer *writer, mode_t mode)
{
    for (int attempt = 0; attempt < NAME_ATTEMPTS; attempt++) {
        if (!name_temporary(writer))
            return false;
        writer->fd = open_again(AT_FDCWD, writer->temporary, O_WRONLY | O_CREAT | O_EXCL, mode);
        if (writer->fd >= 0)
            return make_blocking(writer->fd);
        writer->temporary = NULL;
        if (errno != EEXIST)
            return false;
    }
    return false;
}

/* The caller's umask applies to `mode`, as for any new file. Where both ways fail, the second one says
 * why. */
static bool open_temporary(struct file_writer *writer, mode_t mode)
{
    writer->is_nameless = open_nameless(writer, mode);
    return writer->is_nameless ? make_blocking(writer->fd) : open_named(writer, mode);
}

/* A file that was made read-only is not to be replaced just because its folder allows it. */
static bool open_over_old_file(struct file_writer *writer, mode_t mode)
{
    if (faccessat(AT_FDCWD, writer->path, W_OK, AT_EACCESS) != 0)
        return false;
    char *resolved = realpath(writer->path, NULL);
    if (!resolved)
        return false;
    bool found = set_target(writer, resolved);
    free(resolved);
    return found && open_temporary(writer, S_IRUSR | S_IWUSR) &&
           fchmod(writer->fd, mode & 0777) == 0;
}

static bool open_new_file(struct file_writer *writer)
{
    struct stat link;
    if (lstat(writer->path, &link) == 0) {
        errno = ENOENT; /* the link leads nowhere */
        return false;
    }
    return set_target(writer, writer->path) && open_temporary(writer, 0666);
}

static bool open_target(struct file_writer *writer)
{
    struct stat old;
    if (names_descriptor(writer->path))
        return open_directly(writer);
    if (stat(writer->path, &old) != 0)
        return errno == ENOENT && open_new_file(writer);
    return S_ISREG(old.st_mode) ? open_over_old_file(writer, old.st_mode) : open_directly(writer);
}

static void tell_fault(const char *path, int error, struct diag_list *diags)
{
    if (error == ENOMEM)
        diag_out_of_memory(diags);
    else
        diag_add_errno(diags, DIAG_NOT_WRITABLE, path, "write", error);
}

struct file_writer *file_writer_new(const char *path, struct diag_list *diags)
{
    struct file_writer *writer = malloc(sizeof *writer);
    if (!writer) {
        diag_out_of_memory(diags);
        return NULL;
    }
    *writer = (struct file_writer){.fd = -1};
    writer->path = arena_copy(&writer->arena, slice_of(path)).data;
    writer->pending = arena_alloc(&writer->arena, WRITE_BUFFER_SIZE);
    errno = ENOMEM;
    if (writer->path && writer->pending && open_target(writer))
        return writer;
    tell_fault(path, errno, diags);
    file_writer_abandon(writer);
    return NULL;
}

/* Keeps the first error, which is the cause of those that follow. */
static bool note(struct file_writer *writer, bool done)
{
    if (!done && !writer->error)
        writer->error = errno;
    return done;
}

static bool write_pending(struct file_writer *writer)
{
    struct slice bytes = {writer->pending, writer->pending_length};
    writer->pending_length = 0;
    return note(writer, file_write_all(writer->fd, bytes));
}

bool file_writer_has_failed(const struct file_writer *writer)
{
    return writer->error != 0;
}

bool file_writer_add(struct file_writer *writer, struct slice bytes)
{
    while (bytes.length && !writer->error) {
        size_t room = WRITE_BUFFER_SIZE - writer->pending_length;
        struct slice part = slice_part(bytes, 0, room);
        memcpy(writer->pending + writer->pending_length, part.data, part.length);
        writer->pending_length += part.length;
        bytes = slice_part(bytes, part.length, bytes.length);
        if (writer->pending_length == WRITE_BUFFER_SIZE)
            write_pending(writer);
    }
    return !file_writer_has_failed(writer);
}

/* Some file systems have no syncing; that is no fault of the file. */
static bool sync_descriptor(int fd)
{
    while (fsync(fd) != 0)
        if (errno != EINTR)
            return errno == EINVAL || errno == ENOTSUP;
    return true;
}

/* A signal during close() leaves the descriptor closed on the systems we know. */
static bool close_descriptor(int *fd)
{
    int closing = *fd;
    *fd = -1;
    return close(closing) == 0 || errno == EINTR;
}

/* A folder that can be written but not read can't be opened to be synced. */
static bool sync_folder(const char *folder)
{
    int fd = open_again(AT_FDCWD, *folder ? folder : ".", O_RDONLY | O_DIRECTORY, 0);
    if (fd < 0)
        return errno == EACCES;
    bool done = sync_descriptor(fd);
    int error = errno;
    close(fd);
    errno = error;
    return done;
}

static bool link_descriptor(const struct file_writer *writer, const char *path)
{
    return linkat(AT_FDCWD, descriptor_name(writer->fd).text, AT_FDCWD, path, AT_SYMLINK_FOLLOW) ==
           0;
}

/* Links replace nothing: over an old file goes a name beside it, which is renamed at once. */
static bool name_nameless(struct file_writer *writer)
{
    writer->is_new_name = link_descriptor(writer, writer->target);
    for (int attempt = 0; !writer->is_new_name && attempt < NAME_ATTEMPTS; attempt++) {
        if (errno != EEXIST || !name_temporary(writer))
            return false;
        if (link_descriptor(writer, writer->temporary))
            return true;
        writer->temporary = NULL;
    }
    return writer->is_new_name;
}

static bool rename_temporary(struct file_writer *writer)
{
    if (rename(writer->temporary, writer->target) != 0)
        return false;
    writer->temporary = NULL;
    writer->is_new_name = true;
    return true;
}

static bool finish_writing(struct file_writer *writer)
{
    bool is_placed_later = writer->is_nameless || writer->temporary;
    return write_pending(writer) && (!is_placed_later || sync_descriptor(writer->fd)) &&
           (!writer->is_nameless || name_nameless(writer)) && close_descriptor(&writer->fd) &&
           (!writer->temporary || rename_temporary(writer)) &&
           (!writer->is_new_name || sync_folder(writer->folder));
}

static bool put_in_place(struct file_writer *writer)
{
    return !writer->error && note(writer, finish_writing(writer));
}

bool file_writer_finish(struct file_writer *writer, struct diag_list *diags)
{
    bool done = put_in_place(writer);
    if (!done)
        tell_fault(writer->path, writer->error, diags);
    file_writer_abandon(writer);
    return done;
}

void file_writer_abandon(struct file_writer *writer)
{
    if (!writer)
        return;
    if (writer->fd >= 0)
        close(writer->fd);
    if (writer->temporary)
        unlink(writer->temporary);
    arena_free(&writer->arena);
    free(writer);
}
