/* state-file.h: the file in which the state of a briefing is kept.
 *
 * There is one for each briefing, named after its folder and a hash of its real path, in
 * $XDG_STATE_HOME/briefbook (by default ~/.local/state/briefbook), for its owner alone. Programs that
 * show the same briefing take turns by a lock, and write the file as a whole. */
#ifndef TUI_STATE_FILE_H
#define TUI_STATE_FILE_H

#include <jansson.h>

#include "briefbook/diag.h"

/* Zero-initialise. */
struct state_file {
    struct buffer path; /* "" where nothing is kept */
    json_t *base;       /* the state as this program last read or wrote it; NULL for none */
};

/* Names the file of a briefing. Where there is no home, or the briefing is standard input, nothing is
 * kept. */
void state_file_begin(struct state_file *file, const char *briefing);

/* The state that was kept, owned by the file; NULL when there is none. What can't be read as a state
 * is put aside and told in `diags`; of another version it stays, and nothing is kept any more. */
const json_t *state_file_load(struct state_file *file, struct diag_list *diags);

/* Reads the state that was kept of a briefing and leaves all as it is. The caller releases it; NULL when
 * there is none, or with a diagnostic when it can't be read or is of another version. */
json_t *state_file_read(const char *briefing, struct diag_list *diags);

/* Keeps a state, which it owns from now on: marks and searches of other programs stay. Does nothing
 * where it is what was kept last. False when it could not be kept. */
bool state_file_save(struct state_file *file, json_t *state);

void state_file_free(struct state_file *file);

#endif
