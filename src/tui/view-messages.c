#include "briefbook/text.h"
#include "tui/draw.h"
#include "tui/view.h"

static struct view_lines messages_lines(struct model *model)
{
    return view_lines(&model->messages, model->faults.count, model->geometry.body, 0);
}

static unsigned messages_close(struct model *model)
{
    model->opened = OPENED_NOTHING;
    return STALE_FRAME;
}

/* Says what may have been cut. */
static unsigned messages_choose(struct model *model)
{
    size_t line = chooser_line(&model->messages, model->faults.count);
    if (line < model->faults.count)
        model_say(model, "%s", model->faults.items[line].message);
    return STALE_FRAME;
}

unsigned do_messages(struct model *model, int unused)
{
    (void)unused;
    if (!model->faults.count) {
        model_say(model, "nothing is wrong in the config file");
        return STALE_FRAME;
    }
    model->messages = (struct chooser){0};
    model->opened = OPENED_MESSAGES;
    return STALE_FRAME;
}

static void draw_message(const struct canvas *canvas, struct area area, size_t row, size_t line,
                         const void *context)
{
    const struct diag_list *faults = context;
    struct buffer text = {0};
    diag_append(&text, &faults->items[line], model_gate(canvas->model));
    draw_clean(canvas, area, row, 2, buffer_slice(&text), FACE_TEXT);
    buffer_free(&text);
}

static void messages_draw(const struct model *model, struct frame *frame)
{
    struct canvas canvas = {model, frame, glyphs_for(model->options.ascii)};
    struct buffer counts = {0};
    append_number(&counts, diag_list_count(&model->faults, SEVERITY_ERROR));
    struct choices choices = {.title = SLICE("The config file"),
                              .counts = buffer_slice(&counts),
                              .count = model->faults.count,
                              .draw = draw_message,
                              .context = &model->faults};
    draw_chooser(&canvas, model->geometry.body, &model->messages, &choices);
    buffer_free(&counts);
}

static void messages_append_line(const struct model *model, size_t line, struct buffer *text)
{
    diag_append(text, &model->faults.items[line], model_gate(model));
}

static void messages_append_title(const struct model *model, struct buffer *title)
{
    buffer_append_string(title, "The config file, faults: ");
    append_number(title, diag_list_count(&model->faults, SEVERITY_ERROR));
}

const struct view messages_view = {.context = IN_CHOOSER,
                                   .lines = messages_lines,
                                   .close = messages_close,
                                   .draw = messages_draw,
                                   .append_title = messages_append_title,
                                   .append_line = messages_append_line,
                                   .choose = messages_choose};
