/* page-group.h: lines that want to stand on one page, and where a page may part them when they
 * cannot.
 *
 * A group is an item with the heading before it. Parted, no page takes or leaves one line alone, of
 * the item or of a paragraph, and what is to be kept with the next block (a heading, a speaker)
 * stays with its first lines; only what is too long for a page even so is cut where the page ends. */
#ifndef BRIEFBOOK_OUTPUT_PAGE_GROUP_H
#define BRIEFBOOK_OUTPUT_PAGE_GROUP_H

#include "briefbook/document.h"

struct group_line {
    size_t start; /* its first byte; that of the next line ends it */
    size_t block; /* lines of one block have one number */
    bool is_blank;
    bool is_kept; /* its block is kept with the next */
};

/* Zero-initialise. */
struct page_group {
    struct group_line *lines;
    size_t count;
    size_t capacity;
    size_t item; /* where the lines of headings end */
    size_t blocks;
};

/* Adds the lines of a block: `text` from the byte `from` on, each line with its LF. False when
 * memory is out. */
bool page_group_add(struct page_group *group, const struct block *block, struct slice text,
                    size_t from);

/* How many lines from the line `from` on go to a page that has room for `room` of them; 0 when a
 * page of `whole` lines is to be begun. Never 0 where `room` is `whole`. */
size_t page_group_take(const struct page_group *group, size_t from, size_t room, size_t whole);

void page_group_clear(struct page_group *group);
void page_group_free(struct page_group *group);

#endif
