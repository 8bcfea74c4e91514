/* test-renderings.c: all renderings of a document say the same, and keep what they say apart from
 * their own signs.
 *
 * Link with what failing-memory.h asks for. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "briefbook/compose.h"
#include "briefbook/gate.h"
#include "briefbook/rendering.h"
#include "briefbook/text.h"
#include "support/book.h"
#include "support/compose-book.h"
#include "support/effort.h"
#include "support/empty-folder.h"
#include "support/failing-memory.h"
#include "support/random-book.h"
#include "support/random.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool take(void *context, struct slice bytes)
{
    return buffer_append(context, bytes);
}

static bool refuse(void *context, struct slice bytes)
{
    (void)bytes;
    ++*(int *)context;
    return false;
}

/* ---- What a rendering says, without blanks --------------------------------------------------- */

static void add_byte(struct buffer *words, char byte)
{
    if (byte != ' ' && byte != '\n')
        assert_true(buffer_append_char(words, byte));
}

static void add_words(struct buffer *words, struct slice text)
{
    for (size_t i = 0; i < text.length; i++)
        add_byte(words, text.data[i]);
}

static bool take_sign(struct slice *rest, const char *sign)
{
    struct slice wanted = slice_of(sign);
    if (!slice_equal(slice_part(*rest, 0, wanted.length), wanted))
        return false;
    *rest = slice_part(*rest, wanted.length, rest->length);
    return true;
}

/* CommonMark: a backslash makes a text of the sign behind it. */
static void read_markdown(struct buffer *words, struct slice rest)
{
    bool begins = true;
    while (rest.length) {
        if (begins)
            (void)(take_sign(&rest, "## ") || take_sign(&rest, "# ") || take_sign(&rest, "> "));
        begins = false;
        if (take_sign(&rest, "**"))
            continue;
        (void)take_sign(&rest, "\\");
        if (rest.length == 0)
            return;
        begins = rest.data[0] == '\n';
        add_byte(words, rest.data[0]);
        rest = slice_part(rest, 1, rest.length);
    }
}

static void read_entity(struct buffer *words, struct slice *rest)
{
    static const struct {
        const char *entity;
        char byte;
    } entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    for (size_t i = 0; i < COUNT(entities); i++) {
        if (take_sign(rest, entities[i].entity)) {
            add_byte(words, entities[i].byte);
            return;
        }
    }
    fail_msg("an entity that there is not: %.*s", 10, rest->data);
}

static const char *const tags[] = {"div", "p", "span", "a", "h1", "h2", "blockquote"};

/* Takes a tag off the text and keeps those that are open: none ends another. */
static void read_tag(struct slice *rest, size_t *open, size_t *depth)
{
    bool ends = take_sign(rest, "</");
    assert_true(ends || take_sign(rest, "<"));
    size_t tag = 0;
    size_t name = 0;
    while (name < rest->length && ((rest->data[name] >= 'a' && rest->data[name] <= 'z') ||
                                   (rest->data[name] >= '0' && rest->data[name] <= '9')))
        name++;
    while (tag < COUNT(tags) && !slice_is(slice_part(*rest, 0, name), tags[tag]))
        tag++;
    assert_true(tag < COUNT(tags));
    const char *end = memchr(rest->data, '>', rest->length);
    assert_non_null(end);
    struct slice attributes = slice_part(*rest, name, (size_t)(end - rest->data));
    assert_true(attributes.length == 0 || attributes.data[0] == ' ');
    assert_null(attributes.length ? memchr(attributes.data, '<', attributes.length) : NULL);
    *rest = slice_part(*rest, (size_t)(end - rest->data) + 1, rest->length);
    if (ends) {
        assert_true(*depth > 0 && open[*depth - 1] == tag);
        --*depth;
    } else {
        assert_true(*depth < 32);
        open[(*depth)++] = tag;
    }
}

