/* test-query.c: reading queries: tokens, trees, the canonical form and limits.
 *
 * Link with what failing-memory.h asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/query.h"
#include "query/tree.h"
#include "support/effort.h"
#include "support/failing-memory.h"
#include "support/random.h"
#include "support/read-query.h"

enum { RANDOM_QUERIES = EFFORT(50000), LONGEST_RANDOM_QUERY = 24 };

static struct query *try_query(struct slice text, enum query_reading reading)
{
    struct diag_list diags = {0};
    struct query *query = query_new(text, reading, &diags);
    assert_int_equal(diags.count, query ? 0 : 1);
    diag_list_free(&diags);
    return query;
}

/* --- well-formed queries --- */

static void reads_queries(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        const char *canonical;
    } cases[] = {
        {"", ""},
        {" \t\n ", ""},
        {"cyber", "cyber"},
        {"  cyber \t defence\n", "cyber defence"},
        {"cyber\u3000defence\u00A0space", "cyber defence space"},
        {"Cyber Ünité", "Cyber Ünité"},
        /* operators */
        {"a AND b", "a b"},
        {"a OR b", "a OR b"},
        {"a b OR c d", "a b OR c d"},
        {"a (b OR c) d", "a (b OR c) d"},
        {"(a b) OR (c d)", "a b OR c d"},
        {"(((a)))", "a"},
        {"a (b (c d))", "a b c d"},
        {"a OR (b OR (c OR d))", "a OR b OR c OR d"},
        {"a OR b AND c", "a OR b c"},
        {"NOT a", "-a"},
        {"-a", "-a"},
        {"NOT NOT a", "a"},
        {"--a", "a"},
        {"---a", "-a"},
        {"NOT -(NOT a)", "-a"},
        {"-(a OR b)", "-(a OR b)"},
        {"-(a b)", "-(a b)"},
        {"-(a -b)", "-(a -b)"},
        {"-(-(a b))", "a b"},
        {"NOT a OR b", "-a OR b"},
        {"NOT a b", "-a b"},
        {"NOT(a)", "-a"},
        {"a(b)c", "a b c"},
        {"(a)(b)", "a b"},
        /* words that look like operators */
        {"and or not And Or Not", "and or not And Or Not"},
        {"ANDroid ORder NOTe", "ANDroid ORder NOTe"},
        {"\"AND\" \"OR\" \"NOT\"", "\"AND\" \"OR\" \"NOT\""},
        {"rules-based", "rules-based"},
        {"a - b", "a \"-\" b"},
        {"a -- b --", "a \"--\" b \"--\""},
        {"(a ---)", "a \"---\""},
        {"-\"-a\"", "-\"-a\""},
        {"–a", "–a"},
        {"& … ! ' `", "& … ! ' `"},
        {"a\\b \\", "a\\b \\"},
        /* phrases */
        {"\"integrated deterrence\"", "\"integrated deterrence\""},
        {"\"cyber\"", "cyber"},
        {"“integrated deterrence”", "\"integrated deterrence\""},
        {"„a b“ ‟c d\"", "\"a b\" \"c d\""},
        {"a\"b c\"d", "a \"b c\" d"},
        {"\" a  b \"", "\" a  b \""},
        {"\"\"", ""},
        {"\"\" \" \t\" “” -\"\"", ""},
        {"a OR \"\"", "a"},
        {"a \"\" OR b", "a OR b"},
        {"(\"\")", ""},
        {"\"\u0301\"", ""}, /* folds to nothing */
        {"\"a \\\" b\"", "\"a \\\" b\""},
        {"\"a \\” b\"", "\"a \\” b\""},
        {"\"a \\\\ b\"", "\"a \\\\ b\""},
        {"\"a \\b c\"", "\"a \\\\b c\""},
        {"\"(a)\"", "\"(a)\""},
        {"\"OR\"", "\"OR\""},
        {"\"rules-based\"", "rules-based"},
        {"-\"a b\"", "-\"a b\""},
        {"5″", "5″"},
        /* what only looks like a term */
        {"10:30", "10:30"},
        {":a", ":a"},
        {"https://example.org/a:b", "https://example.org/a:b"},
        {"\"in:quotes\"", "\"in:quotes\""},
        {"/", "/"},
        {"a / b (c /)", "a / b c /"},
        {"and/or", "and/or"},
        {"\"/a/\"", "\"/a/\""},
        /* regular expressions */
        {"/nato.{1,20}seoul/", "/nato.{1,20}seoul/"},
        {"/(a|b) \"c/ -/d/", "/(a|b) \"c/ -/d/"},
        {"/a/b/ c", "/a/b/ c"},
        {"/a\\/ b\\\\/ c", "/a\\/ b\\\\/ c"},
        {"(/a/)/b/", "/a/ /b/"},
        {"//", ""},
        {"a OR // OR /한/", "a OR /한/"},
        /* terms */
        {"in:quotes", "in:quotes"},
        {"IN:quotes", "IN:quotes"},
        {"-in:quotes", "-in:quotes"},
        {"has:original_text", "has:original_text"},
        {"role:minister", "role:minister"},
        {"Quote-Type:partial", "Quote-Type:partial"},
        {"role:\"prime minister\"", "role:\"prime minister\""},
        {"role:\"minister\"", "role:minister"},
        {"role:=minister", "role:=minister"},
        {"role:=\"prime minister\"", "role:=\"prime minister\""},
        {"role:\"=a\"", "role:\"=a\""},
        {"role:-a role:OR role:a:b", "role:-a role:OR role:a:b"},
        {"role:/a/ role:(/b c/)", "role:/a/ role:/b role:c/"},
        {"type:(visit OR talks)", "type:visit OR type:talks"},
        {"type:(visit -talks)", "type:visit -type:talks"},
        {"type:=(a OR role:b)", "type:=a OR role:b"},
        {"-type:(visit OR talks) a", "-(type:visit OR type:talks) a"},
        {"role:\"\"", ""},
        {"role:a\"b c\"", "role:a \"b c\""},
        {"date:2023-02", "date:2023-02"},
        {"date:(2022 OR >=2023-06)", "date:2022 OR date:>=2023-06"},
        {"date:\"2022-04..2023-02\"", "date:2022-04..2023-02"},
        {"-date:..2022", "-date:..2022"},
        {"event:(a OR \"First talks\")", "event:a OR event:\"First talks\""},
        {"person:x speaker:x quote:x field:x", "person:x speaker:x quote:x field:x"},
        {"source:x judgement:x line:x -conflict:x", "source:x judgement:x line:x -conflict:x"},
        {"event:=a in:=quotes has:=text date:=2022", "event:a in:quotes has:text date:2022"},
        {"is:(marked OR Anonymous)", "is:marked OR is:Anonymous"},
        {"is:unsourced is:disputed is:changed", "is:unsourced is:disputed is:changed"},
        {"url:https://example.org", "url:https://example.org"}, /* one word */
        {"url:\"https://example.org\"", "url:\"https://example.org\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_canonical(cases[i].typed, QUERY_STRICT, cases[i].canonical);
        expect_canonical(cases[i].typed, QUERY_FORGIVING, cases[i].canonical);
        expect_canonical(cases[i].canonical, QUERY_STRICT, cases[i].canonical);
    }
}

