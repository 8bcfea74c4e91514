/* page-job.h: the page of a briefing, made and written on a thread.
 *
 * It is the page that `briefbook print` makes, with what changed since the briefing that it supersedes. It
 * is whole in memory before a file is touched. */
#ifndef TUI_PAGE_JOB_H
#define TUI_PAGE_JOB_H

#include "briefbook/diag.h"
#include "tui/background.h"
#include "tui/older.h"
#include "tui/page-options.h"

/* What is to be printed; all but the store is copied. */
struct page_wish {
    const struct store *store;       /* loaded; must live as long as the job runs */
    const char *folders;             /* that older briefings are looked for in; NULL for none */
    struct slice query;              /* as it was typed; blank for all */
    const struct record_set *marked; /* TABLE_COUNT sets, for is:marked */
    bool ascii;
    struct page_shape shape;
    struct slice path; /* the file to write; blank for none: the page is only made */
    bool replaces;     /* the file where it is there */
};

/* The job of the task: to be looked at when it is done. */
struct page_job {
    const struct store *store;
    struct buffer folders;
    struct buffer query;
    struct record_set marked[TABLE_COUNT];
    bool ascii;
    struct page_shape shape;
    struct buffer path;
    bool replaces;
    const atomic_bool *cancelled;

    struct buffer page;
    size_t lines;
    bool is_bare;           /* nothing matches the query, as the page says */
    bool gave_up;           /* see search_gave_up() */
    struct older older;     /* what it supersedes, where the page or the query asks for it */
    struct diag_list diags; /* why there is no page, or no file */
};

/* Makes the task, which fails only when memory is out or nobody wants it any more; false when memory is out. */
bool page_job_make(struct background_task *task, const struct page_wish *wish);

#endif
