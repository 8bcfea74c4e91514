/* parser.c: from tokens to the tree.
 *
 *     any  = all { OR all }            loosest
 *     all  = one { [AND] one }
 *     one  = { NOT | "-" } ( "(" any ")" | word | phrase | regex | key value | key "(" any ")" )
 *
 * One function each. What is not well formed goes through fault(): it ends a strict reading with a
 * diagnostic, and a forgiving one goes on as if the odd piece were not there. */
#include "query/keys.h"
#include "query/lexer.h"

#include "briefbook/text.h"

struct parser {
    struct lexer lexer;
    struct token token; /* the one that is to be read next */
    enum query_reading reading;
    struct query *query;
    const struct store *store;
    struct diag_list *diags;
    struct token key; /* of the group the parser is in: key(…); its kind is TOKEN_END without one */
    size_t groups;
    size_t shortened; /* letters of half-typed expressions that went */
};

static void advance(struct parser *parser)
{
    parser->token = lexer_next(&parser->lexer);
}

/* The place of a byte of the query, in characters. */
static struct place place_of(struct slice text, size_t byte)
{
    struct place place = {QUERY_PLACE, 1, 1};
    uint32_t character;
    for (size_t at = 0; at < byte; place.column++)
        at += text_decode(slice_part(text, at, text.length), &character);
    return place;
}

static bool refuse(struct parser *parser, size_t at, const char *message)
{
    return diag_add(parser->diags, DIAG_QUERY, place_of(parser->lexer.text, at), "%s", message);
}

/* What is not well formed: false in a strict reading. */
static bool fault(struct parser *parser, size_t at, const char *message)
{
    return parser->reading == QUERY_FORGIVING || refuse(parser, at, message);
}

static bool missing(struct parser *parser)
{
    return fault(parser, parser->token.start,
                 "a word is missing here; AND, OR, NOT and - are words between quotation marks");
}

static bool out_of_memory(struct parser *parser)
{
    return diag_out_of_memory(parser->diags);
}

static bool starts_one(enum token_kind kind)
{
    return kind == TOKEN_OPEN || kind == TOKEN_NOT || kind == TOKEN_WORD || kind == TOKEN_PHRASE ||
           kind == TOKEN_KEY || kind == TOKEN_REGEX;
}

/* ---- Terms --------------------------------------------------------------------------------- */

static bool is_within_limits(struct parser *parser, size_t at)
{
    if (parser->query->term_count > QUERY_MOST_TERMS)
        return refuse(parser, at, "a query can't have more than 10,000 terms");
    return parser->query->regex_bytes <= QUERY_MOST_REGEX_BYTES ||
           refuse(parser, at, "the regular expressions of a query can't be so large together");
}

/* Makes the term, below the key of the group if there is one. */
static bool make_term(struct parser *parser, struct slice text, size_t at, struct node **node)
{
    struct buffer problem = {0};
    bool made;
    if (parser->key.kind == TOKEN_KEY)
        made = key_term(parser->query, parser->store, parser->key.text, parser->key.is_whole, text,
                        node, &problem);
    else
        made = term_new(parser->query, NODE_TEXT, text, node);
    bool has_problem = !made && problem.length > 0 && !problem.failed;
    if (has_problem)
        made = fault(parser, at, buffer_string(&problem));
    buffer_free(&problem);
    if (!made)
        return has_problem ? false : out_of_memory(parser);
    return is_within_limits(parser, at);
}

static bool parse_text(struct parser *parser, struct node **node)
{
    struct token token = parser->token;
    if (token.kind != TOKEN_PHRASE) {
        advance(parser);
        return make_term(parser, token.text, token.start, node);
    }
    if (token.is_open && !fault(parser, token.start, "this quotation mark is never closed"))
        return false;
    struct buffer text = {0};
    bool done = lexer_unescape(token.text, &text) || out_of_memory(parser);
    done = done && make_term(parser, buffer_slice(&text), token.start, node);
    buffer_free(&text);
    advance(parser);
    return done;
}

/* Reads on at a place as a word, whatever it looks like. */
static bool parse_as_word(struct parser *parser, struct node **node)
{
    struct token key = parser->key;
    parser->key.kind = TOKEN_END;
    parser->token = lexer_word(&parser->lexer, parser->token.start);
    bool done = parse_text(parser, node);
    parser->key = key;
    return done;
}

/* ---- Regular expressions ------------------------------------------------------------------- */