static void read_html(struct buffer *words, struct slice rest)
{
    static const char start[] = "<body>\n", end[] = "</body>\n</html>\n";
    const char *body = memmem(rest.data, rest.length, start, sizeof start - 1);
    size_t open[32];
    size_t depth = 0;
    assert_non_null(body);
    rest = slice_part(rest, (size_t)(body - rest.data) + sizeof start - 1, rest.length);
    while (!take_sign(&rest, end)) {
        assert_true(rest.length > 0);
        if (rest.data[0] == '<') {
            read_tag(&rest, open, &depth);
        } else if (rest.data[0] == '&') {
            read_entity(words, &rest);
        } else {
            add_byte(words, rest.data[0]);
            rest = slice_part(rest, 1, rest.length);
        }
    }
    assert_int_equal(depth, 0);
    assert_int_equal(rest.length, 0);
}

/* What JSON holds as it stands passes the gate as on the page. */
static void add_clean(struct buffer *words, const json_t *string, bool one_line, bool ascii)
{
    struct buffer clean = {0};
    unsigned flags = (one_line ? GATE_ONE_LINE : GATE_LINES) | (ascii ? GATE_ASCII : 0U);
    assert_true(json_is_string(string));
    assert_true(gate_append(
        &clean, (struct slice){json_string_value(string), json_string_length(string)}, flags));
    add_words(words, buffer_slice(&clean));
    buffer_free(&clean);
}

static void read_spans(struct buffer *words, const json_t *spans, bool one_line, bool ascii)
{
    size_t i;
    json_t *span;
    json_array_foreach(spans, i, span)
    {
        const char *role = json_string_value(json_object_get(span, "role"));
        bool prose = strcmp(role, "text") == 0 || strcmp(role, "quotation") == 0;
        add_clean(words, json_object_get(span, "text"), one_line || !prose, ascii);
    }
}

static void read_json_block(struct buffer *words, const json_t *block, bool ascii)
{
    const json_t *label = json_object_get(block, "label");
    bool split = strcmp(json_string_value(json_object_get(block, "kind")), "split") == 0;
    if (label && !split)
        add_clean(words, label, true, ascii);
    read_spans(words, json_object_get(block, "spans"), split, ascii);
    if (label && split)
        add_clean(words, label, true, ascii);
}

static void read_items(struct buffer *words, const json_t *items, bool ascii)
{
    size_t i, j;
    json_t *item, *block;
    assert_true(json_is_array(items));
    json_array_foreach(items, i, item)
    {
        assert_non_null(json_object_get(item, "table"));
        assert_non_null(json_object_get(item, "id"));
        json_array_foreach(json_object_get(item, "blocks"), j, block)
        {
            read_json_block(words, block, ascii);
        }
    }
}

static void read_json(struct buffer *words, struct slice text, bool ascii)
{
    size_t i;
    json_t *section;
    json_t *root =
        json_loadb(text.data, text.length, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "format")), RENDERING_JSON_FORMAT);
    assert_int_equal(json_integer_value(json_object_get(root, "version")), RENDERING_JSON_VERSION);
    add_clean(words, json_object_get(root, "marking"), true, ascii);
    read_items(words, json_object_get(root, "items"), ascii);
    json_array_foreach(json_object_get(root, "sections"), i, section)
    {
        add_clean(words, json_object_get(section, "heading"), true, ascii);
        read_items(words, json_object_get(section, "items"), ascii);
    }
    add_clean(words, json_object_get(root, "marking"), true, ascii);
    json_decref(root);
}

/* ---- All say the same ------------------------------------------------------------------------ */

static void expect_words(const struct buffer *page, const struct buffer *rendering,
                         const char *format)
{
    size_t at = 0;
    while (at < page->length && at < rendering->length && page->data[at] == rendering->data[at])
        at++;
    if (at < page->length || at < rendering->length)
        fail_msg("%s, from byte %zu on: “%.40s”, and on the page “%.40s”", format, at,
                 buffer_string(rendering) + at, buffer_string(page) + at);
}

