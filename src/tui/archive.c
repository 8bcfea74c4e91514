#include "tui/archive.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "briefbook/archives.h"
#include "briefbook/file.h"
#include "briefbook/verbatim.h"

enum { QUOTATIONS = 2 };

/* What the thread works with: nothing of it is anybody else's until it is done. */
struct archive_work {
    unsigned long number;
    size_t width;
    bool ascii;
    struct buffer folder;
    struct buffer file;
    struct buffer quotations[QUOTATIONS];

    struct buffer text;
    bool is_held; /* the text is there already */
    struct diag_list diags;
    struct layout layout;
    enum archive_match match;
    struct buffer differing;

    search_changed *changed;
    void *context;
    pthread_t thread;
    bool joined;
    atomic_bool cancelled;
    atomic_bool done;
};

static bool copy(struct buffer *to, struct slice from)
{
    buffer_clear(to);
    return buffer_append(to, from);
}

/* ---- The thread: searching ------------------------------------------------------------------ */

/* Takes what was found over what was found before. */
static void keep_better(struct verbatim *best, struct verbatim *found)
{
    bool is_better = found->whole || (!best->whole && found->agreed > best->agreed);
    if (is_better) {
        struct verbatim worse = *best;
        *best = *found;
        *found = worse;
    }
    verbatim_free(found);
}

/* A text in another language than the book's holds the words in their original one. */
static bool find_quotation(struct archive_work *work, struct verbatim *best)
{
    for (size_t i = 0; i < QUOTATIONS && !best->whole; i++) {
        struct verbatim found = {0};
        struct slice quotation = buffer_slice(&work->quotations[i]);
        bool searched = verbatim_find(buffer_slice(&work->text), quotation, &found);
        if (searched && slice_trim(quotation).length)
            work->match = ARCHIVE_NOT_FOUND;
        if (searched && found.agreed > best->agreed)
            copy(&work->differing, slice_part(quotation, found.agreed, quotation.length));
        keep_better(best, &found);
        if (!searched || work->differing.failed)
            return diag_out_of_memory(&work->diags);
    }
    if (best->whole)
        work->match = ARCHIVE_FOUND;
    else if (best->places.count)
        work->match = ARCHIVE_DIFFERS;
    return true;
}

/* ---- The thread: laying out ----------------------------------------------------------------- */

static void add_span(struct document *document, struct slice text, size_t from, size_t to,
                     bool match)
{
    document_span(document, (struct span){.role = ROLE_TEXT,
                                          .match = match,
                                          .text = slice_part(text, from, to),
                                          .target = {.table = TABLE_NONE}});
}

static bool lay_out(struct archive_work *work, const struct match_list *places)
{
    struct document document = {0};
    struct slice text = buffer_slice(&work->text);
    struct layout_options options = {work->width, TEXT_ON_SCREEN, work->ascii};
    size_t at = 0;
    document_block(&document, BLOCK_PARAGRAPH);
    for (size_t i = 0; i < places->count; i++) {
        add_span(&document, text, at, places->items[i].start, false);
        add_span(&document, text, places->items[i].start, places->items[i].end, true);
        at = places->items[i].end;
    }
    add_span(&document, text, at, text.length, false);
    bool done = !document.failed && layout_document(&work->layout, &document, &options);
    document_free(&document);
    return done ? true : diag_out_of_memory(&work->diags);
}

static void *run(void *context)
{
    struct archive_work *work = context;
    struct verbatim found = {0};
    bool is_read = work->is_held ||
                   file_read_beneath(buffer_string(&work->folder), buffer_string(&work->file),
                                     ARCHIVE_LIMIT, &work->text, &work->cancelled, &work->diags);
    if (is_read && find_quotation(work, &found) && !atomic_load(&work->cancelled))
        lay_out(work, &found.places);
    verbatim_free(&found);
    buffer_free(&work->text);
    atomic_store_explicit(&work->done, true, memory_order_release);
    if (work->changed)
        work->changed(work->context);
    return NULL;
}

/* ---- The work ------------------------------------------------------------------------------- */

static void free_work(struct archive_work *work)
{
    buffer_free(&work->folder);
    buffer_free(&work->file);
    for (size_t i = 0; i < QUOTATIONS; i++)
        buffer_free(&work->quotations[i]);
    buffer_free(&work->text);
    buffer_free(&work->differing);
    diag_list_free(&work->diags);
    layout_free(&work->layout);
    free(work);
}

