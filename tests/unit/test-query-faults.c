/* test-query-faults.c: queries that are not well formed: what is said about them, and what is read
 * nevertheless while they are typed. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/gate.h"
#include "support/read-query.h"

/* --- queries that are not well formed --- */

#define MISSING      "a word is missing here; AND, OR, NOT and - are words between quotation marks"
#define AS_IT_STANDS "; between quotation marks it is looked for as it stands"
#define NO_DATE(text) \
    "\"" text "\" is no date; write YYYY-MM-DD or as much as is known, A..B, or >= before a date"
#define NEVER_CLOSED     "this regular expression is never closed" AS_IT_STANDS
#define CANNOT_READ(why) "this regular expression can't be read: " why

static void names_faults_with_their_place(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        size_t column; /* in characters */
        const char *message;
        const char *forgiven; /* the canonical form of what is read nevertheless */
    } cases[] = {
        {"OR", 1, MISSING, ""},
        {"OR a", 1, MISSING, "a"},
        {"a OR", 5, MISSING, "a"},
        {"a OR  ", 7, MISSING, "a"},
        {"a OR OR b", 6, MISSING, "a OR b"},
        {"AND a", 1, MISSING, "a"},
        {"a AND", 6, MISSING, "a"},
        {"a AND AND b", 7, MISSING, "a b"},
        {"a AND OR b", 7, MISSING, "a OR b"},
        {"a OR AND b", 6, MISSING, "a OR b"},
        {"한국 NOT", 7, MISSING, "한국"},
        {"a -", 4, MISSING, "a"},
        {"(-)", 3, MISSING, ""},
        {"NOT AND a", 5, MISSING, "a"},
        {"-OR a", 2, MISSING, "a"},
        {"(OR a)", 2, MISSING, "a"},
        {"a ()", 3, "there is nothing between these parentheses", "a"},
        {"a (b", 3, "this parenthesis is never closed", "a b"},
        {"(", 1, "this parenthesis is never closed", ""},
        {"((a) b", 1, "this parenthesis is never closed", "a b"},
        {"a)", 2, "this parenthesis closes nothing", "a"},
        {") a", 1, "this parenthesis closes nothing", "a"},
        {"a OR b) c", 7, "this parenthesis closes nothing", "(a OR b) c"},
        {"한 \"b c", 3, "this quotation mark is never closed", "한 \"b c\""},
        {"\"", 1, "this quotation mark is never closed", ""},
        {"“a\\”", 1, "this quotation mark is never closed", "\"a\\”\""},
        {"role:", 6, "a value is missing here", ""},
        {"role: a", 6, "a value is missing here", "a"},
        {"in:quote", 4, "there is no table \"quote\"; the nearest is \"quotes\"", ""},
        {"in:nothing", 4,
         "there is no table \"nothing\"; there are events, people, quotes, fields, sources, "
         "judgements, lines, conflicts, briefing",
         ""},
        {"has:flavour a", 5, "no table has a column \"flavour\"", "a"},
        {"has:quote_typ", 5, "no table has a column \"quote_typ\"; the nearest is \"quote_type\"",
         ""},
        {"date:soon", 6, NO_DATE("soon"), ""},
        {"date:2023-13", 6, NO_DATE("2023-13"), ""},
        {"date:2023..2022", 6, NO_DATE("2023..2022"), ""},
        {"date:..", 6, NO_DATE(".."), ""},
        {"date:>", 6, NO_DATE(">"), ""},
        {"date:>2022/..", 6, NO_DATE(">2022/.."), ""},
        {"a flavour:red", 3, "no table has a column \"flavour\"" AS_IT_STANDS, "a \"flavour:red\""},
        {"quote_typ:x", 1,
         "no table has a column \"quote_typ\"; the nearest is \"quote_type\"" AS_IT_STANDS,
         "\"quote_typ:x\""},
        {"words:a", 1, "a query calls this \"text\"" AS_IT_STANDS, "\"words:a\""},
        {"speakr:a", 1, "no table has a column \"speakr\"; the nearest is \"speaker\"" AS_IT_STANDS,
         "\"speakr:a\""},
        {"is:mark", 4, "there is no state \"mark\"; the nearest is \"marked\"", ""},
        {"a is:(x OR marked)", 7,
         "there is no state \"x\"; there are marked, anonymous, unsourced, disputed, changed",
         "a is:marked"},
        /* regular expressions */
        {"a /b c", 3, NEVER_CLOSED, "a /b c/"},
        {"/usr/bin x", 1, NEVER_CLOSED, "/usr/bin x/"},
        {"/a\\", 1, NEVER_CLOSED, "/a/"},
        {"/\\Qa\\", 1, NEVER_CLOSED, "/\\Qa/"},
        {"/\\", 1, NEVER_CLOSED, ""},
        {"/한[", 1, NEVER_CLOSED, "/한/"},
        {"한 /한(b/ c", 7, CANNOT_READ("missing closing parenthesis"), "한 /한/ c"},
        {"/(/ a", 3, CANNOT_READ("missing closing parenthesis"), "a"},
        {"/a++++/", 5, CANNOT_READ("quantifier does not follow a repeatable item"), "/a++/"},
        {"/\\C/", 4, CANNOT_READ("using \\C is disabled by the application"), ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct diag_list diags = {0};
        assert_null(query_new(slice_of(cases[i].typed), QUERY_STRICT, &diags));
        assert_int_equal(diags.count, 1);
        assert_int_equal(diags.items[0].code, DIAG_QUERY);
        assert_string_equal(diags.items[0].message, cases[i].message);
        assert_string_equal(diags.items[0].place.file, QUERY_PLACE);
        assert_int_equal(diags.items[0].place.line, 1);
        assert_int_equal(diags.items[0].place.column, cases[i].column);
        diag_list_free(&diags);
        expect_canonical(cases[i].typed, QUERY_FORGIVING, cases[i].forgiven);
    }
}

