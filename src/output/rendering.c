#include "output/rendering-kind.h"

bool rendering_take(void *rendering, struct document *part)
{
    struct rendering *taker = rendering;
    return taker->kind->take(taker, part);
}

enum rendering_state rendering_end(struct rendering *rendering)
{
    return rendering->kind->end(rendering);
}

void rendering_free(struct rendering *rendering)
{
    if (rendering)
        rendering->kind->free(rendering);
}

bool rendering_write(struct rendering *rendering, const struct document *document)
{
    enum rendering_state state = rendering ? RENDERING_AGAIN : RENDERING_FAILED;
    while (state == RENDERING_AGAIN)
        state = rendering->kind->take(rendering, document) ? rendering_end(rendering)
                                                           : RENDERING_FAILED;
    rendering_free(rendering);
    return state == RENDERING_WHOLE;
}