/* How many letters of half-typed expressions may have to go, in a whole query. */
enum { MOST_SHORTENED = 200 };

/* Whether the text ends in the middle of an escape, so that a slash behind it would not close it. */
static bool ends_in_escape(struct slice text)
{
    size_t start = text.length;
    while (start > 0 && text.data[start - 1] == '\\')
        start--;
    return (text.length - start) % 2 > 0;
}

/* The text without its last character. */
static struct slice shortened(struct slice text)
{
    size_t end = text.length - 1;
    while (end > 0 && (text.data[end] & 0xC0) == 0x80)
        end--;
    return slice_part(text, 0, end);
}

static bool refuse_regex(struct parser *parser, size_t at, const struct regex_fault *problem)
{
    return diag_add(parser->diags, DIAG_QUERY, place_of(parser->lexer.text, at + problem->at),
                    "this regular expression can't be read: %s", problem->message);
}

/* A forgiving reading takes as much from the start as can be compiled, or nothing. */
static bool make_regex(struct parser *parser, struct slice pattern, size_t at, struct node **node)
{
    bool is_forgiving = parser->reading == QUERY_FORGIVING;
    for (;; parser->shortened++) {
        struct regex_fault problem;
        while (ends_in_escape(pattern))
            pattern = shortened(pattern);
        if (term_new_regex(parser->query, pattern, node, &problem))
            return is_within_limits(parser, at);
        if (problem.message[0] == '\0')
            return out_of_memory(parser);
        if (!is_forgiving)
            return refuse_regex(parser, at, &problem);
        if (parser->shortened >= MOST_SHORTENED)
            return true;
        pattern = shortened(pattern);
    }
}

/* In the group of a column a slash is a letter. */
static bool parse_regex(struct parser *parser, struct node **node)
{
    struct token token = parser->token;
    if (parser->key.kind == TOKEN_KEY) {
        parser->token = lexer_word(&parser->lexer, token.start);
        return parse_text(parser, node);
    }
    if (token.is_open && !fault(parser, token.start,
                                "this regular expression is never closed; between quotation marks "
                                "it is looked for as it stands"))
        return false;
    advance(parser);
    return make_regex(parser, token.text, token.start + 1, node);
}

/* ---- Keys ---------------------------------------------------------------------------------- */

static bool parse_group(struct parser *parser, struct node **node);

static bool fault_of_key(struct parser *parser)
{
    struct token key = parser->token;
    if (parser->reading == QUERY_FORGIVING)
        return true;
    struct buffer message = {0};
    key_say_unknown(key.text, parser->store, &message);
    buffer_append_string(&message, "; between quotation marks it is looked for as it stands");
    bool told = !message.failed;
    if (told)
        refuse(parser, key.start, buffer_string(&message));
    buffer_free(&message);
    return told ? false : out_of_memory(parser);
}

static bool parse_value(struct parser *parser, struct node **node)
{
    parser->token = lexer_value(&parser->lexer);
    if (parser->token.kind == TOKEN_OPEN)
        return parse_group(parser, node);
    if (parser->token.kind != TOKEN_END)
        return parse_text(parser, node);
    size_t at = parser->token.start;
    advance(parser);
    return fault(parser, at, "a value is missing here");
}

static bool parse_key(struct parser *parser, struct node **node)
{
    if (!key_is_known(parser->token.text, parser->store))
        return fault_of_key(parser) && parse_as_word(parser, node);
    struct token outer = parser->key;
    parser->key = parser->token;
    bool done = parse_value(parser, node);
    parser->key = outer;
    return done;
}

/* ---- Groups -------------------------------------------------------------------------------- */

static bool parse_any(struct parser *parser, struct node **node);

static bool parse_group(struct parser *parser, struct node **node)
{
    size_t start = parser->token.start;
    if (++parser->groups > QUERY_MOST_GROUPS)
        return refuse(parser, start, "a query can't have more than 1,000 groups in each other");
    advance(parser);
    if (parser->token.kind != TOKEN_CLOSE) {
        if (parser->token.kind != TOKEN_END && !parse_any(parser, node))
            return false;
        if (parser->token.kind == TOKEN_END &&
            !fault(parser, start, "this parenthesis is never closed"))
            return false;
    } else if (!fault(parser, start, "there is nothing between these parentheses")) {
        return false;
    }
    parser->groups--;
    if (parser->token.kind == TOKEN_CLOSE)
        advance(parser);
    return true;
}

