#include "brief/verified.h"

static const char *file_of(const struct composer *composer, uint32_t source)
{
    return verification_text(composer->verification, source)->file;
}

static void append_line(struct buffer *words, struct text_place place, const char *before)
{
    if (place.line)
        buffer_append_format(words, "%s line %zu", before, place.line);
}

static void append_verdict(struct buffer *words, const struct composer *composer,
                           const struct comparison *comparison)
{
    const char *file = file_of(composer, comparison->source);
    switch (comparison->verdict) {
    case VERDICT_VERIFIED:
        buffer_append_format(words, "Verified against %s", file);
        append_line(words, comparison->place, ",");
        break;
    case VERDICT_DIFFERS:
        buffer_append_format(words, comparison->place.line ? "Differs from %s" : "Not in %s", file);
        append_line(words, comparison->place, " at");
        break;
    case VERDICT_ELSEWHERE:
        buffer_append_format(words, "Not in %s, but in %s", file,
                             file_of(composer, comparison->other));
        append_line(words, comparison->place, ",");
        break;
    case VERDICT_UNREADABLE:
        buffer_append_format(words, "Not verified: %s cannot be read", file);
        break;
    case VERDICT_OPEN:
        buffer_append_format(words, "Not verified: no words in the language of %s", file);
        break;
    }
    buffer_append_char(words, '.');
}

static void add_comparison(struct composer *composer, const struct comparison *comparison)
{
    bool differs =
        comparison->verdict == VERDICT_DIFFERS || comparison->verdict == VERDICT_ELSEWHERE;
    composer_block(composer, BLOCK_PARAGRAPH, INDENT_ITEM);
    append_verdict(&composer->scratch, composer, comparison);
    struct slice words = composer_keep(composer);
    document_text(composer->document, differs ? ROLE_WARNING : ROLE_MUTED, words);
}

void verified_add_quote(struct composer *composer, struct record quote)
{
    size_t count;
    const struct verification *verification = composer->verification;
    if (!verification || !verification_has_texts(verification) ||
        !quote_is_exact(composer->store, quote))
        return;
    const struct comparison *comparisons = verification_of(verification, quote.row, &count);
    for (size_t i = 0; i < count; i++)
        add_comparison(composer, &comparisons[i]);
    if (count)
        return;
    composer_block(composer, BLOCK_PARAGRAPH, INDENT_ITEM);
    composer_words(composer, ROLE_MUTED, "No archived text.");
}

void verified_add_source(struct composer *composer, struct record source, unsigned width)
{
    if (!composer->verification)
        return;
    const struct archived_text *text = verification_text(composer->verification, source.row);
    size_t compared = text->verified + text->differing;
    if (!compared && !text->fault)
        return;
    composer_labelled(composer, INDENT_ITEM, (struct slice){NULL, 0}, width);
    composer_words(composer, ROLE_LABEL, "Verified:");
    composer_words(composer, ROLE_TEXT, " ");
    enum role role = text->differing || text->fault ? ROLE_WARNING : ROLE_TEXT;
    if (text->fault)
        composer_words(composer, role, "no, the copy cannot be read.");
    else
        document_format(composer->document, role, "%zu of %zu %s.", text->verified, compared,
                        compared == 1 ? "quotation" : "quotations");
}
