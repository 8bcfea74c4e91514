/* ended.h: what the end of an errand makes of the model.
 *
 * Each kind has a function here. `fault` says what went wrong, and is blank when all went well;
 * `changed` is whether the file of the errand is another now. */
#ifndef TUI_ENDED_H
#define TUI_ENDED_H

#include "tui/model.h"

typedef void errand_ended(struct model *model, const struct errand *errand, struct slice fault,
                          bool changed);

errand_ended edit_ended;   /* edit.c */
errand_ended copy_ended;   /* copy.c */
errand_ended browse_ended; /* source.c */
errand_ended print_ended;  /* printing.c */

#endif
