#include "tui/reload-words.h"

#include <string.h>

/* ---- What changed -------------------------------------------------------------------------- */

static const char *file_name(const struct table *table)
{
    const char *file = table_file(table);
    const char *slash = strrchr(file, '/');
    return slash ? slash + 1 : file;
}

static void append_rows(struct buffer *text, size_t count, const char *what)
{
    if (count)
        buffer_append_format(text, ", %zu %s%s", count, what, count == 1 ? " row" : " rows");
}

static void append_change(const struct store *from, const struct store *to, enum table_id table,
                          const struct table_change *change, struct buffer *text)
{
    const struct table *shown = store_table(change->vanished ? from : to, table);
    buffer_append_string(text, text->length ? "; " : "");
    buffer_append_string(text, file_name(shown));
    if (change->vanished) {
        buffer_append_string(text, " is gone");
        return;
    }
    buffer_append_string(text, change->appeared ? " is new" : "");
    buffer_append_string(text, change->columns ? ", other columns" : "");
    append_rows(text, change->added, "new");
    append_rows(text, change->gone, "removed");
    append_rows(text, change->altered, "changed");
}

static bool is_changed(const struct table_change *change)
{
    return change->appeared || change->vanished || change->columns || change->added ||
           change->gone || change->altered;
}

bool reload_append_changes(const struct store *from, const struct store *to,
                           const struct table_change changes[TABLE_COUNT], struct buffer *text)
{
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        if (is_changed(&changes[table]))
            append_change(from, to, table, &changes[table], text);
    }
    return !text->failed;
}

/* ---- What is broken ------------------------------------------------------------------------ */

/* With these something of a table is missing. */
static const enum diag_code tearing[] = {
    DIAG_OUT_OF_MEMORY, DIAG_NOT_FOUND, DIAG_NOT_READABLE,         DIAG_NOT_REGULAR,
    DIAG_EMPTY_FILE,    DIAG_TOO_LONG,  DIAG_UNSUPPORTED_ENCODING,
};

/* With these rows may be missing: cells go on where they should have ended. */
static const enum diag_code swallowing[] = {DIAG_UNTERMINATED_QUOTE, DIAG_STRAY_QUOTE};

enum {
    TEARING = sizeof tearing / sizeof tearing[0],
    SWALLOWING = sizeof swallowing / sizeof swallowing[0]
};

/* Whether some table has lost rows. */
static bool has_fewer(const struct store *from, const struct store *to)
{
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        if (store_record_count(to, table) < store_record_count(from, table))
            return true;
    }
    return false;
}

/* The first of some codes that there is more of; DIAG_CODE_COUNT for none. */
static enum diag_code grown(const struct diag_list *before, const struct diag_list *after,
                            const enum diag_code *codes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (after->counts[codes[i]] > before->counts[codes[i]])
            return codes[i];
    }
    return DIAG_CODE_COUNT;
}

static void append_place(const struct place *place, struct buffer *text)
{
    const char *slash = place->file ? strrchr(place->file, '/') : NULL;
    if (!place->file)
        return;
    buffer_append_string(text, slash ? slash + 1 : place->file);
    if (place->line)
        buffer_append_format(text, ":%zu", place->line);
    buffer_append_string(text, ": ");
}

/* Says what the newest diagnostic of a code says; that memory ran out when it is not there. */
static void append_newest(const struct diag_list *diags, enum diag_code code, struct buffer *text)
{
    for (size_t i = diags->count; i > 0; i--) {
        const struct diag *diag = &diags->items[i - 1];
        if (diag->code != code)
            continue;
        append_place(&diag->place, text);
        buffer_append_string(text, diag->message);
        return;
    }
    buffer_append_string(text, "memory ran out");
}

static enum diag_code opening_fault(const struct load *from, const struct load *to)
{
    enum diag_code code = grown(&from->opening, &to->opening, tearing, TEARING);
    return code == DIAG_CODE_COUNT && !to->store ? DIAG_NO_TABLES : code;
}

static enum diag_code reading_fault(const struct store *from, const struct store *to)
{
    const struct diag_list *before = store_diags(from);
    const struct diag_list *after = store_diags(to);
    enum diag_code code = grown(before, after, tearing, TEARING);
    if (store_state(to) == STORE_FAILED)
        return DIAG_OUT_OF_MEMORY;
    if (code == DIAG_CODE_COUNT && has_fewer(from, to))
        code = grown(before, after, swallowing, SWALLOWING);
    return code;
}

bool reload_append_fault(const struct load *from, const struct load *to, struct buffer *text)
{
    enum diag_code code = opening_fault(from, to);
    if (code != DIAG_CODE_COUNT) {
        append_newest(&to->opening, code, text);
        return true;
    }
    if (store_state(to->store) < STORE_LOADED)
        return false;
    code = reading_fault(from->store, to->store);
    if (code != DIAG_CODE_COUNT)
        append_newest(store_diags(to->store), code, text);
    return code != DIAG_CODE_COUNT;
}
