#include "briefbook/verbatim.h"

#include <stdlib.h>
#include <string.h>

#include "briefbook/text.h"

/* ---- Characters ----------------------------------------------------------------------------- */

struct range {
    uint32_t first;
    uint32_t last;
};

/* White_Space of Unicode. */
static const struct range blanks[] = {
    {0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},     {0x1680, 0x1680},
    {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};

static const struct range line_ends[] = {{0x0A, 0x0D}, {0x85, 0x85}, {0x2028, 0x2029}};

/* Marks of all forms, those that typewriters put for them, and primes. */
static const struct range marks[] = {
    {0x22, 0x22},     {0x27, 0x27},     {0x60, 0x60},     {0xAB, 0xAB},     {0xB4, 0xB4},
    {0xBB, 0xBB},     {0x2018, 0x201F}, {0x2032, 0x2037}, {0x2039, 0x203A}, {0x300C, 0x300F},
    {0x301D, 0x301F}, {0xFF02, 0xFF02}, {0xFF07, 0xFF07}};

/* They only say where a line may end, or may not. */
static const struct range ignored[] = {
    {0xAD, 0xAD}, {0x200B, 0x200B}, {0x2060, 0x2060}, {0xFEFF, 0xFEFF}};

/* Scripts that are written without blanks: Han, Kana, Bopomofo, and their punctuation. */
static const struct range unspaced[] = {{0x2E80, 0x312F}, {0x31A0, 0x31BF},   {0x31F0, 0x4DBF},
                                        {0x4E00, 0x9FFF}, {0xF900, 0xFAFF},   {0xFE30, 0xFE4F},
                                        {0xFF00, 0xFF9F}, {0x1B000, 0x1B16F}, {0x20000, 0x3FFFF}};

#define IS(ranges, character) is_among(ranges, sizeof(ranges) / sizeof(ranges)[0], character)

static bool is_among(const struct range *ranges, size_t count, uint32_t character)
{
    size_t i = 0;
    while (i < count && character > ranges[i].last)
        i++;
    return i < count && character >= ranges[i].first;
}

/* ---- Units: what is compared ---------------------------------------------------------------- */

enum { BLANK = ' ', MARK = '"' };

/* A character, or a run of blanks or of marks, which is one. */
struct unit {
    uint32_t character;
    size_t start; /* in bytes */
    size_t end;
};

struct reader {
    struct slice text;
    size_t at;
    uint32_t before; /* the character of the newest unit; 0 at the start */
};

/* The character that comes next, those ignored left out; 0 at the end. */
static uint32_t peek(struct reader *reader, size_t *used)
{
    uint32_t character;
    while (reader->at < reader->text.length) {
        *used = text_decode(slice_part(reader->text, reader->at, reader->text.length), &character);
        if (!IS(ignored, character) && character)
            return character;
        reader->at += *used;
    }
    return 0;
}

/* Passes over a run of blanks. Whether it is to be compared: not at either end, nor where only a line
 * of a script without blanks ends. */
static bool take_blanks(struct reader *reader)
{
    size_t used;
    bool has_line_end = false;
    uint32_t character = peek(reader, &used);
    while (character && IS(blanks, character)) {
        has_line_end = has_line_end || IS(line_ends, character);
        reader->at += used;
        character = peek(reader, &used);
    }
    if (!character || !reader->before)
        return false;
    return !has_line_end || !IS(unspaced, character) || !IS(unspaced, reader->before);
}

static void take_marks(struct reader *reader)
{
    size_t used;
    uint32_t character = peek(reader, &used);
    while (character && IS(marks, character)) {
        reader->at += used;
        character = peek(reader, &used);
    }
}

/* What a run is compared as, by its first character; that itself where it is no run. */
static uint32_t take_unit(struct reader *reader, uint32_t first, size_t used)
{
    if (IS(marks, first)) {
        take_marks(reader);
        return MARK;
    }
    reader->at += used;
    return first;
}

/* Reads the next unit; false at the end. */
static bool next_unit(struct reader *reader, struct unit *unit)
{
    size_t used;
    uint32_t character = peek(reader, &used);
    unit->start = reader->at;
    unit->character = 0;
    if (character && IS(blanks, character)) {
        if (take_blanks(reader))
            unit->character = BLANK;
        character = peek(reader, &used);
    }
    if (!character)
        return false;
    if (!unit->character) {
        unit->start = reader->at;
        unit->character = take_unit(reader, character, used);
    }
    unit->end = reader->at;
    reader->before = unit->character;
    return true;
}

/* ---- Looking for a part --------------------------------------------------------------------- */

/* A part of a quotation, ready to be looked for by the method of Knuth, Morris and Pratt. */
struct pattern {
    struct unit *units;
    size_t *borders; /* of the first i + 1 units, the longest end that is a beginning too */
    size_t *starts;  /* of the newest units of the text: a ring */
    size_t count;
};

static void make_borders(struct pattern *pattern)
{
    size_t border = 0;
    pattern->borders[0] = 0;
    for (size_t i = 1; i < pattern->count; i++) {
        while (border && pattern->units[border].character != pattern->units[i].character)
            border = pattern->borders[border - 1];
        border += pattern->units[border].character == pattern->units[i].character;
        pattern->borders[i] = border;
    }
}

static void pattern_free(struct pattern *pattern)
{
    free(pattern->units);
    free(pattern->borders);
    free(pattern->starts);
}

/* False when memory is out. */
static bool pattern_make(struct pattern *pattern, struct slice part)
{
    struct reader reader = {.text = part};
    size_t room = part.length + 1; /* a unit for each byte at most, and one to read the end into */
    pattern->count = 0;
    pattern->units = calloc(room, sizeof *pattern->units);
    pattern->borders = calloc(room, sizeof *pattern->borders);
    pattern->starts = calloc(room, sizeof *pattern->starts);
    if (!pattern->units || !pattern->borders || !pattern->starts) {
        pattern_free(pattern);
        return false;
    }
    while (next_unit(&reader, &pattern->units[pattern->count]))
        pattern->count++;
    if (pattern->count)
        make_borders(pattern);
    return true;
}

/* Looks for a pattern from a place of the text on. Returns how many of its units agree at the place
 * where most do, which goes to `*place`. */
static size_t pattern_find(const struct pattern *pattern, struct slice text, size_t from,
                           struct match *place)
{
    struct reader reader = {.text = text, .at = from};
    struct unit unit;
    size_t agree = 0;
    size_t most = 0;
    for (size_t i = 0; most < pattern->count && next_unit(&reader, &unit); i++) {
        pattern->starts[i % pattern->count] = unit.start;
        while (agree && pattern->units[agree].character != unit.character)
            agree = pattern->borders[agree - 1];
        agree += pattern->units[agree].character == unit.character;
        if (agree > most) {
            most = agree;
            place->start = pattern->starts[(i + 1 - agree) % pattern->count];
            place->end = unit.end;
        }
    }
    return most;
}

/* ---- Parts ---------------------------------------------------------------------------------- */

/* The bytes that an ellipsis takes at a place, with the bracket behind it; 0 when none is there. */
static size_t ellipsis_at(struct slice text, size_t at)
{
    static const char *const forms[] = {"…", "...", "[…]", "[...]", "(…)", "(...)"};
    size_t longest = 0;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct slice form = slice_of(forms[i]);
        if (form.length > longest && slice_equal(slice_part(text, at, at + form.length), form))
            longest = form.length;
    }
    return longest;
}

