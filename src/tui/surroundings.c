#include "tui/surroundings.h"

#include <stdlib.h>
#include <unistd.h>

#include "briefbook/buffer.h"

/* A variable that is set to something. */
static const char *variable(const char *name)
{
    const char *value = getenv(name);
    return value && slice_trim(slice_of(value)).length ? value : NULL;
}

bool program_is_there(const char *name)
{
    struct slice rest = slice_of(variable("PATH"));
    struct slice folder;
    struct buffer path = {0};
    bool found = false;
    while (!found && slice_next(&rest, ':', &folder)) {
        buffer_clear(&path);
        buffer_append(&path, folder);
        buffer_append_char(&path, '/');
        buffer_append_string(&path, name);
        found = !path.failed && access(buffer_string(&path), X_OK) == 0;
    }
    buffer_free(&path);
    return found;
}

static const char *if_there(const char *name)
{
    return program_is_there(name) ? name : NULL;
}

static const char *find_editor(void)
{
    const char *editor = variable("VISUAL");
    editor = editor ? editor : variable("EDITOR");
    editor = editor ? editor : if_there("editor");
    return editor ? editor : if_there("vi");
}

struct surroundings surroundings_read(void)
{
    const char *browser = variable("BROWSER");
    enum multiplexer multiplexer = variable("TMUX")  ? MULTIPLEXER_TMUX
                                   : variable("STY") ? MULTIPLEXER_SCREEN
                                                     : MULTIPLEXER_NONE;
    return (struct surroundings){
        .editor = find_editor(),
        .browser = browser ? browser : if_there("xdg-open"),
        .printer = if_there("lp"),
        .multiplexer = multiplexer,
    };
}
