/* make-quotations.c: writes a briefing of quotations from one long archived text for the benches, the same
 * one on every run, and beside it the quotations alone, one a line. Of the kind "differ" each has one
 * letter that the text has not. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bench/corpus-words.h"
#include "support/random.h"

enum { QUOTES = 10000, TEXT = 10 * 1000 * 1000, PARAGRAPH = 1000, SHORTEST = 60, SPREAD = 280 };

struct quotations {
    const char *folder;
    bool differ;
    uint64_t random;
    struct buffer text;
    size_t *paragraphs; /* where they start */
    size_t paragraph_count;
    struct buffer cells; /* the table */
    struct buffer lines; /* the same for others */
};

/* Each paragraph is one line. */
static bool make_text(struct quotations *quotations)
{
    const struct prose prose = {.script = SCRIPT_LATIN, .bytes = PARAGRAPH};
    struct corpus_words *words = corpus_words_new(1);
    quotations->paragraphs = calloc(TEXT / PARAGRAPH * 2, sizeof *quotations->paragraphs);
    bool done = words && quotations->paragraphs;
    while (done && quotations->text.length < TEXT) {
        quotations->paragraphs[quotations->paragraph_count++] = quotations->text.length;
        done = corpus_append_prose(words, &prose, &quotations->random, &quotations->text) &&
               buffer_append_char(&quotations->text, '\n');
    }
    corpus_words_free(words);
    return done;
}

/* Words of a paragraph, in which no end of a line is. */
static struct slice draw_words(struct quotations *quotations)
{
    size_t number = next_random(&quotations->random) % (quotations->paragraph_count - 1);
    size_t start = quotations->paragraphs[number];
    size_t end = quotations->paragraphs[number + 1] - 1;
    size_t length = SHORTEST + next_random(&quotations->random) % SPREAD;
    start += next_random(&quotations->random) % (end - start - length);
    return slice_trim(slice_part(buffer_slice(&quotations->text), start, start + length));
}

static void append_words(struct quotations *quotations, struct buffer *to, struct slice words,
                         size_t changed)
{
    buffer_append(to, slice_part(words, 0, changed));
    buffer_append_string(to, quotations->differ ? "#" : "");
    buffer_append(to, slice_part(words, changed + quotations->differ, words.length));
}

static bool make_quotes(struct quotations *quotations)
{
    buffer_append_string(&quotations->cells, "id,text,quote_type,source_ids\n");
    for (size_t i = 0; i < QUOTES; i++) {
        struct slice words = draw_words(quotations);
        size_t changed = next_random(&quotations->random) % words.length;
        buffer_append_format(&quotations->cells, "q-%zu,\"", i);
        append_words(quotations, &quotations->cells, words, changed);
        buffer_append_string(&quotations->cells, "\",direct,s\n");
        append_words(quotations, &quotations->lines, words, changed);
        buffer_append_char(&quotations->lines, '\n');
    }
    return !quotations->cells.failed && !quotations->lines.failed;
}

static bool write_file(const struct quotations *quotations, const char *name, struct slice bytes)
{
    char path[4096];
    snprintf(path, sizeof path, "%s%s", quotations->folder, name);
    FILE *file = fopen(path, "w");
    bool done = file && fwrite(bytes.data, 1, bytes.length, file) == bytes.length;
    return (!file || fclose(file) == 0) && done;
}

/* The table of quotes comes last: without it there is no book. */
static bool write_book(const struct quotations *quotations)
{
    return (mkdir(quotations->folder, 0777) == 0 || errno == EEXIST) &&
           write_file(quotations, "/text.txt", buffer_slice(&quotations->text)) &&
           write_file(quotations, ".txt", buffer_slice(&quotations->lines)) &&
           write_file(quotations, "/sources.csv",
                      SLICE("id,title,archive_file\ns,Source S,text.txt\n")) &&
           write_file(quotations, "/quotes.csv", buffer_slice(&quotations->cells));
}

int main(int count, char *arguments[])
{
    if (count != 3) {
        fputs("Usage: make-quotations same|differ FOLDER\n", stderr);
        return 2;
    }
    struct quotations quotations = {
        .folder = arguments[2], .differ = strcmp(arguments[1], "differ") == 0, .random = 1};
    bool done = make_text(&quotations) && make_quotes(&quotations) && write_book(&quotations);
    if (!done)
        perror(arguments[2]);
    buffer_free(&quotations.text);
    buffer_free(&quotations.cells);
    buffer_free(&quotations.lines);
    free(quotations.paragraphs);
    return done ? 0 : 1;
}
