#include "tui/change-text.h"

#include "briefbook/compose.h"

bool change_text_prepare(struct change_text *text, const struct changes *changes,
                         const struct change *change, size_t width, bool ascii)
{
    if (text->change == change && text->width == width && text->ascii == ascii)
        return true;
    size_t top = text->change == change ? text->top : 0;
    change_text_free(text);
    struct document document = {0};
    struct layout_options options = {width, TEXT_ON_SCREEN, ascii};
    bool made = compose_change(&document, changes, change) &&
                layout_document(&text->layout, &document, &options);
    document_free(&document);
    if (!made) {
        change_text_free(text);
        return false;
    }
    text->change = change;
    text->width = width;
    text->ascii = ascii;
    text->top = top;
    return true;
}

void change_text_free(struct change_text *text)
{
    layout_free(&text->layout);
    *text = (struct change_text){0};
}
