/* layout-block.h: one block as lines. */
#ifndef BRIEFBOOK_OUTPUT_LAYOUT_BLOCK_H
#define BRIEFBOOK_OUTPUT_LAYOUT_BLOCK_H

#include "output/setter.h"

/* Adds the lines of a block. */
void layout_block(struct setter *setter, const struct block *block);

#endif
