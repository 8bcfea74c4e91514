/* transliteration.h: what Unicode's decompositions do not say about spelling in ASCII.
 *
 * X(character, ASCII). The first three lists also serve folding, so that words copied from a page
 * printed with --ascii find the original; there the letters come after case folding. */
#ifndef BRIEFBOOK_BASE_TRANSLITERATION_H
#define BRIEFBOOK_BASE_TRANSLITERATION_H

/* One or two ASCII letters each. */
#define TRANSLITERATION_LETTERS(X) \
    X(0x00E6, "ae") /* æ */       \
    X(0x00F0, "d")  /* ð */       \
    X(0x00F8, "o")  /* ø */       \
    X(0x00FE, "th") /* þ */       \
    X(0x0111, "d")  /* đ */       \
    X(0x0127, "h")  /* ħ */       \
    X(0x0131, "i")  /* ı */       \
    X(0x0142, "l")  /* ł */       \
    X(0x0153, "oe") /* œ */       \
    X(0x0167, "t")  /* ŧ */

/* One ASCII character each, as are the dashes. */
#define TRANSLITERATION_QUOTES(X) \
    X(0x2018, "'")  /* ‘ */     \
    X(0x2019, "'")  /* ’ */     \
    X(0x201A, "'")  /* ‚ */     \
    X(0x201B, "'")  /* ‛ */     \
    X(0x201C, "\"") /* “ */     \
    X(0x201D, "\"") /* ” */     \
    X(0x201E, "\"") /* „ */     \
    X(0x201F, "\"") /* ‟ */     \
    X(0x2032, "'")  /* ′ */     \
    X(0x2033, "\"") /* ″ */

#define TRANSLITERATION_DASHES(X)        \
    X(0x2010, "-") /* hyphen */          \
    X(0x2011, "-") /* no-break hyphen */ \
    X(0x2012, "-") /* figure dash */     \
    X(0x2013, "-") /* en dash */         \
    X(0x2014, "-") /* em dash */         \
    X(0x2015, "-") /* bar */             \
    X(0x2212, "-") /* minus */           \
    X(0xFE58, "-") /* small em dash */   \
    X(0xFE63, "-") /* small hyphen */    \
    X(0xFF0D, "-") /* wide hyphen */

/* The sign for a line end (gate.h). */
#define TRANSLITERATION_SIGNS(X) X(0x21B5, " / ") /* ↵ */

#endif
