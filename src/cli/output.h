/* output.h: where the results of a command go: standard output, a file or a printer.
 *
 * A file is written beside its target and put in place at the end, see file.h. When nobody reads
 * standard output any more (a closed pipe), what is added is dropped and no fault is found. */
#ifndef BRIEFBOOK_CLI_OUTPUT_H
#define BRIEFBOOK_CLI_OUTPUT_H

#include "briefbook/file.h"
#include "briefbook/store.h"
#include "cli/printer.h"

struct output {
    struct file_writer *writer; /* of a file, else NULL */
    struct printer printer;     /* of none, but where a page goes to one */
    int fd;                     /* standard output, or where the printer reads */
    struct buffer held;         /* not yet written */
    int error;                  /* errno of the first write that failed */
};

/* Begins; `path` NULL or "-" is standard output. False with a diagnostic. */
bool output_open(struct output *output, const char *path, struct diag_list *diags);

/* The same for what is made of a briefing, none of whose own files it may replace (own-files.h). */
bool output_open_sparing(struct output *output, const char *path, const struct store *store,
                         struct diag_list *diags);

/* Begins a page for the printer of that name, NULL for the usual one. False with a diagnostic. */
bool output_open_printer(struct output *output, const char *name, struct diag_list *diags);

/* Adds bytes; an output_write (layout.h) whose context is the output. False when no more is
 * wanted: a write failed, or nobody reads. */
bool output_add(void *output, struct slice bytes);

/* Writes what is held back for standard output: before a wait, so that a reader need not wait too. */
void output_flush(struct output *output);

/* Whether no more is wanted. */
bool output_is_over(const struct output *output);

/* Writes what is held, puts a file in place or has the page printed, and frees. False with a
 * diagnostic; a closed pipe is none. */
bool output_finish(struct output *output, struct diag_list *diags);

/* Finishes what was written whole, or that nobody reads any more; else memory ran out on the way, and
 * it is abandoned. False with a diagnostic. */
bool output_end(struct output *output, bool whole, struct diag_list *diags);

/* Drops what is not yet written and frees; a file stays as it was, and nothing is printed. */
void output_abandon(struct output *output);

#endif