/* An expression of which only little could be read is not worth the work at each letter typed. */
static void leaves_out_what_is_far_from_readable(void **state)
{
    (void)state;
    struct buffer typed = {0};
    buffer_append_string(&typed, "b /a[");
    buffer_append_repeated(&typed, 'x', 1000);
    expect_canonical(buffer_string(&typed), QUERY_FORGIVING, "b");
    buffer_free(&typed);
}

static void refuses_what_is_not_utf8(void **state)
{
    (void)state;
    for (enum query_reading reading = QUERY_FORGIVING; reading <= QUERY_STRICT; reading++) {
        struct diag_list diags = {0};
        assert_null(query_new(SLICE("한 \xFF"), reading, &diags));
        assert_int_equal(diags.items[0].place.column, 3);
        assert_string_equal(diags.items[0].message,
                            "a query must be UTF-8; here stands a byte that is not");
        diag_list_free(&diags);
    }
}

static void shows_the_place_of_a_fault(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        unsigned flags;
        const char *shown;
    } cases[] = {
        {"cyber OR", 0, "cyber OR\n        ^\n"},
        {"한국 (b", 0, "한국 (b\n     ^\n"},
        {"é (b", 0, "é (b\n  ^\n"},
        {"a\nb\x1B (c", 0, "a↵b^[ (c\n      ^\n"},
        {"é (b", GATE_ASCII, "e (b\n  ^\n"},
        {"a\xFF", 0, "a\uFFFD\n ^\n"},
        {"0123456789 0123456789 0123456789 0123456789 0123456789 ( 123456789 123456789 12", 0,
         "…56789 0123456789 0123456789 0123456789 0123456789 ( 123456789 12345678…\n"
         "                                                   ^\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct diag_list diags = {0};
        struct buffer shown = {0};
        assert_null(query_new(slice_of(cases[i].typed), QUERY_STRICT, &diags));
        assert_true(query_append_fault(&shown, slice_of(cases[i].typed), &diags.items[0],
                                       cases[i].flags, TEXT_ON_PAPER));
        assert_string_equal(buffer_string(&shown), cases[i].shown);
        buffer_free(&shown);
        diag_list_free(&diags);
    }
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_faults_with_their_place),
        cmocka_unit_test(leaves_out_what_is_far_from_readable),
        cmocka_unit_test(refuses_what_is_not_utf8),
        cmocka_unit_test(shows_the_place_of_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
