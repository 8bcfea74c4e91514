#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/ascii-spellings.h"
#include "base/fold-exact.h"
#include "base/generator.h"
#include "base/transliteration.h"
#include "base/unicode.h"

enum { MOST_PARTS = 32 };

/* Appends a string with its NUL unless the pool has it; returns where it stands. */
static size_t pool_place(struct buffer *pool, struct slice string)
{
    size_t length = string.length + 1;
    for (size_t place = 0; place + length <= pool->length; place++)
        if (memcmp(pool->data + place, string.data, length) == 0)
            return place;
    size_t place = pool->length;
    require(buffer_append(pool, (struct slice){string.data, length}), "out of memory");
    return place;
}

static void pool_print(struct buffer *pool, const char *name)
{
    printf("const char %s[] = {", name);
    for (size_t i = 0; i < pool->length; i++)
        printf("%s%d,", i % 20 ? " " : "\n    ", pool->data[i]);
    printf("\n};\n");
    buffer_free(pool);
}

/* Marks the characters that may be the second half of a canonical composition. */
static bool *composing_seconds(void)
{
    bool *second = checked(calloc(UNICODE_CHARACTERS, sizeof *second));
    for (uint32_t character = 0; character < UNICODE_CHARACTERS; character++) {
        ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
        if (uc_canonical_decomposition(character, parts) == 2)
            second[parts[1]] = true;
    }
    return second;
}

static uint32_t first_character(struct slice text)
{
    uint32_t character = 0;
    if (text.length)
        text_decode(text, &character);
    return character;
}

static uint32_t last_character(struct slice text)
{
    uint32_t character = 0;
    for (size_t at = 0; at < text.length;)
        at += text_decode(slice_part(text, at, text.length), &character);
    return character;
}

/* The compatibility decomposition in full; returns its length. */
static size_t decomposed(uint32_t character, uint32_t parts[MOST_PARTS])
{
    size_t count = MOST_PARTS;
    uint32_t *result = checked(u32_normalize(UNINORM_NFKD, &character, 1, parts, &count));
    require(result == parts, "a decomposition is longer than expected");
    return count;
}

/* How a character acts on what stands around it, as a kind or flag; 0 when it does not. */
static uint32_t fold_context(uint32_t character, struct slice folded, const bool *second)
{
    enum { IOTA_SUBSCRIPT = 0x345 }; /* a mark that case folding makes a letter */
    uint32_t parts[MOST_PARTS];
    size_t count = decomposed(character, parts);
    uint32_t first = first_character(folded);
    uint32_t last = last_character(folded);
    if (uc_combining_class(first) != 0 && first == character && first == last && !second[first])
        return FOLD_MARK;
    if (uc_combining_class(first) != 0 || second[first] || (uc_combining_class(parts[0]) != 0))
        return FOLD_JOINS;
    bool open = uc_combining_class(last) != 0 || parts[count - 1] == IOTA_SUBSCRIPT;
    return open ? FOLD_ENDS_IN_MARK : 0;
}

static uint32_t fold_entry(uint32_t character, const bool *second, struct buffer *pool)
{
    struct buffer buffer = {0};
    char bytes[4];
    struct slice own = {bytes, text_encode(character, bytes)};
    require(fold_exact(own, &buffer), "out of memory");
    struct slice folded = buffer_slice(&buffer);
    uint32_t entry = FOLD_DROPPED;
    uint32_t context = folded.length ? fold_context(character, folded, second) : 0;
    if (context == FOLD_MARK || context == FOLD_JOINS)
        entry = context;
    else if (slice_is(folded, " "))
        entry = FOLD_BLANK;
    else if (slice_equal(folded, own))
        entry = FOLD_SAME | context;
    else if (folded.length > 3 || context || (folded.length && folded.data[0] == ' '))
        entry = FOLD_LONG | context | (uint32_t)folded.length << FOLD_LENGTH_SHIFT |
                (uint32_t)pool_place(pool, folded) << FOLD_LONG_SHIFT;
    else if (folded.length) {
        entry = FOLD_SHORT | (uint32_t)folded.length << FOLD_LENGTH_SHIFT;
        for (size_t i = 0; i < folded.length; i++)
            entry |= (uint32_t)(unsigned char)folded.data[i] << (FOLD_SHORT_SHIFT + 8 * i);
    }
    require(folded.length <= FOLD_LONG_MASK, "a character folds to more than the table holds");
    buffer_free(&buffer);
    return entry;
}

void print_folds(void)
{
    struct table table = table_new("uint32_t", "unicode_fold_blocks", "unicode_folds");
    struct buffer pool = {0};
    bool *second = composing_seconds();
    for (uint32_t character = 0; character < UNICODE_CHARACTERS; character++)
        if (is_scalar(character))
            table.entries[character] = fold_entry(character, second, &pool);
    free(second);
    table_print(&table);
    pool_print(&pool, "unicode_fold_pool");
}

/* The spelling that is written down for a character, not one that follows from others. */
static const char **own_spellings(struct buffer *words)
{
    const char **spelling = checked(calloc(UNICODE_CHARACTERS, sizeof *spelling));
#define SPELL(character, ascii) spelling[character] = ascii;
    TRANSLITERATION_LETTERS(SPELL)
    TRANSLITERATION_QUOTES(SPELL)
    TRANSLITERATION_DASHES(SPELL)
    TRANSLITERATION_SIGNS(SPELL)
#undef SPELL
    struct slice rest = slice_of(ascii_spellings);
    struct slice sign, ascii;
    require(buffer_reserve(words, rest.length), "out of memory");
    while (slice_next(&rest, ' ', &sign) && slice_next(&rest, ' ', &ascii)) {
        spelling[first_character(sign)] = words->data + words->length;
        buffer_append(words, ascii);
        buffer_append_char(words, '\0');
    }
    return spelling;
}

/* Appends the spelling of a character by those of its parts; false when a part has none. */
static bool spell(uint32_t character, const char *const *own, struct buffer *ascii)
{
    if (own[character])
        return buffer_append_string(ascii, own[character]);
    uint32_t parts[MOST_PARTS];
    size_t count = decomposed(character, parts);
    for (size_t i = 0; i < count; i++) {
        bool accent = parts[i] >= 0x300 && parts[i] <= 0x36F && parts[i] != 0x338;
        if (parts[i] >= ' ' && parts[i] <= '~')
            buffer_append_char(ascii, (char)parts[i]);
        else if (own[parts[i]])
            buffer_append_string(ascii, own[parts[i]]);
        else if (!accent)
            return false;
    }
    return ascii->length > 0 && !ascii->failed;
}

void print_ascii(void)
{
    struct table table = table_new("uint16_t", "unicode_ascii_blocks", "unicode_asciis");
    struct buffer words = {0};
    struct buffer pool = {0};
    struct buffer ascii = {0};
    const char **own = own_spellings(&words);
    /* Place 0 means that there is no spelling. */
    require(buffer_append_char(&pool, '\0'), "out of memory");
    for (uint32_t character = 0; character < UNICODE_CHARACTERS; character++) {
        buffer_clear(&ascii);
        if (is_scalar(character) && spell(character, own, &ascii))
            table.entries[character] = (uint32_t)pool_place(&pool, buffer_slice(&ascii));
    }
    require(pool.length <= UINT16_MAX, "too many ASCII spellings");
    table_print(&table);
    pool_print(&pool, "unicode_ascii_pool");
    free(own);
    buffer_free(&words);
    buffer_free(&ascii);
}
