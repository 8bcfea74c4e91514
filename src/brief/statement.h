/* statement.h: whose words they are, and the words: on the page and in the detail. */
#ifndef BRIEFBOOK_BRIEF_STATEMENT_H
#define BRIEFBOOK_BRIEF_STATEMENT_H

#include "brief/composer.h"

/* Whether the speaker is not named: said so, or neither a person nor a body is. */
bool statement_is_anonymous(const struct composer *composer, struct record quote);

/* Adds the speaker's name or the attribution; as a link to the person where `role` says so. Returns
 * the person; its table is TABLE_NONE where none is in the book. */
struct record statement_add_speaker(struct composer *composer, struct record quote, enum role role);

/* Adds the speaker's role (then, or else as the book has it) and organization; where neither is
 * known, the capacity. */
void statement_add_post(struct composer *composer, struct record quote, struct record speaker,
                        const char *separator, bool *begun);

/* Why a speaker is not named: "not named: for fear of reprisals"; blank where one is. */
struct slice statement_anonymity(struct composer *composer, struct record quote);

/* When it was said; where that is not known, when it was published by the first source that has a
 * date, and `*published` is set. Blank when neither is known. */
struct slice statement_date(struct composer *composer, struct record quote, bool *published);

/* Adds words of a quote, in quotation marks where they are exact. */
void statement_add_words(struct composer *composer, struct record quote, size_t column);

#endif
