/* print.c: `briefbook print`: a briefing as a plain text page. */
#include "cli/print.h"

#include <unistd.h>

#include "briefbook/compose.h"
#include "briefbook/layout.h"
#include "cli/ask.h"
#include "cli/book.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/stream.h"

/* What to print and how, read from the command line before anything is opened. */
struct page {
    const char *output; /* NULL for standard output */
    const char *query;  /* NULL for all */
    enum section sections[SECTION_COUNT];
    size_t section_count; /* 0 for all */
    struct layout_options layout;
    struct diag_list diags;
};

static bool read_page(struct page *page, const struct option_value *options)
{
    const struct option_value *width = &options[OPTION_WIDTH];
    page->output = options[OPTION_OUTPUT].text;
    page->query = options[OPTION_QUERY].text;
    page->layout = (struct layout_options){
        .width = width->given ? width->number : LAYOUT_USUAL_WIDTH,
        .medium = TEXT_ON_PAPER,
        .ascii =
            options[OPTION_ASCII].given || (!page->output && stream_gate_flags(STDOUT_FILENO) != 0),
    };
    return !options[OPTION_SECTIONS].given ||
           section_parse(slice_of(options[OPTION_SECTIONS].text), page->sections,
                         &page->section_count, &page->diags);
}

/* A page that is not whole never takes the place of an older file. */
static bool write_page(struct page *page, const struct document *document)
{
    struct output output;
    if (!output_open(&output, page->output, &page->diags))
        return false;
    bool whole = text_page_write(document, &page->layout, output_add, &output);
    if (!whole && !output_is_over(&output)) {
        output_abandon(&output);
        return diag_out_of_memory(&page->diags);
    }
    return output_finish(&output, &page->diags);
}

static bool compose_and_write(struct page *page, const struct store *store, const struct ask *ask)
{
    struct document document = {0};
    const struct compose_options options = {
        .sections = page->section_count ? page->sections : NULL,
        .section_count = page->section_count,
        .query = ask->query,
        .search = ask->search,
    };
    bool done = compose_book(&document, store, &options) ? write_page(page, &document)
                                                         : diag_out_of_memory(&page->diags);
    document_free(&document);
    return done;
}

/* A page that lacks part of the book is better than none, but no success. */
static int print_book(struct page *page, const struct book *book)
{
    struct ask found = {0};
    bool done = !page->query || ask(&found, page->query, book->store);
    done = done && compose_and_write(page, book->store, &found);
    bool nothing = done && page->query && ask_found(&found) == 0;
    if (nothing)
        message("nothing matches the query; the page says so");
    bool gave_up = found.gave_up;
    ask_free(&found);
    if (!done || gave_up || book_is_torn(book))
        return STATUS_FAILED;
    return nothing ? STATUS_NOTHING : STATUS_DONE;
}

int print_named(const char *name, const struct option_value *options)
{
    struct page page = {0};
    struct book book = {0};
    int status = STATUS_FAILED;
    if (read_page(&page, options)) {
        bool opened = book_open(name, &book);
        book_report(&book);
        status = opened ? print_book(&page, &book) : STATUS_FAILED;
    }
    message_diags(&page.diags);
    diag_list_free(&page.diags);
    book_free(&book);
    return status;
}

int run_print(const struct invocation *invocation)
{
    return print_named(invocation->operands[0], invocation->options);
}
