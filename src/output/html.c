/* html.c: a document as one HTML file, for a browser or an office program.
 *
 * Everything in it was made from text that passed the gate, and is escaped: neither text nor an
 * attribute can end before it should. Only http and https become links. */
#include <ctype.h>
#include <string.h>

#include "briefbook/compose.h"
#include "briefbook/record-text.h"
#include "output/render.h"

/* Columns are "ch"; what a browser prints has the marking at the edges of every page. */
static const char style[] =
    "@page { margin: 22mm 18mm; }\n"
    "body { font-family: serif; line-height: 1.4; max-width: 46em; margin: 1em auto; "
    "padding: 0 1em; }\n"
    "h1 { font-size: 1.3em; margin: 0; }\n"
    "h2 { font-size: 1em; letter-spacing: 0.05em; margin: 1.5em 0 0.3em; break-after: avoid; }\n"
    "p { margin: 0; }\n"
    ".item { margin-bottom: 0.6em; break-inside: avoid; }\n"
    ".row { display: flex; gap: 1ch; }\n"
    ".label { flex: none; }\n"
    ".both { display: flex; justify-content: space-between; gap: 2ch; }\n"
    ".words { white-space: pre-wrap; overflow-wrap: anywhere; orphans: 2; widows: 2; }\n"
    ".keep { break-after: avoid; }\n"
    ".name { font-weight: bold; }\n"
    ".warning { font-style: italic; }\n"
    ".muted { color: #555; }\n"
    ".marking { text-align: right; font-weight: bold; }\n"
    "@media print {\n"
    "  body { max-width: none; margin: 0; padding: 0; }\n"
    "  .edge { position: fixed; right: 0; margin: 0; }\n"
    "  .first { top: -12mm; }\n"
    "  .last { bottom: -12mm; }\n"
    "  a { color: inherit; text-decoration: none; }\n"
    "}\n";

/* ---- Text ----------------------------------------------------------------------------------- */

static void append_escaped(struct render *render, struct slice text)
{
    static const struct {
        char byte;
        const char *entity;
    } entities[] = {
        {'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"},
    };
    size_t from = 0;
    for (size_t i = 0; i < text.length; i++) {
        for (size_t j = 0; j < sizeof entities / sizeof entities[0]; j++) {
            if (text.data[i] != entities[j].byte)
                continue;
            buffer_append(&render->text, slice_part(text, from, i));
            render_string(render, entities[j].entity);
            from = i + 1;
        }
    }
    buffer_append(&render->text, slice_part(text, from, text.length));
}

/* Where a web address ends that begins here: 0 when none does. */
static size_t url_length(struct slice text)
{
    static const char *const schemes[] = {"https://", "http://"};
    size_t length = 0;
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0] && length == 0; i++) {
        struct slice scheme = slice_of(schemes[i]);
        if (slice_equal(slice_part(text, 0, scheme.length), scheme))
            length = scheme.length;
    }
    size_t start = length;
    while (length && length < text.length && text.data[length] > ' ' && text.data[length] <= '~' &&
           !strchr("<>\"'", text.data[length]))
        length++;
    return length > start ? length : 0;
}

/* Appends clean text, web addresses in it as links. */
static void append_linked(struct render *render, struct slice text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] != 'h')
            continue;
        struct slice url = slice_part(text, i, i + url_length(slice_part(text, i, text.length)));
        if (url.length == 0)
            continue;
        append_escaped(render, slice_part(text, from, i));
        render_string(render, "<a href=\"");
        append_escaped(render, url);
        render_string(render, "\">");
        append_escaped(render, url);
        render_string(render, "</a>");
        from = i + url.length;
        i = from - 1;
    }
    append_escaped(render, slice_part(text, from, text.length));
}

static const char *class_of(enum role role)
{
    static const char *const classes[] = {
        [ROLE_NAME] = "name",    [ROLE_MUTED] = "muted",     [ROLE_ENDNOTE] = "endnote",
        [ROLE_MARKING] = "name", [ROLE_WARNING] = "warning",
    };
    return role < sizeof classes / sizeof classes[0] ? classes[role] : NULL;
}

/* An endnote leads to its source, where sources are part of the document. */
static void append_span(struct render *render, const struct span *span)
{
    const char *class = class_of(span->role);
    bool leads = span->role == ROLE_ENDNOTE && render->lists_sources;
    if (leads)
        render_format(render, "<a href=\"#source-%lu\">", (unsigned long)span->target.row);
    if (class)
        render_format(render, "<span class=\"%s\">", class);
    struct slice text = render_clean(render, span->role, span->text);
    if (leads)
        append_escaped(render, text);
    else
        append_linked(render, text);
    render_string(render, class ? "</span>" : "");
    render_string(render, leads ? "</a>" : "");
}

static void append_spans(struct render *render, const struct block *block)
{
    for (size_t i = 0; i < block->span_count; i++)
        append_span(render, &block->spans[i]);
}

