/* stream.h: what standard output and standard error lead to. */
#ifndef BRIEFBOOK_CLI_STREAM_H
#define BRIEFBOOK_CLI_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "briefbook/text.h"
#include "cli/options.h"

bool stream_is_terminal(int fd);

/* GATE_ASCII for a terminal of a locale that is not UTF-8, else 0: what is written to a file or a
 * pipe is UTF-8 whatever the locale. */
unsigned stream_gate_flags(int fd);

/* A terminal is a screen; all else is paper, where widths are the same whatever the locale. */
enum text_medium stream_medium(int fd);

/* Whether to write colours; `auto` is: to a terminal that is not dumb, unless NO_COLOR is set. */
bool stream_has_color(int fd, enum color_choice choice);

/* Columns of a terminal, at least 1; `otherwise` for what is none. */
size_t stream_width(int fd, size_t otherwise);

#endif
