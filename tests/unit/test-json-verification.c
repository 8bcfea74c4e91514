/* test-json-verification.c: what the page as JSON says of how quotations compare with the archived
 * texts of their sources. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>

#include "briefbook/compose.h"
#include "briefbook/rendering.h"
#include "support/book.h"
#include "support/compose-book.h"
#include "support/empty-folder.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool take(void *context, struct slice bytes)
{
    return buffer_append(context, bytes);
}

static const struct {
    const char *quote;        /* a row of quotes.csv */
    const char *verification; /* of its item, compact; NULL for none */
} compared[] = {
    {"same,Words as they stand.,direct,a,",
     "[{\"source\":\"a\",\"verdict\":\"verified\",\"file\":\"a.txt\",\"line\":2,\"column\":3}]"},
    {"other,Words as they stood.,partial,a,",
     "[{\"source\":\"a\",\"verdict\":\"differs\",\"file\":\"a.txt\",\"line\":2,\"column\":19,"
     "\"quoted\":\"Words as they stood.\",\"archived\":\"Title - Words as they stand. \"}]"},
    {"absent,Nothing of that kind,direct,a,",
     "[{\"source\":\"a\",\"verdict\":\"not-found\",\"file\":\"a.txt\"}]"},
    {"elsewhere,Only in the other one,direct,a,",
     "[{\"source\":\"a\",\"verdict\":\"elsewhere\",\"file\":\"a.txt\",\"other\":\"b\",\"line\":1,"
     "\"column\":1}]"},
    {"several,Words as they stand.,direct,c;a;d,",
     "[{\"source\":\"c\",\"verdict\":\"no-archive\"},"
     "{\"source\":\"a\",\"verdict\":\"verified\",\"file\":\"a.txt\",\"line\":2,\"column\":3},"
     "{\"source\":\"d\",\"verdict\":\"unreadable\",\"file\":\"d.txt\"}]"},
    {"unsourced,Words as they stand.,direct,,", "[]"},
    {"paraphrase,Words as they stand.,paraphrase,a,", NULL},
    {"untyped,Words as they stand.,,a,", NULL},
    {"foreign,Words as they stand.,direct,e,en",
     "[{\"source\":\"e\",\"verdict\":\"no-words\",\"file\":\"a.txt\"}]"},
};

/* The quotes of a book as JSON. */
static void append_rendering(struct buffer *text, const struct store *store,
                             const struct verification *verification)
{
    const enum section quotes = SECTION_QUOTES;
    const struct compose_options composed = {
        .sections = &quotes, .section_count = 1, .verification = verification};
    const struct rendering_options options = {.store = store, .verification = verification};
    struct document document = {0};
    assert_true(compose_book(&document, store, &composed));
    assert_true(rendering_write(json_new(&options, take, text), &document));
    document_free(&document);
}

static void expect_verification(const json_t *item, const char *expected)
{
    const json_t *value = json_object_get(item, "verification");
    char *text = value ? json_dumps(value, JSON_COMPACT) : NULL;
    assert_int_equal(text != NULL, expected != NULL);
    if (expected)
        assert_string_equal(text, expected);
    free(text);
}

static void tell_how_quotations_compare(void **state)
{
    (void)state;
    struct buffer rows = {0};
    struct buffer text = {0};
    make_file("sources.csv",
              "id,archive_file,language\na,a.txt,\nb,b.txt,\nc,,\nd,d.txt,\ne,a.txt,ko\n");
    make_file("a.txt", "Title\n- Words as they stand.\n");
    make_file("b.txt", "Only in the other one\n");
    buffer_append_string(&rows, "id,text,quote_type,source_ids,language\n");
    for (size_t i = 0; i < COUNT(compared); i++)
        buffer_append_format(&rows, "%s\n", compared[i].quote);
    make_file("quotes.csv", buffer_string(&rows));
    struct store *store = load_book(".");
    struct verification *verification = verification_new(store, NULL);
    assert_non_null(verification);
    append_rendering(&text, store, verification);
    json_t *root = json_loads(buffer_string(&text), 0, NULL);
    const json_t *section = json_array_get(json_object_get(root, "sections"), 0);
    const json_t *items = json_object_get(section, "items");
    assert_int_equal(json_array_size(items), COUNT(compared));
    for (size_t i = 0; i < COUNT(compared); i++)
        expect_verification(json_array_get(items, i), compared[i].verification);
    json_decref(root);
    verification_free(verification);
    store_free(store);
    buffer_free(&text);
    buffer_free(&rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tell_how_quotations_compare, empty_folder_enter,
                                        empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
