/* test-query-edit.c: pins that come and go, and text that stays as it was typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "briefbook/query-edit.h"
#include "support/failing-memory.h"

static const struct pin talks = {
    PIN_TERM, {"event", sizeof "event" - 1}, {"talks", sizeof "talks" - 1}};

struct pin_case {
    const char *text;
    const char *id;
    const char *changed;
};

static void assert_pins(const struct pin_case *cases, size_t count, enum pin_change expected)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer changed = {0};
        enum pin_change change =
            query_pin(slice_of(cases[i].text),
                      &(struct pin){PIN_TERM, SLICE("event"), slice_of(cases[i].id)}, &changed);
        assert_string_equal(buffer_string(&changed), cases[i].changed);
        assert_int_equal(change, expected);
        buffer_free(&changed);
    }
}

#define ASSERT_PINS(cases, expected) assert_pins(cases, sizeof cases / sizeof cases[0], expected)

static void test_put(void **state)
{
    (void)state;
    static const struct pin_case cases[] = {
        {"", "talks", "event:talks"},
        {"  ", "talks", "  event:talks"},
        {"chun", "talks", "chun event:talks"},
        {" chun  cyber ", "talks", " chun  cyber event:talks"},
        {"사람", "talks", "사람 event:talks"},
        {"\"a phrase\" -not", "talks", "\"a phrase\" -not event:talks"},
        {"/a b/", "talks", "/a b/ event:talks"},
        {"person:a", "talks", "person:a event:talks"},
        /* values of one key are joined by OR */
        {"event:visit", "talks", "event:(visit OR talks)"},
        {"event:visit chun", "talks", "event:(visit OR talks) chun"},
        {"event:(visit  OR a-b) chun", "talks", "event:(visit  OR a-b OR talks) chun"},
        {"event:( visit )", "talks", "event:( visit  OR talks)"},
        {"Event:visit", "talks", "Event:(visit OR talks)"},
        {"event:\"a visit\"", "talks", "event:(\"a visit\" OR talks)"},
        {"event:one event:two", "talks", "event:one event:(two OR talks)"},
        {"event:visit AND b", "talks", "event:(visit OR talks) AND b"},
        /* but not with a term that asks for something else */
        {"-event:visit", "talks", "-event:visit event:talks"},
        {"NOT event:visit", "talks", "NOT event:visit event:talks"},
        {"-event:(talks OR a)", "talks", "-event:(talks OR a) event:talks"},
        {"event:=talks", "talks", "event:=talks event:talks"},
        {"(event:talks)", "talks", "(event:talks) event:talks"},
        {"event:(a b)", "talks", "event:(a b) event:talks"},
        {"event:(a OR -b)", "talks", "event:(a OR -b) event:talks"},
        {"event:(a OR (b))", "talks", "event:(a OR (b)) event:talks"},
        {"event_ids:talks", "talks", "event_ids:talks event:talks"},
        {"person:talks", "talks", "person:talks event:talks"},
        {"\"event:talks\"", "talks", "\"event:talks\" event:talks"},
        /* what OR joins becomes a group */
        {"a OR b", "talks", "(a OR b) event:talks"},
        {"event:talks OR b", "talks", "(event:talks OR b) event:talks"},
        {"(a OR b) c", "talks", "(a OR b) c event:talks"},
        {"date:(2022 OR 2023)", "talks", "date:(2022 OR 2023) event:talks"},
        {"a or b", "talks", "a or b event:talks"},
        /* ids that could be read as something else */
        {"", "a b", "event:\"a b\""},
        {"", "OR", "event:\"OR\""},
        {"", "-a", "event:\"-a\""},
        {"", "=a", "event:\"=a\""},
        {"", "a:b", "event:\"a:b\""},
        {"", "/a/", "event:\"/a/\""},
        {"", "a://b", "event:\"a://b\""},
        {"", "say \"so\"\\", "event:\"say \\\"so\\\"\\\\\""},
        {"event:talks", "사람", "event:(talks OR 사람)"},
    };
    ASSERT_PINS(cases, PIN_PUT);
}

static void test_take_out(void **state)
{
    (void)state;
    static const struct pin_case cases[] = {
        {"event:talks", "talks", ""},
        {"chun event:talks", "talks", "chun"},
        {"chun event:talks cyber", "talks", "chun cyber"},
        {"event:talks chun", "talks", "chun"},
        {"(a OR b) event:talks", "talks", "(a OR b)"},
        {"a AND event:talks", "talks", "a"},
        {"event:talks AND a", "talks", "a"},
        {"a AND event:talks AND b", "talks", "a AND b"},
        {"event:(talks OR visit)", "talks", "event:visit"},
        {"event:(visit OR talks) chun", "talks", "event:visit chun"},
        {"event:( talks OR visit )", "talks", "event:visit"},
        {"event:(a  OR talks OR b)", "talks", "event:(a OR b)"},
        {"event:(talks OR a OR  b)", "talks", "event:(a OR  b)"},
        {"event:(a OR b OR talks)", "talks", "event:(a OR b)"},
        {"event:(talks)", "talks", ""},
        {"event:talks event:visit", "talks", "event:visit"},
        {"-event:talks event:talks", "talks", "-event:talks"},
        {"event:\"a b\" c", "a b", "c"},
        {"event:(\"say \\\"so\\\"\" OR x)", "say \"so\"", "event:x"},
    };
    ASSERT_PINS(cases, PIN_TAKEN_OUT);
}

