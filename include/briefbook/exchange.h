/* exchange.h: a loaded book for other programs, whole: as a Data Package, as JSON, as a database.
 *
 * All hold every column and record of the files, in their order, also columns that no schema names and
 * plain tables; people who are only named in links are left out. What is no UTF-8 becomes U+FFFD. An id
 * that reading made ("row-7") is blank, as it is in the file. */
#ifndef BRIEFBOOK_EXCHANGE_H
#define BRIEFBOOK_EXCHANGE_H

#include "briefbook/layout.h"
#include "briefbook/store.h"

/* Whether a file, or a folder, may be made there of the book: it lies neither in the book's own folder
 * nor is it the book, a file there is a regular one, and a folder is empty. False with a diagnostic. */
bool export_may_write(const struct store *store, const char *path, bool is_folder,
                      struct diag_list *diags);

/* Writes the book as packed.h has it, with the archived texts that sources name. False when writing failed
 * or memory is out. An archived file that cannot be had, or is no UTF-8, is a diagnostic and nothing more. */
bool export_json_write(const struct store *store, output_write *write, void *context,
                       struct diag_list *diags);

/* How a package is made. */
struct package_wishes {
    bool spreadsheet_safe;                /* what a spreadsheet could take for a formula is none */
    bool (*is_over)(const void *context); /* asked now and then: true gives up; may be NULL */
    const void *context;
};

/* Makes a folder by the Frictionless Data Package, version 1: the tables as CSV, the archived files that
 * sources name, and datapackage.json. It is made beside `path` and put in place when it is whole. With
 * `spreadsheet_safe` a cell that could be taken for a formula begins with an apostrophe.
 * False with diagnostics, or without one when it was given up; nothing is left then. An archived file
 * that cannot be had is a diagnostic too, and nothing more. */
bool export_package(const struct store *store, const char *path,
                    const struct package_wishes *wishes, struct diag_list *diags);

/* Writes a database of SQLite: a table for each table, one for each column of several ids, and the words
 * of quotes to be searched; briefbook(5) describes it. False with a diagnostic, or when writing failed. */
bool export_sqlite_write(const struct store *store, output_write *write, void *context,
                         struct diag_list *diags);

enum { EXPORT_SQLITE_VERSION = 1 }; /* the user_version of the database */

#endif
