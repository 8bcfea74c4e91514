#include "base/fold-exact.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/transliteration.h"
#include "briefbook/text.h"

/* A text as code points; `characters` is malloc'ed, NULL when memory is out. */
struct points {
    uint32_t *characters;
    size_t count;
};

static uint32_t straight(uint32_t character)
{
    switch (character) {
#define STRAIGHT(from, to) \
    case from:             \
        return (unsigned char)to[0];
        TRANSLITERATION_QUOTES(STRAIGHT)
        TRANSLITERATION_DASHES(STRAIGHT)
#undef STRAIGHT
    default:
        return character;
    }
}

static const char *letters_of(uint32_t character)
{
    switch (character) {
#define LETTERS(from, to) \
    case from:            \
        return to;
        TRANSLITERATION_LETTERS(LETTERS)
#undef LETTERS
    default:
        return NULL;
    }
}

static struct points decoded(struct slice text)
{
    struct points points = {malloc((text.length + 1) * sizeof *points.characters), 0};
    for (size_t at = 0; points.characters && at < text.length;) {
        uint32_t character;
        at += text_decode(slice_part(text, at, text.length), &character);
        points.characters[points.count++] = straight(character);
    }
    return points;
}

static void normalize(struct points *points, uninorm_t form)
{
    if (!points->characters)
        return;
    size_t count = 0;
    uint32_t *normal = u32_normalize(form, points->characters, points->count, NULL, &count);
    free(points->characters);
    *points = (struct points){normal, count};
}

static void fold_case(struct points *points)
{
    if (!points->characters)
        return;
    size_t count = 0;
    uint32_t *folded = u32_casefold(points->characters, points->count, NULL, NULL, NULL, &count);
    free(points->characters);
    *points = (struct points){folded, count};
}

/* Drops marks, straightens, transliterates and joins blanks: what happens to single characters. */
static void simplify(struct points *points)
{
    if (!points->characters)
        return;
    struct points simple = {malloc((2 * points->count + 1) * sizeof *simple.characters), 0};
    bool after_blank = false;
    for (size_t i = 0; simple.characters && i < points->count; i++) {
        uint32_t character = straight(points->characters[i]);
        if (character >= 0x300 && character <= 0x36F)
            continue;
        bool blank = uc_is_property_white_space(character);
        const char *letters = letters_of(character);
        if (blank && !after_blank)
            simple.characters[simple.count++] = ' ';
        else if (letters)
            for (; *letters; letters++)
                simple.characters[simple.count++] = (unsigned char)*letters;
        else if (!blank)
            simple.characters[simple.count++] = character;
        after_blank = blank;
    }
    free(points->characters);
    *points = simple;
}

bool fold_exact(struct slice text, struct buffer *folded)
{
    struct points points = decoded(text);
    normalize(&points, UNINORM_NFKD);
    fold_case(&points);
    normalize(&points, UNINORM_NFKD);
    simplify(&points);
    normalize(&points, UNINORM_NFC);
    for (size_t i = 0; points.characters && i < points.count; i++)
        text_append(folded, points.characters[i]);
    if (!points.characters)
        folded->failed = true;
    free(points.characters);
    return !folded->failed;
}
