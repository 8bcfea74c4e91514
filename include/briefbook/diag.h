/* diag.h: diagnostics: what is wrong, where, and what to do about it.
 *
 * A function that can fail takes a list, adds a diagnostic that says why, and returns false.
 * Diagnostics about a table name its file, line and column. Codes are stable: scripts rely on
 * them. Of each code at most DIAG_LIMIT are kept, the rest counted. */
#ifndef BRIEFBOOK_DIAG_H
#define BRIEFBOOK_DIAG_H

#include "briefbook/arena.h"
#include "briefbook/buffer.h"
#include "briefbook/slice.h"

enum { DIAG_LIMIT = 1000 };

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR, SEVERITY_COUNT };

/* X(SYMBOL, code, severity, what it is for) */
#define DIAG_CODES(X)                                                                             \
    X(OUT_OF_MEMORY, "out-of-memory", ERROR, "memory ran out")                                    \
    X(NOT_FOUND, "not-found", ERROR, "a file or briefing that is not there")                      \
    X(NOT_READABLE, "not-readable", ERROR, "a file that cannot be opened or read")                \
    X(NOT_REGULAR, "not-regular", ERROR, "a folder, FIFO, socket or device where a file belongs") \
    X(NOT_WRITABLE, "not-writable", ERROR, "a file that cannot be written")                       \
    X(NO_TABLES, "no-tables", ERROR, "a folder without any table of a briefing")                  \
    X(USAGE, "usage", ERROR, "a command line that cannot be understood")                          \
    X(TERMINAL, "terminal", ERROR, "a terminal that cannot show the interface")                   \
    X(QUERY, "query", ERROR, "a query that is not well formed")                                   \
    X(COMMAND, "command", ERROR, "a command of the interface that cannot be understood")          \
    X(EMPTY_FILE, "empty-file", ERROR, "a table file without even a header row")                  \
    X(NO_RECORDS, "no-records", NOTE, "a table with a header row and no records")                 \
    X(UNSUPPORTED_ENCODING, "unsupported-encoding", ERROR, "a table that is not UTF-8")           \
    X(INVALID_BOOK, "invalid-book", ERROR, "a JSON file that holds no briefing")                  \
    X(UNTERMINATED_QUOTE, "unterminated-quote", ERROR, "a quotation mark that is never closed")   \
    X(STRAY_QUOTE, "stray-quote", WARNING, "a quotation mark where none may stand")               \
    X(SHORT_ROW, "short-row", WARNING, "a row with fewer cells than the header")                  \
    X(LONG_ROW, "long-row", WARNING, "a row with more cells than the header")                     \
    X(TOO_LONG, "too-long", ERROR, "a cell or row beyond the limits of the format")               \
    X(NUL_BYTE, "nul-byte", WARNING, "a NUL byte in a table")                                     \
    X(INVALID_UTF8, "invalid-utf8", WARNING, "bytes that are not UTF-8")                          \
    X(DUPLICATE_COLUMN, "duplicate-column", ERROR, "a column named twice in a header")            \
    X(UNKNOWN_COLUMN, "unknown-column", WARNING, "a column that no table of the format has")      \
    X(UNKNOWN_TABLE, "unknown-table", NOTE, "a CSV file that is no table of the format")          \
    X(MISSING_COLUMN, "missing-column", ERROR, "a table without a column it needs")               \
    X(MISSING_ID, "missing-id", WARNING, "a record without an id")                                \
    X(INVALID_ID, "invalid-id", WARNING, "an id of another form than [a-z0-9][a-z0-9-]*")         \
    X(DUPLICATE_ID, "duplicate-id", ERROR, "an id used twice in a table")                         \
    X(DANGLING_LINK, "dangling-link", ERROR, "a link to a record that is not there")              \
    X(IMPLIED_PERSON, "implied-person", WARNING, "a person who is named but not in people")       \
    X(CIRCULAR_PARENT, "circular-parent", ERROR, "a field that is its own ancestor")              \
    X(IMPOSSIBLE_DATE, "impossible-date", ERROR, "a date that is on no calendar")                 \
    X(INVALID_DATE, "invalid-date", ERROR, "a date that is not EDTF")                             \
    X(UNKNOWN_VALUE, "unknown-value", ERROR, "a value outside the list a column allows")          \
    X(MARKING_TOO_LOW, "marking-too-low", ERROR, "a book marked lower than one of its items")     \
    X(ROW_COUNT, "row-count", WARNING, "a briefing.csv that has not exactly one row")             \
    X(DATE_MISMATCH, "date-mismatch", WARNING,                                                    \
      "a quotation dated outside the event it was said at")                                       \
    X(PATH_OUTSIDE, "path-outside", ERROR, "an archive file outside the briefing folder")         \
    X(ARCHIVE_UNREADABLE, "archive-unreadable", ERROR,                                            \
      "an archived text that is missing, too long, not UTF-8 or no regular file")                 \
    X(QUOTATION_DIFFERS, "quotation-differs", ERROR,                                              \
      "an exact quotation that differs from the text of its source")                              \
    X(QUOTATION_ELSEWHERE, "quotation-elsewhere", WARNING,                                        \
      "a quotation that stands in the text of another source")                                    \
    X(QUOTATION_JOINED, "quotation-joined", NOTE,                                                 \
      "a quotation whose ellipsis joins two places of its source")                                \
    X(QUOTATION_TWICE, "quotation-twice", NOTE,                                                   \
      "a quotation without a locator that stands twice in its source")                            \
    X(NO_WORDS, "no-words", WARNING, "an exact quotation without a word")                         \
    X(UNSOURCED, "unsourced", NOTE, "a statement that names no source")                           \
    X(UNRATED, "unrated", NOTE, "a source without a reliability rating")                          \
    X(NO_AFFILIATION, "no-affiliation", NOTE, "an expert without an organization")                \
    X(HELD_AHEAD, "held-ahead", WARNING, "an event held after the day the book is as of")         \
    X(NO_REASON, "no-reason", NOTE, "an unnamed speaker without a reason for that")               \
    X(NO_EVIDENCE, "no-evidence", WARNING, "a judgement or fact that rests on nothing")           \
    X(MIXED_JUDGEMENT, "mixed-judgement", WARNING, "likelihood and confidence in one sentence")   \
    X(NO_PREDECESSOR, "no-predecessor", NOTE, "a superseded briefing that is not found")          \
    X(CIRCULAR_SUPERSEDES, "circular-supersedes", ERROR,                                          \
      "briefings that supersede each other in a circle")

