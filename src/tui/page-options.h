/* page-options.h: how a page is printed, as it is typed behind :print: options as `briefbook print` has
 * them, before the name of the file, which may hold blanks. */
#ifndef TUI_PAGE_OPTIONS_H
#define TUI_PAGE_OPTIONS_H

#include "briefbook/compose.h"
#include "tui/command-line.h"

/* What is printed, and how. Zero-initialise: all of it as usual. */
struct page_shape {
    enum section sections[SECTION_COUNT]; /* in this order */
    size_t section_count;                 /* 0 for all */
    size_t lines;                         /* of a page; 0 for as many as usual, or no pages */
    size_t width;                         /* in columns; 0 for the usual one */
};

/* Reads the options at the front of the argument; `rest` is what is left of it, without blanks around it. "--"
 * ends them. False with a diagnostic. */
bool page_options_read(const struct typed *typed, struct slice *rest, struct page_shape *shape);

/* The options in the order of the help, with "--"; NULL behind the last. */
const char *page_option_name(size_t index);

/* Whether what follows an option of that name is a list of sections. */
bool page_option_lists_sections(struct slice name);

#endif
