#include "briefbook/diag.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "briefbook/gate.h"

enum { FIRST_CAPACITY = 16 };

static const struct {
    const char *name;
    const char *meaning;
    enum severity severity;
} codes[DIAG_CODE_COUNT] = {
#define DIAG_ROW(symbol, code, severity, meaning) {code, meaning, SEVERITY_##severity},
    DIAG_CODES(DIAG_ROW)
#undef DIAG_ROW
};

static const struct {
    int error;
    const char *text;
} advice[] = {
    {ENOENT, "check the name"},        {EACCES, "check its permissions and those of its folder"},
    {EISDIR, "name a file in it"},     {ENXIO, "start what reads from it first"},
    {ENOSPC, "make room on its disk"},
};

const char *diag_code_name(enum diag_code code)
{
    return codes[code].name;
}

const char *diag_code_meaning(enum diag_code code)
{
    return codes[code].meaning;
}

enum severity diag_severity(enum diag_code code)
{
    return codes[code].severity;
}

const char *severity_name(enum severity severity)
{
    static const char *const names[] = {
        [SEVERITY_NOTE] = "note", [SEVERITY_WARNING] = "warning", [SEVERITY_ERROR] = "error"};
    return names[severity];
}

static bool lose(struct diag_list *list)
{
    list->out_of_memory = true;
    return false;
}

static bool make_room(struct diag_list *list)
{
    if (list->count < list->capacity)
        return true;
    size_t capacity = list->capacity ? list->capacity * 2 : FIRST_CAPACITY;
    struct diag *items = realloc(list->items, capacity * sizeof *items);
    if (!items)
        return false;
    list->items = items;
    list->capacity = capacity;
    return true;
}

/* A file with one fault often has many: its name is kept once for a run of them. */
static const char *keep_file(struct diag_list *list, const char *file)
{
    const char *last = list->count ? list->items[list->count - 1].place.file : NULL;
    if (last && strcmp(last, file) == 0)
        return last;
    return arena_copy(&list->arena, slice_of(file)).data;
}

/* Counts one more of the code and tells whether it is still to be kept. */
static bool count_one(struct diag_list *list, enum diag_code code)
{
    return ++list->counts[code] <= DIAG_LIMIT;
}

static bool keep(struct diag_list *list, enum diag_code code, struct place place,
                 const char *message)
{
    if (!make_room(list))
        return lose(list);
    if (place.file) {
        place.file = keep_file(list, place.file);
        if (!place.file)
            return lose(list);
    }
    list->items[list->count] = (struct diag){code, place, message, list->count};
    list->count++;
    return false;
}

bool diag_add(struct diag_list *list, enum diag_code code, struct place place, const char *format,
              ...)
{
    if (!count_one(list, code))
        return false;
    struct buffer text = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_append_format_list(&text, format, arguments);
    va_end(arguments);
    const char *message = text.failed ? NULL : arena_copy(&list->arena, buffer_slice(&text)).data;
    buffer_free(&text);
    return message ? keep(list, code, place, message) : lose(list);
}

void diag_list_append(struct diag_list *list, const struct diag_list *more)
{
    list->out_of_memory |= more->out_of_memory;
    for (size_t i = 0; i < more->count; i++)
        diag_add(list, more->items[i].code, more->items[i].place, "%s", more->items[i].message);
    for (size_t code = 0; code < DIAG_CODE_COUNT; code++) {
        if (more->counts[code] > DIAG_LIMIT) /* those that were only counted */
            list->counts[code] += more->counts[code] - DIAG_LIMIT;
    }
}

static const char *advice_for(int error)
{
    for (size_t i = 0; i < sizeof advice / sizeof advice[0]; i++)
        if (advice[i].error == error)
            return advice[i].text;
    return NULL;
}

bool diag_add_errno(struct diag_list *list, enum diag_code code, const char *file,
                    const char *doing, int error)
{
    /* strerror() is not for threads, and strerror_r() differs between systems. */
    locale_t locale = duplocale(LC_GLOBAL_LOCALE);
    if (locale == (locale_t)0)
        return diag_add(list, code, (struct place){0}, "cannot %s %s: error %d", doing, file,
                        error);
    const char *help = advice_for(error);
    diag_add(list, code, (struct place){0}, "cannot %s %s: %s%s%s", doing, file,
             strerror_l(error, locale), help ? "; " : "", help ? help : "");
    freelocale(locale);
    return false;
}

bool diag_out_of_memory(struct diag_list *list)
{
    if (!count_one(list, DIAG_OUT_OF_MEMORY))
        return false;
    return keep(list, DIAG_OUT_OF_MEMORY, (struct place){0},
                "out of memory; close other programs or open less");
}

size_t diag_list_count(const struct diag_list *list, enum severity severity)
{
    size_t count = 0;
    for (int code = 0; code < DIAG_CODE_COUNT; code++)
        if (codes[code].severity == severity)
            count += list->counts[code];
    if (severity == SEVERITY_ERROR && list->out_of_memory && !list->counts[DIAG_OUT_OF_MEMORY])
        count++;
    return count;
}

static int compare_files(const char *a, const char *b)
{
    if (!a || !b)
        return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

static int compare_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_diags(const void *left, const void *right)
{
    const struct diag *a = left;
    const struct diag *b = right;
    int order = compare_files(a->place.file, b->place.file);
    if (order == 0)
        order = compare_sizes(a->place.line, b->place.line);
    if (order == 0)
        order = compare_sizes(a->place.column, b->place.column);
    return order ? order : compare_sizes(a->order, b->order);
}

void diag_list_sort(struct diag_list *list)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare_diags);
}

static void append_place(struct buffer *raw, struct place place)
{
    if (!place.file)
        return;
    buffer_append_string(raw, place.file);
    if (place.line)
        buffer_append_format(raw, ":%zu", place.line);
    if (place.line && place.column)
        buffer_append_format(raw, ":%zu", place.column);
    buffer_append_string(raw, ": ");
}

bool diag_append(struct buffer *buffer, const struct diag *diag, unsigned gate_flags)
{
    struct buffer raw = {0};
    append_place(&raw, diag->place);
    buffer_append_format(&raw, "%s: %s [%s]", severity_name(diag_severity(diag->code)),
                         diag->message, diag_code_name(diag->code));
    if (raw.failed)
        buffer->failed = true;
    bool done = !raw.failed && gate_append(buffer, buffer_slice(&raw), gate_flags | GATE_ONE_LINE);
    buffer_free(&raw);
    return done;
}

bool diag_append_rest(struct buffer *buffer, const struct diag_list *list, enum diag_code code)
{
    if (list->counts[code] <= DIAG_LIMIT)
        return true;
    return buffer_append_format(buffer, "%s: %zu more are not listed [%s]",
                                severity_name(diag_severity(code)), list->counts[code] - DIAG_LIMIT,
                                diag_code_name(code));
}

bool diag_append_counts(struct buffer *buffer, const size_t counts[SEVERITY_COUNT])
{
    static const enum severity order[] = {SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        buffer_append_string(buffer, i ? ", " : "");
        buffer_append_count(buffer, counts[order[i]], severity_name(order[i]));
    }
    return !buffer->failed;
}

void diag_list_free(struct diag_list *list)
{
    free(list->items);
    arena_free(&list->arena);
    *list = (struct diag_list){0};
}
