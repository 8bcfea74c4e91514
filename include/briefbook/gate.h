/* gate.h: the one gate through which text from outside reaches a person.
 *
 * Cells, headers, file names, queries and system messages may hold bytes that move a cursor, set a
 * clipboard, reorder or hide text. Everything that goes to a terminal, a page or a message passes
 * here first; what reaches a program (csv, json, ids) stays verbatim.
 *
 * What passes is shown as it is: assigned letters, marks, numbers, punctuation, symbols and spaces
 * (NBSP and U+3000 among them), and the visible number signs of Arabic and Syriac. What would act
 * or hide is shown as a sign, never dropped:
 *   C0 controls but tab and line ends, and DEL    ^A … ^_ ^?   (caret notation)
 *   C1 controls, bidirectional controls, soft hyphen, zero-width and all other characters that are
 *   default-ignorable, format, private use, unassigned or noncharacters, tags     <U+202E>
 *   NUL and bytes that are not UTF-8, each maximal ill-formed part, and U+FFFD     U+FFFD
 * "Assigned" is by the Unicode version of the libunistring that briefbook was built with.
 *
 * Some invisible characters are text where they do their proper work, and signs elsewhere:
 *   zero-width joiner          between emoji
 *   joiner and non-joiner      one after a letter, or its marks, of a script that joins or has
 *                              conjuncts (Arabic, Devanagari …)
 *   U+FE0E, U+FE0F             one after an emoji; after 0-9 # * only before U+20E3
 *   U+FE00 to U+FE0D           one after a letter, number, symbol or the like, not of ASCII
 *   other variation selectors  one after an ideograph, or a letter of the Mongolian block
 *   tags                       three to six and the end tag after a black flag
 *   Hangul fillers             before a vowel or after an initial
 *
 * A mark with nothing to stand on (at the start, after a line end or a sign) stands on a dotted
 * circle, U+25CC, lest it change what is around the text. Marks on a base all pass, however many:
 * what shows them must cut a cluster that its cell cannot hold.
 *
 * The result is well-formed UTF-8, and passing it again, with the same flags, does not change it.
 */
#ifndef BRIEFBOOK_GATE_H
#define BRIEFBOOK_GATE_H

#include "briefbook/buffer.h"
#include "briefbook/slice.h"

/* Line ends are LF, CR LF, CR, U+0085, U+2028 and U+2029; a tab becomes a space. */
enum gate_flags {
    GATE_LINES = 0,         /* each line end becomes LF */
    GATE_ONE_LINE = 1 << 0, /* each line end becomes "↵" (in ASCII " / "): one cell, one line */
    /* Nothing but printable ASCII and LF comes out. What has an ASCII spelling (text_ascii) is
     * spelled, accents on such a letter are left out; the rest as <U+AC00>, bad bytes as "?". */
    GATE_ASCII = 1 << 1
};

/* Appends `raw` made harmless. False when memory is out. */
bool gate_append(struct buffer *clean, struct slice raw, unsigned flags);

#endif
