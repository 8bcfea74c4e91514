#include "tui/model.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "briefbook/gate.h"
#include "tui/shown.h"

/* Where a reader begins in a briefing. */
static void begin(struct model *model)
{
    model->here = (struct viewpoint){.table = TABLE_EVENTS,
                                     .shown = {.table = TABLE_NONE},
                                     .link = NOTHING_CHOSEN,
                                     .match = NOTHING_CHOSEN};
    for (size_t i = 0; i < TABLE_COUNT; i++)
        model->here.panes[i] = (struct pane){.row = SIZE_MAX, .top = SIZE_MAX};
    model->reading.source.table = TABLE_NONE;
}

/* Forgets what is about the briefing that was shown, and not what still reads it. */
static void forget(struct model *model)
{
    model_drop(model);
    viewpoint_free(&model->here);
    viewpoint_free(&model->prompt_start);
    marks_free(&model->marks);
    restoring_free(&model->restoring);
    history_free(&model->back);
    history_free(&model->forward);
    history_free(&model->undone);
    prompt_free(&model->prompt);
    completing_free(&model->completing);
    archive_close(&model->reading.archive);
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        pane_columns_free(&model->pane_columns[table]);
}

struct model *model_new(const struct model_options *options, const char *query)
{
    struct model *model = calloc(1, sizeof *model);
    if (!model)
        return NULL;
    if (!keymap_begin(&model->keymap)) {
        free(model);
        return NULL;
    }
    model->options = *options;
    model->needs_ascii = options->ascii;
    model->linked.record.table = TABLE_NONE;
    begin(model);
    if (query && *query) {
        model_ask(model, query);
        model->landing = true;
        model->landing_from = model->here.table;
    }
    return model;
}

bool model_record(const struct model *model, struct record *record)
{
    enum table_id table = model->here.table;
    size_t row = model->here.panes[table].row;
    if (!model->exists[table] || row == SIZE_MAX)
        return false;
    *record = (struct record){table, (uint32_t)row};
    return true;
}

size_t model_detail_top(const struct model *model)
{
    struct record record;
    const struct record *shown = &model->here.shown;
    bool same =
        model_record(model, &record) && record.table == shown->table && record.row == shown->row;
    return same ? model->here.detail_top : 0;
}

void model_choose(struct model *model, struct record record)
{
    model->here.table = record.table;
    struct pane *pane = &model->here.panes[record.table];
    restoring_forget(&model->restoring, record.table);
    model->away.is_set = false;
    pane->wanted = record.row;
    pane->row = record.row;
}

void model_choose_seen(struct model *model)
{
    struct record record;
    if (model_record(model, &record))
        model_choose(model, record);
}

/* Only the part of a message before its first line end is for the message line. */
static struct slice first_line(struct slice text)
{
    const char *end = text.length ? memchr(text.data, '\n', text.length) : NULL;
    return end ? slice_part(text, 0, (size_t)(end - text.data)) : text;
}

void model_say_why(struct model *model, const struct diag_list *diags)
{
    if (!diags->count) {
        model_say_memory(model);
        return;
    }
    struct slice message = first_line(slice_of(diags->items[0].message));
    model_say(model, "%.*s", (int)message.length, message.data);
}

struct search_options model_search_options(const struct model *model)
{
    return (struct search_options){.changed = model->options.changed,
                                   .context = model->options.context,
                                   .marked = model->marks.sets,
                                   .altered = superseded_sets(&model->superseded)};
}

void model_ask_anew(struct model *model, struct asked *asked, const char *query)
{
    struct diag_list diags = {0};
    struct search_options options = model_search_options(model);
    asked_drop(asked, &model->dropped);
    if (!asked_begin(asked, model->options.store, query, &options, &diags))
        model_say_why(model, &diags);
    asked->number = ++model->asked_count;
    diag_list_free(&diags);
}

void model_ask_again(struct model *model)
{
    model_ask_anew(model, &model->asked, viewpoint_query(&model->here));
}

