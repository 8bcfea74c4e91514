#include "tui/draw.h"
#include "tui/shown.h"

void append_hit(const struct model *model, const char *before, struct buffer *text)
{
    size_t count = model->detail.matches.count;
    if (!model->geometry.detail.rows || !model->detail.valid || count < 2 || model->here.match < 0)
        return;
    buffer_append_format(text, "%shit ", before);
    append_number(text, (size_t)model->here.match + 1);
    buffer_append_string(text, " of ");
    append_number(text, count);
}

void append_match_position(const struct model *model, struct buffer *text)
{
    size_t count = match_count(model);
    bool done = asked_is_done(&model->asked);
    struct record record;
    if (!count)
        buffer_append_string(text, done ? "no match" : "searching");
    else if (model_record(model, &record)) {
        buffer_append_string(text, "match ");
        append_number(text, match_rank(model, record) + 1);
        buffer_append_string(text, " of ");
        append_number(text, count);
    } else {
        append_number(text, count);
        buffer_append_string(text, count == 1 ? " match elsewhere" : " matches elsewhere");
    }
    if (done && search_gave_up(model->asked.search))
        buffer_append_string(text, count ? " or more" : " in time");
    if (!done) {
        buffer_append_char(text, ' ');
        buffer_append_string(text, glyphs_for(model->options.ascii)->ellipsis);
    }
}
