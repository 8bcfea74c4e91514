/* print.c: `briefbook print`: a briefing as a plain text page. */
#include "cli/print.h"

#include <strings.h>
#include <unistd.h>

#include "briefbook/compose.h"
#include "briefbook/layout.h"
#include "briefbook/library.h"
#include "briefbook/record-text.h"
#include "briefbook/relay.h"
#include "briefbook/rendering.h"
#include "cli/ask.h"
#include "cli/book.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/stream.h"

/* What to print and how, read from the command line before anything is opened. */
struct page {
    const char *output; /* NULL for standard output */
    struct option_value printer;
    const char *query; /* NULL for all */
    enum section sections[SECTION_COUNT];
    size_t section_count; /* 0 for all */
    enum page_format format;
    struct layout_options layout;
    size_t lines;     /* of a page; 0 for a single one */
    struct slice tlp; /* a label that is to be raised to; blank for none */
    struct diag_list diags;
};

static const struct column_schema *tlp_schema(void)
{
    return &schema_table(TABLE_BRIEFING)->columns[BRIEFING_TLP];
}

/* Finds the label, "amber" or "TLP:AMBER", among those there are. */
static bool read_tlp(struct page *page, const char *text)
{
    static const char prefix[] = "TLP:";
    const char *const *labels = tlp_schema()->values;
    struct buffer list = {0};
    bool is_prefixed = strncasecmp(text, prefix, sizeof prefix - 1) == 0;
    const char *label = text + (is_prefixed ? sizeof prefix - 1 : 0);
    for (size_t i = 0; labels[i]; i++) {
        if (strcasecmp(label, labels[i]) == 0)
            page->tlp = slice_of(labels[i]);
        buffer_append_format(&list, "%s%s", i ? ", " : "", labels[i]);
    }
    if (page->tlp.length == 0)
        diag_add(&page->diags, DIAG_USAGE, (struct place){0}, "--tlp takes one of %s, not '%s'",
                 buffer_string(&list), text);
    buffer_free(&list);
    return page->tlp.length > 0;
}

static bool refuse_use(struct page *page, const char *why)
{
    return diag_add(&page->diags, DIAG_USAGE, (struct place){0}, "%s; see 'briefbook print --help'",
                    why);
}

/* What only pages of text have. */
static bool check_format(struct page *page, const struct option_value *options)
{
    static const struct {
        enum option_id option;
        const char *why;
    } of_text[] = {
        {OPTION_WIDTH, "--width is for a page of text: other formats have no columns"},
        {OPTION_PAGE, "--page is for a page of text: other formats have no lines"},
        {OPTION_PRINTER, "--printer takes a page of text: leave out --format"},
    };
    page->format = (enum page_format)options[OPTION_PAGE_FORMAT].number;
    for (size_t i = 0; i < sizeof of_text / sizeof of_text[0]; i++) {
        if (page->format != PAGE_TEXT && options[of_text[i].option].given)
            return refuse_use(page, of_text[i].why);
    }
    return true;
}

/* A terminal gets no sign that it could take for a command: in JSON, which is not made clean, none
 * but those of ASCII. */
static bool wants_ascii(const struct page *page, const struct option_value *options)
{
    bool to_terminal = !page->output && !page->printer.given && stream_is_terminal(STDOUT_FILENO);
    return options[OPTION_ASCII].given ||
           (to_terminal && (page->format == PAGE_JSON || stream_gate_flags(STDOUT_FILENO) != 0));
}

static bool read_page(struct page *page, const struct option_value *options)
{
    const struct option_value *width = &options[OPTION_WIDTH];
    page->output = options[OPTION_OUTPUT].text;
    page->query = options[OPTION_QUERY].text;
    page->printer = options[OPTION_PRINTER];
    page->lines = options[OPTION_PAGE].number;
    if (page->printer.given && page->lines == 0)
        page->lines = LAYOUT_USUAL_PAGE;
    if (!check_format(page, options))
        return false;
    page->layout = (struct layout_options){
        .width = width->given ? width->number : LAYOUT_USUAL_WIDTH,
        .medium = TEXT_ON_PAPER,
        .ascii = wants_ascii(page, options),
    };
    if (page->printer.given && page->output)
        return refuse_use(page, "--printer and --output cannot both be followed");
    if (page->printer.text && *page->printer.text == '\0')
        return refuse_use(page, "--printer= needs the name of a printer");
    if (options[OPTION_TLP].given && !read_tlp(page, options[OPTION_TLP].text))
        return false;
    return !options[OPTION_SECTIONS].given ||
           section_parse(slice_of(options[OPTION_SECTIONS].text), page->sections,
                         &page->section_count, &page->diags);
}

