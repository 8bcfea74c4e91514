/* regex.c: the one file that knows PCRE2. */
#include "query/regex.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "briefbook/clock.h"

/* The stack is for compiled code, and the heap what the interpreter may need for some hundred KiB. */
enum { STACK_BEGIN = 32 * 1024, STACK_LIMIT = 512 * 1024, HEAP_LIMIT_KIB = 16 * 1024 };

/* A short text is first tried without a watch by a short expression, which is faster. There the limit
 * of matches, which holds for each place at which a match may start, keeps it to some milliseconds. */
enum { SHORT_TEXT = 512, SHORT_PATTERN = 128, SHORT_MATCH_LIMIT = 1000 };

/* Uncompiled code may count from the start of the text in one step, for instance for \X. */
enum { MOST_INTERPRETED = 32 * 1024 };

/* Between two looks at the clock, PCRE2 may go through the whole text. */
enum { STEPS_A_LOOK = 256, LONG_TEXT = 64 * 1024 };

struct regex {
    pcre2_code *quick;   /* for short texts; NULL when the expression is long */
    pcre2_code *watched; /* calls back at every step */
    bool out_of_memory;  /* at any time while it was compiled */
};

/* What is looked at between the steps of an expression. */
struct watch {
    const atomic_bool *cancelled; /* NULL for none */
    long long allowed;            /* microseconds */
    long long end;                /* on the clock; 0 until it was read for the first time */
    size_t steps;                 /* until it is read again */
    size_t text_length;
};

struct regex_runner {
    pcre2_match_context *quick;
    pcre2_match_context *watched;
    pcre2_match_data *match; /* where the match itself is; groups are of no interest */
    pcre2_jit_stack *stack;  /* NULL where nothing is compiled for the processor */
    struct watch watch;
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

static pcre2_code *compile(struct slice pattern, uint32_t extra, pcre2_general_context *memory,
                           int *error, size_t *at)
{
    /* \C would match a part of a character. */
    const uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_MATCH_INVALID_UTF |
                             PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C;
    pcre2_compile_context *context = memory ? pcre2_compile_context_create(memory) : NULL;
    if (!context)
        return NULL;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern.data, pattern.length, options | extra,
                                     error, at, context);
    pcre2_compile_context_free(context);
    return code;
}

/* Without a compiler for the processor, or a right to use it, the expression is interpreted. */
static void compile_for_processor(pcre2_code *code)
{
    if (code)
        pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
}

size_t regex_size(const struct regex *regex)
{
    size_t size = 0;
    pcre2_pattern_info(regex->watched, PCRE2_INFO_SIZE, &size);
    return size;
}

static void set_fault(struct regex_fault *fault, const char *message, size_t at)
{
    snprintf(fault->message, sizeof fault->message, "%s", message);
    fault->at = at;
}

/* What could not be bounded in time: to interpret, and to compile what becomes very large. */
static bool is_refused(const struct regex *regex, struct slice pattern, struct regex_fault *fault)
{
    static const char setting[] = "(*NO_JIT)";
    const char *found = memmem(pattern.data, pattern.length, setting, strlen(setting));
    if (found)
        set_fault(fault, "(*NO_JIT) is not taken", (size_t)(found - pattern.data));
    else if (regex_size(regex) > REGEX_MOST_BYTES)
        set_fault(fault, "it is too large", 0);
    return fault->message[0] != '\0';
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
    regex->watched = compile(pattern, PCRE2_AUTO_CALLOUT, memory, &error, &fault->at);
    bool fine = regex->watched && !is_refused(regex, pattern, fault);
    if (fine && pattern.length <= SHORT_PATTERN)
        regex->quick = compile(pattern, 0, memory, &error, &fault->at);
    if (fine) {
        compile_for_processor(regex->quick);
        compile_for_processor(regex->watched);
    }
    pcre2_general_context_free(memory);
    if (fine && !regex->out_of_memory)
        return regex;
    if (!regex->out_of_memory && !fault->message[0])
        pcre2_get_error_message(error, (PCRE2_UCHAR *)fault->message, sizeof fault->message);
    regex_free(regex);
    return NULL;
}

void regex_free(struct regex *regex)
{
    if (!regex)
        return;
    pcre2_code_free(regex->quick);
    pcre2_code_free(regex->watched);
    free(regex);
}

/* ---- Running ------------------------------------------------------------------------------- */

/* How many steps may be made before the clock is read again: the longer the text, the more one step
 * can take. */
