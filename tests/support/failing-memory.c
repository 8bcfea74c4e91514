#include "failing-memory.h"

#include <stdatomic.h>
#include <string.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *string);

static struct {
    atomic_size_t left; /* allocations until the one that fails; 0 when none is to */
    atomic_bool sticky;
    atomic_bool failed;
} plan;

void failing_memory_start(size_t nth, bool sticky)
{
    atomic_store(&plan.sticky, sticky);
    atomic_store(&plan.failed, false);
    atomic_store(&plan.left, nth);
}

bool failing_memory_stop(void)
{
    atomic_store(&plan.left, 0);
    return atomic_load(&plan.failed);
}

static bool is_to_fail(void)
{
    size_t left = atomic_load(&plan.left);
    bool sticky = atomic_load(&plan.sticky);
    for (;;) {
        if (left == 0)
            return false;
        size_t next = left == 1 && sticky ? 1 : left - 1;
        if (atomic_compare_exchange_weak(&plan.left, &left, next))
            break;
    }
    if (left > 1)
        return false;
    atomic_store(&plan.failed, true);
    return true;
}

void *__wrap_malloc(size_t size)
{
    return is_to_fail() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return is_to_fail() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return is_to_fail() ? NULL : __real_realloc(old, size);
}

char *__wrap_strdup(const char *string)
{
    size_t size = strlen(string) + 1;
    char *copy = __wrap_malloc(size);
    return copy ? memcpy(copy, string, size) : NULL;
}
