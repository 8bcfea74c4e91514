/* rendering-kind.h: what one kind of rendering does where another does something else. */
#ifndef BRIEFBOOK_OUTPUT_RENDERING_KIND_H
#define BRIEFBOOK_OUTPUT_RENDERING_KIND_H

#include "briefbook/rendering.h"

/* See rendering.h: rendering_take(), rendering_end() and rendering_free(). */
struct rendering_kind {
    bool (*take)(struct rendering *rendering, const struct document *part);
    enum rendering_state (*end)(struct rendering *rendering);
    void (*free)(struct rendering *rendering);
};

/* Stands first in what each kind knows. */
struct rendering {
    const struct rendering_kind *kind;
};

#endif
