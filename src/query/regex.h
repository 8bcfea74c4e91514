/* regex.h: regular expressions, as PCRE2 knows them.
 *
 * An expression is compiled once, without case, in UTF and Unicode-property mode, and may be shared
 * by threads; each thread runs it with a runner of its own. `^` and `$` are the ends of the text.
 * It looks at the text as it stands, where bytes that are not UTF-8 match nothing.
 *
 * How long it may look at one text is limited, so that no expression hangs the program. Then it gives
 * up, which is not the same as not to match. */
#ifndef QUERY_REGEX_H
#define QUERY_REGEX_H

#include "briefbook/slice.h"

struct regex;

enum { REGEX_LONGEST_FAULT = 256 };

/* Why an expression can't be compiled, and at which of its bytes. */
struct regex_fault {
    char message[REGEX_LONGEST_FAULT]; /* empty when memory is out */
    size_t at;
};

/* Compiles valid UTF-8. NULL, and `*fault` says why, when it can't. */
struct regex *regex_new(struct slice pattern, struct regex_fault *fault);

/* Takes NULL. */
void regex_free(struct regex *regex);

struct regex_runner;

/* NULL when memory is out. */
struct regex_runner *regex_runner_new(void);

/* Takes NULL. */
void regex_runner_free(struct regex_runner *runner);

enum regex_answer { REGEX_NO, REGEX_YES, REGEX_GAVE_UP, REGEX_OUT_OF_MEMORY };

/* Whether a text holds a match. A blank text holds none. */
enum regex_answer regex_in(const struct regex *regex, struct regex_runner *runner,
                           struct slice text);

/* Finds the next match that is not empty, from an offset on, in bytes of the text. */
enum regex_answer regex_find(const struct regex *regex, struct regex_runner *runner,
                             struct slice text, size_t from, size_t *start, size_t *end);

#endif
