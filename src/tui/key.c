#include "tui/key.h"

#include <strings.h>

#include "briefbook/text.h"

struct key_name {
    uint32_t key;
    const char *name;
    const char *ascii;
};

static const struct key_name names[] = {{CONTROL_TAB, "tab", "tab"},
                                        {CONTROL_ENTER, "↵", "enter"},
                                        {CONTROL_ESCAPE, "esc", "esc"},
                                        {' ', "space", "space"},
#define KEY_NAME(symbol, name, ascii) {SPECIAL_##symbol, name, ascii},
                                        SPECIAL_KEYS(KEY_NAME)
#undef KEY_NAME
};

/* Other words for keys, which are read but never written. */
static const struct key_name aliases[] = {
    {CONTROL_ENTER, "return", "cr"},
    {CONTROL_ESCAPE, "escape", "escape"},
    {SPECIAL_BACKSPACE, "backspace", "bs"},
    {SPECIAL_DELETE, "delete", "delete"},
    {SPECIAL_INSERT, "insert", "insert"},
    {SPECIAL_PAGE_UP, "pageup", "page-up"},
    {SPECIAL_PAGE_DOWN, "pagedown", "page-down"},
    {SPECIAL_SHIFT_TAB, "backtab", "s-tab"},
};

static const struct {
    uint32_t code;
    uint32_t key;
} codes[] = {
    {CONTROL_LINE_FEED, CONTROL_ENTER},
    {CONTROL_DELETE, SPECIAL_BACKSPACE},
    {CONTROL('H'), SPECIAL_BACKSPACE},
};

bool key_is_text(uint32_t key)
{
    bool control = key < ' ' || (key >= CONTROL_DELETE && key < 0xA0);
    return !control && key <= KEYS_BEFORE_SPECIAL;
}

uint32_t key_canonical(uint32_t code)
{
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (codes[i].code == code)
            return codes[i].key;
    }
    return code;
}

bool key_append_name(uint32_t key, bool ascii, struct buffer *buffer)
{
    key = key_canonical(key);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i].key == key)
            return buffer_append_string(buffer, ascii ? names[i].ascii : names[i].name);
    }
    if (key < ' ')
        return buffer_append_format(buffer, "^%c", (int)(key + '@'));
    return text_append(buffer, key);
}

static bool is_called(struct slice word, const char *name)
{
    return word.length == slice_of(name).length && strncasecmp(word.data, name, word.length) == 0;
}

static bool find_name(const struct key_name *table, size_t count, struct slice word, uint32_t *key)
{
    for (size_t i = 0; i < count; i++) {
        if (is_called(word, table[i].name) || is_called(word, table[i].ascii)) {
            *key = table[i].key;
            return true;
        }
    }
    return false;
}

/* "^C", "ctrl-c", "c-c". */
static bool find_control(struct slice word, uint32_t *key)
{
    static const char *const prefixes[] = {"^", "ctrl-", "c-"};
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        size_t length = slice_of(prefixes[i]).length;
        if (word.length != length + 1 || strncasecmp(word.data, prefixes[i], length) != 0)
            continue;
        char letter = word.data[length];
        if (letter >= 'a' && letter <= 'z')
            letter = (char)(letter - 'a' + 'A');
        if (letter < '@' || letter > '_')
            return false;
        *key = CONTROL((uint32_t)letter);
        return true;
    }
    return false;
}

static bool find_character(struct slice word, uint32_t *key)
{
    return word.length && text_decode(word, key) == word.length && text_is_valid(word, NULL) &&
           key_is_text(*key) && *key != ' ';
}

bool key_parse(struct slice name, uint32_t *key)
{
    uint32_t found;
    if (!find_name(names, sizeof names / sizeof names[0], name, &found) &&
        !find_name(aliases, sizeof aliases / sizeof aliases[0], name, &found) &&
        !find_character(name, &found) && !find_control(name, &found))
        return false;
    if (found == SPECIAL_OTHER)
        return false;
    *key = key_canonical(found);
    return true;
}
