/* test-interface-threads.c: the interface never waits for searches that nobody needs any more. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/book.h"
#include "support/empty-folder.h"
#include "support/hold.h"
#include "tui/shown.h"
#include "tui/update.h"

static struct store *load_quotes(void)
{
    make_file("quotes.csv", "id,text\na,red\nb,red green\nc,blue\n");
    return load_book(".");
}

/* An interface whose searches are held up as soon as there is something to see. */
static struct model *open_held(const struct store *store, struct hold *hold, const char *query)
{
    hold_begin(hold);
    struct model *model = model_new(
        &(struct model_options){.store = store, .changed = hold_stand, .context = hold}, query);
    assert_non_null(model);
    update_resize(model, 30, 100);
    return model;
}

/* If a key waited, it would for ever. */
static void keys_do_not_wait(void **state)
{
    (void)state;
    struct store *store = load_quotes();
    struct hold hold;
    struct model *model = open_held(store, &hold, "red");
    hold_await(&hold);
    update_key(model, '/');
    update_key(model, 'x');
    update_key(model, 'y');
    update_key(model, '\r');
    assert_true(dropped_searches_read(&model->dropped, store));
    hold_open(&hold);
    assert_true(search_wait(model->asked.search));
    update_news(model);
    assert_string_equal(viewpoint_query(&model->here), "red xy");
    assert_int_equal(shown_count(model, TABLE_QUOTES), 0);
    model_free(model);
    store_free(store);
}

static void leaving_does_not_wait(void **state)
{
    (void)state;
    struct store *store = load_quotes();
    struct hold hold;
    struct model *model = open_held(store, &hold, "red");
    hold_await(&hold);
    model_drop(model);
    assert_null(model->asked.search);
    assert_true(model_reads(model, store));
    hold_open(&hold);
    while (model_reads(model, store))
        ;
    assert_null(model->dropped.first);
    model_free(model);
    store_free(store);
}

/* The old store goes when no thread reads it, while another one is shown. */
static void another_store(void **state)
{
    (void)state;
    struct store *old = load_quotes();
    struct store *store = load_book(".");
    struct hold hold;
    struct model *model = open_held(old, &hold, "blue");
    hold_await(&hold);
    model_drop(model);
    model->options.store = store;
    model_ask_again(model);
    update_news(model);
    assert_true(model_reads(model, old));
    assert_false(model_reads(model, store)); /* but for what is asked now */
    hold_open(&hold);
    while (model_reads(model, old))
        ;
    store_free(old);
    assert_true(search_wait(model->asked.search));
    update_news(model);
    assert_int_equal(shown_count(model, TABLE_QUOTES), 1);
    model_free(model);
    store_free(store);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(keys_do_not_wait),
        IN_FOLDER(leaving_does_not_wait),
        IN_FOLDER(another_store),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
