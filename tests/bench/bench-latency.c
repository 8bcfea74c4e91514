/* bench-latency.c: how long the program takes to answer a key while a query is typed, on a
 * pseudo-terminal: until the screen shows an answer to what has been typed, and until the count of
 * matches is final. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/corpus-words.h"
#include "bench/timing.h"
#include "briefbook/query.h"
#include "briefbook/text.h"
#include "terminal/terminal.h"

enum { PATIENCE_MS = 60000, QUERY_ROW = 1 };

#define ESCAPE "\x1b"

/* The first are found early in a corpus, so that they have an answer while it loads. */
static const char *const queries[] = {
    NEEDLE_COMMON,
    "ce mar",
    "vesdis OR musnur",
    NEEDLE_COMMON " -mar",
    "\"" NEEDLE_PHRASE "\"",
    NEEDLE_KOREAN,
    NEEDLE_RARE,
    NEEDLE_NONE,
    "date:2015",
    "quote_type:partial " NEEDLE_COMMON,
    "person 17",
};

enum { QUERIES = sizeof queries / sizeof queries[0], EARLY_QUERIES = 4 };

struct latency {
    struct samples first; /* until the line of the query shows a count for it */
    struct samples final; /* until the count may not grow any more */
};

/* ---- What is seen ---------------------------------------------------------------------------- */

/* Whether the line of the query shows what was typed, then a text, and then not another text. */
static bool row_shows(const struct terminal *terminal, const char *typed, const char *text,
                      const char *never)
{
    struct buffer row = {0};
    struct buffer expected = {0};
    terminal_row(terminal, QUERY_ROW, &row);
    buffer_append_format(&expected, " / %s", typed);
    const char *shown = buffer_string(&row);
    bool shows = strncmp(shown, buffer_string(&expected), expected.length) == 0;
    const char *after = shown + (shows ? expected.length : 0);
    shows = shows && (*after == ' ' || *after == '\0') && strstr(after, text) &&
            !(never && strstr(after, never));
    buffer_free(&expected);
    buffer_free(&row);
    return shows;
}

static bool sees_typed(const struct terminal *terminal, const void *typed)
{
    return row_shows(terminal, typed, "", NULL);
}

static bool sees_answer(const struct terminal *terminal, const void *typed)
{
    return row_shows(terminal, typed, "match", NULL);
}

static bool sees_final(const struct terminal *terminal, const void *typed)
{
    return row_shows(terminal, typed, "match", "…");
}

static bool sees_no_query(const struct terminal *terminal, const void *context)
{
    (void)context;
    return row_shows(terminal, "searches all panes", "", NULL);
}

/* Before anything is typed the screen shows neither prompt nor count. */
static bool sees_prompt(const struct terminal *terminal, const void *context)
{
    (void)context;
    return !sees_no_query(terminal, NULL);
}

static bool sees_footer(const struct terminal *terminal, const void *context)
{
    (void)context;
    struct buffer row = {0};
    terminal_row(terminal, terminal->rows - 1, &row);
    bool sees = strstr(buffer_string(&row), "q quit");
    buffer_free(&row);
    return sees;
}

/* No pane has a count that grows. */
static bool sees_loaded(const struct terminal *terminal, const void *context)
{
    (void)context;
    bool is_loaded = true;
    for (int row = 0; row < terminal->rows && is_loaded; row++) {
        struct buffer text = {0};
        terminal_row(terminal, row, &text);
        is_loaded = !strstr(buffer_string(&text), " … ─");
        buffer_free(&text);
    }
    return is_loaded && sees_footer(terminal, NULL);
}

/* ---- Typing ---------------------------------------------------------------------------------- */

/* Half a term or a lone quotation mark asks for nothing, and then there is no count. */
static bool asks_something(const char *text)
{
    struct diag_list diags = {0};
    struct query *query = query_new(slice_of(text), QUERY_FORGIVING, &diags);
    bool asks = query && !query_matches_all(query);
    query_free(query);
    diag_list_free(&diags);
    return asks;
}

/* Sends the last character of what is typed by then, and measures. Whether the count became final in
 * the time given. */
