/* section-lines.c: BOTTOM LINE, LINES TO TAKE and JUDGEMENTS: what comes before the evidence. */
#include "brief/conflict.h"
#include "brief/item.h"
#include "brief/sections.h"

enum { LINE_TAKE, LINE_IF_RAISED, LINE_ASK, LINE_KINDS };

void compose_bottom_line(struct composer *composer)
{
    struct record briefing = {TABLE_BRIEFING, 0};
    if (composer_next(composer, TABLE_BRIEFING, 0) != 0 ||
        !composer_has(composer, briefing, BRIEFING_BOTTOM_LINE))
        return;
    composer_item(composer, briefing);
    composer_block(composer, BLOCK_PARAGRAPH, INDENT_ITEM);
    composer_text(composer, ROLE_TEXT, composer_cell(composer, briefing, BRIEFING_BOTTOM_LINE));
}

/* ---- Lines -------------------------------------------------------------------------------- */

/* The kind of a line; one that is not stated is to be taken. */
static int line_kind(const struct composer *composer, struct record line)
{
    int kind = composer_value(composer, line, LINES_KIND);
    return kind < 0 ? LINE_TAKE : kind;
}

static void begin_if_raised(struct composer *composer, struct record line)
{
    struct block *block = composer_block(composer, BLOCK_PARAGRAPH, INDENT_ITEM);
    block->keep_with_next = true;
    composer_words(composer, ROLE_LABEL, "If raised:");
    composer_words(composer, ROLE_TEXT, " ");
    composer_text(composer, ROLE_TEXT, composer_cell(composer, line, LINES_QUESTION));
    composer_block(composer, BLOCK_PARAGRAPH, INDENT_TEXT);
}

static void compose_line(struct composer *composer, struct record line)
{
    static const struct evidence evidence = {LINES_SOURCE_IDS, LINES_QUOTE_IDS, LINES_EVENT_IDS};
    composer_item(composer, line);
    switch (line_kind(composer, line)) {
    case LINE_IF_RAISED:
        begin_if_raised(composer, line);
        break;
    case LINE_ASK:
        composer_labelled(composer, INDENT_ITEM, SLICE("Ask:"), INDENT_TEXT - INDENT_ITEM + 1);
        break;
    default:
        composer_labelled(composer, INDENT_ITEM, SLICE("•"), INDENT_TEXT - INDENT_ITEM);
    }
    composer_text(composer, ROLE_TEXT, composer_cell(composer, line, LINES_TEXT));
    item_cite_evidence(composer, line, &evidence);
    conflict_flag(composer, line);
}

void compose_lines(struct composer *composer)
{
    for (int kind = 0; kind < LINE_KINDS; kind++) {
        for (size_t row = 0; (row = composer_next(composer, TABLE_LINES, row)) != SIZE_MAX; row++) {
            struct record line = {TABLE_LINES, (uint32_t)row};
            if (line_kind(composer, line) == kind)
                compose_line(composer, line);
        }
    }
}

/* ---- Judgements --------------------------------------------------------------------------- */

/* In a list of judgements the others are named: what is a fact, what is only assumed. */
static void add_kind(struct composer *composer, struct record judgement)
{
    static const char *const kinds[] = {"Fact: ", "", "Assumption: "};
    int kind = composer_value(composer, judgement, JUDGEMENTS_KIND);
    if (kind >= 0)
        composer_words(composer, ROLE_LABEL, kinds[kind]);
}

/* Likelihood and confidence stand in lines of their own, never in one sentence. */
static void compose_judgement(struct composer *composer, struct record judgement, size_t number,
                              size_t count)
{
    static const struct evidence evidence = {JUDGEMENTS_SOURCE_IDS, JUDGEMENTS_QUOTE_IDS,
                                             JUDGEMENTS_EVENT_IDS};
    unsigned width = item_digits(count) + 2;
    composer_item(composer, judgement);
    composer_labelled(composer, INDENT_ITEM, item_number(composer, number, count), width);
    add_kind(composer, judgement);
    composer_text(composer, ROLE_TEXT, composer_cell(composer, judgement, JUDGEMENTS_TEXT));
    item_cite_evidence(composer, judgement, &evidence);
    conflict_flag(composer, judgement);
    item_add_marking(composer, judgement);
    item_add_value(composer, judgement, JUDGEMENTS_LIKELIHOOD, width, "Likelihood:");
    bool confident =
        item_add_value(composer, judgement, JUDGEMENTS_CONFIDENCE, width, "Confidence:");
    if (confident)
        composer_aside(composer, composer_cell(composer, judgement, JUDGEMENTS_CONFIDENCE_BASIS));
    item_add_value(composer, judgement, JUDGEMENTS_CHANGED_FROM, width, "Changed from:");
}

void compose_judgements(struct composer *composer)
{
    size_t count = composer_count(composer, TABLE_JUDGEMENTS);
    size_t number = 1;
    for (size_t row = 0; (row = composer_next(composer, TABLE_JUDGEMENTS, row)) != SIZE_MAX; row++)
        compose_judgement(composer, (struct record){TABLE_JUDGEMENTS, (uint32_t)row}, number++,
                          count);
}
