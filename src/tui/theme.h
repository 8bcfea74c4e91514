/* theme.h: which colours the inks of face.h have on the terminal. The colours stand in theme.c.
 *
 * Dark and light are for backgrounds of that kind. Auto is for a background that is not known: it
 * has only colours that can be read on both. Mono has none, so attributes and signs alone tell
 * things apart. */
#ifndef TUI_THEME_H
#define TUI_THEME_H

#include "tui/face.h"

/* The names of the themes, in the order of the enum. */
#define THEME_NAMES "auto", "dark", "light", "mono"

enum theme { THEME_AUTO, THEME_DARK, THEME_LIGHT, THEME_MONO, THEME_COUNT };

/* How many colours a terminal has, at least. */
enum depth { DEPTH_NONE, DEPTH_8, DEPTH_16, DEPTH_256, DEPTH_COUNT };

enum { COLOUR_DEFAULT = -1 }; /* that of the terminal */

/* How text looks on the terminal: enum look, and a colour by its number there. */
struct appearance {
    unsigned look;
    short colour;
};

/* The depth of a terminal that has so many colours; a negative number is none. */
enum depth depth_of(int colours);

/* The theme that is meant: auto becomes dark or light where the environment tells the background.
 * `colorfgbg` is the value of COLORFGBG ("15;0"), `type` that of TERM; NULL where it is not set. */
enum theme theme_meant(enum theme asked, const char *colorfgbg, const char *type);

/* The colour of an ink. */
short theme_colour(enum theme theme, enum depth depth, enum ink ink);

/* How a style looks. What has a colour of its own is not dimmed: it was chosen to be read. */
struct appearance theme_appearance(enum theme theme, enum depth depth, struct style style);

#endif
