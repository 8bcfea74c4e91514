/* test-theme.c: whether text can be read in every theme, and told apart without colour. The contrast
 * is that of WCAG 2.1: 4.5 for text, 3 for bold text and for what is no text. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "tui/frame.h"
#include "tui/theme.h"

enum { NAMED_COLOURS = 16 };

/* Colours as 0xRRGGBB. */
struct palette {
    const char *name;
    uint32_t colours[NAMED_COLOURS];
    uint32_t dark; /* the usual backgrounds that go with it */
    uint32_t light;
};

static const struct palette palettes[] = {
    {"xterm",
     {0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F,
      0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF},
     0x000000,
     0xFFFFFF},
    {"Linux console",
     {0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA, 0x555555,
      0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF},
     0x000000,
     0xFFFFFF},
    {"Tango",
     {0x2E3436, 0xCC0000, 0x4E9A06, 0xC4A000, 0x3465A4, 0x75507B, 0x06989A, 0xD3D7CF, 0x555753,
      0xEF2929, 0x8AE234, 0xFCE94F, 0x729FCF, 0xAD7FA8, 0x34E2E2, 0xEEEEEC},
     0x000000,
     0xFFFFFF},
    {"Solarized",
     {0x073642, 0xDC322F, 0x859900, 0xB58900, 0x268BD2, 0xD33682, 0x2AA198, 0xEEE8D5, 0x002B36,
      0xCB4B16, 0x586E75, 0x657B83, 0x839496, 0x6C71C4, 0x93A1A1, 0xFDF6E3},
     0x002B36,
     0xFDF6E3},
    {"GNOME",
     {0x171421, 0xC01C28, 0x26A269, 0xA2734C, 0x12488B, 0xA347BA, 0x2AA1B3, 0xD0CFCC, 0x5E5C64,
      0xF66151, 0x33D17A, 0xE9AD0C, 0x2A7BDE, 0xC061CB, 0x33C7DE, 0xFFFFFF},
     0x171421,
     0xFFFFFF},
};

/* More backgrounds, for the colours that are the same on every terminal. */
static const uint32_t dark_grounds[] = {0x1E1E1E, 0x282828, 0x300A24, 0x2E3436};
static const uint32_t light_grounds[] = {0xEEEEEC, 0xFAFAFA};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static double channel(uint32_t colour, unsigned shift)
{
    double value = (colour >> shift & 0xFF) / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t colour)
{
    return 0.2126 * channel(colour, 16) + 0.7152 * channel(colour, 8) + 0.0722 * channel(colour, 0);
}

static double contrast(uint32_t a, uint32_t b)
{
    double first = luminance(a);
    double second = luminance(b);
    return first > second ? (first + 0.05) / (second + 0.05) : (second + 0.05) / (first + 0.05);
}

/* The colours from 16 on: a cube of six levels, and greys. */
static uint32_t fixed_colour(unsigned number)
{
    enum { CUBE = 16, GREYS = 232 };
    static const uint32_t levels[] = {0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF};
    if (number >= GREYS)
        return (8 + 10 * (number - GREYS)) * 0x010101;
    number -= CUBE;
    return levels[number / 36] << 16 | levels[number / 6 % 6] << 8 | levels[number % 6];
}

static double least_contrast(const struct style *style)
{
    bool is_sign = style->ink == INK_SIGN;
    return is_sign || style->look & LOOK_BOLD ? 3.0 : 4.5;
}

static void assert_readable(const struct style *style, short number, uint32_t colour,
                            uint32_t ground)
{
    double found = contrast(colour, ground);
    if (found < least_contrast(style))
        fail_msg("ink %d: colour %d, #%06X on #%06X, has a contrast of %.2f", (int)style->ink,
                 number, (unsigned)colour, (unsigned)ground, found);
}

/* A colour on all usual backgrounds of the kind that the theme is for. */
static void check_grounds(enum theme theme, const struct style *style, short number)
{
    bool is_fixed = number >= NAMED_COLOURS;
    for (size_t i = 0; i < COUNT(palettes); i++) {
        const struct palette *palette = &palettes[i];
        uint32_t colour =
            is_fixed ? fixed_colour((unsigned)number) : palette->colours[(unsigned)number];
        if (theme != THEME_LIGHT)
            assert_readable(style, number, colour, palette->dark);
        if (theme != THEME_DARK)
            assert_readable(style, number, colour, palette->light);
    }
    for (size_t i = 0; is_fixed && theme != THEME_LIGHT && i < COUNT(dark_grounds); i++)
        assert_readable(style, number, fixed_colour((unsigned)number), dark_grounds[i]);
    for (size_t i = 0; is_fixed && theme != THEME_DARK && i < COUNT(light_grounds); i++)
        assert_readable(style, number, fixed_colour((unsigned)number), light_grounds[i]);
}

enum { ALL_FLAGS = CELL_MATCH | CELL_CURRENT | CELL_SELECTED };

static void test_contrast(void **state)
{
    (void)state;
    for (enum theme theme = 0; theme < THEME_COUNT; theme++)
        for (enum depth depth = 0; depth < DEPTH_COUNT; depth++)
            for (enum face face = 0; face < FACE_COUNT; face++)
                for (unsigned flags = 0; flags <= ALL_FLAGS; flags++) {
                    struct style style = face_style(face, flags);
                    struct appearance appearance = theme_appearance(theme, depth, style);
                    if (appearance.colour == COLOUR_DEFAULT)
                        continue;
                    assert_false(appearance.look & LOOK_DIM);
                    check_grounds(theme, &style, appearance.colour);
                }
}