static void expect_same(const struct document *document, const struct store *store, bool ascii)
{
    struct buffer text = {0}, page = {0}, words = {0};
    const struct layout_options layout = {1000, TEXT_ON_PAPER, ascii};
    const struct rendering_options options = {.store = store, .ascii = ascii};
    assert_true(text_page_write(document, &layout, take, &text));
    add_words(&page, buffer_slice(&text));
    buffer_clear(&text);
    assert_true(rendering_write(markdown_new(&options, take, &text), document));
    read_markdown(&words, buffer_slice(&text));
    expect_words(&page, &words, "Markdown");
    buffer_clear(&text);
    buffer_clear(&words);
    assert_true(rendering_write(html_new(&options, take, &text), document));
    read_html(&words, buffer_slice(&text));
    expect_words(&page, &words, "HTML");
    buffer_clear(&text);
    buffer_clear(&words);
    assert_true(rendering_write(json_new(&options, take, &text), document));
    assert_true(!ascii || text_is_ascii(buffer_slice(&text)));
    read_json(&words, buffer_slice(&text), ascii);
    expect_words(&page, &words, "JSON");
    buffer_free(&text);
    buffer_free(&page);
    buffer_free(&words);
}

static void expect_same_of_book(const char *folder)
{
    struct store *store = load_book(folder);
    const struct compose_options all = {0};
    struct document document = {0};
    assert_true(compose_book(&document, store, &all));
    expect_same(&document, store, false);
    expect_same(&document, store, true);
    document_free(&document);
    store_free(store);
}

static void say_the_same_of_random_books(void **state)
{
    (void)state;
    uint64_t random = 5;
    for (int round = 0; round < EFFORT(200); round++) {
        write_random_book(&random);
        expect_same_of_book(".");
        remove_random_book();
    }
}

static void say_the_same_of_plain_tables(void **state)
{
    (void)state;
    uint64_t random = 6;
    for (int round = 0; round < EFFORT(50); round++) {
        write_random_plain_table(&random);
        expect_same_of_book("list.csv");
        remove_random_book();
    }
}

/* Texts that look like what a rendering is made of. */
static void keep_texts_apart_from_signs(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "# a",
        "a\n# b",
        "1. a",
        "12) a",
        "- a",
        "a\n- b",
        "+ a",
        "* a",
        "> a",
        "a\n> b",
        "```",
        "~~~",
        "    a",
        "a\n===",
        "---",
        "_a_ **b**",
        "`a`",
        "[a](b)",
        "![a](b)",
        "<b>",
        "&amp;",
        "</body>",
        "</style>",
        "a|b\n-|-",
        "\\",
        "a\\",
        "\\\\\n\\",
        "<!-- a -->",
        "]]>",
        "\"'",
        "http://a/\"",
        "https://a/<b>'c\"",
        "javascript:alert(1)",
        "\xFF\xC3",
        "a\x01\x1B[2Jb",
        "",
        "\u202Ea",
        "\xC2\x85",
        "\n\na\n\n",
        "$a$",
        "www.a.example",
        "http://",
    };
    FILE *file = fopen("quotes.csv", "w");
    assert_non_null(file);
    fputs("id,speaker_id,text,quote_type,attribution_text\n", file);
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct buffer cell = {0};
        for (const char *at = texts[i]; *at; at++)
            buffer_append_format(&cell, *at == '"' ? "\"\"" : "%c", *at);
        fprintf(file, "q%zu,\"%s\",\"%s\",paraphrase,\n", i, buffer_string(&cell),
                buffer_string(&cell));
        buffer_free(&cell);
    }
    assert_int_equal(fclose(file), 0);
    expect_same_of_book(".");
}

/* ---- Links ----------------------------------------------------------------------------------- */

