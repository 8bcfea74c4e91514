/* make-corpus.c: writes a briefing of plainly artificial quotes for the benches, the same one on every
 * run, and beside it the quotations alone, one a line (line ends made blanks), for programs that
 * search lines. What stands already is left as it is. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bench/corpus-words.h"
#include "briefbook/date.h"
#include "support/random.h"

enum { PEOPLE = 2000, EVENTS = 500, FIELDS = 50, PARENT_FIELDS = 10, SOURCES = 1000, SEED = 1 };

/* How many of a hundred quotes are in another script than plain ASCII. */
static const struct kind {
    const char *name;
    unsigned korean;
    unsigned accented;
} kinds[] = {{"latin", 0, 5}, {"korean", 100, 0}, {"mixed", 5, 5}};

enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

struct corpus {
    const struct kind *kind;
    size_t quotes;
    const char *folder; /* where it goes once it is whole */
    struct corpus_words *words;
    uint64_t random;
    struct buffer text; /* used for each text in turn */
    struct buffer row;
};

/* ---- Cells ----------------------------------------------------------------------------------- */

static unsigned draw_below(struct corpus *corpus, unsigned limit)
{
    return next_random(&corpus->random) % limit;
}

static void append_cell(struct buffer *row, struct slice cell)
{
    buffer_append_char(row, '"');
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.data[i] == '"')
            buffer_append_char(row, '"');
        buffer_append_char(row, cell.data[i]);
    }
    buffer_append_char(row, '"');
}

/* In quotation marks only where it has to be, as spreadsheets do it. */
static void append_text_cell(struct corpus *corpus, const struct prose *prose)
{
    buffer_clear(&corpus->text);
    corpus_append_prose(corpus->words, prose, &corpus->random, &corpus->text);
    struct slice text = buffer_slice(&corpus->text);
    bool is_plain = true;
    for (size_t i = 0; i < text.length; i++)
        is_plain = is_plain && !strchr(",\"\n", text.data[i]);
    if (is_plain)
        buffer_append(&corpus->row, text);
    else
        append_cell(&corpus->row, text);
}

static void append_sentence(struct corpus *corpus)
{
    struct prose prose = {.script = SCRIPT_LATIN, .bytes = 100};
    append_text_cell(corpus, &prose);
}

/* A cell of links to some of the records of a table, whose ids are PREFIX and a number. */
static void append_links(struct corpus *corpus, const char *prefix, unsigned records, size_t count)
{
    buffer_append_char(&corpus->row, ',');
    for (size_t i = 0; i < count; i++)
        buffer_append_format(&corpus->row, "%s%s-%u", i ? ";" : "", prefix,
                             draw_below(corpus, records));
}

/* A day counted from 2000-01-01. */
static void append_day(struct corpus *corpus, unsigned day)
{
    int32_t year;
    int month;
    int in_month;
    date_calendar(date_day_number(2000, 1, 1) + (int32_t)day, &year, &month, &in_month);
    buffer_append_format(&corpus->row, "%04d-%02d-%02d", (int)year, month, in_month);
}

/* ---- Tables ---------------------------------------------------------------------------------- */

static void append_briefing(struct corpus *corpus, size_t number)
{
    (void)number;
    buffer_append_format(&corpus->row,
                         "bench,%zu artificial quotes,2023-01-01,CLEAR,en,Nothing in it is true.",
                         corpus->quotes);
}

static void append_person(struct corpus *corpus, size_t number)
{
    buffer_append_format(&corpus->row, "person-%zu,Person ", number);
    corpus_append_name(corpus->words, &corpus->random, &corpus->row);
    buffer_append_format(&corpus->row, " %zu,expert,Institute %zu,", number, number % 100);
    append_sentence(corpus);
    append_links(corpus, "source", SOURCES, 1);
}

static unsigned event_day(size_t number)
{
    enum { DAYS_BETWEEN = 16 };
    return (unsigned)number * DAYS_BETWEEN;
}

static void append_event(struct corpus *corpus, size_t number)
{
    static const char *const types[] = {"visit", "talks", "summit", "speech"};
    buffer_append_format(&corpus->row, "event-%zu,Event %zu ", number, number);
    corpus_append_name(corpus->words, &corpus->random, &corpus->row);
    buffer_append_format(&corpus->row, ",%s,", PICK(&corpus->random, types));
    append_day(corpus, event_day(number));
    buffer_append_char(&corpus->row, ',');
    append_day(corpus, event_day(number) + draw_below(corpus, 3));
    buffer_append_string(&corpus->row, ",held,");
    append_sentence(corpus);
    append_links(corpus, "person", PEOPLE, 3);
    append_links(corpus, "field", FIELDS, 1);
    append_links(corpus, "source", SOURCES, 1);
}

