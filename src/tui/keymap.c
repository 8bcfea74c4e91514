#include "tui/keymap.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    uint32_t key;
    unsigned contexts;
    enum command_id command;
} defaults[] = {
    {CONTROL_TAB, IN_LIST, COMMAND_NEXT_PANE},
    {SPECIAL_SHIFT_TAB, IN_LIST, COMMAND_PREVIOUS_PANE},
    {'1', IN_BROWSER, COMMAND_PANE_1},
    {'2', IN_BROWSER, COMMAND_PANE_2},
    {'3', IN_BROWSER, COMMAND_PANE_3},
    {'4', IN_BROWSER, COMMAND_PANE_4},
    {'5', IN_BROWSER, COMMAND_PANE_5},
    {'6', IN_BROWSER, COMMAND_PANE_6},
    {'7', IN_BROWSER, COMMAND_PANE_7},
    {'8', IN_BROWSER, COMMAND_PANE_8},
    {'z', IN_BROWSER, COMMAND_ZOOM},
    {'w', IN_BROWSER | IN_PLAIN, COMMAND_PLAIN},

    {CONTROL_ENTER, IN_LIST, COMMAND_DETAIL},
    {'l', IN_LIST, COMMAND_DETAIL},
    {SPECIAL_RIGHT, IN_LIST, COMMAND_DETAIL},
    {CONTROL_TAB, IN_DETAIL, COMMAND_NEXT_LINK},
    {'l', IN_DETAIL, COMMAND_NEXT_LINK},
    {SPECIAL_RIGHT, IN_DETAIL, COMMAND_NEXT_LINK},
    {SPECIAL_SHIFT_TAB, IN_DETAIL, COMMAND_PREVIOUS_LINK},
    {CONTROL_ENTER, IN_DETAIL, COMMAND_FOLLOW},
    {'h', IN_DETAIL, COMMAND_LIST},
    {SPECIAL_LEFT, IN_DETAIL, COMMAND_LIST},
    {'[', IN_BROWSER, COMMAND_BACK},
    {SPECIAL_BACKSPACE, IN_BROWSER, COMMAND_BACK},
    {']', IN_BROWSER, COMMAND_FORWARD},

    {'/', IN_BROWSER, COMMAND_SEARCH},
    {'n', IN_BROWSER | IN_PLAIN, COMMAND_NEXT_MATCH},
    {'N', IN_BROWSER | IN_PLAIN, COMMAND_PREVIOUS_MATCH},
    {'f', IN_BROWSER, COMMAND_PIN},
    {'F', IN_BROWSER | IN_CHOOSER, COMMAND_FACETS},
    {'t', IN_BROWSER | IN_CHOOSER, COMMAND_TIMELINE},
    {'C', IN_BROWSER | IN_CHOOSER, COMMAND_CHANGES},
    {'x', IN_BROWSER | IN_CHOOSER, COMMAND_WHO_SAID_WHAT},
    {'s', IN_BROWSER | IN_CHOOSER, COMMAND_SORT},
    {'c', IN_BROWSER | IN_CHOOSER, COMMAND_COLUMNS},
    {'u', IN_BROWSER | IN_CHOOSER, COMMAND_UNDO},

    {' ', IN_LIST, COMMAND_MARK},
    {'\'', IN_BROWSER, COMMAND_NEXT_MARK},
    {'M', IN_BROWSER, COMMAND_CLEAR_MARKS},

    {'y', IN_BROWSER | IN_PLAIN, COMMAND_COPY},
    {'Y', IN_BROWSER | IN_PLAIN, COMMAND_COPY_WORDS},
    {'o', IN_BROWSER | IN_SOURCE, COMMAND_SOURCE},
    {'e', IN_BROWSER, COMMAND_EDIT},
    {'p', IN_VIEWS, COMMAND_PRINT},

    {'j', IN_VIEWS, COMMAND_DOWN},
    {SPECIAL_DOWN, IN_VIEWS, COMMAND_DOWN},
    {'k', IN_VIEWS, COMMAND_UP},
    {SPECIAL_UP, IN_VIEWS, COMMAND_UP},
    {'J', IN_BROWSER | IN_PLAIN, COMMAND_NEXT_ROW},
    {'K', IN_BROWSER | IN_PLAIN, COMMAND_PREVIOUS_ROW},
    {SPECIAL_PAGE_DOWN, IN_VIEWS, COMMAND_PAGE_DOWN},
    {CONTROL('F'), IN_VIEWS, COMMAND_PAGE_DOWN},
    {' ', IN_DETAIL | IN_HELP | IN_SOURCE | IN_PLAIN, COMMAND_PAGE_DOWN},
    {SPECIAL_PAGE_UP, IN_VIEWS, COMMAND_PAGE_UP},
    {CONTROL('B'), IN_VIEWS, COMMAND_PAGE_UP},
    {CONTROL('D'), IN_VIEWS, COMMAND_HALF_DOWN},
    {CONTROL('U'), IN_VIEWS, COMMAND_HALF_UP},
    {'g', IN_VIEWS, COMMAND_FIRST},
    {SPECIAL_HOME, IN_VIEWS, COMMAND_FIRST},
    {'G', IN_VIEWS, COMMAND_LAST},
    {SPECIAL_END, IN_VIEWS, COMMAND_LAST},

    {' ', IN_CHOOSER, COMMAND_MARK_OUT},
    {'v', IN_CHOOSER, COMMAND_MARK_OUT},
    {'+', IN_CHOOSER, COMMAND_FINER},
    {'-', IN_CHOOSER, COMMAND_COARSER},
    {'J', IN_CHOOSER, COMMAND_READ_ON},
    {'K', IN_CHOOSER, COMMAND_READ_BACK},
    {SPECIAL_RIGHT, IN_CHOOSER, COMMAND_NEXT_COLUMN},
    {'l', IN_CHOOSER, COMMAND_NEXT_COLUMN},
    {'h', IN_CHOOSER, COMMAND_PREVIOUS_COLUMN},
    {SPECIAL_LEFT, IN_CHOOSER, COMMAND_PREVIOUS_COLUMN},
    {CONTROL_ENTER, IN_HELP | IN_CHOOSER, COMMAND_CHOOSE},
    {'/', IN_HELP, COMMAND_NARROW},
    {CONTROL_ENTER, IN_NARROWING, COMMAND_NARROW_KEEP},
    {CONTROL_ESCAPE, IN_NARROWING, COMMAND_NARROW_CLEAR},
    {SPECIAL_DOWN, IN_NARROWING, COMMAND_DOWN},
    {SPECIAL_UP, IN_NARROWING, COMMAND_UP},

    {'y', IN_QUESTION, COMMAND_YES},
    {'Y', IN_QUESTION, COMMAND_YES},
    {'n', IN_QUESTION, COMMAND_NO},
    {'N', IN_QUESTION, COMMAND_NO},
    {'q', IN_QUESTION, COMMAND_NO},
    {CONTROL_ESCAPE, IN_QUESTION, COMMAND_NO},

    {CONTROL_ENTER, IN_PROMPT, COMMAND_KEEP},
    {CONTROL_ESCAPE, IN_PROMPT, COMMAND_RESTORE},
    {CONTROL_ENTER, IN_COMMAND, COMMAND_RUN},
    {CONTROL_ESCAPE, IN_COMMAND, COMMAND_ABANDON},
    {CONTROL_TAB, IN_PROMPT | IN_COMMAND, COMMAND_COMPLETE},
    {SPECIAL_SHIFT_TAB, IN_PROMPT | IN_COMMAND, COMMAND_COMPLETE_BACK},
    {SPECIAL_LEFT, IN_TYPING, COMMAND_LEFT},
    {CONTROL('B'), IN_TYPING, COMMAND_LEFT},
    {SPECIAL_RIGHT, IN_TYPING, COMMAND_RIGHT},
    {CONTROL('F'), IN_TYPING, COMMAND_RIGHT},
    {SPECIAL_HOME, IN_TYPING, COMMAND_LINE_START},
    {CONTROL('A'), IN_TYPING, COMMAND_LINE_START},
    {SPECIAL_END, IN_TYPING, COMMAND_LINE_END},
    {CONTROL('E'), IN_TYPING, COMMAND_LINE_END},
    {SPECIAL_BACKSPACE, IN_TYPING, COMMAND_ERASE},
    {SPECIAL_DELETE, IN_TYPING, COMMAND_DELETE},
    {CONTROL('D'), IN_TYPING, COMMAND_DELETE},
    {CONTROL('W'), IN_TYPING, COMMAND_ERASE_WORD},
    {CONTROL('U'), IN_TYPING, COMMAND_ERASE_LINE},
    {CONTROL('K'), IN_TYPING, COMMAND_ERASE_END},
    {SPECIAL_UP, IN_PROMPT | IN_COMMAND, COMMAND_OLDER},
    {CONTROL('P'), IN_PROMPT | IN_COMMAND, COMMAND_OLDER},
    {SPECIAL_DOWN, IN_PROMPT | IN_COMMAND, COMMAND_NEWER},
    {CONTROL('N'), IN_PROMPT | IN_COMMAND, COMMAND_NEWER},

    {CONTROL_ESCAPE, IN_VIEWS, COMMAND_CANCEL},
    {'B', IN_VIEWS, COMMAND_LIBRARY},
    {'r', IN_BROWSER, COMMAND_RELOAD},
    {SPECIAL_F5, IN_VIEWS | IN_TYPING, COMMAND_RELOAD},
    {CONTROL('L'), IN_VIEWS | IN_TYPING | IN_QUESTION, COMMAND_REDRAW},
    {CONTROL('Z'), IN_VIEWS | IN_TYPING | IN_QUESTION, COMMAND_SUSPEND},
    {'Q', IN_VIEWS, COMMAND_QUIT},
    {CONTROL('C'), IN_VIEWS | IN_TYPING | IN_QUESTION, COMMAND_QUIT},
    {'?', IN_VIEWS, COMMAND_HELP},
    {SPECIAL_F1, IN_VIEWS | IN_TYPING, COMMAND_HELP},
    {'q', IN_VIEWS, COMMAND_CLOSE},
    {':', IN_VIEWS, COMMAND_COMMAND},
};

