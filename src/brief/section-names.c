/* section-names.c: sections as they are named on the command line. */
#include "briefbook/compose.h"

static const char *const names[] = {
#define SECTION_NAME(symbol, name, heading) [SECTION_##symbol] = name,
    SECTIONS(SECTION_NAME)
#undef SECTION_NAME
};

const char *section_name(enum section section)
{
    return names[section];
}

static enum section find_section(struct slice name)
{
    enum section section = 0;
    while (section < SECTION_COUNT && !slice_is(name, names[section]))
        section++;
    return section;
}

static bool is_listed(const enum section *sections, size_t count, enum section section)
{
    for (size_t i = 0; i < count; i++) {
        if (sections[i] == section)
            return true;
    }
    return false;
}

/* Always false, like diag_add(). */
static bool refuse(struct diag_list *diags, const char *what, struct slice name)
{
    struct buffer message = {0};
    buffer_append_format(&message, "%s", what);
    if (name.length) {
        buffer_append_string(&message, " \"");
        buffer_append(&message, name);
        buffer_append_char(&message, '"');
    }
    buffer_append_string(&message, "; the sections are");
    for (enum section section = 0; section < SECTION_COUNT; section++)
        buffer_append_format(&message, "%s %s", section ? "," : "", names[section]);
    if (message.failed)
        diag_out_of_memory(diags);
    else
        diag_add(diags, DIAG_USAGE, (struct place){0}, "%s", buffer_string(&message));
    buffer_free(&message);
    return false;
}

bool section_parse(struct slice list, enum section *sections, size_t *count,
                   struct diag_list *diags)
{
    struct slice name;
    *count = 0;
    while (slice_next(&list, ',', &name)) {
        enum section section = find_section(name);
        if (section == SECTION_COUNT)
            return refuse(diags, "there is no section", name);
        if (is_listed(sections, *count, section))
            return refuse(diags, "twice the section", name);
        sections[(*count)++] = section;
    }
    return *count > 0 || refuse(diags, "no section is named", (struct slice){NULL, 0});
}
