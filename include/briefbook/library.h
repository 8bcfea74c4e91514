/* library.h: the briefings that can be found by name.
 *
 * A briefing is named by a path, or by the name of a folder on the search path: BRIEFBOOK_PATH
 * (colon-separated) where it is set, else ./briefings, $XDG_DATA_HOME/briefbook (by default
 * ~/.local/share/briefbook) and the installed data folder. */
#ifndef BRIEFBOOK_LIBRARY_H
#define BRIEFBOOK_LIBRARY_H

#include <stdatomic.h>

#include "briefbook/diag.h"
#include "briefbook/store.h"

struct library_entry {
    const char *name;           /* of the folder */
    const char *path;           /* to open it by */
    struct slice id;            /* briefing.csv: id */
    struct slice title;         /* briefing.csv: title, or the name */
    struct slice as_of;         /* briefing.csv: as_of */
    struct slice supersedes;    /* briefing.csv: supersedes */
    size_t counts[TABLE_COUNT]; /* records of each table, by table_id */
};

/* Zero-initialise. */
struct library {
    struct arena arena;
    struct library_entry *entries; /* sorted by name within each folder, in search order */
    size_t count;
    size_t capacity;
    const atomic_bool *cancelled; /* looked at often, to give up early; NULL for never */
};

/* The search path, as a list of folders separated by ':'. `data_folder` is the installed one. */
bool library_search_path(const char *data_folder, struct buffer *path);

/* The path of a briefing named by a person: as it stands where it holds a '/', is "-" or exists,
 * else looked for on the search path. False with a diagnostic that says where it was looked for. */
bool library_find(const char *name, const char *search_path, struct buffer *path,
                  struct diag_list *diags);

/* Adds the briefings in a list of folders (or the folder itself, where it is a briefing). Folders
 * that are not there are passed over. Loads them, to count. False when memory is out, or when it was
 * cancelled. */
bool library_add(struct library *library, const char *folders, struct diag_list *diags);

/* The same for a search path: of several with one name only the first, which the name opens. */
bool library_add_named(struct library *library, const char *search_path, struct diag_list *diags);

/* Whether another entry says that it takes the place of this one. */
bool library_is_superseded(const struct library *library, const struct library_entry *entry);

/* The entry to open when none is named: the newest by as-of date that no other supersedes; NULL
 * when there is none. */
const struct library_entry *library_newest(const struct library *library);

void library_free(struct library *library);

/* Whether a loaded briefing says that it supersedes another. */
bool library_names_predecessor(const struct store *store);

/* Appends the path of the briefing that a loaded one supersedes: the first with that id among the
 * folders beside it, then on the search path. False with a diagnostic: a note [no-predecessor] when
 * it names none or none is found, an error [circular-supersedes] when the briefings that supersede
 * each other lead in a circle. */
bool library_find_predecessor(const struct store *store, const char *search_path,
                              struct buffer *path, struct diag_list *diags);

#endif
