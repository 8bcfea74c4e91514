/* watch.h: told by the system when the files of a briefing change (inotify).
 *
 * What is watched is the folder of the tables, or the one CSV file; all folders on the way there, so
 * that one that vanishes, comes back or is replaced is noticed; and what links lead to. */
#ifndef BRIEFBOOK_WATCH_H
#define BRIEFBOOK_WATCH_H

#include <stdbool.h>

struct watch;

/* Watches a path as store_open() takes it. NULL with `errno` when the system has no more watches or
 * memory is out. */
struct watch *watch_new(const char *path);

/* Can be read when there is news. Owned by the watch. */
int watch_descriptor(const struct watch *watch);

/* What the newest change looked like. */
enum watch_news {
    WATCH_NOTHING,
    WATCH_UNFINISHED, /* somebody is at it: a file is open and written to, or was taken away */
    WATCH_FINISHED    /* a file was closed or put in place */
};

/* Takes all news in; never waits. */
enum watch_news watch_take(struct watch *watch);

/* Looks again what there is to watch: folders and links may be others now. To be called after a
 * change and before the files are read, so that no later change is missed. False with `errno` when
 * not all can be watched any more. */
bool watch_renew(struct watch *watch);

/* Takes NULL. */
void watch_free(struct watch *watch);

#endif
