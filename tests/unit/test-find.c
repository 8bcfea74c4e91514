/* test-find.c: where a query lights up a text, and how a folded word is found in one.
 *
 * Link with what failing-memory.h asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/lighting.h"
#include "briefbook/text.h"
#include "query/needle.h"
#include "support/failing-memory.h"
#include "support/random.h"
#include "support/read-query.h"

enum { RANDOM_TEXTS = 50000 };

/* --- where it matched --- */

/* The text with what was found between "[" and "]". */
static void mark_matches(struct slice text, const struct match_list *found, struct buffer *marked)
{
    size_t at = 0;
    for (size_t i = 0; i < found->count; i++) {
        buffer_append(marked, slice_part(text, at, found->items[i].start));
        buffer_append_char(marked, '[');
        buffer_append(marked, slice_part(text, found->items[i].start, found->items[i].end));
        buffer_append_char(marked, ']');
        at = found->items[i].end;
    }
    buffer_append(marked, slice_part(text, at, text.length));
}

static void lights_up_matches(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        const char *text;
        const char *lit;
    } cases[] = {
        {"cyber", "Cyber and CYBERsecurity", "[Cyber] and [CYBER]security"},
        {"cyber", "", ""},
        {"", "Cyber", "Cyber"},
        {"a b", "b a c", "[b] [a] c"},
        {"ab bc", "abc", "[abc]"},
        {"ab cd", "abcd", "[abcd]"},
        {"aa", "aaaa a", "[aaaa] a"},
        {"\"a b\"", "a  \r\n b ab", "[a  \r\n b] ab"},
        {"\"a \"", "a\r\n\r\nb", "[a\r\n\r\n]b"},
        {"\" b\"", "a\r\nb", "a[\r\nb]"},
        {"-a", "a b", "a b"},
        {"b -a", "a b", "a [b]"},
        {"-(b -a)", "a b", "[a] b"},
        {"b OR -a", "a b", "a [b]"},
        {"in:quotes role:a b", "a b quotes", "a [b] quotes"},
        /* regular expressions */
        {"/a.c/", "abc AXC ac", "[abc] [AXC] ac"},
        {"/x*/", "axxb", "a[xx]b"},
        {"/^a|b$/", "ab ab", "[a]b a[b]"},
        {"/a$/", "a\n", "a\n"},
        {"/(?-i)a/", "A a", "A [a]"},
        {"/CAF./", "café cafe\u0301", "[café] [cafe\u0301]"},
        {"/\\bs/", "ß s", "ß [s]"},
        {"/\u1161/", "\u1112\u1161\u11AB", "[\u1112\u1161\u11AB]"},
        {"/é/", "É e\u0301", "[É] e\u0301"},
        {"/a.b/",
         "a\xFF"
         "b a-b",
         "a\xFF"
         "b [a-b]"},
        {"/a/ b -/c/", "abc", "[ab]c"},
        {"/(a+)+$/ b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b",
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa [b]"},
        {"event:a speaker:b is:marked", "a b marked", "a b marked"},
        /* whole characters of the original */
        {"e", "e\u0301 é E", "[e\u0301] [é] [E]"},
        {"cafe", "CAFÉ café", "[CAFÉ] [café]"},
        {"i", "oﬃce", "o[ﬃ]ce"},
        {"fic", "oﬃce", "o[ﬃc]e"},
        {"1", "½ 1", "[½] [1]"},
        {"a1", "a½", "[a½]"},
        {"ss", "Straße", "Stra[ß]e"},
        {"oe", "œuvre", "[œ]uvre"},
        {"한", "한국 \u1112\u1161\u11AB\u1100", "[한]국 [\u1112\u1161\u11AB]\u1100"},
        {"\u1112\u1161\u11AB", "한", "[한]"},
        {"하", "한", "한"},
        {"👩", "👩\u200D👩\u200D👦 x", "[👩\u200D👩\u200D👦] x"},
        {"ukraine's", "Ukraine’s", "[Ukraine’s]"},
        {"a-b", "a–b", "[a–b]"},
        {"“a”", "'a' “a”", "'[a]' “[a]”"},
        {"x", "a\xFFx\xC3", "a\xFF[x]\xC3"},
        {"\uFFFD", "a\xFFx", "a[\xFF]x"},
    };
    struct match_list found = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct query *query = read_query(NULL, cases[i].query);
        struct buffer marked = {0};
        struct lighting *lighting = lighting_new(query);
        assert_non_null(lighting);
        lighting_allow(lighting, 1000000);
        assert_true(lighting_find(lighting, slice_of(cases[i].text), &found));
        lighting_free(lighting);
        mark_matches(slice_of(cases[i].text), &found, &marked);
        assert_string_equal(buffer_string(&marked), cases[i].lit);
        buffer_free(&marked);
        query_free(query);
    }
    match_list_free(&found);
}

/* --- needles --- */

static void append_random_text(struct buffer *text, uint64_t *state, const char *const *pieces,
                               size_t count, size_t longest)
{
    for (size_t i = next_random(state) % (longest + 1); i > 0; i--)
        assert_true(buffer_append_string(text, pieces[next_random(state) % count]));
}

/* Searching ASCII in place is the same as folding it and looking for the bytes. */
static void finds_in_place_what_folding_finds(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a",  "A",  "b",  "B", "q", " ",
                                         "  ", "\t", "\n", "é", "'", "-"};
    uint64_t random = 7;
    struct buffer scratch = {0};
    size_t held = 0;
    for (int i = 0; i < RANDOM_TEXTS; i++) {
        bool is_ascii = next_random(&random) % 4 > 0;
        struct buffer text = {0}, word = {0}, folded_text = {0}, folded = {0};
        append_random_text(&text, &random, pieces, is_ascii ? 9 : 12, 12);
        append_random_text(&word, &random, pieces, is_ascii ? 9 : 12, 4);
        assert_true(text_fold(buffer_slice(&text), &folded_text, NULL));
        assert_true(text_fold(buffer_slice(&word), &folded, NULL));
        if (slice_trim(buffer_slice(&folded)).length) {
            struct needle needle = needle_new(buffer_slice(&folded));
            bool holds = strstr(buffer_string(&folded_text), folded.data) != NULL;
            assert_int_equal(needle_in(&needle, buffer_slice(&text), &scratch), holds);
            held += holds;
        }
        buffer_free(&text);
        buffer_free(&word);
        buffer_free(&folded_text);
        buffer_free(&folded);
    }
    assert_true(held > RANDOM_TEXTS / 20);
    buffer_free(&scratch);
}

/* --- memory --- */

static void finds_or_fails_without_memory(void **state)
{
    (void)state;
    struct query *query = read_query(NULL, "a (b OR -\"c d\") -e f /f/");
    struct slice text = SLICE("a b f é a b f a b f a b f");
    bool failed = true;
    for (size_t nth = 1; failed; nth++) {
        struct match_list found = {0};
        failing_memory_start(nth, false);
        struct lighting *lighting = lighting_new(query);
        if (lighting)
            lighting_allow(lighting, 1000000);
        bool done = lighting && lighting_find(lighting, text, &found);
        bool has_begun = lighting != NULL;
        lighting_free(lighting);
        failed = failing_memory_stop();
        assert_int_equal(done, !failed);
        assert_int_equal(found.failed, failed && has_begun);
        if (done)
            assert_int_equal(found.count, 12);
        match_list_free(&found);
    }
    query_free(query);
    query_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lights_up_matches),
        cmocka_unit_test(finds_in_place_what_folding_finds),
        cmocka_unit_test(finds_or_fails_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
