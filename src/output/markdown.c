/* markdown.c: a document as CommonMark. */
#include <string.h>

#include "output/render.h"

/* ---- Text ----------------------------------------------------------------------------------- */

/* Where the next byte of a text stands. */
struct spot {
    bool
        begins; /* nothing but blanks is on the line before it: it could begin a list or the like */
    bool in_number; /* nothing but digits is */
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Whether a byte would be a sign of Markdown: some anywhere, some where a line begins, and full
 * stops and parentheses behind the number that begins one. */
static bool is_sign(char byte, const struct spot *spot)
{
    if (byte && strchr("\\`*_[]<>&~|$", byte))
        return true;
    if (spot->begins && byte && strchr("#+-=:", byte))
        return true;
    return spot->in_number && (byte == '.' || byte == ')');
}

/* Appends clean text; a line end becomes a hard one, what follows goes on in the same block. */
static void append_text(struct render *render, struct slice text, struct spot *spot,
                        const char *line_start)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.data[i];
        if (byte == '\n') {
            render_format(render, "\\\n%s", line_start);
            *spot = (struct spot){.begins = true};
            continue;
        }
        if (is_sign(byte, spot))
            buffer_append_char(&render->text, '\\');
        if (byte != ' ' || !spot->begins)
            buffer_append_char(&render->text, byte);
        spot->in_number = is_digit(byte) && (spot->begins || spot->in_number);
        spot->begins = spot->begins && byte == ' ';
    }
}

static bool is_plain(char byte)
{
    return is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Names are strong. Emphasis is certain to be one only between letters or digits of ASCII. */
static bool is_strong(enum role role, struct slice text)
{
    return role == ROLE_NAME && text.length && is_plain(text.data[0]) &&
           is_plain(text.data[text.length - 1]) && !memchr(text.data, '\n', text.length);
}

static void append_span(struct render *render, const struct span *span, struct spot *spot,
                        const char *line_start)
{
    struct slice text = render_clean(render, span->role, span->text);
    bool strong = is_strong(span->role, text);
    render_string(render, strong ? "**" : "");
    if (strong)
        *spot = (struct spot){0};
    append_text(render, text, spot, line_start);
    render_string(render, strong ? "**" : "");
}

static void append_spans(struct render *render, const struct block *block, struct spot *spot,
                         const char *line_start)
{
    for (size_t i = 0; i < block->span_count; i++)
        append_span(render, &block->spans[i], spot, line_start);
}

static void append_label(struct render *render, const struct block *block, struct spot *spot)
{
    append_text(render, render_clean_line(render, slice_trim(block->label)), spot, "");
}

/* ---- Blocks --------------------------------------------------------------------------------- */

static void add_marking(struct render *render)
{
    struct spot spot = {.begins = true};
    append_text(render, render_clean_line(render, render->marking), &spot, "");
}

static void begin(struct render *render)
{
    add_marking(render);
    render_string(render, "\n");
}

static void end(struct render *render)
{
    render_string(render, "\n");
    add_marking(render);
    render_string(render, "\n");
}

static void begin_section(struct render *render, const struct block *heading)
{
    struct spot spot = {0};
    render_string(render, "\n## ");
    append_spans(render, heading, &spot, "");
    render_string(render, "\n");
}

/* Each is a paragraph: what belongs to an item follows its first. */
static void add_block(struct render *render, const struct block *block)
{
    struct spot spot = {.begins = true};
    bool is_quotation = block->kind == BLOCK_QUOTATION;
    bool is_title = block->span_count == 1 && block->spans[0].role == ROLE_TITLE;
    const char *start = is_quotation ? "> " : "";
    render_string(render, "\n");
    render_string(render, is_title ? "# " : start);
    if (block->kind != BLOCK_SPLIT && block->label.length) {
        append_label(render, block, &spot);
        render_string(render, " ");
    }
    append_spans(render, block, &spot, start);
    if (block->kind == BLOCK_SPLIT && block->label.length) {
        if (block->span_count)
            append_text(render, SLICE("\n"), &spot, start);
        append_label(render, block, &spot);
    }
    render_string(render, "\n");
}

static void begin_item(struct render *render, const struct block *first)
{
    (void)render;
    (void)first;
}

static void end_part(struct render *render)
{
    (void)render;
}

struct rendering *markdown_new(const struct rendering_options *options, output_write *write,
                               void *context)
{
    static const struct render_form form = {
        .begin = begin,
        .begin_section = begin_section,
        .begin_item = begin_item,
        .block = add_block,
        .end_item = end_part,
        .end_section = end_part,
        .end = end,
    };
    return render_new(&form, options, write, context);
}
