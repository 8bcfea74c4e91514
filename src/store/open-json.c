/* open-json.c: a whole book in one JSON file, as briefbook(5) describes it.
 *
 * Its tables are written out as CSV and read as any others are: one reader knows what is wrong in a
 * cell, whatever file it came in. */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "briefbook/archives.h"
#include "briefbook/file.h"
#include "briefbook/packed.h"
#include "store/csv-text.h"
#include "store/json-place.h"
#include "store/store-parts.h"
#include "store/text-places.h"

enum { HELD = 65536 }; /* bytes of a table that are written at once */

/* A JSON file on its way into a store. */
struct unpacking {
    struct store *store;
    struct diag_list *diags;
    int fd;
    struct buffer text; /* CSV that is not yet written */
    size_t table;       /* the one at work, in the order of the file from 1; 0 before the first */
    const char *member; /* of the book, that is at work instead; else NULL */
};

/* ---- Places --------------------------------------------------------------------------------- */

/* Appends the file once more; what cannot be read is missing. */
static void read_again(const struct unpacking *unpacking, struct buffer *text)
{
    ssize_t got = lseek(unpacking->fd, 0, SEEK_SET) == 0;
    while (got > 0 && buffer_reserve(text, HELD)) {
        got = read(unpacking->fd, text->data + text->length, HELD);
        text->length += got > 0 ? (size_t)got : 0;
    }
}

/* The byte of the book, of its member or table at work, or of one of the table's rows (from 1; 0 for
 * none). */
static size_t find_byte(const struct unpacking *unpacking, struct slice text, size_t row)
{
    size_t at = json_place_whole(text);
    if (unpacking->member)
        return json_place_member(text, at, unpacking->member);
    if (unpacking->table) {
        at = json_place_member(text, at, "tables");
        at = json_place_element(text, at, unpacking->table - 1);
    }
    if (row)
        at = json_place_element(text, json_place_member(text, at, "rows"), row - 1);
    return at;
}

/* Where that stands in the file: only looked for once it is known that something is wrong there. */
static struct place place_of(const struct unpacking *unpacking, size_t row)
{
    struct place place = {store_path(unpacking->store), 0, 0};
    struct text_places places = {0};
    struct buffer text = {0};
    read_again(unpacking, &text);
    size_t at = find_byte(unpacking, buffer_slice(&text), row);
    if (at < text.length && text_places_make(&places, buffer_slice(&text))) {
        struct text_place found = text_places_find(&places, at);
        place.line = found.line;
        place.column = found.column;
    }
    text_places_free(&places);
    buffer_free(&text);
    return place;
}

/* ---- Values --------------------------------------------------------------------------------- */

static struct slice string_slice(const json_t *string)
{
    return (struct slice){json_string_value(string), json_string_length(string)};
}

static bool is_row(const json_t *value)
{
    bool is = json_is_array(value);
    for (size_t i = 0; is && i < json_array_size(value); i++)
        is = json_is_string(json_array_get(value, i));
    return is;
}

/* ---- A table -------------------------------------------------------------------------------- */

static bool write_held(struct unpacking *unpacking, int fd)
{
    bool done = file_write_all(fd, buffer_slice(&unpacking->text));
    int error = errno;
    buffer_clear(&unpacking->text);
    return done ? true
                : diag_add_errno(unpacking->diags, DIAG_NOT_WRITABLE, "a file in /tmp", "write",
                                 error);
}

static bool append_row(struct unpacking *unpacking, const json_t *row, int fd)
{
    size_t count = json_array_size(row);
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_append_char(&unpacking->text, ',');
        csv_append_cell(&unpacking->text, string_slice(json_array_get(row, i)), count == 1);
    }
    buffer_append_char(&unpacking->text, '\n');
    if (unpacking->text.failed)
        return diag_out_of_memory(unpacking->diags);
    return unpacking->text.length < HELD || write_held(unpacking, fd);
}

