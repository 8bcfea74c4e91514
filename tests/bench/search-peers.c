#include "bench/search-peers.h"

#include <stdlib.h>
#include <string.h>

static double measure_answer(void *context)
{
    struct question *question = context;
    return answerer_ask(question->answerer, question->text);
}

/* SQLite with the quotes in memory, and an index of their words. */
static void start_database(struct peers *peers, const char *folder)
{
    static const char *const arguments[] = {"sqlite3", "-batch", ":memory:", NULL};
    char import[4300];
    snprintf(import, sizeof import, ".mode csv\n.import '%s/quotes.csv' quotes\n.print done\n",
             folder);
    peers->index_milliseconds = TIMING_MISSING;
    if (answerer_start(&peers->database, arguments) && answerer_ask(&peers->database, import) >= 0)
        peers->index_milliseconds = answerer_ask(
            &peers->database, "CREATE VIRTUAL TABLE words USING fts5(text, content='quotes');\n"
                              "INSERT INTO words(words) VALUES('rebuild');\n.print done\n");
}

void peers_start(struct peers *peers, const char *folder, const char *matcher)
{
    snprintf(peers->lines, sizeof peers->lines, "%s.txt", folder);
    const char *const arguments[] = {matcher, peers->lines, NULL};
    answerer_start(&peers->matcher, arguments);
    start_database(peers, folder);
}

/* Contender `peer` runs a program on the file of texts. */
static void run_program(struct peers *peers, enum peer peer, const char *const *arguments,
                        struct contender *contenders)
{
    memcpy(peers->arguments[peer], arguments, sizeof peers->arguments[peer]);
    peers->programs[peer] =
        (struct program){.arguments = peers->arguments[peer], .is_search = true};
    contenders[peer].measure = measure_program;
    contenders[peer].context = &peers->programs[peer];
}

static void put_question(struct peers *peers, enum peer peer, struct answerer *answerer,
                         const char *before, const char *text, const char *after,
                         struct contender *contenders)
{
    struct question *question = &peers->questions[peer];
    question->answerer = answerer;
    snprintf(question->text, sizeof question->text, "%s%s%s\n", before, text, after);
    contenders[peer].measure = measure_answer;
    contenders[peer].context = question;
}

static void ask_for_words(struct peers *peers, const char *words, struct contender *contenders)
{
    const char *const ripgrep[PEER_ARGUMENTS] = {"rg", "-i", "-c", words, peers->lines};
    const char *const grep[PEER_ARGUMENTS] = {"grep", "-i", "-c", words, peers->lines};
    /* fzf reads standard input; several words would be several searches but for the backslash. */
    const char *const fzf[PEER_ARGUMENTS] = {
        "sh", "-c", "exec fzf --exact --filter=\"$(printf %s \"$1\" | sed 's/ /\\\\ /g')\" <\"$0\"",
        peers->lines, words};
    run_program(peers, PEER_RIPGREP, ripgrep, contenders);
    run_program(peers, PEER_GREP, grep, contenders);
    run_program(peers, PEER_FZF, fzf, contenders);
    put_question(peers, PEER_LIKE, &peers->database,
                 "SELECT count(*) FROM quotes WHERE text LIKE '%", words, "%';\n.print done",
                 contenders);
    put_question(peers, PEER_EXPRESSION, &peers->matcher, "", words, "", contenders);
}

static void ask_for_expression(struct peers *peers, const char *expression,
                               struct contender *contenders)
{
    const char *const ripgrep[PEER_ARGUMENTS] = {"rg", "-i", "-c", expression, peers->lines};
    const char *const grep[PEER_ARGUMENTS] = {"grep", "-Ei", "-c", expression, peers->lines};
    run_program(peers, PEER_RIPGREP, ripgrep, contenders);
    run_program(peers, PEER_GREP, grep, contenders);
    put_question(peers, PEER_EXPRESSION, &peers->matcher, "", expression, "", contenders);
}

void peers_ask(struct peers *peers, const struct wanted *wanted, struct contender *contenders)
{
    enum { MOST_SLOW_RUNS = 3, MOST_SLOWEST_RUNS = 1 };
    for (size_t peer = 0; peer < PEER_COUNT; peer++)
        contenders[peer] = (struct contender){.name = ""};
    contenders[PEER_GREP].most_runs = MOST_SLOW_RUNS;
    contenders[PEER_FZF].most_runs = MOST_SLOWEST_RUNS;
    peers->programs[PEER_RIPGREP] = (struct program){0};
    if (wanted->words)
        ask_for_words(peers, wanted->words, contenders);
    if (wanted->expression)
        ask_for_expression(peers, wanted->expression, contenders);
    if (wanted->index)
        put_question(peers, PEER_INDEX, &peers->database,
                     "SELECT count(*) FROM words WHERE words MATCH '", wanted->index,
                     "';\n.print done", contenders);
}

bool peers_counted(const struct peers *peers, size_t *rows)
{
    const struct program *ripgrep = &peers->programs[PEER_RIPGREP];
    *rows = strtoul(ripgrep->said, NULL, 10);
    return ripgrep->peak_kib && (*rows || ripgrep->status == 1);
}

void peers_end(struct peers *peers)
{
    answerer_end(&peers->database);
    answerer_end(&peers->matcher);
}
