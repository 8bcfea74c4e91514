#include "tui/matrix.h"

#include <stdlib.h>

#include "tui/model.h"
#include "tui/shown.h"

enum {
    AT_ONCE = 2000, /* quotes that are counted in a millisecond or so */
    NOT_LISTED = UINT32_MAX
};

/* The rows of people or of fields, while quotes are counted. */
struct tallied_rows {
    uint32_t *counts;
    uint32_t *places; /* in the list of heads; NOT_LISTED for the others */
    size_t rows;
};

struct matrix_job {
    const struct store *store;
    bool is_asked; /* only `rows` count, else all */
    struct record_set rows;
    struct tallied_rows speakers;
    struct tallied_rows fields;
    struct record_list said_on; /* the fields of the quote that is looked at */
    struct matrix matrix;
};

/* ---- A quote ------------------------------------------------------------------------------- */

static bool has_record(const struct record_list *list, struct record record)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].table == record.table && list->items[i].row == record.row)
            return true;
    }
    return false;
}

/* Adds the fields above those in the list; each once, however they name each other. */
static bool add_fields_above(const struct store *store, struct record_list *fields)
{
    bool fits = true;
    for (size_t i = 0; i < fields->count && fits; i++) {
        struct record_list above = {0};
        fits = store_links(store, fields->items[i], FIELDS_PARENT_ID, &above);
        for (size_t j = 0; j < above.count && fits; j++)
            fits = has_record(fields, above.items[j]) || record_list_add(fields, above.items[j]);
        record_list_free(&above);
    }
    return fits;
}

/* Finds the fields of a quote, each once. */
static bool find_fields(struct matrix_job *job, struct record quote)
{
    struct record_list named = {0};
    bool fits = store_links(job->store, quote, QUOTES_FIELD_IDS, &named);
    job->said_on.count = 0;
    for (size_t i = 0; i < named.count && fits; i++)
        fits = has_record(&job->said_on, named.items[i]) ||
               record_list_add(&job->said_on, named.items[i]);
    record_list_free(&named);
    return fits && add_fields_above(job->store, &job->said_on);
}

/* ---- Both passes --------------------------------------------------------------------------- */

/* Does something for each quote that shows and has a speaker, whose fields are in `said_on`. */
typedef void quote_visit(struct matrix_job *job, struct record speaker);

static bool visit_quotes(struct matrix_job *job, quote_visit *visit, const atomic_bool *cancelled)
{
    enum { ROWS_BETWEEN_LOOKS = 1024 };
    size_t rows = table_rows(store_table(job->store, TABLE_QUOTES));
    bool going = true;
    for (size_t row = 0; row < rows && going; row++) {
        struct record quote = {TABLE_QUOTES, (uint32_t)row};
        struct record_list speakers = {0};
        if (row % ROWS_BETWEEN_LOOKS == 0 && atomic_load(cancelled))
            return false;
        if (job->is_asked && !record_set_has(&job->rows, row))
            continue;
        going =
            store_links(job->store, quote, QUOTES_SPEAKER_ID, &speakers) && find_fields(job, quote);
        if (going && speakers.count)
            visit(job, speakers.items[0]);
        record_list_free(&speakers);
    }
    return going;
}

static void count_heads(struct matrix_job *job, struct record speaker)
{
    job->speakers.counts[speaker.row]++;
    for (size_t i = 0; i < job->said_on.count; i++)
        job->fields.counts[job->said_on.items[i].row]++;
    job->matrix.placed += job->said_on.count > 0;
}

static void count_cells(struct matrix_job *job, struct record speaker)
{
    struct matrix *matrix = &job->matrix;
    uint32_t place = job->speakers.places[speaker.row];
    for (size_t i = 0; i < job->said_on.count && place != NOT_LISTED; i++) {
        uint32_t field = job->fields.places[job->said_on.items[i].row];
        if (field == NOT_LISTED)
            continue;
        uint32_t count = ++matrix->cells[place][field];
        matrix->most = count > matrix->most ? count : matrix->most;
    }
}

/* Puts the rows with most quotes into the list of heads; those that come first of equal ones. */
static size_t list_heads(struct tallied_rows *tallied, struct matrix_head heads[MATRIX_SIDE])
{
    size_t count = 0;
    for (size_t row = 0; row < tallied->rows; row++) {
        struct matrix_head head = {(uint32_t)row, tallied->counts[row]};
        tallied->places[row] = NOT_LISTED;
        if (!head.count || (count == MATRIX_SIDE && heads[count - 1].count >= head.count))
            continue;
        size_t place = count < MATRIX_SIDE ? count++ : count - 1;
        for (; place > 0 && heads[place - 1].count < head.count; place--)
            heads[place] = heads[place - 1];
        heads[place] = head;
    }
    for (size_t place = 0; place < count; place++)
        tallied->places[heads[place].row] = (uint32_t)place;
    return count;
}

static bool make_tallied(struct tallied_rows *tallied, const struct table *table)
{
    tallied->rows = table_rows(table);
    tallied->counts = calloc(tallied->rows + 1, sizeof *tallied->counts);
    tallied->places = calloc(tallied->rows + 1, sizeof *tallied->places);
    return tallied->counts && tallied->places;
}

static void free_tallied(struct tallied_rows *tallied)
{
    free(tallied->counts);
    free(tallied->places);
    *tallied = (struct tallied_rows){0};
}

/* ---- The job ------------------------------------------------------------------------------- */

static bool run_job(void *context, const atomic_bool *cancelled)
{
    struct matrix_job *job = context;
    struct matrix *matrix = &job->matrix;
    bool done = make_tallied(&job->speakers, store_table(job->store, TABLE_PEOPLE)) &&
                make_tallied(&job->fields, store_table(job->store, TABLE_FIELDS)) &&
                visit_quotes(job, count_heads, cancelled);
    if (done) {
        matrix->speaker_count = list_heads(&job->speakers, matrix->speakers);
        matrix->field_count = list_heads(&job->fields, matrix->fields);
        done = visit_quotes(job, count_cells, cancelled);
    }
    free_tallied(&job->speakers);
    free_tallied(&job->fields);
    return done;
}

static void free_job(void *context)
{
    struct matrix_job *job = context;
    record_set_free(&job->rows);
    record_list_free(&job->said_on);
    free(job);
}

static bool make_task(const struct model *model, struct background_task *task)
{
    struct matrix_job *job = calloc(1, sizeof *job);
    if (!job)
        return false;
    job->store = model->options.store;
    job->is_asked = model->asked.search != NULL;
    job->matrix.quotes = shown_count(model, TABLE_QUOTES);
    bool is_small = shown_total(model, TABLE_QUOTES) <= AT_ONCE;
    *task = (struct background_task){run_job, free_job, job, is_small};
    if (!job->is_asked || search_copy(model->asked.search, TABLE_QUOTES, &job->rows))
        return true;
    free_job(job);
    return false;
}

void matrix_settle(struct model *model)
{
    counting_settle(model, 1, make_task);
}

const struct matrix *matrix_counts(const struct model *model)
{
    const struct matrix_job *job = counting_result(&model->counting);
    return job ? &job->matrix : NULL;
}
