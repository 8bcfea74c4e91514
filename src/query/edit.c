/* edit.c: pins. The text is cut into tokens, as the parser does it, to find the terms at its top that
 * are pins of one key; then pieces of the text are put together anew. */
#include "briefbook/query-edit.h"

#include <string.h>

#include "briefbook/schema.h"
#include "query/edit.h"
#include "query/lexer.h"

/* A term that holds nothing but ids. Places are bytes of the text. */
struct pins {
    size_t start;
    size_t value; /* where the value starts: the id, or the parenthesis */
    size_t end;
    bool is_group;
    size_t count;     /* ids */
    bool has_id;      /* the one that is looked for */
    size_t cut_start; /* it and the OR beside it, where there are others */
    size_t cut_end;
    size_t and_start; /* the term and the AND beside it */
    size_t and_end;
};

struct scan {
    struct lexer lexer;
    enum pin_form form;
    struct slice key;
    struct slice id;      /* as a word would say it */
    struct slice escaped; /* and a phrase */
    struct token before;  /* the newest token */
    struct token earlier; /* and the one before that */
    size_t depth;         /* open parentheses */
    bool has_or;          /* at the top */
    bool any;
    struct pins pins; /* the term that has the id, else the last one of the key */
};

static bool is_text(const struct token *token)
{
    return token->kind == TOKEN_WORD || token->kind == TOKEN_PHRASE;
}

static void take_id(const struct scan *scan, struct pins *pins, const struct token *token,
                    size_t previous_end)
{
    bool is_phrase = token->kind == TOKEN_PHRASE;
    if (pins->has_id && pins->count == 1)
        pins->cut_end = token->start; /* the first goes with the OR behind it */
    if (!pins->has_id && slice_equal(token->text, is_phrase ? scan->escaped : scan->id)) {
        pins->has_id = true;
        pins->cut_start = pins->count ? previous_end : token->start;
        pins->cut_end = token->end;
    }
    pins->count++;
}

/* Reads a group behind its parenthesis; false when it has something else than ids joined by OR. */
static bool read_group(struct scan *scan, struct pins *pins)
{
    size_t previous_end = 0;
    for (;;) {
        struct token token = lexer_next(&scan->lexer);
        if (!is_text(&token) || token.is_open)
            return false;
        take_id(scan, pins, &token, previous_end);
        previous_end = token.end;
        token = lexer_next(&scan->lexer);
        if (token.kind != TOKEN_OR) {
            pins->end = token.end;
            return token.kind == TOKEN_CLOSE;
        }
    }
}

/* What AND joins to the term goes with it when it goes. */
static void find_and(const struct scan *scan, struct pins *pins)
{
    const struct token *before = scan->form == PIN_EXCLUDED ? &scan->earlier : &scan->before;
    struct lexer rest = {.text = scan->lexer.text, .at = pins->end};
    struct token next = lexer_next(&rest);
    bool is_behind = before->kind == TOKEN_AND;
    pins->and_start = is_behind ? before->start : pins->start;
    pins->and_end = !is_behind && next.kind == TOKEN_AND ? next.end : pins->end;
}

/* Reads the value of a key that may be pins; false, with nothing read, when it is not. */
static bool read_pins(struct scan *scan, const struct token *key, const struct token *value)
{
    struct pins pins = {.start = scan->form == PIN_EXCLUDED ? scan->before.start : key->start,
                        .value = value->start,
                        .end = value->end,
                        .is_group = value->kind == TOKEN_OPEN};
    size_t at = scan->lexer.at;
    if (is_text(value) && !value->is_open) {
        take_id(scan, &pins, value, 0);
    } else if (!pins.is_group || !read_group(scan, &pins)) {
        scan->lexer.at = at;
        return false;
    }
    find_and(scan, &pins);
    if (pins.has_id || !scan->pins.has_id)
        scan->pins = pins;
    scan->any = true;
    return true;
}

/* Whether a key at the top stands in the form of the pins that are looked for. */
static bool has_form(const struct scan *scan, const struct token *key)
{
    return (scan->before.kind == TOKEN_NOT) == (scan->form == PIN_EXCLUDED) &&
           key->is_whole == (scan->form == PIN_WHOLE) && schema_same_name(key->text, scan->key);
}

static void take_key(struct scan *scan, struct token *key)
{
    struct token value = lexer_value(&scan->lexer);
    if (scan->depth == 0 && has_form(scan, key) && read_pins(scan, key, &value))
        return;
    scan->depth += value.kind == TOKEN_OPEN;
    key->is_open = value.is_open || value.kind == TOKEN_END;
}

/* Finds the pins; false for a text that is unfinished. */
static bool scan_text(struct scan *scan)
{
    struct token token;
    while ((token = lexer_next(&scan->lexer)).kind != TOKEN_END) {
        if (token.kind == TOKEN_KEY)
            take_key(scan, &token);
        scan->depth += token.kind == TOKEN_OPEN;
        scan->depth -= token.kind == TOKEN_CLOSE && scan->depth > 0;
        scan->has_or = scan->has_or || (token.kind == TOKEN_OR && scan->depth == 0);
        scan->earlier = scan->before;
        scan->before = token;
    }
    enum token_kind last = scan->before.kind;
    bool wants_more = last == TOKEN_NOT || last == TOKEN_AND || last == TOKEN_OR;
    return !wants_more && !scan->before.is_open && scan->depth == 0;
}

/* ---- Putting the text together ------------------------------------------------------------- */

/* Whether the lexer reads it as one word behind a key and in a group. "key:" and "//" would be a word,
 * as in a web address. */
