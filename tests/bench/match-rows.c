/* match-rows.c: what a regular expression costs by itself: PCRE2 with its compiler, row by row over
 * the lines of a file in memory. Reads expressions, a line each; answers with the number of rows
 * that match and a line "done". */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct text {
    char *bytes;
    size_t length;
};

static bool read_text(const char *path, struct text *text)
{
    FILE *file = fopen(path, "r");
    struct stat status;
    if (!file || fstat(fileno(file), &status) != 0)
        return false;
    text->length = (size_t)status.st_size;
    text->bytes = malloc(text->length + 1);
    bool is_read = text->bytes && fread(text->bytes, 1, text->length, file) == text->length;
    return fclose(file) == 0 && is_read;
}

static size_t count_rows(const struct text *text, const pcre2_code *code, pcre2_match_data *match)
{
    size_t found = 0;
    const char *end = text->bytes + text->length;
    for (const char *row = text->bytes; row < end;) {
        const char *row_end = memchr(row, '\n', (size_t)(end - row));
        size_t length = (size_t)((row_end ? row_end : end) - row);
        found += pcre2_jit_match(code, (PCRE2_SPTR)row, length, 0, 0, match, NULL) > 0;
        row += length + 1;
    }
    return found;
}

static bool answer(const struct text *text, const char *expression)
{
    int error;
    size_t place;
    pcre2_code *code = pcre2_compile(
        (PCRE2_SPTR)expression, PCRE2_ZERO_TERMINATED,
        PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_MATCH_INVALID_UTF, &error, &place, NULL);
    if (!code || pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0)
        return false;
    pcre2_match_data *match = pcre2_match_data_create_from_pattern(code, NULL);
    printf("%zu\ndone\n", count_rows(text, code, match));
    pcre2_match_data_free(match);
    pcre2_code_free(code);
    return fflush(stdout) == 0;
}

int main(int count, char *arguments[])
{
    struct text text;
    if (count != 2 || !read_text(arguments[1], &text)) {
        fputs("Usage: match-rows FILE\n", stderr);
        return 2;
    }
    bool answered = true;
    char line[1024];
    while (answered && fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        answered = answer(&text, line);
    }
    free(text.bytes);
    return !answered;
}
