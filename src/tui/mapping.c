#include "tui/command.h"

/* A key and where it is pressed, as "z", "detail:z" or "F5" says. */
struct pressed {
    uint32_t key;
    unsigned contexts; /* 0 for wherever it makes sense */
};

/* The context that is named before a colon; 0 when none is. */
static unsigned named_context(struct slice *word)
{
    for (size_t i = 0; keymap_context(i); i++) {
        struct slice name = slice_of(keymap_context(i)->name);
        if (word->length <= name.length + 1 || word->data[name.length] != ':' ||
            !slice_equal(slice_part(*word, 0, name.length), name))
            continue;
        *word = slice_part(*word, name.length + 1, word->length);
        return keymap_context(i)->context;
    }
    return 0;
}

/* Reads the first word of what `map` and `unmap` take. ^C is what always leads out. */
static bool read_pressed(const struct typed *typed, struct slice *rest, struct pressed *pressed)
{
    struct slice word = typed_word(rest);
    if (!word.length)
        return typed_fault(typed, *rest, "a key is missing: one like z, ^T, F5 or detail:z");
    pressed->contexts = named_context(&word);
    if (!key_parse(word, &pressed->key))
        return typed_fault(typed, word, "%.*s is no key: those are like z, ^T, F5, space or pgup",
                           (int)word.length, word.data);
    if (pressed->key == CONTROL('C'))
        return typed_fault(typed, word, "^C always quits");
    return true;
}

/* Where a key may call a command: not where it types a character. */
static unsigned contexts_for(const struct pressed *pressed, enum command_id id)
{
    unsigned contexts = keymap_contexts(id);
    if (pressed->contexts)
        contexts &= pressed->contexts;
    return key_is_text(pressed->key) ? contexts & ~(unsigned)IN_TYPING : contexts;
}

static bool read_binding(const struct typed *typed, struct binding *binding,
                         struct buffer *argument)
{
    struct pressed pressed;
    struct slice rest = typed->argument;
    if (!read_pressed(typed, &rest, &pressed))
        return false;
    struct slice name = typed_word(&rest);
    if (!name.length)
        return typed_fault(typed, rest, "what the key is to call is missing: a command");
    enum command_id id = typed_command(typed, name);
    if (id == COMMAND_NONE)
        return false;
    if (rest.length && !tui_command(id)->take)
        return typed_fault(typed, rest, "%s takes nothing behind it", tui_command(id)->name);
    unsigned contexts = contexts_for(&pressed, id);
    if (!contexts)
        return typed_fault(typed, name, "%s does nothing where that key is pressed",
                           tui_command(id)->name);
    buffer_append(argument, rest);
    *binding = (struct binding){.key = pressed.key,
                                .contexts = contexts,
                                .command = id,
                                .argument = rest.length ? buffer_string(argument) : NULL};
    return true;
}

unsigned do_map(struct model *model, const struct typed *typed)
{
    struct binding binding;
    struct buffer argument = {0};
    if (read_binding(typed, &binding, &argument) &&
        (argument.failed || !keymap_map(&model->keymap, &binding)))
        diag_out_of_memory(typed->diags);
    buffer_free(&argument);
    return STALE_FRAME;
}

unsigned do_unmap(struct model *model, const struct typed *typed)
{
    struct pressed pressed;
    struct slice rest = typed->argument;
    if (!read_pressed(typed, &rest, &pressed))
        return STALE_FRAME;
    unsigned contexts = pressed.contexts ? pressed.contexts : ~0U;
    if (rest.length)
        typed_fault(typed, rest, "one key is enough");
    else if (!keymap_unmap(&model->keymap, pressed.key, contexts))
        typed_fault(typed, typed->argument, "this key calls nothing");
    return STALE_FRAME;
}
