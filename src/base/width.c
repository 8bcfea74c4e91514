#include <wchar.h>

#include "base/unicode.h"

/* A cluster that is being read, one character after the other. */
struct cluster {
    enum cluster_class last;
    bool pictograph;      /* it began with a pictograph, and only extenders followed */
    bool pairs_regionals; /* its last is the first half of a flag */
};

#define BIT(name) (1U << CLUSTER_##name)

/* The classes that go on with a cluster after each class: UAX 29, GB3 to GB9b. GB11 and GB12 need
 * more than the last class. */
static const unsigned short joined_after[] = {
    [CLUSTER_OTHER] = BIT(EXTEND) | BIT(JOINER) | BIT(SPACING_MARK),
    [CLUSTER_CR] = BIT(LF),
    [CLUSTER_LF] = 0,
    [CLUSTER_CONTROL] = 0,
    [CLUSTER_EXTEND] = BIT(EXTEND) | BIT(JOINER) | BIT(SPACING_MARK),
    [CLUSTER_PREPEND] = 0x7FFF & ~(BIT(CR) | BIT(LF) | BIT(CONTROL)),
    [CLUSTER_SPACING_MARK] = BIT(EXTEND) | BIT(JOINER) | BIT(SPACING_MARK),
    [CLUSTER_HANGUL_L] = BIT(EXTEND) | BIT(JOINER) | BIT(SPACING_MARK) | BIT(HANGUL_L) |
                         BIT(HANGUL_V) | BIT(HANGUL_LV) | BIT(HANGUL_LVT),
    [CLUSTER_HANGUL_V] =
        BIT(EXTEND) | BIT(JOINER) | BIT(SPACING_MARK) | BIT(HANGUL_V) | BIT(HANGUL_T),
    [CLUSTER_HANGUL_T] = BIT(EXTEND) | BIT(JOINER) | BIT(SPACING_MARK) | BIT(HANGUL_T),
    [CLUSTER_HANGUL_LV] =
        BIT(EXTEND) | BIT(JOINER) | BIT(SPACING_MARK) | BIT(HANGUL_V) | BIT(HANGUL_T),
    [CLUSTER_HANGUL_LVT] = BIT(EXTEND) | BIT(JOINER) | BIT(SPACING_MARK) | BIT(HANGUL_T),
    [CLUSTER_REGIONAL] = BIT(EXTEND) | BIT(JOINER) | BIT(SPACING_MARK),
    [CLUSTER_JOINER] = BIT(EXTEND) | BIT(JOINER) | BIT(SPACING_MARK),
    [CLUSTER_PICTOGRAPH] = BIT(EXTEND) | BIT(JOINER) | BIT(SPACING_MARK),
};

static void cluster_take(struct cluster *cluster, enum cluster_class next)
{
    bool extends = next == CLUSTER_EXTEND || next == CLUSTER_JOINER;
    cluster->pictograph = next == CLUSTER_PICTOGRAPH || (cluster->pictograph && extends);
    cluster->pairs_regionals = next == CLUSTER_REGIONAL && !cluster->pairs_regionals;
    cluster->last = next;
}

static bool cluster_joins(const struct cluster *cluster, enum cluster_class next)
{
    if (joined_after[cluster->last] >> next & 1)
        return true;
    if (next == CLUSTER_PICTOGRAPH)
        return cluster->last == CLUSTER_JOINER && cluster->pictograph;
    return next == CLUSTER_REGIONAL && cluster->pairs_regionals;
}

static unsigned width_of(uint32_t character, unsigned property, enum text_medium medium)
{
    if (medium == TEXT_ON_PAPER)
        return unicode_width(property);
    int width = wcwidth((wchar_t)character);
    return width < 0 ? 0 : (unsigned)width;
}

enum {
    JOINER = 0x200D,
    FIRST_REGIONAL = 0x1F1E6,
    LAST_REGIONAL = 0x1F1FF,
    FIRST_PICTOGRAPH = 0x1F000
};

