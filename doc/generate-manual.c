/* generate-manual.c: writes a manual page from its draft: what the program itself knows of tables,
 * diagnostics and keys stands in the place of the lines @tables@, @diagnostics@ and @keys@.
 *
 *     doc/generate-manual doc/briefbook.5.in >doc/briefbook.5
 *
 * `make manual` does that for both pages. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "briefbook/diag.h"
#include "briefbook/schema.h"
#include "tui/command.h"

/* ---- Tables -------------------------------------------------------------------------------- */

static bool ends_with(const char *words, const char *end)
{
    size_t length = strlen(words);
    return length >= strlen(end) && strcmp(words + length - strlen(end), end) == 0;
}

/* A sentence from a few words of the schema, as mdoc takes it. */
static void write_sentence(const char *words)
{
    bool ended = ends_with(words, "…");
    putchar(toupper((unsigned char)*words));
    for (words++; *words; words++) {
        if (*words == '\\')
            fputs("\\e", stdout);
        else
            putchar(*words);
    }
    puts(ended ? "" : ".");
}

static void write_values(const char *const *values)
{
    puts("One of");
    for (size_t i = 0; values[i]; i++) {
        size_t after = values[i + 1] ? values[i + 2] ? 2 : 1 : 0;
        printf(".Ql %s%s", values[i], after == 0 ? " .\n" : after == 1 ? "\nor\n" : " ,\n");
    }
}

static void write_target(const char *ids, enum table_id target)
{
    printf("%s of\n.Cm %s .\n", ids, schema_table(target)->name);
}

/* What must be known of a value beside what it means. */
static void write_kind(const struct column_schema *column)
{
    switch (column->kind) {
    case COLUMN_LINK:
        write_target("The id of a record", column->target);
        break;
    case COLUMN_LINKS:
        write_target("Ids of records", column->target);
        break;
    case COLUMN_ROW_LINK:
        puts("The id of a record of the table that\n.Cm table\nnames.");
        break;
    case COLUMN_LIST:
        puts("Several values are separated by semicolons.");
        break;
    case COLUMN_DATE:
        puts("A date.");
        break;
    case COLUMN_ENUM:
        write_values(column->values);
        break;
    case COLUMN_PATH:
        puts("A path inside the folder of the briefing.");
        break;
    case COLUMN_TEXT:
    case COLUMN_ID:
    case COLUMN_MARKING:
    case COLUMN_LANGUAGE:
    case COLUMN_URL:
        break;
    }
}

static void write_column(const struct column_schema *column)
{
    printf(".It Cm %s\n", column->name);
    write_sentence(column->help);
    write_kind(column);
    if (column->flags & COLUMN_REQUIRED)
        puts("Required.");
}

static void write_tables(void)
{
    for (enum table_id id = 0; id < TABLE_PLAIN; id++) {
        const struct table_schema *table = schema_table(id);
        printf(".Ss %s.csv\n", table->name);
        write_sentence(table->help);
        puts(".Bl -tag -width 18n -compact");
        for (size_t i = 0; i < table->column_count; i++)
            write_column(&table->columns[i]);
        puts(".El");
    }
}

/* ---- Diagnostics ---------------------------------------------------------------------------- */

static void write_diagnostics(void)
{
    puts(".Bl -tag -width 22n -compact");
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--) {
        for (int code = 0; code < DIAG_CODE_COUNT; code++) {
            if (diag_severity((enum diag_code)code) != (enum severity)severity)
                continue;
            printf(".It Sy %s\n", diag_code_name((enum diag_code)code));
            printf("%s: %s\n", severity_name((enum severity)severity),
                   diag_code_meaning((enum diag_code)code));
        }
    }
    puts(".El");
}

/* ---- Keys ----------------------------------------------------------------------------------- */

/* Whether two commands share a line of the help. */
static bool share_line(enum command_id a, enum command_id b)
{
    return tui_command(a)->group == tui_command(b)->group &&
           strcmp(tui_command(a)->help, tui_command(b)->help) == 0;
}

static bool is_first(enum command_id id)
{
    return id == 0 || !share_line((enum command_id)(id - 1), id);
}

/* Adds the name of a key, once: in several contexts it may call the same. */
static void add_key(struct buffer *names, uint32_t key)
{
    struct buffer name = {0};
    key_append_name(key, true, &name);
    struct slice rest = buffer_slice(names);
    struct slice other = {0};
    while (slice_next(&rest, ' ', &other) && !slice_equal(other, buffer_slice(&name)))
        ;
    if (!slice_equal(other, buffer_slice(&name))) {
        buffer_append_char(names, ' ');
        buffer_append(names, buffer_slice(&name));
    }
    buffer_free(&name);
}

/* A sign alone would be taken for the end of a sentence. */
static void write_key(struct slice name)
{
    bool sign = name.length == 1 && ispunct((unsigned char)name.data[0]);
    printf(" %s%.*s", sign ? "\\&" : "", (int)name.length, name.data);
}

static void write_keys_of(const struct keymap *keymap, enum command_id command)
{
    struct buffer names = {0};
    for (size_t i = 0; i < keymap->count; i++) {
        const struct binding *binding = keymap_binding(keymap, i);
        if (share_line(binding->command, command))
            add_key(&names, binding->key);
    }
    fputs(".It Ic", stdout);
    struct slice rest = buffer_slice(&names);
    struct slice key;
    while (slice_next(&rest, ' ', &key))
        write_key(key);
    printf(" :%s\n", tui_command(command)->name);
    buffer_free(&names);
    write_sentence(tui_command(command)->help);
}

static void write_group(const struct keymap *keymap, enum command_group group)
{
    printf("%s:\n.Bl -tag -width 18n -compact\n", tui_group_heading(group));
    for (enum command_id id = 0; id < COMMAND_COUNT; id++)
        if (tui_command(id)->group == group && is_first(id))
            write_keys_of(keymap, id);
    puts(".El");
}

static void write_keys(void)
{
    struct keymap keymap;
    if (!keymap_begin(&keymap))
        return;
    for (enum command_group group = 0; group < GROUP_COUNT; group++) {
        if (group > 0)
            puts(".Pp");
        write_group(&keymap, group);
    }
    keymap_free(&keymap);
}

/* ---- The page ------------------------------------------------------------------------------- */

static void write_line(const char *line)
{
    static const struct {
        const char *line;
        void (*write)(void);
    } parts[] = {{"@tables@\n", write_tables},
                 {"@diagnostics@\n", write_diagnostics},
                 {"@keys@\n", write_keys}};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (strcmp(line, parts[i].line) == 0) {
            parts[i].write();
            return;
        }
    }
    fputs(line, stdout);
}

int main(int argc, char **argv)
{
    char line[1024];
    FILE *draft = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (!draft) {
        fputs("usage: generate-manual DRAFT\n", stderr);
        return 1;
    }
    puts(".\\\" Made by doc/generate-manual: edit the draft, PAGE.in, and make it again.");
    while (fgets(line, sizeof line, draft))
        write_line(line);
    bool failed = ferror(draft) != 0;
    failed = fclose(draft) != 0 || failed;
    failed = fflush(stdout) != 0 || failed;
    return failed ? 1 : 0;
}
