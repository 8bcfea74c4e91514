/* test-changes-failures.c: every allocation of comparing two briefings, and of saying what changed, fails,
 * alone or with all after it. What does not say that memory ran out must have done all.
 *
 * Link with what failing-memory.h asks for. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>
#include <jansson.h>

#include "briefbook/changes-json.h"
#include "briefbook/compare.h"
#include "briefbook/compose.h"
#include "briefbook/difference.h"
#include "briefbook/library.h"
#include "support/book.h"
#include "support/compose-book.h"
#include "support/effort.h"
#include "support/empty-folder.h"
#include "support/failing-memory.h"
#include "tui/change-text.h"

/* ---- Two briefings -------------------------------------------------------------------------- */

/* What the attempts below look at. */
static struct books {
    struct store *older;
    struct store *newer;
    struct changes changes;
} books;

/* Records that are new, altered, gone and the same; some without an id, or with one that is taken;
 * columns that no schema names, in another order. */
static int set_up(void **state)
{
    if (empty_folder_enter(state) != 0)
        return -1;
    assert_int_equal(mkdir("older", 0777), 0);
    assert_int_equal(mkdir("newer", 0777), 0);
    make_file("older/briefing.csv", "id,title,number\none,A title,1\n");
    make_file("newer/briefing.csv", "id,title,number,supersedes\ntwo,A title,2,one\n");
    make_file("older/events.csv",
              "id,name,description,attendee_ids,x,y\na,A,One two three four.,p;q,1,2\nb,B,,,,\n"
              ",Without,,,,\n,Without,,,,\na,Twice,,,,\n");
    make_file("newer/events.csv",
              "id,name,description,attendee_ids,y,x\na,A,One three four five.,q;r,2,3\nc,C,,,,\n"
              ",Without,,,,\n,Other,,,,\na,Twice,,,,\n");
    make_file("older/people.csv", "id,name\np,Person P\nq,Person Q\n");
    make_file("newer/people.csv", "id,name\nr,Person R\nq,Person Q\n");
    make_file("older/fields.csv", "id,name\n,Field\n,Other\n");
    make_file("newer/fields.csv", "id,name\n,New\n,Field\n");
    make_file("older/quotes.csv", "id,text,speaker_id,date\nq-a,Some words.,p,2001\n");
    make_file("newer/quotes.csv", "id,text,speaker_id,date\nq-a,Other words.,r,2002\n");
    books.older = load_book("older");
    books.newer = load_book("newer");
    assert_true(changes_find(&books.changes, books.older, books.newer, NULL));
    assert_true(books.changes.count > 8);
    return 0;
}

static int tear_down(void **state)
{
    changes_free(&books.changes);
    store_free(books.older);
    store_free(books.newer);
    return empty_folder_leave(state);
}

/* ---- Sweeps --------------------------------------------------------------------------------- */

/* Does something, and appends what came of it, to a buffer that has room enough. Returns whether it was
 * done. */
typedef bool attempt_function(struct buffer *result);

static bool keep(void *context, struct slice bytes)
{
    return buffer_append(context, bytes);
}

static bool attempt_with(attempt_function *attempt, size_t nth, bool sticky, struct buffer *result)
{
    *result = (struct buffer){0};
    assert_true(buffer_reserve(result, 65536));
    failing_memory_start(nth, sticky);
    return attempt(result);
}

static void sweep(attempt_function *attempt)
{
    enum { ALL_OF = EFFORT(400) }; /* later ones are of the same kinds, and tried more rarely */
    struct buffer wanted;
    assert_true(attempt_with(attempt, 0, false, &wanted));
    assert_true(wanted.length > 0);
    for (int sticky = 0; sticky < 2; sticky++) {
        bool failed = true;
        for (size_t nth = 1; failed; nth += 1 + nth / ALL_OF) {
            struct buffer result;
            bool done = attempt_with(attempt, nth, sticky, &result);
            failed = failing_memory_stop();
            assert_true(done || failed);
            if (done)
                assert_string_equal(buffer_string(&result), buffer_string(&wanted));
            buffer_free(&result);
        }
    }
    buffer_free(&wanted);
}

/* ---- What changed --------------------------------------------------------------------------- */

static void append_changes(struct buffer *result, const struct changes *changes)
{
    for (size_t i = 0; i < changes->count; i++) {
        struct changed_cell cell;
        size_t at = 0;
        buffer_append_format(result, "%d", (int)changes->items[i].kind);
        while (changes_next_cell(changes, &changes->items[i], &at, &cell)) {
            buffer_append(result, cell.name);
            buffer_append(result, cell.older);
            buffer_append(result, cell.newer);
        }
    }
}

static bool try_changes(struct buffer *result)
{
    struct changes changes = {0};
    struct record_set sets[TABLE_COUNT] = {{0}};
    bool done =
        changes_find(&changes, books.older, books.newer, NULL) && changes_add_sets(&changes, sets);
    if (done)
        append_changes(result, &changes);
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        buffer_append_format(result, " %zu", sets[i].count);
        record_set_free(&sets[i]);
    }
    changes_free(&changes);
    return done;
}

