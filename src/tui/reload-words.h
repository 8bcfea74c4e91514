/* reload-words.h: what a reload is to the reader, in words. */
#ifndef TUI_RELOAD_WORDS_H
#define TUI_RELOAD_WORDS_H

#include "briefbook/compare.h"

/* Appends what became of the tables: "quotes.csv, 2 new rows; events.csv, 1 row gone". Nothing when
 * nothing changed. Raw. False when memory is out. */
bool reload_append_changes(const struct store *from, const struct store *to,
                           const struct table_change changes[TABLE_COUNT], struct buffer *text);

/* One load of a briefing. */
struct load {
    struct store *store;      /* NULL when it could not be opened */
    struct diag_list opening; /* what opening it found wrong */
};

/* Appends why a load is not to take the place of the one before: it could not be opened, memory ran
 * out, a table can't be read any more, or a torn quotation mark swallowed rows. What was wrong before
 * is no reason. Of a load that is not done only its opening is looked at. False, with nothing appended, when there is none. Raw. */
bool reload_append_fault(const struct load *from, const struct load *to, struct buffer *text);

#endif
