#include "tui/completing.h"

#include "briefbook/gate.h"
#include "briefbook/text.h"

/* Whether the line ends, up to the cursor, with what was put there. */
static bool goes_on(const struct completing *completing, const struct prompt *prompt)
{
    const struct completions *found = &completing->found;
    if (found->count < 2 || prompt->text.length != completing->line_length)
        return false;
    struct slice before = slice_part(buffer_slice(&prompt->text), 0, prompt->cursor);
    return slice_equal(slice_part(before, found->start, before.length),
                       found->items[completing->chosen]);
}

bool completing_step(struct completing *completing, struct prompt *prompt, completing_find *find,
                     const void *context, int direction)
{
    struct completions *found = &completing->found;
    size_t from = completing->chosen;
    if (!goes_on(completing, prompt)) {
        if (!find(context, buffer_slice(&prompt->text), prompt->cursor, found))
            return false;
        from = direction > 0 && found->count ? found->count - 1 : 0;
    }
    if (!found->count)
        return true;
    size_t step = direction > 0 ? 1 : found->count - 1;
    completing->chosen = (from + step) % found->count;
    if (!prompt_replace(prompt, found->start, found->items[completing->chosen]))
        return false;
    completing->line_length = prompt->text.length;
    return true;
}

static void append_rest(size_t count, const char *ellipsis, struct buffer *text)
{
    if (count)
        buffer_append_format(text, "  %s %zu more", ellipsis, count);
}

/* Whether the text, one item more and the count of the rest fit. */
static bool item_fits(const struct buffer *text, struct slice item, size_t rest,
                      const char *ellipsis, size_t columns)
{
    struct buffer tail = {0};
    append_rest(rest, ellipsis, &tail);
    size_t width = text_width(buffer_slice(text), TEXT_ON_SCREEN) + 2 +
                   text_width(item, TEXT_ON_SCREEN) +
                   text_width(buffer_slice(&tail), TEXT_ON_SCREEN);
    buffer_free(&tail);
    return width <= columns;
}

bool completing_append(const struct completing *completing, size_t columns, unsigned gate_flags,
                       const char *ellipsis, struct buffer *text)
{
    const struct completions *found = &completing->found;
    struct buffer item = {0};
    buffer_append_format(text, "%zu of %zu%s:", completing->chosen + 1, found->count,
                         found->is_partial ? "+" : "");
    size_t next = completing->chosen;
    for (; next < found->count; next++) {
        buffer_clear(&item);
        gate_append(&item, found->items[next], gate_flags);
        if (!item_fits(text, buffer_slice(&item), found->count - next - 1, ellipsis, columns))
            break;
        buffer_append_string(text, next == completing->chosen ? " " : "  ");
        buffer_append(text, buffer_slice(&item));
    }
    append_rest(found->count - next, ellipsis, text);
    bool fine = !item.failed && !text->failed;
    buffer_free(&item);
    return fine;
}

void completing_free(struct completing *completing)
{
    completions_free(&completing->found);
}
