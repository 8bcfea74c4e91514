#include "tui/state-file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "briefbook/file.h"
#include "briefbook/home.h"
#include "tui/state.h"

enum {
    STATE_BYTES = 8 * 1024 * 1024, /* no state is longer */
    NAME_BYTES = 40,               /* of the briefing's name in that of the file */
    OWNER_FOLDER = S_IRWXU,
    OWNER_FILE = S_IRUSR | S_IWUSR
};

/* ---- The name -------------------------------------------------------------------------------- */

/* FNV-1a. */
static uint64_t hash_of(const char *text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return hash;
}

static bool is_plain(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-';
}

/* Other characters than these have no place in the name of a file. */
static void append_name(const char *real, struct buffer *path)
{
    const char *slash = strrchr(real, '/');
    const char *name = slash ? slash + 1 : real;
    for (size_t i = 0; name[i] && i < NAME_BYTES; i++)
        buffer_append_char(path, is_plain(name[i]) ? name[i] : '_');
}

void state_file_begin(struct state_file *file, const char *briefing)
{
    char *real = strcmp(briefing, "-") == 0 ? NULL : realpath(briefing, NULL);
    if (real && home_append(&file->path, "XDG_STATE_HOME", ".local/state")) {
        buffer_append_string(&file->path, "/briefbook/");
        append_name(real, &file->path);
        buffer_append_format(&file->path, "-%016" PRIx64 ".json", hash_of(real));
    }
    if (file->path.failed)
        buffer_free(&file->path);
    free(real);
}

/* ---- Reading --------------------------------------------------------------------------------- */

enum kept { KEPT_NOTHING, KEPT_STATE, KEPT_GARBAGE, KEPT_UNREADABLE };

/* Makes way for a file that can be read; what is there may still be of use to somebody. */
static void put_aside(const char *path, struct diag_list *diags)
{
    struct buffer aside = {0};
    if (buffer_append_format(&aside, "%s.bad", path) && rename(path, buffer_string(&aside)) == 0)
        diag_add(diags, DIAG_NOT_READABLE, (struct place){0},
                 "what was kept of the last time makes no sense: it is now %s",
                 buffer_string(&aside));
    buffer_free(&aside);
}

static enum kept parse_state(struct slice bytes, json_t **state)
{
    if (bytes.length == 0) /* made, and not written yet */
        return KEPT_NOTHING;
    *state = json_loadb(bytes.data, bytes.length, JSON_ALLOW_NUL, NULL);
    if (state_is_one(*state))
        return KEPT_STATE;
    json_decref(*state);
    *state = NULL;
    return KEPT_GARBAGE;
}

/* Reads the state in the file; says why when the file may not be read. */
static enum kept read_state(const char *path, json_t **state, struct diag_list *diags)
{
    struct stat about;
    struct buffer bytes = {0};
    *state = NULL;
    bool is_seen = stat(path, &about) == 0;
    if (!is_seen && errno != EACCES)
        return KEPT_NOTHING;
    if (is_seen && S_ISREG(about.st_mode) && about.st_size > STATE_BYTES)
        return KEPT_GARBAGE;
    enum kept kept = KEPT_UNREADABLE;
    if (file_read(path, STATE_BYTES, &bytes, diags))
        kept = parse_state(buffer_slice(&bytes), state);
    buffer_free(&bytes);
    return kept;
}

const json_t *state_file_load(struct state_file *file, struct diag_list *diags)
{
    if (!file->path.length)
        return NULL;
    enum kept kept = read_state(buffer_string(&file->path), &file->base, diags);
    if (kept == KEPT_GARBAGE)
        put_aside(buffer_string(&file->path), diags);
    if (kept == KEPT_UNREADABLE)
        buffer_free(&file->path);
    if (kept != KEPT_STATE || state_is_known(file->base))
        return file->base;
    diag_add(diags, DIAG_NOT_READABLE, (struct place){0},
             "what was kept of the last time is of another version: it stays as it is, and nothing "
             "more is kept");
    buffer_free(&file->path);
    json_decref(file->base);
    file->base = NULL;
    return NULL;
}

/* Why what was read is of no use; NULL when it is. */
static const char *reason_against(enum kept kept, const json_t *state)
{
    if (kept == KEPT_GARBAGE)
        return "makes no sense; the interface moves it aside when it shows the briefing";
    if (kept == KEPT_STATE && !state_is_known(state))
        return "is of another version; use the briefbook that wrote it";
    return NULL;
}

