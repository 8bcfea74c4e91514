#include "output/item-blocks.h"

bool item_goes_on(const struct block *last, const struct block *block)
{
    if (last->keep_with_next)
        return true;
    return block->kind != BLOCK_HEADING && block->section == last->section &&
           block->record.table != TABLE_NONE && block->record.table == last->record.table &&
           block->record.row == last->record.row;
}
