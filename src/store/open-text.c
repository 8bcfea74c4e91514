#include "store/open-text.h"

#include <string.h>

#include "briefbook/archives.h"
#include "briefbook/text.h"

void open_text_close(struct open_text *text)
{
    buffer_free(&text->bytes);
    text_places_free(&text->places);
}

bool open_text_read(struct open_text *text, const struct store *store, const char *file,
                    const atomic_bool *cancelled, struct diag_list *diags)
{
    size_t fault;
    *text = (struct open_text){0};
    if (!archive_read(store, file, &text->bytes, cancelled, diags))
        return false;
    struct slice bytes = buffer_slice(&text->bytes);
    if (!text_places_make(&text->places, bytes))
        return diag_out_of_memory(diags);
    if (text_is_valid(bytes, &fault))
        return true;
    struct text_place place = text_places_find(&text->places, fault);
    return diag_add(diags, DIAG_ARCHIVE_UNREADABLE, (struct place){0},
                    "%s is not UTF-8 from %zu:%zu on: save it as UTF-8", file, place.line,
                    place.column);
}

static bool is_inside(struct slice text, size_t at)
{
    return at < text.length && ((unsigned char)text.data[at] & 0xC0) == 0x80;
}

const char *open_text_around(struct arena *arena, struct slice text, size_t at)
{
    enum { BEFORE = 24, BEHIND = 40 };
    size_t start = at > BEFORE ? at - BEFORE : 0;
    size_t end = at + BEHIND < text.length ? at + BEHIND : text.length;
    while (is_inside(text, start))
        start++;
    while (is_inside(text, end))
        end++;
    struct buffer words = {0};
    buffer_append_string(&words, start ? "…" : "");
    for (size_t i = start; i < end; i++) {
        bool blank = strchr(" \t\r\n", text.data[i]) != NULL;
        if (!blank)
            buffer_append_char(&words, text.data[i]);
        else if (words.length && words.data[words.length - 1] != ' ')
            buffer_append_char(&words, ' ');
    }
    buffer_append_string(&words, end < text.length ? "…" : "");
    const char *copied = words.failed ? NULL : arena_copy(arena, buffer_slice(&words)).data;
    buffer_free(&words);
    return copied;
}
