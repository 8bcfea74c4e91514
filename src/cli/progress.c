#include "cli/progress.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "briefbook/clock.h"
#include "briefbook/file.h"
#include "cli/stream.h"

/* Milliseconds; a load that ends before the first shows nothing. */
enum { FIRST_SHOWN = 500, BETWEEN = 100 };

/* A pipe that the loader writes to each time there is something new: nobody waits longer than the
 * load takes. */
struct bell {
    int ends[2];
};

static void ring(void *context)
{
    const struct bell *bell = context;
    ssize_t written = write(bell->ends[1], "", 1);
    (void)written; /* a full pipe rings already */
}

static void await_ring(const struct bell *bell, long long milliseconds)
{
    char drained[256];
    struct pollfd waiting = {.fd = bell->ends[0], .events = POLLIN};
    if (poll(&waiting, 1, milliseconds > 0 ? (int)milliseconds : 0) > 0)
        while (read(bell->ends[0], drained, sizeof drained) > 0)
            continue;
}

static void show(const struct store *store)
{
    size_t rows = 0;
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        rows += table_rows(store_table(store, table));
    struct buffer line = {0};
    buffer_append_format(&line, "\rbriefbook: loading: %zu records so far", rows);
    if (!line.failed)
        file_write_all(STDERR_FILENO, buffer_slice(&line));
    buffer_free(&line);
}

static void clear(void)
{
    file_write_all(STDERR_FILENO, SLICE("\r                                                  \r"));
}

static void watch(const struct store *store, const struct bell *bell)
{
    long long next = clock_milliseconds() + FIRST_SHOWN;
    bool shown = false;
    while (store_state(store) == STORE_LOADING) {
        await_ring(bell, next - clock_milliseconds());
        if (clock_milliseconds() < next)
            continue;
        show(store);
        shown = true;
        next = clock_milliseconds() + BETWEEN;
    }
    if (shown)
        clear();
}

bool progress_load(struct store *store, struct diag_list *diags)
{
    struct bell bell;
    bool watched =
        stream_is_terminal(STDERR_FILENO) && pipe2(bell.ends, O_CLOEXEC | O_NONBLOCK) == 0;
    bool started = store_start(store, watched ? ring : NULL, &bell);
    if (started && watched)
        watch(store, &bell);
    bool loaded = store_wait(store); /* the loader rings no more */
    if (watched) {
        close(bell.ends[0]);
        close(bell.ends[1]);
    }
    if (!started)
        return diag_add(diags, DIAG_OUT_OF_MEMORY, (struct place){0},
                        "no thread can be started to load with; end other programs");
    return loaded || diag_out_of_memory(diags);
}
