/* test-exchange.c: books for other programs when memory, or the disk, runs out.
 *
 * What is in them is the matter of tests/cli/export.sh. Link with what failing-memory.h and
 * failing-calls.h ask for. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>
#include <sqlite3.h>

#include "briefbook/exchange.h"
#include "briefbook/packed.h"
#include "briefbook/text.h"
#include "support/book.h"
#include "support/empty-folder.h"
#include "support/failing-calls.h"
#include "support/failing-memory.h"
#include "support/random-book.h"

static bool keep(void *context, struct slice bytes)
{
    return buffer_append(context, bytes);
}

static bool says_out_of_memory(const struct diag_list *diags)
{
    return diags->out_of_memory || diags->counts[DIAG_OUT_OF_MEMORY];
}

static struct store *make_book(void)
{
    assert_int_equal(mkdir("book", 0777), 0);
    make_file("book/people.csv", "id,name\na,Person A\nb,Person B\n");
    make_file("book/events.csv", "id,name,attendee_ids,x\ne,Event,a;b;c,\"1,\n2\"\n");
    make_file("book/quotes.csv", "id,text,speaker_id,event_id\nq,Words,a,e\n");
    make_file("book/sources.csv", "id,title,archive_file\ns,Title,texts/a.txt\n");
    assert_int_equal(mkdir("book/texts", 0777), 0);
    make_file("book/texts/a.txt", "Words");
    return load_book("book");
}

/* ---- What is written comes back ------------------------------------------------------------- */

static void expect_same_cells(const struct store *store, const struct store *packed,
                              enum table_id id)
{
    const struct table *table = store_table(store, id);
    const struct table *other = store_table(packed, id);
    size_t count = table_column_count(table);
    assert_int_equal(store_record_count(store, id), store_record_count(packed, id));
    for (size_t row = 0; row < store_record_count(store, id); row++) {
        for (size_t i = 0; i < count; i++) {
            struct buffer valid = {0};
            assert_true(text_append_valid(&valid, table_cell(table, row, i)));
            size_t place = table_column(table, i)->schema
                               ? i
                               : table_find_column(other, table_column(table, i)->name);
            struct slice cell = table_cell(other, row, place);
            if (!(table_id_is_made(table, row) && i == 0))
                assert_true(slice_equal(cell, buffer_slice(&valid)));
            buffer_free(&valid);
        }
    }
}

static void comes_back_from_json(void **state)
{
    (void)state;
    uint64_t random = 7;
    for (int book = 0; book < 20; book++) {
        struct diag_list diags = {0};
        struct buffer text = {0};
        assert_int_equal(mkdir("random", 0777), 0);
        assert_int_equal(chdir("random"), 0);
        write_random_book(&random);
        struct store *store = load_book(".");
        assert_true(export_json_write(store, keep, &text, &diags));
        make_bytes("../book.json", buffer_slice(&text));
        struct store *packed = load_book("../book.json");
        assert_true(store_is_packed(packed));
        assert_false(store_is_packed(store));
        for (enum table_id id = 0; id < TABLE_COUNT; id++)
            expect_same_cells(store, packed, id);
        diag_list_free(&diags);
        buffer_free(&text);
        store_free(packed);
        store_free(store);
        remove_random_book();
        assert_int_equal(chdir(".."), 0);
        assert_int_equal(rmdir("random"), 0);
    }
}

/* ---- Without memory ------------------------------------------------------------------------- */

struct jansson_memory {
    json_malloc_t allocate;
    json_free_t release;
};

/* Jansson has memory of its own, unless it is given a function for it. Returns what it had before. */
static struct jansson_memory fail_jansson_too(json_malloc_t allocate)
{
    struct jansson_memory memory;
    json_get_alloc_funcs(&memory.allocate, &memory.release);
    json_set_alloc_funcs(allocate, free);
    return memory;
}

static void json_fails_without_memory(void **state)
{
    (void)state;
    struct store *store = make_book();
    bool failed = true;
    const struct jansson_memory memory = fail_jansson_too(malloc);
    for (size_t nth = 1; failed; nth++) {
        struct diag_list diags = {0};
        struct buffer text = {0};
        assert_true(buffer_reserve(&text, 65536));
        failing_memory_start(nth, false);
        bool done = export_json_write(store, keep, &text, &diags);
        failed = failing_memory_stop();
        assert_int_equal(done, !failed);
        diag_list_free(&diags);
        buffer_free(&text);
    }
    json_set_alloc_funcs(memory.allocate, memory.release);
    store_free(store);
}

static void json_is_read_without_memory(void **state)
{
    (void)state;
    struct store *store = make_book();
    struct diag_list diags = {0};
    struct buffer text = {0};
    assert_true(export_json_write(store, keep, &text, &diags));
    make_bytes("book.json", buffer_slice(&text));
    assert_int_equal(diags.count, 0);
    bool failed = true;
    for (size_t nth = 1; failed; nth++) {
        failing_memory_start(nth, false);
        struct store *packed = store_open("book.json", &diags);
        failed = failing_memory_stop();
        assert_true(packed || says_out_of_memory(&diags));
        assert_true(failed || packed);
        store_free(packed);
        diag_list_free(&diags);
        diags = (struct diag_list){0};
    }
    buffer_free(&text);
    store_free(store);
}

static void *no_memory(size_t size)
{
    (void)size;
    return NULL;
}

/* Jansson gives no reason then. Where it fails later it is not safe itself, up to version 2.14 at least: it
 * reads on behind a string that it had no memory for. */