/* Whether a NOT token turns the meaning round: two dashes cancel each other. */
static bool turns_round(const struct token *token)
{
    return token->text.data[0] != '-' || token->text.length % 2;
}

static bool parse_one(struct parser *parser, struct node **node)
{
    bool excluded = false;
    bool done;
    for (; parser->token.kind == TOKEN_NOT; advance(parser))
        excluded = excluded != turns_round(&parser->token);
    switch (parser->token.kind) {
    case TOKEN_OPEN:
        done = parse_group(parser, node);
        break;
    case TOKEN_WORD:
    case TOKEN_PHRASE:
        done = parse_text(parser, node);
        break;
    case TOKEN_KEY:
        done = parse_key(parser, node);
        break;
    case TOKEN_REGEX:
        done = parse_regex(parser, node);
        break;
    default:
        done = missing(parser);
    }
    if (!done || !excluded)
        return done;
    return node_negate(parser->query, node) || out_of_memory(parser);
}

static bool parse_all(struct parser *parser, struct node **node)
{
    bool wants_more = true;
    for (;;) {
        if (parser->token.kind == TOKEN_AND) {
            if (wants_more && !missing(parser))
                return false;
            wants_more = true;
            advance(parser);
        } else if (starts_one(parser->token.kind)) {
            struct node *member = NULL;
            if (!parse_one(parser, &member))
                return false;
            if (!node_add(parser->query, NODE_AND, node, member))
                return out_of_memory(parser);
            wants_more = false;
        } else {
            return !wants_more || missing(parser);
        }
    }
}

static bool parse_any(struct parser *parser, struct node **node)
{
    for (;;) {
        struct node *member = NULL;
        if (!parse_all(parser, &member))
            return false;
        if (!node_add(parser->query, NODE_OR, node, member))
            return out_of_memory(parser);
        if (parser->token.kind != TOKEN_OR)
            return true;
        advance(parser);
    }
}

/* The whole query: parentheses that close nothing part it, if they are forgiven. */
static bool parse_query(struct parser *parser, struct node **node)
{
    while (parser->token.kind != TOKEN_END) {
        struct node *member = NULL;
        if (parser->token.kind != TOKEN_CLOSE && !parse_any(parser, &member))
            return false;
        if (!node_add(parser->query, NODE_AND, node, member))
            return out_of_memory(parser);
        if (parser->token.kind == TOKEN_CLOSE) {
            if (!fault(parser, parser->token.start, "this parenthesis closes nothing"))
                return false;
            advance(parser);
        }
    }
    return true;
}

/* ---- The result ---------------------------------------------------------------------------- */

/* Lists what looks for text and is asked for: below an even number of NOTs. */
static void list_lit(struct query *query, const struct node *node, bool excluded)
{
    if ((node->kind == NODE_TEXT || node->kind == NODE_REGEX) && !excluded)
        query->lit[query->lit_count++] = node;
    for (const struct node *member = node->first; member; member = member->next)
        list_lit(query, member, excluded != (node->kind == NODE_NOT));
}

static bool check_text(struct slice text, struct diag_list *diags)
{
    size_t bad;
    if (text.length > QUERY_MOST_BYTES)
        return diag_add(diags, DIAG_QUERY, (struct place){0},
                        "a query can't be longer than 64 KiB; this one has %zu bytes", text.length);
    if (!text_is_valid(text, &bad))
        return diag_add(diags, DIAG_QUERY, place_of(text, bad),
                        "a query must be UTF-8; here stands a byte that is not");
    return true;
}

bool query_parse(struct query *query, struct slice text, enum query_reading reading,
                 const struct store *store, struct diag_list *diags)
{
    if (!check_text(text, diags))
        return false;
    struct parser parser = {.lexer = {.text = text},
                            .reading = reading,
                            .query = query,
                            .store = store,
                            .diags = diags,
                            .key = {.kind = TOKEN_END}};
    struct node *root = NULL;
    advance(&parser);
    if (!parse_query(&parser, &root))
        return false;
    if (root && !plan_node(query, root))
        return diag_out_of_memory(diags);
    query->root = root;
    query->lit = arena_array(&query->arena, query->text_count, sizeof *query->lit);
    if (!query->lit)
        return diag_out_of_memory(diags);
    if (root)
        list_lit(query, root, false);
    return true;
}
