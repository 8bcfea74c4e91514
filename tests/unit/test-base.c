/* test-base.c: slices, arenas and buffers.
 *
 * Link with what failing-memory.h asks for. */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/arena.h"
#include "briefbook/buffer.h"
#include "briefbook/slice.h"
#include "support/failing-memory.h"

static void test_slice_compare(void **state)
{
    (void)state;
    static const struct {
        struct slice a;
        struct slice b;
        int order;
    } cases[] = {
        {{NULL, 0}, {NULL, 0}, 0},      {{NULL, 0}, {"", 0}, 0},      {{NULL, 0}, {"a", 1}, -1},
        {{"abc", 3}, {"abc", 3}, 0},    {{"abc", 3}, {"abd", 3}, -1}, {{"ab", 2}, {"abc", 3}, -1},
        {{"b", 1}, {"abc", 3}, 1},      {{"\x80", 1}, {"z", 1}, 1}, /* bytes have no sign */
        {{"a\0b", 3}, {"a\0c", 3}, -1}, {{"a\0", 2}, {"a", 1}, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int order = slice_compare(cases[i].a, cases[i].b);
        int reverse = slice_compare(cases[i].b, cases[i].a);
        assert_int_equal((order > 0) - (order < 0), cases[i].order);
        assert_int_equal((reverse > 0) - (reverse < 0), -cases[i].order);
        assert_int_equal(slice_equal(cases[i].a, cases[i].b), cases[i].order == 0);
    }
}

static void test_slice_of(void **state)
{
    (void)state;
    assert_int_equal(slice_of(NULL).length, 0);
    assert_int_equal(slice_of("").length, 0);
    assert_int_equal(slice_of("abc").length, 3);
    assert_int_equal(SLICE("a\0b").length, 3);
    assert_true(slice_is(SLICE("abc"), "abc"));
    assert_false(slice_is(SLICE("abc"), "ab"));
    assert_false(slice_is(SLICE("ab"), "abc"));
    assert_false(slice_is(SLICE("a\0b"), "a"));
    assert_true(slice_is((struct slice){NULL, 0}, ""));
    assert_true(slice_is((struct slice){NULL, 0}, NULL));
}

static void test_slice_part(void **state)
{
    (void)state;
    static const struct {
        size_t from;
        size_t to;
        const char *part;
    } cases[] = {
        {0, 5, "abcde"}, {1, 3, "bc"}, {0, 0, ""},         {5, 5, ""},
        {3, 99, "de"},   {3, 2, ""},   {99, SIZE_MAX, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_true(
            slice_is(slice_part(SLICE("abcde"), cases[i].from, cases[i].to), cases[i].part));
    assert_int_equal(slice_part((struct slice){NULL, 0}, 1, 2).length, 0);
}

static void test_slice_trim(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *trimmed;
    } cases[] = {
        {"", ""},         {"a", "a"},         {"  a b  ", "a b"}, {" \t\r\n", ""},
        {"\ta\r\n", "a"}, {"\fa\f", "\fa\f"}, {"a ", "a"},        {" a", "a"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_true(slice_is(slice_trim(slice_of(cases[i].text)), cases[i].trimmed));
    assert_int_equal(slice_trim((struct slice){NULL, 0}).length, 0);
}

static void test_slice_next(void **state)
{
    (void)state;
    static const struct {
        const char *list;
        const char *members[4];
    } cases[] = {
        {"", {NULL}},
        {"a", {"a", NULL}},
        {"a;b;c", {"a", "b", "c", NULL}},
        {" a ; b c ;", {"a", "b c", NULL}},
        {";;a;; ;b;", {"a", "b", NULL}},
        {" ; ;", {NULL}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct slice rest = slice_of(cases[i].list);
        struct slice member;
        for (const char *const *expected = cases[i].members; *expected; expected++) {
            assert_true(slice_next(&rest, ';', &member));
            assert_true(slice_is(member, *expected));
        }
        assert_false(slice_next(&rest, ';', &member));
        assert_false(slice_next(&rest, ';', &member));
    }
    struct slice blank = {NULL, 0};
    assert_false(slice_next(&blank, ';', &blank));
}

static bool is_aligned(const void *memory)
{
    return (uintptr_t)memory % alignof(max_align_t) == 0;
}

static void test_arena(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 15, 16, 17, 4096, 60000, 70000, 1, 1 << 20, 3};
    enum { COUNT = sizeof sizes / sizeof sizes[0] };
    unsigned char *given[COUNT];
    struct arena arena = {0};
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < COUNT; i++) {
            given[i] = arena_alloc(&arena, sizes[i]);
            assert_non_null(given[i]);
            assert_true(is_aligned(given[i]));
            for (size_t byte = 0; byte < sizes[i]; byte++)
                assert_int_equal(given[i][byte], 0);
            memset(given[i], (int)i + 1, sizes[i]);
        }
        for (size_t i = 0; i < COUNT; i++)
            for (size_t byte = 0; byte < sizes[i]; byte++)
                assert_int_equal(given[i][byte], i + 1);
        arena_free(&arena);
        assert_null(arena.newest);
    }
    arena_free(&arena);
}

/* What was given before is given again, without the pages of it. */
static void test_arena_clear(void **state)
{
    (void)state;
    struct arena arena = {0};
    arena_clear(&arena);
    char *first = arena_alloc(&arena, 100);
    memset(first, 'a', 100);
    for (size_t i = 0; i < 100; i++)
        assert_non_null(arena_alloc(&arena, 4096));
    arena_clear(&arena);
    char *again = arena_alloc(&arena, 100);
    assert_ptr_equal(again, first);
    assert_int_equal(again[0], 0);
    assert_int_equal(again[99], 0);
    arena_free(&arena);
}

/* Only the newest piece grows, and only where there is room behind it. */
static void test_arena_extend(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *first = arena_alloc(&arena, 10);
    assert_true(arena_extend(&arena, first, 10, 16));
    assert_true(arena_extend(&arena, first, 16, 100));
    memset(first, 'a', 100);
    char *second = arena_alloc(&arena, 1);
    assert_true(second >= first + 100);
    assert_false(arena_extend(&arena, first, 100, 101 + alignof(max_align_t)));
    assert_false(arena_extend(&arena, second, 1, (size_t)1 << 20));
    assert_true(arena_extend(&arena, second, 1, 1000));
    memset(second, 'b', 1000);
    assert_int_equal(first[99], 'a');
    arena_free(&arena);
    assert_false(arena_extend(&arena, first, 100, 200));
}

static void test_arena_limits(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_null(arena_alloc(&arena, SIZE_MAX));
    assert_null(arena_alloc(&arena, SIZE_MAX - alignof(max_align_t)));
    assert_null(arena_alloc(&arena, SIZE_MAX - 2 * alignof(max_align_t)));
    assert_null(arena_array(&arena, SIZE_MAX / 2, 3));
    assert_null(arena_array(&arena, 3, SIZE_MAX / 2));
    assert_non_null(arena_array(&arena, 0, 8));
    assert_non_null(arena_array(&arena, 8, 0));
    assert_non_null(arena_array(&arena, 8, 8));
    assert_null(arena_copy(&arena, (struct slice){"", SIZE_MAX}).data);
    arena_free(&arena);
}

static void test_arena_copy(void **state)
{
    (void)state;
    struct arena arena = {0};
    char text[] = "a\0b";
    struct slice copy = arena_copy(&arena, (struct slice){text, 3});
    text[0] = 'x';
    assert_int_equal(copy.length, 3);
    assert_memory_equal(copy.data, "a\0b", 4);
    struct slice blank = arena_copy(&arena, (struct slice){NULL, 0});
    assert_int_equal(blank.length, 0);
    assert_string_equal(blank.data, "");
    arena_free(&arena);
}

/* Without memory an arena gives nothing, keeps what it gave, and can be asked again. */
static void test_arena_without_memory(void **state)
{
    (void)state;
    struct arena arena = {0};
    failing_memory_start(1, true);
    assert_null(arena_alloc(&arena, 1));
    struct slice copy = arena_copy(&arena, SLICE("abc"));
    assert_true(failing_memory_stop());
    assert_null(copy.data);
    assert_int_equal(copy.length, 0);
    copy = arena_copy(&arena, SLICE("abc"));
    failing_memory_start(1, true);
    assert_null(arena_alloc(&arena, 100000));
    assert_non_null(arena_alloc(&arena, 100)); /* the block at hand has room */
    assert_true(failing_memory_stop());
    assert_string_equal(copy.data, "abc");
    arena_free(&arena);
}

static void test_buffer(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    assert_string_equal(buffer_string(&buffer), "");
    assert_int_equal(buffer_slice(&buffer).length, 0);
    assert_true(buffer_append(&buffer, (struct slice){NULL, 0}));
    assert_string_equal(buffer_string(&buffer), "");
    assert_true(buffer_append(&buffer, SLICE("ab")));
    assert_true(buffer_append_string(&buffer, "cd"));
    assert_true(buffer_append_string(&buffer, NULL));
    assert_true(buffer_append_char(&buffer, 'e'));
    assert_true(buffer_append_repeated(&buffer, 'f', 3));
    assert_true(buffer_append_repeated(&buffer, 'g', 0));
    assert_true(buffer_append_format(&buffer, "%d-%s", 7, "h"));
    assert_string_equal(buffer_string(&buffer), "abcdefff7-h");
    assert_int_equal(buffer.length, 11);
    buffer_clear(&buffer);
    assert_string_equal(buffer_string(&buffer), "");
    assert_int_equal(buffer.length, 0);
    assert_true(buffer_append(&buffer, SLICE("a\0b")));
    assert_true(slice_equal(buffer_slice(&buffer), SLICE("a\0b")));
    buffer_free(&buffer);
    assert_string_equal(buffer_string(&buffer), "");
    buffer_clear(&buffer);
    buffer_free(&buffer);
}

static void test_buffer_grows(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    for (size_t i = 0; i < 100000; i++)
        assert_true(buffer_append_char(&buffer, (char)('a' + i % 26)));
    assert_int_equal(buffer.length, 100000);
    assert_int_equal(strlen(buffer_string(&buffer)), 100000);
    for (size_t i = 0; i < 100000; i++)
        assert_int_equal(buffer.data[i], 'a' + i % 26);
    assert_true(buffer_append_format(&buffer, "%5000d", 1));
    assert_int_equal(buffer.length, 105000);
    buffer_free(&buffer);
}

/* Room that was made is there without more memory. */
static void test_buffer_reserve(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    assert_true(buffer_reserve(&buffer, 5000));
    failing_memory_start(1, true);
    assert_true(buffer_append_repeated(&buffer, 'x', 5000));
    assert_false(failing_memory_stop());
    buffer_free(&buffer);
}

/* A failure stays until the buffer is cleared, and what was appended before it stays too. */
static void test_buffer_failure(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    buffer_append_string(&buffer, "kept");
    failing_memory_start(1, false);
    assert_false(buffer_append_repeated(&buffer, 'x', 1000));
    assert_true(failing_memory_stop());
    assert_false(buffer_append_char(&buffer, 'x'));
    assert_false(buffer_append(&buffer, SLICE("x")));
    assert_false(buffer_append_string(&buffer, "x"));
    assert_false(buffer_append_repeated(&buffer, 'x', 0));
    assert_false(buffer_append_format(&buffer, "x"));
    assert_true(buffer.failed);
    assert_string_equal(buffer_string(&buffer), "kept");
    buffer_clear(&buffer);
    assert_true(buffer_append_repeated(&buffer, 'x', 1000));
    buffer_clear(&buffer);
    assert_false(buffer_reserve(&buffer, SIZE_MAX));
    assert_true(buffer.failed);
    buffer_clear(&buffer);
    /* no letter of the C locale, so that the C library refuses */
    assert_false(buffer_append_format(&buffer, "%ls", L"\u0100"));
    assert_true(buffer.failed);
    buffer_free(&buffer);
    assert_false(buffer.failed);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slice_compare),        cmocka_unit_test(test_slice_of),
        cmocka_unit_test(test_slice_part),           cmocka_unit_test(test_slice_trim),
        cmocka_unit_test(test_slice_next),           cmocka_unit_test(test_arena),
        cmocka_unit_test(test_arena_clear),          cmocka_unit_test(test_arena_extend),
        cmocka_unit_test(test_arena_limits),         cmocka_unit_test(test_arena_copy),
        cmocka_unit_test(test_arena_without_memory), cmocka_unit_test(test_buffer),
        cmocka_unit_test(test_buffer_grows),         cmocka_unit_test(test_buffer_reserve),
        cmocka_unit_test(test_buffer_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
