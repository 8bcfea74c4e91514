#include <stdio.h>
#include <stdlib.h>
#include <unictype.h>
#include <unilbrk.h>

#include "base/generator.h"
#include "base/lines.h"

/* Characters against which others are tried: some of each line breaking class of UAX 14. */
static const uint32_t probes[] = {
    '!',    '"',    '#',    '$',    '%',    '\'',   '(',    ')',    '+',    ',',    '-',    '/',
    '0',    'a',    '{',    '|',    '}',    0xA0,   0xA1,   0xB4,   0xE9,   0xAB,   0xBB,   0x2010,
    0x2013, 0x2014, 0x2018, 0x201A, 0x2024, 0x2026, 0x203C, 0x20AC, 0x2103, 0x3000, 0x3001, 0x3005,
    0x3008, 0x3009, 0x3041, 0x3042, 0x4E00, 0xAC00, 0xAC01, 0xFF01, 0xFF04, 0xFF05, 0xFF08, 0xFF0E,
};

/* Stretches of characters for which what stands on either side of a place, and whether there are
 * spaces, says whether a line may break there. Marks and format characters in them do not count. */
static const struct {
    uint32_t first, last;
} simple_stretches[] = {
    {'!', '~'},       {0xA0, 0x24F},    {0x370, 0x4FF},   {0x1E00, 0x1EFF}, {0x2010, 0x2027},
    {0x202F, 0x205E}, {0x20A0, 0x20BF}, {0x2190, 0x22FF}, {0x2500, 0x25FF}, {0x3000, 0x303F},
    {0x3041, 0x30FF}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3}, {0xFF01, 0xFF60},
};

static bool library_breaks(uint32_t before, uint32_t after, size_t spaces)
{
    uint32_t text[] = {before, ' ', ' '};
    char breaks[sizeof text / sizeof *text];
    text[1 + spaces] = after;
    u32_possible_linebreaks(text, 2 + spaces, "UTF-8", breaks);
    return breaks[1 + spaces] == UC_BREAK_POSSIBLE;
}

/* Whether it breaks as letters do: not beside them, but on either side of an ideograph. */
static bool is_letter(uint32_t character)
{
    enum { IDEOGRAPH = 0x4E00 };
    return !library_breaks('a', character, 0) && !library_breaks(character, 'a', 0) &&
           library_breaks(IDEOGRAPH, character, 0) && library_breaks(character, IDEOGRAPH, 0);
}

static bool may_break(uint32_t before, uint32_t after, size_t spaces)
{
    if (spaces == 0 && unicode_is_infix(before) && is_letter(after))
        return false;
    return library_breaks(before, after, spaces);
}

static bool same_breaks(uint32_t a, uint32_t b)
{
    for (size_t i = 0; i < sizeof probes / sizeof *probes; i++)
        for (size_t spaces = 0; spaces < 2; spaces++)
            if (may_break(a, probes[i], spaces) != may_break(b, probes[i], spaces) ||
                may_break(probes[i], a, spaces) != may_break(probes[i], b, spaces))
                return false;
    return true;
}

/* The number of the class, from 1, whose first member breaks like a character, which may begin a new
 * one. */
static size_t class_of(uint32_t character, uint32_t members[LINE_CLASSES])
{
    size_t class = 1;
    while (class < LINE_CLASSES && members[class] && !same_breaks(members[class], character))
        class ++;
    require(class < LINE_CLASSES, "too many line breaking classes");
    if (!members[class])
        members[class] = character;
    return class;
}

static uint32_t breaks_after(uint32_t before, size_t spaces, const uint32_t members[LINE_CLASSES])
{
    uint32_t bits = 0;
    for (size_t class = 1; class < LINE_CLASSES && members[class]; class ++)
        bits |= (uint32_t)may_break(before, members[class], spaces) << class;
    return bits;
}

static void print_breaks(const uint32_t members[LINE_CLASSES])
{
    printf("const struct line_breaks unicode_line_breaks[LINE_CLASSES] = {\n");
    for (size_t class = 1; class < LINE_CLASSES && members[class]; class ++)
        printf("    [%zu] = {%lu, %lu},\n", class,
               (unsigned long)breaks_after(members[class], 0, members),
               (unsigned long)breaks_after(members[class], 1, members));
    printf("};\n");
}

void print_lines(void)
{
    struct table table = table_new("unsigned char", "unicode_line_blocks", "unicode_line_classes");
    uint32_t members[LINE_CLASSES] = {0};
    for (uint32_t character = 0x80; character < UNICODE_CHARACTERS; character++)
        if (is_scalar(character) && is_letter(character))
            table.entries[character] = LINE_OTHER_LETTER;
    table.entries['a'] = (uint32_t)class_of('a', members);
    require(table.entries['a'] == LINE_LETTER, "letters are not the first class");
    for (size_t i = 0; i < sizeof simple_stretches / sizeof *simple_stretches; i++)
        for (uint32_t c = simple_stretches[i].first; c <= simple_stretches[i].last; c++)
            if (!uc_is_general_category(c, UC_MARK) && !uc_is_general_category(c, UC_OTHER))
                table.entries[c] = (uint32_t)class_of(c, members);
    table_print(&table);
    print_breaks(members);
}
