/* render.h: the walk through a document that all its renderings have in common. */
#ifndef BRIEFBOOK_OUTPUT_RENDER_H
#define BRIEFBOOK_OUTPUT_RENDER_H

#include "output/rendering-kind.h"

struct render;

/* What a rendering writes at each place. */
struct render_form {
    size_t own_size; /* bytes of what it knows itself, zeroed at first */
    void (*begin)(struct render *render);
    void (*begin_section)(struct render *render, const struct block *heading);
    void (*begin_item)(struct render *render, const struct block *first);
    void (*block)(struct render *render, const struct block *block);
    void (*end_item)(struct render *render);
    void (*end_section)(struct render *render);
    void (*end)(struct render *render);
};

struct render {
    struct rendering rendering;
    const struct render_form *form;
    const struct rendering_options *options;
    output_write *write;
    void *context;
    struct slice title;
    struct slice marking;
    bool lists_sources;  /* endnotes lead there */
    void *own;           /* of the form */
    struct buffer text;  /* to be written */
    struct buffer clean; /* a piece of text at work */
    struct block last;   /* of the item at hand, its texts may be gone, */
    bool in_item;        /* where there is one */
    bool in_section;
    bool begun;
    bool one_line; /* the block at hand shows its line ends */
    bool failed;
};

/* NULL when memory is out. */
struct rendering *render_new(const struct render_form *form,
                             const struct rendering_options *options, output_write *write,
                             void *context);

/* Appends to what is written. */
void render_string(struct render *render, const char *string);
void render_format(struct render *render, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Make a text clean, as one of that role in the block at hand or as one line; valid until the next
 * call. */
struct slice render_clean(struct render *render, enum role role, struct slice raw);
struct slice render_clean_line(struct render *render, struct slice raw);

#endif
