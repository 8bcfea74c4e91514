/* test-schema.c: the vocabulary of the format, spelled out once more, and how names are read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/schema.h"

/* Every table and column that briefbook(5) names, in its order. */
static const struct {
    enum table_id id;
    const char *name;
    const char *columns;
} format[] = {
    {TABLE_EVENTS, "events",
     "id name type start_date end_date date_text location country status description attendee_ids "
     "field_ids source_ids credibility tlp classification"},
    {TABLE_PEOPLE, "people",
     "id name family_name given_name sort_name native_name capacity rank rank_code "
     "honorific_prefix service country role organization start_date end_date as_of summary "
     "source_ids"},
    {TABLE_QUOTES, "quotes",
     "id speaker_id attribution_text attribution_kind text quote_type role anonymity_reason date "
     "date_text language original_text original_language translator relayed_by event_id "
     "about_event_ids field_ids source_ids locator credibility tlp classification"},
    {TABLE_FIELDS, "fields",
     "id name short_name kind parent_id description status as_of source_ids"},
    {TABLE_SOURCES, "sources",
     "id type title author container_title publisher issued url accessed archive_url archive_file "
     "language descriptor reliability tlp classification"},
    {TABLE_JUDGEMENTS, "judgements",
     "id text kind likelihood confidence confidence_basis quote_ids event_ids field_ids "
     "source_ids changed_from tlp classification"},
    {TABLE_LINES, "lines", "id kind question text event_ids field_ids quote_ids source_ids"},
    {TABLE_CONFLICTS, "conflicts",
     "id table row_id column value_a source_a_ids value_b source_b_ids resolution"},
    {TABLE_BRIEFING, "briefing",
     "id title number revision supersedes as_of prepared author tlp classification language "
     "bottom_line license"},
};

static void test_tables(void **state)
{
    (void)state;
    assert_int_equal(sizeof format / sizeof format[0], TABLE_PLAIN);
    assert_int_equal(PANE_TABLES, 8);
    for (size_t i = 0; i < TABLE_PLAIN; i++) {
        const struct table_schema *schema = schema_table(format[i].id);
        struct slice rest = slice_of(format[i].columns);
        struct slice column;
        size_t count = 0;
        assert_int_equal(format[i].id, i);
        assert_int_equal(schema->id, i);
        assert_string_equal(schema->name, format[i].name);
        assert_true(strlen(schema->title) > 0 && strlen(schema->one) > 0 &&
                    strlen(schema->help) > 0);
        while (slice_next(&rest, ' ', &column)) {
            assert_true(count < schema->column_count);
            assert_true(slice_is(column, schema->columns[count].name));
            count++;
        }
        assert_int_equal(schema->column_count, count);
    }
    assert_null(schema_table(TABLE_PLAIN));
    assert_null(schema_table(TABLE_NONE));
}

static const struct column_schema *column(enum table_id table, const char *name)
{
    size_t number = schema_find_column(schema_table(table), slice_of(name));
    assert_true(number < schema_table(table)->column_count);
    return &schema_table(table)->columns[number];
}

/* What holds for every column. */
static void test_columns(void **state)
{
    (void)state;
    for (enum table_id table = 0; table < TABLE_PLAIN; table++) {
        const struct table_schema *schema = schema_table(table);
        bool has_name = false;
        assert_int_equal(schema->columns[0].kind, COLUMN_ID);
        for (size_t i = 0; i < schema->column_count; i++) {
            const struct column_schema *known = &schema->columns[i];
            bool one_link = known->kind == COLUMN_LINK || known->kind == COLUMN_LINKS;
            size_t length = strlen(known->name);
            bool is_ids = length > 4 && strcmp(known->name + length - 4, "_ids") == 0;
            assert_true(strlen(known->title) > 0 && strlen(known->help) > 0);
            assert_int_equal(known->kind == COLUMN_ID, i == 0);
            assert_int_equal(known->target != TABLE_NONE, one_link);
            assert_int_equal(known->values[0] != NULL, known->kind == COLUMN_ENUM);
            assert_int_equal(column_is_link(known), one_link || known->kind == COLUMN_ROW_LINK);
            assert_int_equal(known->kind == COLUMN_LINKS, is_ids);
            assert_int_equal(known->kind == COLUMN_MARKING,
                             strcmp(known->name, "classification") == 0);
            assert_int_equal(schema_find_column(schema, slice_of(known->name)), i);
            has_name |= known->flags & COLUMN_IS_NAME;
        }
        assert_true(has_name);
    }
}