enum diag_code {
#define DIAG_ENUM(symbol, code, severity, meaning) DIAG_##symbol,
    DIAG_CODES(DIAG_ENUM)
#undef DIAG_ENUM
        DIAG_CODE_COUNT
};

/* Where something stands; lines and columns (in characters) count from 1, 0 is "not known". */
struct place {
    const char *file; /* NULL when no file is concerned */
    size_t line;
    size_t column;
};

struct diag {
    enum diag_code code;
    struct place place;  /* its file name is owned by the list */
    const char *message; /* raw: it may quote a cell; diag_append() makes it fit to be shown */
    size_t order;        /* how many the list held before it */
};

/* Zero-initialise; belongs to one thread at a time. */
struct diag_list {
    struct arena arena;
    struct diag *items;
    size_t count;
    size_t capacity;
    size_t counts[DIAG_CODE_COUNT]; /* of each code, those beyond DIAG_LIMIT too */
    bool out_of_memory;             /* a diagnostic was lost; counts as an error */
};

const char *diag_code_name(enum diag_code code);
const char *diag_code_meaning(enum diag_code code);
enum severity diag_severity(enum diag_code code);
const char *severity_name(enum severity severity);

/* Adds a diagnostic. Always returns false, so that a failing function can `return diag_add(…)`. */
bool diag_add(struct diag_list *list, enum diag_code code, struct place place, const char *format,
              ...) __attribute__((format(printf, 4, 5)));

/* Adds what `errno` says about a file, and what may help: "cannot open FILE: No such file or
 * directory; check the name". `doing` is "open", "write" … */
bool diag_add_errno(struct diag_list *list, enum diag_code code, const char *file,
                    const char *doing, int error);

/* Adds all of another list, with those that were only counted there. */
void diag_list_append(struct diag_list *list, const struct diag_list *more);

/* Adds a diagnostic that memory is out. */
bool diag_out_of_memory(struct diag_list *list);

/* All diagnostics of one severity, those that were not kept included. */
size_t diag_list_count(const struct diag_list *list, enum severity severity);

/* Sorts by file, line, column; equal places stay in the order they were added. */
void diag_list_sort(struct diag_list *list);

/* Appends "file:line:column: severity: message [code]" (no line end), through the gate. What is
 * not known is left out: "severity: message [code]" when no file is concerned. */
bool diag_append(struct buffer *buffer, const struct diag *diag, unsigned gate_flags);

/* Of each code only so many are kept. Appends how many others there are (no line end): "severity: 12
 * more are not listed [code]". Nothing where all are kept. */
bool diag_append_rest(struct buffer *buffer, const struct diag_list *list, enum diag_code code);

/* Appends "2 errors, 5 warnings, 3 notes"; the counts stand by severity. */
bool diag_append_counts(struct buffer *buffer, const size_t counts[SEVERITY_COUNT]);

void diag_list_free(struct diag_list *list);

#endif
