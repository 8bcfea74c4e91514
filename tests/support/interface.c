#include "support/interface.h"

#include <stdio.h>
#include <string.h>

#include "briefbook/text.h"
#include "tui/key.h"
#include "tui/update.h"

/* Waits for the panes that are put in order; whether there were any. */
static bool wait_for_orders(struct model *model)
{
    bool any = false;
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        struct background *work = model->orders[table].work;
        any = any || background_state(work) == BACKGROUND_RUNNING;
        background_wait(work);
    }
    return any;
}

void interface_wait(struct model *model)
{
    bool ordered;
    do {
        ordered = wait_for_orders(model);
        if (model->asked.search)
            search_wait(model->asked.search);
        if (model->asked.parts.search)
            search_wait(model->asked.parts.search);
        linked_wait(&model->linked);
        background_wait(model->counting.work);
        background_wait(model->checking.work);
        background_wait(model->listing.work);
        background_wait(model->superseded.work);
        background_wait(model->printing.work);
        archive_wait(&model->reading.archive);
        background_wait(model->verifying.work);
        update_news(model);
    } while (model->asked.parts.search || model->linked.work || model->counting.work ||
             model->checking.work || ordered || model->reading.archive.work ||
             model->printing.work ||
             background_state(model->verifying.work) == BACKGROUND_RUNNING ||
             !asked_is_done(&model->asked));
}

static void print_diags(const struct diag_list *diags)
{
    struct buffer text = {0};
    for (size_t i = 0; i < diags->count; i++) {
        diag_append(&text, &diags->items[i], 0);
        buffer_append_char(&text, '\n');
    }
    fputs(buffer_string(&text), stderr);
    buffer_free(&text);
}

bool interface_open(struct interface *interface, const char *path, const char *query, bool ascii)
{
    enum { ROWS = 30, COLUMNS = 100 };
    struct diag_list diags = {0};
    interface->store = store_open(path, &diags);
    if (!interface->store || !store_start(interface->store, NULL, NULL) ||
        !store_wait(interface->store)) {
        print_diags(&diags);
        diag_list_free(&diags);
        return false;
    }
    diag_list_free(&diags);
    struct model_options options = {.store = interface->store, .ascii = ascii};
    interface->model = model_new(&options, query);
    if (!interface->model)
        return false;
    interface_resize(interface, ROWS, COLUMNS);
    return true;
}

void interface_resize(struct interface *interface, size_t rows, size_t columns)
{
    update_resize(interface->model, rows, columns);
    interface_wait(interface->model);
}

void interface_key(struct interface *interface, uint32_t key)
{
    update_key(interface->model, key);
    interface_wait(interface->model);
}

bool interface_press(struct interface *interface, const char *name)
{
    uint32_t key;
    if (!key_parse(slice_of(name), &key))
        return false;
    interface_key(interface, key);
    return true;
}

void interface_type(struct interface *interface, const char *text)
{
    struct slice rest = slice_of(text);
    while (rest.length) {
        uint32_t character;
        size_t used = text_decode(rest, &character);
        interface_key(interface, character);
        rest = slice_part(rest, used, rest.length);
    }
}

/* Ends a row, without the blanks at its end. */
static void end_row(struct buffer *picture, size_t start)
{
    while (picture->length > start && picture->data[picture->length - 1] == ' ')
        picture->length--;
    buffer_append_char(picture, '\n');
}

bool interface_append_picture(struct interface *interface, struct buffer *picture)
{
    if (!draw_screen(interface->model, &interface->frame))
        return false;
    const struct frame *frame = &interface->frame;
    for (size_t row = 0; row < frame->rows; row++) {
        size_t start = picture->length;
        for (size_t column = 0; column < frame->columns; column++) {
            const struct cell *cell = frame_cell(frame, row, column);
            buffer_append(picture, (struct slice){cell->text, cell->length});
        }
        end_row(picture, start);
    }
    return !picture->failed;
}

bool interface_shows(struct interface *interface, const char *text)
{
    struct buffer picture = {0};
    bool found = interface_append_picture(interface, &picture) &&
                 strstr(buffer_string(&picture), text) != NULL;
    buffer_free(&picture);
    return found;
}

static char mark_of(const struct frame *frame, size_t row, size_t column)
{
    unsigned flags = frame_cell(frame, row, column)->flags;
    if (row == frame->cursor_row && column == frame->cursor_column)
        return '@';
    if (flags & CELL_CURRENT)
        return '^';
    if (flags & CELL_MATCH)
        return '~';
    return flags & CELL_SELECTED ? '_' : ' ';
}

bool interface_append_marks(struct interface *interface, struct buffer *marks)
{
    if (!draw_screen(interface->model, &interface->frame))
        return false;
    const struct frame *frame = &interface->frame;
    for (size_t row = 0; row < frame->rows; row++) {
        size_t start = marks->length;
        for (size_t column = 0; column < frame->columns; column++)
            buffer_append_char(marks, mark_of(frame, row, column));
        end_row(marks, start);
    }
    return !marks->failed;
}

void interface_close(struct interface *interface)
{
    model_free(interface->model);
    store_free(interface->store);
    frame_free(&interface->frame);
    *interface = (struct interface){0};
}