enum { DEFAULT_COUNT = sizeof defaults / sizeof defaults[0] };

static const struct context_name contexts[] = {
    {IN_LIST, "list", "in a list"},
    {IN_DETAIL, "detail", "in the detail"},
    {IN_HELP, "help", "in the help"},
    {IN_CHOOSER, "view", "in an opened view"},
    {IN_SOURCE, "source", "in the text of a source"},
    {IN_PLAIN, "plain", "in the plain text"},
    {IN_QUESTION, "question", "where yes or no is asked"},
    {IN_PROMPT, "search", "while a search is typed"},
    {IN_COMMAND, "command", "while a command is typed"},
    {IN_NARROWING, "narrow", "while the help is searched"},
};

const struct context_name *keymap_context(size_t place)
{
    return place < sizeof contexts / sizeof contexts[0] ? &contexts[place] : NULL;
}

unsigned keymap_contexts(enum command_id command)
{
    unsigned found = 0;
    for (size_t i = 0; i < DEFAULT_COUNT; i++) {
        if (defaults[i].command == command)
            found |= defaults[i].contexts;
    }
    return found ? found : (unsigned)IN_VIEWS;
}

bool keymap_begin(struct keymap *keymap)
{
    *keymap = (struct keymap){0};
    keymap->bindings = calloc(DEFAULT_COUNT, sizeof *keymap->bindings);
    if (!keymap->bindings)
        return false;
    for (size_t i = 0; i < DEFAULT_COUNT; i++)
        keymap->bindings[i] = (struct binding){.key = defaults[i].key,
                                               .contexts = defaults[i].contexts,
                                               .command = defaults[i].command};
    keymap->count = DEFAULT_COUNT;
    keymap->capacity = DEFAULT_COUNT;
    return true;
}

