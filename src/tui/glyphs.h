/* glyphs.h: the signs that frames, lists and lines are drawn with, in Unicode and in ASCII. */
#ifndef TUI_GLYPHS_H
#define TUI_GLYPHS_H

#include <stdbool.h>

/* X(name, in Unicode, in ASCII, what the help says of it, "" for nothing). Each takes one column. */
#define GLYPHS(X)                                             \
    X(horizontal, "─", "-", "")                               \
    X(vertical, "│", "|", "")                                 \
    X(top_left, "┌", "+", "")                                 \
    X(top_right, "┐", "+", "")                                \
    X(bottom_left, "└", "+", "")                              \
    X(bottom_right, "┘", "+", "")                             \
    X(joint_left, "├", "+", "")                               \
    X(joint_right, "┤", "+", "")                              \
    X(bar, "▌", ">", "the row you are on")                    \
    X(place, "›", "-", "the row you were on in another pane") \
    X(dot, "•", "*", "linked to the row you are on")          \
    X(mark, "✓", "+", "marked")                               \
    X(conflict, "!", "!", "sources disagree about it")        \
    X(full, "█", "#", "how many, beside the most there are")  \
    X(light, "░", ".", "")                                    \
    X(dark, "▓", "%", "")                                     \
    X(half, "▒", "=", "the same of quotes in the timeline")   \
    X(ellipsis, "…", "~", "there is more than fits, or to come")

struct glyphs {
#define GLYPH_MEMBER(name, unicode, ascii, help) const char *name;
    GLYPHS(GLYPH_MEMBER)
#undef GLYPH_MEMBER
};

const struct glyphs *glyphs_for(bool ascii);

#endif
