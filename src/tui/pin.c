#include "briefbook/query-edit.h"
#include "tui/command.h"

/* What a pin calls a record by: its id; people who are only named have none, but a name. */
static void append_value(const struct store *store, struct record record, struct buffer *value)
{
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

static void tell_pin(struct model *model, const struct table_schema *schema, enum pin_change change)
{
    static const char *const words[] = {
        [PIN_PUT] = "pinned this %s: f takes it out again",
        [PIN_TAKEN_OUT] = "this %s is no longer pinned",
    };
    if (change == PIN_UNFINISHED)
        model_say(model, "the query is unfinished: / goes on with it");
    else
        model_say(model, words[change], schema->one);
}

static void change_pin(struct model *model, struct record record)
{
    const struct table_schema *schema = schema_table(record.table);
    struct buffer value = {0};
    struct buffer changed = {0};
    append_value(model->options.store, record, &value);
    enum pin_change change = query_pin(slice_of(viewpoint_query(&model->here)),
                                       slice_of(schema->one), buffer_slice(&value), &changed);
    if (value.failed || changed.failed) {
        model_say_memory(model);
    } else {
        tell_pin(model, schema, change);
        if (change != PIN_UNFINISHED)
            ask_changed(model, buffer_string(&changed));
    }
    buffer_free(&value);
    buffer_free(&changed);
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
    return model->here.table < PANE_TABLES && when_row(model);
}
