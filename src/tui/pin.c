#include "tui/command.h"

void model_append_pin_value(const struct model *model, struct record record, struct buffer *value)
{
    const struct store *store = model->options.store;
    record_append_id(store, record, value);
    if (!value->length)
        buffer_append(value, record_name(store, record));
}

/* Asks for a changed query, which is kept among the searches typed before. */
static void ask_changed(struct model *model, const char *text)
{
    model_remember(model, &model->here);
    if (!prompt_begin(&model->prompt, text) || !prompt_keep(&model->prompt))
        model_say_memory(model);
    model_ask(model, text);
}

enum pin_change model_pin(struct model *model, pin_edit *edit, const struct pin *pins, size_t count)
{
    struct buffer text = {0};
    struct buffer changed = {0};
    enum pin_change change = PIN_PUT;
    buffer_append_string(&text, viewpoint_query(&model->here));
    for (size_t i = 0; i < count && change != PIN_UNFINISHED; i++) {
        buffer_clear(&changed);
        change = edit(buffer_slice(&text), &pins[i], &changed);
        struct buffer before = text;
        text = changed;
        changed = before;
    }
    if (text.failed || changed.failed)
        model_say_memory(model);
    else if (change == PIN_UNFINISHED)
        model_say(model, "the query is unfinished: / goes on with it");
    else
        ask_changed(model, buffer_string(&text));
    buffer_free(&text);
    buffer_free(&changed);
    return change;
}

static void change_pin(struct model *model, struct record record)
{
    static const char *const words[] = {
        [PIN_PUT] = "pinned this %s: f takes it out again",
        [PIN_TAKEN_OUT] = "this %s is no longer pinned",
    };
    const struct table_schema *schema = schema_table(record.table);
    struct buffer value = {0};
    model_append_pin_value(model, record, &value);
    struct pin pin = {PIN_TERM, slice_of(schema->one), buffer_slice(&value)};
    if (value.failed) {
        model_say_memory(model);
    } else {
        enum pin_change change = model_pin(model, query_pin, &pin, 1);
        if (change != PIN_UNFINISHED && !model->message.length)
            model_say(model, words[change], schema->one);
    }
    buffer_free(&value);
}

unsigned do_pin(struct model *model, int unused)
{
    (void)unused;
    struct record record;
    if (when_pin(model) && model_record(model, &record))
        change_pin(model, record);
    else
        model_say(model, "nothing here can be pinned");
    return STALE_FRAME;
}

/* What only a plain table or the book itself holds has no key. */
bool when_pin(const struct model *model)
{
    return model->here.table < PANE_TABLES;
}
