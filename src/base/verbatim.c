#include "briefbook/verbatim.h"

#include <stdlib.h>
#include <string.h>

#include "base/automaton.h"
#include "base/units.h"

/* Quotations are taken together up to so many bytes, which bounds the memory; and of each so many units
 * of the text one is marked, from which those after it are found.
 *
 * The automaton looks for so many units of each part, and what comes then is compared where these stand:
 * so it stays small enough for the processor's caches. Where that takes long, as when many quotations
 * begin alike, or all is of one letter, it looks for all of them. */
enum { TOGETHER = 4 * 1024 * 1024, STRIDE = 256, BEGINNING = 12, PATIENCE = 4 };

/* A part of a quotation, between ellipses. */
struct part {
    struct slice words;
    size_t offset; /* in its quotation */
    uint32_t quotation;
    uint32_t node;           /* at which it ends, or what the automaton looks for of it */
    struct unit_reader rest; /* behind that */
    struct match longest; /* where most of it stood when the rest was compared; blank for nowhere */
    uint32_t waiting;     /* the next one that waits there, by number + 1 */
    bool is_last;
};

/* Where a quotation has come to. */
struct sought {
    size_t first_part;
    size_t part_count;
    size_t from; /* units of the text that what was found takes */
};

/* Places are numbers of units until the end. */
struct hunt {
    struct slice text;
    const struct slice *quotations;
    size_t count;
    struct verbatim *found;
    struct sought *sought;
    struct part *parts;
    size_t part_count;
    size_t beginning; /* units of each part that the automaton looks for */
    struct automaton automaton;
    size_t effort;             /* how much was compared besides */
    size_t patience;           /* how much may be */
    bool is_tired;             /* it was too much: nothing that was found is of use */
    struct unit_reader reader; /* of the text */
    struct unit_reader *marks; /* before each unit whose number STRIDE divides */
    const atomic_bool *cancelled;
};

/* ---- Parts ---------------------------------------------------------------------------------- */

/* The bytes that an ellipsis takes at a place, with the bracket behind it; 0 when none is there. */
static size_t ellipsis_at(struct slice text, size_t at)
{
    static const char *const forms[] = {"…", "...", "[…]", "[...]", "(…)", "(...)"};
    size_t longest = 0;
    if (!memchr("\xE2.[(", text.data[at], 4)) /* what none of them begins with */
        return 0;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct slice form = slice_of(forms[i]);
        if (form.length > longest && slice_equal(slice_part(text, at, at + form.length), form))
            longest = form.length;
    }
    return longest;
}

/* The next part of a quotation that is not blank, from `*at` on, which is set to where to go on; false
 * at the end. */
static bool next_part(struct slice quotation, size_t *at, struct part *part)
{
    while (*at < quotation.length) {
        size_t start = *at;
        size_t end = start;
        size_t gap = 0;
        while (end < quotation.length && !(gap = ellipsis_at(quotation, end)))
            end++;
        *at = end + gap;
        part->words = slice_part(quotation, start, end);
        part->offset = start;
        if (!units_are_blank(part->words))
            return true;
    }
    return false;
}

/* Mostly the first letter says so, long before the first part ends. */
bool verbatim_has_words(struct slice quotation)
{
    struct part part;
    size_t at = 0;
    for (size_t i = 0; i < quotation.length; i++)
        if (unit_is_plain(quotation.data[i]))
            return true;
    return next_part(quotation, &at, &part);
}

bool verbatim_is_joined(struct slice text, const struct verbatim *found)
{
    for (size_t i = 1; i < found->places.count; i++) {
        struct slice between = slice_trim(
            slice_part(text, found->places.items[i - 1].end, found->places.items[i].start));
        if (!between.length || ellipsis_at(between, 0) != between.length)
            return true;
    }
    return false;
}

/* ---- Before the walk ------------------------------------------------------------------------ */

/* Counts parts, and what units the automaton takes of them at most: a unit takes a byte at least. */
static size_t count_parts(const struct hunt *hunt, size_t *units)
{
    size_t count = 0;
    *units = 0;
    for (size_t i = 0; i < hunt->count; i++) {
        struct part part;
        size_t at = 0;
        while (next_part(hunt->quotations[i], &at, &part)) {
            count++;
            *units += part.words.length < hunt->beginning ? part.words.length : hunt->beginning;
        }
    }
    return count;
}

static void add_part(struct hunt *hunt, struct part *part)
{
    struct unit unit;
    part->node = 0;
    part->rest = (struct unit_reader){.text = part->words};
    for (size_t i = 0; i < hunt->beginning && unit_next(&part->rest, &unit); i++)
        part->node = automaton_add(&hunt->automaton, part->node, unit.character);
    hunt->automaton.nodes[part->node].expected++;
    hunt->parts[hunt->part_count++] = *part;
}

