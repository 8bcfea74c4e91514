/* verification.h: quotations that are exact, compared with the archived texts of their sources.
 *
 * Words are compared as verbatim.h says. Those in the language of the source count: the text, or the
 * original text; where languages are not given, either. */
#ifndef BRIEFBOOK_VERIFICATION_H
#define BRIEFBOOK_VERIFICATION_H

#include <stdatomic.h>

#include "briefbook/quote.h"
#include "briefbook/store.h"

enum verdict {
    VERDICT_OPEN,       /* no words in the language of the source to compare */
    VERDICT_UNREADABLE, /* the archived text can't be read */
    VERDICT_DIFFERS,
    VERDICT_ELSEWHERE, /* not in this source's text but in another's */
    VERDICT_VERIFIED,
};

/* Where something stands in an archived text; 0 and 0 for nowhere. */
struct text_place {
    size_t line;   /* from 1 */
    size_t column; /* in characters, from 1 */
};

/* A quotation and a source that it names, which has an archived text. Strings are raw. */
struct comparison {
    uint32_t quote;  /* rows */
    uint32_t source; /* its own; */
    uint32_t other;  /* and that in whose text it stands: VERDICT_ELSEWHERE */
    enum verdict verdict;
    size_t column;           /* of the words: QUOTES_TEXT or QUOTES_ORIGINAL_TEXT */
    struct text_place place; /* where it begins, or the first character that differs; nowhere when
                                hardly anything agrees */
    struct text_place
        second;           /* where it stands once more, or its second part that something was left
                                 out before; else nowhere */
    bool joined;          /* `second` is that of a part */
    const char *quoted;   /* VERDICT_DIFFERS: words around the first difference, */
    const char *archived; /* and what the archived text has there */
};

/* What became of a source's archived text. */
struct archived_text {
    const char *file;         /* beneath the briefing; NULL when it has none */
    const struct diag *fault; /* why it can't be read; NULL when it can */
    size_t verified;          /* quotations by verdict */
    size_t differing;         /* the rest of those compared */
};

struct verification;

/* Compares all; the loaded store must live as long. Takes time linear in quotations and texts. NULL when
 * memory is out, or `cancelled` was set, which may be NULL. */
struct verification *verification_new(const struct store *store, const atomic_bool *cancelled);

/* Whether any source has an archived text. */
bool verification_has_texts(const struct verification *verification);

/* All comparisons, by quote, then in the order in which it names its sources. */
const struct comparison *verification_all(const struct verification *verification, size_t *count);

/* Those of a quote. */
const struct comparison *verification_of(const struct verification *verification, uint32_t quote,
                                         size_t *count);

const struct archived_text *verification_text(const struct verification *verification,
                                              uint32_t source);

/* Takes NULL. */
void verification_free(struct verification *verification);

#endif
