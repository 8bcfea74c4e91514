#include "tui/page-job.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "briefbook/file.h"
#include "briefbook/layout.h"
#include "briefbook/library.h"
#include "briefbook/relay.h"

/* The query and what it finds. */
struct finding {
    struct query *query; /* NULL for all */
    struct search *search;
};

static bool is_cancelled(const struct page_job *job)
{
    return atomic_load_explicit(job->cancelled, memory_order_relaxed);
}

/* Waits for the end, but not once nobody wants it any more. */
static bool await(struct page_job *job, struct search *search)
{
    enum { APART_NS = 5000000 };
    while (!search_is_done(search) && !is_cancelled(job))
        nanosleep(&(struct timespec){.tv_nsec = APART_NS}, NULL);
    return !is_cancelled(job) && (search_wait(search) || diag_out_of_memory(&job->diags));
}

static bool asks_for_changes(const struct page_shape *shape)
{
    size_t i = 0;
    while (i < shape->section_count && shape->sections[i] != SECTION_CHANGES)
        i++;
    return i < shape->section_count;
}

/* The page of a briefing that supersedes another says what changed; a query or the sections may ask for it
 * of any. */
static bool find_older(struct page_job *job, const struct query *query)
{
    if (!asks_for_changes(&job->shape) && !library_names_predecessor(job->store) &&
        !query_asks_state(query, "changed"))
        return true;
    return older_find(&job->older, job->store, buffer_string(&job->folders), job->cancelled) ||
           is_cancelled(job) || diag_out_of_memory(&job->diags);
}

static const struct changes *changes_of(const struct page_job *job)
{
    return job->older.store ? &job->older.changes : NULL;
}

/* Read as forgivingly as on the screen, so that what is seen is printed. */
static bool find(struct page_job *job, struct finding *finding)
{
    finding->query =
        query_new_in(job->store, buffer_slice(&job->query), QUERY_FORGIVING, &job->diags);
    if (!finding->query || !find_older(job, finding->query))
        return false;
    if (query_matches_all(finding->query)) {
        query_free(finding->query);
        finding->query = NULL;
        return true;
    }
    const struct search_options options = {.marked = job->marked};
    finding->search = search_start_since(job->store, finding->query, &options, changes_of(job));
    if (!finding->search)
        return diag_out_of_memory(&job->diags);
    if (!await(job, finding->search))
        return false;
    job->gave_up = search_gave_up(finding->search);
    job->is_bare = search_total(finding->search) == 0;
    return true;
}

static bool add_bytes(void *context, struct slice bytes)
{
    struct page_job *job = context;
    for (size_t i = 0; i < bytes.length; i++)
        job->lines += bytes.data[i] == '\n';
    return buffer_append(&job->page, bytes) && !is_cancelled(job);
}

/* How many lines a page has: as many as were asked for, and for a printer as many as usual, or as the
 * marking takes; 0 when it is not cut. False with a diagnostic when too few were asked for. */
static bool find_lines(struct page_job *job, const struct layout_options *layout,
                       const struct document *head, size_t *lines)
{
    *lines = job->shape.lines;
    if (*lines)
        return text_pages_have_room(head, layout, *lines, &job->diags);
    if (job->path.length)
        return true;
    size_t least = text_pages_least(head, layout);
    *lines = least > LAYOUT_USUAL_PAGE ? least : LAYOUT_USUAL_PAGE;
    return least || diag_out_of_memory(&job->diags);
}

static bool render(struct page_job *job, const struct composition *composition)
{
    const struct layout_options layout = {.width = job->shape.width ? job->shape.width
                                                                    : LAYOUT_USUAL_WIDTH,
                                          .medium = TEXT_ON_PAPER,
                                          .ascii = job->ascii};
    size_t lines;
    if (!find_lines(job, &layout, composition_head(composition), &lines))
        return false;
    return relay_book(composition, lines ? text_pages_new(&layout, lines, add_bytes, job)
                                         : text_page_new(&layout, add_bytes, job));
}

static bool make_page(struct page_job *job, const struct compose_options *composing)
{
    struct composition *composition = composition_new(job->store, composing);
    bool done = composition && render(job, composition);
    composition_free(composition);
    return done && !is_cancelled(job);
}

static bool compose(struct page_job *job, const struct finding *finding)
{
    struct verification *verification = verification_new(job->store, job->cancelled);
    const struct page_shape *shape = &job->shape;
    const struct compose_options composing = {.sections =
                                                  shape->section_count ? shape->sections : NULL,
                                              .section_count = shape->section_count,
                                              .query = finding->query,
                                              .search = finding->search,
                                              .changes = changes_of(job),
                                              .verification = verification};
    bool done = verification && make_page(job, &composing);
    verification_free(verification);
    return done || is_cancelled(job) || job->diags.count ? done : diag_out_of_memory(&job->diags);
}

/* A file that has come to be there since nobody said may go. */
static bool write_file(struct page_job *job)
{
    const char *path = buffer_string(&job->path);
    if (is_cancelled(job))
        return false;
    if (!job->replaces && access(path, F_OK) == 0)
        return diag_add(&job->diags, DIAG_NOT_WRITABLE, (struct place){0},
                        "%s has come to be there meanwhile: print again to replace it", path);
    struct file_writer *writer = file_writer_new(path, &job->diags);
    if (!writer)
        return false;
    file_writer_add(writer, buffer_slice(&job->page));
    return file_writer_finish(writer, &job->diags);
}

static bool run_job(void *context, const atomic_bool *cancelled)
{
    struct page_job *job = context;
    struct finding finding = {0};
    job->cancelled = cancelled;
    bool done =
        find(job, &finding) && compose(job, &finding) && (!job->path.length || write_file(job));
    search_free(finding.search);
    query_free(finding.query);
    return done || job->diags.count > 0;
}

static void free_job(void *context)
{
    struct page_job *job = context;
    buffer_free(&job->folders);
    buffer_free(&job->query);
    older_free(&job->older);
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        record_set_free(&job->marked[table]);
    buffer_free(&job->path);
    buffer_free(&job->page);
    diag_list_free(&job->diags);
    free(job);
}

bool page_job_make(struct background_task *task, const struct page_wish *wish)
{
    struct page_job *job = calloc(1, sizeof *job);
    if (!job)
        return false;
    job->store = wish->store;
    job->ascii = wish->ascii;
    job->shape = wish->shape;
    job->replaces = wish->replaces;
    bool whole = (!wish->folders || buffer_append_string(&job->folders, wish->folders)) &&
                 buffer_append(&job->query, wish->query) && buffer_append(&job->path, wish->path);
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        whole = record_set_copy(&job->marked[table], &wish->marked[table]) && whole;
    if (!whole)
        free_job(job);
    else
        *task = (struct background_task){.run = run_job, .free = free_job, .job = job};
    return whole;
}
