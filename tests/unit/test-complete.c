/* test-complete.c: how a query that is being typed may go on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/buffer.h"
#include "briefbook/complete.h"
#include "support/book.h"
#include "support/empty-folder.h"
#include "support/failing-memory.h"

static const char events[] = "id,name,type,status,location,Seats left\n"
                             "first-talks,First staff talks,talks,held,Port A,3\n"
                             "visit,Visit to Person A,visit,held,Port B,\n"
                             "fair,First fair,event,planned,port a,12\n"
                             ",First without an id,event,planned,\"Port \"\"C\"\"\",3\n";
static const char people[] = "id,name,sort_name,native_name\n"
                             "person-a,Person A,\"A, Person\",\n"
                             "person-o,Pérson Ø,\"Ø, Person\",사람\n";
static const char quotes[] = "id,text,speaker_id,field_ids\n"
                             "q1,Some prose,person-a,x;yard\n"
                             "q2,More prose,Named Only,yes\n";

static struct store *load_small(void)
{
    make_file("events.csv", events);
    make_file("people.csv", people);
    make_file("quotes.csv", quotes);
    return load_book(".");
}

/* Completes at the "|" of the text. */
static void complete(const struct store *store, const char *text, struct completions *found)
{
    struct buffer all = {0};
    size_t cursor = strcspn(text, "|");
    buffer_append(&all, (struct slice){text, cursor});
    buffer_append_string(&all, text + cursor + 1);
    assert_true(query_complete(store, buffer_slice(&all), cursor, found));
    buffer_free(&all);
}

static void test_complete(void **state)
{
    static const struct {
        const char *text;
        size_t start;
        const char *found; /* one behind the other, each with a blank behind it */
    } cases[] = {
        /* keys, of the language and of columns */
        {"spe|", 0, "speaker: speaker_id: "},
        {"SPE|", 0, "speaker: speaker_id: "},
        {"a spe|", 2, "speaker: speaker_id: "},
        {"a spe| b", 2, "speaker: speaker_id: "},
        {"-spe|", 1, "speaker: speaker_id: "},
        {"(spe|", 1, "speaker: speaker_id: "},
        {"a OR spe|", 5, "speaker: speaker_id: "},
        {"in:quotes spe|", 10, "speaker: speaker_id: "},
        {"seats|", 0, "Seats_left: "},
        {"notakey|", 0, ""},
        {"\"spe|", 0, ""},
        {"\"spe\"|", 0, ""},
        {"/spe|", 0, ""},
        {"(a)|", 0, ""},
        {"NOT|", 0, ""},
        /* vocabularies */
        {"in:q|", 3, "quotes "},
        {"in:|", 3, "events people quotes fields sources judgements lines conflicts briefing "},
        {"in:(quotes OR e|", 14, "events "},
        {"in:(quotes OR |", 14,
         "events people quotes fields sources judgements lines conflicts briefing "},
        {"in:(|", 4, "events people quotes fields sources judgements lines conflicts briefing "},
        {"in:(quotes) spe|", 12, "speaker: speaker_id: "},
        {"in:(quotes) |in", 12, NULL},
        {"in: q|", 4, "quote: quote_type: quote_ids: question: "},
        {"has:orig|", 4, "original_text original_language "},
        {"has:seats|", 4, "\"Seats left\" "},
        {"is:un|", 3, "unsourced "},
        {"is:x|", 3, ""},
        /* the values of an enum, and those that a column has */
        {"quote_type:p|", 11, "partial paraphrase "},
        {"quote_type:=p|", 12, "partial paraphrase "},
        {"location:|", 9, "\"Port A\" \"Port B\" \"port a\" \"Port \\\"C\\\"\" "},
        {"location:port|", 9, "\"Port A\" \"Port B\" \"port a\" \"Port \\\"C\\\"\" "},
        {"location:\"port b|", 9, "\"Port B\" "},
        {"location:\"port b\"|", 0, ""},
        {"Seats_left:|", 11, "3 12 "},
        {"field_ids:y|", 10, "yard yes "},
        {"nocolumn:|", 9, ""},
        /* records, by id or name; people who are only named have no id */
        {"event:fir|", 6, "first-talks fair row-5 "},
        {"event:visit t|", 12, NULL},
        {"event:\"visit t|", 6, "visit "},
        {"-event:vi|", 7, "visit "},
        {"event:(visit OR fa|", 16, "fair "},
        {"event:((fa|", 8, "fair "},
        {"event:((a) fa|", 11, "fair "},
        {"speaker:person|", 8, "person-a person-o "},
        {"person:o|", 7, "person-o "},
        {"person:사|", 7, "person-o "},
        {"speaker:a|", 8, "person-a "},
        {"speaker:named|", 8, "\"Named Only\" "},
        {"quote:q|", 6, "q1 q2 "},
        {"quote:some|", 6, "q1 "},
    };
    (void)state;
    struct store *store = load_small();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct completions found = {0};
        struct buffer all = {0};
        complete(store, cases[i].text, &found);
        for (size_t j = 0; j < found.count; j++) {
            buffer_append(&all, found.items[j]);
            buffer_append_char(&all, ' ');
        }
        if (cases[i].found)
            assert_string_equal(buffer_string(&all), cases[i].found);
        else
            assert_true(found.count > 0);
        assert_int_equal(found.start, cases[i].start);
        assert_false(found.is_partial);
        buffer_free(&all);
        completions_free(&found);
    }
    store_free(store);
}