static bool press(struct terminal *terminal, const char *typed, size_t last,
                  struct latency *latency, int patience)
{
    double before = timing_now();
    terminal_send(terminal, typed + last);
    if (!asks_something(typed))
        return terminal_await(terminal, sees_typed, typed, PATIENCE_MS);
    if (!terminal_await(terminal, sees_answer, typed, PATIENCE_MS)) {
        fprintf(stderr, "no answer to \"%s\"\n", typed);
        exit(1);
    }
    samples_add(&latency->first, timing_now() - before);
    if (!terminal_await(terminal, sees_final, typed, patience))
        return false;
    samples_add(&latency->final, timing_now() - before);
    return true;
}

/* Types a query key by key. Whether each count became final. */
static bool type(struct terminal *terminal, const char *query, struct latency *latency,
                 int patience)
{
    char typed[128] = "";
    struct slice rest = slice_of(query);
    bool is_final = true;
    terminal_send(terminal, "/");
    terminal_await(terminal, sees_prompt, NULL, PATIENCE_MS);
    while (rest.length) {
        size_t last = strlen(typed);
        size_t bytes = text_cluster(rest);
        snprintf(typed + last, sizeof typed - last, "%.*s", (int)bytes, rest.data);
        rest = slice_part(rest, bytes, rest.length);
        is_final = press(terminal, typed, last, latency, patience) && is_final;
    }
    terminal_send(terminal, ESCAPE);
    terminal_await(terminal, sees_no_query, NULL, PATIENCE_MS);
    return is_final;
}

static void start(struct terminal *terminal, const char *program, const char *folder)
{
    char *const arguments[] = {(char *)program, (char *)folder, NULL};
    *terminal = (struct terminal){0};
    if (!terminal_start(terminal, arguments) ||
        !terminal_await(terminal, sees_footer, NULL, PATIENCE_MS)) {
        fprintf(stderr, "%s does not start\n", program);
        exit(1);
    }
}

static void type_loaded(const char *program, const char *folder, struct latency *latency)
{
    struct terminal terminal;
    start(&terminal, program, folder);
    terminal_await(&terminal, sees_loaded, NULL, PATIENCE_MS);
    for (size_t i = 0; i < QUERIES; i++)
        type(&terminal, queries[i], latency, PATIENCE_MS);
    terminal_free(&terminal);
}

/* A count is final only once the book is loaded: until then a typist goes on. */
static void type_loading(const char *program, const char *folder, struct latency *latency)
{
    enum { BETWEEN_KEYS_MS = 30 };
    struct terminal terminal;
    start(&terminal, program, folder);
    for (size_t i = 0; !type(&terminal, queries[i % EARLY_QUERIES], latency, BETWEEN_KEYS_MS); i++)
        continue;
    terminal_free(&terminal);
}

/* ---- The table ------------------------------------------------------------------------------- */

static void print_times(struct samples *samples)
{
    static const double parts[] = {0.5, 0.99, 1};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        timing_print_figure(samples_part(samples, parts[i]));
}

static void print(const char *when, struct latency *latency, bool has_final)
{
    struct samples none = {0};
    printf("| %s | %zu ", when, latency->first.count);
    print_times(&latency->first);
    print_times(has_final ? &latency->final : &none);
    puts("|");
    samples_free(&latency->first);
    samples_free(&latency->final);
}

int main(int count, char *arguments[])
{
    enum { ROUNDS = 2 };
    static const char *const heads[] = {
        "when", "keys", "first answer, p50", "p99", "longest", "final, p50", "p99", "longest"};
    if (count != 3) {
        fputs("Usage: bench-latency BRIEFBOOK FOLDER\n", stderr);
        return 2;
    }
    printf("\nTyping queries into %s, ms after each key\n\n", strrchr(arguments[2], '/') + 1);
    timing_print_head(heads, sizeof heads / sizeof heads[0]);
    struct latency loading = {0};
    struct latency loaded = {0};
    for (size_t round = 0; round < ROUNDS; round++) {
        type_loading(arguments[1], arguments[2], &loading);
        type_loaded(arguments[1], arguments[2], &loaded);
    }
    print("while it loads", &loading, false);
    print("loaded", &loaded, true);
    return 0;
}