/* ---- Blocks --------------------------------------------------------------------------------- */

static bool is_title(const struct block *block)
{
    return block->span_count == 1 && block->spans[0].role == ROLE_TITLE;
}

static void append_element(struct render *render, const char *start, const struct block *block,
                           const char *end)
{
    render_string(render, start);
    append_spans(render, block);
    render_string(render, end);
}

static void append_label(struct render *render, const struct block *block)
{
    append_escaped(render, render_clean_line(render, slice_trim(block->label)));
}

static void add_split(struct render *render, const struct block *block)
{
    append_element(render, "<div class=\"both\"><p>", block, "</p><p>");
    append_label(render, block);
    render_string(render, "</p></div>\n");
}

static void add_labelled(struct render *render, const struct block *block)
{
    render_format(render,
                  "<div class=\"row\" style=\"margin-left: %uch\">"
                  "<p class=\"label\" style=\"min-width: %uch\">",
                  block->indent, block->label_width ? block->label_width - 1 : 0);
    append_label(render, block);
    append_element(render, "</p><p class=\"words\">", block, "</p></div>\n");
}

static void add_block(struct render *render, const struct block *block)
{
    bool is_quotation = block->kind == BLOCK_QUOTATION;
    if (is_title(block)) {
        append_element(render, "<h1>", block, "</h1>\n");
    } else if (block->kind == BLOCK_SPLIT) {
        add_split(render, block);
    } else if (block->label.length) {
        add_labelled(render, block);
    } else {
        render_format(render, "<%s style=\"margin: 0 0 0 %uch\"><p class=\"words%s\">",
                      is_quotation ? "blockquote" : "div", block->indent + block->label_width,
                      block->keep_with_next ? " keep" : "");
        append_element(render, "", block, "</p>");
        render_string(render, is_quotation ? "</blockquote>\n" : "</div>\n");
    }
}

/* What a program finds an item by. */
static void begin_item(struct render *render, const struct block *first)
{
    struct buffer id = {0};
    struct record record = first->record;
    render_string(render, "<div class=\"item\"");
    if (record.table == TABLE_SOURCES && first->section == SECTION_SOURCES)
        render_format(render, " id=\"source-%lu\"", (unsigned long)record.row);
    if (record.table != TABLE_NONE) {
        record_append_id(render->options->store, record, &id);
        render_string(render, " data-table=\"");
        append_escaped(render, render_clean_line(render, record_table_name(render->options->store,
                                                                           record.table)));
        render_string(render, "\" data-id=\"");
        append_escaped(render, render_clean_line(render, buffer_slice(&id)));
        render_string(render, "\"");
    }
    render_string(render, ">\n");
    render->failed = render->failed || id.failed;
    buffer_free(&id);
}

static void end_item(struct render *render)
{
    render_string(render, "</div>\n");
}

static void begin_section(struct render *render, const struct block *heading)
{
    append_element(render, "<div class=\"section\">\n<h2>", heading, "</h2>\n");
}

static void end_section(struct render *render)
{
    render_string(render, "</div>\n");
}

/* ---- The file ------------------------------------------------------------------------------- */

static void add_marking(struct render *render, const char *edge)
{
    if (render->marking.length == 0)
        return;
    render_format(render, "<p class=\"marking edge %s\">", edge);
    append_escaped(render, render_clean_line(render, render->marking));
    render_string(render, "</p>\n");
}

/* The language of the book, where it is the name of one. */
static struct slice language_of(const struct store *store)
{
    struct slice language = {NULL, 0};
    if (store_record_count(store, TABLE_BRIEFING))
        language =
            slice_trim(record_cell(store, (struct record){TABLE_BRIEFING, 0}, BRIEFING_LANGUAGE));
    for (size_t i = 0; i < language.length; i++) {
        if (!isalnum((unsigned char)language.data[i]) && language.data[i] != '-')
            language.length = 0;
    }
    return language;
}

static void begin(struct render *render)
{
    struct slice language = language_of(render->options->store);
    render_string(render, "<!DOCTYPE html>\n<html");
    if (language.length) {
        render_string(render, " lang=\"");
        append_escaped(render, language);
        render_string(render, "\"");
    }
    render_string(render, ">\n<head>\n<meta charset=\"utf-8\"/>\n<title>");
    append_escaped(render, render_clean_line(render, render->title));
    render_format(render, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", style);
    add_marking(render, "first");
}

static void end(struct render *render)
{
    add_marking(render, "last");
    render_string(render, "</body>\n</html>\n");
}

struct rendering *html_new(const struct rendering_options *options, output_write *write,
                           void *context)
{
    static const struct render_form form = {
        .begin = begin,
        .begin_section = begin_section,
        .begin_item = begin_item,
        .block = add_block,
        .end_item = end_item,
        .end_section = end_section,
        .end = end,
    };
    return render_new(&form, options, write, context);
}