static void append_field(struct corpus *corpus, size_t number)
{
    buffer_append_format(&corpus->row, "field-%zu,Field %zu ", number, number);
    corpus_append_name(corpus->words, &corpus->random, &corpus->row);
    buffer_append_string(&corpus->row, ",field,");
    if (number >= PARENT_FIELDS)
        buffer_append_format(&corpus->row, "field-%zu", number % PARENT_FIELDS);
    buffer_append_char(&corpus->row, ',');
    append_sentence(corpus);
    append_links(corpus, "source", SOURCES, 1);
}

static void append_source(struct corpus *corpus, size_t number)
{
    buffer_append_format(&corpus->row, "source-%zu,article-newspaper,Article %zu,Paper %zu,",
                         number, number, number % 40);
    append_day(corpus, draw_below(corpus, event_day(EVENTS)));
    buffer_append_format(&corpus->row, ",https://example.org/%zu,en,%c", number,
                         'A' + (int)draw_below(corpus, 6));
}

/* Said at an event, and then on its first day or on a day that is not told; or about one, on any
 * day, in one of the forms that a date may have. */
static void append_occasion(struct corpus *corpus)
{
    unsigned event = draw_below(corpus, EVENTS);
    bool is_about = draw_below(corpus, 2);
    size_t start = corpus->row.length;
    if (is_about || draw_below(corpus, 2))
        append_day(corpus, is_about ? draw_below(corpus, event_day(EVENTS)) : event_day(event));
    size_t written = corpus->row.length - start;
    static const size_t kept[] = {10, 10, 10, 10, 7, 4};
    size_t length = kept[draw_below(corpus, sizeof kept / sizeof kept[0])];
    if (written > length)
        corpus->row.length = start + length;
    if (written && draw_below(corpus, 20) == 0)
        buffer_append_char(&corpus->row, '~');
    buffer_append_format(&corpus->row, is_about ? ",,event-%u" : ",event-%u,", event);
}

static enum script quote_script(struct corpus *corpus)
{
    unsigned share = draw_below(corpus, 100);
    if (share < corpus->kind->korean)
        return SCRIPT_KOREAN;
    return share < corpus->kind->korean + corpus->kind->accented ? SCRIPT_ACCENTED : SCRIPT_LATIN;
}

static const char *quote_needle(struct corpus *corpus, size_t number, enum script script)
{
    enum { RARE_EVERY = 100000, RARE_AT = 4711 };
    unsigned in_thousand = draw_below(corpus, 1000);
    if (script == SCRIPT_KOREAN)
        return in_thousand < 20 ? NEEDLE_KOREAN : NULL;
    if (number % RARE_EVERY == RARE_AT)
        return NEEDLE_RARE;
    if (in_thousand < 61) /* of the 95 % that are not Korean: 58 of all */
        return NEEDLE_COMMON;
    return in_thousand < 64 ? NEEDLE_PHRASE : NULL;
}

static void append_quote(struct corpus *corpus, size_t number)
{
    enum { SHORTEST = 55, SPREAD = 292 };
    static const char *const types[] = {"direct", "direct", "partial", "paraphrase"};
    static const char *const languages[] = {
        [SCRIPT_LATIN] = "en", [SCRIPT_ACCENTED] = "nb", [SCRIPT_KOREAN] = "ko"};
    struct prose prose = {.script = quote_script(corpus)};
    prose.needle = quote_needle(corpus, number, prose.script);
    prose.bytes = SHORTEST + draw_below(corpus, SPREAD);
    prose.punctuated = draw_below(corpus, 10) == 0;
    buffer_append_format(&corpus->row, "q-%zu", number);
    append_links(corpus, "person", PEOPLE, 1);
    buffer_append_char(&corpus->row, ',');
    append_text_cell(corpus, &prose);
    buffer_append_format(&corpus->row, ",%s,%s,", PICK(&corpus->random, types),
                         languages[prose.script]);
    append_occasion(corpus);
    append_links(corpus, "field", FIELDS, 2);
    append_links(corpus, "source", SOURCES, 1);
    buffer_append_format(&corpus->row, ",p. %u", 1 + draw_below(corpus, 90));
}

/* ---- Files ----------------------------------------------------------------------------------- */

static FILE *create(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s%s", folder, name);
    return fopen(path, "w");
}

