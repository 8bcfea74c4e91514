#include "failing-calls.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdarg.h>
#include <string.h>
#include <sys/types.h>

ssize_t __real_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size);
int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __real_linkat(int from_folder, const char *from, int to_folder, const char *to, int flags);
int __wrap_linkat(int from_folder, const char *from, int to_folder, const char *to, int flags);
int __real_close(int fd);
int __wrap_close(int fd);
int __real_fchmod(int fd, mode_t mode);
int __wrap_fchmod(int fd, mode_t mode);
int __real_fcntl(int fd, int command, ...);
int __wrap_fcntl(int fd, int command, ...);
int __real_getentropy(void *bytes, size_t size);
int __wrap_getentropy(void *bytes, size_t size);
int __real_faccessat(int folder, const char *path, int mode, int flags);
int __wrap_faccessat(int folder, const char *path, int mode, int flags);
int __real_openat(int folder, const char *path, int flags, ...);
int __wrap_openat(int folder, const char *path, int flags, ...);
char *__real_realpath(const char *path, char *resolved);
char *__wrap_realpath(const char *path, char *resolved);
locale_t __real_duplocale(locale_t locale);
locale_t __wrap_duplocale(locale_t locale);

static struct {
    enum failing_call call;
    int left; /* calls until the one that fails; 0 when none is to */
    int error;
    bool wants_names;
} plan;

void failing_call_start(enum failing_call call, int nth, int error)
{
    plan.call = call;
    plan.left = nth;
    plan.error = error;
}

bool failing_call_stop(void)
{
    bool reached = plan.left == 0;
    plan.left = 0;
    return reached;
}

void failing_calls_want_names(bool wanted)
{
    plan.wants_names = wanted;
}

static bool is_to_fail(enum failing_call call)
{
    if (plan.call != call || plan.left == 0 || --plan.left > 0)
        return false;
    if (plan.error > 0)
        errno = plan.error;
    return true;
}

ssize_t __wrap_write(int fd, const void *bytes, size_t size)
{
    if (!is_to_fail(CALL_WRITE))
        return __real_write(fd, bytes, size);
    if (plan.error == CALL_SHORT)
        return __real_write(fd, bytes, 1);
    return plan.error == CALL_NOTHING ? 0 : -1;
}

int __wrap_fsync(int fd)
{
    return is_to_fail(CALL_FSYNC) ? -1 : __real_fsync(fd);
}

int __wrap_rename(const char *from, const char *to)
{
    return is_to_fail(CALL_RENAME) ? -1 : __real_rename(from, to);
}

int __wrap_linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
    return is_to_fail(CALL_LINKAT) ? -1 : __real_linkat(from_folder, from, to_folder, to, flags);
}

int __wrap_close(int fd)
{
    int result = __real_close(fd);
    return is_to_fail(CALL_CLOSE) ? -1 : result;
}

int __wrap_fchmod(int fd, mode_t mode)
{
    return is_to_fail(CALL_FCHMOD) ? -1 : __real_fchmod(fd, mode);
}

/* The commands in use take an int or nothing. */
int __wrap_fcntl(int fd, int command, ...)
{
    va_list arguments;
    va_start(arguments, command);
    int flags = command == F_GETFL || command == F_GETFD ? 0 : va_arg(arguments, int);
    va_end(arguments);
    return is_to_fail(CALL_FCNTL) ? -1 : __real_fcntl(fd, command, flags);
}

int __wrap_getentropy(void *bytes, size_t size)
{
    if (!is_to_fail(CALL_GETENTROPY))
        return __real_getentropy(bytes, size);
    memset(bytes, 0, size);
    return plan.error == CALL_ZEROS ? 0 : -1;
}

int __wrap_faccessat(int folder, const char *path, int mode, int flags)
{
    return is_to_fail(CALL_FACCESSAT) ? -1 : __real_faccessat(folder, path, mode, flags);
}

int __wrap_openat(int folder, const char *path, int flags, ...)
{
    mode_t mode = 0;
    bool is_nameless = (flags & O_TMPFILE) == O_TMPFILE;
    if (is_nameless || flags & O_CREAT) {
        va_list arguments;
        va_start(arguments, flags);
        mode = va_arg(arguments, mode_t);
        va_end(arguments);
    }
    if (is_nameless && plan.wants_names) {
        errno = EOPNOTSUPP;
        return -1;
    }
    return is_to_fail(CALL_OPENAT) ? -1 : __real_openat(folder, path, flags, mode);
}

char *__wrap_realpath(const char *path, char *resolved)
{
    return is_to_fail(CALL_REALPATH) ? NULL : __real_realpath(path, resolved);
}

locale_t __wrap_duplocale(locale_t locale)
{
    return is_to_fail(CALL_DUPLOCALE) ? (locale_t)0 : __real_duplocale(locale);
}
