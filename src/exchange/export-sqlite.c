/* export-sqlite.c: a whole book as a database. The one file that knows SQLite.
 *
 * The database is made in memory and written as it stands there, so that it comes into its place as any
 * other file does. */
#include <sqlite3.h>

#include "briefbook/exchange.h"
#include "briefbook/text.h"
#include "exchange/database-schema.h"

/* A book on its way into a database. */
struct database {
    sqlite3 *connection;
    const struct store *store;
    struct book_tables tables;
    struct buffer sql;  /* the statement at work */
    struct buffer text; /* the value at work */
    struct diag_list *diags;
};

/* ---- Statements ----------------------------------------------------------------------------- */

/* Tells what went wrong: memory, or a limit of SQLite, as too many columns. */
static bool fail(struct database *database)
{
    if (database->sql.failed || database->text.failed ||
        sqlite3_errcode(database->connection) == SQLITE_NOMEM)
        return diag_out_of_memory(database->diags);
    return diag_add(database->diags, DIAG_NOT_WRITABLE, (struct place){0},
                    "cannot make a database of this briefing: %s",
                    sqlite3_errmsg(database->connection));
}

static bool run(struct database *database, const char *sql)
{
    return sqlite3_exec(database->connection, sql, NULL, NULL, NULL) == SQLITE_OK || fail(database);
}

/* Runs the statement at work. */
static bool run_made(struct database *database)
{
    bool done = !database->sql.failed && run(database, buffer_string(&database->sql));
    if (database->sql.failed)
        fail(database);
    buffer_clear(&database->sql);
    return done;
}

static sqlite3_stmt *prepare(struct database *database, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(database->connection, sql, -1, &statement, NULL) != SQLITE_OK)
        fail(database);
    return statement;
}

/* Prepares the statement at work; NULL with a diagnostic. */
static sqlite3_stmt *prepare_made(struct database *database)
{
    sqlite3_stmt *statement = NULL;
    if (database->sql.failed)
        fail(database);
    else
        statement = prepare(database, buffer_string(&database->sql));
    buffer_clear(&database->sql);
    return statement;
}