static bool append_rows(struct unpacking *unpacking, const json_t *rows, int fd)
{
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const json_t *row = json_array_get(rows, i);
        if (!is_row(row) || json_array_size(row) == 0)
            return diag_add(unpacking->diags, DIAG_INVALID_BOOK, place_of(unpacking, i + 1),
                            "row %zu of table %zu is no array of strings", i + 1, unpacking->table);
        if (!append_row(unpacking, row, fd))
            return false;
    }
    return true;
}

/* The table of that name in the store; a plain one must be the only one of the book. */
static struct table *find_table(struct unpacking *unpacking, const json_t *book, struct slice name)
{
    struct store *store = unpacking->store;
    enum table_id id = schema_find_table(name);
    bool is_single = json_is_true(json_object_get(book, "single"));
    if (id == TABLE_NONE && is_single)
        id = TABLE_PLAIN;
    if (id == TABLE_NONE) {
        diag_add(&store->diags, DIAG_UNKNOWN_TABLE, place_of(unpacking, 0),
                 "table %zu has the name of no table of a briefing: it is not read",
                 unpacking->table);
        return NULL;
    }
    if (is_single)
        store->single = id;
    return &store->tables[id];
}

/* Gives the table a nameless file with what the array holds. */
static bool fill(struct unpacking *unpacking, struct table *table, const json_t *object)
{
    struct buffer file = {0};
    bool named = buffer_append_format(&file, "%s/%s.csv", store_path(unpacking->store),
                                      table->schema ? table->schema->name : "table");
    int fd = file_open_nameless();
    if (fd < 0)
        diag_add_errno(unpacking->diags, DIAG_NOT_WRITABLE, "a file in /tmp", "make", errno);
    else if (!named)
        diag_out_of_memory(unpacking->diags);
    bool done = named && fd >= 0 && append_row(unpacking, json_object_get(object, "columns"), fd) &&
                append_rows(unpacking, json_object_get(object, "rows"), fd) &&
                write_held(unpacking, fd);
    if (done)
        done = store_attach(table, fd, buffer_string(&file), unpacking->diags);
    else if (fd >= 0)
        close(fd);
    buffer_free(&file);
    return done;
}

static bool unpack_table(struct unpacking *unpacking, const json_t *book, const json_t *object)
{
    const json_t *name = json_object_get(object, "table");
    const json_t *columns = json_object_get(object, "columns");
    if (!json_is_string(name) || !is_row(columns) || json_array_size(columns) == 0 ||
        !json_is_array(json_object_get(object, "rows")))
        return diag_add(unpacking->diags, DIAG_INVALID_BOOK, place_of(unpacking, 0),
                        "table %zu needs the name of a \"table\", and arrays \"columns\" and "
                        "\"rows\"",
                        unpacking->table);
    struct table *table = find_table(unpacking, book, string_slice(name));
    if (!table)
        return !unpacking->store->diags.out_of_memory || diag_out_of_memory(unpacking->diags);
    if (table_stage(table) != TABLE_ABSENT)
        return diag_add(unpacking->diags, DIAG_INVALID_BOOK, place_of(unpacking, 0),
                        "table %zu is there a second time: move its rows to the first",
                        unpacking->table);
    return fill(unpacking, table, object);
}

/* ---- The book ------------------------------------------------------------------------------- */

/* Keeps what the book was called; without that, what its file is. */
static bool keep_name(struct unpacking *unpacking, const json_t *book)
{
    struct store *store = unpacking->store;
    const json_t *name = json_object_get(book, "name");
    struct slice path = store_path_name(store);
    const char *text = json_string_value(name);
    bool named = text && *text && strlen(text) == json_string_length(name); /* without NUL */
    store->name = named ? strdup(text) : strndup(path.data, path.length);
    return store->name ? true : diag_out_of_memory(unpacking->diags);
}

