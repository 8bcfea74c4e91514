/* test-linked.c: the records linked to one: few at once, many from a thread. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/book.h"
#include "support/empty-folder.h"
#include "support/failing-memory.h"
#include "tui/linked.h"

enum { MANY = 20000, FEW = 3 };

static const struct record nothing = {TABLE_NONE, 0};
static const struct record many = {TABLE_FIELDS, 0};
static const struct record few = {TABLE_FIELDS, 1};

/* A field that all quotes link to, and one that the first of them do. */
static struct store *load_fields(void)
{
    struct buffer file = {0};
    buffer_append_string(&file, "id,text,field_ids\n");
    for (size_t i = 0; i < MANY; i++)
        buffer_append_format(&file, "q%zu,Words,many%s\n", i, i < FEW ? ";few" : "");
    make_bytes("quotes.csv", buffer_slice(&file));
    make_file("fields.csv", "id,name\nmany,Many\nfew,Few\n");
    buffer_free(&file);
    return load_book(".");
}

static size_t quotes_in(const struct linked *linked)
{
    return linked->sets[TABLE_QUOTES].count;
}

static bool settle(struct linked *linked, const struct store *store, struct record record)
{
    return linked_settle(linked, store, record, NULL, NULL);
}

static void test_few_at_once(void **state)
{
    (void)state;
    struct store *store = load_fields();
    struct linked linked = {.record = nothing};
    assert_true(settle(&linked, store, few));
    assert_int_equal(quotes_in(&linked), FEW);
    assert_true(settle(&linked, store, nothing));
    assert_int_equal(quotes_in(&linked), 0);
    linked_free(&linked);
    store_free(store);
}

static void test_many_later(void **state)
{
    (void)state;
    struct store *store = load_fields();
    struct linked linked = {.record = nothing};
    assert_true(settle(&linked, store, few));
    assert_true(settle(&linked, store, many));
    assert_non_null(linked.work);
    assert_int_equal(quotes_in(&linked), 0); /* not those of the record before */
    linked_wait(&linked);
    assert_true(settle(&linked, store, many));
    assert_int_equal(quotes_in(&linked), MANY);
    assert_null(linked.work);
    linked_free(&linked);
    store_free(store);
}

static void count_call(void *context)
{
    atomic_fetch_add((atomic_int *)context, 1);
}

/* Leaves a record and comes back. False when the thread had ended by then, which it tells before
 * what it found can be taken. */
static bool came_back_in_time(struct linked *linked, const struct store *store)
{
    atomic_int calls = 0;
    linked_wait(linked);
    assert_true(settle(linked, store, few));
    assert_true(linked_settle(linked, store, many, count_call, &calls));
    const struct linked_work *work = linked->work;
    assert_true(settle(linked, store, few));
    assert_true(settle(linked, store, many));
    if (calls > 0)
        return false;
    assert_ptr_equal(linked->work, work);
    linked_wait(linked);
    return true;
}

/* What the thread finds for a record that the reader has left is dropped; what it began is not begun
 * again when they come back. */
static void test_moving_on(void **state)
{
    (void)state;
    struct store *store = load_fields();
    struct linked linked = {.record = nothing};
    assert_true(settle(&linked, store, many));
    assert_true(settle(&linked, store, few));
    assert_int_equal(quotes_in(&linked), FEW);
    linked_wait(&linked);
    assert_true(settle(&linked, store, few));
    assert_int_equal(quotes_in(&linked), FEW);
    assert_null(linked.work);
    size_t tries = 1;
    while (!came_back_in_time(&linked, store))
        assert_in_range(tries++, 1, 100);
    linked_wait(&linked);
    assert_true(settle(&linked, store, many));
    assert_int_equal(quotes_in(&linked), MANY);
    linked_free(&linked);
    store_free(store);
}

/* What the thread finds in a store that has been left is dropped, be the record the same. */
static void test_another_store(void **state)
{
    (void)state;
    struct store *old = load_fields();
    struct linked linked = {.record = nothing};
    assert_true(settle(&linked, old, many));
    make_file("quotes.csv", "id,text,field_ids\nq,Words,many\n");
    struct store *store = load_book(".");
    assert_false(linked_reads(&linked, store));
    assert_true(settle(&linked, store, many));
    assert_int_equal(quotes_in(&linked), 1);
    while (linked_reads(&linked, old))
        ;
    store_free(old);
    assert_true(settle(&linked, store, many));
    assert_int_equal(quotes_in(&linked), 1);
    assert_null(linked.work);
    linked_free(&linked);
    store_free(store);
}

static void test_freed_while_it_works(void **state)
{
    (void)state;
    struct store *store = load_fields();
    struct linked linked = {.record = nothing};
    assert_true(settle(&linked, store, many));
    linked_free(&linked);
    assert_null(linked.work);
    store_free(store);
}

static void test_tells(void **state)
{
    (void)state;
    struct store *store = load_fields();
    struct linked linked = {.record = nothing};
    atomic_int calls = 0;
    assert_true(linked_settle(&linked, store, few, count_call, &calls));
    assert_int_equal(calls, 0);
    assert_true(linked_settle(&linked, store, many, count_call, &calls));
    linked_wait(&linked);
    assert_int_equal(calls, 1);
    linked_free(&linked);
    store_free(store);
}

/* Links answer once the store is loaded. */
static void test_while_loading(void **state)
{
    (void)state;
    store_free(load_fields());
    struct store *store = open_book(".");
    struct linked linked = {.record = nothing};
    assert_true(settle(&linked, store, few));
    assert_int_equal(quotes_in(&linked), 0);
    assert_true(store_start(store, NULL, NULL) && store_wait(store));
    assert_true(settle(&linked, store, few));
    assert_int_equal(quotes_in(&linked), FEW);
    linked_free(&linked);
    store_free(store);
}

static void test_memory(void **state)
{
    (void)state;
    struct store *store = load_fields();
    bool failed = true;
    for (size_t nth = 1; failed; nth++) {
        struct linked linked = {.record = nothing};
        failing_memory_start(nth, false);
        bool fine = settle(&linked, store, few) && settle(&linked, store, many);
        linked_wait(&linked);
        fine = settle(&linked, store, many) && fine;
        failed = failing_memory_stop();
        assert_int_equal(fine, !failed);
        linked_free(&linked);
    }
    store_free(store);
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_few_at_once),   IN_FOLDER(test_many_later),
        IN_FOLDER(test_moving_on),     IN_FOLDER(test_freed_while_it_works),
        IN_FOLDER(test_another_store), IN_FOLDER(test_tells),
        IN_FOLDER(test_while_loading), IN_FOLDER(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
