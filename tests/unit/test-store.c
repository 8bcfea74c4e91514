/* test-store.c: opening what is there, loading it on another thread, and what can be seen meanwhile.
 *
 * Link with what failing-calls.h and failing-loads.h ask for. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/book.h"
#include "support/empty-folder.h"
#include "support/expect-diag.h"
#include "support/failing-calls.h"
#include "support/failing-loads.h"

/* ---- What cannot be opened ------------------------------------------------------------------ */

static void expect_refused(const char *path, enum diag_code code, const char *message)
{
    struct diag_list diags = {0};
    assert_null(store_open(path, &diags));
    expect_diag(&diags, code, message);
}

static void test_nothing_there(void **state)
{
    (void)state;
    expect_refused("none", DIAG_NOT_FOUND,
                   "cannot open none: No such file or directory; check the name");
    expect_refused("none.csv", DIAG_NOT_FOUND,
                   "cannot open none.csv: No such file or directory; check the name");
    expect_refused("", DIAG_NOT_FOUND, "cannot open : No such file or directory; check the name");
    assert_int_equal(symlink("none", "dangling.csv"), 0);
    expect_refused("dangling.csv", DIAG_NOT_FOUND,
                   "cannot open dangling.csv: No such file or directory; check the name");
}

static void test_folders_without_tables(void **state)
{
    (void)state;
    assert_int_equal(mkdir("empty", 0755), 0);
    assert_int_equal(mkdir("other", 0755), 0);
    make_file("other/events.txt", "id,name\n");
    expect_refused("empty", DIAG_NO_TABLES,
                   "the folder holds no table of a briefing: it needs events.csv, people.csv, "
                   "quotes.csv …");
    expect_refused("other/", DIAG_NO_TABLES,
                   "the folder holds no table of a briefing: it needs events.csv, people.csv, "
                   "quotes.csv …");
    make_file("other/cars.csv", "id,name\n");
    make_file("other/.csv", "id,name\n");
    expect_refused("other", DIAG_NO_TABLES,
                   "the folder holds no table of a briefing: name a table events.csv, people.csv, "
                   "quotes.csv …, or open one of its CSV files by its path");
}

/* Neither may hang: nobody writes to the FIFO. */
static void test_no_files(void **state)
{
    (void)state;
    assert_int_equal(mkfifo("pipe.csv", 0644), 0);
    expect_refused("pipe.csv", DIAG_NOT_REGULAR,
                   "cannot read pipe.csv: it is a FIFO; save what comes out of it to a file first");
    expect_refused("/dev/zero", DIAG_NOT_REGULAR,
                   "cannot read /dev/zero: it is a device; save what comes out of it to a file "
                   "first");
    assert_int_equal(mkdir("book", 0755), 0);
    assert_int_equal(mkfifo("book/events.csv", 0644), 0);
    expect_refused("book", DIAG_NOT_REGULAR,
                   "cannot read book/events.csv: it is a FIFO; save what comes out of it to a file "
                   "first");
}

static void test_unreadable(void **state)
{
    (void)state;
    make_file("t.csv", "a\n1\n");
    failing_call_start(CALL_OPENAT, 1, EACCES);
    expect_refused("t.csv", DIAG_NOT_READABLE,
                   "cannot open t.csv: Permission denied; check its permissions and those of its "
                   "folder");
    assert_true(failing_call_stop());
}

/* What is wrong with single tables leaves the others. */
static void test_folder_with_bad_tables(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    assert_int_equal(mkfifo("events.csv", 0644), 0);
    assert_int_equal(mkdir("people.csv", 0755), 0);
    assert_int_equal(symlink("none", "quotes.csv"), 0);
    make_file("fields.csv", "id,name\nx,X\n");
    struct store *store = store_open(".", &diags);
    assert_non_null(store);
    expect_diags(&diags, "not-regular\nnot-regular\nnot-found\n");
    assert_non_null(strstr(diags.items[0].message, "./events.csv"));
    assert_non_null(strstr(diags.items[1].message, "./people.csv"));
    assert_non_null(strstr(diags.items[2].message, "./quotes.csv"));
    diag_list_free(&diags);
    assert_true(store_start(store, NULL, NULL) && store_wait(store));
    assert_int_equal(table_stage(store_table(store, TABLE_EVENTS)), TABLE_ABSENT);
    assert_int_equal(store_record_count(store, TABLE_FIELDS), 1);
    store_free(store);
}

/* ---- What is opened as what ----------------------------------------------------------------- */

