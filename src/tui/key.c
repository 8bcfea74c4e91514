#include "tui/key.h"

#include "briefbook/text.h"

struct key_name {
    uint32_t key;
    const char *name;
    const char *ascii;
};

static const struct key_name names[] = {{CONTROL_TAB, "tab", "tab"},
                                        {CONTROL_ENTER, "↵", "enter"},
                                        {CONTROL_LINE_FEED, "↵", "enter"},
                                        {CONTROL_LINE_FEED, "↵", "enter"},
                                        {CONTROL_ESCAPE, "esc", "esc"},
                                        {' ', "space", "space"},
                                        {CONTROL_DELETE, "bksp", "bksp"},
                                        {CONTROL('H'), "bksp", "bksp"},
#define KEY_NAME(symbol, name, ascii) {SPECIAL_##symbol, name, ascii},
                                        SPECIAL_KEYS(KEY_NAME)
#undef KEY_NAME
};

bool key_is_text(uint32_t key)
{
    bool control = key < ' ' || (key >= CONTROL_DELETE && key < 0xA0);
    return !control && key <= KEYS_BEFORE_SPECIAL;
}

bool key_append_name(uint32_t key, bool ascii, struct buffer *buffer)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i].key == key)
            return buffer_append_string(buffer, ascii ? names[i].ascii : names[i].name);
    }
    if (key < ' ')
        return buffer_append_format(buffer, "^%c", (int)(key + '@'));
    return text_append(buffer, key);
}