static void json_is_read_without_any_memory(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    make_file("book.json", "{}");
    const struct jansson_memory memory = fail_jansson_too(no_memory);
    assert_null(store_open("book.json", &diags));
    json_set_alloc_funcs(memory.allocate, memory.release);
    assert_true(says_out_of_memory(&diags));
    assert_int_equal(diags.counts[DIAG_INVALID_BOOK], 0);
    diag_list_free(&diags);
}

static const struct package_wishes plain = {0};
static const struct package_wishes safe = {.spreadsheet_safe = true};

static void package_fails_without_memory(void **state)
{
    (void)state;
    struct store *store = make_book();
    struct diag_list wanted = {0};
    assert_true(export_package(store, "wanted", &safe, &wanted));
    size_t names = count_names(".");
    const struct jansson_memory memory = fail_jansson_too(malloc);
    bool failed = true;
    for (size_t nth = 1; failed; nth++) {
        struct diag_list diags = {0};
        failing_memory_start(nth, false);
        bool done = export_package(store, "package", &safe, &diags);
        failed = failing_memory_stop();
        assert_true(done || (failed && says_out_of_memory(&diags)));
        assert_int_equal(count_names("."), names + done);
        if (done)
            assert_int_equal(system("diff -r wanted package && rm -r package"), 0);
        diag_list_free(&diags);
    }
    json_set_alloc_funcs(memory.allocate, memory.release);
    diag_list_free(&wanted);
    store_free(store);
}

static void database_fails_without_memory(void **state)
{
    (void)state;
    struct store *store = make_book();
    bool failed = true;
    for (size_t nth = 1; failed; nth++) {
        struct diag_list diags = {0};
        struct buffer bytes = {0};
        assert_true(buffer_reserve(&bytes, 1 << 20));
        failing_memory_start(nth, false);
        bool done = export_sqlite_write(store, keep, &bytes, &diags);
        failed = failing_memory_stop();
        assert_int_equal(done, !failed);
        assert_true(done || says_out_of_memory(&diags));
        buffer_free(&bytes);
        diag_list_free(&diags);
    }
    store_free(store);
}

/* SQLite asks for memory of its own. */
static void database_has_too_little_memory(void **state)
{
    (void)state;
    enum { LEAST = 20000, STEP = 20000, MOST = 4000000 };
    struct store *store = make_book();
    bool done = false;
    bool failed = false;
    for (sqlite3_int64 limit = LEAST; !done && limit < MOST; limit += STEP) {
        struct diag_list diags = {0};
        struct buffer bytes = {0};
        sqlite3_hard_heap_limit64(limit);
        done = export_sqlite_write(store, keep, &bytes, &diags);
        sqlite3_hard_heap_limit64(0);
        assert_int_equal(done, diags.counts[DIAG_OUT_OF_MEMORY] == 0);
        failed = failed || !done;
        buffer_free(&bytes);
        diag_list_free(&diags);
    }
    assert_true(done && failed);
    store_free(store);
}

/* ---- Given up -------------------------------------------------------------------------------- */

/* Says so from the call on that counts down to nothing. */
static bool count_down(const void *context)
{
    int *const *left = context;
    return **left == 0 || --**left == 0;
}

static void package_is_given_up(void **state)
{
    (void)state;
    struct store *store = make_book();
    size_t names = count_names(".");
    bool done = false;
    int asked = 0;
    while (!done) {
        struct diag_list diags = {0};
        int left = ++asked;
        int *const counter = &left;
        const struct package_wishes wishes = {.is_over = count_down, .context = &counter};
        done = export_package(store, "package", &wishes, &diags);
        assert_int_equal(done, left > 0);
        assert_int_equal(diags.counts[DIAG_OUT_OF_MEMORY] + diags.counts[DIAG_NOT_WRITABLE], 0);
        assert_int_equal(count_names("."), names + done);
        diag_list_free(&diags);
    }
    assert_true(asked > 3);
    store_free(store);
}

/* ---- With a disk that fails ----------------------------------------------------------------- */

static void package_is_whole_or_not_there(void **state)
{
    (void)state;
    static const struct {
        enum failing_call call;
        int error;
    } faults[] = {{CALL_WRITE, ENOSPC}, {CALL_FSYNC, EIO}, {CALL_RENAME, EIO},
                  {CALL_LINKAT, EIO},   {CALL_CLOSE, EIO}, {CALL_GETENTROPY, EIO}};
    struct store *store = make_book();
    size_t names = count_names(".");
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        bool reached = true;
        for (int nth = 1; reached; nth++) {
            struct diag_list diags = {0};
            failing_call_start(faults[i].call, nth, faults[i].error);
            bool done = export_package(store, "package", &plain, &diags);
            reached = failing_call_stop();
            bool is_there = count_names(".") > names;
            assert_true(done || diags.counts[DIAG_NOT_WRITABLE]);
            assert_true(is_there || !done);
            assert_true(done || !is_there || faults[i].call == CALL_FSYNC);
            if (is_there) {
                expect_content("package/texts/a.txt", "Words");
                assert_int_equal(system("rm -r package"), 0);
            }
            diag_list_free(&diags);
        }
    }
    store_free(store);
}

int main(void)
{
#define IN_A_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(comes_back_from_json),
        IN_A_FOLDER(json_fails_without_memory),
        IN_A_FOLDER(json_is_read_without_memory),
        IN_A_FOLDER(json_is_read_without_any_memory),
        IN_A_FOLDER(package_fails_without_memory),
        IN_A_FOLDER(database_fails_without_memory),
        IN_A_FOLDER(database_has_too_little_memory),
        IN_A_FOLDER(package_is_whole_or_not_there),
        IN_A_FOLDER(package_is_given_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
