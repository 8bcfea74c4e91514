#include "tui/command-complete.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "tui/command.h"
#include "tui/page-options.h"

/* What is typed up to the cursor, and what may stand in the place of its last word. */
struct site {
    const struct model *model;
    struct slice rest; /* behind the words that were taken in */
    struct completions *found;
    bool failed;
};

/* Whether there is a word before the last one, which it takes. */
static bool take_word(struct site *site, struct slice *word)
{
    struct slice rest = site->rest;
    size_t length = 0;
    while (length < rest.length && rest.data[length] != ' ')
        length++;
    if (length == rest.length)
        return false;
    *word = slice_part(rest, 0, length);
    while (length < rest.length && rest.data[length] == ' ')
        length++;
    site->rest = (struct slice){rest.data + length, rest.length - length};
    return true;
}

/* Offers a name, with something behind it, if it begins with what is typed. */
static void offer(struct site *site, const char *name, const char *behind)
{
    struct completions *found = site->found;
    struct slice typed = site->rest;
    if (slice_of(name).length < typed.length || strncmp(name, typed.data, typed.length) != 0)
        return;
    if (found->count == COMPLETIONS_MOST) {
        found->is_partial = true;
        return;
    }
    struct buffer item = {0};
    buffer_append_string(&item, name);
    buffer_append_string(&item, behind);
    struct slice copy = arena_copy(&found->arena, buffer_slice(&item));
    site->failed = site->failed || item.failed || !copy.data;
    if (!site->failed)
        found->items[found->count++] = copy;
    buffer_free(&item);
}

static void offer_commands(struct site *site)
{
    for (enum command_id id = 0; id < COMMAND_COUNT; id++) {
        if (command_is_for(id, IN_VIEWS))
            offer(site, tui_command(id)->name, tui_command(id)->take ? " " : "");
    }
}

static void offer_settings(struct site *site)
{
    struct slice name;
    enum setting_id id = 0;
    if (!take_word(site, &name)) {
        for (; id < SETTING_COUNT; id++)
            offer(site, setting_of(id)->name, " ");
        return;
    }
    id = setting_named(name);
    for (size_t i = 0; id < SETTING_COUNT && setting_of(id)->values[i]; i++)
        offer(site, setting_of(id)->values[i], "");
}

/* The names of keys that call something, and the places where they do. */
static void offer_keys(struct site *site, const char *behind)
{
    const struct keymap *keymap = &site->model->keymap;
    for (size_t i = 0; i < keymap->count; i++) {
        struct buffer name = {0};
        bool seen = false;
        for (size_t other = 0; other < i && !seen; other++)
            seen = keymap_binding(keymap, other)->key == keymap_binding(keymap, i)->key;
        if (!key_append_name(keymap_binding(keymap, i)->key, true, &name))
            site->failed = true;
        else if (!seen)
            offer(site, buffer_string(&name), behind);
        buffer_free(&name);
    }
    for (size_t i = 0; keymap_context(i); i++)
        offer(site, keymap_context(i)->name, ":");
}

static void offer_unmapped(struct site *site)
{
    offer_keys(site, "");
}

static void offer_argument(struct site *site, struct slice name);

static void offer_binding(struct site *site)
{
    struct slice word;
    if (!take_word(site, &word))
        offer_keys(site, " ");
    else if (!take_word(site, &word))
        offer_commands(site);
    else
        offer_argument(site, word);
}

/* Offers what a folder holds, of hidden names only those that are asked for. */
static void offer_folder(struct site *site, DIR *folder)
{
    const struct dirent *entry;
    size_t looked_at = 0;
    while ((entry = readdir(folder)) && looked_at++ < COMPLETIONS_ROWS) {
        bool is_hidden = entry->d_name[0] == '.';
        bool asked = site->rest.length && site->rest.data[0] == '.';
        if (!is_hidden || (asked && strcmp(entry->d_name, ".") != 0))
            offer(site, entry->d_name, entry->d_type == DT_DIR ? "/" : "");
    }
    site->found->is_partial = site->found->is_partial || entry;
}

/* What follows is a path, blanks and all. */
static void offer_paths(struct site *site)
{
    const char *slash = memrchr(site->rest.data, '/', site->rest.length);
    size_t length = slash ? (size_t)(slash - site->rest.data) + 1 : 0;
    struct buffer path = {0};
    buffer_append_string(&path, length && site->rest.data[0] == '/' ? "" : "./");
    buffer_append(&path, slice_part(site->rest, 0, length));
    DIR *folder = path.failed ? NULL : opendir(buffer_string(&path));
    site->rest = (struct slice){site->rest.data + length, site->rest.length - length};
    if (folder) {
        offer_folder(site, folder);
        closedir(folder);
    }
    site->failed = site->failed || path.failed;
    buffer_free(&path);
}