static bool put(FILE *file, const struct buffer *buffer)
{
    return !buffer->failed && fwrite(buffer->data, 1, buffer->length, file) == buffer->length;
}

static bool put_line(FILE *file, struct buffer *text)
{
    for (size_t i = 0; i < text->length; i++)
        if (text->data[i] == '\n')
            text->data[i] = ' ';
    buffer_append_char(text, '\n');
    return put(file, text);
}

struct part {
    const char *file;
    const char *header;
    size_t rows;
    void (*append_row)(struct corpus *corpus, size_t number);
};

/* The texts of the rows go to `lines` too, where there is one. */
static bool write_part(struct corpus *corpus, const struct part *part, const char *folder,
                       FILE *lines)
{
    FILE *file = create(folder, part->file);
    if (!file)
        return false;
    bool written = fprintf(file, "%s\n", part->header) > 0;
    for (size_t row = 0; row < part->rows && written; row++) {
        buffer_clear(&corpus->row);
        part->append_row(corpus, row);
        buffer_append_char(&corpus->row, '\n');
        written = put(file, &corpus->row) && (!lines || put_line(lines, &corpus->text));
    }
    return (fclose(file) == 0) && written;
}

static bool write_tables(struct corpus *corpus, const char *folder, FILE *lines)
{
    const struct part parts[] = {
        {"/briefing.csv", "id,title,as_of,tlp,language,bottom_line", 1, append_briefing},
        {"/people.csv", "id,name,capacity,organization,summary,source_ids", PEOPLE, append_person},
        {"/events.csv",
         "id,name,type,start_date,end_date,status,description,attendee_ids,field_ids,source_ids",
         EVENTS, append_event},
        {"/fields.csv", "id,name,kind,parent_id,description,source_ids", FIELDS, append_field},
        {"/sources.csv", "id,type,title,container_title,issued,url,language,reliability", SOURCES,
         append_source},
        {"/quotes.csv",
         "id,speaker_id,text,quote_type,language,date,event_id,about_event_ids,field_ids,source_"
         "ids,locator",
         corpus->quotes, append_quote},
    };
    enum { PART_COUNT = sizeof parts / sizeof parts[0] };
    bool written = true;
    for (size_t i = 0; i < PART_COUNT && written; i++)
        written = write_part(corpus, &parts[i], folder, i + 1 == PART_COUNT ? lines : NULL);
    return written;
}

/* Written beside its place, and put there when it is whole. */
static bool write_corpus(struct corpus *corpus)
{
    char unfinished[4096];
    snprintf(unfinished, sizeof unfinished, "%s.unfinished", corpus->folder);
    if (mkdir(unfinished, 0777) != 0 && errno != EEXIST)
        return false;
    FILE *lines = create(corpus->folder, ".txt");
    bool written = lines && write_tables(corpus, unfinished, lines);
    written = lines && (fclose(lines) == 0) && written;
    return written && rename(unfinished, corpus->folder) == 0;
}

static bool make(struct corpus *corpus)
{
    struct stat status;
    if (stat(corpus->folder, &status) == 0)
        return true;
    corpus->words = corpus_words_new(SEED);
    corpus->random = SEED;
    bool made = corpus->words && write_corpus(corpus);
    corpus_words_free(corpus->words);
    buffer_free(&corpus->text);
    buffer_free(&corpus->row);
    return made;
}

/* "10k" and "1M" are short for their zeros; 0 for anything else. */
static size_t read_count(const char *text)
{
    static const struct {
        const char *end;
        size_t factor;
    } units[] = {{"", 1}, {"k", 1000}, {"M", 1000000}};
    char *end;
    size_t count = strtoul(text, &end, 10);
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strcmp(end, units[i].end) == 0)
            return count * units[i].factor;
    return 0;
}

int main(int count, char *arguments[])
{
    struct corpus corpus = {0};
    if (count == 4) {
        for (size_t i = 0; i < KIND_COUNT; i++)
            if (strcmp(arguments[1], kinds[i].name) == 0)
                corpus.kind = &kinds[i];
        corpus.quotes = read_count(arguments[2]);
        corpus.folder = arguments[3];
    }
    if (!corpus.kind || !corpus.quotes) {
        fputs("Usage: make-corpus latin|korean|mixed QUOTES FOLDER\n"
              "QUOTES is a number; 10k and 1M are understood.\n",
              stderr);
        return 2;
    }
    if (make(&corpus))
        return 0;
    perror(corpus.folder);
    return 1;
}
