/* fuzz-text.c: text of any bytes: folding, the gate, widths and line breaks. */
#include <locale.h>
#include <string.h>

#include "briefbook/gate.h"
#include "briefbook/text.h"
#include "fuzz/require.h"

static void check_map(struct slice text, const struct text_fold_map *map, size_t folded)
{
    require(map->count == folded + 1, "each folded byte has an origin");
    require(map->origins[folded] == text.length, "the last origin is the end");
    for (size_t i = 0; i < folded; i++) {
        require(map->origins[i] <= map->origins[i + 1], "origins never fall");
        require(map->origins[i] < text.length, "an origin is in the text");
    }
}

static void check_fold(struct slice text)
{
    struct buffer once = {0};
    struct buffer twice = {0};
    struct buffer mapped = {0};
    struct text_fold_map map = {0};
    require(text_fold(text, &once, NULL) && text_fold(buffer_slice(&once), &twice, NULL) &&
                text_fold(text, &mapped, &map),
            "a text is folded");
    require(text_is_valid(buffer_slice(&once), NULL), "what is folded is UTF-8");
    require(slice_equal(buffer_slice(&once), buffer_slice(&twice)), "what is folded stays");
    require(slice_equal(buffer_slice(&once), buffer_slice(&mapped)), "a map changes nothing");
    check_map(text, &map, mapped.length);
    buffer_free(&once);
    buffer_free(&twice);
    buffer_free(&mapped);
    text_fold_map_free(&map);
}

static bool is_printable_ascii(struct slice text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] != '\n' && (text.data[i] < ' ' || text.data[i] > '~'))
            return false;
    return true;
}

static void check_gate(struct slice text, unsigned flags)
{
    struct buffer once = {0};
    struct buffer twice = {0};
    require(gate_append(&once, text, flags) && gate_append(&twice, buffer_slice(&once), flags),
            "a text passes the gate");
    struct slice clean = buffer_slice(&once);
    require(slice_equal(clean, buffer_slice(&twice)), "what has passed passes unchanged");
    require(text_is_valid(clean, NULL), "what has passed is UTF-8");
    require(!(flags & GATE_ASCII) || is_printable_ascii(clean), "what has passed is ASCII");
    require(!(flags & GATE_ONE_LINE) || !clean.length || !memchr(clean.data, '\n', clean.length),
            "what has passed is one line");
    buffer_free(&once);
    buffer_free(&twice);
}

static void check_fit(struct slice text, size_t columns, enum text_medium medium)
{
    size_t used;
    size_t bytes = text_fit(text, columns, medium, &used);
    require(bytes <= text.length && used <= columns, "what fits is no wider");
    require(text_width(slice_part(text, 0, bytes), medium) == used, "what fits has its width");
}

static void check_widths(struct slice text, enum text_medium medium)
{
    size_t width = 0;
    for (struct slice rest = text; rest.length;) {
        size_t bytes = text_cluster(rest);
        require(bytes >= 1 && bytes <= rest.length, "a cluster is in the text");
        width += text_width(slice_part(rest, 0, bytes), medium);
        rest = slice_part(rest, bytes, rest.length);
    }
    require(width == text_width(text, medium), "a text is as wide as its clusters");
    for (size_t columns = 0; columns < width && columns < 20; columns++)
        check_fit(text, columns, medium);
    check_fit(text, width, medium);
}

static void check_breaks(struct slice text)
{
    char *breaks = malloc(text.length + 1);
    require(breaks, "there is memory");
    text_line_breaks(text, breaks);
    size_t at = 0;
    while (at < text.length) {
        size_t bytes = text_cluster(slice_part(text, at, text.length));
        require(breaks[at] <= TEXT_MUST_BREAK, "a break is of a kind");
        for (size_t inside = at + 1; inside < at + bytes; inside++)
            require(breaks[inside] == 0, "no line ends inside a cluster");
        at += bytes;
    }
    free(breaks);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct slice text = input_slice(bytes, size);
    setlocale(LC_ALL, "C.UTF-8");
    check_fold(text);
    for (unsigned flags = 0; flags <= (GATE_ONE_LINE | GATE_ASCII); flags++)
        check_gate(text, flags);
    struct buffer clean = {0};
    require(gate_append(&clean, text, GATE_ONE_LINE), "a text passes the gate");
    check_widths(buffer_slice(&clean), TEXT_ON_PAPER);
    check_widths(buffer_slice(&clean), TEXT_ON_SCREEN);
    check_breaks(text);
    check_breaks(buffer_slice(&clean));
    buffer_free(&clean);
    return 0;
}
