#include "briefbook/nearest.h"

#include <stdint.h>
#include <string.h>

/* Longer words are not compared: nobody mistypes one of these names into such a word. */
enum { LONGEST = 64, SHORTEST_PART = 3 };

static size_t least(size_t a, size_t b, size_t c)
{
    size_t smaller = a < b ? a : b;
    return smaller < c ? smaller : c;
}

/* Letters to add, drop or change to make one word of the other (Levenshtein's distance); `row`
 * holds, for each beginning of `b`, the distance to what has been read of `a`. */
static size_t edit_distance(struct slice a, struct slice b)
{
    size_t row[LONGEST + 1];
    for (size_t i = 0; i <= b.length; i++)
        row[i] = i;
    for (size_t read = 0; read < a.length; read++) {
        size_t diagonal = row[0];
        row[0] = read + 1;
        for (size_t i = 0; i < b.length; i++) {
            size_t changed = diagonal + (a.data[read] != b.data[i]);
            diagonal = row[i + 1];
            row[i + 1] = least(row[i] + 1, row[i + 1] + 1, changed);
        }
    }
    return row[b.length];
}

/* A part of a name is as near as one slip of the finger. */
static size_t distance_of(struct slice word, struct slice name)
{
    if (word.length > LONGEST || name.length > LONGEST || name.length == 0)
        return SIZE_MAX;
    if (word.length >= SHORTEST_PART && memmem(name.data, name.length, word.data, word.length))
        return 1;
    return edit_distance(word, name);
}

void nearest_offer(struct nearest *nearest, struct slice name)
{
    size_t distance = distance_of(nearest->word, name);
    if (distance > 1 + nearest->word.length / 3)
        return;
    if (nearest->found.length == 0 || distance < nearest->distance) {
        nearest->found = name;
        nearest->distance = distance;
    }
}
