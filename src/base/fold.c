#include <stdlib.h>
#include <string.h>

#include "base/fold-exact.h"
#include "base/unicode.h"

enum {
    BLOCK = 16,       /* bytes of ASCII folded at once */
    MOST_AT_ONCE = 64 /* more than any single character or block folds to */
};

/* A fold in progress. A unit is a character and the marks after it; the unit that was folded last
 * is remembered, to fold it anew as a whole when a character follows that acts on it. */
struct fold {
    struct slice text;
    size_t at; /* how far the text is folded */
    struct buffer *folded;
    size_t start; /* where in `folded` this text begins */
    struct text_fold_map *map;
    size_t map_start;
    size_t unit_at;     /* the last unit, in the text */
    size_t unit_folded; /* and in `folded` */
    bool takes_mark;    /* a mark may follow it without changing places with another */
};

/* The same while a run of characters is folded that need nothing but the tables. It is kept apart
 * so that the compiler can hold it in registers. */
struct run {
    const unsigned char *in, *end;
    unsigned char *out;
    const unsigned char *limit; /* where room for MOST_AT_ONCE bytes ends */
    uint32_t *origins;          /* of the byte at `out`; NULL without a map */
    uint32_t origin;            /* of the byte at `in` */
    const unsigned char *unit_in;
    unsigned char *unit_out;
    bool after_blank;
};

static bool map_reserve(struct text_fold_map *map, size_t extra)
{
    if (extra <= map->capacity - map->count)
        return true;
    size_t capacity = map->capacity + map->capacity / 2 + extra;
    uint32_t *origins = capacity > SIZE_MAX / sizeof *origins
                            ? NULL
                            : realloc(map->origins, capacity * sizeof *origins);
    if (!origins) {
        map->failed = true;
        return false;
    }
    map->origins = origins;
    map->capacity = capacity;
    return true;
}

static bool ends_in_blank(const struct fold *fold)
{
    const struct buffer *folded = fold->folded;
    return folded->length > fold->start && folded->data[folded->length - 1] == ' ';
}

/* Says where the bytes from `folded->length - count` on come from. There is room. */
static void note(struct fold *fold, size_t origin, size_t count)
{
    if (!fold->map)
        return;
    for (size_t i = 0; i < count; i++)
        fold->map->origins[fold->map->count++] = (uint32_t)origin;
}

static void begin_unit(struct fold *fold)
{
    fold->unit_at = fold->at;
    fold->unit_folded = fold->folded->length;
    fold->takes_mark = true;
}

/* Appends at most MOST_AT_ONCE bytes, for which there is room, that come from where the fold is. */
static void put(struct fold *fold, const char *bytes, size_t length)
{
    if (bytes[0] == ' ' && ends_in_blank(fold)) {
        bytes++;
        length--;
    }
    memcpy(fold->folded->data + fold->folded->length, bytes, length);
    fold->folded->length += length;
    note(fold, fold->at, length);
}

/* Takes `used` bytes of the text for `length` bytes written at `out`. */
static inline void run_advance(struct run *run, size_t used, size_t length)
{
    for (size_t i = 0; run->origins && i < length; i++)
        *run->origins++ = run->origin;
    run->unit_in = run->in;
    run->unit_out = run->out;
    run->in += used;
    run->origin += (uint32_t)used;
    run->out += length;
}

static inline unsigned char lower(unsigned char byte)
{
    return (unsigned char)(byte | ((unsigned char)(byte - 'A') < 26) << 5);
}

static inline void run_ascii(struct run *run)
{
    unsigned char byte = *run->in;
    bool blank = byte == ' ' || (byte >= '\t' && byte <= '\r');
    *run->out = blank ? ' ' : lower(byte);
    run_advance(run, 1, !(blank && run->after_blank));
    run->after_blank = blank;
}

/* Whether a block and the byte after it are printable ASCII without two blanks in a row. The
 * compiler makes vector code of this, as of the loops in run_block(). */
static inline bool is_simple_block(const unsigned char *bytes)
{
    unsigned char odd = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        unsigned char control = bytes[i] < ' ' || bytes[i] > 0x7F;
        unsigned char blanks = (unsigned char)((bytes[i] ^ ' ') | (bytes[i + 1] ^ ' ')) == 0;
        odd |= (unsigned char)(control | blanks);
    }
    return !odd;
}

static inline void run_block(struct run *run)
{
    for (size_t i = 0; i < BLOCK; i++)
        run->out[i] = lower(run->in[i]);
    for (uint32_t i = 0; run->origins && i < BLOCK; i++)
        *run->origins++ = run->origin + i;
    run->unit_in = run->in + BLOCK - 1;
    run->unit_out = run->out + BLOCK - 1;
    run->after_blank = *run->unit_in == ' ';
    run->in += BLOCK;
    run->origin += BLOCK;
    run->out += BLOCK;
}

/* Folds one character to itself or a few bytes; false, with nothing done, when it needs more. */
static inline bool run_character(struct run *run)
{
    uint32_t character;
    struct slice rest = {(const char *)run->in, (size_t)(run->end - run->in)};
    size_t used = unicode_decode(rest, &character);
    uint32_t entry = unicode_fold(character);
    uint32_t kind = entry & (FOLD_KIND_MASK | FOLD_ENDS_IN_MARK);
    if (character == TEXT_REPLACEMENT || (kind != FOLD_SAME && kind != FOLD_SHORT))
        return false;
    size_t length = used;
    if (kind == FOLD_SAME) {
        for (size_t i = 0; i < used; i++)
            run->out[i] = run->in[i];
    } else {
        length = entry >> FOLD_LENGTH_SHIFT & FOLD_SHORT_MASK;
        for (size_t i = 0; i < 3; i++)
            run->out[i] = (unsigned char)(entry >> (FOLD_SHORT_SHIFT + 8 * i));
    }
    run_advance(run, used, length);
    run->after_blank = false;
    return true;
}

