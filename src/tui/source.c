#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "briefbook/archives.h"
#include "tui/command.h"
#include "tui/ended.h"

/* ---- Which source --------------------------------------------------------------------------- */

static struct slice source_cell(const struct model *model, struct record source, size_t column)
{
    return slice_trim(record_cell(model->options.store, source, column));
}

/* The source that a link in the detail leads to, if one is chosen. */
static bool chosen_source(const struct model *model, struct record *source)
{
    const struct spot_list *links = &model->detail.links;
    long link = model->here.link;
    if (model->here.focus != FOCUS_DETAIL || link < 0 || link >= (long)links->count)
        return false;
    *source = links->items[link].target;
    return source->table == TABLE_SOURCES;
}

/* Of the sources of a record, the first with an archived text, else the first with a URL. */
static bool best_source(const struct model *model, struct record record, struct record *source)
{
    static const size_t columns[] = {SOURCES_ARCHIVE_FILE, SOURCES_URL};
    struct record_list sources = {0};
    bool found = false;
    store_sources(model->options.store, record, &sources);
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        for (size_t j = 0; j < sources.count && !found; j++) {
            *source = sources.items[j];
            found = source_cell(model, *source, columns[i]).length > 0;
        }
    }
    record_list_free(&sources);
    return found;
}

static bool find_source(const struct model *model, struct record record, struct record *source)
{
    if (record.table == TABLE_SOURCES)
        *source = record;
    return record.table == TABLE_SOURCES || chosen_source(model, source) ||
           best_source(model, record, source);
}

bool when_source(const struct model *model)
{
    struct record record;
    return model->opened == OPENED_SOURCE ||
           (model_record(model, &record) &&
            (record.table == TABLE_QUOTES || record.table == TABLE_SOURCES));
}

/* ---- Its archived text ---------------------------------------------------------------------- */

static void open_archive(struct model *model, struct record record, struct record source)
{
    const struct store *store = model->options.store;
    struct buffer folder = {0};
    struct buffer file = {0};
    struct slice held;
    store_append_folder(store, &folder);
    buffer_append(&file, source_cell(model, source, SOURCES_ARCHIVE_FILE));
    struct archive_wish wish = {.folder = buffer_string(&folder), .file = buffer_slice(&file)};
    if (archive_held(store, buffer_string(&file), &held))
        wish.held = &held;
    if (record.table == TABLE_QUOTES) {
        wish.quotations[0] = record_cell(store, record, QUOTES_TEXT);
        wish.quotations[1] = record_cell(store, record, QUOTES_ORIGINAL_TEXT);
    }
    bool opened = !folder.failed && !file.failed && archive_open(&model->reading.archive, &wish);
    buffer_free(&folder);
    buffer_free(&file);
    if (!opened) {
        model_say_memory(model);
        return;
    }
    model->reading.source = source;
    model->reading.moved = false;
    model->opened = OPENED_SOURCE;
}

/* ---- Its page on the web -------------------------------------------------------------------- */

/* What a browser is given must be an address of the web, and no option or command. */
static bool is_address(struct slice url)
{
    static const char *const schemes[] = {"https://", "http://"};
    bool known = false;
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        size_t length = strlen(schemes[i]);
        known = known || (url.length > length && strncasecmp(url.data, schemes[i], length) == 0);
    }
    for (size_t i = 0; known && i < url.length; i++)
        known = !iscntrl((unsigned char)url.data[i]) && url.data[i] != ' ';
    return known;
}

/* Browsers that show pages in the terminal. */
static bool is_in_terminal(const char *program)
{
    static const char *const browsers[] = {"lynx",   "w3m",    "elinks",     "links",
                                           "links2", "browsh", "www-browser"};
    for (size_t i = 0; i < sizeof browsers / sizeof browsers[0]; i++) {
        if (strcmp(program, browsers[i]) == 0)
            return true;
    }
    return false;
}