/* --- limits --- */

static void expect_limit(const struct buffer *text, const char *message)
{
    for (enum query_reading reading = QUERY_FORGIVING; reading <= QUERY_STRICT; reading++) {
        struct diag_list diags = {0};
        struct query *query = query_new(buffer_slice(text), reading, &diags);
        assert_int_equal(query == NULL, message != NULL);
        if (message)
            assert_string_equal(diags.items[0].message, message);
        query_free(query);
        diag_list_free(&diags);
    }
}

static void append_repeated(struct buffer *buffer, const char *string, size_t count)
{
    while (count-- > 0)
        assert_true(buffer_append_string(buffer, string));
}

static void keeps_to_its_limits(void **state)
{
    (void)state;
    struct buffer text = {0};
    append_repeated(&text, "a", QUERY_MOST_BYTES);
    expect_limit(&text, NULL);
    append_repeated(&text, "a", 1);
    expect_limit(&text, "a query can't be longer than 64 KiB; this one has 65537 bytes");

    buffer_clear(&text);
    append_repeated(&text, "-a OR ", QUERY_MOST_TERMS - 1);
    append_repeated(&text, "a", 1);
    expect_limit(&text, NULL);
    append_repeated(&text, " a", 1);
    expect_limit(&text, "a query can't have more than 10,000 terms");

    buffer_clear(&text);
    append_repeated(&text, "-(a OR b ", QUERY_MOST_GROUPS);
    append_repeated(&text, ")", QUERY_MOST_GROUPS);
    expect_limit(&text, NULL);
    buffer_clear(&text);
    append_repeated(&text, "(", QUERY_MOST_GROUPS + 1);
    append_repeated(&text, "a", 1);
    append_repeated(&text, ")", QUERY_MOST_GROUPS + 1);
    expect_limit(&text, "a query can't have more than 1,000 groups in each other");

    /* One group after the other is no nesting, nor are many signs of exclusion. */
    buffer_clear(&text);
    append_repeated(&text, "(a)", QUERY_MOST_GROUPS + 1);
    append_repeated(&text, "-", QUERY_MOST_BYTES / 2);
    append_repeated(&text, "a", 1);
    expect_limit(&text, NULL);
    buffer_free(&text);
}

/* --- the canonical form --- */

static bool same_tree(const struct node *a, const struct node *b)
{
    if (!a || !b)
        return a == b;
    if (a->kind != b->kind || a->whole != b->whole || a->table != b->table ||
        a->depth != b->depth || !slice_equal(a->key, b->key) || !slice_equal(a->text, b->text) ||
        a->state != b->state || !slice_equal(a->needle.folded, b->needle.folded))
        return false;
    const struct node *one = a->first;
    const struct node *other = b->first;
    for (; one && other; one = one->next, other = other->next) {
        if (!same_tree(one, other))
            return false;
    }
    return one == other;
}