static void test_targets(void **state)
{
    (void)state;
    static const struct {
        enum table_id table;
        const char *column;
        enum table_id target;
    } links[] = {
        {TABLE_EVENTS, "attendee_ids", TABLE_PEOPLE},
        {TABLE_EVENTS, "field_ids", TABLE_FIELDS},
        {TABLE_EVENTS, "source_ids", TABLE_SOURCES},
        {TABLE_PEOPLE, "source_ids", TABLE_SOURCES},
        {TABLE_QUOTES, "speaker_id", TABLE_PEOPLE},
        {TABLE_QUOTES, "event_id", TABLE_EVENTS},
        {TABLE_QUOTES, "about_event_ids", TABLE_EVENTS},
        {TABLE_QUOTES, "field_ids", TABLE_FIELDS},
        {TABLE_QUOTES, "source_ids", TABLE_SOURCES},
        {TABLE_FIELDS, "parent_id", TABLE_FIELDS},
        {TABLE_FIELDS, "source_ids", TABLE_SOURCES},
        {TABLE_JUDGEMENTS, "quote_ids", TABLE_QUOTES},
        {TABLE_JUDGEMENTS, "event_ids", TABLE_EVENTS},
        {TABLE_JUDGEMENTS, "field_ids", TABLE_FIELDS},
        {TABLE_JUDGEMENTS, "source_ids", TABLE_SOURCES},
        {TABLE_LINES, "event_ids", TABLE_EVENTS},
        {TABLE_LINES, "field_ids", TABLE_FIELDS},
        {TABLE_LINES, "quote_ids", TABLE_QUOTES},
        {TABLE_LINES, "source_ids", TABLE_SOURCES},
        {TABLE_CONFLICTS, "source_a_ids", TABLE_SOURCES},
        {TABLE_CONFLICTS, "source_b_ids", TABLE_SOURCES},
        {TABLE_CONFLICTS, "row_id", TABLE_NONE},
    };
    size_t count = 0;
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
        assert_int_equal(column(links[i].table, links[i].column)->target, links[i].target);
    for (enum table_id table = 0; table < TABLE_PLAIN; table++) {
        for (size_t i = 0; i < schema_table(table)->column_count; i++)
            count += column_is_link(&schema_table(table)->columns[i]);
    }
    assert_int_equal(count, sizeof links / sizeof links[0]);
}

/* Lowest first, since markings are compared. */
static void test_values(void **state)
{
    (void)state;
    static const struct {
        enum table_id table;
        const char *column;
        const char *values[10];
    } enums[] = {
        {TABLE_EVENTS, "status", {"held", "planned", "cancelled"}},
        {TABLE_EVENTS, "credibility", {"1", "2", "3", "4", "5", "6"}},
        {TABLE_EVENTS, "tlp", {"CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"}},
        {TABLE_QUOTES, "attribution_kind", {"body", "unnamed"}},
        {TABLE_QUOTES, "quote_type", {"direct", "partial", "paraphrase"}},
        {TABLE_QUOTES, "credibility", {"1", "2", "3", "4", "5", "6"}},
        {TABLE_QUOTES, "tlp", {"CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"}},
        {TABLE_FIELDS, "kind", {"field", "instrument", "forum"}},
        {TABLE_SOURCES, "reliability", {"A", "B", "C", "D", "E", "F"}},
        {TABLE_SOURCES, "tlp", {"CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"}},
        {TABLE_JUDGEMENTS, "kind", {"fact", "judgement", "assumption"}},
        {TABLE_JUDGEMENTS,
         "likelihood",
         {"almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely",
          "very likely", "almost certain"}},
        {TABLE_JUDGEMENTS, "confidence", {"low", "moderate", "high"}},
        {TABLE_JUDGEMENTS, "tlp", {"CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"}},
        {TABLE_LINES, "kind", {"take", "if-raised", "ask"}},
        {TABLE_CONFLICTS,
         "table",
         {"events", "people", "quotes", "fields", "sources", "judgements", "lines", "conflicts",
          "briefing"}},
        {TABLE_BRIEFING, "tlp", {"CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"}},
    };
    for (size_t i = 0; i < sizeof enums / sizeof enums[0]; i++) {
        const struct column_schema *known = column(enums[i].table, enums[i].column);
        int value = 0;
        assert_int_equal(known->kind, COLUMN_ENUM);
        for (; enums[i].values[value]; value++)
            assert_int_equal(schema_value(known, slice_of(enums[i].values[value])), value);
        assert_null(known->values[value]);
        assert_int_equal(schema_value(known, SLICE("")), -1);
        assert_int_equal(schema_value(known, SLICE("none")), -1);
    }
    assert_int_equal(schema_value(column(TABLE_EVENTS, "tlp"), SLICE("red")), -1);
    assert_int_equal(schema_value(column(TABLE_EVENTS, "tlp"), SLICE("RED ")), -1);
    assert_int_equal(schema_value(column(TABLE_EVENTS, "name"), SLICE("RED")), -1);
}

static void test_required(void **state)
{
    (void)state;
    static const char *const required[TABLE_PLAIN] = {
        "name", "name", "text", "name", "", "text", "text", "value_a value_b", "title"};
    for (enum table_id table = 0; table < TABLE_PLAIN; table++) {
        struct slice rest = slice_of(required[table]);
        struct slice name;
        bool more = slice_next(&rest, ' ', &name);
        for (size_t i = 0; i < schema_table(table)->column_count; i++) {
            const struct column_schema *known = &schema_table(table)->columns[i];
            bool wanted = more && slice_is(name, known->name);
            assert_int_equal((known->flags & COLUMN_REQUIRED) != 0, wanted);
            if (wanted)
                more = slice_next(&rest, ' ', &name);
        }
        assert_false(more);
    }
}