static bool is_offered(const struct site *site, const char *name)
{
    for (size_t i = 0; i < site->found->count; i++) {
        if (slice_is(site->found->items[i], name))
            return true;
    }
    return false;
}

/* Offers the folders in a folder of briefings, by which they are named. */
static void offer_names(struct site *site, DIR *folder)
{
    const struct dirent *entry;
    size_t looked_at = 0;
    while ((entry = readdir(folder)) && looked_at++ < COMPLETIONS_ROWS) {
        bool may_be_one = entry->d_type != DT_REG && entry->d_name[0] != '.';
        if (may_be_one && !is_offered(site, entry->d_name))
            offer(site, entry->d_name, "");
    }
    site->found->is_partial = site->found->is_partial || entry;
}

/* What follows is the name of a briefing, or a path: all that lies around would hide the names. */
static void offer_briefings(struct site *site)
{
    const char *folders = site->model->options.folders;
    struct slice rest = slice_of(folders ? folders : "");
    struct slice name;
    while (slice_next(&rest, ':', &name)) {
        struct buffer path = {0};
        DIR *folder = buffer_append(&path, name) ? opendir(buffer_string(&path)) : NULL;
        site->failed = site->failed || path.failed;
        if (folder) {
            offer_names(site, folder);
            closedir(folder);
        }
        buffer_free(&path);
    }
    if (!site->found->count)
        offer_paths(site);
}

static void offer_sections(struct site *site)
{
    const char *comma = memrchr(site->rest.data, ',', site->rest.length);
    size_t length = comma ? (size_t)(comma - site->rest.data) + 1 : 0;
    site->rest = (struct slice){site->rest.data + length, site->rest.length - length};
    for (enum section section = 0; section < SECTION_COUNT; section++)
        offer(site, section_name(section), "");
}

/* Passes over the options of a page; false when one of them, or its value, is what is typed. */
static bool pass_options(struct site *site)
{
    struct slice name;
    struct slice value;
    while (site->rest.length >= 1 && site->rest.data[0] == '-') {
        if (!take_word(site, &name)) {
            for (size_t i = 0; page_option_name(i); i++)
                offer(site, page_option_name(i), " ");
            return false;
        }
        if (memchr(name.data, '=', name.length) || slice_is(name, "--") || take_word(site, &value))
            continue;
        if (page_option_lists_sections(name))
            offer_sections(site);
        return false;
    }
    return true;
}

static void offer_paper(struct site *site)
{
    pass_options(site);
}

static void offer_page(struct site *site)
{
    if (pass_options(site))
        offer_paths(site);
}

static void offer_nothing(struct site *site)
{
    (void)site;
}

static void (*const offers[])(struct site *site) = {
    [TEXT_NONE] = offer_nothing,    [TEXT_WORDS] = offer_nothing,
    [TEXT_NUMBER] = offer_nothing,  [TEXT_SETTING] = offer_settings,
    [TEXT_BINDING] = offer_binding, [TEXT_KEY] = offer_unmapped,
    [TEXT_PATH] = offer_paths,      [TEXT_PAGE] = offer_page,
    [TEXT_PAPER] = offer_paper,     [TEXT_BRIEFING] = offer_briefings,
};

/* Offers what a command takes; nothing for a name that is none. */
static void offer_argument(struct site *site, struct slice name)
{
    struct diag_list unheard = {0};
    enum command_id id = typed_command(&(struct typed){.line = name, .diags = &unheard}, name);
    if (id != COMMAND_NONE)
        offers[tui_command(id)->kind](site);
    diag_list_free(&unheard);
}

static int compare_items(const void *a, const void *b)
{
    return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

bool command_complete(const void *context, struct slice text, size_t cursor,
                      struct completions *found)
{
    struct site site = {.model = context, .rest = slice_part(text, 0, cursor), .found = found};
    struct slice word = {0};
    completions_free(found);
    while (site.rest.length && site.rest.data[0] == ' ')
        site.rest = (struct slice){site.rest.data + 1, site.rest.length - 1};
    if (!site.rest.data)
        site.rest = SLICE("");
    if (take_word(&site, &word))
        offer_argument(&site, word);
    else
        offer_commands(&site);
    found->start = cursor - site.rest.length;
    qsort(found->items, found->count, sizeof found->items[0], compare_items);
    return !site.failed;
}
