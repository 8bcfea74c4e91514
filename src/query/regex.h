/* regex.h: regular expressions, as PCRE2 knows them.
 *
 * An expression is compiled once, without case, in UTF and Unicode-property mode, and may be shared
 * by threads; each thread runs it with a runner of its own. `^` and `$` are the ends of the text.
 * It looks at the text as it stands, where bytes that are not UTF-8 match nothing.
 *
 * How long it may look is limited, so that no expression hangs the program: at every step the runner
 * may look at the clock. When the time is over it gives up, which is not the same as not to match. */
#ifndef QUERY_REGEX_H
#define QUERY_REGEX_H

#include <stdatomic.h>

#include "briefbook/slice.h"

struct regex;

enum {
    REGEX_LONGEST_FAULT = 256,
    REGEX_MOST_BYTES = 16 * 1024 /* of a compiled one */
};

/* Why an expression can't be compiled, and at which of its bytes. */
struct regex_fault {
    char message[REGEX_LONGEST_FAULT]; /* empty when memory is out */
    size_t at;
};

/* Compiles valid UTF-8. NULL, and `*fault` says why, when it can't. */
struct regex *regex_new(struct slice pattern, struct regex_fault *fault);

/* The bytes that it was compiled to, not counting those for the processor. How long that took goes with
 * them. */
size_t regex_size(const struct regex *regex);

/* Takes NULL. */
void regex_free(struct regex *regex);

struct regex_runner;

/* Gives up at once when `*cancelled`, which may be NULL and must live longer, becomes true. NULL when
 * memory is out. */
struct regex_runner *regex_runner_new(const atomic_bool *cancelled);

/* How long all that follows, until the next call of this, may take together; nothing is allowed at
 * first. Texts of up to half a KiB may take some milliseconds more. */
void regex_runner_allow(struct regex_runner *runner, long long microseconds);

/* Takes NULL. */
void regex_runner_free(struct regex_runner *runner);

enum regex_answer { REGEX_NO, REGEX_YES, REGEX_GAVE_UP, REGEX_OUT_OF_MEMORY };

/* Whether a text holds a match. A blank text holds none. */
enum regex_answer regex_in(const struct regex *regex, struct regex_runner *runner,
                           struct slice text);

/* Finds the next match that is not empty, from an offset on, in bytes of the text; it ends behind
 * that. */
enum regex_answer regex_find(const struct regex *regex, struct regex_runner *runner,
                             struct slice text, size_t from, size_t *start, size_t *end);

#endif
