/* errand.h: what another program is to do, and what the reader hears of it. */
#ifndef TUI_ERRAND_H
#define TUI_ERRAND_H

#include "briefbook/buffer.h"
#include "tui/arguments.h"
#include "tui/child.h"

enum errand_kind { ERRAND_EDIT, ERRAND_COPY, ERRAND_BROWSE, ERRAND_PRINT, ERRAND_KINDS };

/* Zero-initialise. */
struct errand {
    enum errand_kind kind;
    bool takes_terminal; /* until the program ends */
    struct arguments arguments;
    struct buffer input; /* what the program is to read; for one that takes the terminal, nothing */
    struct buffer path;  /* the file that it may change; "" for none */
};

/* What the program is to the reader: "the editor". */
const char *errand_program(const struct errand *errand);

/* Appends what went wrong, raw; nothing when all went well. False when memory is out. */
bool errand_append_fault(const struct errand *errand, const struct child_end *end,
                         struct buffer *text);

void errand_free(struct errand *errand);

#endif
