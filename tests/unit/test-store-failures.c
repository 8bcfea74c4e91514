/* test-store-failures.c: every allocation of opening, loading, linking and checking fails, alone or
 * with all after it. Nothing may crash, leak or get lost without a word: what does not say that
 * memory ran out must have done all.
 *
 * Link with what failing-memory.h asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "briefbook/date.h"
#include "briefbook/library.h"
#include "support/book.h"
#include "support/effort.h"
#include "support/empty-folder.h"
#include "support/failing-memory.h"

/* ---- What a store holds --------------------------------------------------------------------- */

static uint64_t mix(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ at[i]) * UINT64_C(0x100000001b3);
    return (hash ^ length) * UINT64_C(0x100000001b3);
}

static uint64_t mix_slice(uint64_t hash, struct slice slice)
{
    return mix(hash, slice.data, slice.length);
}

static uint64_t mix_back_links(uint64_t hash, const struct store *store, struct record record)
{
    for (enum table_id from = 0; from < TABLE_PLAIN; from++) {
        for (size_t column = 0; column < schema_table(from)->column_count; column++) {
            size_t count;
            const uint32_t *rows = store_back_links(store, record, from, column, &count);
            hash = mix(hash, rows, count * sizeof *rows);
        }
    }
    return hash;
}

static uint64_t mix_record(uint64_t hash, const struct store *store, struct record record)
{
    const struct table *table = store_table(store, record.table);
    size_t line = table_line(table, record.row);
    struct record found = {TABLE_NONE, 0};
    struct date date = {0};
    bool dated = record_date(store, record, &date);
    for (size_t column = 0; column < table_column_count(table); column++)
        hash = mix_slice(hash, table_cell(table, record.row, column));
    hash = mix_slice(hash, record_list_name(store, record));
    store_find(store, record.table, table_cell(table, record.row, 0), &found);
    hash = mix(hash, &found.row, sizeof found.row);
    hash = mix(hash, &line, sizeof line);
    hash = mix(hash, &date.earliest, dated ? sizeof date.earliest : 0);
    return mix_back_links(hash, store, record);
}

static uint64_t mix_diags(uint64_t hash, const struct diag_list *diags)
{
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->items[i];
        hash = mix(hash, &diag->code, sizeof diag->code);
        hash = mix(hash, &diag->place.line, sizeof diag->place.line);
        hash = mix(hash, &diag->place.column, sizeof diag->place.column);
        hash = mix_slice(hash, slice_of(diag->message));
    }
    return mix(hash, diags->counts, sizeof diags->counts);
}

/* Looks at all that a store holds, whatever its state. */
static uint64_t fingerprint(const struct store *store)
{
    uint64_t hash = 0;
    for (enum table_id id = 0; id < TABLE_COUNT; id++) {
        const struct table *table = store_table(store, id);
        size_t counts[] = {table_rows(table), store_record_count(store, id), table_implied(table),
                           table_column_count(table)};
        hash = mix(hash, counts, sizeof counts);
        for (size_t column = 0; column < table_column_count(table); column++)
            hash = mix_slice(hash, table_column(table, column)->name);
        for (size_t row = 0; row < table_rows(table); row++)
            hash = mix_record(hash, store, (struct record){id, (uint32_t)row});
    }
    return hash;
}

/* ---- Books ---------------------------------------------------------------------------------- */

/* Everything that takes memory: several segments, long cells, faults, links, implied people. */
static void make_faulty_book(void)
{
    struct buffer file = {0};
    buffer_append_string(&file, "id,text,speaker_id,source_ids,field_ids,mood,Mood\n");
    for (size_t row = 0; row < 120; row++)
        buffer_append_format(&file, "%s%zu,\"Q,\n%zu\",Person %zu,s;none,g;f,%s\n",
                             row % 9 ? "q" : "Q", row / 2, row, row / 30,
                             row % 5 ? "x,y" : "x\",y,z,\xFF");
    buffer_append_string(&file, "last,\"");
    buffer_append_repeated(&file, '\n', 70 * 1000);
    buffer_append_string(&file, "\"x\n\"torn\n\"x\n");
    make_bytes("quotes.csv", buffer_slice(&file));
    buffer_free(&file);
    make_file("sources.csv", "id,title,issued\ns,S,2020\n,T,2023-02-30\n");
    make_file("fields.csv", "id,name,parent_id,kind\nf,F,g,what\ng,G,f,field\n");
    make_file("conflicts.csv",
              "id,table,row_id,value_a,value_b\nc,fields,f,x,y\nd,quotes,last,x,y\n");
    make_file("briefing.csv", "id,title,tlp\nb,B,CLEAR\n");
    make_file("judgements.csv", "id,text,tlp\nj,J,RED\n");
    make_file("cars.csv", "id\n");
}

