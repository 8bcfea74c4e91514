#include "store/versions.h"

#include <strings.h>

#include "briefbook/verbatim.h"

static const struct {
    size_t words;
    size_t language;
} columns[VERSIONS] = {
    {QUOTES_TEXT, QUOTES_LANGUAGE},
    {QUOTES_ORIGINAL_TEXT, QUOTES_ORIGINAL_LANGUAGE},
};

size_t versions_column(size_t version)
{
    return columns[version].words;
}

enum likeness { LANGUAGE_OTHER, LANGUAGE_UNKNOWN, LANGUAGE_SAME };

static size_t tag_length(struct slice tag)
{
    size_t length = 0;
    while (length < tag.length && tag.data[length] != '-' && tag.data[length] != '_')
        length++;
    return length;
}

/* By their first parts: en-US is like en-GB. */
static enum likeness compare_languages(struct slice a, struct slice b)
{
    size_t length = tag_length(a);
    if (!a.length || !b.length)
        return LANGUAGE_UNKNOWN;
    bool same = length == tag_length(b) && strncasecmp(a.data, b.data, length) == 0;
    return same ? LANGUAGE_SAME : LANGUAGE_OTHER;
}

void versions_choose(const struct store *store, struct record quote, struct record source,
                     struct slice words[VERSIONS])
{
    enum likeness likeness[VERSIONS];
    enum likeness best = LANGUAGE_UNKNOWN;
    struct slice of_source = slice_trim(record_cell(store, source, SOURCES_LANGUAGE));
    for (size_t i = 0; i < VERSIONS; i++) {
        struct slice language = slice_trim(record_cell(store, quote, columns[i].language));
        words[i] = slice_trim(record_cell(store, quote, columns[i].words));
        likeness[i] =
            verbatim_has_words(words[i]) ? compare_languages(language, of_source) : LANGUAGE_OTHER;
        if (likeness[i] > best)
            best = likeness[i];
    }
    for (size_t i = 0; i < VERSIONS; i++) {
        if (likeness[i] < best)
            words[i] = (struct slice){NULL, 0};
    }
}
