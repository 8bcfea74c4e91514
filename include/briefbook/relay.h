/* relay.h: parts of a document, handed on to a thread that takes them while the next are composed.
 *
 * A few parts wait at a time: memory does not grow with the document. */
#ifndef BRIEFBOOK_RELAY_H
#define BRIEFBOOK_RELAY_H

#include "briefbook/compose.h"
#include "briefbook/rendering.h"

struct relay;

/* Begins to hand on to `take`, which is called by one thread at a time, in the order of the parts; where
 * there can be no thread, by relay_take() itself. NULL when memory is out. */
struct relay *relay_new(document_take *take, void *context);

/* Keeps a part for the thread, and puts an empty document in its place; a document_take(). What its
 * texts are slices of, title and marking too, must live until the end. False when no more is wanted. */
bool relay_take(void *relay, struct document *part);

/* Waits until all parts are taken, and frees the relay, which may be NULL. False when one was
 * refused. */
bool relay_end(struct relay *relay);

/* Renders a book, each part while the next is composed, as often as the rendering wants, and frees the
 * rendering, which is NULL where memory was out. False when writing failed or memory is out. */
bool relay_book(const struct composition *composition, struct rendering *rendering);

#endif