static struct archive_work *make_work(const struct archive *archive)
{
    struct archive_work *work = calloc(1, sizeof *work);
    if (!work)
        return NULL;
    work->number = archive->number;
    work->width = archive->width;
    work->ascii = archive->ascii;
    work->is_held = archive->is_held;
    bool copied = copy(&work->folder, buffer_slice(&archive->folder)) &&
                  copy(&work->file, buffer_slice(&archive->file)) &&
                  copy(&work->text, buffer_slice(&archive->held));
    for (size_t i = 0; i < QUOTATIONS; i++)
        copied = copied && copy(&work->quotations[i], buffer_slice(&archive->quotations[i]));
    if (copied)
        return work;
    free_work(work);
    return NULL;
}

static void begin_work(struct archive *archive, search_changed *changed, void *context)
{
    struct archive_work *work = make_work(archive);
    if (work) {
        work->changed = changed;
        work->context = context;
        if (pthread_create(&work->thread, NULL, run, work) == 0) {
            archive->work = work;
            return;
        }
        free_work(work);
    }
    archive->is_pending = false;
    copy(&archive->fault, SLICE("memory is out"));
}

void archive_wait(struct archive *archive)
{
    if (!archive->work || archive->work->joined)
        return;
    pthread_join(archive->work->thread, NULL);
    archive->work->joined = true;
}

static void end_work(struct archive *archive)
{
    archive_wait(archive);
    free_work(archive->work);
    archive->work = NULL;
}

static size_t first_match(const struct layout *layout)
{
    for (size_t line = 0; line < layout->count; line++) {
        for (size_t i = 0; i < layout->lines[line].count; i++) {
            if (layout->lines[line].spans[i].match)
                return line;
        }
    }
    return 0;
}

/* Takes what the thread has made, if that is still what is wanted. */
static bool take_work(struct archive *archive)
{
    struct archive_work *work = archive->work;
    if (!work || !atomic_load_explicit(&work->done, memory_order_acquire))
        return false;
    bool wanted = archive->is_pending && work->number == archive->number &&
                  work->width == archive->width && work->ascii == archive->ascii;
    if (wanted) {
        const struct diag_list *diags = &work->diags;
        layout_free(&archive->layout);
        archive->layout = work->layout;
        work->layout = (struct layout){0};
        archive->match = work->match;
        archive->place = first_match(&archive->layout);
        archive->is_pending = false;
        copy(&archive->differing, buffer_slice(&work->differing));
        copy(&archive->fault, diags->count           ? slice_of(diags->items[0].message)
                              : diags->out_of_memory ? SLICE("memory is out")
                                                     : (struct slice){0});
    }
    end_work(archive);
    return wanted;
}

/* ---- For the model -------------------------------------------------------------------------- */

void archive_close(struct archive *archive)
{
    if (archive->work)
        atomic_store(&archive->work->cancelled, true);
    layout_free(&archive->layout);
    archive->layout = (struct layout){0};
    archive->match = ARCHIVE_NOTHING_SOUGHT;
    archive->place = 0;
    buffer_clear(&archive->differing);
    buffer_clear(&archive->fault);
    archive->is_pending = false;
    archive->width = 0;
}

bool archive_open(struct archive *archive, const struct archive_wish *wish)
{
    archive_close(archive);
    archive->number++;
    archive->is_held = wish->held != NULL;
    bool copied = copy(&archive->folder, slice_of(wish->folder)) &&
                  copy(&archive->file, wish->file) &&
                  copy(&archive->held, wish->held ? *wish->held : (struct slice){0});
    for (size_t i = 0; i < QUOTATIONS; i++)
        copied = copied && copy(&archive->quotations[i], wish->quotations[i]);
    return copied;
}

bool archive_settle(struct archive *archive, size_t width, bool ascii, search_changed *changed,
                    void *context)
{
    bool taken = take_work(archive);
    if (!width)
        return false;
    if (archive->width != width || archive->ascii != ascii) {
        archive->width = width;
        archive->ascii = ascii;
        archive->is_pending = true;
    }
    if (archive->is_pending && !archive->work)
        begin_work(archive, changed, context);
    return taken;
}

void archive_free(struct archive *archive)
{
    archive_close(archive);
    if (archive->work)
        end_work(archive);
    buffer_free(&archive->folder);
    buffer_free(&archive->file);
    buffer_free(&archive->held);
    for (size_t i = 0; i < QUOTATIONS; i++)
        buffer_free(&archive->quotations[i]);
    buffer_free(&archive->differing);
    buffer_free(&archive->fault);
}