const struct binding *keymap_find(const struct keymap *keymap, uint32_t key, unsigned context)
{
    key = key_canonical(key);
    for (size_t i = 0; i < keymap->count; i++) {
        if (keymap->bindings[i].key == key && (keymap->bindings[i].contexts & context))
            return &keymap->bindings[i];
    }
    return NULL;
}

const struct binding *keymap_binding(const struct keymap *keymap, size_t place)
{
    return place < keymap->count ? &keymap->bindings[place] : NULL;
}

bool keymap_key(const struct keymap *keymap, enum command_id command, unsigned context,
                uint32_t *key)
{
    for (size_t i = 0; i < keymap->count; i++) {
        const struct binding *binding = &keymap->bindings[i];
        if (binding->command == command && (binding->contexts & context) && !binding->argument) {
            *key = binding->key;
            return true;
        }
    }
    return false;
}

static bool make_room(struct keymap *keymap)
{
    if (keymap->count < keymap->capacity)
        return true;
    size_t capacity = 2 * keymap->capacity;
    struct binding *bindings = realloc(keymap->bindings, capacity * sizeof *bindings);
    if (!bindings)
        return false;
    keymap->bindings = bindings;
    keymap->capacity = capacity;
    return true;
}

bool keymap_unmap(struct keymap *keymap, uint32_t key, unsigned where)
{
    size_t kept = 0;
    bool found = false;
    for (size_t i = 0; i < keymap->count; i++) {
        struct binding binding = keymap->bindings[i];
        if (binding.key == key_canonical(key) && (binding.contexts & where)) {
            binding.contexts &= ~where;
            found = true;
        }
        if (binding.contexts)
            keymap->bindings[kept++] = binding;
    }
    keymap->count = kept;
    return found;
}

bool keymap_map(struct keymap *keymap, const struct binding *binding)
{
    struct binding added = *binding;
    added.key = key_canonical(binding->key);
    if (binding->argument) {
        added.argument = arena_copy(&keymap->arguments, slice_of(binding->argument)).data;
        if (!added.argument)
            return false;
    }
    if (!make_room(keymap))
        return false;
    keymap_unmap(keymap, added.key, added.contexts);
    memmove(keymap->bindings + 1, keymap->bindings, keymap->count * sizeof *keymap->bindings);
    keymap->bindings[0] = added;
    keymap->count++;
    return true;
}

void keymap_free(struct keymap *keymap)
{
    free(keymap->bindings);
    arena_free(&keymap->arguments);
    *keymap = (struct keymap){0};
}