/* ---- Names ---------------------------------------------------------------------------------- */

static void test_same_name(void **state)
{
    (void)state;
    static const struct {
        const char *a;
        const char *b;
        int order;
    } cases[] = {
        {"text", "text", 0},
        {"Text", "tEXT", 0},
        {"start_date", "Start Date", 0},
        {"start_date", "startdate", 0},
        {" start-date ", "START__DATE", 0},
        {"", "", 0},
        {"", " -_", 0},
        {"text", "texts", -1},
        {"text", "tex", 1},
        {"", "a", -1},
        {"이름", "이름", 0},
        {"b", "\xC3\xA9", -1},
        {"\xC3\xA9", "\xC3\x89", 1},
        {"a.b", "ab", -1},
        {"a\tb", "ab", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct slice a = slice_of(cases[i].a);
        struct slice b = slice_of(cases[i].b);
        int order = schema_compare_names(a, b);
        int reverse = schema_compare_names(b, a);
        assert_int_equal(schema_same_name(a, b), cases[i].order == 0);
        assert_int_equal((order > 0) - (order < 0), cases[i].order);
        assert_int_equal((reverse > 0) - (reverse < 0), -cases[i].order);
    }
}

static void test_finding(void **state)
{
    (void)state;
    assert_int_equal(schema_find_table(SLICE("quotes")), TABLE_QUOTES);
    assert_int_equal(schema_find_table(SLICE(" Quotes")), TABLE_QUOTES);
    assert_int_equal(schema_find_table(SLICE("quote")), TABLE_NONE);
    assert_int_equal(schema_find_table(SLICE("")), TABLE_NONE);
    assert_int_equal(schema_find_table(SLICE("plain")), TABLE_NONE);
    const struct table_schema *quotes = schema_table(TABLE_QUOTES);
    assert_int_equal(schema_find_column(quotes, SLICE("Speaker ID")), QUOTES_SPEAKER_ID);
    assert_int_equal(schema_find_column(quotes, SLICE("speaker")), QUOTES_COLUMNS);
    assert_int_equal(schema_find_column(quotes, SLICE("")), QUOTES_COLUMNS);
}

static void test_fitting(void **state)
{
    (void)state;
    static const struct {
        const char *header;
        bool quotes;
        bool events;
        bool people;
    } cases[] = {
        {"text speaker_id", true, false, false},
        {"ATTRIBUTION-TEXT mood text", true, false, false},
        {"text", false, false, false},
        {"speaker_id", false, false, false},
        {"name start_date", false, true, false},
        {"date_text name", false, true, false},
        {"name end_date", false, false, false},
        {"start_date", false, false, false},
        {"name role", false, false, true},
        {"organization name", false, false, true},
        {"role organization", false, false, false},
        {"name text role speaker_id date_text", true, true, true},
        {"", false, false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct slice header[8];
        struct slice rest = slice_of(cases[i].header);
        size_t count = 0;
        while (slice_next(&rest, ' ', &header[count]))
            count++;
        assert_int_equal(schema_fits(schema_table(TABLE_QUOTES), header, count), cases[i].quotes);
        assert_int_equal(schema_fits(schema_table(TABLE_EVENTS), header, count), cases[i].events);
        assert_int_equal(schema_fits(schema_table(TABLE_PEOPLE), header, count), cases[i].people);
        assert_false(schema_fits(schema_table(TABLE_SOURCES), header, count));
    }
}

static void test_marking_levels(void **state)
{
    (void)state;
    static const struct {
        const char *marking;
        int level;
    } cases[] = {
        {"UNCLASSIFIED", 0},
        {"RESTRICTED", 1},
        {"CONFIDENTIAL", 2},
        {"SECRET", 3},
        {"TOP SECRET", 4},
        {"NATO UNCLASSIFIED", 0},
        {"NATO RESTRICTED", 1},
        {"EU CONFIDENTIAL", 2},
        {"NATO SECRET", 3},
        {"COSMIC TOP SECRET", 4},
        {"ROK NATO SECRET", 3},
        {"", -1},
        {"secret", -1},
        {"NATOSECRET", -1},
        {"SECRET ", -1},
        {" SECRET", 3},
        {"NATO", -1},
        {"UNRESTRICTED", -1},
        {"NATO-SECRET", -1},
        {"STOP SECRET", 3},
        {"SECRET RESTRICTED", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(schema_marking_level(slice_of(cases[i].marking)), cases[i].level);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),         cmocka_unit_test(test_columns),
        cmocka_unit_test(test_targets),        cmocka_unit_test(test_values),
        cmocka_unit_test(test_required),       cmocka_unit_test(test_same_name),
        cmocka_unit_test(test_finding),        cmocka_unit_test(test_fitting),
        cmocka_unit_test(test_marking_levels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