static void test_unfinished(void **state)
{
    (void)state;
    static const struct pin_case cases[] = {
        {"\"open", "talks", ""},       {"(a", "talks", ""},    {"event:(a OR b", "talks", ""},
        {"event:\"open", "talks", ""}, {"/open", "talks", ""}, {"a OR", "talks", ""},
        {"a AND", "talks", ""},        {"a -", "talks", ""},   {"event:", "talks", ""},
        {"event:(a OR", "talks", ""},
    };
    ASSERT_PINS(cases, PIN_UNFINISHED);
}

/* A pin that is put and taken out again leaves the text as it was, but for parentheses around OR. */
static void test_there_and_back(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",         "a b",          "\"x y\" -z", "event:visit", "event:(visit OR c) d",
        "(a OR b)", "/r/ in:quotes"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct buffer there = {0};
        struct buffer back = {0};
        assert_int_equal(query_pin(slice_of(texts[i]), &talks, &there), PIN_PUT);
        assert_int_equal(query_pin(buffer_slice(&there), &talks, &back), PIN_TAKEN_OUT);
        assert_string_equal(buffer_string(&back), texts[i]);
        buffer_free(&there);
        buffer_free(&back);
    }
}

struct form_case {
    const char *text;
    struct pin pin;
    const char *changed;
};

static void assert_forms(enum pin_change (*edit)(struct slice, const struct pin *, struct buffer *),
                         const struct form_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer changed = {0};
        edit(slice_of(cases[i].text), &cases[i].pin, &changed);
        assert_string_equal(buffer_string(&changed), cases[i].changed);
        buffer_free(&changed);
    }
}

#define TEXT(literal)               \
    {                               \
        literal, sizeof literal - 1 \
    }

static void test_forms(void **state)
{
    (void)state;
    static const struct form_case cases[] = {
        {"a", {PIN_WHOLE, TEXT("type"), TEXT("a visit")}, "a type:=\"a visit\""},
        {"type:=one", {PIN_WHOLE, TEXT("type"), TEXT("two")}, "type:=(one OR two)"},
        {"type:=(one OR two)", {PIN_WHOLE, TEXT("type"), TEXT("one")}, "type:=two"},
        {"type:one", {PIN_WHOLE, TEXT("type"), TEXT("one")}, "type:one type:=one"},
        {"a OR b", {PIN_EXCLUDED, TEXT("has"), TEXT("type")}, "(a OR b) -has:type"},
        {"a -has:type b", {PIN_EXCLUDED, TEXT("has"), TEXT("type")}, "a b"},
        {"a AND -has:type", {PIN_EXCLUDED, TEXT("has"), TEXT("type")}, "a"},
        {"NOT has:type AND b", {PIN_EXCLUDED, TEXT("has"), TEXT("type")}, "b"},
        {"-has:type", {PIN_EXCLUDED, TEXT("has"), TEXT("date")}, "-has:(type OR date)"},
        {"has:type", {PIN_EXCLUDED, TEXT("has"), TEXT("type")}, "has:type -has:type"},
    };
    assert_forms(query_pin, cases, sizeof cases / sizeof cases[0]);
}

static void test_put_in_place(void **state)
{
    (void)state;
    static const struct form_case cases[] = {
        {"a", {PIN_TERM, TEXT("date"), TEXT("2001..2002")}, "a date:2001..2002"},
        {"date:2001 a", {PIN_TERM, TEXT("date"), TEXT("2002")}, "date:2002 a"},
        {"a date:(2001 OR 2003)", {PIN_TERM, TEXT("date"), TEXT("2002")}, "a date:2002"},
        {"a date:>=2001", {PIN_TERM, TEXT("date"), TEXT("2002")}, "a date:2002"},
        {"-date:2001", {PIN_TERM, TEXT("date"), TEXT("2002")}, "-date:2001 date:2002"},
        {"date:2001 OR a", {PIN_TERM, TEXT("date"), TEXT("2002")}, "(date:2001 OR a) date:2002"},
        {"\"open", {PIN_TERM, TEXT("date"), TEXT("2002")}, ""},
    };
    assert_forms(query_put, cases, sizeof cases / sizeof cases[0]);
}

static void test_memory(void **state)
{
    (void)state;
    bool failed = true;
    for (size_t nth = 1; failed; nth++) {
        struct buffer changed = {0};
        failing_memory_start(nth, false);
        query_pin(SLICE("a OR b"), &talks, &changed);
        failed = failing_memory_stop();
        assert_int_equal(changed.failed, failed);
        buffer_free(&changed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_put),        cmocka_unit_test(test_take_out),
        cmocka_unit_test(test_unfinished), cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_forms),      cmocka_unit_test(test_put_in_place),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
