#include "tui/face.h"

#include "tui/frame.h"

static const struct style styles[FACE_COUNT] = {
#define FACE(symbol, look, ink) [FACE_##symbol] = {look, ink},
#include "tui/face.def"
#undef FACE
};

static const enum face role_faces[] = {
    [ROLE_TEXT] = FACE_TEXT,       [ROLE_TITLE] = FACE_TITLE,     [ROLE_HEADING] = FACE_HEADING,
    [ROLE_LABEL] = FACE_LABEL,     [ROLE_NAME] = FACE_NAME,       [ROLE_QUOTATION] = FACE_QUOTATION,
    [ROLE_MUTED] = FACE_MUTED,     [ROLE_LINK] = FACE_LINK,       [ROLE_ENDNOTE] = FACE_ENDNOTE,
    [ROLE_MARKING] = FACE_MARKING, [ROLE_WARNING] = FACE_WARNING,
};

struct style face_style(enum face face, unsigned cell_flags)
{
    struct style style = styles[face];
    if (cell_flags & CELL_MATCH)
        style = (struct style){LOOK_BOLD | LOOK_UNDERLINE, INK_WARNING};
    if (cell_flags & CELL_CURRENT)
        style.look = (style.look & ~(unsigned)LOOK_DIM) | LOOK_BOLD | LOOK_REVERSE;
    if (cell_flags & CELL_SELECTED) {
        /* Dim or coloured text on a reversed line is hard to read. */
        style.look = (style.look & ~(unsigned)LOOK_DIM) | LOOK_REVERSE;
        style.ink = INK_DEFAULT;
    }
    return style;
}

enum face face_of_role(enum role role)
{
    return role_faces[role];
}
