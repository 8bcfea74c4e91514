/* print.c: `briefbook print`: a briefing as a plain text page. */
#include "cli/print.h"

#include "briefbook/compose.h"
#include "cli/ask.h"
#include "cli/book.h"
#include "cli/message.h"
#include "cli/page.h"

/* What to print and how, read from the command line before anything is opened. */
struct page {
    const struct option_value *options;
    const char *query; /* NULL for all */
    enum section sections[SECTION_COUNT];
    size_t section_count; /* 0 for all */
    struct diag_list diags;
};

static bool read_page(struct page *page, const struct option_value *options)
{
    page->options = options;
    page->query = options[OPTION_QUERY].text;
    return !options[OPTION_SECTIONS].given ||
           section_parse(slice_of(options[OPTION_SECTIONS].text), page->sections,
                         &page->section_count, &page->diags);
}

/* What changed is looked for where the section was asked for, or the book says what it supersedes. */
static const struct changes *find_changes(const struct page *page, struct book *book)
{
    bool asked = false;
    for (size_t i = 0; i < page->section_count; i++)
        asked = asked || page->sections[i] == SECTION_CHANGES;
    bool wanted = asked || (!page->section_count && book_has_predecessor(book));
    return wanted ? book_changes(book) : NULL;
}

static bool compose_and_write(struct page *page, struct book *book, const struct ask *ask)
{
    struct document document = {0};
    const struct compose_options options = {
        .sections = page->section_count ? page->sections : NULL,
        .section_count = page->section_count,
        .query = ask->query,
        .search = ask->search,
        .changes = find_changes(page, book),
    };
    bool done = compose_book(&document, book->store, &options)
                    ? page_write(&document, page->options, &page->diags)
                    : diag_out_of_memory(&page->diags);
    document_free(&document);
    return done;
}

/* A page that lacks part of the book is better than none, but no success. */
static int print_book(struct page *page, struct book *book)
{
    struct ask found = {0};
    bool done = !page->query || ask(&found, page->query, book);
    done = done && compose_and_write(page, book, &found);
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
