/* book.h: briefings that a test makes, loads and looks into.
 *
 * For tests that run in a folder of their own (empty-folder.h). What is not as expected fails the
 * test. Stores are for the caller to free. */
#ifndef BRIEFBOOK_TESTS_BOOK_H
#define BRIEFBOOK_TESTS_BOOK_H

#include "briefbook/store.h"

/* Writes a file of any bytes, over an old one too. */
void make_bytes(const char *path, struct slice content);

/* Opens a briefing without a fault. */
struct store *open_book(const char *path);

/* Opens it and loads it to the end. */
struct store *load_book(const char *path);

/* Expects these diagnostics in this order, each as a line "FILE:LINE:COLUMN code" with what is known
 * of the place: "a.csv:2:7 stray-quote\n". */
void expect_diags(const struct diag_list *diags, const char *expected);

/* Expects that a check of the loaded store finds these. */
void expect_checked(const struct store *store, const char *expected);

/* Expects the columns that the file has as a first line, then the rows: cells joined by '|', what is
 * beyond the header after '+'. In cells LF reads as "\n", CR as "\r", NUL as "\0". */
void expect_rows(const struct table *table, const char *expected);

/* Seconds of processor time that all threads have used: for tests of costs that must not grow with
 * the square of something. */
double processor_seconds(void);

/* The bundled briefing: the environment's SOURCE_FOLDER says where the sources are. */
const char *bundled_book(void);

#endif