/* Folds as far as the tables alone go, and there is room. */
static void fold_run(struct fold *fold)
{
    struct buffer *folded = fold->folded;
    struct text_fold_map *map = fold->map;
    unsigned char *out = (unsigned char *)folded->data;
    const unsigned char *in = (const unsigned char *)fold->text.data;
    struct run run = {.in = in + fold->at,
                      .end = in + fold->text.length,
                      .out = out + folded->length,
                      .limit = out + folded->capacity - MOST_AT_ONCE,
                      .origins = map ? map->origins + map->count : NULL,
                      .origin = (uint32_t)fold->at,
                      .after_blank = ends_in_blank(fold)};
    const unsigned char *next_block = run.in;
    while (run.in < run.end && run.out < run.limit) {
        if (*run.in >= 0x80) {
            if (!run_character(&run))
                break;
        } else if (run.in >= next_block && run.end - run.in > BLOCK && is_simple_block(run.in) &&
                   !(run.after_blank && *run.in == ' ')) {
            run_block(&run);
        } else {
            if (run.in >= next_block)
                next_block = run.in + BLOCK;
            run_ascii(&run);
        }
    }
    if (run.in == in + fold->at)
        return;
    fold->at = (size_t)(run.in - in);
    fold->unit_at = (size_t)(run.unit_in - in);
    fold->unit_folded = (size_t)(run.unit_out - out);
    fold->takes_mark = true;
    folded->length = (size_t)(run.out - out);
    if (map)
        map->count = (size_t)(run.origins - map->origins);
}

/* Bytes of the characters at the start that act on what precedes them, or vanish. */
static size_t joining_length(struct slice text)
{
    size_t length = 0;
    while (length < text.length) {
        uint32_t character;
        size_t used = unicode_decode(slice_part(text, length, text.length), &character);
        uint32_t kind = unicode_fold(character) & FOLD_KIND_MASK;
        if (kind != FOLD_JOINS && kind != FOLD_MARK && kind != FOLD_DROPPED)
            break;
        length += used;
    }
    return length;
}

/* Folds the last unit anew, with all that joins it. */
static void refold_unit(struct fold *fold)
{
    struct buffer *folded = fold->folded;
    size_t end = fold->at + joining_length(slice_part(fold->text, fold->at, fold->text.length));
    folded->length = fold->unit_folded;
    if (fold->map)
        fold->map->count = fold->map_start + (folded->length - fold->start);
    bool after_blank = ends_in_blank(fold);
    fold_exact(slice_part(fold->text, fold->unit_at, end), folded);
    char *unit = folded->data + fold->unit_folded;
    size_t length = folded->length - fold->unit_folded;
    if (after_blank && length && unit[0] == ' ') {
        memmove(unit, unit + 1, length - 1);
        folded->length = --length + fold->unit_folded;
    }
    if (fold->map && map_reserve(fold->map, length + MOST_AT_ONCE))
        note(fold, fold->unit_at, length);
    fold->at = end;
    begin_unit(fold);
}

/* Folds one character that is not ASCII. */
static void fold_character(struct fold *fold)
{
    uint32_t character;
    struct slice rest = {fold->text.data + fold->at, fold->text.length - fold->at};
    size_t used = unicode_decode(rest, &character);
    uint32_t entry = unicode_fold(character);
    uint32_t kind = entry & FOLD_KIND_MASK;
    char bytes[4];
    if (kind == FOLD_JOINS || (kind == FOLD_MARK && !fold->takes_mark)) {
        refold_unit(fold);
        return;
    }
    if (kind != FOLD_DROPPED && kind != FOLD_MARK)
        begin_unit(fold);
    if (kind == FOLD_MARK || entry & FOLD_ENDS_IN_MARK)
        fold->takes_mark = false;
    if (kind == FOLD_LONG)
        put(fold, unicode_fold_pool + (entry >> FOLD_LONG_SHIFT),
            entry >> FOLD_LENGTH_SHIFT & FOLD_LONG_MASK);
    else if (kind == FOLD_BLANK)
        put(fold, " ", 1);
    else if (kind != FOLD_DROPPED)
        put(fold, bytes, text_encode(character, bytes));
    fold->at += used;
}

/* Makes room for the rest of the text, if it does not grow much, and its origins. */
static bool reserve(struct fold *fold)
{
    size_t extra = fold->text.length - fold->at + 2 * MOST_AT_ONCE;
    if (!buffer_reserve(fold->folded, extra))
        return false;
    return !fold->map || map_reserve(fold->map, fold->folded->capacity - fold->folded->length);
}

bool text_fold(struct slice text, struct buffer *folded, struct text_fold_map *map)
{
    if (map && text.length > UINT32_MAX)
        map = NULL;
    struct fold fold = {.text = text, .folded = folded, .start = folded->length, .map = map};
    fold.map_start = map ? map->count : 0;
    begin_unit(&fold);
    fold.takes_mark = false;
    while (reserve(&fold) && fold.at < text.length) {
        size_t before = fold.at;
        fold_run(&fold);
        if (fold.at == before)
            fold_character(&fold);
    }
    if (folded->failed || (map && map->failed))
        return false;
    folded->data[folded->length] = '\0';
    note(&fold, text.length, 1);
    return true;
}

void text_fold_map_free(struct text_fold_map *map)
{
    if (!map)
        return;
    free(map->origins);
    *map = (struct text_fold_map){0};
}