/* Puts an address in the place of each %s of a word; whether there was one. */
static bool fill_in(struct slice word, struct slice url, struct buffer *filled)
{
    bool any = false;
    for (size_t at = 0; at < word.length; at++) {
        if (slice_equal(slice_part(word, at, at + 2), SLICE("%s"))) {
            buffer_append(filled, url);
            any = true;
            at++;
        } else {
            buffer_append_char(filled, word.data[at]);
        }
    }
    return any;
}

/* BROWSER is a list with colons between commands, of which the first counts; %s in it stands for the
 * address, which else comes last. False when a quotation mark is not closed. */
static bool add_browser(struct arguments *arguments, const char *browser, struct slice url)
{
    struct arguments words = {0};
    struct buffer filled = {0};
    struct slice command = {browser, strcspn(browser, ":")};
    bool closed = arguments_add_words(&words, command);
    bool any = false;
    for (size_t i = 0; i < words.count; i++) {
        buffer_clear(&filled);
        any = fill_in(slice_of(words.items[i]), url, &filled) || any;
        arguments_add(arguments, buffer_slice(&filled));
        arguments->failed = arguments->failed || filled.failed;
    }
    if (!any)
        arguments_add(arguments, url);
    arguments->failed = arguments->failed || words.failed;
    arguments_free(&words);
    buffer_free(&filled);
    return closed;
}

static unsigned browse(struct model *model)
{
    struct errand *errand = &model->errand;
    const char *browser = model->options.surroundings.browser;
    errand_free(errand);
    errand->kind = ERRAND_BROWSE;
    bool closed = add_browser(&errand->arguments, browser, buffer_slice(&model->url));
    errand->takes_terminal = is_in_terminal(arguments_program(&errand->arguments));
    if (!closed)
        model_say(model, "a quotation mark is not closed in the browser's name: %s", browser);
    else if (errand->arguments.failed)
        model_say_memory(model);
    else
        model->request = REQUEST_RUN;
    return STALE_FRAME;
}

void browse_ended(struct model *model, const struct errand *errand, struct slice fault,
                  bool changed)
{
    (void)errand;
    (void)changed;
    if (fault.length)
        model_say(model, "%.*s", (int)fault.length, fault.data);
}

static unsigned copy_url(struct model *model)
{
    model_copy(model, buffer_slice(&model->url), "the URL");
    return STALE_FRAME;
}

static void ask_to_browse(struct model *model, struct record source)
{
    struct slice url = source_cell(model, source, SOURCES_URL);
    buffer_clear(&model->url);
    if (!buffer_append(&model->url, url))
        model_say_memory(model);
    else if (!url.length)
        model_say(model, "this source has neither an archived text nor a URL");
    else if (!is_address(url))
        model_say(model, "not opened, no address of the web: %s", buffer_string(&model->url));
    else if (!model->options.surroundings.browser && model->options.is_linear)
        model_say(model, "set BROWSER to open it from here: %s", buffer_string(&model->url));
    else if (!model->options.surroundings.browser)
        model_question(model, copy_url, "BROWSER is not set; copy the URL? %s",
                       buffer_string(&model->url));
    else
        model_question(model, browse, "open it in the browser? %s", buffer_string(&model->url));
}

/* In the archived text, the command goes on to where that came from. */
unsigned do_source(struct model *model, int unused)
{
    (void)unused;
    struct record record;
    struct record source = model->reading.source;
    if (model->opened == OPENED_SOURCE && source.table == TABLE_NONE)
        model_say(model, "the source is gone from the briefing");
    else if (model->opened == OPENED_SOURCE)
        ask_to_browse(model, source);
    else if (!model_record(model, &record))
        model_say(model, "there is no row here");
    else if (!find_source(model, record, &source))
        model_say(model, "this %s names no source with an archived text or a URL",
                  schema_one(record.table));
    else if (source_cell(model, source, SOURCES_ARCHIVE_FILE).length)
        open_archive(model, record, source);
    else
        ask_to_browse(model, source);
    return STALE_FRAME;
}
