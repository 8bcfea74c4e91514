#include "tui/paste.h"

#include <string.h>

#include "briefbook/text.h"
#include "tui/key.h"

void paste_begin(struct paste *paste, const char *end)
{
    buffer_free(&paste->text);
    paste->end = end;
    paste->end_seen = 0;
}

size_t paste_wanted(const struct paste *paste)
{
    return strlen(paste->end) - paste->end_seen;
}

static void keep(struct paste *paste, struct slice bytes)
{
    if (paste->text.length + bytes.length <= PASTE_MOST_BYTES)
        buffer_append(&paste->text, bytes);
    else
        buffer_append(&paste->text, slice_part(bytes, 0, PASTE_MOST_BYTES - paste->text.length));
}

enum paste_step paste_take(struct paste *paste, char byte)
{
    if (byte == CONTROL('C')) {
        buffer_clear(&paste->text);
        return PASTE_BREAKS;
    }
    if (byte != paste->end[paste->end_seen]) {
        keep(paste, (struct slice){paste->end, paste->end_seen});
        paste->end_seen = 0;
    }
    if (byte == paste->end[paste->end_seen])
        paste->end_seen++;
    else
        keep(paste, (struct slice){&byte, 1});
    return paste->end[paste->end_seen] ? PASTE_GOES_ON : PASTE_ENDS;
}

bool paste_append_line(struct slice text, struct buffer *line)
{
    uint32_t before = 0;
    while (text.length) {
        uint32_t character;
        size_t length = text_decode(text, &character);
        text = slice_part(text, length, text.length);
        bool is_blank = character == CONTROL_ENTER || character == CONTROL_TAB ||
                        (character == CONTROL_LINE_FEED && before != CONTROL_ENTER);
        if (is_blank)
            buffer_append_char(line, ' ');
        else if (key_is_text(character))
            text_append(line, character);
        before = character;
    }
    return !line->failed;
}

void paste_free(struct paste *paste)
{
    buffer_free(&paste->text);
}
