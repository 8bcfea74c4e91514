#include "brief/statement.h"

#include "briefbook/quote.h"

bool statement_is_anonymous(const struct composer *composer, struct record quote)
{
    return quote_is_unnamed(composer_cell(composer, quote, QUOTES_ATTRIBUTION_KIND),
                            composer_cell(composer, quote, QUOTES_SPEAKER_ID));
}

struct record statement_add_speaker(struct composer *composer, struct record quote, enum role role)
{
    struct record speaker;
    struct slice name = compose_speaker(composer->store, quote, &speaker);
    if (role == ROLE_LINK && speaker.table != TABLE_NONE)
        composer_link(composer, name, speaker);
    else
        composer_text(composer, role == ROLE_LINK ? ROLE_NAME : role, name);
    return speaker;
}

void statement_add_post(struct composer *composer, struct record quote, struct record speaker,
                        const char *separator, bool *begun)
{
    bool known = speaker.table != TABLE_NONE;
    struct slice role = composer_cell(composer, quote, QUOTES_ROLE);
    if (role.length == 0 && known)
        role = composer_cell(composer, speaker, PEOPLE_ROLE);
    bool said = composer_part(composer, ROLE_TEXT, role, separator, begun);
    if (!known)
        return;
    said = composer_part(composer, ROLE_TEXT, composer_cell(composer, speaker, PEOPLE_ORGANIZATION),
                         separator, begun) ||
           said;
    if (!said)
        composer_part(composer, ROLE_TEXT, composer_cell(composer, speaker, PEOPLE_CAPACITY),
                      separator, begun);
}

struct slice statement_anonymity(struct composer *composer, struct record quote)
{
    struct slice reason = composer_cell(composer, quote, QUOTES_ANONYMITY_REASON);
    if (!statement_is_anonymous(composer, quote))
        return (struct slice){NULL, 0};
    buffer_append_string(&composer->scratch, "not named: ");
    buffer_append(&composer->scratch, reason.length ? reason : SLICE("reason not given"));
    return composer_keep(composer);
}

static struct slice date_of(struct composer *composer, struct record record)
{
    compose_append_date(&composer->scratch, composer->store, record);
    return composer_keep(composer);
}

struct slice statement_date(struct composer *composer, struct record quote, bool *published)
{
    struct slice date = date_of(composer, quote);
    *published = date.length == 0;
    if (!*published)
        return date;
    const struct record_list *sources = composer_links(composer, quote, QUOTES_SOURCE_IDS);
    for (size_t i = 0; i < sources->count && date.length == 0; i++)
        date = date_of(composer, sources->items[i]);
    return date;
}

void statement_add_words(struct composer *composer, struct record quote, size_t column)
{
    struct slice words = record_cell(composer->store, quote, column);
    struct quotation_marks marks = compose_quotation_marks(composer->store, quote, words);
    composer_words(composer, ROLE_QUOTATION, marks.before);
    composer_text(composer, ROLE_QUOTATION, words);
    composer_words(composer, ROLE_QUOTATION, marks.after);
}
