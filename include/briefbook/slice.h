/* slice.h: a view of bytes that somebody else owns.
 *
 * A slice may hold any byte, NUL included, and is not terminated. A blank slice has length 0;
 * its pointer may then be NULL. */
#ifndef BRIEFBOOK_SLICE_H
#define BRIEFBOOK_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
    const char *data;
    size_t length;
};

/* The bytes of a string literal, as a constant expression's worth of work. */
#define SLICE(literal) ((struct slice){"" literal, sizeof(literal) - 1})

/* Views a NUL-terminated string; NULL gives a blank slice. */
static inline struct slice slice_of(const char *string)
{
    return (struct slice){string, string ? strlen(string) : 0};
}

/* Whether both hold the same bytes. */
bool slice_equal(struct slice a, struct slice b);

/* Whether the slice holds exactly the bytes of a NUL-terminated string. */
bool slice_is(struct slice slice, const char *string);

/* Orders by unsigned bytes, shorter first on a tie: <0, 0 or >0. */
int slice_compare(struct slice a, struct slice b);

/* Bytes [from, to) of the slice; both are cut to its length. */
static inline struct slice slice_part(struct slice slice, size_t from, size_t to)
{
    if (to > slice.length)
        to = slice.length;
    if (from >= to)
        return (struct slice){slice.data, 0};
    return (struct slice){slice.data + from, to - from};
}

/* The slice without blanks (space, tab, CR, LF) at either end. */
struct slice slice_trim(struct slice slice);

/* Takes the next member of a list off `rest` into `member`, trimmed, skipping blank members.
 * Returns false at the end of the list. */
bool slice_next(struct slice *rest, char separator, struct slice *member);

#endif
