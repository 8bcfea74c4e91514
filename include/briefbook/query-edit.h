/* query-edit.h: a query changed as a text: what was typed stays as it was typed. */
#ifndef BRIEFBOOK_QUERY_EDIT_H
#define BRIEFBOOK_QUERY_EDIT_H

#include "briefbook/buffer.h"

enum pin_change {
    PIN_PUT,       /* the pin stands in the new text */
    PIN_TAKEN_OUT, /* it stood in the old one, and no longer does */
    PIN_UNFINISHED /* the old text waits for something at its end: a mark, a parenthesis, a word */
};

enum pin_form {
    PIN_TERM,    /* key:value */
    PIN_WHOLE,   /* key:=value, which cells of a column are to hold and nothing else */
    PIN_EXCLUDED /* -key:value */
};

struct pin {
    enum pin_form form;
    struct slice key;
    struct slice value;
};

/* Puts a pin, the term `key:value`, into a query, or takes out the one that is there. Pins are terms
 * at the top of the query, joined to the rest by AND: `key:value`, or `key:(value OR value …)`.
 *
 *     chun              + event:talks  →  chun event:talks
 *     chun event:talks  + event:visit  →  chun event:(talks OR visit)
 *     a OR b            + event:talks  →  (a OR b) event:talks
 *
 * Nothing else of the text changes, but that AND goes with the term it joined. A value that could be
 * read as something else is put between quotation marks. Appends the new text to `changed`, nothing
 * for PIN_UNFINISHED; memory that is out shows there. The text must be UTF-8. */
enum pin_change query_pin(struct slice text, const struct pin *pin, struct buffer *changed);

/* The same, but in the place of the values that a pin of that form and key has. Always PIN_PUT or
 * PIN_UNFINISHED. */
enum pin_change query_put(struct slice text, const struct pin *pin, struct buffer *changed);

#endif