static void changes_are_found(void **state)
{
    (void)state;
    sweep(try_changes);
}

static bool try_json(struct buffer *result)
{
    static const struct record_audience program = {0};
    return changes_json_write(&books.changes, &program, keep, result);
}

static void changes_are_json(void **state)
{
    (void)state;
    sweep(try_json);
}

static void append_document(struct buffer *result, const struct document *document)
{
    for (size_t i = 0; i < document->count; i++)
        for (size_t span = 0; span < document->blocks[i].span_count; span++)
            buffer_append(result, document->blocks[i].spans[span].text);
}

static bool try_note(struct buffer *result)
{
    struct document document = {0};
    bool done = compose_changes(&document, &books.changes);
    assert_int_equal(done, !document.failed);
    append_document(result, &document);
    document_free(&document);
    return done;
}

static bool try_each(struct buffer *result)
{
    bool done = true;
    for (size_t i = 0; i < books.changes.count; i++) {
        struct document document = {0};
        bool composed = compose_change(&document, &books.changes, &books.changes.items[i]);
        assert_int_equal(composed, !document.failed);
        append_document(result, &document);
        document_free(&document);
        done = done && composed;
    }
    return done;
}

static bool try_laid_out(struct buffer *result)
{
    struct change_text text = {0};
    bool done = true;
    for (size_t i = 0; done && i < books.changes.count; i++) {
        done = change_text_prepare(&text, &books.changes, &books.changes.items[i], 60, false);
        assert_int_equal(done, text.change != NULL);
        buffer_append_format(result, " %zu", text.layout.count);
    }
    change_text_free(&text);
    return done;
}

static bool try_section(struct buffer *result)
{
    static const enum section sections[] = {SECTION_CHANGES};
    const struct compose_options options = {
        .sections = sections, .section_count = 1, .changes = &books.changes};
    struct document document = {0};
    bool done = compose_book(&document, books.newer, &options);
    assert_int_equal(done, !document.failed);
    append_document(result, &document);
    document_free(&document);
    return done;
}

static void changes_are_words(void **state)
{
    (void)state;
    sweep(try_note);
    sweep(try_each);
    sweep(try_laid_out);
    sweep(try_section);
}

/* ---- Which briefings ------------------------------------------------------------------------ */

static bool try_predecessor(struct buffer *result)
{
    struct diag_list diags = {0};
    bool done = library_find_predecessor(books.newer, "", result, &diags);
    assert_true(done || diags.out_of_memory || diags.counts[DIAG_OUT_OF_MEMORY]);
    diag_list_free(&diags);
    return done;
}

static void predecessors_are_found(void **state)
{
    (void)state;
    sweep(try_predecessor);
}

/* Two loads are compared where they stand. */
static void loads_take_no_memory(void **state)
{
    (void)state;
    struct table_change changes[TABLE_COUNT];
    const struct record without_id = {TABLE_FIELDS, 0};
    const struct record gone = {TABLE_PEOPLE, 0};
    size_t row;
    failing_memory_start(1, true);
    store_compare(books.older, books.newer, NULL, changes);
    bool found = store_counterpart(books.older, without_id, books.newer, &row);
    size_t nearest = store_nearest_counterpart(books.older, gone, books.newer);
    assert_false(failing_memory_stop());
    assert_true(found);
    assert_int_equal(row, 1);
    assert_int_equal(nearest, 1);
    assert_int_equal(changes[TABLE_PEOPLE].added, 1);
}

/* ---- Differences ---------------------------------------------------------------------------- */

static void append_runs(struct buffer *result, const struct difference *difference)
{
    for (size_t i = 0; i < difference->count; i++) {
        buffer_append_char(result, "=-+"[difference->runs[i].kind]);
        buffer_append(result, difference->runs[i].text);
    }
}

static bool try_words(struct buffer *result)
{
    struct difference difference = {0};
    bool done =
        difference_of_words(&difference, SLICE("One two three, four five. Six “seven” eight nine."),
                            SLICE("One three two, five four. Seven “six” eight ten."));
    append_runs(result, &difference);
    difference_free(&difference);
    return done;
}

static bool try_lists(struct buffer *result)
{
    struct difference difference = {0};
    bool done = difference_of_lists(&difference, SLICE("a;b; c;d;e;f"), SLICE("b;a;c;;g;f;h"), ';');
    append_runs(result, &difference);
    difference_free(&difference);
    return done;
}

static void differences_are_found(void **state)
{
    (void)state;
    sweep(try_words);
    sweep(try_lists);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    json_set_alloc_funcs(malloc, free); /* so that it fails for jansson, too */
#define WITH_BOOKS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH_BOOKS(changes_are_found),    WITH_BOOKS(changes_are_json),
        WITH_BOOKS(changes_are_words),    WITH_BOOKS(predecessors_are_found),
        WITH_BOOKS(loads_take_no_memory), cmocka_unit_test(differences_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
