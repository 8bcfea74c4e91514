/* file-beneath.c: files whose names stand in a briefing, and must lie in its folder. */
#include "briefbook/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/openat2.h>
#include <sys/syscall.h>
#endif

#include "base/file-regular.h"

enum { FLAGS = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY };

/* Asks the kernel, which lets links through that stay beneath. ENOSYS where it does not know how. */
static int open_by_kernel(int folder_fd, const char *path)
{
#ifdef SYS_openat2
    enum { TRIES = 16 };
    struct open_how how = {
        .flags = FLAGS,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
    };
    /* It gives up when something was renamed meanwhile. */
    for (size_t i = 0; i < TRIES; i++) {
        long fd = syscall(SYS_openat2, folder_fd, path, &how, sizeof how);
        if (fd >= 0 || (errno != EAGAIN && errno != EINTR))
            return (int)fd;
    }
#else
    (void)folder_fd;
    (void)path;
    errno = ENOSYS;
#endif
    return -1;
}

/* Opens a member of a folder, which is closed. */
static int step_down(int folder_fd, struct slice name, int flags)
{
    char member[NAME_MAX + 1] = {0};
    int fd = -1;
    int error = 0;
    if (name.length > NAME_MAX)
        error = ENAMETOOLONG;
    else if (slice_is(name, ".."))
        error = EXDEV;
    else {
        memcpy(member, name.data, name.length);
        fd = openat(folder_fd, member, flags | O_NOFOLLOW);
        error = errno;
    }
    close(folder_fd);
    errno = error;
    return fd;
}

int file_open_by_steps(int folder_fd, const char *path)
{
    if (*path == '/') {
        errno = EXDEV;
        return -1;
    }
    int fd = openat(folder_fd, ".", FLAGS | O_DIRECTORY);
    while (fd >= 0 && *path) {
        struct slice name = {path, strcspn(path, "/")};
        path += name.length;
        bool is_last = !*path;
        path += strspn(path, "/");
        fd = step_down(fd, name, is_last ? FLAGS : FLAGS | O_DIRECTORY);
    }
    return fd;
}

int file_open_beneath(int folder_fd, const char *path, struct diag_list *diags)
{
    int fd = open_by_kernel(folder_fd, path);
    if (fd < 0 && (errno == ENOSYS || errno == EPERM))
        fd = file_open_by_steps(folder_fd, path);
    if (fd >= 0)
        return file_keep_regular(fd, path, diags);
    if (errno == EXDEV || errno == ELOOP)
        diag_add(diags, DIAG_PATH_OUTSIDE, (struct place){0},
                 "cannot open %s: it leads out of the briefing's folder", path);
    else
        diag_add_errno(diags, errno == ENOENT ? DIAG_NOT_FOUND : DIAG_NOT_READABLE, path, "open",
                       errno);
    return -1;
}
