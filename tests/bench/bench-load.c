/* bench-load.c: how long it takes until a book is loaded, linked and searchable, and how much memory
 * it takes, beside programs that read the same CSV. */
#include <csv.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/children.h"
#include "briefbook/store.h"

struct book {
    const char *folder;
    char quotes[4096]; /* the path of quotes.csv */
};

/* ---- briefbook ------------------------------------------------------------------------------- */

static void note_change(void *context)
{
    uint64_t one = 1;
    ssize_t written = write(*(const int *)context, &one, sizeof one);
    (void)written;
}

static double load_until(const struct book *book, bool (*is_reached)(const struct store *store))
{
    struct diag_list diags = {0};
    int news = eventfd(0, EFD_CLOEXEC);
    double before = timing_now();
    struct store *store = store_open(book->folder, &diags);
    if (!store || !store_start(store, note_change, &news))
        return TIMING_FAILED;
    while (!is_reached(store)) {
        uint64_t changes;
        if (read(news, &changes, sizeof changes) < 0)
            return TIMING_FAILED;
    }
    return timing_now() - before;
}

static bool is_loaded(const struct store *store)
{
    return store_state(store) == STORE_LOADED;
}

static bool has_quotes(const struct store *store)
{
    return table_rows(store_table(store, TABLE_QUOTES)) > 0;
}

static double load(void *context)
{
    return load_until(context, is_loaded);
}

static double load_first(void *context)
{
    return load_until(context, has_quotes);
}

/* ---- Peers ----------------------------------------------------------------------------------- */

static void take_cell(void *bytes, size_t length, void *context)
{
    (void)bytes;
    (void)length;
    (void)context;
}

static void take_row(int last, void *context)
{
    (void)last;
    (void)context;
}

/* What any reader that uses libcsv on one thread spends at least. */
static double parse(void *context)
{
    enum { CHUNK = 1 << 18 };
    static char bytes[CHUNK];
    const struct book *book = context;
    struct csv_parser parser;
    double before = timing_now();
    int file = open(book->quotes, O_RDONLY | O_CLOEXEC);
    if (file < 0 || csv_init(&parser, 0) != 0)
        return TIMING_FAILED;
    csv_set_blk_size(&parser, 1 << 16);
    ssize_t count;
    while ((count = read(file, bytes, sizeof bytes)) > 0)
        if (csv_parse(&parser, bytes, (size_t)count, take_cell, take_row, NULL) != (size_t)count)
            return TIMING_FAILED;
    csv_fini(&parser, take_cell, take_row, NULL);
    csv_free(&parser);
    close(file);
    return timing_now() - before;
}

/* ---- The table ------------------------------------------------------------------------------- */

static double size_in_mib(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? (double)status.st_size / (1 << 20) : 0;
}

enum { LOADS = 3, PEERS = 4, CONTENDERS = LOADS + PEERS };

static void print(struct contender *contenders, const size_t *peaks, const struct book *book)
{
    enum { REFERENCE = LOADS - 1 };
    static const char *const columns[] = {"what",     "min ms",       "median ms",
                                          "× libcsv", "resident MiB", "resident ÷ file"};
    double size = size_in_mib(book->quotes);
    double reference = contender_median(&contenders[REFERENCE]);
    printf("\nLoading %s (quotes.csv of %.1f MiB)\n\n", strrchr(book->folder, '/') + 1, size);
    timing_print_head(columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < CONTENDERS; i++) {
        double resident = (double)peaks[i] / 1024;
        printf("| %s ", contenders[i].name);
        timing_print_figure(samples_part(&contenders[i].samples, 0));
        timing_print_median(&contenders[i]);
        timing_print_figure(contender_median(&contenders[i]) / reference);
        timing_print_figure(resident);
        timing_print_figure(resident / size);
        puts("|");
    }
}

static void compare(struct book *book)
{
    char import[8192];
    snprintf(import, sizeof import, ".import '%s' quotes", book->quotes);
    const char *const arguments[PEERS][6] = {
        {"cat", book->quotes},
        {"sqlite3", ":memory:", ".mode csv", import},
        {"mlr", "--icsv", "--ojson", "nothing", book->quotes},
        {"mlr", "--icsv", "--ojson", "cat", book->quotes},
    };
    static const char *const names[PEERS] = {"cat", "sqlite3 `.import`", "miller, to nothing",
                                             "miller, to JSON"};
    enum { MOST_PEER_RUNS = 3 };
    struct alone alone[LOADS] = {{load, book, 0}, {load_first, book, 0}, {parse, book, 0}};
    struct program programs[PEERS] = {{0}};
    struct contender contenders[CONTENDERS] = {
        {.name = "briefbook: the whole book", .measure = measure_alone, .context = &alone[0]},
        {.name = "briefbook: first quotes", .measure = measure_alone, .context = &alone[1]},
        {.name = "libcsv, empty callbacks", .measure = measure_alone, .context = &alone[2]},
    };
    for (size_t i = 0; i < PEERS; i++) {
        programs[i].arguments = arguments[i];
        contenders[LOADS + i] = (struct contender){.name = names[i],
                                                   .measure = measure_program,
                                                   .context = &programs[i],
                                                   .most_runs = MOST_PEER_RUNS};
    }
    timing_compare(contenders, CONTENDERS);
    size_t peaks[CONTENDERS];
    for (size_t i = 0; i < CONTENDERS; i++)
        peaks[i] = i < LOADS ? alone[i].peak_kib : programs[i - LOADS].peak_kib;
    print(contenders, peaks, book);
    timing_free(contenders, CONTENDERS);
}

int main(int count, char *arguments[])
{
    if (count != 2) {
        fputs("Usage: bench-load FOLDER\n", stderr);
        return 2;
    }
    struct book book = {.folder = arguments[1]};
    snprintf(book.quotes, sizeof book.quotes, "%s/quotes.csv", book.folder);
    compare(&book);
    return 0;
}