/* A terminal is never asked for a colour that it does not have. */
static void test_depths(void **state)
{
    (void)state;
    static const short limits[DEPTH_COUNT] = {
        [DEPTH_NONE] = 0, [DEPTH_8] = 8, [DEPTH_16] = 16, [DEPTH_256] = 256};
    for (enum theme theme = 0; theme < THEME_COUNT; theme++)
        for (enum depth depth = 0; depth < DEPTH_COUNT; depth++)
            for (enum ink ink = 0; ink < INK_COUNT; ink++)
                assert_true(theme_colour(theme, depth, ink) < limits[depth] ||
                            theme_colour(theme, depth, ink) == COLOUR_DEFAULT);
    static const struct {
        int colours;
        enum depth depth;
    } cases[] = {{-1, DEPTH_NONE}, {0, DEPTH_NONE},  {7, DEPTH_NONE},
                 {8, DEPTH_8},     {15, DEPTH_8},    {16, DEPTH_16},
                 {88, DEPTH_16},   {256, DEPTH_256}, {1 << 24, DEPTH_256}};
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(depth_of(cases[i].colours), cases[i].depth);
}

/* The text has its own colour in every theme; warnings have one wherever there are colours. */
static void test_colours(void **state)
{
    (void)state;
    for (enum depth depth = 0; depth < DEPTH_COUNT; depth++) {
        for (enum theme theme = 0; theme < THEME_COUNT; theme++) {
            bool has_colours = theme != THEME_MONO && depth != DEPTH_NONE;
            assert_int_equal(theme_colour(theme, depth, INK_DEFAULT), COLOUR_DEFAULT);
            assert_int_equal(theme_colour(theme, depth, INK_WARNING) != COLOUR_DEFAULT,
                             has_colours);
        }
        for (enum ink ink = 0; ink < INK_COUNT; ink++)
            assert_int_equal(theme_colour(THEME_MONO, depth, ink), COLOUR_DEFAULT);
    }
}

/* Whether a cell is matched, current or selected shows in every theme without its colour. */
static void test_without_colour(void **state)
{
    (void)state;
    for (enum theme theme = 0; theme < THEME_COUNT; theme++)
        for (enum depth depth = 0; depth < DEPTH_COUNT; depth++)
            for (enum face face = 0; face < FACE_COUNT; face++) {
                unsigned looks[ALL_FLAGS + 1];
                for (unsigned flags = 0; flags <= ALL_FLAGS; flags++)
                    looks[flags] = theme_appearance(theme, depth, face_style(face, flags)).look;
                assert_int_not_equal(looks[CELL_MATCH], looks[0]);
                assert_false(looks[0] & LOOK_REVERSE);
                assert_false(looks[CELL_MATCH] & LOOK_REVERSE);
                assert_true(looks[CELL_CURRENT] & LOOK_REVERSE);
                assert_true(looks[CELL_SELECTED] & LOOK_REVERSE);
                assert_int_not_equal(looks[CELL_SELECTED | CELL_MATCH], looks[CELL_SELECTED]);
            }
}

static void test_background(void **state)
{
    (void)state;
    static const struct {
        enum theme asked;
        const char *colorfgbg;
        const char *type;
        enum theme meant;
    } cases[] = {
        {THEME_AUTO, NULL, "xterm-256color", THEME_AUTO},
        {THEME_AUTO, NULL, NULL, THEME_AUTO},
        {THEME_AUTO, NULL, "linux", THEME_DARK},
        {THEME_AUTO, "15;0", "xterm", THEME_DARK},
        {THEME_AUTO, "0;15", "xterm", THEME_LIGHT},
        {THEME_AUTO, "0;15", "linux", THEME_LIGHT},
        {THEME_AUTO, "12;default;8", "rxvt", THEME_DARK},
        {THEME_AUTO, "0;default;7", "rxvt", THEME_LIGHT},
        {THEME_AUTO, "15;6", "rxvt", THEME_DARK},
        {THEME_AUTO, "0;default", "rxvt", THEME_AUTO},
        {THEME_AUTO, "", "rxvt", THEME_AUTO},
        {THEME_AUTO, "15;", "rxvt", THEME_AUTO},
        {THEME_AUTO, "15;16", "rxvt", THEME_AUTO},
        {THEME_AUTO, "15;-1", "rxvt", THEME_AUTO},
        {THEME_AUTO, "15;0x", "rxvt", THEME_AUTO},
        {THEME_AUTO, "15", "rxvt", THEME_AUTO},
        {THEME_LIGHT, "15;0", "linux", THEME_LIGHT},
        {THEME_MONO, "0;15", "xterm", THEME_MONO},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(theme_meant(cases[i].asked, cases[i].colorfgbg, cases[i].type),
                         cases[i].meant);
}

/* The enum and the names, which options and settings use, go together. */
static void test_names(void **state)
{
    (void)state;
    static const char *const names[] = {THEME_NAMES};
    assert_int_equal(COUNT(names), THEME_COUNT);
    assert_string_equal(names[THEME_AUTO], "auto");
    assert_string_equal(names[THEME_DARK], "dark");
    assert_string_equal(names[THEME_LIGHT], "light");
    assert_string_equal(names[THEME_MONO], "mono");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contrast),   cmocka_unit_test(test_depths),
        cmocka_unit_test(test_colours),    cmocka_unit_test(test_without_colour),
        cmocka_unit_test(test_background), cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
