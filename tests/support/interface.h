/* interface.h: the interface without a terminal: keys go in, and a picture of the screen comes out. */
#ifndef TEST_INTERFACE_H
#define TEST_INTERFACE_H

#include "tui/draw.h"

/* Zero-initialise. */
struct interface {
    struct store *store;
    struct model *model;
    struct frame frame;
};

/* Opens a briefing and waits until it is loaded. False, having said why on standard error. */
bool interface_open(struct interface *interface, const char *path, const char *query, bool ascii);

void interface_resize(struct interface *interface, size_t rows, size_t columns);

/* Waits until there is nothing more to come, and takes it in. */
void interface_wait(struct model *model);

/* Presses a key and waits until searching is done. */
void interface_key(struct interface *interface, uint32_t key);

/* The same for a key by its name in ASCII ("enter", "^U", "j"); false when there is none. */
bool interface_press(struct interface *interface, const char *name);

/* Types a text, character by character. */
void interface_type(struct interface *interface, const char *text);

/* Draws the screen and appends it, row by row, without blanks at the ends of rows. */
bool interface_append_picture(struct interface *interface, struct buffer *picture);

/* Draws the screen; whether a text is on it. */
bool interface_shows(struct interface *interface, const char *text);

/* Appends how cells look: "~" under a match, "^" under the match or link that one is on, "_"
 * under the row that one is on, and "@" where the cursor is. */
bool interface_append_marks(struct interface *interface, struct buffer *marks);

void interface_close(struct interface *interface);

#endif
