#include "query/tally.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 64, SLOTS_FOR_ONE = 2 };

#define EACH_BYTE(value) (UINT64_C(0x0101010101010101) * (value))

/* ---- Texts, eight bytes at a time ----------------------------------------------------------- */

/* Makes ASCII capitals small in all bytes at once: in each the high bit tells whether it is one. */
static uint64_t small(uint64_t bytes)
{
    uint64_t low = bytes & EACH_BYTE(0x7F);
    uint64_t beyond_z = low + EACH_BYTE(0x7F - 'Z');
    uint64_t from_a = low + EACH_BYTE(0x80 - 'A');
    uint64_t capitals = (from_a ^ beyond_z) & ~bytes & EACH_BYTE(0x80);
    return bytes | capitals >> 2;
}

/* Bytes from `at` on, as they are compared; zeros stand for those beyond the end. */
static uint64_t load(const struct tally *tally, struct slice text, size_t at)
{
    uint64_t bytes = 0;
    size_t left = text.length - at;
    memcpy(&bytes, text.data + at, left < sizeof bytes ? left : sizeof bytes);
    return tally->is_exact ? bytes : small(bytes);
}

static uint64_t hash_of(const struct tally *tally, struct slice text)
{
    uint64_t hash = text.length;
    for (size_t at = 0; at < text.length; at += sizeof hash) {
        hash = (hash ^ load(tally, text, at)) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    return hash;
}

static bool is_same(const struct tally *tally, struct slice a, struct slice b)
{
    if (a.length != b.length)
        return false;
    for (size_t at = 0; at < a.length; at += sizeof(uint64_t))
        if (load(tally, a, at) != load(tally, b, at))
            return false;
    return true;
}

/* ---- The table ------------------------------------------------------------------------------ */

static bool make_slots(struct tally *tally, size_t count)
{
    uint32_t *slots = calloc(count, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < tally->count; i++) {
        size_t place = tally->items[i].hash & (count - 1);
        while (slots[place])
            place = (place + 1) & (count - 1);
        slots[place] = (uint32_t)i + 1;
    }
    free(tally->slots);
    tally->slots = slots;
    tally->slot_count = count;
    return true;
}

/* Makes room for one more item. */
static bool reserve(struct tally *tally)
{
    if (tally->count < tally->capacity)
        return true;
    size_t capacity = tally->capacity ? tally->capacity * 2 : FIRST_CAPACITY;
    if (capacity > UINT32_MAX / 2 || !make_slots(tally, capacity * SLOTS_FOR_ONE))
        return false;
    struct tallied *items = realloc(tally->items, capacity * sizeof *items);
    if (!items)
        return false;
    tally->items = items;
    tally->capacity = capacity;
    return true;
}

/* The slot of a text, or the free one where it belongs. */
static uint32_t *find_slot(struct tally *tally, struct slice text, uint64_t hash)
{
    size_t place = hash & (tally->slot_count - 1);
    for (; tally->slots[place]; place = (place + 1) & (tally->slot_count - 1)) {
        const struct tallied *item = &tally->items[tally->slots[place] - 1];
        if (item->hash == hash && is_same(tally, item->compared, text))
            break;
    }
    return &tally->slots[place];
}

bool tally_add(struct tally *tally, struct slice compared, struct slice shown, size_t owner)
{
    if (!reserve(tally))
        return false;
    uint64_t hash = hash_of(tally, compared);
    uint32_t *slot = find_slot(tally, compared, hash);
    if (*slot == 0) {
        tally->items[tally->count++] =
            (struct tallied){.hash = hash, .compared = compared, .shown = shown};
        *slot = (uint32_t)tally->count;
    }
    struct tallied *item = &tally->items[*slot - 1];
    item->count += item->last != owner + 1;
    item->last = owner + 1;
    return true;
}

void tally_free(struct tally *tally)
{
    free(tally->items);
    free(tally->slots);
    *tally = (struct tally){0};
}
