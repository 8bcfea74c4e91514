#include "output/flow.h"

#include <stdlib.h>
#include <string.h>

/* In place of a break: a byte inside a URL, which stays whole where it can. */
enum { FLOW_URL = 4 };

/* ---- Clean text --------------------------------------------------------------------------- */

static bool add_part(struct flow *flow, const struct span *span)
{
    enum { FIRST_PARTS = 16 };
    if (flow->count == flow->capacity) {
        size_t capacity = flow->capacity ? flow->capacity * 2 : FIRST_PARTS;
        struct flow_part *parts = realloc(flow->parts, capacity * sizeof *parts);
        if (!parts)
            return false;
        flow->parts = parts;
        flow->capacity = capacity;
    }
    flow->parts[flow->count++] = (struct flow_part){flow->text.length, span};
    return true;
}

unsigned flow_gate(enum role role, bool one_line, bool ascii)
{
    bool prose = role == ROLE_TEXT || role == ROLE_QUOTATION;
    return (prose && !one_line ? GATE_LINES : GATE_ONE_LINE) | (ascii ? GATE_ASCII : 0U);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n';
}

static bool is_scheme(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '+' || byte == '-' || byte == '.';
}

/* The next "://" at or after a byte; NULL when there is none. Colons are few. */
static const char *find_scheme_end(struct slice text, size_t at)
{
    struct slice rest = slice_part(text, at, text.length);
    const char *colon;
    while (rest.length && (colon = memchr(rest.data, ':', rest.length))) {
        size_t left = rest.length - (size_t)(colon - rest.data);
        if (left >= 3 && colon[1] == '/' && colon[2] == '/')
            return colon;
        rest = (struct slice){colon + 1, left - 1};
    }
    return NULL;
}

/* Takes the breaks out of each URL: from its scheme (or the "<" before it) to the next blank or
 * ">". */
static void keep_urls(struct flow *flow)
{
    enum { SIGN_LENGTH = 3 };
    const char *data = flow->text.data;
    size_t length = flow->text.length;
    for (size_t at = 0; at < length;) {
        const char *found = find_scheme_end(buffer_slice(&flow->text), at);
        if (!found)
            return;
        size_t start = (size_t)(found - data);
        size_t end = start + SIGN_LENGTH;
        while (start > at && is_scheme(data[start - 1]))
            start--;
        if (start > at && data[start - 1] == '<')
            start--;
        while (end < length && !is_blank(data[end]) && data[end - 1] != '>')
            end++;
        memset(flow->breaks + start + 1, FLOW_URL, end - start - 1);
        at = end;
    }
}

/* Takes the breaks out of our own short signs: "[no source]", "(! C1)". */
static void keep_signs(struct flow *flow)
{
    size_t start = 0;
    for (size_t i = 0; i < flow->count; i++) {
        size_t end = flow->parts[i].end;
        while (start < end && flow->text.data[start] == ' ')
            start++;
        if (flow->parts[i].span->role == ROLE_WARNING && end > start + 1)
            memset(flow->breaks + start + 1, 0, end - start - 1);
        start = end;
    }
}

static bool find_breaks(struct flow *flow)
{
    struct slice text = buffer_slice(&flow->text);
    flow->is_plain = flow->is_plain && !find_scheme_end(text, 0);
    if (flow->is_plain)
        return true;
    if (text.length > flow->break_capacity) {
        size_t capacity = text.length * 2;
        char *breaks = realloc(flow->breaks, capacity);
        if (!breaks)
            return false;
        flow->breaks = breaks;
        flow->break_capacity = capacity;
    }
    text_line_breaks(text, flow->breaks);
    keep_urls(flow);
    keep_signs(flow);
    return true;
}

/* Adds the clean text of a span, and looks whether it is plain. Most are plain ASCII, and pass the gate
 * as they are. */
static bool add_text(struct flow *flow, const struct span *span, unsigned flags)
{
    flow->is_plain = flow->is_plain && span->role != ROLE_WARNING;
    if (text_is_printable(span->text))
        return buffer_append(&flow->text, span->text);
    size_t start = flow->text.length;
    if (!gate_append(&flow->text, span->text, flags))
        return false;
    struct slice added = slice_part(buffer_slice(&flow->text), start, SIZE_MAX);
    flow->is_ascii = flow->is_ascii && text_is_ascii(added);
    flow->is_plain = flow->is_plain && text_breaks_simply(added);
    return true;
}

bool flow_set(struct flow *flow, const struct span *spans, size_t count,
              const struct layout_options *options, bool one_line)
{
    buffer_clear(&flow->text);
    flow->count = 0;
    flow->medium = options->medium;
    flow->is_ascii = flow->is_plain = true;
    for (size_t i = 0; i < count; i++) {
        unsigned flags = flow_gate(spans[i].role, one_line, options->ascii);
        if (!add_text(flow, &spans[i], flags) || !add_part(flow, &spans[i]))
            return false;
    }
    return find_breaks(flow);
}

void flow_free(struct flow *flow)
{
    buffer_free(&flow->text);
    free(flow->parts);
    free(flow->breaks);
}

/* ---- Lines -------------------------------------------------------------------------------- */

size_t flow_width(const struct flow *flow)
{
    struct slice text = buffer_slice(&flow->text);
    return flow->is_ascii ? text.length : text_width(text, flow->medium);
}

/* As `breaks` has it, for any byte but those behind the text. */
static char break_before(const struct flow *flow, size_t at)
{
    if (!flow->is_plain)
        return flow->breaks[at];
    return text_may_break(buffer_slice(&flow->text), at) ? TEXT_MAY_BREAK : 0;
}

