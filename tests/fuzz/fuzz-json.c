/* fuzz-json.c: a JSON file of any bytes, opened as a book, and written as one again. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "briefbook/exchange.h"
#include "fuzz/check-book.h"
#include "fuzz/require.h"

/* Texts that the book lacks are looked for beside it, where nothing is. */
struct place_of_book {
    char folder[sizeof "/tmp/briefbook-fuzz-XXXXXX"];
    char path[sizeof "/tmp/briefbook-fuzz-XXXXXX/book.json"];
};

static void make_place(struct place_of_book *place)
{
    *place = (struct place_of_book){.folder = "/tmp/briefbook-fuzz-XXXXXX"};
    require(mkdtemp(place->folder) != NULL, "a folder can be made");
    snprintf(place->path, sizeof place->path, "%s/book.json", place->folder);
}

static void write_book(const struct place_of_book *place, struct slice bytes)
{
    int file = open(place->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    require(file >= 0 && write(file, bytes.data, bytes.length) == (ssize_t)bytes.length,
            "a file can be made");
    close(file);
}

static bool keep(void *context, struct slice bytes)
{
    return buffer_append(context, bytes);
}

/* Takes the store. */
static void export_book(struct store *store, struct buffer *text)
{
    struct diag_list diags = {0};
    require(export_json_write(store, keep, text, &diags), "a book is written");
    diag_list_free(&diags);
    store_free(store);
}

/* What the program itself has written opens, and is written the same once more. */
static void check_written(const struct place_of_book *place, struct slice written)
{
    struct buffer again = {0};
    struct diag_list diags = {0};
    write_book(place, written);
    struct store *store = store_open(place->path, &diags);
    require(store && store_start(store, NULL, NULL) && store_wait(store), "what was written opens");
    diag_list_free(&diags);
    export_book(store, &again);
    require(slice_equal(written, buffer_slice(&again)), "it is written the same again");
    buffer_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct place_of_book place;
    struct buffer written = {0};
    make_place(&place);
    write_book(&place, input_slice(bytes, size));
    struct store *store = check_book(place.path);
    if (store) {
        export_book(store, &written);
        check_written(&place, buffer_slice(&written));
    }
    buffer_free(&written);
    unlink(place.path);
    rmdir(place.folder);
    return 0;
}