/* No tree has what a shorter one says as well. */
static bool is_lean(const struct node *node, const struct node *parent)
{
    if (!node)
        return true;
    if (parent && parent->kind == node->kind)
        return false;
    if (node->kind <= NODE_OR && (!node->first || !node->first->next))
        return false;
    for (const struct node *member = node->first; member; member = member->next) {
        if (!is_lean(member, node))
            return false;
    }
    return true;
}

static void append_random_piece(struct buffer *text, uint64_t *state)
{
    static const char *const pieces[] = {
        "a",    "b",    "한", "ﬁ",   "½",    "-",     "--",     "\"",       "“",
        "”",    "\\",   "(",  ")",   " ",    " ",     " ",      "\u00A0",   "AND",
        "OR",   "NOT",  "or", ":",   "role", "role:", "type:",  "type:=",   "in:quotes",
        "has:", "text", "/",  "://", "=",    "10:30", "\u0301", "\n",       "speaker:",
        "x:",   "/",    "/",  "[",   "]",    "{2}",   "\\Q",    "is:marked"};
    assert_true(buffer_append_string(text, PICK(state, pieces)));
}

static void rereads_its_canonical_form(void **state)
{
    (void)state;
    uint64_t random = 20230214;
    for (int i = 0; i < RANDOM_QUERIES; i++) {
        struct buffer text = {0};
        struct buffer canonical = {0};
        struct buffer again = {0};
        for (uint32_t pieces = next_random(&random) % LONGEST_RANDOM_QUERY; pieces > 0; pieces--)
            append_random_piece(&text, &random);
        struct query *query = try_query(buffer_slice(&text), QUERY_FORGIVING);
        assert_non_null(query);
        assert_true(is_lean(query->root, NULL));
        assert_true(query_append_canonical(query, &canonical));
        struct query *reread = try_query(buffer_slice(&canonical), QUERY_STRICT);
        if (!reread || !same_tree(query->root, reread->root))
            fail_msg("%s\n  reads %s", buffer_string(&text), buffer_string(&canonical));
        assert_true(query_append_canonical(reread, &again));
        assert_string_equal(buffer_string(&canonical), buffer_string(&again));
        /* What is read strictly is read the same forgivingly. */
        struct query *strict = try_query(buffer_slice(&text), QUERY_STRICT);
        assert_true(!strict || same_tree(strict->root, query->root));
        query_free(strict);
        query_free(reread);
        query_free(query);
        buffer_free(&text);
        buffer_free(&canonical);
        buffer_free(&again);
    }
}

/* --- parts --- */

static void takes_queries_apart(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        const char *parts[4];
        const char *without[4]; /* the part of that number */
    } cases[] = {
        {"", {NULL}, {NULL}},
        {"a", {"a"}, {""}},
        {"a OR b", {"a OR b"}, {""}},
        {"a b", {"a", "b"}, {"b", "a"}},
        {"a -(b c) (d OR e)",
         {"a", "-(b c)", "d OR e"},
         {"-(b c) (d OR e)", "a (d OR e)", "a -(b c)"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct query *query = try_query(slice_of(cases[i].typed), QUERY_STRICT);
        size_t count = 0;
        for (; cases[i].parts[count]; count++) {
            struct buffer part = {0};
            struct buffer without = {0};
            struct query *rest = query_without_part(query, count);
            assert_true(query_append_part(query, count, &part));
            assert_string_equal(buffer_string(&part), cases[i].parts[count]);
            assert_true(query_append_canonical(rest, &without));
            assert_string_equal(buffer_string(&without), cases[i].without[count]);
            query_free(rest);
            buffer_free(&part);
            buffer_free(&without);
        }
        assert_int_equal(query_part_count(query), count);
        query_free(query);
    }
}

/* --- memory --- */

static const char costly[] =
    "a (b OR -\"c d\") type:(x OR y) has:text in:quotes -e /f.*(g|h)/ event:i is:marked";

static void survives_lack_of_memory(void **state)
{
    (void)state;
    for (int sticky = 0; sticky <= 1; sticky++) {
        bool failed = true;
        for (size_t nth = 1; failed; nth++) {
            struct diag_list diags = {0};
            failing_memory_start(nth, sticky);
            struct query *query = query_new(slice_of(costly), QUERY_STRICT, &diags);
            failed = failing_memory_stop();
            assert_int_equal(query == NULL, failed);
            if (failed)
                assert_true(diags.out_of_memory || diags.counts[DIAG_OUT_OF_MEMORY] == 1);
            query_free(query);
            diag_list_free(&diags);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_queries),
        cmocka_unit_test(keeps_to_its_limits),
        cmocka_unit_test(rereads_its_canonical_form),
        cmocka_unit_test(takes_queries_apart),
        cmocka_unit_test(survives_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