/* Archived texts, and quotations that stand there, differ, and stand elsewhere. */
static void make_archived_book(void)
{
    make_file("a.txt", "One two three, one two.");
    make_file("b.txt", "Four five six seven eight.");
    make_file("sources.csv", "id,title,reliability,archive_file\ns,S,A,a.txt\nt,T,A,b.txt\n"
                             "u,U,A,none.txt\n");
    make_file("quotes.csv", "id,attribution_kind,text,quote_type,source_ids\n"
                            "q,body,two three,direct,s;u\nr,body,One two … one,direct,s\n"
                            "t,body,One two three five,direct,s\n"
                            "v,body,Four five,partial,s\n");
}

static bool says_out_of_memory(const struct diag_list *diags)
{
    return diags->out_of_memory || diags->counts[DIAG_OUT_OF_MEMORY] > 0;
}

/* ---- Sweeps --------------------------------------------------------------------------------- */

/* Does something while an allocation fails: `wanted` is what it gives when none does. It stops the
 * failing before it looks at the result, and returns whether there was any. */
typedef bool attempt_function(const char *path, uint64_t wanted);

static void sweep(attempt_function *attempt, const char *path, uint64_t wanted)
{
    enum { ALL_OF = EFFORT(1000) }; /* later ones are of the same kinds, and tried more rarely */
    for (int sticky = 0; sticky < 2; sticky++) {
        size_t nth = 1;
        bool failed = true;
        while (failed) {
            failing_memory_start(nth, sticky);
            failed = attempt(path, wanted);
            nth += 1 + nth / ALL_OF;
        }
        assert_true(nth > 3);
    }
}

static bool try_to_load(const char *path, uint64_t wanted)
{
    struct diag_list diags = {0};
    struct store *store = store_open(path, &diags);
    bool loaded = store && store_start(store, NULL, NULL) && store_wait(store);
    bool failed = failing_memory_stop();
    if (!store) {
        assert_true(failed && says_out_of_memory(&diags));
        diag_list_free(&diags);
        return failed;
    }
    assert_int_equal(loaded, !says_out_of_memory(store_diags(store)));
    if (loaded && !says_out_of_memory(&diags))
        assert_true(mix_diags(fingerprint(store), store_diags(store)) == wanted);
    else
        assert_true(failed);
    fingerprint(store);
    struct diag_list checked = {0};
    assert_int_equal(store_check(store, &checked), loaded);
    diag_list_free(&checked);
    diag_list_free(&diags);
    store_free(store);
    return failed;
}

static uint64_t load_wanted(const char *path)
{
    struct store *store = load_book(path);
    uint64_t wanted = mix_diags(fingerprint(store), store_diags(store));
    store_free(store);
    return wanted;
}

static void test_loading(void **state)
{
    (void)state;
    make_faulty_book();
    sweep(try_to_load, ".", load_wanted("."));
    sweep(try_to_load, "quotes.csv", load_wanted("quotes.csv"));
}

/* By its header the table is known: not when memory ran out on the way. */
static void test_guessing(void **state)
{
    (void)state;
    make_file("a.csv", "name,\"role\",\"x\ny\",z,z\nPerson A,1\n");
    sweep(try_to_load, "a.csv", load_wanted("a.csv"));
}

/* More rows in one piece of the file than a segment holds. */
static void test_many_rows(void **state)
{
    (void)state;
    struct buffer file = {0};
    for (size_t row = 0; row < 34 * 1000; row++)
        buffer_append_string(&file, "x\n");
    make_bytes("a.csv", buffer_slice(&file));
    buffer_free(&file);
    sweep(try_to_load, "a.csv", load_wanted("a.csv"));
}

static void test_many_implied_people(void **state)
{
    (void)state;
    struct buffer file = {0};
    buffer_append_string(&file, "id,text,speaker_id\n");
    for (size_t row = 0; row < 1000; row++)
        buffer_append_format(&file, "q,Q,p%zu\n", row);
    make_bytes("quotes.csv", buffer_slice(&file));
    buffer_free(&file);
    sweep(try_to_load, "quotes.csv", load_wanted("quotes.csv"));
}

static struct store *loaded; /* the store that the attempts below look at */

static bool try_to_check(const char *path, uint64_t wanted)
{
    (void)path;
    struct diag_list diags = {0};
    bool checked = store_check(loaded, &diags);
    bool failed = failing_memory_stop();
    assert_int_equal(checked, !says_out_of_memory(&diags));
    if (checked)
        assert_true(mix_diags(0, &diags) == wanted);
    else
        assert_true(failed);
    diag_list_free(&diags);
    return failed;
}

static void test_checking(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    make_faulty_book();
    loaded = load_book(".");
    assert_true(store_check(loaded, &diags));
    assert_true(diags.count > 150);
    sweep(try_to_check, ".", mix_diags(0, &diags));
    diag_list_free(&diags);
    store_free(loaded);
}

