/* lexer.h: a query cut into tokens. */
#ifndef QUERY_LEXER_H
#define QUERY_LEXER_H

#include "briefbook/buffer.h"
#include "briefbook/slice.h"

enum token_kind {
    TOKEN_END,
    TOKEN_OPEN,  /* ( */
    TOKEN_CLOSE, /* ) */
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_NOT, /* the word, or dashes before what they exclude */
    TOKEN_WORD,
    TOKEN_PHRASE, /* the text between the quotation marks, escapes and all */
    TOKEN_KEY,    /* a name and ":" or ":="; the text is the name. lexer_value() reads on */
    TOKEN_REGEX   /* the text between the slashes */
};

struct token {
    enum token_kind kind;
    struct slice text;
    size_t start, end; /* in bytes of the query */
    bool is_open;      /* the end of the query stands where a mark or slash should close it */
    bool is_whole;     /* a key with ":=" */
};

struct lexer {
    struct slice text; /* valid UTF-8 */
    size_t at;
};

/* The next token. */
struct token lexer_next(struct lexer *lexer);

/* What stands right behind a key: TOKEN_WORD (of any letters), TOKEN_PHRASE, TOKEN_OPEN, or
 * TOKEN_END when nothing does. */
struct token lexer_value(struct lexer *lexer);

/* What starts at `start`, read as a word whatever it looks like. */
struct token lexer_word(struct lexer *lexer, size_t start);

/* Appends the text of a phrase with its escapes undone, or text so that it can stand between
 * quotation marks. False when memory is out. */
bool lexer_unescape(struct slice phrase, struct buffer *buffer);
bool lexer_escape(struct slice text, struct buffer *buffer);

#endif
