#include "base/unicode.h"

const char *text_ascii(uint32_t character)
{
    if (character >= UNICODE_CHARACTERS)
        return NULL;
    unsigned block = unicode_ascii_blocks[character >> UNICODE_BLOCK_SHIFT];
    unsigned place = unicode_asciis[block][character & (UNICODE_BLOCK_SIZE - 1)];
    return place ? unicode_ascii_pool + place : NULL;
}
