#include "briefbook/home.h"

#include <stdlib.h>

bool home_append(struct buffer *path, const char *variable, const char *beneath)
{
    const char *folder = getenv(variable);
    if (folder && folder[0] == '/')
        return buffer_append_string(path, folder);
    const char *home = getenv("HOME");
    return home && *home && buffer_append_format(path, "%s/%s", home, beneath);
}
