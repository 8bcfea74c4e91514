/* text-terms.c: what words, phrases and regular expressions have in common: they look for text. */
#include "query/matcher-parts.h"

/* What an expression may take for a text, in microseconds, and what all may lose to texts on which they
 * give up before they get the least. */
enum { MOST = 100000, LEAST = 100, MOST_LOST = 1000000, BYTES_A_MICROSECOND = 16 };

static long long allowance(const struct matcher *matcher, struct slice text)
{
    long long left = MOST_LOST - matcher->lost;
    long long allowed = left > MOST ? MOST : left;
    return (allowed > LEAST ? allowed : LEAST) + (long long)(text.length / BYTES_A_MICROSECOND);
}

/* A text on which the expression gave up is no match, but that is told; lack of memory is kept as
 * that of the scratch buffer is. */
static bool regex_matches(struct matcher *matcher, const struct regex *regex, struct slice text)
{
    long long allowed = allowance(matcher, text);
    regex_runner_allow(matcher->runner, allowed);
    switch (regex_in(regex, matcher->runner, text)) {
    case REGEX_YES:
        return true;
    case REGEX_OUT_OF_MEMORY:
        matcher->scratch.failed = true;
        return false;
    case REGEX_GAVE_UP:
        matcher->lost += allowed;
        if (matcher->ground->gave_up)
            atomic_store_explicit(matcher->ground->gave_up, true, memory_order_relaxed);
        return false;
    default:
        return false;
    }
}

bool term_in(struct matcher *matcher, const struct node *term, struct slice text)
{
    if (term->kind == NODE_REGEX)
        return regex_matches(matcher, term->regex, text);
    return needle_in(&term->needle, text, &matcher->scratch);
}

static bool scan_regex(struct matcher *matcher, const struct window *window, size_t column,
                       const struct node *term, const struct row_bits *candidates,
                       struct row_bits *found)
{
    const struct segment_column *cells = &window->segment->columns[column];
    if (!cells->offsets)
        return true;
    size_t row = rows_next(candidates, 0);
    for (; row < WINDOW_ROWS && !matcher_is_cancelled(matcher);
         row = rows_next(candidates, row + 1)) {
        if (!rows_has(found, row) && term_in(matcher, term, window_cell(window, cells, row)))
            rows_add(found, row);
    }
    return !matcher->scratch.failed && !matcher_is_cancelled(matcher);
}

bool scan_term(struct matcher *matcher, const struct window *window, size_t column,
               const struct node *term, const struct row_bits *candidates, struct row_bits *found)
{
    if (term->kind == NODE_REGEX)
        return scan_regex(matcher, window, column, term, candidates, found);
    return scan_needle(matcher, window, column, &term->needle, false, candidates, found);
}
