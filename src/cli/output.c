#include "cli/output.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "briefbook/own-files.h"

/* Bytes kept back before they are written, so that short lines do not cost a call each. */
enum { HOLD = 65536 };

bool output_open(struct output *output, const char *path, struct diag_list *diags)
{
    *output = (struct output){.fd = STDOUT_FILENO};
    if (!path || strcmp(path, "-") == 0)
        return true;
    if (!*path)
        return diag_add(diags, DIAG_USAGE, (struct place){0}, "--output needs the name of a file");
    output->writer = file_writer_new(path, diags);
    return output->writer != NULL;
}

bool output_open_sparing(struct output *output, const char *path, const struct store *store,
                         struct diag_list *diags)
{
    bool is_file = path && strcmp(path, "-") != 0;
    return (!is_file || own_files_spared(store, path, diags)) && output_open(output, path, diags);
}

bool output_open_printer(struct output *output, const char *name, struct diag_list *diags)
{
    *output = (struct output){0};
    bool done = printer_open(&output->printer, name, diags);
    output->fd = output->printer.fd;
    return done;
}

/* After the first failure nothing more is tried: it is the one that is told. */
static bool write_held(struct output *output)
{
    if (output->held.failed)
        output->error = ENOMEM;
    if (!output->error && !file_write_all(output->fd, buffer_slice(&output->held)))
        output->error = errno;
    buffer_clear(&output->held);
    return output->error == 0;
}

bool output_add(void *context, struct slice bytes)
{
    struct output *output = context;
    if (output->writer)
        return file_writer_add(output->writer, bytes);
    if (output->error)
        return false;
    buffer_append(&output->held, bytes);
    return output->held.length < HOLD && !output->held.failed ? true : write_held(output);
}

void output_flush(struct output *output)
{
    if (!output->writer && output->held.length)
        write_held(output);
}

bool output_is_over(const struct output *output)
{
    return output->error != 0 || (output->writer && file_writer_has_failed(output->writer));
}

/* Some file systems say only on closing that what was written did not arrive. */
static bool finish_standard_output(struct output *output, struct diag_list *diags)
{
    bool done = write_held(output);
    if (close(STDOUT_FILENO) != 0 && done)
        output->error = errno;
    if (output->error == ENOMEM)
        return diag_out_of_memory(diags);
    if (output->error && output->error != EPIPE)
        return diag_add_errno(diags, DIAG_NOT_WRITABLE, "standard output", "write", output->error);
    return true;
}

/* A page that lacks its end is not printed. */
static bool finish_printing(struct output *output, struct diag_list *diags)
{
    write_held(output);
    if (output->error == ENOMEM) {
        printer_abandon(&output->printer);
        return diag_out_of_memory(diags);
    }
    return printer_close(&output->printer, output->error, diags);
}

static bool finish_file(struct output *output, struct diag_list *diags)
{
    struct file_writer *writer = output->writer;
    output->writer = NULL;
    return file_writer_finish(writer, diags);
}

bool output_finish(struct output *output, struct diag_list *diags)
{
    bool done = output->writer            ? finish_file(output, diags)
                : output->printer.process ? finish_printing(output, diags)
                                          : finish_standard_output(output, diags);
    output_abandon(output);
    return done;
}

void output_abandon(struct output *output)
{
    file_writer_abandon(output->writer);
    printer_abandon(&output->printer);
    buffer_free(&output->held);
    *output = (struct output){0};
}

bool output_end(struct output *output, bool whole, struct diag_list *diags)
{
    if (whole || output_is_over(output))
        return output_finish(output, diags);
    output_abandon(output);
    return diag_out_of_memory(diags);
}
