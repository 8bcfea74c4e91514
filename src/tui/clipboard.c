#include "tui/clipboard.h"

/* RFC 4648, with padding. */
static void append_base64(struct buffer *buffer, struct slice bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.length; i += 3) {
        size_t count = bytes.length - i < 3 ? bytes.length - i : 3;
        unsigned group = 0;
        for (size_t j = 0; j < 3; j++)
            group = group << 8 | (j < count ? (unsigned char)bytes.data[i + j] : 0);
        for (size_t j = 0; j < 4; j++)
            buffer_append_char(buffer, j <= count ? digits[group >> (18 - 6 * j) & 0x3F] : '=');
    }
}

static void wrap_nothing(struct buffer *buffer, struct slice sequence)
{
    buffer_append(buffer, sequence);
}

/* tmux passes on what stands in a DCS of its own, every escape doubled. */
static void wrap_for_tmux(struct buffer *buffer, struct slice sequence)
{
    buffer_append_string(buffer, "\033Ptmux;");
    for (size_t i = 0; i < sequence.length; i++) {
        if (sequence.data[i] == '\033')
            buffer_append_char(buffer, '\033');
        buffer_append_char(buffer, sequence.data[i]);
    }
    buffer_append_string(buffer, "\033\\");
}

/* screen passes on what stands in a DCS, if it is short: so there are many. */
static void wrap_for_screen(struct buffer *buffer, struct slice sequence)
{
    enum { PIECE = 252 };
    for (size_t at = 0; at < sequence.length; at += PIECE) {
        buffer_append_string(buffer, "\033P");
        buffer_append(buffer, slice_part(sequence, at, at + PIECE));
        buffer_append_string(buffer, "\033\\");
    }
}

bool clipboard_append(struct buffer *buffer, struct slice text, enum multiplexer multiplexer)
{
    static void (*const wraps[])(struct buffer *, struct slice) = {
        [MULTIPLEXER_NONE] = wrap_nothing,
        [MULTIPLEXER_TMUX] = wrap_for_tmux,
        [MULTIPLEXER_SCREEN] = wrap_for_screen,
    };
    struct buffer sequence = {0};
    buffer_append_string(&sequence, "\033]52;c;");
    append_base64(&sequence, text);
    buffer_append_char(&sequence, '\a');
    wraps[multiplexer](buffer, buffer_slice(&sequence));
    buffer->failed = buffer->failed || sequence.failed;
    buffer_free(&sequence);
    return !buffer->failed;
}