static size_t steps_a_look(size_t text_length)
{
    if (text_length >= LONG_TEXT)
        return 1;
    return text_length > SHORT_TEXT ? STEPS_A_LOOK / 16 : STEPS_A_LOOK;
}

/* Called at every step. What is not 0 ends the match. */
static int look_at_clock(pcre2_callout_block *step, void *context)
{
    (void)step;
    struct watch *watch = context;
    if (--watch->steps)
        return 0;
    watch->steps = steps_a_look(watch->text_length);
    if (watch->cancelled && atomic_load_explicit(watch->cancelled, memory_order_relaxed))
        return PCRE2_ERROR_CALLOUT;
    long long now = clock_microseconds();
    if (!watch->end)
        watch->end = now + watch->allowed;
    return now > watch->end ? PCRE2_ERROR_CALLOUT : 0;
}

static bool make_tools(struct regex_runner *runner, pcre2_general_context *memory)
{
    if (!memory)
        return false;
    runner->quick = pcre2_match_context_create(memory);
    runner->watched = pcre2_match_context_create(memory);
    runner->match = pcre2_match_data_create(1, memory);
    runner->stack = pcre2_jit_stack_create(STACK_BEGIN, STACK_LIMIT, memory);
    return !runner->out_of_memory;
}

struct regex_runner *regex_runner_new(const atomic_bool *cancelled)
{
    struct regex_runner *runner = calloc(1, sizeof *runner);
    if (!runner)
        return NULL;
    pcre2_general_context *memory =
        pcre2_general_context_create(allocate, release, &runner->out_of_memory);
    bool made = make_tools(runner, memory);
    pcre2_general_context_free(memory);
    if (!made) {
        regex_runner_free(runner);
        return NULL;
    }
    runner->watch.cancelled = cancelled;
    regex_runner_allow(runner, 0);
    pcre2_set_match_limit(runner->quick, SHORT_MATCH_LIMIT);
    pcre2_set_match_limit(runner->watched, UINT32_MAX);
    pcre2_set_callout(runner->watched, look_at_clock, &runner->watch);
    pcre2_match_context *const contexts[] = {runner->quick, runner->watched};
    for (size_t i = 0; i < sizeof contexts / sizeof contexts[0]; i++) {
        pcre2_set_heap_limit(contexts[i], HEAP_LIMIT_KIB);
        pcre2_jit_stack_assign(contexts[i], NULL, runner->stack);
    }
    return runner;
}

void regex_runner_free(struct regex_runner *runner)
{
    if (!runner)
        return;
    pcre2_jit_stack_free(runner->stack);
    pcre2_match_data_free(runner->match);
    pcre2_match_context_free(runner->quick);
    pcre2_match_context_free(runner->watched);
    free(runner);
}

void regex_runner_allow(struct regex_runner *runner, long long microseconds)
{
    runner->watch.allowed = microseconds;
    runner->watch.end = 0;
    runner->watch.steps = STEPS_A_LOOK;
}

static int match_watched(const struct regex *regex, struct regex_runner *runner, struct slice text,
                         size_t from, uint32_t options)
{
    PCRE2_SPTR bytes = (PCRE2_SPTR)text.data;
    size_t steps = steps_a_look(text.length);
    runner->watch.text_length = text.length;
    if (runner->watch.steps > steps)
        runner->watch.steps = steps;
    int result = pcre2_match(regex->watched, bytes, text.length, from, options, runner->match,
                             runner->watched);
    /* Where the stack is too small for compiled code, the interpreter takes the heap. */
    if (result == PCRE2_ERROR_JIT_STACKLIMIT && text.length <= MOST_INTERPRETED)
        result = pcre2_match(regex->watched, bytes, text.length, from, options | PCRE2_NO_JIT,
                             runner->match, runner->watched);
    return result;
}

static int match(const struct regex *regex, struct regex_runner *runner, struct slice text,
                 size_t from, uint32_t options)
{
    if (text.length > SHORT_TEXT || !regex->quick)
        return match_watched(regex, runner, text, from, options);
    int result = pcre2_match(regex->quick, (PCRE2_SPTR)text.data, text.length, from, options,
                             runner->match, runner->quick);
    if (result >= 0 || result == PCRE2_ERROR_NOMATCH)
        return result;
    return match_watched(regex, runner, text, from, options);
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
        const size_t *places = pcre2_get_ovector_pointer(runner->match);
        /* \K can put the start of a match behind its end, or both before where looking began. */
        *start = places[0] > from ? places[0] : from;
        *end = places[1];
        if (*end <= *start)
            answer = REGEX_NO;
    }
    return answer;
}