static bool is_inside(char here)
{
    return here == 0 || here == FLOW_URL;
}

/* Where the blanks that begin a line end; `at` when none do, or a mark stands on the last. */
static size_t skip_blanks(const struct flow *flow, size_t at)
{
    size_t end = at;
    while (end < flow->text.length && flow->text.data[end] == ' ')
        end++;
    if (end > at && text_cluster(slice_part(buffer_slice(&flow->text), end - 1, SIZE_MAX)) > 1)
        return at;
    return end;
}

/* Finds the piece at the cursor, once for all lines that it may be cut into. Blanks that begin a
 * line are a piece; others belong to the word before them. */
static void find_piece(const struct flow *flow, struct flow_cursor *cursor)
{
    if (cursor->at < cursor->piece_end)
        return;
    size_t end = skip_blanks(flow, cursor->at);
    bool is_word = end == cursor->at;
    cursor->has_url = false;
    end += is_word;
    for (; is_word && end < flow->text.length; end++) {
        char here = break_before(flow, end);
        if (!is_inside(here))
            break;
        cursor->has_url = cursor->has_url || here == FLOW_URL;
    }
    cursor->piece_end = end;
    while (end > cursor->at && is_blank(flow->text.data[end - 1]))
        end--;
    cursor->visible = end;
}

/* How many bytes of the piece fit; their columns go to `*columns`. */
static size_t fit_piece(const struct flow *flow, const struct flow_cursor *cursor, size_t width,
                        size_t *columns)
{
    struct slice piece = {flow->text.data + cursor->at, cursor->visible - cursor->at};
    if (!flow->is_ascii)
        return text_fit(piece, width, flow->medium, columns);
    *columns = piece.length < width ? piece.length : width;
    return *columns;
}

/* Takes as much of a piece that is wider than a line as goes on one: on paper a URL is left whole. */
static void cut_piece(const struct flow *flow, struct flow_cursor *cursor, size_t fits,
                      struct flow_line *line)
{
    struct slice rest = {flow->text.data + cursor->at, cursor->visible - cursor->at};
    if (fits == 0)
        fits = text_cluster(rest);
    if (flow->medium == TEXT_ON_PAPER && cursor->has_url)
        fits = rest.length;
    cursor->at += fits;
    line->end = cursor->at;
    while (line->end > line->start && is_blank(flow->text.data[line->end - 1]))
        line->end--;
    while (cursor->at < cursor->visible && is_blank(flow->text.data[cursor->at]))
        cursor->at++;
    if (cursor->at == cursor->visible)
        cursor->at = cursor->piece_end;
}

/* Whether a line that reaches to the byte `end` is at its end there. */
static bool is_full(const struct flow *flow, size_t end)
{
    return end == flow->text.length || break_before(flow, end) == TEXT_MUST_BREAK;
}

/* Where the blanks end that follow the byte `at`. */
static size_t pass_blanks(const struct flow *flow, size_t at)
{
    while (at < flow->text.length && flow->text.data[at] == ' ')
        at++;
    return at;
}

/* The last place after the byte `from` and no further than `to` where a line may end: `from` when there
 * is none. */
static size_t last_break(const struct flow *flow, size_t from, size_t to)
{
    if (flow->is_plain)
        return text_last_break(buffer_slice(&flow->text), from, to);
    while (to > from && to < flow->text.length && is_inside(flow->breaks[to]))
        to--;
    return to;
}

/* Takes the next line where that is simple: whole pieces, with no blanks before them and no line end
 * in or behind them. Then what fits is measured at once, not piece by piece. */
static bool take_simple(const struct flow *flow, struct flow_cursor *cursor, size_t width,
                        struct flow_line *line)
{
    size_t at = cursor->at;
    struct slice rest = slice_part(buffer_slice(&flow->text), at, SIZE_MAX);
    if (at < cursor->piece_end || is_blank(rest.data[0]))
        return false;
    size_t fits = rest.length < width ? rest.length : width;
    if (!flow->is_ascii)
        fits = text_fit(rest, width, flow->medium, NULL);
    size_t end = pass_blanks(flow, at + fits);
    if (!flow->is_plain && memchr(rest.data, '\n', slice_part(rest, 0, end - at + 1).length))
        return false;
    end = last_break(flow, at, end);
    if (end == at)
        return false;
    cursor->at = cursor->piece_end = end;
    while (flow->text.data[end - 1] == ' ')
        end--;
    *line = (struct flow_line){at, end};
    return true;
}

bool flow_next(const struct flow *flow, struct flow_cursor *cursor, size_t width,
               struct flow_line *line)
{
    if (cursor->at >= flow->text.length)
        return false;
    if (take_simple(flow, cursor, width, line))
        return true;
    size_t used = 0;
    *line = (struct flow_line){cursor->at, cursor->at};
    do {
        find_piece(flow, cursor);
        size_t columns;
        size_t length = cursor->visible - cursor->at;
        size_t fits = fit_piece(flow, cursor, used < width ? width - used : 0, &columns);
        if (fits < length && line->end > line->start)
            return true;
        if (fits < length && used) {
            /* Blanks that begin a line give way to what does not fit behind them. */
            line->start = cursor->at;
            used = 0;
            fits = fit_piece(flow, cursor, width, &columns);
        }
        if (fits < length) {
            cut_piece(flow, cursor, fits, line);
            return true;
        }
        used += columns + (cursor->piece_end - cursor->visible);
        if (length)
            line->end = cursor->visible;
        cursor->at = cursor->piece_end;
    } while (!is_full(flow, cursor->at));
    return true;
}
