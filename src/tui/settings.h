/* settings.h: what a reader can set, at ":" or in the config file.
 *
 * The settings stand in settings.def, once: what `:set` takes and shows, its completion and the
 * manual follow from it. */
#ifndef TUI_SETTINGS_H
#define TUI_SETTINGS_H

#include "briefbook/slice.h"
#include "tui/theme.h"

struct model;

/* X(KIND, the values by name: the first is the default) */
#define SETTING_KINDS(X)              \
    X(SWITCH, "on", "off")            \
    X(AUTOMATIC, "auto", "on", "off") \
    X(THEME, THEME_NAMES)

/* The values of these kinds, in their order; for THEME see theme.h. */
enum switch_value { SWITCH_ON, SWITCH_OFF };
enum automatic_value { AUTOMATIC_AUTO, AUTOMATIC_ON, AUTOMATIC_OFF };

enum setting_id {
#define SETTING(symbol, name, kind, function, help) SETTING_##symbol,
#include "tui/settings.def"
#undef SETTING
    SETTING_COUNT
};

struct setting {
    const char *name;
    const char *const *values; /* ends with NULL */
    unsigned (*apply)(struct model *model);
    const char *help;
};

/* Zero-initialise for the defaults. */
struct settings {
    size_t values[SETTING_COUNT]; /* each the place of one among the values of the setting */
};

const struct setting *setting_of(enum setting_id id);

/* The value of a setting by name. */
const char *settings_value(const struct settings *settings, enum setting_id id);

/* The setting of a name; SETTING_COUNT when there is none. */
enum setting_id setting_named(struct slice name);

/* Gives a setting another value; returns what became stale. */
unsigned settings_change(struct model *model, enum setting_id id, size_t value);

#endif