/* The part of a quotation that begins at `*at`, which is set to where the next begins. */
static struct slice take_part(struct slice quotation, size_t *at)
{
    size_t start = *at;
    size_t end = start;
    size_t gap = 0;
    while (end < quotation.length && !(gap = ellipsis_at(quotation, end)))
        end++;
    *at = end + gap;
    return slice_part(quotation, start, end);
}

/* Looks for one part behind the places found so far; whether all of it was found. */
static bool find_part(struct slice text, const struct pattern *pattern, size_t offset,
                      struct verbatim *found)
{
    const struct match_list *places = &found->places;
    size_t from = places->count ? places->items[places->count - 1].end : 0;
    struct match place = {from, from};
    size_t agree = pattern_find(pattern, text, from, &place);
    if (agree)
        match_list_add(&found->places, place);
    found->agreed = offset + (agree ? pattern->units[agree - 1].end : 0);
    return agree == pattern->count;
}

bool verbatim_find(struct slice text, struct slice quotation, struct verbatim *found)
{
    size_t at = 0;
    found->whole = true;
    found->agreed = 0;
    found->places.count = 0;
    while (found->whole && at < quotation.length) {
        size_t offset = at;
        struct pattern pattern;
        struct slice part = take_part(quotation, &at);
        if (!part.length)
            continue;
        if (!pattern_make(&pattern, part))
            return false;
        if (pattern.count)
            found->whole = find_part(text, &pattern, offset, found);
        pattern_free(&pattern);
    }
    found->whole = found->whole && found->places.count;
    if (found->whole)
        found->agreed = quotation.length;
    return !found->places.failed;
}

void verbatim_free(struct verbatim *found)
{
    match_list_free(&found->places);
    *found = (struct verbatim){0};
}