/* The store keeps them as they are: nothing of them is needed before a quotation is compared. */
static bool keep_archives(struct unpacking *unpacking, const json_t *book)
{
    enum { MEGABYTE = 1024 * 1024 };
    json_t *archives = json_object_get(book, "archives");
    const char *file;
    json_t *text;
    unpacking->member = "archives";
    if (archives && !json_is_object(archives))
        return diag_add(unpacking->diags, DIAG_INVALID_BOOK, place_of(unpacking, 0),
                        "\"archives\" is no object");
    json_object_foreach(archives, file, text)
    {
        if (!json_is_string(text) || json_string_length(text) > ARCHIVE_LIMIT)
            return diag_add(unpacking->diags, DIAG_INVALID_BOOK, place_of(unpacking, 0),
                            "the archived text %.200s is no string of up to %d MB", file,
                            ARCHIVE_LIMIT / MEGABYTE);
    }
    unpacking->member = NULL;
    unpacking->store->archives = json_incref(archives);
    return true;
}

static bool check_version(struct unpacking *unpacking, const json_t *book)
{
    const json_t *format = json_object_get(book, "format");
    const json_t *version = json_object_get(book, "version");
    if (!json_is_string(format) || !slice_is(string_slice(format), PACKED_FORMAT))
        return diag_add(unpacking->diags, DIAG_INVALID_BOOK, place_of(unpacking, 0),
                        "the file is no briefing: its \"format\" is not \"%s\", which 'briefbook "
                        "export --format json' writes",
                        PACKED_FORMAT);
    if (!json_is_integer(version) || json_integer_value(version) != PACKED_VERSION)
        return diag_add(unpacking->diags, DIAG_INVALID_BOOK, place_of(unpacking, 0),
                        "the file's \"version\" is not %d, the only one that can be read",
                        PACKED_VERSION);
    return true;
}

static bool unpack(struct unpacking *unpacking, const json_t *book)
{
    const json_t *tables = json_object_get(book, "tables");
    if (!check_version(unpacking, book))
        return false;
    size_t count = json_array_size(tables);
    if (json_is_true(json_object_get(book, "single")) && count != 1)
        return diag_add(unpacking->diags, DIAG_INVALID_BOOK, place_of(unpacking, 0),
                        "a file of a \"single\" table has %zu", count);
    bool done = keep_name(unpacking, book) && keep_archives(unpacking, book);
    for (size_t i = 0; done && i < count; i++) {
        unpacking->table = i + 1;
        done = unpack_table(unpacking, book, json_array_get(tables, i));
    }
    if (done && !store_has_tables(unpacking->store))
        return diag_add(unpacking->diags, DIAG_NO_TABLES, place_of(unpacking, 0),
                        "the file holds no table of a briefing");
    return done;
}

/* ---- The file ------------------------------------------------------------------------------- */

struct json_input {
    int fd;
    int error; /* of the first read that failed; 0 */
};

static size_t read_bytes(void *bytes, size_t length, void *context)
{
    struct json_input *input = context;
    ssize_t got;
    do {
        got = read(input->fd, bytes, length);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        input->error = errno;
    return got < 0 ? (size_t)-1 : (size_t)got;
}

/* Where memory runs out, Jansson mostly gives no reason. */
static bool is_out_of_memory(const json_error_t *error)
{
    return !*error->text || json_error_code(error) == json_error_out_of_memory;
}

static json_t *load(struct unpacking *unpacking)
{
    struct json_input input = {.fd = unpacking->fd};
    json_error_t error = {0};
    json_t *book =
        json_load_callback(read_bytes, &input, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &error);
    if (book)
        return book;
    const struct place place = {store_path(unpacking->store),
                                error.line > 0 ? (size_t)error.line : 0,
                                error.column > 0 ? (size_t)error.column : 0};
    if (input.error)
        diag_add_errno(unpacking->diags, DIAG_NOT_READABLE, place.file, "read", input.error);
    else if (is_out_of_memory(&error))
        diag_out_of_memory(unpacking->diags);
    else
        diag_add(unpacking->diags, DIAG_INVALID_BOOK, place, "the file is not JSON: %s",
                 error.text);
    return NULL;
}

bool store_open_json(struct store *store, int fd, struct diag_list *diags)
{
    struct unpacking unpacking = {.store = store, .diags = diags, .fd = fd};
    json_t *book = load(&unpacking);
    bool done = book && unpack(&unpacking, book);
    json_decref(book);
    buffer_free(&unpacking.text);
    close(fd);
    return done;
}
