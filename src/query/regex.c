/* regex.c: the one file that knows PCRE2. */
#include "query/regex.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* What looking at one text may take. The limit of matches is reached in about a millisecond; the
 * stack is for compiled code, and the heap what the interpreter may need for some hundred KiB. */
enum {
    MATCH_LIMIT = 200000,
    STACK_BEGIN = 32 * 1024,
    STACK_LIMIT = 512 * 1024,
    HEAP_LIMIT_KIB = 16 * 1024
};

/* The limit of matches holds for each place at which a match may start. So a long text is looked at
 * in blocks of places, and given up when it has taken too long all in all. */
enum { BLOCK = 256, MILLISECONDS = 100, BYTES_A_MILLISECOND = 16 * 1024 };

struct regex {
    pcre2_code *code;
    bool is_whole;      /* what it means depends on where looking began: a text is one block */
    bool out_of_memory; /* at any time while it was compiled */
};

struct regex_runner {
    pcre2_match_context *limits;
    pcre2_match_data *match; /* where the match itself is; groups are of no interest */
    pcre2_jit_stack *stack;  /* NULL where nothing is compiled for the processor */
    bool out_of_memory;
};

static void *allocate(size_t size, void *out_of_memory)
{
    void *memory = malloc(size);
    if (!memory)
        *(bool *)out_of_memory = true;
    return memory;
}

static void release(void *memory, void *unused)
{
    (void)unused;
    free(memory);
}

/* ---- Compiling ----------------------------------------------------------------------------- */

static pcre2_code *compile(struct slice pattern, pcre2_general_context *memory, int *error,
                           size_t *at)
{
    /* \C would match a part of a character. */
    const uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_MATCH_INVALID_UTF |
                             PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C |
                             PCRE2_USE_OFFSET_LIMIT;
    pcre2_compile_context *context = memory ? pcre2_compile_context_create(memory) : NULL;
    if (!context)
        return NULL;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)pattern.data, pattern.length, options, error, at, context);
    pcre2_compile_context_free(context);
    /* Without a compiler for the processor, or a right to use it, the expression is interpreted. */
    if (code)
        pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    return code;
}

/* \G is where looking began, and some verbs end it for good. */
static bool asks_where_it_began(struct slice pattern)
{
    return memmem(pattern.data, pattern.length, "\\G", 2) ||
           memmem(pattern.data, pattern.length, "(*", 2);
}

struct regex *regex_new(struct slice pattern, struct regex_fault *fault)
{
    int error = 0;
    *fault = (struct regex_fault){{0}, 0};
    struct regex *regex = calloc(1, sizeof *regex);
    if (!regex)
        return NULL;
    pcre2_general_context *memory =
        pcre2_general_context_create(allocate, release, &regex->out_of_memory);
    regex->is_whole = asks_where_it_began(pattern);
    regex->code = compile(pattern, memory, &error, &fault->at);
    pcre2_general_context_free(memory);
    if (regex->code && !regex->out_of_memory)
        return regex;
    if (!regex->out_of_memory)
        pcre2_get_error_message(error, (PCRE2_UCHAR *)fault->message, sizeof fault->message);
    regex_free(regex);
    return NULL;
}

void regex_free(struct regex *regex)
{
    if (!regex)
        return;
    pcre2_code_free(regex->code);
    free(regex);
}

/* ---- Running ------------------------------------------------------------------------------- */

struct regex_runner *regex_runner_new(void)
{
    struct regex_runner *runner = calloc(1, sizeof *runner);
    if (!runner)
        return NULL;
    pcre2_general_context *memory =
        pcre2_general_context_create(allocate, release, &runner->out_of_memory);
    if (memory) {
        runner->limits = pcre2_match_context_create(memory);
        runner->match = pcre2_match_data_create(1, memory);
        runner->stack = pcre2_jit_stack_create(STACK_BEGIN, STACK_LIMIT, memory);
    }
    pcre2_general_context_free(memory);
    if (runner->out_of_memory) {
        regex_runner_free(runner);
        return NULL;
    }
    pcre2_set_match_limit(runner->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(runner->limits, MATCH_LIMIT);
    pcre2_set_heap_limit(runner->limits, HEAP_LIMIT_KIB);
    pcre2_jit_stack_assign(runner->limits, NULL, runner->stack);
    return runner;
}

void regex_runner_free(struct regex_runner *runner)
{
    if (!runner)
        return;
    pcre2_jit_stack_free(runner->stack);
    pcre2_match_data_free(runner->match);
    pcre2_match_context_free(runner->limits);
    free(runner);
}

/* Looks for a match that starts at `from` or behind it, at `last` at the latest. */
static int match_block(const struct regex *regex, struct regex_runner *runner, struct slice text,
                       size_t from, size_t last, uint32_t options)
{
    pcre2_set_offset_limit(runner->limits, last);
    int result = pcre2_match(regex->code, (PCRE2_SPTR)text.data, text.length, from, options,
                             runner->match, runner->limits);
    /* Where the stack is too small for compiled code, the interpreter takes the heap. */
    if (result == PCRE2_ERROR_JIT_STACKLIMIT)
        result = pcre2_match(regex->code, (PCRE2_SPTR)text.data, text.length, from,
                             options | PCRE2_NO_JIT, runner->match, runner->limits);
    return result;
}

static long milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000L + now.tv_nsec / 1000000L;
}

static bool is_inside_character(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static int match(const struct regex *regex, struct regex_runner *runner, struct slice text,
                 size_t from, uint32_t options)
{
    if (regex->is_whole || text.length - from <= BLOCK)
        return match_block(regex, runner, text, from, text.length, options);
    long end = milliseconds() + MILLISECONDS + (long)(text.length / BYTES_A_MILLISECOND);
    for (;;) {
        size_t last = text.length - from > BLOCK ? from + BLOCK : text.length;
        int result = match_block(regex, runner, text, from, last, options);
        if (result != PCRE2_ERROR_NOMATCH || last == text.length)
            return result;
        if (milliseconds() > end)
            return PCRE2_ERROR_MATCHLIMIT;
        from = last + 1;
        while (from < text.length && is_inside_character(text.data[from]))
            from++;
    }
}

static enum regex_answer run(const struct regex *regex, struct regex_runner *runner,
                             struct slice text, size_t from, uint32_t options)
{
    if (from >= text.length)
        return REGEX_NO;
    int result = match(regex, runner, text, from, options);
    if (result >= 0)
        return REGEX_YES;
    if (result == PCRE2_ERROR_NOMATCH)
        return REGEX_NO;
    return runner->out_of_memory ? REGEX_OUT_OF_MEMORY : REGEX_GAVE_UP;
}

enum regex_answer regex_in(const struct regex *regex, struct regex_runner *runner,
                           struct slice text)
{
    return run(regex, runner, text, 0, 0);
}

enum regex_answer regex_find(const struct regex *regex, struct regex_runner *runner,
                             struct slice text, size_t from, size_t *start, size_t *end)
{
    enum regex_answer answer = run(regex, runner, text, from, PCRE2_NOTEMPTY);
    if (answer == REGEX_YES) {
        *start = pcre2_get_ovector_pointer(runner->match)[0];
        *end = pcre2_get_ovector_pointer(runner->match)[1];
    }
    return answer;
}
