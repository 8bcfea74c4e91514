/* json.c: a document as JSON. briefbook(5) describes it. */
#include <jansson.h>

#include "briefbook/compose.h"
#include "briefbook/record-text.h"
#include "briefbook/text.h"
#include "output/json-verification.h"
#include "output/render.h"

/* What is written now. */
struct json {
    json_t *item;   /* the one at hand, */
    json_t *blocks; /* and its blocks */
    bool has_items; /* in the array at hand, */
    bool has_sections;
};

/* ---- Values --------------------------------------------------------------------------------- */

/* A text as it stands, but for bytes that are no UTF-8: U+FFFD. NULL when memory is out. */
static json_t *new_string(struct render *render, struct slice raw)
{
    buffer_clear(&render->clean);
    text_append_valid(&render->clean, raw);
    if (render->clean.failed)
        return NULL;
    return json_stringn_nocheck(buffer_string(&render->clean), render->clean.length);
}

static void set(struct render *render, json_t *object, const char *name, json_t *value)
{
    if (json_object_set_new_nocheck(object, name, value) != 0)
        render->failed = true;
}

static void add(struct render *render, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        render->failed = true;
}

static void set_record(struct render *render, json_t *object, struct record record)
{
    struct buffer id = {0};
    record_append_id(render->options->store, record, &id);
    set(render, object, "table",
        new_string(render, record_table_name(render->options->store, record.table)));
    set(render, object, "id", new_string(render, buffer_slice(&id)));
    render->failed = render->failed || id.failed;
    buffer_free(&id);
}

static int take_bytes(const char *bytes, size_t length, void *text)
{
    return buffer_append(text, (struct slice){bytes, length}) ? 0 : -1;
}

/* Writes a value and lets it go. */
static void write_value(struct render *render, json_t *value)
{
    size_t flags =
        JSON_COMPACT | JSON_ENCODE_ANY | (render->options->ascii ? JSON_ENSURE_ASCII : 0);
    if (!value || json_dump_callback(value, take_bytes, &render->text, flags) != 0)
        render->failed = true;
    json_decref(value);
}

static void write_member(struct render *render, const char *name, struct slice raw)
{
    render_format(render, "\"%s\":", name);
    write_value(render, new_string(render, raw));
    render_string(render, ",\n");
}

/* ---- Blocks --------------------------------------------------------------------------------- */

static json_t *new_span(struct render *render, const struct span *span)
{
    static const char *const roles[] = {
        [ROLE_TEXT] = "text",       [ROLE_TITLE] = "title",     [ROLE_HEADING] = "heading",
        [ROLE_LABEL] = "label",     [ROLE_NAME] = "name",       [ROLE_QUOTATION] = "quotation",
        [ROLE_MUTED] = "muted",     [ROLE_LINK] = "link",       [ROLE_ENDNOTE] = "endnote",
        [ROLE_MARKING] = "marking", [ROLE_WARNING] = "warning",
    };
    json_t *object = json_object();
    set(render, object, "role", json_string(roles[span->role]));
    set(render, object, "text", new_string(render, span->text));
    if (span->target.table != TABLE_NONE)
        set_record(render, object, span->target);
    return object;
}

static void add_block(struct render *render, const struct block *block)
{
    static const char *const kinds[] = {
        [BLOCK_PARAGRAPH] = "paragraph",
        [BLOCK_QUOTATION] = "quotation",
        [BLOCK_SPLIT] = "split",
    };
    struct json *json = render->own;
    json_t *object = json_object();
    json_t *spans = json_array();
    set(render, object, "kind", json_string(kinds[block->kind]));
    if (block->label.length)
        set(render, object, "label", new_string(render, slice_trim(block->label)));
    for (size_t i = 0; i < block->span_count; i++)
        add(render, spans, new_span(render, &block->spans[i]));
    set(render, object, "spans", spans);
    add(render, json->blocks, object);
}

/* Where it is known how an exact quotation compares with its sources. */
static void set_verification(struct render *render, json_t *item, struct record record)
{
    const struct rendering_options *options = render->options;
    if (options->verification && record.table == TABLE_QUOTES &&
        quote_is_exact(options->store, record))
        set(render, item, "verification",
            json_new_verification(options->verification, options->store, record));
}

/* What stands for no record, such as a gap, has its label for an id. */
static void begin_item(struct render *render, const struct block *first)
{
    struct json *json = render->own;
    json->item = json_object();
    if (first->record.table != TABLE_NONE) {
        set_record(render, json->item, first->record);
    } else {
        set(render, json->item, "table", json_null());
        set(render, json->item, "id",
            first->label.length ? new_string(render, slice_trim(first->label)) : json_null());
    }
    set(render, json->item, "blocks", json_array());
    set_verification(render, json->item, first->record);
    json->blocks = json_object_get(json->item, "blocks");
}

static void end_item(struct render *render)
{
    struct json *json = render->own;
    render_string(render, json->has_items ? ",\n" : "\n");
    json->has_items = true;
    write_value(render, json->item);
}

static void end_items(struct render *render)
{
    struct json *json = render->own;
    render_string(render, json->has_items ? "\n]" : "]");
    json->has_items = false;
}

/* ---- The file ------------------------------------------------------------------------------- */

static void begin_section(struct render *render, const struct block *heading)
{
    struct json *json = render->own;
    if (!json->has_sections) {
        end_items(render);
        render_string(render, ",\n\"sections\":[\n");
    } else {
        render_string(render, ",\n");
    }
    json->has_sections = true;
    render_string(render, "{");
    write_member(render, "section", slice_of(section_name((enum section)heading->section)));
    write_member(render, "heading", heading->spans[0].text);
    render_string(render, "\"items\":[");
}

static void end_section(struct render *render)
{
    end_items(render);
    render_string(render, "}");
}

static void begin(struct render *render)
{
    render_format(render, "{\"format\":\"%s\",\"version\":%d,\n", RENDERING_JSON_FORMAT,
                  RENDERING_JSON_VERSION);
    write_member(render, "title", render->title);
    write_member(render, "marking", render->marking);
    render_string(render, "\"items\":[");
}

static void end(struct render *render)
{
    struct json *json = render->own;
    if (!json->has_sections) {
        end_items(render);
        render_string(render, ",\n\"sections\":[");
    }
    render_string(render, "]}\n");
}

struct rendering *json_new(const struct rendering_options *options, output_write *write,
                           void *context)
{
    static const struct render_form form = {
        .own_size = sizeof(struct json),
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
