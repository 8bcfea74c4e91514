#include "query/lexer.h"

#include <string.h>
#include <unictype.h>

#include "briefbook/text.h"

/* Bytes of a blank (White_Space) at an offset, 0 when there is none. */
static size_t blank_at(struct slice text, size_t at)
{
    if (at >= text.length)
        return 0;
    uint32_t character;
    size_t length = text_decode(slice_part(text, at, text.length), &character);
    return uc_is_property_white_space(character) ? length : 0;
}

/* Bytes of a quotation mark, straight or curly, at an offset, 0 when there is none. */
static size_t quote_at(struct slice text, size_t at)
{
    if (at >= text.length)
        return 0;
    uint32_t character;
    size_t length = text_decode(slice_part(text, at, text.length), &character);
    bool is_curly = character >= 0x201C && character <= 0x201F;
    return character == '"' || is_curly ? length : 0;
}

static char byte_at(struct slice text, size_t at)
{
    return at < text.length ? text.data[at] : '\0';
}

static bool ends_word(struct slice text, size_t at)
{
    return at >= text.length || text.data[at] == '(' || text.data[at] == ')' ||
           blank_at(text, at) || quote_at(text, at);
}

static size_t word_end(struct slice text, size_t at)
{
    while (!ends_word(text, at))
        at++;
    return at;
}

static struct token take(struct lexer *lexer, enum token_kind kind, size_t start, size_t end)
{
    lexer->at = end;
    return (struct token){
        .kind = kind, .text = slice_part(lexer->text, start, end), .start = start, .end = end};
}

/* A phrase may hold a quotation mark or a backslash after a backslash; before anything else a
 * backslash is itself. */
static struct token take_phrase(struct lexer *lexer)
{
    struct slice text = lexer->text;
    size_t start = lexer->at;
    size_t inner = start + quote_at(text, start);
    size_t end = inner;
    while (end < text.length && !quote_at(text, end)) {
        if (text.data[end] == '\\') {
            size_t escaped = quote_at(text, end + 1);
            end += escaped ? escaped : byte_at(text, end + 1) == '\\';
        }
        end++;
    }
    struct token token = take(lexer, TOKEN_PHRASE, start, end + quote_at(text, end));
    token.text = slice_part(text, inner, end);
    token.is_open = end == text.length;
    return token;
}

/* A slash begins a regular expression unless it stands alone. */
static bool begins_regex(struct slice text, size_t at)
{
    return byte_at(text, at) == '/' && at + 1 < text.length && text.data[at + 1] != ')' &&
           !blank_at(text, at + 1);
}

/* A regular expression ends with a slash that no letter follows, so that it may hold a path. */
static struct token take_regex(struct lexer *lexer)
{
    struct slice text = lexer->text;
    size_t start = lexer->at;
    size_t end = start + 1;
    while (end < text.length && !(text.data[end] == '/' && ends_word(text, end + 1)))
        end += text.data[end] == '\\' && end + 1 < text.length ? 2 : 1;
    bool is_open = end == text.length;
    struct token token = take(lexer, TOKEN_REGEX, start, is_open ? end : end + 1);
    token.text = slice_part(text, start + 1, end);
    token.is_open = is_open;
    return token;
}

static size_t dashes_end(struct slice text, size_t at)
{
    while (byte_at(text, at) == '-')
        at++;
    return at;
}

/* Whether dashes exclude what follows. Dashes that stand alone are a word; but a single one at the
 * end still waits for what it excludes. */
static bool exclude(struct slice text, size_t at, size_t end)
{
    if (end == at || blank_at(text, end))
        return false;
    bool stands_last = end == text.length || text.data[end] == ')';
    return !stands_last || end == at + 1;
}

static bool is_name_letter(char byte)
{
    unsigned char letter = (unsigned char)byte;
    return letter >= 0x80 || letter == '_' || (letter >= 'a' && letter <= 'z') ||
           (letter >= 'A' && letter <= 'Z');
}

/* The length of the name at the start of "name:…", 0 for an ordinary word: one with "://", or whose
 * first part does not look like a name (10:30). */
static size_t key_length(struct slice word)
{
    if (word.length == 0 || !is_name_letter(word.data[0]) ||
        memmem(word.data, word.length, "://", 3))
        return 0;
    size_t length = 1;
    while (is_name_letter(byte_at(word, length)) || byte_at(word, length) == '-' ||
           (byte_at(word, length) >= '0' && byte_at(word, length) <= '9'))
        length++;
    return byte_at(word, length) == ':' ? length : 0;
}

static struct token take_key(struct lexer *lexer, size_t length)
{
    size_t start = lexer->at;
    size_t end = start + length + 1;
    bool is_whole = byte_at(lexer->text, end) == '=';
    struct token token = take(lexer, TOKEN_KEY, start, end + is_whole);
    token.text = slice_part(lexer->text, start, start + length);
    token.is_whole = is_whole;
    return token;
}

static enum token_kind word_kind(struct slice word)
{
    if (slice_is(word, "AND"))
        return TOKEN_AND;
    if (slice_is(word, "OR"))
        return TOKEN_OR;
    return slice_is(word, "NOT") ? TOKEN_NOT : TOKEN_WORD;
}

struct token lexer_next(struct lexer *lexer)
{
    struct slice text = lexer->text;
    size_t blank;
    while ((blank = blank_at(text, lexer->at)) != 0)
        lexer->at += blank;
    size_t at = lexer->at;
    if (at >= text.length)
        return take(lexer, TOKEN_END, at, at);
    if (text.data[at] == '(' || text.data[at] == ')')
        return take(lexer, text.data[at] == '(' ? TOKEN_OPEN : TOKEN_CLOSE, at, at + 1);
    if (quote_at(text, at))
        return take_phrase(lexer);
    if (exclude(text, at, dashes_end(text, at)))
        return take(lexer, TOKEN_NOT, at, dashes_end(text, at));
    if (begins_regex(text, at))
        return take_regex(lexer);
    size_t end = word_end(text, at);
    struct slice word = slice_part(text, at, end);
    size_t key = key_length(word);
    return key ? take_key(lexer, key) : take(lexer, word_kind(word), at, end);
}

struct token lexer_value(struct lexer *lexer)
{
    size_t at = lexer->at;
    if (byte_at(lexer->text, at) == '(')
        return take(lexer, TOKEN_OPEN, at, at + 1);
    if (quote_at(lexer->text, at))
        return take_phrase(lexer);
    size_t end = word_end(lexer->text, at);
    return take(lexer, end == at ? TOKEN_END : TOKEN_WORD, at, end);
}

struct token lexer_word(struct lexer *lexer, size_t start)
{
    return take(lexer, TOKEN_WORD, start, word_end(lexer->text, start));
}

bool lexer_unescape(struct slice phrase, struct buffer *buffer)
{
    for (size_t at = 0; at < phrase.length; at++) {
        if (phrase.data[at] == '\\' &&
            (quote_at(phrase, at + 1) || byte_at(phrase, at + 1) == '\\'))
            at++;
        buffer_append_char(buffer, phrase.data[at]);
    }
    return !buffer->failed;
}

bool lexer_escape(struct slice text, struct buffer *buffer)
{
    for (size_t at = 0; at < text.length; at++) {
        if (text.data[at] == '\\' || quote_at(text, at))
            buffer_append_char(buffer, '\\');
        buffer_append_char(buffer, text.data[at]);
    }
    return !buffer->failed;
}
