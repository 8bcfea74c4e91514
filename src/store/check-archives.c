/* check-archives.c: quotations that differ from the archived texts of their sources. */
#include "briefbook/verification.h"
#include "store/check.h"

/* ---- Texts ---------------------------------------------------------------------------------- */

/* A name that leads outside by its own words was told of where values are checked. */
static void check_text(const struct check *check, struct record source,
                       const struct archived_text *text)
{
    struct slice path = check_cell(check, source, SOURCES_ARCHIVE_FILE);
    if (!text->fault || check_leaves_folder(path))
        return;
    enum diag_code code =
        text->fault->code == DIAG_PATH_OUTSIDE ? DIAG_PATH_OUTSIDE : DIAG_ARCHIVE_UNREADABLE;
    diag_add(check->diags, code, check_place(check, code, source, SOURCES_ARCHIVE_FILE), "%s",
             text->fault->message);
}

/* ---- Quotations ----------------------------------------------------------------------------- */

static void report_difference(const struct check *check, const struct comparison *comparison,
                              struct place place, const char *file)
{
    if (!comparison->quoted)
        diag_add(check->diags, DIAG_QUOTATION_DIFFERS, place,
                 "the quotation is not in %s: correct its words, or source_ids", file);
    else
        diag_add(
            check->diags, DIAG_QUOTATION_DIFFERS, place,
            "the quotation says “%s”, but %s:%zu:%zu says “%s”: correct its words, or source_ids",
            comparison->quoted, file, comparison->place.line, comparison->place.column,
            comparison->archived);
}

static void report_elsewhere(const struct check *check, const struct comparison *comparison,
                             struct place place, const char *file, const char *other)
{
    struct record source = {TABLE_SOURCES, comparison->other};
    struct check_quoted id = check_quote(record_cell(check->store, source, SOURCES_ID));
    diag_add(check->diags, DIAG_QUOTATION_ELSEWHERE, place,
             "the quotation is not in %s, but in %s:%zu:%zu, the text of “%.*s”: correct "
             "source_ids",
             file, other, comparison->place.line, comparison->place.column, id.length, id.bytes);
}

static void report_second(const struct check *check, const struct comparison *comparison,
                          struct place place, const char *file)
{
    const struct text_place *first = &comparison->place;
    const struct text_place *second = &comparison->second;
    if (comparison->joined)
        diag_add(check->diags, DIAG_QUOTATION_JOINED, place,
                 "the quotation joins two places of %s, %zu:%zu and %zu:%zu: see that no more is "
                 "left out than its sense bears",
                 file, first->line, first->column, second->line, second->column);
    else
        diag_add(check->diags, DIAG_QUOTATION_TWICE, place,
                 "the quotation stands in %s at %zu:%zu and at %zu:%zu: say in locator which is "
                 "meant",
                 file, first->line, first->column, second->line, second->column);
}

static enum diag_code code_of(const struct check *check, const struct comparison *comparison)
{
    struct record quote = {TABLE_QUOTES, comparison->quote};
    bool has_second = comparison->verdict == VERDICT_VERIFIED && comparison->second.line;
    if (comparison->verdict == VERDICT_DIFFERS)
        return DIAG_QUOTATION_DIFFERS;
    if (comparison->verdict == VERDICT_ELSEWHERE)
        return DIAG_QUOTATION_ELSEWHERE;
    if (has_second && comparison->joined)
        return DIAG_QUOTATION_JOINED;
    if (has_second && !check_cell(check, quote, QUOTES_LOCATOR).length)
        return DIAG_QUOTATION_TWICE;
    return DIAG_CODE_COUNT;
}

static void check_comparison(const struct check *check, const struct verification *verification,
                             const struct comparison *comparison)
{
    enum diag_code code = code_of(check, comparison);
    if (code == DIAG_CODE_COUNT)
        return;
    struct record quote = {TABLE_QUOTES, comparison->quote};
    struct place place = check_place(check, code, quote, comparison->column);
    const char *file = verification_text(verification, comparison->source)->file;
    if (code == DIAG_QUOTATION_DIFFERS)
        report_difference(check, comparison, place, file);
    else if (code == DIAG_QUOTATION_ELSEWHERE)
        report_elsewhere(check, comparison, place, file,
                         verification_text(verification, comparison->other)->file);
    else
        report_second(check, comparison, place, file);
}

void check_archives(const struct check *check)
{
    size_t count;
    struct verification *verification = verification_new(check->store, NULL);
    if (!verification) {
        diag_out_of_memory(check->diags);
        return;
    }
    for (size_t row = 0; row < store_record_count(check->store, TABLE_SOURCES); row++)
        check_text(check, (struct record){TABLE_SOURCES, (uint32_t)row},
                   verification_text(verification, (uint32_t)row));
    const struct comparison *comparisons = verification_all(verification, &count);
    for (size_t i = 0; i < count; i++)
        check_comparison(check, verification, &comparisons[i]);
    verification_free(verification);
}
