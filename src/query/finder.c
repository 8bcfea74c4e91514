#include "query/finder.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define HAVE_AVX2 1
#include <immintrin.h>
#endif

/* Whether both anchors of the needle stand where they should for a needle at this place. */
static inline bool anchors_fit(const struct needle *needle, const unsigned char *at)
{
    const struct anchor *first = &needle->anchors[0];
    const struct anchor *second = &needle->anchors[1];
    return (at[first->at] | first->letter_case) == first->byte &&
           (at[second->at] | second->letter_case) == second->byte;
}

/* From place to place, for what is too short to be looked at in blocks. */
static const char *find_singly(const struct needle *needle, const char *from, const char *end)
{
    size_t length = needle->folded.length;
    for (; (size_t)(end - from) >= length; from++) {
        if (anchors_fit(needle, (const unsigned char *)from) && needle_begins(needle, from))
            return from;
    }
    return NULL;
}

/* ---- Plain C -------------------------------------------------------------------------------- */

enum { BLOCK = 64 };

/* Whether the needle may start at any of the places of a block. Without branches, so that the
 * compiler makes vector code of it. */
static bool may_start_in(const struct needle *needle, const unsigned char *at)
{
    const unsigned char *first = at + needle->anchors[0].at;
    const unsigned char *second = at + needle->anchors[1].at;
    struct anchor one = needle->anchors[0];
    struct anchor other = needle->anchors[1];
    unsigned char any = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        unsigned char missed = (unsigned char)(((first[i] | one.letter_case) ^ one.byte) |
                                               ((second[i] | other.letter_case) ^ other.byte));
        any |= missed == 0;
    }
    return any;
}

static const char *find_portably(const struct needle *needle, const char *from, const char *end)
{
    size_t reach = needle->folded.length - 1;
    for (; (size_t)(end - from) >= BLOCK + reach; from += BLOCK) {
        if (!may_start_in(needle, (const unsigned char *)from))
            continue;
        const char *found = find_singly(needle, from, from + BLOCK + reach);
        if (found)
            return found;
    }
    return find_singly(needle, from, end);
}

find_needle *finder_portable(void)
{
    return find_portably;
}

/* ---- AVX2 ----------------------------------------------------------------------------------- */

#ifdef HAVE_AVX2

/* An anchor in all lanes. */
struct lanes {
    __m256i byte;
    __m256i letter_case;
};

__attribute__((target("avx2"))) static inline struct lanes spread(const struct anchor *anchor)
{
    return (struct lanes){_mm256_set1_epi8((char)anchor->byte),
                          _mm256_set1_epi8((char)anchor->letter_case)};
}

/* The lanes in which 32 bytes are the anchor. */
__attribute__((target("avx2"))) static inline __m256i compare(const char *bytes,
                                                              const struct lanes *anchor)
{
    __m256i text = _mm256_loadu_si256((const __m256i *)(const void *)bytes);
    return _mm256_cmpeq_epi8(_mm256_or_si256(text, anchor->letter_case), anchor->byte);
}

/* The first place among those marked, one bit a place, where all of the needle stands. */
static const char *first_of(const struct needle *needle, const char *from, uint64_t places)
{
    for (; places; places &= places - 1) {
        const char *place = from + __builtin_ctzll(places);
        if (needle_begins(needle, place))
            return place;
    }
    return NULL;
}

__attribute__((target("avx2"))) static const char *find_with_avx2(const struct needle *needle,
                                                                  const char *from, const char *end)
{
    enum { LANES = 32 };
    size_t reach = needle->folded.length - 1;
    struct lanes one = spread(&needle->anchors[0]);
    struct lanes other = spread(&needle->anchors[1]);
    size_t at_one = needle->anchors[0].at;
    size_t at_other = needle->anchors[1].at;
    for (; (size_t)(end - from) >= BLOCK + reach; from += BLOCK) {
        __m256i low =
            _mm256_and_si256(compare(from + at_one, &one), compare(from + at_other, &other));
        __m256i high = _mm256_and_si256(compare(from + at_one + LANES, &one),
                                        compare(from + at_other + LANES, &other));
        __m256i any = _mm256_or_si256(low, high);
        if (_mm256_testz_si256(any, any))
            continue;
        uint64_t places = (uint32_t)_mm256_movemask_epi8(low) |
                          (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << LANES;
        const char *found = first_of(needle, from, places);
        if (found)
            return found;
    }
    return find_singly(needle, from, end);
}

find_needle *finder_best(void)
{
    return __builtin_cpu_supports("avx2") ? find_with_avx2 : find_portably;
}

#else

find_needle *finder_best(void)
{
    return find_portably;
}

#endif
