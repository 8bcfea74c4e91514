/* test-composition.c: a book in parts says what it says at once, whoever takes the parts.
 *
 * Link with what failing-memory.h asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "briefbook/compose.h"
#include "briefbook/relay.h"
#include "briefbook/rendering.h"
#include "support/book.h"
#include "support/compose-book.h"
#include "support/empty-folder.h"
#include "support/failing-memory.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { QUOTES = 700, SOURCES = 30, MOST_BLOCKS = 300 };

/* ---- The book ------------------------------------------------------------------------------- */

/* Long enough for several parts; sources are cited in another order than they stand in. */
static void make_long_book(void)
{
    struct buffer quotes = {0};
    struct buffer sources = {0};
    buffer_append_string(&quotes, "id,text,quote_type,date,source_ids\n");
    for (size_t i = 0; i < QUOTES; i++)
        buffer_append_format(&quotes, "q%zu,Words number %zu.,direct,20%02zu,s%zu;s%zu\n", i, i,
                             i * 37 % 100, i * 7 % SOURCES, i % SOURCES);
    buffer_append_string(&sources, "id,title,tlp\n");
    for (size_t i = 0; i < SOURCES; i++)
        buffer_append_format(&sources, "s%zu,Title %zu,GREEN\n", i, i);
    make_file("briefing.csv", "title,bottom_line\nLong Book,In short.\n");
    make_file("quotes.csv", buffer_string(&quotes));
    make_file("sources.csv", buffer_string(&sources));
    buffer_free(&quotes);
    buffer_free(&sources);
}

static bool append(void *context, struct slice bytes)
{
    return buffer_append(context, bytes);
}

/* ---- What is the same ----------------------------------------------------------------------- */

static const struct layout_options layout = {60, TEXT_ON_PAPER, false};

static struct rendering *make_page(const struct rendering_options *options, output_write *write,
                                   void *context)
{
    (void)options;
    return text_page_new(&layout, write, context);
}

static struct rendering *make_pages(const struct rendering_options *options, output_write *write,
                                    void *context)
{
    (void)options;
    return text_pages_new(&layout, 30, write, context);
}

static rendering_new *const makers[] = {make_page, make_pages, markdown_new, html_new, json_new};

static bool write_in_parts(const struct composition *composition, struct rendering *rendering,
                           bool by_relay)
{
    enum rendering_state state = rendering ? RENDERING_AGAIN : RENDERING_FAILED;
    while (state == RENDERING_AGAIN) {
        struct relay *relay = by_relay ? relay_new(rendering_take, rendering) : NULL;
        bool done = by_relay ? relay && composition_run(composition, relay_take, relay)
                             : composition_run(composition, rendering_take, rendering);
        done = (!by_relay || relay_end(relay)) && done;
        state = done ? rendering_end(rendering) : RENDERING_FAILED;
    }
    rendering_free(rendering);
    return state == RENDERING_WHOLE;
}

static void expect_same(const struct store *store, const struct compose_options *options)
{
    const struct rendering_options rendering = {.store = store};
    struct document document = {0};
    struct composition *composition = composition_new(store, options);
    assert_non_null(composition);
    assert_true(compose_book(&document, store, options));
    for (size_t i = 0; i < 2 * COUNT(makers); i++) {
        rendering_new *make = makers[i / 2];
        struct buffer whole = {0};
        struct buffer parts = {0};
        assert_true(rendering_write(make(&rendering, append, &whole), &document));
        assert_true(write_in_parts(composition, make(&rendering, append, &parts), i % 2));
        assert_string_equal(buffer_string(&parts), buffer_string(&whole));
        buffer_free(&whole);
        buffer_free(&parts);
    }
    composition_free(composition);
    document_free(&document);
}