/* With nothing typed every key is offered, once. */
static void test_all_keys(void **state)
{
    (void)state;
    struct store *store = load_small();
    struct completions found = {0};
    complete(store, "|", &found);
    assert_true(slice_is(found.items[0], "in:"));
    for (size_t i = 0; i < found.count; i++) {
        for (size_t j = 0; j < i; j++)
            assert_false(slice_equal(found.items[i], found.items[j]));
    }
    completions_free(&found);
    store_free(store);
}

/* A table of so many rows, each with another value. */
static struct store *load_rows(size_t rows, size_t values)
{
    struct buffer file = {0};
    buffer_append_string(&file, "id,text,location\n");
    for (size_t i = 0; i < rows; i++)
        buffer_append_format(&file, "q%zu,Words,place %zu\n", i, i % values);
    make_bytes("quotes.csv", buffer_slice(&file));
    buffer_free(&file);
    return load_book(".");
}

static void test_bounds(void **state)
{
    (void)state;
    static const struct {
        size_t rows;
        size_t values;
        const char *text;
        size_t count;
        bool is_partial;
    } cases[] = {
        {300, 300, "location:|", COMPLETIONS_MOST, true},
        {300, 300, "quote:q|", COMPLETIONS_MOST, true},
        {COMPLETIONS_ROWS + 1, 3, "location:|", 3, true},
        {1000, 3, "location:|", 3, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct store *store = load_rows(cases[i].rows, cases[i].values);
        struct completions found = {0};
        complete(store, cases[i].text, &found);
        assert_int_equal(found.count, cases[i].count);
        assert_int_equal(found.is_partial, cases[i].is_partial);
        completions_free(&found);
        store_free(store);
    }
}

static void test_memory(void **state)
{
    static const char *const texts[] = {"sp", "event:fir", "location:", "in:(quotes OR "};
    (void)state;
    struct store *store = load_small();
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        bool failed = true;
        for (size_t nth = 1; failed; nth++) {
            struct completions found = {0};
            failing_memory_start(nth, false);
            bool done = query_complete(store, slice_of(texts[i]), strlen(texts[i]), &found);
            failed = failing_memory_stop();
            assert_int_equal(done, !failed);
            completions_free(&found);
        }
    }
    store_free(store);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        TEST(test_complete),
        TEST(test_all_keys),
        TEST(test_bounds),
        TEST(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