static void append_html(struct buffer *text, const char *folder, const char *sections)
{
    struct store *store = load_book(folder);
    enum section chosen[SECTION_COUNT];
    struct diag_list diags = {0};
    struct compose_options options = {.sections = chosen};
    struct document document = {0};
    assert_true(section_parse(slice_of(sections), chosen, &options.section_count, &diags));
    assert_true(compose_book(&document, store, &options));
    assert_true(rendering_write(html_new(&(struct rendering_options){.store = store}, take, text),
                                &document));
    document_free(&document);
    store_free(store);
}

static void lead_to_sources_and_web_pages(void **state)
{
    (void)state;
    struct buffer text = {0};
    make_file("sources.csv", "id,title,url\na,A,https://example.org/?a=1&b=\nb,B,javascript:x()\n");
    make_file("lines.csv", "id,text,source_ids\nl,Say it.,a\n");
    append_html(&text, ".", "lines,sources");
    assert_non_null(
        strstr(buffer_string(&text), "<a href=\"#source-0\"><span class=\"endnote\">[1]"));
    assert_non_null(strstr(buffer_string(&text), "<div class=\"item\" id=\"source-0\" "
                                                 "data-table=\"sources\" data-id=\"a\">"));
    assert_non_null(strstr(buffer_string(&text), "&lt;<a href=\"https://example.org/?a=1&amp;b=\">"
                                                 "https://example.org/?a=1&amp;b=</a>&gt;"));
    buffer_clear(&text);
    append_html(&text, ".", "lines");
    assert_null(strstr(buffer_string(&text), "<a "));
    buffer_clear(&text);
    append_html(&text, ".", "sources");
    assert_null(strstr(buffer_string(&text), "href=\"javascript"));
    assert_null(strstr(buffer_string(&text), "<script"));
    buffer_free(&text);
}

/* ---- Failures -------------------------------------------------------------------------------- */

static rendering_new *const makers[] = {markdown_new, html_new, json_new};

static void make_small_book(void)
{
    make_file("sources.csv", "id,title,archive_file\na,A,a.txt\n");
    make_file("a.txt", "Words\n");
    make_file("quotes.csv",
              "id,speaker_id,text,quote_type,source_ids\nq,Person A,Words,direct,a\n");
}

static void stop_when_told(void **state)
{
    (void)state;
    make_small_book();
    struct store *store = load_book(".");
    const struct compose_options all = {0};
    const struct rendering_options options = {.store = store};
    struct document document = {0};
    assert_true(compose_book(&document, store, &all));
    for (int i = 0; i < 5000; i++) {
        document_block(&document, BLOCK_PARAGRAPH);
        document_string(&document, ROLE_TEXT, "some more words, so that it is long");
    }
    for (size_t i = 0; i < COUNT(makers); i++) {
        int calls = 0;
        assert_false(rendering_write(makers[i](&options, refuse, &calls), &document));
        assert_int_equal(calls, 1);
    }
    document_free(&document);
    store_free(store);
}

static void survive_lack_of_memory(void **state)
{
    (void)state;
    make_small_book();
    struct store *store = load_book(".");
    struct verification *verification = verification_new(store, NULL);
    const struct compose_options all = {0};
    const struct rendering_options options = {.store = store, .verification = verification};
    struct document document = {0};
    assert_non_null(verification);
    assert_true(compose_book(&document, store, &all));
    for (size_t i = 0; i < COUNT(makers); i++) {
        bool failed = true;
        for (size_t nth = 1; failed; nth++) {
            struct buffer text = {0};
            buffer_reserve(&text, 100000);
            failing_memory_start(nth, nth % 2);
            bool done = rendering_write(makers[i](&options, take, &text), &document);
            failed = failing_memory_stop();
            assert_int_equal(done, !failed);
            buffer_free(&text);
        }
    }
    document_free(&document);
    verification_free(verification);
    store_free(store);
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        IN_FOLDER(say_the_same_of_random_books),
        IN_FOLDER(say_the_same_of_plain_tables),
        IN_FOLDER(keep_texts_apart_from_signs),
        IN_FOLDER(lead_to_sources_and_web_pages),
        IN_FOLDER(stop_when_told),
        IN_FOLDER(survive_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
