#include "tui/settings.h"

#include "briefbook/nearest.h"
#include "tui/command.h"

#define SETTING_VALUES(kind, ...) static const char *const values_of_##kind[] = {__VA_ARGS__, NULL};
SETTING_KINDS(SETTING_VALUES)
#undef SETTING_VALUES

static unsigned apply_ascii(struct model *model)
{
    size_t value = model->settings.values[SETTING_ASCII];
    model->options.ascii = value == AUTOMATIC_AUTO ? model->needs_ascii : value == AUTOMATIC_ON;
    model_spell_again(model);
    return STALE_FRAME;
}

static unsigned apply_theme(struct model *model)
{
    (void)model;
    return STALE_FRAME | STALE_TERMINAL;
}

/* Those that are asked for when they matter. */
static unsigned apply_mouse(struct model *model)
{
    (void)model;
    return STALE_NOTHING;
}

static unsigned apply_state(struct model *model)
{
    (void)model;
    return STALE_NOTHING;
}

static const struct setting settings_table[] = {
#define SETTING(symbol, name, kind, function, help) \
    [SETTING_##symbol] = {name, values_of_##kind, function, help},
#include "tui/settings.def"
#undef SETTING
};

const struct setting *setting_of(enum setting_id id)
{
    return &settings_table[id];
}

const char *settings_value(const struct settings *settings, enum setting_id id)
{
    return settings_table[id].values[settings->values[id]];
}

enum setting_id setting_named(struct slice name)
{
    enum setting_id id = 0;
    while (id < SETTING_COUNT && !slice_is(name, settings_table[id].name))
        id++;
    return id;
}

unsigned settings_change(struct model *model, enum setting_id id, size_t value)
{
    model->settings.values[id] = value;
    return settings_table[id].apply(model);
}

static void append_setting(const struct model *model, enum setting_id id, struct buffer *text)
{
    buffer_append_format(text, "%s %s", setting_of(id)->name, settings_value(&model->settings, id));
}

static unsigned show_all(struct model *model)
{
    struct buffer text = {0};
    for (enum setting_id id = 0; id < SETTING_COUNT; id++) {
        buffer_append_string(&text, id ? "  " : "");
        append_setting(model, id, &text);
    }
    model_say(model, "%s", buffer_string(&text));
    buffer_free(&text);
    return STALE_FRAME;
}

/* "theme is auto; it can be dark, light, mono" */
static unsigned show_one(struct model *model, enum setting_id id)
{
    const char *value = settings_value(&model->settings, id);
    struct buffer others = {0};
    for (size_t i = 0; setting_of(id)->values[i]; i++) {
        if (i == model->settings.values[id])
            continue;
        buffer_append_string(&others, others.length ? ", " : "");
        buffer_append_string(&others, setting_of(id)->values[i]);
    }
    model_say(model, "%s is %s; it can be %s", setting_of(id)->name, value, buffer_string(&others));
    buffer_free(&others);
    return STALE_FRAME;
}

static void refuse_setting(const struct typed *typed, struct slice name)
{
    struct nearest nearest = {.word = name};
    for (enum setting_id id = 0; id < SETTING_COUNT; id++)
        nearest_offer(&nearest, slice_of(setting_of(id)->name));
    int length = (int)name.length;
    if (nearest.found.length)
        typed_fault(typed, name, "there is no setting %.*s; did you mean %s?", length, name.data,
                    nearest.found.data);
    else
        typed_fault(typed, name, "there is no setting %.*s; set shows them all", length, name.data);
}

static void refuse_value(const struct typed *typed, struct slice value, enum setting_id id)
{
    struct buffer names = {0};
    for (size_t i = 0; setting_of(id)->values[i]; i++) {
        buffer_append_string(&names, i ? ", " : "");
        buffer_append_string(&names, setting_of(id)->values[i]);
    }
    typed_fault(typed, value, "%s is one of %s, not %.*s", setting_of(id)->name,
                buffer_string(&names), (int)value.length, value.data);
    buffer_free(&names);
}

static unsigned set(struct model *model, const struct typed *typed, enum setting_id id,
                    struct slice name)
{
    const char *const *values = setting_of(id)->values;
    size_t value = 0;
    while (values[value] && !slice_is(name, values[value]))
        value++;
    if (!values[value]) {
        refuse_value(typed, name, id);
        return STALE_FRAME;
    }
    unsigned stale = settings_change(model, id, value);
    model_say(model, "%s is %s", setting_of(id)->name, values[value]);
    return stale | STALE_FRAME;
}

unsigned do_set(struct model *model, const struct typed *typed)
{
    struct slice rest = typed->argument;
    struct slice name = typed_word(&rest);
    struct slice value = typed_word(&rest);
    if (!name.length)
        return show_all(model);
    enum setting_id id = setting_named(name);
    if (id == SETTING_COUNT) {
        refuse_setting(typed, name);
        return STALE_FRAME;
    }
    if (!value.length)
        return show_one(model, id);
    if (!rest.length)
        return set(model, typed, id, value);
    typed_fault(typed, rest, "one value is enough for %s", setting_of(id)->name);
    return STALE_FRAME;
}