static void add_wait(struct hunt *hunt, size_t part)
{
    struct automaton_node *node = &hunt->automaton.nodes[hunt->parts[part].node];
    hunt->parts[part].waiting = node->waiting;
    node->waiting = (uint32_t)part + 1;
}

static void add_quotation(struct hunt *hunt, size_t quotation)
{
    struct sought *sought = &hunt->sought[quotation];
    struct part part = {.quotation = (uint32_t)quotation};
    size_t at = 0;
    sought->first_part = hunt->part_count;
    while (next_part(hunt->quotations[quotation], &at, &part))
        add_part(hunt, &part);
    sought->part_count = hunt->part_count - sought->first_part;
    if (!sought->part_count)
        return;
    hunt->parts[hunt->part_count - 1].is_last = true;
    add_wait(hunt, sought->first_part);
}

static bool prepare(struct hunt *hunt)
{
    size_t units;
    size_t parts = count_parts(hunt, &units);
    hunt->sought = calloc(hunt->count, sizeof *hunt->sought);
    hunt->parts = calloc(parts + 1, sizeof *hunt->parts);
    hunt->marks = calloc(hunt->text.length / STRIDE + 1, sizeof *hunt->marks);
    if (!automaton_begin(&hunt->automaton, units) || !hunt->sought || !hunt->parts || !hunt->marks)
        return false;
    for (size_t i = 0; i < hunt->count; i++)
        add_quotation(hunt, i);
    return automaton_finish(&hunt->automaton);
}

static void clean_up(struct hunt *hunt)
{
    free(hunt->sought);
    free(hunt->parts);
    free(hunt->marks);
    automaton_free(&hunt->automaton);
    hunt->part_count = 0;
}

/* ---- The walk ------------------------------------------------------------------------------- */

/* A part was found; returns whether it is to be found once more. */
static bool take_place(struct hunt *hunt, size_t number, struct match place)
{
    const struct part *part = &hunt->parts[number];
    struct sought *sought = &hunt->sought[part->quotation];
    struct verbatim *found = &hunt->found[part->quotation];
    sought->from = place.end;
    if (found->whole) {
        found->again = true;
        found->second = place;
        return false;
    }
    match_list_add(&found->places, place);
    found->whole = part->is_last;
    if (!part->is_last)
        add_wait(hunt, number + 1);
    return part->is_last && sought->part_count == 1;
}

/* How many units of the words come next in the text; whether that is all of them. */
static size_t compare_rest(struct unit_reader words, struct unit_reader text, bool *is_all)
{
    struct unit word;
    struct unit unit;
    size_t agreed = 0;
    while (!(*is_all = !unit_next(&words, &word)) && unit_next(&text, &unit) &&
           word.character == unit.character)
        agreed++;
    return agreed;
}

/* Whether a part whose beginning stands at a place goes on there to its end, to which the place is then
 * made longer. Of the first part of a quotation the first of the places where most of it stands is kept,
 * of others the last. */
static bool goes_on(struct hunt *hunt, size_t number, struct match *place)
{
    struct part *part = &hunt->parts[number];
    bool is_all;
    bool is_first = number == hunt->sought[part->quotation].first_part;
    size_t agreed = compare_rest(part->rest, hunt->reader, &is_all);
    place->end += agreed;
    hunt->effort += agreed;
    size_t length = place->end - place->start;
    size_t longest = part->longest.end - part->longest.start;
    if (!is_all && (length > longest || (length == longest && !is_first)))
        part->longest = *place;
    return is_all;
}

/* All that wait for the word of a node hear of it; those for which it comes too early, or goes on in
 * another way, wait on. */
static void take_word(struct hunt *hunt, uint32_t state, size_t read)
{
    struct automaton_node *node = &hunt->automaton.nodes[state];
    uint32_t next = node->waiting;
    node->waiting = 0;
    while (next) {
        size_t number = next - 1;
        const struct part *part = &hunt->parts[number];
        struct match place = {read - node->depth, read};
        next = part->waiting;
        hunt->effort++;
        if (place.start < hunt->sought[part->quotation].from || !goes_on(hunt, number, &place) ||
            take_place(hunt, number, place))
            add_wait(hunt, number);
        else
            node->expected--;
    }
}

static bool is_cancelled(const struct hunt *hunt)
{
    return hunt->cancelled && atomic_load_explicit(hunt->cancelled, memory_order_relaxed);
}

static void walk(struct hunt *hunt)
{
    struct unit unit;
    uint32_t state = 0;
    hunt->reader = (struct unit_reader){.text = hunt->text};
    hunt->is_tired = false;
    for (size_t read = 0; !hunt->is_tired; read++) {
        if (read % STRIDE == 0) {
            hunt->marks[read / STRIDE] = hunt->reader;
            if (is_cancelled(hunt))
                return;
        }
        if (!unit_next(&hunt->reader, &unit))
            return;
        state = automaton_step(&hunt->automaton, state, unit.character, read + 1);
        uint32_t word = hunt->automaton.nodes[state].expected
                            ? state
                            : automaton_shorter(&hunt->automaton, state);
        while (word) {
            take_word(hunt, word, read + 1);
            word = automaton_shorter(&hunt->automaton, word);
        }
        hunt->is_tired = hunt->effort > hunt->patience;
    }
}