bool text_stands_alone(uint32_t character, uint32_t before)
{
    bool regional = character >= FIRST_REGIONAL && character <= LAST_REGIONAL;
    return before != JOINER && (character < FIRST_PICTOGRAPH || regional);
}

/* Bytes of the first cluster; its width goes to `*width`. */
static size_t measure_cluster(struct slice text, enum text_medium medium, unsigned *width)
{
    enum { FLAG_WIDTH = 2 };
    uint32_t character;
    size_t length = unicode_decode(text, &character);
    unsigned property = unicode_property(character);
    struct cluster cluster = {0};
    cluster_take(&cluster, unicode_cluster_class(property));
    *width = width_of(character, property, medium);
    while (length < text.length) {
        struct slice rest = {text.data + length, text.length - length};
        uint32_t before = character;
        size_t used = unicode_decode(rest, &character);
        property = unicode_property(character);
        enum cluster_class next = unicode_cluster_class(property);
        if (!cluster_joins(&cluster, next))
            break;
        bool flag = cluster.pairs_regionals && next == CLUSTER_REGIONAL;
        unsigned own = flag ? FLAG_WIDTH : width_of(character, property, medium);
        if (own && !flag && medium == TEXT_ON_SCREEN && text_stands_alone(character, before))
            *width += own;
        else if (own > *width)
            *width = own;
        cluster_take(&cluster, next);
        length += used;
    }
    return length;
}

/* Bytes at the start, no more than `most`, that are clusters of one printable ASCII character each. */
static size_t plain_length(struct slice text, size_t most)
{
    size_t length = unicode_printable(text, most);
    /* The last may go on with a mark. */
    bool is_open = length && length < text.length && !unicode_is_printable(text.data[length]);
    return is_open ? length - 1 : length;
}

size_t text_cluster(struct slice text)
{
    unsigned width;
    return measure_cluster(text, TEXT_ON_PAPER, &width);
}

unsigned text_character_width(uint32_t character, enum text_medium medium)
{
    if (character >= UNICODE_CHARACTERS)
        character = TEXT_REPLACEMENT;
    return width_of(character, unicode_property(character), medium);
}

/* Bytes at the start, up to printable ASCII, that fit and are clusters of one character each; their
 * columns are added to `*total`. Each character is looked at once. */
static size_t fit_singles(struct slice text, size_t columns, enum text_medium medium, size_t *total)
{
    size_t at = 0;
    uint32_t next;
    size_t end = unicode_decode(text, &next);
    unsigned next_property = unicode_property(next);
    do {
        uint32_t character = next;
        unsigned property = next_property;
        size_t next_end = end;
        if (end < text.length) {
            next_end = end + unicode_decode(slice_part(text, end, text.length), &next);
            next_property = unicode_property(next);
            struct cluster cluster = {0};
            cluster_take(&cluster, unicode_cluster_class(property));
            if (cluster_joins(&cluster, unicode_cluster_class(next_property)))
                return at;
        }
        unsigned width = width_of(character, property, medium);
        if (width > columns - *total)
            return at;
        *total += width;
        at = end;
        end = next_end;
    } while (at < text.length && !unicode_is_printable(text.data[at]));
    return at;
}

size_t text_fit(struct slice text, size_t columns, enum text_medium medium, size_t *used)
{
    size_t at = 0;
    size_t total = 0;
    while (at < text.length) {
        struct slice rest = {text.data + at, text.length - at};
        size_t length = plain_length(rest, columns - total);
        total += length;
        if (length == 0)
            length = fit_singles(rest, columns, medium, &total);
        if (length == 0) {
            unsigned cluster_width;
            length = measure_cluster(rest, medium, &cluster_width);
            if (cluster_width > columns - total)
                break;
            total += cluster_width;
        }
        at += length;
    }
    if (used)
        *used = total;
    return at;
}

size_t text_width(struct slice text, enum text_medium medium)
{
    size_t width;
    text_fit(text, SIZE_MAX, medium, &width);
    return width;
}
