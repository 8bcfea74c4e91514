#include "briefbook/watch.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store-parts.h"

/* What is told of names in a folder, and besides of what stands in its files. */
static const uint32_t of_names = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |
                                 IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_MASK_ADD;
static const uint32_t of_content = IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB;

/* After these nothing more is to be expected. */
static const uint32_t finished = IN_CLOSE_WRITE | IN_MOVED_TO | IN_ATTRIB | IN_Q_OVERFLOW;

/* A name in a watched folder whose events count. */
struct spot {
    int folder; /* as inotify numbers it */
    char *name; /* NULL for a kind of names */
    bool all;   /* then: all, or those of tables */
    bool kept;  /* found again by watch_renew() */
};

struct watch {
    char *path;
    int fd;
    int error; /* the first that happened when it was renewed; 0 */
    struct spot *spots;
    size_t count;
    size_t capacity;
};

static bool note(struct watch *watch, int error)
{
    if (!watch->error)
        watch->error = error;
    return false;
}

/* ---- What to watch ------------------------------------------------------------------------- */

static bool same_name(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* The spot, when it is watched already. */
static struct spot *find_spot(struct watch *watch, int folder, const char *name)
{
    for (size_t i = 0; i < watch->count; i++) {
        if (watch->spots[i].folder == folder && same_name(watch->spots[i].name, name))
            return &watch->spots[i];
    }
    return NULL;
}

static struct spot *new_spot(struct watch *watch, int folder, const char *name)
{
    enum { FIRST_CAPACITY = 16 };
    if (watch->count == watch->capacity) {
        size_t capacity = watch->capacity ? 2 * watch->capacity : FIRST_CAPACITY;
        struct spot *spots = realloc(watch->spots, capacity * sizeof *spots);
        if (!spots)
            return NULL;
        watch->spots = spots;
        watch->capacity = capacity;
    }
    char *copy = name ? strdup(name) : NULL;
    if (name && !copy)
        return NULL;
    watch->spots[watch->count] = (struct spot){.folder = folder, .name = copy};
    return &watch->spots[watch->count++];
}

/* A folder that is not there, or may not be read, is noticed by the one above it. */
static struct spot *add_spot(struct watch *watch, const char *folder, const char *name,
                             uint32_t events)
{
    int number = inotify_add_watch(watch->fd, folder, of_names | events);
    if (number < 0) {
        if (errno == ENOSPC || errno == ENOMEM)
            note(watch, errno);
        return NULL;
    }
    struct spot *spot = find_spot(watch, number, name);
    if (!spot)
        spot = new_spot(watch, number, name);
    if (spot)
        spot->kept = true;
    else
        note(watch, ENOMEM);
    return spot;
}

/* Watches for each name on a path in the folder that holds it; what stands in the last is of interest
 * too. */
static void add_way(struct watch *watch, const char *path)
{
    char *way = strdup(path);
    if (!way) {
        note(watch, ENOMEM);
        return;
    }
    size_t end = strlen(way);
    while (end > 1 && way[end - 1] == '/')
        way[--end] = '\0';
    uint32_t events = of_content;
    for (char *slash = strrchr(way, '/'); slash && slash[1]; slash = strrchr(way, '/')) {
        slash[0] = '\0';
        add_spot(watch, slash == way ? "/" : way, slash + 1, events);
        events = 0;
    }
    if (*way)
        add_spot(watch, ".", way, events);
    free(way);
}

/* A link may lead elsewhere next, and what it leads to may change. */
static void add_target(struct watch *watch, const char *path)
{
    char *target = realpath(path, NULL);
    if (target)
        add_way(watch, target);
    else if (errno == ENOMEM)
        note(watch, errno);
    free(target);
}

/* Watches what a member of the folder leads to; whether it is a link. */
static bool add_member(struct watch *watch, const char *name)
{
    struct buffer path = {0};
    struct stat about;
    bool is_link = false;
    if (!buffer_append_format(&path, "%s/%s", watch->path, name))
        note(watch, ENOMEM);
    else if (lstat(buffer_string(&path), &about) == 0)
        is_link = S_ISLNK(about.st_mode);
    if (is_link)
        add_target(watch, buffer_string(&path));
    buffer_free(&path);
    return is_link;
}

/* Where tables are links, one on their way may be any name of the folder. */
static void add_folder(struct watch *watch)
{
    struct spot *tables = add_spot(watch, watch->path, NULL, of_content);
    int number = tables ? tables->folder : -1;
    DIR *folder = opendir(watch->path);
    const struct dirent *entry;
    bool any_link = false;
    while (folder && (entry = readdir(folder)) != NULL) {
        if (store_table_name(entry->d_name).length)
            any_link = add_member(watch, entry->d_name) || any_link;
    }
    if (folder)
        closedir(folder);
    tables = find_spot(watch, number, NULL);
    if (tables)
        tables->all = any_link;
}

static void drop_spot(struct watch *watch, size_t place)
{
    free(watch->spots[place].name);
    watch->spots[place] = watch->spots[--watch->count];
}

/* Stops watching a folder when nothing in it is of interest. */
static void leave_folder(struct watch *watch, int folder)
{
    for (size_t i = 0; i < watch->count; i++) {
        if (watch->spots[i].folder == folder)
            return;
    }
    inotify_rm_watch(watch->fd, folder);
}

static void drop_unkept(struct watch *watch)
{
    for (size_t i = watch->count; i > 0; i--) {
        int folder = watch->spots[i - 1].folder;
        if (watch->spots[i - 1].kept)
            continue;
        drop_spot(watch, i - 1);
        leave_folder(watch, folder);
    }
}

bool watch_renew(struct watch *watch)
{
    struct stat about;
    watch->error = 0;
    for (size_t i = 0; i < watch->count; i++)
        watch->spots[i].kept = false;
    add_way(watch, watch->path);
    add_target(watch, watch->path);
    if (stat(watch->path, &about) == 0 && S_ISDIR(about.st_mode))
        add_folder(watch);
    drop_unkept(watch);
    errno = watch->error;
    return !watch->error;
}

/* ---- News ---------------------------------------------------------------------------------- */

static bool counts(const struct watch *watch, const struct inotify_event *event)
{
    const char *name = event->len ? event->name : NULL;
    if (event->mask & IN_Q_OVERFLOW)
        return true;
    for (size_t i = 0; i < watch->count; i++) {
        const struct spot *spot = &watch->spots[i];
        if (spot->folder != event->wd)
            continue;
        if (!name || (spot->name && strcmp(spot->name, name) == 0))
            return !(event->mask & IN_IGNORED);
        if (!spot->name && (spot->all || store_table_name(name).length))
            return true;
    }
    return false;
}

/* The next event in what was read; `*at` goes behind it. */
static const struct inotify_event *next_event(const char *bytes, size_t length, size_t *at)
{
    const struct inotify_event *event = (const void *)(bytes + *at);
    if (*at + sizeof *event > length)
        return NULL;
    *at += sizeof *event + event->len;
    return event;
}

enum watch_news watch_take(struct watch *watch)
{
    _Alignas(struct inotify_event) char bytes[4096];
    enum watch_news news = WATCH_NOTHING;
    ssize_t got;
    while ((got = read(watch->fd, bytes, sizeof bytes)) > 0) {
        const struct inotify_event *event;
        size_t at = 0;
        while ((event = next_event(bytes, (size_t)got, &at)) != NULL) {
            if (counts(watch, event))
                news = event->mask & finished ? WATCH_FINISHED : WATCH_UNFINISHED;
        }
    }
    return news;
}

/* ---- Beginning and ending ------------------------------------------------------------------ */

struct watch *watch_new(const char *path)
{
    struct watch *watch = calloc(1, sizeof *watch);
    if (!watch)
        return NULL;
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    int error = errno;
    watch->path = strdup(path);
    if (watch->fd >= 0 && watch->path && watch_renew(watch))
        return watch;
    error = watch->fd < 0 ? error : ENOMEM;
    error = watch->error ? watch->error : error;
    watch_free(watch);
    errno = error;
    return NULL;
}

int watch_descriptor(const struct watch *watch)
{
    return watch->fd;
}

void watch_free(struct watch *watch)
{
    if (!watch)
        return;
    if (watch->fd >= 0)
        close(watch->fd);
    for (size_t i = 0; i < watch->count; i++)
        free(watch->spots[i].name);
    free(watch->spots);
    free(watch->path);
    free(watch);
}
