/* corpus-words.h: prose of made-up words for the benches: as often and as long as words of a language
 * are (by Zipf), and the same on every run. None of them holds one of the needles. */
#ifndef BRIEFBOOK_BENCH_CORPUS_WORDS_H
#define BRIEFBOOK_BENCH_CORPUS_WORDS_H

#include <stdint.h>

#include "briefbook/buffer.h"

/* What the benches look for, and what no text holds by chance. */
#define NEEDLE_RARE   "stranel"         /* 10 quotes in a million, one in ten thousand */
#define NEEDLE_COMMON "astrivo"         /* 5.8 % of all quotes */
#define NEEDLE_PHRASE "stremin dastrol" /* 0.3 %, in a tenth of them with a line end inside */
#define NEEDLE_KOREAN "바람골"          /* 2 % of the Korean quotes */
#define NEEDLE_NONE   "strozenta"

enum script { SCRIPT_LATIN, SCRIPT_ACCENTED, SCRIPT_KOREAN, SCRIPT_COUNT };

struct corpus_words;

/* Makes the words; NULL when memory is out. The caller frees them. */
struct corpus_words *corpus_words_new(uint64_t seed);
void corpus_words_free(struct corpus_words *words);

/* What a text is to be. */
struct prose {
    enum script script;
    size_t bytes;       /* about as long */
    bool punctuated;    /* commas, quotation marks and a line end within */
    const char *needle; /* to stand in it; NULL for none */
};

/* Appends a text. False when memory is out. */
bool corpus_append_prose(const struct corpus_words *words, const struct prose *prose,
                         uint64_t *random, struct buffer *text);

/* Appends one word, beginning with a capital. False when memory is out. */
bool corpus_append_name(const struct corpus_words *words, uint64_t *random, struct buffer *text);

#endif