/* A page is never marked lower than any record of its book, printed or not. */
static bool check_tlp(struct page *page, const struct store *store)
{
    struct record record;
    struct slice highest = compose_tlp(store, &record);
    const struct table *table = store_table(store, record.table);
    struct buffer name = {0};
    if (page->tlp.length == 0 ||
        schema_value(tlp_schema(), page->tlp) >= schema_value(tlp_schema(), highest))
        return true;
    buffer_append(&name, record_table_name(store, record.table));
    buffer_append_char(&name, '/');
    record_append_id(store, record, &name);
    const struct place place = {table_file(table), table_line(table, record.row), 1};
    if (name.failed)
        diag_out_of_memory(&page->diags);
    else
        diag_add(&page->diags, DIAG_USAGE, place,
                 "%s is marked TLP:%.*s: --tlp raises the marking of a page and never lowers it",
                 buffer_string(&name), (int)highest.length, highest.data);
    buffer_free(&name);
    return false;
}

static struct rendering *begin_rendering(const struct page *page,
                                         const struct rendering_options *options,
                                         struct output *output)
{
    static rendering_new *const renderings[PAGE_FORMATS_TOTAL] = {
        [PAGE_MARKDOWN] = markdown_new, [PAGE_HTML] = html_new, [PAGE_JSON] = json_new};
    if (renderings[page->format])
        return renderings[page->format](options, output_add, output);
    if (page->lines)
        return text_pages_new(&page->layout, page->lines, output_add, output);
    return text_page_new(&page->layout, output_add, output);
}

static bool open_output(struct page *page, const struct store *store, struct output *output)
{
    if (page->printer.given)
        return output_open_printer(output, page->printer.text, &page->diags);
    return output_open_sparing(output, page->output, store, &page->diags);
}

/* A page that is not whole never takes the place of an older file. */
static bool write_page(struct page *page, const struct composition *composition,
                       const struct rendering_options *options)
{
    struct output output;
    const struct document *head = composition_head(composition);
    if ((page->lines && !text_pages_have_room(head, &page->layout, page->lines, &page->diags)) ||
        !open_output(page, options->store, &output))
        return false;
    bool whole = relay_book(composition, begin_rendering(page, options, &output));
    return output_end(&output, whole, &page->diags);
}

/* What changed is looked for where the section was asked for, or the book says what it supersedes. */
static const struct changes *find_changes(const struct page *page, struct book *book)
{
    bool asked = false;
    for (size_t i = 0; i < page->section_count; i++)
        asked = asked || page->sections[i] == SECTION_CHANGES;
    bool wanted = asked || (!page->section_count && library_names_predecessor(book->store));
    return wanted ? book_changes(book) : NULL;
}

static bool compose_and_write(struct page *page, struct book *book, const struct ask *ask)
{
    struct verification *verification = verification_new(book->store, NULL);
    if (!verification)
        return diag_out_of_memory(&page->diags);
    const struct compose_options options = {
        .sections = page->section_count ? page->sections : NULL,
        .section_count = page->section_count,
        .query = ask->query,
        .search = ask->search,
        .changes = find_changes(page, book),
        .tlp = page->tlp,
        .verification = verification,
    };
    const struct rendering_options rendering = {
        .store = book->store,
        .verification = verification,
        .ascii = page->layout.ascii,
    };
    struct composition *composition = composition_new(book->store, &options);
    bool done =
        composition ? write_page(page, composition, &rendering) : diag_out_of_memory(&page->diags);
    composition_free(composition);
    verification_free(verification);
    return done;
}

/* A page that lacks part of the book is better than none, but no success. */
static int print_book(struct page *page, struct book *book)
{
    struct ask found = {0};
    bool done = check_tlp(page, book->store);
    done = done && (!page->query || ask(&found, page->query, book));
    done = done && compose_and_write(page, book, &found);
    bool nothing = done && page->query && search_total(found.search) == 0;
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
    struct book book = {.without_state = options[OPTION_NO_STATE].given};
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
