/* item-blocks.h: which blocks of a document are one item. */
#ifndef BRIEFBOOK_OUTPUT_ITEM_BLOCKS_H
#define BRIEFBOOK_OUTPUT_ITEM_BLOCKS_H

#include "briefbook/document.h"

/* Whether a block goes on with what the block before it is part of: both are of one record and
 * section, or the one before is to be kept with the next. Neither is a space. */
bool item_goes_on(const struct block *last, const struct block *block);

#endif
