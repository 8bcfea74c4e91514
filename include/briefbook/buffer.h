/* buffer.h: bytes that grow at the end.
 *
 * Failure is sticky: when memory runs out the buffer stops growing and `failed` stays set, so that
 * a caller appends many times and asks once. */
#ifndef BRIEFBOOK_BUFFER_H
#define BRIEFBOOK_BUFFER_H

#include <stdarg.h>

#include "briefbook/slice.h"

/* Zero-initialise before the first use: `struct buffer buffer = {0};`. */
struct buffer {
    char *data; /* NUL-terminated once anything was appended */
    size_t length;
    size_t capacity;
    bool failed;
};

/* Makes room for `extra` more bytes and a NUL; false when memory is out. */
bool buffer_reserve(struct buffer *buffer, size_t extra);

/* Append; false when memory is out. The bytes must not lie in the same buffer. */
bool buffer_append(struct buffer *buffer, struct slice bytes);
bool buffer_append_string(struct buffer *buffer, const char *string);
bool buffer_append_char(struct buffer *buffer, char byte);
bool buffer_append_repeated(struct buffer *buffer, char byte, size_t count);
bool buffer_append_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
bool buffer_append_format_list(struct buffer *buffer, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* Appends "3 errors", "1 error". */
bool buffer_append_count(struct buffer *buffer, size_t count, const char *one);

/* What the buffer holds; valid until it is changed. */
struct slice buffer_slice(const struct buffer *buffer);

/* The same as a string, "" when nothing was appended. */
const char *buffer_string(const struct buffer *buffer);

/* Forgets the bytes and a failure, and keeps the memory. */
void buffer_clear(struct buffer *buffer);

/* Frees the memory and makes the buffer as new. */
void buffer_free(struct buffer *buffer);

#endif