/* ---- After it ------------------------------------------------------------------------------- */

static size_t end_of_units(struct slice words, size_t count)
{
    struct unit_reader reader = {.text = words};
    struct unit unit = {0};
    while (count-- && unit_next(&reader, &unit))
        ;
    return unit.end;
}

/* Of a quotation that was not found whole: the longest beginning of the part that was not. For the
 * first part it is taken where it stands first, for others where it stands last, which is behind what
 * was found if any place is. */
static void take_beginning(struct hunt *hunt, size_t quotation)
{
    struct verbatim *found = &hunt->found[quotation];
    const struct sought *sought = &hunt->sought[quotation];
    const struct automaton_node *nodes = hunt->automaton.nodes;
    if (!sought->part_count)
        return;
    const struct part *part = &hunt->parts[sought->first_part + found->places.count];
    struct match place = part->longest;
    uint32_t node = part->node;
    while (node && (!nodes[node].last || nodes[node].last < sought->from + nodes[node].depth))
        node = nodes[node].parent;
    if (!place.end && node) {
        place.end = found->places.count ? nodes[node].last : nodes[node].first;
        place.start = place.end - nodes[node].depth;
    }
    found->agreed = part->offset;
    if (!place.end)
        return;
    match_list_add(&found->places, place);
    found->agreed += end_of_units(part->words, place.end - place.start);
}

static struct unit unit_numbered(const struct hunt *hunt, size_t number)
{
    struct unit_reader reader = hunt->marks[number / STRIDE];
    struct unit unit = {0};
    for (size_t i = 0; i <= number % STRIDE; i++)
        unit_next(&reader, &unit);
    return unit;
}

/* From numbers of units to bytes. */
static struct match locate(const struct hunt *hunt, struct match place)
{
    return (struct match){unit_numbered(hunt, place.start).start,
                          unit_numbered(hunt, place.end - 1).end};
}

static bool conclude(struct hunt *hunt, size_t quotation)
{
    struct verbatim *found = &hunt->found[quotation];
    if (found->whole)
        found->agreed = hunt->quotations[quotation].length;
    else
        take_beginning(hunt, quotation);
    for (size_t i = 0; i < found->places.count; i++)
        found->places.items[i] = locate(hunt, found->places.items[i]);
    if (found->again)
        found->second = locate(hunt, found->second);
    return !found->places.failed;
}

/* ---- All of it ------------------------------------------------------------------------------ */

static void forget(struct verbatim *found)
{
    found->whole = false;
    found->again = false;
    found->agreed = 0;
    found->places.count = 0;
}

/* Finds them with an automaton that looks for so much of each part. */
static bool find_by(struct hunt *hunt, size_t beginning)
{
    hunt->beginning = beginning;
    hunt->effort = 0;
    bool done = prepare(hunt);
    for (size_t i = 0; i < hunt->count; i++)
        forget(&hunt->found[i]);
    if (done) {
        walk(hunt);
        automaton_spread(&hunt->automaton);
    }
    for (size_t i = 0; done && i < hunt->count && !hunt->is_tired && !is_cancelled(hunt); i++)
        done = conclude(hunt, i);
    clean_up(hunt);
    return done;
}

/* Looking for all of each part, nothing is left to compare. */
static bool find_together(struct hunt *hunt, size_t bytes)
{
    hunt->patience = PATIENCE * (hunt->text.length + bytes);
    bool done = find_by(hunt, BEGINNING);
    hunt->patience = SIZE_MAX;
    return done && (!hunt->is_tired || find_by(hunt, SIZE_MAX));
}

bool verbatim_find_all(struct slice text, const struct slice *quotations, size_t count,
                       struct verbatim *found, const atomic_bool *cancelled)
{
    bool done = true;
    size_t end;
    for (size_t start = 0; done && start < count; start = end) {
        size_t bytes = quotations[start].length;
        for (end = start + 1; end < count && bytes + quotations[end].length <= TOGETHER; end++)
            bytes += quotations[end].length;
        struct hunt hunt = {
            .text = text,
            .quotations = quotations + start,
            .count = end - start,
            .found = found + start,
            .cancelled = cancelled,
        };
        done = find_together(&hunt, bytes);
    }
    return done;
}

bool verbatim_find(struct slice text, struct slice quotation, struct verbatim *found)
{
    return verbatim_find_all(text, &quotation, 1, found, NULL);
}

void verbatim_free(struct verbatim *found)
{
    match_list_free(&found->places);
    *found = (struct verbatim){0};
}
