#include "output/render.h"

#include "output/flow.h"
#include "output/item-blocks.h"

enum { BYTES_AT_ONCE = 32768 };

static bool flush(struct render *render, size_t least)
{
    struct buffer *text = &render->text;
    if (render->failed || text->failed || render->document->failed)
        return false;
    if (text->length <= least)
        return true;
    bool done = render->write(render->context, buffer_slice(text));
    buffer_clear(text);
    return done;
}

static void end_item(struct render *render)
{
    if (render->last)
        render->form->end_item(render);
    render->last = NULL;
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
    if (block->kind == BLOCK_SPACE || (render->last && !item_goes_on(render->last, block)))
        end_item(render);
    if (block->kind == BLOCK_SPACE)
        return;
    if (!render->last)
        render->form->begin_item(render, block);
    render->last = block;
    render->one_line = block->kind == BLOCK_SPLIT;
    render->form->block(render, block);
}

bool render_run(struct render *render)
{
    const struct document *document = render->document;
    bool done = true;
    render->form->begin(render);
    for (size_t i = 0; i < document->count && done; i++) {
        take_block(render, &document->blocks[i]);
        done = flush(render, BYTES_AT_ONCE);
    }
    end_section(render);
    render->form->end(render);
    done = done && flush(render, 0);
    buffer_free(&render->text);
    buffer_free(&render->clean);
    return done;
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
