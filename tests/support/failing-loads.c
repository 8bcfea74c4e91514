#include "failing-loads.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

ssize_t __real_pread(int fd, void *bytes, size_t size, off_t offset);
ssize_t __wrap_pread(int fd, void *bytes, size_t size, off_t offset);
ssize_t __real_read(int fd, void *bytes, size_t size);
ssize_t __wrap_read(int fd, void *bytes, size_t size);
int __real_mkostemp(char *name, int flags);
int __wrap_mkostemp(char *name, int flags);
int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                          void *context);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                          void *context);

static struct {
    _Atomic enum failing_load call;
    atomic_int left; /* calls until the one that fails; 0 when none is to */
    atomic_int error;
    atomic_uint seed;
    atomic_uint longest;
} plan;

void failing_load_start(enum failing_load call, int nth, int error)
{
    atomic_store(&plan.call, call);
    atomic_store(&plan.error, error);
    atomic_store(&plan.left, nth);
}

bool failing_load_stop(void)
{
    return atomic_exchange(&plan.left, 0) == 0;
}

void short_reads_start(uint32_t seed, uint32_t longest)
{
    atomic_store(&plan.seed, seed);
    atomic_store(&plan.longest, longest);
}

/* Calls of one kind come from one thread at a time. */
static bool is_to_fail(enum failing_load call)
{
    if (atomic_load(&plan.left) == 0 || atomic_load(&plan.call) != call)
        return false;
    return atomic_fetch_sub(&plan.left, 1) == 1;
}

static ssize_t fail_to_read(void)
{
    int error = atomic_load(&plan.error);
    if (error == LOAD_END)
        return 0;
    errno = error;
    return -1;
}

static size_t shortened(size_t size)
{
    unsigned longest = atomic_load(&plan.longest);
    if (longest == 0)
        return size;
    /* a linear congruential generator, Numerical Recipes' constants */
    unsigned next = atomic_load(&plan.seed) * 1664525U + 1013904223U;
    atomic_store(&plan.seed, next);
    size_t wanted = (next >> 8) % longest + 1;
    return wanted < size ? wanted : size;
}

ssize_t __wrap_pread(int fd, void *bytes, size_t size, off_t offset)
{
    return is_to_fail(LOAD_PREAD) ? fail_to_read()
                                  : __real_pread(fd, bytes, shortened(size), offset);
}

ssize_t __wrap_read(int fd, void *bytes, size_t size)
{
    return is_to_fail(LOAD_READ) ? fail_to_read() : __real_read(fd, bytes, shortened(size));
}

int __wrap_mkostemp(char *name, int flags)
{
    if (!is_to_fail(LOAD_MKOSTEMP))
        return __real_mkostemp(name, flags);
    errno = atomic_load(&plan.error);
    return -1;
}

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                          void *context)
{
    if (is_to_fail(LOAD_THREAD))
        return atomic_load(&plan.error);
    return __real_pthread_create(thread, attributes, run, context);
}