static void test_folder(void **state)
{
    (void)state;
    make_file("Events.CSV", "id,name\ne,E\n");
    make_file("people.csv", "id,name\np,P\n");
    make_file("events.csv", "id,name\nf,F\ng,G\n");
    make_file("cars.csv", "id,name\n");
    struct store *store = load_book("./");
    assert_int_equal(store_single_table(store), TABLE_NONE);
    assert_string_equal(table_file(store_table(store, TABLE_EVENTS)), "./Events.CSV");
    assert_int_equal(store_record_count(store, TABLE_EVENTS), 1);
    assert_int_equal(store_record_count(store, TABLE_PEOPLE), 1);
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        bool there = table == TABLE_EVENTS || table == TABLE_PEOPLE;
        assert_int_equal(table_kind(store_table(store, table)), table);
        assert_int_equal(table_stage(store_table(store, table)), there ? TABLE_READ : TABLE_ABSENT);
        assert_int_equal(table_column_count(store_table(store, table)) > 0, there);
    }
    assert_string_equal(table_file(store_table(store, TABLE_QUOTES)), "");
    expect_diags(store_diags(store), "./cars.csv unknown-table\n./events.csv unknown-table\n");
    assert_string_equal(store_diags(store)->items[1].message,
                        "the table is read from ./Events.CSV: this file is not read; move its "
                        "rows there");
    store_free(store);
}

static void test_single_files(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        const char *header;
        enum table_id table;
    } cases[] = {
        /* by its name, whatever the header */
        {"quotes.csv", "a,b", TABLE_QUOTES},
        {"Quotes.CSV", "a,b", TABLE_QUOTES},
        {"briefing.csv", "a", TABLE_BRIEFING},
        /* by what the header holds */
        {"a.csv", "id,text,speaker_id", TABLE_QUOTES},
        {"a.csv", "Attribution Text,\"text\"", TABLE_QUOTES},
        {"a.csv", "\xEF\xBB\xBFname,start_date", TABLE_EVENTS},
        {"a.csv", "name,DATE-TEXT", TABLE_EVENTS},
        {"a.csv", "name,role", TABLE_PEOPLE},
        {"a.csv", "organization,name", TABLE_PEOPLE},
        {"a.csv", "name,role,start_date,text,speaker_id", TABLE_QUOTES},
        {"quotes.txt", "name,role", TABLE_PEOPLE},
        {"quotes.csv.csv", "\n\nname,role", TABLE_PEOPLE},
        {".csv", "name,role", TABLE_PEOPLE},
        /* no table of a briefing */
        {"a.csv", "text", TABLE_PLAIN},
        {"a.csv", "name,country", TABLE_PLAIN},
        {"a.csv", "text,role,organization", TABLE_PLAIN},
        {"a.csv", "", TABLE_PLAIN},
        {"a", "name;role", TABLE_PLAIN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        make_file(cases[i].path, cases[i].header);
        struct store *store = load_book(cases[i].path);
        assert_int_equal(store_single_table(store), cases[i].table);
        assert_string_equal(table_file(store_table(store, cases[i].table)), cases[i].path);
        store_free(store);
    }
}

/* The header is longer than a piece of the file, or its mark is never closed. */
static void test_guess_from_odd_headers(void **state)
{
    (void)state;
    struct buffer header = {0};
    buffer_append_string(&header, "name,\"");
    buffer_append_repeated(&header, '\n', 200 * 1000);
    buffer_append_string(&header, "\",role\n1,2,3\n");
    make_bytes("a.csv", buffer_slice(&header));
    buffer_free(&header);
    struct store *store = load_book("a.csv");
    assert_int_equal(store_single_table(store), TABLE_PEOPLE);
    assert_int_equal(table_line(store_table(store, TABLE_PEOPLE), 0), 200 * 1000 + 2);
    store_free(store);
    make_file("a.csv", "name,role,\"x\n1,2,3\n");
    store = load_book("a.csv");
    assert_int_equal(store_single_table(store), TABLE_PEOPLE);
    assert_int_equal(store_record_count(store, TABLE_PEOPLE), 1);
    store_free(store);
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        const char *name;
    } cases[] = {{"book", "book"}, {"book//", "book"}, {"./book/events.csv", "events.csv"}};
    assert_int_equal(mkdir("book", 0755), 0);
    make_file("book/events.csv", "id,name\n");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct store *store = open_book(cases[i].path);
        assert_string_equal(store_path(store), cases[i].path);
        assert_true(slice_is(store_folder_name(store), cases[i].name));
        store_free(store);
    }
}

/* ---- Standard input ------------------------------------------------------------------------- */

static void replace_standard_input(const char *path)
{
    int fd = open(path, O_RDONLY);
    assert_true(fd > 0);
    assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
    close(fd);
}

static void test_standard_input(void **state)
{
    (void)state;
    make_file("in", "name,role\nPerson A,\"1\n");
    replace_standard_input("in");
    short_reads_start(1, 3);
    struct store *store = load_book("-");
    short_reads_start(0, 0);
    assert_int_equal(store_single_table(store), TABLE_PEOPLE);
    assert_string_equal(table_file(store_table(store, TABLE_PEOPLE)), "(standard input)");
    expect_diags(store_diags(store), "(standard input):2:10 unterminated-quote\n");
    expect_rows(store_table(store, TABLE_PEOPLE), "name|role\nPerson A|1\n");
    store_free(store);
}

