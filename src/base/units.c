#include "base/units.h"

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

/* ---- Units ---------------------------------------------------------------------------------- */

enum { BLANK = ' ', MARK = '"' };

/* The character that comes next, those ignored left out; 0 at the end. */
static uint32_t peek(struct unit_reader *reader, size_t *used)
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
static bool take_blanks(struct unit_reader *reader)
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

static void take_marks(struct unit_reader *reader)
{
    size_t used;
    uint32_t character = peek(reader, &used);
    while (character && IS(marks, character)) {
        reader->at += used;
        character = peek(reader, &used);
    }
}

/* What a run is compared as, by its first character; that itself where it is no run. */
static uint32_t take_unit(struct unit_reader *reader, uint32_t first, size_t used)
{
    if (IS(marks, first)) {
        take_marks(reader);
        return MARK;
    }
    reader->at += used;
    return first;
}

bool unit_next(struct unit_reader *reader, struct unit *unit)
{
    size_t used;
    if (reader->at < reader->text.length && unit_is_plain(reader->text.data[reader->at])) {
        unit->start = reader->at++;
        unit->end = reader->at;
        unit->character = (unsigned char)reader->text.data[unit->start];
        reader->before = unit->character;
        return true;
    }
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

bool units_are_blank(struct slice text)
{
    struct unit_reader reader = {.text = text};
    struct unit unit;
    bool is_blank = true;
    while (is_blank && unit_next(&reader, &unit))
        is_blank = unit.character == BLANK || unit.character == MARK;
    return is_blank;
}
