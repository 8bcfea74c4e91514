/* test-segment-memory.c: what is given is aligned, apart from all else, and stays until it is freed.
 *
 * Link with what failing-memory.h asks for. */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/segment-memory.h"
#include "support/failing-memory.h"
#include "support/random.h"

enum { PARTS = 200, LARGEST_PART = 3 * 1024 * 1024 };

struct part {
    char *bytes;
    size_t size;
};

/* Takes a part and fills it with its number. */
static void take(struct segment_memory *memory, struct part *parts, size_t number, size_t size)
{
    parts[number] = (struct part){segment_memory_take(memory, size), size};
    assert_non_null(parts[number].bytes);
    assert_int_equal((uintptr_t)parts[number].bytes % alignof(max_align_t), 0);
    memset(parts[number].bytes, (int)number, size);
}

static void expect_parts(const struct part *parts, size_t from, size_t to)
{
    for (size_t number = from; number < to; number++) {
        for (size_t i = 0; i < parts[number].size; i++)
            assert_int_equal((unsigned char)parts[number].bytes[i], number);
    }
}

/* Small and large ones, of two memories of which one is joined to the other. */
static void test_parts(void **state)
{
    (void)state;
    uint64_t random = 1;
    struct part parts[PARTS];
    struct segment_memory memories[2] = {{0}};
    for (size_t number = 0; number < PARTS; number++) {
        size_t most = number % 10 ? 2000 : LARGEST_PART;
        take(&memories[number % 2], parts, number, next_random(&random) % most);
    }
    segment_memory_join(&memories[0], &memories[1]);
    segment_memory_free(&memories[1]);
    expect_parts(parts, 0, PARTS);
    struct segment_memory empty = {0};
    segment_memory_join(&memories[0], &empty);
    segment_memory_join(&empty, &memories[0]);
    take(&empty, parts, 0, 100);
    expect_parts(parts, 0, PARTS);
    segment_memory_free(&empty);
}

static void test_copies(void **state)
{
    (void)state;
    struct segment_memory memory = {0};
    char *copy = segment_memory_copy(&memory, "words", 6);
    assert_string_equal(copy, "words");
    assert_non_null(segment_memory_copy(&memory, NULL, 0));
    segment_memory_free(&memory);
}

/* A small table takes little. */
static void test_size(void **state)
{
    (void)state;
    struct segment_memory memory = {0};
    for (size_t i = 0; i < 1000; i++)
        assert_non_null(segment_memory_take(&memory, 100));
    assert_in_range(memory.taken, 100 * 1000, 300 * 1000);
    segment_memory_free(&memory);
}

static void test_memory_is_out(void **state)
{
    (void)state;
    struct segment_memory memory = {0};
    assert_null(segment_memory_take(&memory, SIZE_MAX));
    assert_null(segment_memory_take(&memory, SIZE_MAX - 100));
    failing_memory_start(1, false);
    assert_null(segment_memory_copy(&memory, "words", 6));
    assert_true(failing_memory_stop());
    assert_non_null(segment_memory_copy(&memory, "words", 6));
    segment_memory_free(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_copies),
        cmocka_unit_test(test_size),
        cmocka_unit_test(test_memory_is_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
