/* face.h: the kinds of text on the screen. What each looks like stands in face.def. */
#ifndef TUI_FACE_H
#define TUI_FACE_H

#include "briefbook/document.h"

enum face {
#define FACE(symbol, look, ink) FACE_##symbol,
#include "tui/face.def"
#undef FACE
    FACE_COUNT
};

enum look {
    LOOK_PLAIN = 0,
    LOOK_BOLD = 1 << 0,
    LOOK_DIM = 1 << 1,
    LOOK_UNDERLINE = 1 << 2,
    LOOK_REVERSE = 1 << 3
};

/* What a colour is for. */
enum ink {
    INK_DEFAULT, /* the colour of the terminal, in every theme */
    INK_LABEL,
    INK_SIGN,    /* dots, bars: no text */
    INK_FOCUS,   /* bold, as the next */
    INK_WARNING, /* and matches */
    INK_MUTED,
    INK_COUNT
};

struct style {
    unsigned look;
    enum ink ink;
};

/* How a cell looks: its face, changed by the flags of frame.h. */
struct style face_style(enum face face, unsigned cell_flags);

/* The face of a span of a document. */
enum face face_of_role(enum role role);

#endif
