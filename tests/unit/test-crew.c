/* test-crew.c: all pieces of a job are done, each once, whoever does them.
 *
 * Link with what failing-memory.h asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "query/crew.h"
#include "support/failing-memory.h"

enum { MOST_WORKERS = 5, MOST_PIECES = 300 };

struct tally {
    atomic_int done[MOST_PIECES];
    atomic_int busy[MOST_WORKERS]; /* pieces that a worker is at */
    size_t refused;                /* the piece that stops the job; SIZE_MAX for none */
};

static bool count_piece(void *context, size_t worker, size_t piece)
{
    struct tally *tally = context;
    if (worker >= MOST_WORKERS || piece >= MOST_PIECES ||
        atomic_fetch_add(&tally->busy[worker], 1) != 0)
        return false;
    atomic_fetch_add(&tally->done[piece], 1);
    atomic_fetch_sub(&tally->busy[worker], 1);
    return piece != tally->refused;
}

static void does_every_piece_once(void **state)
{
    (void)state;
    for (size_t size = 1; size <= MOST_WORKERS; size++) {
        struct crew *crew = crew_new(size);
        assert_int_equal(crew_size(crew), size);
        for (size_t count = 0; count <= MOST_PIECES; count += 50) {
            struct tally tally = {.refused = SIZE_MAX};
            assert_true(crew_run(crew, count_piece, &tally, count));
            for (size_t piece = 0; piece < MOST_PIECES; piece++)
                assert_int_equal(tally.done[piece], piece < count);
        }
        crew_free(crew);
    }
    crew_free(NULL);
}

static void stops_at_a_refusal(void **state)
{
    (void)state;
    struct crew *crew = crew_new(1);
    struct tally tally = {.refused = 7};
    assert_false(crew_run(crew, count_piece, &tally, MOST_PIECES));
    for (size_t piece = 0; piece < MOST_PIECES; piece++)
        assert_int_equal(tally.done[piece], piece <= 7);
    tally = (struct tally){.refused = SIZE_MAX};
    assert_true(crew_run(crew, count_piece, &tally, MOST_PIECES));
    crew_free(crew);
}

static void says_when_memory_is_out(void **state)
{
    (void)state;
    for (size_t nth = 1; nth <= 2; nth++) {
        failing_memory_start(nth, false);
        struct crew *crew = crew_new(2);
        assert_true(failing_memory_stop());
        assert_null(crew);
    }
    assert_in_range(crew_usual_size(), 1, 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(does_every_piece_once),
        cmocka_unit_test(stops_at_a_refusal),
        cmocka_unit_test(says_when_memory_is_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
