#include "cli/message.h"

#include <unistd.h>

#include "briefbook/file.h"
#include "briefbook/gate.h"
#include "cli/stream.h"

/* In one call, so that lines of several programs do not mix. */
static void write_line(struct buffer *line)
{
    buffer_append_char(line, '\n');
    if (!line->failed)
        file_write_all(STDERR_FILENO, buffer_slice(line));
    buffer_free(line);
}

void message(const char *format, ...)
{
    struct buffer raw = {0};
    struct buffer line = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_append_format_list(&raw, format, arguments);
    va_end(arguments);
    buffer_append_string(&line, "briefbook: ");
    gate_append(&line, buffer_slice(&raw), GATE_ONE_LINE | stream_gate_flags(STDERR_FILENO));
    buffer_free(&raw);
    write_line(&line);
}

void message_diag(const struct diag *diag)
{
    struct buffer line = {0};
    if (!diag->place.file)
        buffer_append_string(&line, "briefbook: ");
    diag_append(&line, diag, stream_gate_flags(STDERR_FILENO));
    write_line(&line);
}

void message_diags(const struct diag_list *diags)
{
    for (size_t i = 0; i < diags->count; i++)
        message_diag(&diags->items[i]);
    if (diags->out_of_memory)
        message_out_of_memory();
}

void message_out_of_memory(void)
{
    message("error: out of memory; close other programs or open less");
}
