#include "briefbook/layout.h"

#include <stdlib.h>

#include "output/layout-block.h"

bool layout_document(struct layout *layout, const struct document *document,
                     const struct layout_options *options)
{
    struct setter setter = {.layout = layout, .options = options};
    for (size_t i = 0; i < document->count && !setter.failed; i++) {
        setter.block = i;
        layout_block(&setter, &document->blocks[i]);
    }
    layout->failed = layout->failed || setter.failed;
    setter_free(&setter);
    return !layout->failed;
}

void layout_free(struct layout *layout)
{
    arena_free(&layout->arena);
    free(layout->lines);
    *layout = (struct layout){0};
}
