/* file.h: files read carefully and written whole.
 *
 * Reading refuses by name what is not a regular file (a FIFO or device could hang or never end).
 * Writing goes to a file of the target's folder that has no name, so that nothing is left of it when
 * the program is killed; it is synced and takes the place of the target. Where there are no such files
 * it has a name of its own, `.briefbook-….tmp`, until then. Either way an interrupted or failed write
 * leaves the old file whole. */
#ifndef BRIEFBOOK_FILE_H
#define BRIEFBOOK_FILE_H

#include <stdatomic.h>

#include "briefbook/diag.h"

/* Opens a regular file for reading, relative to the folder `folder_fd` (AT_FDCWD for the current
 * one). Returns a file descriptor, or -1 with a diagnostic that names `path`. */
int file_open(int folder_fd, const char *path, struct diag_list *diags);

/* Appends what a regular file holds. False with a diagnostic [not-found], [not-regular] or
 * [not-readable], the last also when it holds more than `limit` bytes; or that memory is out. */
bool file_read(const char *path, size_t limit, struct buffer *bytes, struct diag_list *diags);

/* file_open() for a name that stands in a briefing: nothing that lies outside of the folder is opened,
 * by no "..", no slash at the start and no link [path-outside]. */
int file_open_beneath(int folder_fd, const char *path, struct diag_list *diags);

/* Appends what a file beneath a folder holds. False with a diagnostic: those above, and [too-long] when
 * it holds more than `limit` bytes; or without one, when `cancelled` was set, which may be NULL. */
bool file_read_beneath(const char *folder, const char *path, size_t limit, struct buffer *bytes,
                       const atomic_bool *cancelled, struct diag_list *diags);

/* Opens a new file without a name, to write and read; what it holds is gone when it is closed. -1 with
 * `errno`. */
int file_open_nameless(void);

/* Writes all bytes to a descriptor, going on after signals and short writes. False with `errno`. */
bool file_write_all(int fd, struct slice bytes);

struct file_writer;

/* Begins to write `path`; NULL with a diagnostic when that can't be. A link is written through to
 * what it points to. The file keeps the permissions of the one it replaces, and a read-only one is
 * not replaced. A target that exists and is no regular file (a device, a FIFO), or names an open
 * descriptor (/dev/stdout), is written directly; a FIFO needs a reader. */
struct file_writer *file_writer_new(const char *path, struct diag_list *diags);

/* Adds bytes. False when writing failed, now or before: nothing more is written, and
 * file_writer_finish() tells it. */
bool file_writer_add(struct file_writer *writer, struct slice bytes);

/* Whether writing failed. */
bool file_writer_has_failed(const struct file_writer *writer);

/* Puts the file in place and frees the writer, also on failure. False with a diagnostic: then the
 * old file stands as it was, unless only closing or the syncing of its folder failed. */
bool file_writer_finish(struct file_writer *writer, struct diag_list *diags);

/* Drops what was written and frees the writer; takes NULL. */
void file_writer_abandon(struct file_writer *writer);

#endif