/* A blank value is none. */
static bool bind_text(struct database *database, sqlite3_stmt *statement, size_t place,
                      struct slice raw)
{
    buffer_clear(&database->text);
    if (raw.length == 0)
        return sqlite3_bind_null(statement, (int)place) == SQLITE_OK || fail(database);
    text_append_valid(&database->text, raw);
    if (database->text.failed)
        return fail(database);
    return sqlite3_bind_text64(statement, (int)place, buffer_string(&database->text),
                               database->text.length, SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_OK ||
           fail(database);
}

static bool bind_number(struct database *database, sqlite3_stmt *statement, size_t place,
                        size_t number)
{
    return sqlite3_bind_int64(statement, (int)place, (sqlite3_int64)number) == SQLITE_OK ||
           fail(database);
}

static bool step(struct database *database, sqlite3_stmt *statement)
{
    bool done = sqlite3_step(statement) == SQLITE_DONE || fail(database);
    sqlite3_reset(statement);
    return done;
}

/* ---- Tables --------------------------------------------------------------------------------- */

static bool add_record(struct database *database, sqlite3_stmt *statement,
                       const struct book_table *table, size_t row)
{
    bool done = true;
    for (size_t i = 0; done && i < table->count; i++)
        done = bind_text(database, statement, i + 1, book_table_cell(table, row, i));
    return done && step(database, statement);
}

static bool add_table(struct database *database, const struct book_table *table)
{
    database_append_table(&database->sql, &database->tables, table->id);
    if (!run_made(database))
        return false;
    database_append_insert(&database->sql, table);
    sqlite3_stmt *statement = prepare_made(database);
    bool done = statement != NULL;
    for (size_t row = 0; done && row < table->rows; row++)
        done = add_record(database, statement, table, row);
    sqlite3_finalize(statement);
    return done;
}

/* ---- Links ---------------------------------------------------------------------------------- */

/* Ids that name no record stand in the column alone. */
static bool add_links_of(struct database *database, sqlite3_stmt *statement,
                         const struct book_table *table, size_t row, size_t column)
{
    const struct column_schema *schema = book_table_column(table, column)->schema;
    struct slice rest = book_table_cell(table, row, column);
    struct slice id;
    size_t found;
    size_t position = 0;
    bool done = true;
    while (done && link_next(schema, &rest, &id)) {
        position++;
        if (book_tables_find(&database->tables, schema->target, id, &found))
            done = bind_text(database, statement, 1, book_table_cell(table, row, table->key)) &&
                   bind_text(database, statement, 2, id) &&
                   bind_number(database, statement, 3, position) && step(database, statement);
    }
    return done;
}

static bool add_links(struct database *database, const struct book_table *table, size_t column)
{
    database_append_link_table(&database->sql, table, column);
    if (!run_made(database))
        return false;
    database_append_link_insert(&database->sql, table, column);
    sqlite3_stmt *statement = prepare_made(database);
    bool done = statement != NULL;
    for (size_t row = 0; done && row < table->rows; row++)
        done = add_links_of(database, statement, table, row, column);
    sqlite3_finalize(statement);
    return done;
}

static bool add_all_links(struct database *database, enum table_id id)
{
    const struct book_table *table = &database->tables.items[id];
    bool done = true;
    for (size_t i = 0; done && i < table->count; i++)
        if (database_has_links(&database->tables, id, i))
            done = add_links(database, table, i);
    return done;
}

/* ---- Searching ------------------------------------------------------------------------------ */

/* Appends what the records are called that a column of a quote links to. */
static bool append_names(struct buffer *names, const struct store *store, struct record quote,
                         size_t column)
{
    struct record_list found = {0};
    bool done = store_links(store, quote, column, &found);
    for (size_t i = 0; i < found.count; i++) {
        buffer_append_string(names, names->length ? "; " : "");
        buffer_append(names, record_name(store, found.items[i]));
    }
    record_list_free(&found);
    return done && !names->failed;
}

/* Who said it: the person, or the attribution where none is named. */
static bool append_speaker(struct buffer *speaker, const struct store *store, struct record quote)
{
    if (!append_names(speaker, store, quote, QUOTES_SPEAKER_ID))
        return false;
    if (speaker->length == 0)
        buffer_append(speaker, record_cell(store, quote, QUOTES_ATTRIBUTION_TEXT));
    return !speaker->failed;
}

static bool add_words(struct database *database, sqlite3_stmt *statement, struct record quote)
{
    const struct store *store = database->store;
    struct buffer context = {0};
    struct buffer speaker = {0};
    bool made = append_names(&context, store, quote, QUOTES_EVENT_ID) &&
                append_names(&context, store, quote, QUOTES_ABOUT_EVENT_IDS) &&
                append_speaker(&speaker, store, quote);
    bool done =
        made ? bind_number(database, statement, 1, (size_t)quote.row + 1) &&
                   bind_text(database, statement, 2, record_cell(store, quote, QUOTES_TEXT)) &&
                   bind_text(database, statement, 3,
                             record_cell(store, quote, QUOTES_ORIGINAL_TEXT)) &&
                   bind_text(database, statement, 4, buffer_slice(&context)) &&
                   bind_text(database, statement, 5, buffer_slice(&speaker)) &&
                   step(database, statement)
             : diag_out_of_memory(database->diags);
    buffer_free(&context);
    buffer_free(&speaker);
    return done;
}

static bool add_search(struct database *database)
{
    const struct book_table *quotes = &database->tables.items[TABLE_QUOTES];
    if (!run(database, DATABASE_SEARCH_TABLE))
        return false;
    sqlite3_stmt *statement = prepare(database, DATABASE_SEARCH_INSERT);
    bool done = statement != NULL;
    for (size_t row = 0; done && row < quotes->rows; row++)
        done = add_words(database, statement, (struct record){TABLE_QUOTES, (uint32_t)row});
    sqlite3_finalize(statement);
    return done;
}

/* ---- The database --------------------------------------------------------------------------- */

static bool fill(struct database *database)
{
    buffer_append_format(&database->sql, "PRAGMA user_version = %d; BEGIN", EXPORT_SQLITE_VERSION);
    bool done = run_made(database);
    for (enum table_id id = 0; done && id < TABLE_COUNT; id++)
        if (database->tables.items[id].count)
            done = add_table(database, &database->tables.items[id]);
    for (enum table_id id = 0; done && id < TABLE_COUNT; id++)
        done = add_all_links(database, id);
    if (done && database->tables.items[TABLE_QUOTES].count)
        done = add_search(database);
    return done && run(database, "COMMIT");
}

static bool pass_on(struct database *database, output_write *write, void *context)
{
    sqlite3_int64 size = 0;
    unsigned char *bytes = sqlite3_serialize(database->connection, "main", &size, 0);
    bool done = bytes ? write(context, (struct slice){(const char *)bytes, (size_t)size})
                      : diag_out_of_memory(database->diags);
    sqlite3_free(bytes);
    return done;
}

bool export_sqlite_write(const struct store *store, output_write *write, void *context,
                         struct diag_list *diags)
{
    struct database database = {.store = store, .diags = diags};
    bool done = book_tables_open(&database.tables, store) &&
                sqlite3_open(":memory:", &database.connection) == SQLITE_OK;
    done = done ? fill(&database) && pass_on(&database, write, context) : diag_out_of_memory(diags);
    sqlite3_close(database.connection);
    book_tables_free(&database.tables);
    buffer_free(&database.sql);
    buffer_free(&database.text);
    return done;
}
