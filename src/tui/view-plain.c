#include "tui/draw.h"
#include "tui/keymap.h"
#include "tui/view.h"

/* What the detail is scrolled to does not change by what was read here. */
static void keep_detail(struct model *model)
{
    const struct viewpoint *here = &model->here;
    model->plain = (struct plain){here->shown, here->detail_top, here->link};
}

static void restore_detail(struct model *model)
{
    struct viewpoint *here = &model->here;
    const struct plain *plain = &model->plain;
    if (here->shown.table != plain->record.table || here->shown.row != plain->record.row)
        return;
    here->detail_top = plain->top;
    here->link = plain->link;
}

/* No hints are on the screen: what is on it is to be copied. */
static void tell_way_back(struct model *model)
{
    uint32_t key;
    struct buffer name = {0};
    if (keymap_key(&model->keymap, COMMAND_PLAIN, IN_PLAIN, &key) ||
        keymap_key(&model->keymap, COMMAND_CLOSE, IN_PLAIN, &key))
        key_append_name(key, model->options.ascii, &name);
    if (name.length)
        model_say(model, "the text alone, for the mouse to select: %s goes back",
                  buffer_string(&name));
    buffer_free(&name);
}

unsigned do_plain(struct model *model, int unused)
{
    (void)unused;
    struct record record;
    if (model->opened == OPENED_PLAIN)
        return view_of(model)->close(model);
    if (model->options.is_linear) {
        model_say(model, "all text is plain here: detail tells that of the row");
        return STALE_FRAME;
    }
    if (!model_record(model, &record)) {
        model_say(model, "there is no row here to show");
        return STALE_FRAME;
    }
    keep_detail(model);
    tell_way_back(model);
    return view_open(model, OPENED_PLAIN);
}

static void plain_draw(const struct model *model, struct frame *frame)
{
    struct canvas canvas = {model, frame, glyphs_for(model->options.ascii)};
    draw_detail_text(&canvas);
}

const struct view plain_view = {.context = IN_PLAIN,
                                .move = detail_scroll,
                                .close = view_shut,
                                .left = restore_detail,
                                .draw = plain_draw};
