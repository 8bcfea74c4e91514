/* text.h: UTF-8 text: decoding, clusters, width and folding.
 *
 * Bytes that are not UTF-8 are never refused here: each maximal ill-formed part (Unicode 15, chapter
 * 3, "U+FFFD Substitution of Maximal Subparts") reads as U+FFFD. Positions and lengths are in
 * bytes, widths in columns of a fixed-width font. */
#ifndef BRIEFBOOK_TEXT_H
#define BRIEFBOOK_TEXT_H

#include <stdint.h>

#include "briefbook/buffer.h"
#include "briefbook/slice.h"

#define TEXT_REPLACEMENT UINT32_C(0xFFFD)

/* Where text is shown: on screen the C library says how wide a character is (curses places by it),
 * on paper the Unicode table (UAX 11, ambiguous characters narrow). */
enum text_medium { TEXT_ON_PAPER, TEXT_ON_SCREEN };

/* Reads the first character of a slice that is not blank. Returns the bytes it takes (1 to 4).
 * Ill-formed bytes give TEXT_REPLACEMENT; `*character` is then followed by no other sign of it, so
 * use text_is_valid() to tell them from a U+FFFD in the text. */
size_t text_decode(struct slice text, uint32_t *character);

/* Writes the UTF-8 form of a scalar value; returns its bytes (1 to 4). What is no scalar value is
 * written as U+FFFD. */
size_t text_encode(uint32_t character, char bytes[4]);
bool text_append(struct buffer *buffer, uint32_t character);

/* Appends a text with U+FFFD in place of what is not UTF-8. False when memory is out. */
bool text_append_valid(struct buffer *buffer, struct slice text);

bool text_is_ascii(struct slice text);

/* Whether all is ASCII, and none of it a control: what the gate lets pass as it is. */
bool text_is_printable(struct slice text);

/* Whether all is well-formed UTF-8; if not and `fault` is not NULL, the offset of the first
 * ill-formed byte goes there. */
bool text_is_valid(struct slice text, size_t *fault);

/* Bytes of the first extended grapheme cluster (UAX 29) of a slice that is not blank. */
size_t text_cluster(struct slice text);

/* Columns taken by one character: 0 for combining and other zero-width ones, 2 for wide ones.
 * Control characters take 0: they never get this far, see gate.h. A soft hyphen takes none on paper.
 * On screen wcwidth(3) decides, so the locale must have been set. */
unsigned text_character_width(uint32_t character, enum text_medium medium);

/* Whether a character that takes columns, with another before it in its cluster, has a cell of its own
 * on a terminal: vowel signs, the second half of a flag, a voicing mark. What a joiner or a skin tone
 * adds to a pictograph has none: terminals that know it would not move on. */
bool text_stands_alone(uint32_t character, uint32_t before);

/* Columns taken by a text without line ends. A cluster is as wide as its widest character, a flag
 * (two regional indicators) 2, as printers place it; on screen each character that stands alone adds
 * its own columns. */
size_t text_width(struct slice text, enum text_medium medium);

/* Bytes of the longest prefix of whole clusters that fits `columns`; its width goes to `*used`
 * unless that is NULL. */
size_t text_fit(struct slice text, size_t columns, enum text_medium medium, size_t *used);

/* Finds where a line may end (UAX 14), never inside a cluster. `breaks` has one byte for each byte
 * of the text: TEXT_MAY_BREAK where a line may be broken before that byte, TEXT_MUST_BREAK where it
 * is the first after a line end, else 0. A line end that closes the text leaves no mark. */
enum { TEXT_MAY_BREAK = 1, TEXT_MUST_BREAK = 2 };
void text_line_breaks(struct slice text, char *breaks);

/* The same asked for single places, for those who need few of them. Whether the characters on either
 * side decide, with the spaces between them: not so in some scripts, beside marks and line ends. */
bool text_breaks_simply(struct slice text);

/* Whether a line of a text that breaks simply may be broken before the byte `at`. */
bool text_may_break(struct slice text, size_t at);

/* The last byte after `from` and no further than `to` before which it may be: `from` when there is none.
 * At its end a line always ends. */
size_t text_last_break(struct slice text, size_t from, size_t to);

/* Which byte of the original each byte of a folded text came from. Zero-initialise; set `count` to 0
 * to use it again. `origins` has one more member than the folded text has bytes: the last is the
 * original's length. They never fall, and each is where a character begins. */
struct text_fold_map {
    uint32_t *origins;
    size_t count;
    size_t capacity;
    bool failed;
};

/* Appends the text as it is compared. In this order: curly quotes, primes and dashes straight; NFKD;
 * full case folding (Unicode C+F); NFKD; combining marks U+0300–U+036F dropped; quotes and dashes
 * again; letters that Unicode does not take apart (ø ł đ ħ ŧ æ œ þ ð ı) as their transliteration;
 * each run of White_Space, also at either end, one space; NFC. Folding the result changes nothing.
 * Ill-formed bytes become U+FFFD.
 *
 * With a map, origins are appended to it: for each folded byte the offset of the character it stems
 * from, or of the first of several that combined (Hangul jamo, marks that change places); texts of
 * 4 GiB and more have none. False when memory is out. */
bool text_fold(struct slice text, struct buffer *folded, struct text_fold_map *map);
void text_fold_map_free(struct text_fold_map *map);

/* The pure-ASCII spelling of a character ("“" is "\"", "ø" is "o", "Ș" is "S", "½" is "1/2"), or NULL
 * when it has none: controls, combining marks, other scripts. It is never blank, and static. For
 * quotes, dashes and the letters above it is what folding uses. */
const char *text_ascii(uint32_t character);

#endif
