/* empty-folder.h: an empty folder for each test to run in, and what tests of files ask of it.
 *
 * For the setup and teardown of a cmocka test: the current folder is new and empty, the umask 022,
 * and all is removed after the test. What is not as expected fails the test. */
#ifndef BRIEFBOOK_TESTS_EMPTY_FOLDER_H
#define BRIEFBOOK_TESTS_EMPTY_FOLDER_H

#include <stddef.h>

int empty_folder_enter(void **state);
int empty_folder_leave(void **state);

/* Writes a file of this text, over an old one too. */
void make_file(const char *path, const char *content);

/* Expects a file of just this text, shorter than 64 bytes. */
void expect_content(const char *path, const char *content);

/* How many names a folder holds: a temporary file left behind would be one more. */
size_t count_names(const char *folder);

#endif