void model_ask(struct model *model, const char *text)
{
    if (viewpoint_set_query(&model->here, text))
        model_ask_again(model);
    else
        model_say_memory(model);
    model->here.match = NOTHING_CHOSEN;
}

void model_clear_query(struct model *model)
{
    if (!*viewpoint_query(&model->here))
        return;
    model_remember(model, &model->here);
    model_ask(model, "");
}

void model_spell_again(struct model *model)
{
    model->heading_key = 0;
    model->detail.valid = false;
}

unsigned model_gate(const struct model *model)
{
    return GATE_ONE_LINE | (model->options.ascii ? (unsigned)GATE_ASCII : 0);
}

static void put_words(const struct model *model, struct buffer *clean, const char *format,
                      va_list arguments)
{
    struct buffer raw = {0};
    buffer_append_format_list(&raw, format, arguments);
    buffer_clear(clean);
    gate_append(clean, buffer_slice(&raw), model_gate(model));
    buffer_free(&raw);
}

void model_say(struct model *model, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    put_words(model, &model->message, format, arguments);
    va_end(arguments);
}

void model_question(struct model *model, unsigned (*yes)(struct model *model), const char *format,
                    ...)
{
    va_list arguments;
    va_start(arguments, format);
    put_words(model, &model->question.words, format, arguments);
    va_end(arguments);
    buffer_clear(&model->question.insisting);
    buffer_append_string(&model->question.insisting, "y or n: ");
    buffer_append(&model->question.insisting, buffer_slice(&model->question.words));
    model->question.insists = false;
    model->question.yes = yes;
}

void model_say_memory(struct model *model)
{
    buffer_clear(&model->message);
    buffer_append_string(&model->message, "memory is out");
}

void model_drop(struct model *model)
{
    counting_free(&model->counting);
    checking_free(&model->checking);
    listing_free(&model->listing);
    superseded_free(&model->superseded);
    printing_drop(&model->printing);
    verifying_free(&model->verifying);
    asked_drop(&model->asked, &model->dropped);
    asked_drop(&model->prompt_asked, &model->dropped);
}

bool model_reads(struct model *model, const struct store *store)
{
    dropped_searches_collect(&model->dropped);
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        if (pane_order_reads(&model->orders[table], store))
            return true;
    }
    return dropped_searches_read(&model->dropped, store) || linked_reads(&model->linked, store) ||
           printing_reads(&model->printing, store) || verifying_reads(&model->verifying, store);
}

void model_open(struct model *model, const struct store *store)
{
    forget(model);
    begin(model);
    model->options.store = store;
    model->prompting = false;
    model->typed = false;
    model->prompt_changed = false;
    model->landing = false;
    model->opened = OPENED_NOTHING;
    model->helping.narrowing = false;
    model->commanding.open = false;
    model->facets = (struct facet_choice){0};
    model->timeline = (struct time_choice){0};
    model->matrix = (struct matrix_choice){0};
    model->clicked = (struct click){0};
    model->away.is_set = false;
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        model_sort_not(model, table);
    model->detail.valid = false;
    model->heading_key = 0;
    buffer_clear(&model->message);
    model_ask_again(model);
}

void model_free(struct model *model)
{
    if (!model)
        return;
    forget(model);
    dropped_searches_free(&model->dropped);
    keymap_free(&model->keymap);
    diag_list_free(&model->faults);
    prompt_free(&model->commanding.prompt);
    prompt_free(&model->helping.prompt);
    detail_free(&model->detail);
    linked_free(&model->linked);
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        pane_order_free(&model->orders[table]);
    archive_free(&model->reading.archive);
    buffer_free(&model->url);
    buffer_free(&model->question.words);
    buffer_free(&model->question.insisting);
    buffer_free(&model->copied.text);
    buffer_free(&model->copied.what);
    printing_free(&model->printing);
    errand_free(&model->errand);
    buffer_free(&model->sending);
    buffer_free(&model->message);
    buffer_free(&model->wanted);
    buffer_free(&model->heading);
    buffer_free(&model->state);
    buffer_free(&model->marking);
    free(model);
}
