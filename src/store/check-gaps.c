/* check-gaps.c: what the rows leave open; it may be true. */
#include "briefbook/quote.h"
#include "briefbook/verbatim.h"
#include "store/check.h"

static void check_unsourced(const struct check *check, enum table_id table, size_t column)
{
    for (size_t row = 0; row < check_rows(check, table); row++) {
        struct record record = {table, (uint32_t)row};
        if (check_cell(check, record, column).length == 0)
            diag_add(
                check->diags, DIAG_UNSOURCED, check_place(check, DIAG_UNSOURCED, record, column),
                "the %s names no source: the page prints [no source]", schema_table(table)->one);
    }
}

static void check_unrated(const struct check *check)
{
    for (size_t row = 0; row < check_rows(check, TABLE_SOURCES); row++) {
        struct record source = {TABLE_SOURCES, (uint32_t)row};
        if (check_cell(check, source, SOURCES_RELIABILITY).length == 0)
            diag_add(check->diags, DIAG_UNRATED,
                     check_place(check, DIAG_UNRATED, source, SOURCES_RELIABILITY),
                     "the source has no reliability (A–F): the page prints UNRATED");
    }
}

static void check_affiliations(const struct check *check)
{
    for (size_t row = 0; row < check_rows(check, TABLE_PEOPLE); row++) {
        struct record person = {TABLE_PEOPLE, (uint32_t)row};
        struct check_quoted name = check_quote(record_name(check->store, person));
        if (slice_is(check_cell(check, person, PEOPLE_CAPACITY), "expert") &&
            check_cell(check, person, PEOPLE_ORGANIZATION).length == 0)
            diag_add(check->diags, DIAG_NO_AFFILIATION,
                     check_place(check, DIAG_NO_AFFILIATION, person, PEOPLE_ORGANIZATION),
                     "the expert “%.*s” has no organization", name.length, name.bytes);
    }
}

static bool is_unnamed(const struct check *check, struct record quote)
{
    return quote_is_unnamed(check_cell(check, quote, QUOTES_ATTRIBUTION_KIND),
                            check_cell(check, quote, QUOTES_SPEAKER_ID));
}

static void check_unnamed(const struct check *check)
{
    for (size_t row = 0; row < check_rows(check, TABLE_QUOTES); row++) {
        struct record quote = {TABLE_QUOTES, (uint32_t)row};
        if (is_unnamed(check, quote) && !check_cell(check, quote, QUOTES_ANONYMITY_REASON).length)
            diag_add(check->diags, DIAG_NO_REASON,
                     check_place(check, DIAG_NO_REASON, quote, QUOTES_ANONYMITY_REASON),
                     "the speaker is not named and anonymity_reason is blank: the page prints that "
                     "the reason is not given");
    }
}

static bool has_words(const struct check *check, struct record quote)
{
    return verbatim_has_words(check_cell(check, quote, QUOTES_TEXT)) ||
           verbatim_has_words(check_cell(check, quote, QUOTES_ORIGINAL_TEXT));
}

static void check_words(const struct check *check)
{
    for (size_t row = 0; row < check_rows(check, TABLE_QUOTES); row++) {
        struct record quote = {TABLE_QUOTES, (uint32_t)row};
        if (quote_is_exact(check->store, quote) && !has_words(check, quote))
            diag_add(check->diags, DIAG_NO_WORDS,
                     check_place(check, DIAG_NO_WORDS, quote, QUOTES_TEXT),
                     "the quotation has no words, and is compared with no archived text: give it "
                     "the words that were said");
    }
}

void check_gaps(const struct check *check)
{
    check_unsourced(check, TABLE_EVENTS, EVENTS_SOURCE_IDS);
    check_unsourced(check, TABLE_QUOTES, QUOTES_SOURCE_IDS);
    check_unrated(check);
    check_affiliations(check);
    check_unnamed(check);
    check_words(check);
}
