/* engine.h: what runs beneath an interface, whatever it looks like: the briefing, loaded again when
 * its files change, the model of what the reader does with it, and what is kept between runs. */
#ifndef TUI_ENGINE_H
#define TUI_ENGINE_H

#include "tui/keeping.h"
#include "tui/opening.h"
#include "tui/reload.h"
#include "tui/tui.h"

/* Zero-initialise. It must not move while it is open. */
struct engine {
    struct reload reload; /* has the store */
    struct opening opening;
    struct model *model; /* NULL before engine_begin() */
    struct keeping keeping;
    bool keeps_state;
    int news[2]; /* a pipe that the loader and the search write to; the first end is for poll() */
    bool has_news;
};

/* Opens the briefing. False with a diagnostic. */
bool engine_open(struct engine *engine, const char *path, struct diag_list *diags);

/* Makes the model, as the options, the config file and what was kept want it, and starts to load.
 * The reader is told what there is in `diags`: tables that could not be opened. False with `errno`
 * when the system has no more of something. */
bool engine_begin(struct engine *engine, const struct tui_options *options, bool is_linear,
                  const struct diag_list *diags);

/* Takes what the model asks for. What is about the briefing, a reload or another one in its place, is
 * begun; the rest is returned, for who has the terminal. */
enum request engine_take_request(struct engine *engine);
bool engine_is_opening(const struct engine *engine); /* it is not shown yet, nor refused */

/* Empties the pipe, so that poll() waits for what comes next. */
void engine_forget_news(struct engine *engine);

/* Milliseconds until engine_go_on() is due: files have come to rest, or the state is to be kept; -1 for
 * never. */
int engine_patience(const struct engine *engine);

/* Goes on with what is due, after news too, and never waits. Returns what became stale. The
 * reload_descriptor() to wait for may be another then. */
unsigned engine_go_on(struct engine *engine);

/* Keeps the state, stops what other threads are at, and frees. False when that takes longer than a
 * moment: they still read, and the engine must stay. */
bool engine_close(struct engine *engine);

#endif
