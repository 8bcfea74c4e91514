/* canonical.c: a tree as text: the same text for the same tree, and the same tree from that text. */
#include <string.h>

#include "query/lexer.h"
#include "query/tree.h"

/* Whether the lexer reads the text as this one word. A "-" at its start would join one that stands
 * before it to exclude it. */
static bool is_plain_word(struct slice text)
{
    struct lexer lexer = {.text = text};
    struct token token = lexer_next(&lexer);
    return token.kind == TOKEN_WORD && token.start == 0 && token.end == text.length &&
           text.data[0] != '-';
}

/* The same for what stands behind a key; "key:" and "//" would be a word, as in a web address. */
static bool is_plain_value(struct slice text)
{
    struct lexer lexer = {.text = text};
    struct token token = lexer_value(&lexer);
    return token.kind == TOKEN_WORD && token.end == text.length && text.data[0] != '=' &&
           !memmem(text.data, text.length, "//", 2);
}

static void append_text(const struct node *node, struct buffer *buffer)
{
    bool is_plain = node->key.length ? is_plain_value(node->text) : is_plain_word(node->text);
    if (is_plain) {
        buffer_append(buffer, node->text);
        return;
    }
    buffer_append_char(buffer, '"');
    lexer_escape(node->text, buffer);
    buffer_append_char(buffer, '"');
}

static void append_regex(const struct node *node, struct buffer *buffer)
{
    buffer_append_char(buffer, '/');
    buffer_append(buffer, node->text);
    buffer_append_char(buffer, '/');
}

static void append_term(const struct node *node, struct buffer *buffer)
{
    if (node->kind == NODE_REGEX) {
        append_regex(node, buffer);
        return;
    }
    if (node->key.length) {
        buffer_append(buffer, node->key);
        buffer_append_string(buffer, node->whole ? ":=" : ":");
    }
    append_text(node, buffer);
}

static void append_node(const struct node *node, struct buffer *buffer);

/* A member that binds less tightly than its parent stands in parentheses. */
static void append_member(const struct node *parent, const struct node *member,
                          struct buffer *buffer)
{
    bool is_loose =
        member->kind == NODE_OR || (member->kind == NODE_AND && parent->kind == NODE_NOT);
    if (!is_loose) {
        append_node(member, buffer);
        return;
    }
    buffer_append_char(buffer, '(');
    append_node(member, buffer);
    buffer_append_char(buffer, ')');
}

static void append_node(const struct node *node, struct buffer *buffer)
{
    if (!node->first) {
        append_term(node, buffer);
        return;
    }
    if (node->kind == NODE_NOT)
        buffer_append_char(buffer, '-');
    for (const struct node *member = node->first; member; member = member->next) {
        if (member != node->first)
            buffer_append_string(buffer, node->kind == NODE_OR ? " OR " : " ");
        append_member(node, member, buffer);
    }
}

bool canonical_append(const struct node *node, struct buffer *buffer)
{
    append_node(node, buffer);
    return !buffer->failed;
}

bool query_append_canonical(const struct query *query, struct buffer *buffer)
{
    return query->root ? canonical_append(query->root, buffer) : !buffer->failed;
}
