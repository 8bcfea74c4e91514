#include "briefbook/text.h"
#include "tui/clipboard.h"
#include "tui/command.h"
#include "tui/draw.h"
#include "tui/ended.h"

/* Whether a terminal that the text is pasted into could take some of it for keys or commands. */
static bool could_act(struct slice text)
{
    while (text.length) {
        uint32_t character;
        size_t used = text_decode(text, &character);
        unsigned char byte = (unsigned char)text.data[0];
        bool is_space = byte == '\t' || byte == '\n' || byte == '\r';
        if ((character < 0x20 && !is_space) || (character >= 0x7F && character < 0xA0) ||
            (used == 1 && byte >= 0x80 && byte < 0xA0))
            return true;
        text = slice_part(text, used, text.length);
    }
    return false;
}

static size_t count_characters(struct slice text)
{
    size_t count = 0;
    uint32_t character;
    for (size_t at = 0; at < text.length; count++)
        at += text_decode(slice_part(text, at, text.length), &character);
    return count;
}

/* ---- Sending -------------------------------------------------------------------------------- */

static void say_sent(struct model *model)
{
    size_t count = count_characters(buffer_slice(&model->copied.text));
    struct buffer number = {0};
    append_number(&number, count);
    model_say(model, "sent to the terminal's clipboard: %s, %s character%s",
              buffer_string(&model->copied.what), buffer_string(&number), count == 1 ? "" : "s");
    buffer_free(&number);
}

static void ask_terminal(struct model *model)
{
    buffer_clear(&model->sending);
    if (!clipboard_append(&model->sending, buffer_slice(&model->copied.text),
                          model->options.surroundings.multiplexer)) {
        model_say_memory(model);
        return;
    }
    model->request = REQUEST_SEND;
    say_sent(model);
}

/* tmux has a clipboard of its own, and knows how to reach that of its terminal. */
static void ask_tmux(struct model *model)
{
    static const char *const command[] = {"tmux", "load-buffer", "-w", "-"};
    struct errand *errand = &model->errand;
    errand_free(errand);
    errand->kind = ERRAND_COPY;
    for (size_t i = 0; i < sizeof command / sizeof command[0]; i++)
        arguments_add_string(&errand->arguments, command[i]);
    if (!buffer_append(&errand->input, buffer_slice(&model->copied.text)) ||
        errand->arguments.failed)
        model_say_memory(model);
    else
        model->request = REQUEST_RUN;
}

/* Where tmux is too old, or not to be reached, it may still pass on what it is sent. */
void copy_ended(struct model *model, const struct errand *errand, struct slice fault, bool changed)
{
    (void)errand;
    (void)changed;
    if (fault.length)
        ask_terminal(model);
    else
        say_sent(model);
}

static void send_copied(struct model *model)
{
    const struct copied *copied = &model->copied;
    if (copied->text.failed || copied->what.failed)
        model_say_memory(model);
    else if (!copied->text.length)
        model_say(model, "there are no words here to copy");
    else if (could_act(buffer_slice(&copied->text)))
        model_say(model,
                  "not sent: control characters in %s, which a terminal that they are "
                  "pasted into may obey",
                  buffer_string(&copied->what));
    else if (copied->text.length > CLIPBOARD_LIMIT)
        model_say(model, "not sent, too long for a terminal's clipboard: %s",
                  buffer_string(&copied->what));
    else if (model->options.surroundings.multiplexer == MULTIPLEXER_TMUX)
        ask_tmux(model);
    else
        ask_terminal(model);
}

/* ---- What is copied ------------------------------------------------------------------------- */

static void take_cited(struct copied *copied, const struct store *store, struct record record)
{
    compose_append_excerpt(&copied->text, store, record);
    if (record.table == TABLE_QUOTES)
        buffer_append_string(&copied->what, "the quotation with its citation");
    else if (record.table == TABLE_SOURCES)
        buffer_append_string(&copied->what, "the citation");
    else
        buffer_append_format(&copied->what, "the %s with its sources", schema_one(record.table));
}

/* Byte for byte as they stand in the file. */
static void take_words(struct copied *copied, const struct store *store, struct record record)
{
    if (record.table == TABLE_QUOTES) {
        buffer_append(&copied->text, record_cell(store, record, QUOTES_TEXT));
        buffer_append_string(&copied->what, "the words of the quotation");
    } else {
        buffer_append(&copied->text, record_name(store, record));
        buffer_append_format(&copied->what, "the name of the %s", schema_one(record.table));
    }
}

unsigned do_copy(struct model *model, int words_alone)
{
    struct record record;
    if (!model_record(model, &record)) {
        model_say(model, "there is no row here to copy");
        return STALE_FRAME;
    }
    buffer_clear(&model->copied.text);
    buffer_clear(&model->copied.what);
    if (words_alone)
        take_words(&model->copied, model->options.store, record);
    else
        take_cited(&model->copied, model->options.store, record);
    send_copied(model);
    return STALE_FRAME;
}

void model_copy(struct model *model, struct slice text, const char *what)
{
    buffer_clear(&model->copied.text);
    buffer_clear(&model->copied.what);
    buffer_append(&model->copied.text, text);
    buffer_append_string(&model->copied.what, what);
    send_copied(model);
}