json_t *state_file_read(const char *briefing, struct diag_list *diags)
{
    struct state_file file = {0};
    json_t *state = NULL;
    enum kept kept = KEPT_NOTHING;
    state_file_begin(&file, briefing);
    if (file.path.length)
        kept = read_state(buffer_string(&file.path), &state, diags);
    const char *reason = reason_against(kept, state);
    if (reason) {
        diag_add(diags, DIAG_NOT_READABLE, (struct place){0}, "what was kept in %s %s",
                 buffer_string(&file.path), reason);
        json_decref(state);
        state = NULL;
    }
    state_file_free(&file);
    return state;
}

/* ---- Writing --------------------------------------------------------------------------------- */

/* Makes all folders on the way to a file. */
static bool make_folders(const char *path)
{
    char *way = strdup(path);
    bool fine = way != NULL;
    for (char *slash = way ? strchr(way + 1, '/') : NULL; slash && fine;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        fine = mkdir(way, OWNER_FOLDER) == 0 || errno == EEXIST;
        *slash = '/';
    }
    free(way);
    return fine;
}

static int open_lock(const char *path)
{
    struct buffer name = {0};
    int fd = -1;
    if (buffer_append_format(&name, "%s.lock", path))
        fd = open(buffer_string(&name), O_WRONLY | O_CREAT | O_CLOEXEC, OWNER_FILE);
    buffer_free(&name);
    return fd;
}

/* Others hold it only while they write: who still waits after this long is better off without. */
static bool take_lock(int fd)
{
    enum { ATTEMPTS = 100 };
    const struct timespec pause = {.tv_nsec = 10 * 1000 * 1000};
    for (int i = 0; i < ATTEMPTS; i++) {
        if (flock(fd, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return false;
        nanosleep(&pause, NULL);
    }
    return false;
}

/* The file keeps the permissions of the one it replaces: that is made for the owner alone. */
static bool make_file(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, OWNER_FILE);
    if (fd < 0)
        return false;
    close(fd);
    return true;
}

static bool write_state(const char *path, const json_t *state)
{
    struct diag_list ignored = {0};
    char *text = json_dumps(state, JSON_INDENT(1));
    struct file_writer *writer = text && make_file(path) ? file_writer_new(path, &ignored) : NULL;
    if (writer) {
        file_writer_add(writer, slice_of(text));
        file_writer_add(writer, SLICE("\n"));
    }
    bool written = writer && file_writer_finish(writer, &ignored);
    free(text);
    diag_list_free(&ignored);
    return written;
}

/* Writes ours merged with what others have written meanwhile; theirs stays when it is of a version
 * that is not known here. */
static bool write_merged(const struct state_file *file, const json_t *ours)
{
    struct diag_list ignored = {0};
    const char *path = buffer_string(&file->path);
    json_t *theirs;
    enum kept kept = read_state(path, &theirs, &ignored);
    if (kept == KEPT_GARBAGE)
        put_aside(path, &ignored);
    bool may_write = kept != KEPT_UNREADABLE && (!theirs || state_is_known(theirs));
    json_t *merged = may_write ? state_merge(file->base, ours, theirs) : NULL;
    bool written = merged && write_state(path, merged);
    json_decref(merged);
    json_decref(theirs);
    diag_list_free(&ignored);
    return written;
}

static bool save(const struct state_file *file, const json_t *ours)
{
    const char *path = buffer_string(&file->path);
    if (!file->path.length || !make_folders(path))
        return false;
    int lock = open_lock(path);
    bool saved = lock >= 0 && take_lock(lock) && write_merged(file, ours);
    if (lock >= 0)
        close(lock);
    return saved;
}

bool state_file_save(struct state_file *file, json_t *state)
{
    bool same = state && file->base && json_equal(file->base, state);
    bool saved = same || (state && save(file, state));
    if (!saved || same) {
        json_decref(state);
        return saved;
    }
    json_decref(file->base);
    file->base = state;
    return true;
}

void state_file_free(struct state_file *file)
{
    buffer_free(&file->path);
    json_decref(file->base);
    *file = (struct state_file){0};
}
