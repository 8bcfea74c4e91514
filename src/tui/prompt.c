#include "tui/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "briefbook/text.h"

static bool set_text(struct prompt *prompt, const char *text)
{
    buffer_clear(&prompt->text);
    bool fits = buffer_append_string(&prompt->text, text);
    prompt->cursor = prompt->text.length;
    return fits;
}

bool prompt_begin(struct prompt *prompt, const char *text)
{
    prompt->line = prompt->line_count;
    buffer_clear(&prompt->draft);
    return set_text(prompt, text);
}

bool prompt_replace(struct prompt *prompt, size_t start, struct slice replacement)
{
    struct buffer *text = &prompt->text;
    if (!buffer_reserve(text, replacement.length))
        return false;
    memmove(text->data + start + replacement.length, text->data + prompt->cursor,
            text->length - prompt->cursor + 1);
    if (replacement.length)
        memcpy(text->data + start, replacement.data, replacement.length);
    text->length = start + replacement.length + (text->length - prompt->cursor);
    prompt->cursor = start + replacement.length;
    return true;
}

bool prompt_insert(struct prompt *prompt, struct slice text)
{
    return prompt_replace(prompt, prompt->cursor, text);
}

/* A place at or before `end` where a cluster begins: the start, or between two letters of ASCII,
 * which never belong together in a line. */
static size_t sure_start(struct slice text, size_t end)
{
    while (end > 1 &&
           ((unsigned char)text.data[end - 1] | (unsigned char)text.data[end - 2]) >= 0x80)
        end--;
    return end > 1 ? end - 1 : 0;
}

/* Where the cluster begins that ends at or holds `end`: clusters can only be read forwards. */
static size_t cluster_before(struct slice text, size_t end)
{
    size_t start = sure_start(text, end);
    size_t next = start;
    while (next < end) {
        start = next;
        next += text_cluster(slice_part(text, next, text.length));
    }
    return start;
}

static size_t word_before(struct slice text, size_t end)
{
    while (end > 0 && text.data[end - 1] == ' ')
        end--;
    while (end > 0 && text.data[end - 1] != ' ')
        end--;
    return end;
}

static size_t target_left(const struct prompt *prompt, enum prompt_unit unit)
{
    struct slice text = buffer_slice(&prompt->text);
    if (unit == PROMPT_CLUSTER)
        return cluster_before(text, prompt->cursor);
    return unit == PROMPT_WORD ? word_before(text, prompt->cursor) : 0;
}

static size_t target_right(const struct prompt *prompt, enum prompt_unit unit)
{
    struct slice text = buffer_slice(&prompt->text);
    if (unit != PROMPT_CLUSTER || prompt->cursor == text.length)
        return text.length;
    return prompt->cursor + text_cluster(slice_part(text, prompt->cursor, text.length));
}

bool prompt_left(struct prompt *prompt, enum prompt_unit unit)
{
    size_t before = prompt->cursor;
    prompt->cursor = target_left(prompt, unit);
    return prompt->cursor != before;
}

bool prompt_right(struct prompt *prompt, enum prompt_unit unit)
{
    size_t before = prompt->cursor;
    prompt->cursor = target_right(prompt, unit);
    return prompt->cursor != before;
}

void prompt_go(struct prompt *prompt, size_t character)
{
    struct slice text = buffer_slice(&prompt->text);
    size_t at = 0;
    uint32_t ignored;
    while (character-- > 0 && at < text.length)
        at += text_decode(slice_part(text, at, text.length), &ignored);
    prompt->cursor = at < text.length ? cluster_before(text, at + 1) : at;
}

static bool erase(struct prompt *prompt, size_t from, size_t to)
{
    if (from == to)
        return false;
    struct buffer *text = &prompt->text;
    memmove(text->data + from, text->data + to, text->length - to + 1);
    text->length -= to - from;
    prompt->cursor = from;
    return true;
}

bool prompt_erase_left(struct prompt *prompt, enum prompt_unit unit)
{
    return erase(prompt, target_left(prompt, unit), prompt->cursor);
}

bool prompt_erase_right(struct prompt *prompt, enum prompt_unit unit)
{
    return erase(prompt, prompt->cursor, target_right(prompt, unit));
}

static bool show_line(struct prompt *prompt)
{
    bool newest = prompt->line == prompt->line_count;
    return set_text(prompt, newest ? buffer_string(&prompt->draft) : prompt->lines[prompt->line]);
}

bool prompt_older(struct prompt *prompt)
{
    if (prompt->line == 0)
        return false;
    if (prompt->line == prompt->line_count) {
        buffer_clear(&prompt->draft);
        if (!buffer_append(&prompt->draft, buffer_slice(&prompt->text)))
            return false;
    }
    prompt->line--;
    return show_line(prompt);
}

bool prompt_newer(struct prompt *prompt)
{
    if (prompt->line == prompt->line_count)
        return false;
    prompt->line++;
    return show_line(prompt);
}

/* Takes a line that is typed again out of its old place. */
static void forget_line(struct prompt *prompt, const char *text)
{
    for (size_t i = 0; i < prompt->line_count; i++) {
        if (strcmp(prompt->lines[i], text) != 0)
            continue;
        free(prompt->lines[i]);
        prompt->line_count--;
        memmove(prompt->lines + i, prompt->lines + i + 1,
                (prompt->line_count - i) * sizeof *prompt->lines);
        return;
    }
}

bool prompt_keep(struct prompt *prompt)
{
    enum { FIRST_CAPACITY = 16 };
    struct slice line = slice_trim(buffer_slice(&prompt->text));
    if (!line.length)
        return true;
    if (prompt->line_count == prompt->line_capacity) {
        size_t capacity = prompt->line_capacity ? 2 * prompt->line_capacity : FIRST_CAPACITY;
        char **lines = realloc(prompt->lines, capacity * sizeof *lines);
        if (!lines)
            return false;
        prompt->lines = lines;
        prompt->line_capacity = capacity;
    }
    char *copy = strndup(line.data, line.length);
    if (!copy)
        return false;
    forget_line(prompt, copy);
    prompt->lines[prompt->line_count++] = copy;
    return true;
}

void prompt_free(struct prompt *prompt)
{
    for (size_t i = 0; i < prompt->line_count; i++)
        free(prompt->lines[i]);
    free(prompt->lines);
    buffer_free(&prompt->text);
    buffer_free(&prompt->draft);
    *prompt = (struct prompt){0};
}
