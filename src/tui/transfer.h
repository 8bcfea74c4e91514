/* transfer.h: the same place in a briefing that was loaded again. */
#ifndef TUI_TRANSFER_H
#define TUI_TRANSFER_H

#include "tui/model.h"

/* Makes the model one of another load of its briefing, which is loaded. Each record that the reader
 * was at, or may go back to, is the one of the same id (compare.h); for one that is gone the nearest
 * stands in. The rows at the top of panes and the lines of the detail stay where they are, and what is
 * asked is asked again. The store from before is used as long as model_reads() says. Takes a time that
 * grows with what the reader has kept, not with the rows. */
void model_transfer(struct model *model, const struct store *to);

#endif
