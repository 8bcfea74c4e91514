#include "cli/stream.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "briefbook/gate.h"

enum { USUAL_WIDTH = 80 };

bool stream_is_terminal(int fd)
{
    return isatty(fd) == 1;
}

unsigned stream_gate_flags(int fd)
{
    bool ascii = stream_is_terminal(fd) && strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    return ascii ? GATE_ASCII : 0;
}

enum text_medium stream_medium(int fd)
{
    return stream_is_terminal(fd) ? TEXT_ON_SCREEN : TEXT_ON_PAPER;
}

/* NO_COLOR counts when it is not blank (no-color.org). */
static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && *value;
}

bool stream_has_color(int fd, enum color_choice choice)
{
    if (choice != COLOR_AUTO)
        return choice == COLOR_ALWAYS;
    return stream_is_terminal(fd) && !is_set("NO_COLOR") && is_set("TERM") &&
           strcmp(getenv("TERM"), "dumb") != 0;
}

size_t stream_width(int fd, size_t otherwise)
{
    struct winsize size;
    if (!stream_is_terminal(fd))
        return otherwise;
    if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return USUAL_WIDTH;
    return size.ws_col;
}
