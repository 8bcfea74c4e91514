#include "output/render.h"

#include <stdlib.h>

#include "output/flow.h"
#include "output/item-blocks.h"

enum { BYTES_AT_ONCE = 32768 };

static bool flush(struct render *render, size_t least)
{
    struct buffer *text = &render->text;
    if (render->failed || text->failed)
        return false;
    if (text->length <= least)
        return true;
    bool done = render->write(render->context, buffer_slice(text));
    buffer_clear(text);
    return done;
}

static void end_item(struct render *render)
{
    if (render->in_item)
        render->form->end_item(render);
    render->in_item = false;
}

static void end_section(struct render *render)
{
    end_item(render);
    if (render->in_section)
        render->form->end_section(render);
    render->in_section = false;
}

static void take_block(struct render *render, const struct block *block)
{
    if (block->kind == BLOCK_HEADING) {
        end_section(render);
        render->in_section = true;
        render->form->begin_section(render, block);
        return;
    }
    if (block->kind == BLOCK_SPACE || (render->in_item && !item_goes_on(&render->last, block)))
        end_item(render);
    if (block->kind == BLOCK_SPACE)
        return;
    if (!render->in_item)
        render->form->begin_item(render, block);
    render->last = *block;
    render->in_item = true;
    render->one_line = block->kind == BLOCK_SPLIT;
    render->form->block(render, block);
}

static bool take(struct rendering *rendering, const struct document *part)
{
    struct render *render = (struct render *)rendering;
    bool done = !part->failed;
    if (!render->begun) {
        render->title = part->title;
        render->marking = part->marking;
        render->lists_sources = part->lists_sources;
        render->form->begin(render);
    }
    render->begun = true;
    for (size_t i = 0; i < part->count && done; i++) {
        take_block(render, &part->blocks[i]);
        done = flush(render, BYTES_AT_ONCE);
    }
    return done;
}

static enum rendering_state end(struct rendering *rendering)
{
    struct render *render = (struct render *)rendering;
    end_section(render);
    render->form->end(render);
    return flush(render, 0) ? RENDERING_WHOLE : RENDERING_FAILED;
}

/* What was begun may be held by its form. */
static void free_render(struct rendering *rendering)
{
    struct render *render = (struct render *)rendering;
    end_section(render);
    buffer_free(&render->text);
    buffer_free(&render->clean);
    free(render->own);
    free(render);
}

struct rendering *render_new(const struct render_form *form,
                             const struct rendering_options *options, output_write *write,
                             void *context)
{
    static const struct rendering_kind kind = {take, end, free_render};
    struct render *render = calloc(1, sizeof *render);
    if (!render)
        return NULL;
    *render = (struct render){.rendering = {&kind},
                              .form = form,
                              .options = options,
                              .write = write,
                              .context = context,
                              .own = form->own_size ? calloc(1, form->own_size) : NULL};
    if (render->own || !form->own_size)
        return &render->rendering;
    free(render);
    return NULL;
}

void render_string(struct render *render, const char *string)
{
    buffer_append_string(&render->text, string);
}

void render_format(struct render *render, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    buffer_append_format_list(&render->text, format, arguments);
    va_end(arguments);
}

static struct slice clean(struct render *render, struct slice raw, unsigned flags)
{
    buffer_clear(&render->clean);
    if (!gate_append(&render->clean, raw, flags))
        render->failed = true;
    return buffer_slice(&render->clean);
}

struct slice render_clean(struct render *render, enum role role, struct slice raw)
{
    return clean(render, raw, flow_gate(role, render->one_line, render->options->ascii));
}

struct slice render_clean_line(struct render *render, struct slice raw)
{
    return clean(render, raw, flow_gate(ROLE_TEXT, true, render->options->ascii));
}
