/* bench-search.c: how long a search takes in a book in memory, beside programs that search the texts
 * of the same quotes. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/corpus-words.h"
#include "bench/search-peers.h"
#include "briefbook/search.h"

/* What is looked for: in the texts of the quotes, as the peers do; and as a reader asks for it, in all
 * cells of all tables and the names of linked records. */
struct subject {
    const char *name;
    const char *text; /* NULL where there is nothing to compare with */
    const char *cells;
    struct wanted wanted;
};

#define IN_TEXT "in:quotes text:"
#define QUOTED  "\"" NEEDLE_PHRASE "\""

static const struct subject subjects[] = {
    {"rare word", IN_TEXT NEEDLE_RARE, NEEDLE_RARE, {NEEDLE_RARE, NULL, NEEDLE_RARE}},
    {"common word", IN_TEXT NEEDLE_COMMON, NEEDLE_COMMON, {NEEDLE_COMMON, NULL, NEEDLE_COMMON}},
    {"phrase", IN_TEXT QUOTED, QUOTED, {NEEDLE_PHRASE, NULL, QUOTED}},
    {"Korean word", IN_TEXT NEEDLE_KOREAN, NEEDLE_KOREAN, {NEEDLE_KOREAN, NULL, NEEDLE_KOREAN}},
    {"no hit", IN_TEXT NEEDLE_NONE, NEEDLE_NONE, {NEEDLE_NONE, NULL, NEEDLE_NONE}},
    {"one letter", IN_TEXT "p", "p", {"p", NULL, "p*"}},
    {"two letters", IN_TEXT "po", "po", {"po", NULL, "po*"}},
    {"`/astr[iy]v/`", NULL, "/astr[iy]v/", {NULL, "astr[iy]v", NULL}},
    {"`/mar.{1,9}vesdis/`", NULL, "/mar.{1,9}vesdis/", {NULL, "mar.{1,9}vesdis", NULL}},
    {"two words", NULL, NEEDLE_COMMON " vesdis", {NULL, NULL, NULL}},
    {"a word without another", NULL, NEEDLE_COMMON " -mar", {NULL, NULL, NULL}},
    {"one of two words", NULL, NEEDLE_RARE " OR " NEEDLE_KOREAN, {NULL, NULL, NULL}},
    {"speaker", NULL, "speaker:person-17", {NULL, NULL, NULL}},
    {"year", NULL, "date:2015", {NULL, NULL, NULL}},
    {"word, year and type",
     NULL,
     NEEDLE_COMMON " date:2015 quote_type:partial",
     {NULL, NULL, NULL}},
};

enum { SUBJECTS = sizeof subjects / sizeof subjects[0] };

/* ---- briefbook ------------------------------------------------------------------------------- */

/* A query of a loaded store. */
struct asked {
    const struct store *store;
    struct query *query; /* NULL when there is none, or it is not understood */
    size_t matches;      /* of the last time, in all tables */
};

static void ask(struct asked *asked, const struct store *store, const char *text)
{
    struct diag_list diags = {0};
    *asked = (struct asked){.store = store};
    if (text)
        asked->query = query_new_in(store, slice_of(text), QUERY_STRICT, &diags);
    diag_list_free(&diags);
}

static double search_all(void *context)
{
    struct asked *asked = context;
    double before = timing_now();
    struct search *search = search_start(asked->store, asked->query, NULL);
    if (!search || !search_wait(search))
        return TIMING_FAILED;
    double took = timing_now() - before;
    asked->matches = 0;
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        asked->matches += search_count(search, table);
    search_free(search);
    return took;
}

/* Until the quotes that fill a screen are known, or that there are not as many. */
static double search_screenful(void *context)
{
    enum { SCREENFUL = 50 };
    const struct asked *asked = context;
    double before = timing_now();
    struct search *search = search_start(asked->store, asked->query, NULL);
    if (!search)
        return TIMING_FAILED;
    search_await(search, TABLE_QUOTES, SCREENFUL - 1);
    double took = timing_now() - before;
    search_free(search);
    return took;
}

/* ---- The table ------------------------------------------------------------------------------- */

enum { OWN_TEXT, OWN_SCREENFUL, OWN_CELLS, OWN_CELLS_SCREENFUL, OWN_COUNT };

