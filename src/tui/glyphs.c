#include "tui/glyphs.h"

static const struct glyphs unicode_glyphs = {
#define GLYPH_IN_UNICODE(name, unicode, ascii, help) .name = unicode,
    GLYPHS(GLYPH_IN_UNICODE)
#undef GLYPH_IN_UNICODE
};

static const struct glyphs ascii_glyphs = {
#define GLYPH_IN_ASCII(name, unicode, ascii, help) .name = ascii,
    GLYPHS(GLYPH_IN_ASCII)
#undef GLYPH_IN_ASCII
};

const struct glyphs *glyphs_for(bool ascii)
{
    return ascii ? &ascii_glyphs : &unicode_glyphs;
}