static bool is_plain(struct slice value)
{
    struct lexer lexer = {.text = value};
    struct token token = lexer_next(&lexer);
    return token.kind == TOKEN_WORD && token.start == 0 && token.end == value.length &&
           value.data[0] != '-' && value.data[0] != '=' &&
           !memmem(value.data, value.length, "//", 2);
}

bool edit_append_value(struct slice value, struct buffer *buffer)
{
    if (is_plain(value))
        return buffer_append(buffer, value);
    buffer_append_char(buffer, '"');
    lexer_escape(value, buffer);
    return buffer_append_char(buffer, '"');
}

static void append_from(const struct scan *scan, size_t from, size_t to, struct buffer *changed)
{
    buffer_append(changed, slice_part(scan->lexer.text, from, to));
}

/* A new term at the end; what OR joins is a group then, lest it join the new term too. */
static void add_term(const struct scan *scan, struct buffer *changed)
{
    struct slice text = scan->lexer.text;
    buffer_append_string(changed, scan->has_or ? "(" : "");
    buffer_append(changed, text);
    buffer_append_string(changed, scan->has_or ? ")" : "");
    if (changed->length > 0 && changed->data[changed->length - 1] != ' ')
        buffer_append_char(changed, ' ');
    buffer_append_string(changed, scan->form == PIN_EXCLUDED ? "-" : "");
    buffer_append(changed, scan->key);
    buffer_append_string(changed, scan->form == PIN_WHOLE ? ":=" : ":");
    edit_append_value(scan->id, changed);
}

static void join_term(const struct scan *scan, struct buffer *changed)
{
    const struct pins *pins = &scan->pins;
    size_t last = pins->is_group ? pins->end - 1 : pins->end; /* before the parenthesis */
    append_from(scan, 0, pins->value, changed);
    buffer_append_string(changed, pins->is_group ? "" : "(");
    append_from(scan, pins->value, last, changed);
    buffer_append_string(changed, " OR ");
    edit_append_value(scan->id, changed);
    buffer_append_string(changed, pins->is_group ? "" : ")");
    append_from(scan, last, scan->lexer.text.length, changed);
}

/* Takes one id of a group out; one that is left alone needs no parentheses. */
static void leave_group(const struct scan *scan, struct buffer *changed)
{
    const struct pins *pins = &scan->pins;
    struct slice text = scan->lexer.text;
    struct slice before = slice_part(text, pins->value + 1, pins->cut_start);
    struct slice after = slice_part(text, pins->cut_end, pins->end - 1);
    bool stays_group = pins->count > 2;
    append_from(scan, 0, pins->value + stays_group, changed);
    buffer_append(changed, stays_group ? before : slice_trim(before));
    buffer_append(changed, stays_group ? after : slice_trim(after));
    append_from(scan, pins->end - stays_group, text.length, changed);
}

/* Takes the term out, with the blanks that parted it from the rest. */
static void remove_term(const struct scan *scan, struct buffer *changed)
{
    struct slice text = scan->lexer.text;
    struct slice left = slice_trim(slice_part(text, 0, scan->pins.and_start));
    struct slice right = slice_trim(slice_part(text, scan->pins.and_end, text.length));
    buffer_append(changed, left);
    buffer_append_string(changed, left.length && right.length ? " " : "");
    buffer_append(changed, right);
}

/* Whether there are pins at the top, joined to the rest by AND. */
static bool has_pins(const struct scan *scan)
{
    return scan->any && !scan->has_or;
}

static enum pin_change change(const struct scan *scan, struct buffer *changed)
{
    bool has_id = has_pins(scan) && scan->pins.has_id;
    if (has_id && scan->pins.count > 1)
        leave_group(scan, changed);
    else if (has_id)
        remove_term(scan, changed);
    else if (has_pins(scan))
        join_term(scan, changed);
    else
        add_term(scan, changed);
    return has_id ? PIN_TAKEN_OUT : PIN_PUT;
}

/* What stands in the place of the value, a group or not, is left out. */
static enum pin_change replace(const struct scan *scan, struct buffer *changed)
{
    if (!has_pins(scan)) {
        add_term(scan, changed);
        return PIN_PUT;
    }
    append_from(scan, 0, scan->pins.value, changed);
    edit_append_value(scan->id, changed);
    append_from(scan, scan->pins.end, scan->lexer.text.length, changed);
    return PIN_PUT;
}

/* Reads a text for pins of a key, and makes the changed one. */
static enum pin_change edit(struct slice text, const struct pin *pin,
                            enum pin_change (*change_text)(const struct scan *, struct buffer *),
                            struct buffer *changed)
{
    struct buffer escaped = {0};
    if (!lexer_escape(pin->value, &escaped)) {
        changed->failed = true;
        buffer_free(&escaped);
        return PIN_UNFINISHED;
    }
    struct scan scan = {.lexer = {.text = text},
                        .form = pin->form,
                        .key = pin->key,
                        .id = pin->value,
                        .escaped = buffer_slice(&escaped),
                        .before = {.kind = TOKEN_END},
                        .earlier = {.kind = TOKEN_END}};
    enum pin_change done = scan_text(&scan) ? change_text(&scan, changed) : PIN_UNFINISHED;
    buffer_free(&escaped);
    return done;
}

enum pin_change query_pin(struct slice text, const struct pin *pin, struct buffer *changed)
{
    return edit(text, pin, change, changed);
}

enum pin_change query_put(struct slice text, const struct pin *pin, struct buffer *changed)
{
    return edit(text, pin, replace, changed);
}
