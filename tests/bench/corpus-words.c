#include "bench/corpus-words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "briefbook/text.h"
#include "support/random.h"

enum { WORD_COUNT = 20000, WORD_BYTES = 16, DRAW_BITS = 20, DRAWS = 1 << DRAW_BITS };

struct word {
    char bytes[WORD_BYTES];
    size_t length;
};

struct corpus_words {
    struct word latin[WORD_COUNT];
    struct word korean[WORD_COUNT];
    uint16_t drawn[DRAWS]; /* each word as often as it is used */
};

/* ---- Words ----------------------------------------------------------------------------------- */

static void add(struct word *word, struct slice bytes)
{
    memcpy(word->bytes + word->length, bytes.data, bytes.length);
    word->length += bytes.length;
}

/* Consonant, vowel, and sometimes a second consonant: never "str", which all needles have. */
static void make_latin(struct word *word, size_t syllables, uint64_t *random)
{
    static const char *const starts[] = {"b", "c", "d", "f", "g", "h", "k", "l", "m",
                                         "n", "p", "r", "s", "t", "v", "w", "z"};
    static const char *const vowels[] = {"a", "e", "i", "o", "u", "e", "a"};
    static const char *const ends[] = {"", "", "", "n", "r", "s", "l"};
    for (size_t i = 0; i < syllables; i++) {
        add(word, slice_of(PICK(random, starts)));
        add(word, slice_of(PICK(random, vowels)));
        add(word, slice_of(PICK(random, ends)));
    }
}

/* Syllables that end openly or in n, l, ng: never in m, as in the Korean needle. */
static void make_korean(struct word *word, size_t syllables, uint64_t *random)
{
    enum { FIRST_SYLLABLE = 0xAC00, INITIALS = 19, VOWELS = 21, FINALS = 28 };
    static const uint32_t vowels[] = {0, 4, 8, 13, 18, 20};
    static const uint32_t finals[] = {0, 0, 4, 8, 21};
    for (size_t i = 0; i < syllables; i++) {
        char bytes[4];
        uint32_t initial = next_random(random) % INITIALS;
        uint32_t vowel = vowels[next_random(random) % (sizeof vowels / sizeof vowels[0])];
        uint32_t final = finals[next_random(random) % (sizeof finals / sizeof finals[0])];
        uint32_t syllable = FIRST_SYLLABLE + (initial * VOWELS + vowel) * FINALS + final;
        add(word, (struct slice){bytes, text_encode(syllable, bytes)});
    }
}

/* A word of rank n is used in proportion to 1 / (n + 2). */
static void make_draws(struct corpus_words *words)
{
    double total = 0;
    for (size_t rank = 0; rank < WORD_COUNT; rank++)
        total += 1.0 / (double)(rank + 2);
    double sum = 0;
    size_t draw = 0;
    for (size_t rank = 0; rank < WORD_COUNT; rank++) {
        sum += 1.0 / (double)(rank + 2);
        size_t end = rank + 1 == WORD_COUNT ? DRAWS : (size_t)(sum / total * DRAWS);
        for (; draw < end; draw++)
            words->drawn[draw] = (uint16_t)rank;
    }
}

struct corpus_words *corpus_words_new(uint64_t seed)
{
    struct corpus_words *words = calloc(1, sizeof *words);
    if (!words)
        return NULL;
    uint64_t random = seed;
    for (size_t rank = 0; rank < WORD_COUNT; rank++) {
        /* What is used often is short. */
        size_t syllables = 1 + next_random(&random) % 2;
        syllables += (rank > 40) + (size_t)(rank > 2000);
        make_latin(&words->latin[rank], syllables, &random);
        make_korean(&words->korean[rank], syllables > 1 ? syllables : 2, &random);
    }
    make_draws(words);
    return words;
}

void corpus_words_free(struct corpus_words *words)
{
    free(words);
}

/* ---- Texts ----------------------------------------------------------------------------------- */

static const struct word *draw(const struct corpus_words *words, enum script script,
                               uint64_t *random)
{
    size_t rank = words->drawn[next_random(random) % DRAWS];
    return script == SCRIPT_KOREAN ? &words->korean[rank] : &words->latin[rank];
}

/* Every third vowel or so gets an accent, or is a letter that Unicode does not take apart. */
static void append_accented(const struct word *word, uint64_t *random, struct buffer *text)
{
    static const char *const accented[UINT8_MAX + 1] = {
        ['a'] = "á", ['e'] = "é", ['i'] = "ï", ['o'] = "ø", ['u'] = "ü"};
    for (size_t i = 0; i < word->length; i++) {
        const char *letter = accented[(unsigned char)word->bytes[i]];
        if (letter && next_random(random) % 3 == 0)
            buffer_append_string(text, letter);
        else
            buffer_append_char(text, word->bytes[i]);
    }
}

static void append_word(const struct corpus_words *words, enum script script, uint64_t *random,
                        struct buffer *text)
{
    const struct word *word = draw(words, script, random);
    if (script == SCRIPT_ACCENTED)
        append_accented(word, random, text);
    else
        buffer_append(text, (struct slice){word->bytes, word->length});
}

/* What stands before a word, by its number. A needle of two words has a line end in it instead. */
static const char *separator(const struct prose *prose, size_t word)
{
    static const char *const punctuation[] = {"",    " ", ", ", " \"", " ",
                                              "\" ", " ", "\n", " ",   ", "};
    enum { PUNCTUATED = sizeof punctuation / sizeof punctuation[0] };
    if (prose->punctuated && word < PUNCTUATED)
        return punctuation[word];
    return word ? " " : "";
}

static void append_needle(const struct prose *prose, struct buffer *text)
{
    for (const char *at = prose->needle; *at; at++)
        buffer_append_char(text, *at == ' ' && prose->punctuated ? '\n' : *at);
}

static void capitalize(struct buffer *text, size_t start)
{
    if (text->length > start)
        text->data[start] = (char)toupper((unsigned char)text->data[start]);
}

bool corpus_append_prose(const struct corpus_words *words, const struct prose *prose,
                         uint64_t *random, struct buffer *text)
{
    enum { NEEDLE_WORD = 4, FEWEST_WORDS = 11 };
    size_t start = text->length;
    for (size_t word = 0; word < FEWEST_WORDS || text->length - start < prose->bytes; word++) {
        buffer_append_string(text, separator(prose, word));
        if (prose->needle && word == NEEDLE_WORD)
            append_needle(prose, text);
        else
            append_word(words, prose->script, random, text);
        if (text->failed)
            return false;
    }
    capitalize(text, start);
    return buffer_append_char(text, '.');
}

bool corpus_append_name(const struct corpus_words *words, uint64_t *random, struct buffer *text)
{
    size_t start = text->length;
    append_word(words, SCRIPT_LATIN, random, text);
    capitalize(text, start);
    return !text->failed;
}