static void test_verifying(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    make_archived_book();
    loaded = load_book(".");
    assert_true(store_check(loaded, &diags));
    assert_int_equal(diags.counts[DIAG_QUOTATION_DIFFERS], 1);
    assert_int_equal(diags.counts[DIAG_QUOTATION_ELSEWHERE], 1);
    assert_int_equal(diags.counts[DIAG_ARCHIVE_UNREADABLE], 1);
    sweep(try_to_check, ".", mix_diags(0, &diags));
    diag_list_free(&diags);
    store_free(loaded);
}

static uint64_t mix_sets(const struct record_set *sets)
{
    uint64_t hash = 0;
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        for (size_t row = record_set_next(&sets[table], 0); row != SIZE_MAX;
             row = record_set_next(&sets[table], row + 1))
            hash = mix(hash, &row, sizeof row);
        hash = mix(hash, &table, sizeof table);
    }
    return hash;
}

static bool try_to_link(const char *path, uint64_t wanted)
{
    (void)path;
    struct record field = {TABLE_FIELDS, 0};
    struct record_set sets[TABLE_COUNT] = {0};
    struct record_list links = {0};
    bool linked = store_linked(loaded, field, sets) &&
                  store_links(loaded, (struct record){TABLE_QUOTES, 0}, QUOTES_FIELD_IDS, &links);
    bool failed = failing_memory_stop();
    assert_int_equal(linked, !failed);
    assert_int_equal(links.failed && linked, false);
    if (linked)
        assert_true(mix_sets(sets) == wanted && links.count == 2);
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        record_set_free(&sets[table]);
    record_list_free(&links);
    return failed;
}

static void test_linking(void **state)
{
    (void)state;
    struct record_set sets[TABLE_COUNT] = {0};
    make_faulty_book();
    loaded = load_book(".");
    assert_true(store_linked(loaded, (struct record){TABLE_FIELDS, 0}, sets));
    assert_true(sets[TABLE_QUOTES].count > 100 && sets[TABLE_PEOPLE].count > 2);
    sweep(try_to_link, ".", mix_sets(sets));
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        record_set_free(&sets[table]);
    store_free(loaded);
}

static uint64_t mix_library(const struct library *library)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < library->count; i++) {
        const struct library_entry *entry = &library->entries[i];
        hash = mix_slice(hash, slice_of(entry->name));
        hash = mix_slice(hash, slice_of(entry->path));
        hash = mix_slice(hash, entry->id);
        hash = mix_slice(hash, entry->title);
        hash = mix(hash, entry->counts, sizeof entry->counts);
    }
    return hash;
}

static bool try_to_list(const char *path, uint64_t wanted)
{
    struct library library = {0};
    struct diag_list diags = {0};
    bool listed = library_add(&library, path, &diags);
    bool failed = failing_memory_stop();
    assert_int_equal(listed, !says_out_of_memory(&diags));
    if (listed)
        assert_true(mix_library(&library) == wanted);
    else
        assert_true(failed);
    library_newest(&library);
    diag_list_free(&diags);
    library_free(&library);
    return failed;
}

static void test_listing(void **state)
{
    (void)state;
    struct library library = {0};
    struct diag_list diags = {0};
    char path[64];
    for (int i = 0; i < 10; i++) {
        snprintf(path, sizeof path, "book-%d", i);
        assert_int_equal(mkdir(path, 0755), 0);
        snprintf(path, sizeof path, "book-%d/briefing.csv", i);
        make_file(path, i % 2 ? "id,title\nb,Book\n" : "id,title\nb,\n");
    }
    assert_true(library_add(&library, "book-0:.:none", &diags));
    assert_int_equal(library.count, 11);
    sweep(try_to_list, "book-0:.:none", mix_library(&library));
    library_free(&library);
}

static bool try_to_find(const char *path, uint64_t wanted)
{
    (void)wanted;
    struct buffer found = {0};
    struct buffer search_path = {0};
    struct diag_list diags = {0};
    bool done = library_search_path(path, &search_path) &&
                library_find("book", buffer_string(&search_path), &found, &diags);
    bool failed = failing_memory_stop();
    assert_int_equal(done, !failed);
    assert_int_equal(diags.counts[DIAG_NOT_FOUND], 0);
    if (done)
        assert_string_equal(buffer_string(&found), "folder/book");
    buffer_free(&found);
    buffer_free(&search_path);
    diag_list_free(&diags);
    return failed;
}

static void test_finding(void **state)
{
    (void)state;
    assert_int_equal(mkdir("folder", 0755), 0);
    assert_int_equal(mkdir("folder/book", 0755), 0);
    sweep(try_to_find, "folder", 0);
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_loading),   IN_FOLDER(test_guessing),
        IN_FOLDER(test_many_rows), IN_FOLDER(test_many_implied_people),
        IN_FOLDER(test_checking),  IN_FOLDER(test_verifying),
        IN_FOLDER(test_linking),   IN_FOLDER(test_listing),
        IN_FOLDER(test_finding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
