/* failing-calls.h: makes a chosen call of the system fail.
 *
 * Link with -Wl,--wrap=NAME for each function that has a CALL_ below: write, fsync, rename, linkat,
 * close, fchmod, fcntl, getentropy, faccessat, openat, realpath, duplocale. Calls that shared libraries
 * make for themselves are neither counted nor failed. For one thread. */
#ifndef BRIEFBOOK_TESTS_FAILING_CALLS_H
#define BRIEFBOOK_TESTS_FAILING_CALLS_H

#include <stdbool.h>

enum failing_call {
    CALL_WRITE,
    CALL_FSYNC,
    CALL_RENAME,
    CALL_LINKAT,
    CALL_CLOSE, /* fails, and closes nevertheless, as close() does */
    CALL_FCHMOD,
    CALL_FCNTL,
    CALL_GETENTROPY,
    CALL_FACCESSAT,
    CALL_OPENAT,
    CALL_REALPATH,
    CALL_DUPLOCALE
};

/* What may stand for an `errno`: */
enum {
    CALL_SHORT = -1,   /* write() takes one byte */
    CALL_NOTHING = -2, /* write() takes none */
    CALL_ZEROS = -3    /* getentropy() gives zeros */
};

/* The call number `nth` of its kind, counted from 1 and from now on, fails with `error`. */
void failing_call_start(enum failing_call call, int nth, int error);

/* Lets all succeed again. Returns whether the call was reached, and so failed. */
bool failing_call_stop(void);

/* From now on, or no longer, it is as on a file system that has no files without names (O_TMPFILE). */
void failing_calls_want_names(bool wanted);

#endif