static void test_standard_input_fails(void **state)
{
    (void)state;
    make_file("in", "a\n1\n");
    replace_standard_input("in");
    failing_load_start(LOAD_READ, 1, EIO);
    expect_refused("-", DIAG_NOT_READABLE, "cannot read (standard input): Input/output error");
    assert_true(failing_load_stop());
    failing_call_start(CALL_WRITE, 1, ENOSPC);
    struct diag_list diags = {0};
    assert_null(store_open("-", &diags));
    assert_true(failing_call_stop());
    expect_diags(&diags, "not-writable\n");
    assert_non_null(strstr(diags.items[0].message, "No space left"));
    diag_list_free(&diags);
    failing_load_start(LOAD_MKOSTEMP, 1, EROFS);
    assert_null(store_open("-", &diags));
    assert_true(failing_load_stop());
    expect_diags(&diags, "not-writable\n");
    diag_list_free(&diags);
    replace_standard_input("in");
    failing_load_start(LOAD_READ, 1, EINTR);
    struct store *store = load_book("-");
    assert_true(failing_load_stop());
    assert_int_equal(store_record_count(store, TABLE_PLAIN), 1);
    store_free(store);
}

/* ---- Reading that fails --------------------------------------------------------------------- */

static void test_read_error(void **state)
{
    (void)state;
    struct buffer file = {0};
    buffer_append_string(&file, "id,name\n");
    for (size_t row = 0; row < 20000; row++)
        buffer_append_string(&file, "e,Event\n");
    make_bytes("events.csv", buffer_slice(&file));
    make_file("lines.csv", "id,text\nl,Line\n");
    buffer_free(&file);
    struct store *store = open_book(".");
    failing_load_start(LOAD_PREAD, 6, EIO); /* the third piece of the second table */
    assert_true(store_start(store, NULL, NULL));
    assert_true(store_wait(store));
    assert_true(failing_load_stop());
    assert_int_equal(store_record_count(store, TABLE_LINES), 1);
    assert_in_range(store_record_count(store, TABLE_EVENTS), 8000, 19999);
    expect_diags(store_diags(store), "not-readable\n");
    assert_string_equal(store_diags(store)->items[0].message,
                        "cannot read ./events.csv: Input/output error");
    store_free(store);
}

/* Every reading fails once, or meets the end: no crash, and what was read stays. */
static void test_every_read_fails(void **state)
{
    (void)state;
    static const char *const files[] = {
        "a,b\n1,2\n3,\"4\nx\"y,6\n",
        "\"a\n",
        "a\n1\xFF\n",
        "\xEF\xBB\xBF"
        "a,a\n\"1\"x\n\n2\0,3",
    };
    static const int errors[] = {EIO, EINTR, LOAD_END};
    for (size_t i = 0; i < sizeof files / sizeof files[0] * 3; i++) {
        bool reached = true;
        for (int nth = 1; reached; nth++) {
            make_file("t.csv", files[i / 3]);
            failing_load_start(LOAD_PREAD, nth, errors[i % 3]);
            struct store *store = load_book("t.csv");
            struct diag_list diags = {0};
            assert_true(store_check(store, &diags));
            reached = failing_load_stop();
            diag_list_free(&diags);
            store_free(store);
        }
    }
}

static void test_no_thread(void **state)
{
    (void)state;
    make_file("t.csv", "a\n1\n");
    struct store *store = open_book("t.csv");
    failing_load_start(LOAD_THREAD, 1, EAGAIN);
    assert_false(store_start(store, NULL, NULL));
    assert_true(failing_load_stop());
    assert_int_equal(store_state(store), STORE_FAILED);
    assert_false(store_wait(store));
    store_free(store);
}

static void test_not_started(void **state)
{
    (void)state;
    make_file("t.csv", "a\n1\n");
    struct store *store = open_book("t.csv");
    assert_int_equal(store_state(store), STORE_OPENED);
    assert_int_equal(table_stage(store_table(store, TABLE_PLAIN)), TABLE_WAITING);
    assert_null(store_diags(store));
    assert_false(store_wait(store));
    store_free(store);
    store_free(NULL);
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_nothing_there),
        IN_FOLDER(test_folders_without_tables),
        IN_FOLDER(test_no_files),
        IN_FOLDER(test_unreadable),
        IN_FOLDER(test_folder_with_bad_tables),
        IN_FOLDER(test_folder),
        IN_FOLDER(test_single_files),
        IN_FOLDER(test_guess_from_odd_headers),
        IN_FOLDER(test_names),
        IN_FOLDER(test_standard_input),
        IN_FOLDER(test_standard_input_fails),
        IN_FOLDER(test_read_error),
        IN_FOLDER(test_every_read_fails),
        IN_FOLDER(test_no_thread),
        IN_FOLDER(test_not_started),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
