#include "tui/theme.h"

#include <stdlib.h>
#include <string.h>

/* The colours by number; 0, which would be black, stands for that of the terminal.
 *
 * The first sixteen are what the terminal takes them for, so that only those are named which can be
 * read in all usual palettes; bold text and signs may have less contrast than other text. The others
 * are the same everywhere. tests/unit/test-theme.c measures all of them. */
static const short colours[THEME_COUNT][DEPTH_COUNT][INK_COUNT] = {
    [THEME_AUTO] =
        {
            [DEPTH_8] = {[INK_WARNING] = 5},
            [DEPTH_16] = {[INK_WARNING] = 5},
            [DEPTH_256] = {[INK_SIGN] = 31, [INK_FOCUS] = 65, [INK_WARNING] = 133},
        },
    [THEME_DARK] =
        {
            [DEPTH_8] = {[INK_LABEL] = 6, [INK_SIGN] = 6, [INK_FOCUS] = 2, [INK_WARNING] = 3},
            [DEPTH_16] = {[INK_LABEL] = 6, [INK_SIGN] = 6, [INK_FOCUS] = 2, [INK_WARNING] = 13},
            [DEPTH_256] = {[INK_LABEL] = 116,
                           [INK_SIGN] = 116,
                           [INK_FOCUS] = 114,
                           [INK_WARNING] = 177,
                           [INK_MUTED] = 248},
        },
    [THEME_LIGHT] =
        {
            [DEPTH_8] = {[INK_SIGN] = 4, [INK_FOCUS] = 4, [INK_WARNING] = 5},
            [DEPTH_16] = {[INK_SIGN] = 4, [INK_FOCUS] = 4, [INK_WARNING] = 5},
            [DEPTH_256] = {[INK_LABEL] = 24,
                           [INK_SIGN] = 24,
                           [INK_FOCUS] = 22,
                           [INK_WARNING] = 127,
                           [INK_MUTED] = 241},
        },
};

enum depth depth_of(int colours_there)
{
    static const int least[DEPTH_COUNT] = {[DEPTH_8] = 8, [DEPTH_16] = 16, [DEPTH_256] = 256};
    enum depth depth = DEPTH_256;
    while (depth > DEPTH_NONE && colours_there < least[depth])
        depth--;
    return depth;
}

/* The background stands behind the last ";": of the sixteen colours 0 to 6 and 8 are dark. */
static enum theme theme_told(const char *colorfgbg)
{
    enum { DARK_BELOW = 7, DARK_GREY = 8, COLOURS = 16 };
    const char *background = strrchr(colorfgbg, ';');
    char *end = NULL;
    long colour = background ? strtol(background + 1, &end, 10) : -1;
    if (!background || end == background + 1 || *end || colour < 0 || colour >= COLOURS)
        return THEME_AUTO;
    return colour < DARK_BELOW || colour == DARK_GREY ? THEME_DARK : THEME_LIGHT;
}

enum theme theme_meant(enum theme asked, const char *colorfgbg, const char *type)
{
    if (asked != THEME_AUTO)
        return asked;
    if (colorfgbg)
        return theme_told(colorfgbg);
    /* The console of Linux tells nothing and is black. */
    return type && strcmp(type, "linux") == 0 ? THEME_DARK : THEME_AUTO;
}

short theme_colour(enum theme theme, enum depth depth, enum ink ink)
{
    short colour = colours[theme][depth][ink];
    return colour ? colour : COLOUR_DEFAULT;
}

struct appearance theme_appearance(enum theme theme, enum depth depth, struct style style)
{
    struct appearance appearance = {style.look, theme_colour(theme, depth, style.ink)};
    if (appearance.colour != COLOUR_DEFAULT)
        appearance.look &= ~(unsigned)LOOK_DIM;
    return appearance;
}