/* What is measured for one subject. */
struct row {
    const struct subject *subject;
    struct asked text;
    struct asked cells;
    struct contender contenders[OWN_COUNT + PEER_COUNT];
};

static const char *const heads[] = {
    "looked for", "in the texts", "first 50",       "in all cells",  "first 50",
    "`rg -i -c`", "`grep -i -c`", "`fzf --filter`", "SQLite `LIKE`", "SQLite FTS5",
    "PCRE2",      "rg ÷ texts",   "matches"};

/* What is not understood is not measured. */
static void make_row(struct row *row, const struct subject *subject, const struct store *store,
                     struct peers *peers)
{
    row->subject = subject;
    ask(&row->text, store, subject->text);
    ask(&row->cells, store, subject->cells);
    for (size_t i = 0; i < OWN_COUNT; i++) {
        static timing_measure *const measures[] = {search_all, search_screenful};
        struct asked *asked = i < OWN_CELLS ? &row->text : &row->cells;
        row->contenders[i] =
            (struct contender){.measure = asked->query ? measures[i % 2] : NULL, .context = asked};
    }
    peers_ask(peers, &subject->wanted, &row->contenders[OWN_COUNT]);
}

/* rg counts the rows that hold the words. briefbook also finds them with accents, but where it finds
 * fewer it has not done the same work, and what it took says nothing. */
static bool finds_fewer(const struct row *row, const struct peers *peers)
{
    size_t counted;
    return row->text.query && peers_counted(peers, &counted) && row->text.matches < counted;
}

static void print_own(struct row *row, bool is_comparable)
{
    for (size_t i = 0; i < OWN_COUNT; i++) {
        bool is_in_text = i < OWN_CELLS;
        if (is_in_text && !row->subject->text)
            fputs("| ", stdout);
        else if (!row->contenders[i].measure)
            fputs("| not understood ", stdout);
        else if (is_in_text && !is_comparable)
            fputs("| finds fewer ", stdout);
        else
            timing_print_median(&row->contenders[i]);
    }
}

static void print_row(struct row *row, bool is_comparable)
{
    struct contender *peers = row->contenders + OWN_COUNT;
    printf("| %s ", row->subject->name);
    print_own(row, is_comparable);
    for (size_t i = 0; i < PEER_COUNT; i++) {
        if (peers[i].measure)
            timing_print_median(&peers[i]);
        else
            fputs("| ", stdout);
    }
    double in_text = is_comparable ? contender_median(&row->contenders[OWN_TEXT]) : NAN;
    timing_print_figure(contender_median(&peers[PEER_RIPGREP]) / in_text);
    printf("| %zu |\n", row->cells.matches);
    fflush(stdout);
}

static void measure_rows(const struct store *store, struct peers *peers)
{
    for (size_t i = 0; i < SUBJECTS; i++) {
        enum { CONTENDERS = OWN_COUNT + PEER_COUNT };
        struct row row = {0};
        make_row(&row, &subjects[i], store, peers);
        timing_compare(row.contenders, CONTENDERS);
        print_row(&row, !finds_fewer(&row, peers));
        timing_free(row.contenders, CONTENDERS);
        query_free(row.text.query);
        query_free(row.cells.query);
    }
}

static int bench(const struct store *store, const char *folder, const char *matcher)
{
    struct peers peers = {0};
    peers_start(&peers, folder, matcher);
    printf("\nSearching %s, median ms\n\n", strrchr(folder, '/') + 1);
    timing_print_head(heads, sizeof heads / sizeof heads[0]);
    measure_rows(store, &peers);
    if (peers.index_milliseconds >= 0)
        printf("\nSQLite took %.0f ms to index the words.\n", peers.index_milliseconds);
    peers_end(&peers);
    return 0;
}

int main(int count, char *arguments[])
{
    if (count != 3) {
        fputs("Usage: bench-search FOLDER MATCH-ROWS\n", stderr);
        return 2;
    }
    struct diag_list diags = {0};
    struct store *store = store_open(arguments[1], &diags);
    bool is_loaded = store && store_start(store, NULL, NULL) && store_wait(store);
    int status = is_loaded ? bench(store, arguments[1], arguments[2]) : 1;
    store_free(store);
    diag_list_free(&diags);
    return status;
}