static void parts_say_the_same(void **state)
{
    (void)state;
    static const enum section orders[][3] = {
        {SECTION_QUOTES, SECTION_CONFLICTS, SECTION_SOURCES},
        {SECTION_SOURCES, SECTION_QUOTES, SECTION_CONFLICTS},
        {SECTION_CONFLICTS, SECTION_SOURCES, SECTION_QUOTES},
    };
    make_long_book();
    struct store *store = load_book(".");
    expect_same(store, &(struct compose_options){0});
    for (size_t i = 0; i < COUNT(orders); i++)
        expect_same(store, &(struct compose_options){.sections = orders[i], .section_count = 3});
    store_free(store);
}

/* ---- Parts ---------------------------------------------------------------------------------- */

struct tally {
    size_t parts;
    size_t headed; /* of them with title and marking */
    size_t most;   /* blocks of one part */
    size_t blocks;
    size_t wanted; /* parts */
};

static bool count_part(void *context, struct document *part)
{
    struct tally *tally = context;
    bool has_head = slice_is(part->title, "Long Book") && slice_is(part->marking, "TLP:GREEN");
    tally->parts++;
    tally->headed += has_head;
    tally->blocks += part->count;
    if (part->count > tally->most)
        tally->most = part->count;
    return tally->parts < tally->wanted;
}

static void parts_are_small(void **state)
{
    (void)state;
    make_long_book();
    struct store *store = load_book(".");
    const struct compose_options all = {0};
    struct document document = {0};
    struct tally tally = {.wanted = SIZE_MAX};
    struct composition *composition = composition_new(store, &all);
    assert_true(slice_is(composition_head(composition)->title, "Long Book"));
    assert_true(slice_is(composition_head(composition)->marking, "TLP:GREEN"));
    assert_true(composition_run(composition, count_part, &tally));
    assert_true(compose_book(&document, store, &all));
    assert_int_equal(tally.blocks, document.count);
    assert_int_equal(tally.headed, tally.parts);
    assert_in_range(tally.parts, QUOTES / MOST_BLOCKS, document.count);
    assert_in_range(tally.most, 1, MOST_BLOCKS);
    document_free(&document);
    composition_free(composition);
    composition_free(NULL);
    store_free(store);
}

static void stops_when_no_more_is_wanted(void **state)
{
    (void)state;
    make_long_book();
    struct store *store = load_book(".");
    const struct compose_options all = {0};
    struct composition *composition = composition_new(store, &all);
    struct tally tally = {.wanted = 2};
    assert_false(composition_run(composition, count_part, &tally));
    assert_int_equal(tally.parts, 2);
    tally = (struct tally){.wanted = 2};
    struct relay *relay = relay_new(count_part, &tally);
    assert_false(composition_run(composition, relay_take, relay));
    assert_false(relay_end(relay));
    assert_int_equal(tally.parts, 2);
    assert_false(relay_end(NULL));
    composition_free(composition);
    store_free(store);
}

/* ---- Lack of memory ------------------------------------------------------------------------- */

static bool write_book(const struct store *store, const struct compose_options *options,
                       bool by_relay)
{
    struct buffer text = {0};
    struct composition *composition = composition_new(store, options);
    bool done = composition &&
                write_in_parts(composition, text_page_new(&layout, append, &text), by_relay) &&
                !text.failed;
    composition_free(composition);
    buffer_free(&text);
    return done;
}

static void survives_lack_of_memory(void **state)
{
    (void)state;
    static const enum section order[] = {SECTION_SOURCES, SECTION_QUOTES};
    const struct compose_options options = {.sections = order, .section_count = COUNT(order)};
    make_file("quotes.csv", "id,text,source_ids\nq,Words.,s\n");
    make_file("sources.csv", "id,title\ns,Title\n");
    struct store *store = load_book(".");
    for (size_t by_relay = 0; by_relay < 2; by_relay++) {
        bool failed = true;
        for (size_t nth = 1; failed; nth++) {
            failing_memory_start(nth, nth % 2);
            bool done = write_book(store, &options, by_relay);
            failed = failing_memory_stop();
            assert_int_equal(done, !failed);
        }
    }
    store_free(store);
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(parts_say_the_same),
        IN_FOLDER(parts_are_small),
        IN_FOLDER(stops_when_no_more_is_wanted),
        IN_FOLDER(survives_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
