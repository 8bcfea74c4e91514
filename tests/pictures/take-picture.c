/* take-picture.c: a picture (SVG) of the program in a real terminal, for the documents.
 *
 *     take-picture PROGRAM <STEPS >PICTURE
 *
 * STEPS has a step a line, done in order; the picture is taken after the last one:
 *
 *     size COLUMNS ROWS   of the terminal, before the program is run
 *     title TEXT          what the picture shows, for readers who do not see it; as XML has it
 *     paper light|dark    the background; light when it is not said
 *     run ARGUMENT...     the program
 *     type KEYS           \r, \t and \e stand for Enter, Tab and Escape
 *     shows TEXT          waits until the text is on the screen
 *     gone TEXT           waits until it is not
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "briefbook/text.h"
#include "terminal/terminal.h"

enum { MOST_ARGUMENTS = 16, CELL_WIDTH = 9, CELL_HEIGHT = 18, MARGIN = 12, FONT_SIZE = 15 };
enum { STILL_MS = 300 };

/* A colour as 0xRRGGBB. */
typedef uint32_t rgb;

/* What the program draws on: it takes text and background from the terminal. */
static const struct paper {
    const char *name;
    rgb background;
    rgb text;
} papers[] = {{"light", 0xfdfdfb, 0x1c1c1c}, {"dark", 0x16191d, 0xdedede}};

struct camera {
    struct terminal terminal;
    const char *program;
    const struct paper *paper;
    char title[256];
};

static void stop(const char *line, const char *why)
{
    fprintf(stderr, "take-picture: %s: %s\n", line, why);
    exit(1);
}

/* ---- Steps ---------------------------------------------------------------------------------- */

static void set_size(struct camera *camera, char *rest)
{
    if (sscanf(rest, "%d %d", &camera->terminal.columns, &camera->terminal.rows) != 2)
        stop(rest, "needs columns and rows");
}

static void set_title(struct camera *camera, char *rest)
{
    snprintf(camera->title, sizeof camera->title, "%s", rest);
}

static void set_paper(struct camera *camera, char *rest)
{
    for (size_t i = 0; i < sizeof papers / sizeof papers[0]; i++) {
        if (strcmp(papers[i].name, rest) == 0) {
            camera->paper = &papers[i];
            return;
        }
    }
    stop(rest, "is no paper");
}

static void run(struct camera *camera, char *rest)
{
    char *program = strdup(camera->program);
    if (!program)
        stop(camera->program, "no memory");
    char *arguments[MOST_ARGUMENTS + 2] = {program};
    size_t count = 1;
    for (char *word = strtok(rest, " "); word && count <= MOST_ARGUMENTS; word = strtok(NULL, " "))
        arguments[count++] = word;
    if (!terminal_start(&camera->terminal, arguments))
        stop(camera->program, "can't be started");
    free(program);
}

static void type(struct camera *camera, char *rest)
{
    static const char escapes[] = "r\rt\te\033";
    char *end = rest;
    for (const char *at = rest; *at; at++) {
        const char *escape = *at == '\\' && at[1] ? strchr(escapes, at[1]) : NULL;
        *end++ = escape ? escape[1] : *at;
        at += escape != NULL;
    }
    *end = '\0';
    terminal_send(&camera->terminal, rest);
}

static void await(struct camera *camera, char *rest)
{
    if (!terminal_shows(&camera->terminal, rest))
        stop(rest, "is not to be seen");
}

static void await_end(struct camera *camera, char *rest)
{
    if (!terminal_shows_not(&camera->terminal, rest))
        stop(rest, "is still to be seen");
}

static const struct {
    const char *name;
    void (*act)(struct camera *camera, char *rest);
} steps[] = {
    {"size", set_size}, {"title", set_title}, {"paper", set_paper}, {"run", run},
    {"type", type},     {"shows", await},     {"gone", await_end},
};

static void take_step(struct camera *camera, char *line)
{
    line[strcspn(line, "\n")] = '\0';
    size_t length = strcspn(line, " ");
    if (*line == '\0' || *line == '#')
        return;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (strlen(steps[i].name) == length && strncmp(line, steps[i].name, length) == 0) {
            steps[i].act(camera, line + length + (line[length] == ' '));
            return;
        }
    }
    stop(line, "is no step");
}

/* ---- The picture ---------------------------------------------------------------------------- */

/* How a cell looks. */
struct look {
    rgb text;
    rgb fill;
    bool bold;
    bool underline;
};

static rgb colour_of(const struct camera *camera, VTermColor colour)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(&colour))
        return camera->paper->text;
    if (VTERM_COLOR_IS_DEFAULT_BG(&colour))
        return camera->paper->background;
    vterm_screen_convert_color_to_rgb(camera->terminal.screen, &colour);
    return (rgb)colour.rgb.red << 16 | (rgb)colour.rgb.green << 8 | colour.rgb.blue;
}

static struct look look_of(const struct camera *camera, const VTermScreenCell *cell)
{
    bool reverse = cell->attrs.reverse;
    return (struct look){
        .text = colour_of(camera, reverse ? cell->bg : cell->fg),
        .fill = colour_of(camera, reverse ? cell->fg : cell->bg),
        .bold = cell->attrs.bold,
        .underline = cell->attrs.underline != 0,
    };
}

static bool same_look(const struct look *a, const struct look *b)
{
    return a->text == b->text && a->fill == b->fill && a->bold == b->bold &&
           a->underline == b->underline;
}

static bool is_markup(uint32_t character)
{
    return character == '<' || character == '>' || character == '&';
}

static void print_character(uint32_t character)
{
    char bytes[4];
    if (is_markup(character))
        printf("&#%u;", (unsigned)character);
    else
        fwrite(bytes, 1, text_encode(character, bytes), stdout);
}

static void print_cell_text(const VTermScreenCell *cell)
{
    if (!cell->chars[0])
        putchar(' ');
    for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
        print_character(cell->chars[i]);
}

static VTermScreenCell cell_at(const struct camera *camera, int row, int column)
{
    VTermScreenCell cell;
    vterm_screen_get_cell(camera->terminal.screen, (VTermPos){row, column}, &cell);
    return cell;
}

static int x_of(int column)
{
    return MARGIN + column * CELL_WIDTH;
}

static int y_of(int row)
{
    return MARGIN + row * CELL_HEIGHT;
}

static void print_fill(int row, int from, int to, rgb fill)
{
    printf("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>", x_of(from),
           y_of(row), (to - from) * CELL_WIDTH, CELL_HEIGHT, fill);
}

/* Cells from one column to before another, which look alike. */
static void print_run(const struct camera *camera, int row, int from, int to,
                      const struct look *look)
{
    if (look->fill != camera->paper->background)
        print_fill(row, from, to, look->fill);
    printf("<text x=\"%d\" y=\"%d\" textLength=\"%d\"", x_of(from), y_of(row) + CELL_HEIGHT * 3 / 4,
           (to - from) * CELL_WIDTH);
    if (look->text != camera->paper->text)
        printf(" fill=\"#%06x\"", look->text);
    printf("%s%s>", look->bold ? " font-weight=\"bold\"" : "",
           look->underline ? " text-decoration=\"underline\"" : "");
    for (int column = from; column < to;) {
        VTermScreenCell cell = cell_at(camera, row, column);
        print_cell_text(&cell);
        column += cell.width > 0 ? cell.width : 1;
    }
    puts("</text>");
}

static bool is_blank(const struct camera *camera, const VTermScreenCell *cell,
                     const struct look *look)
{
    return (!cell->chars[0] || cell->chars[0] == ' ') && look->fill == camera->paper->background &&
           !look->underline;
}

/* Where the run ends that begins with a cell of that look: the space between two words is part of it,
 * what is left blank is not. */
static int end_of_run(const struct camera *camera, int row, int from, const struct look *look)
{
    enum { MOST_SPACES = 2 };
    int end = from;
    for (int column = from; column < camera->terminal.columns && column - end <= MOST_SPACES;) {
        VTermScreenCell cell = cell_at(camera, row, column);
        struct look next = look_of(camera, &cell);
        bool blank = is_blank(camera, &cell, &next);
        if (!blank && !same_look(look, &next))
            break;
        column += cell.width > 0 ? cell.width : 1;
        if (!blank)
            end = column;
    }
    return end;
}

static void print_row(const struct camera *camera, int row)
{
    for (int column = 0; column < camera->terminal.columns;) {
        VTermScreenCell cell = cell_at(camera, row, column);
        struct look look = look_of(camera, &cell);
        int end = column + 1;
        if (!is_blank(camera, &cell, &look)) {
            end = end_of_run(camera, row, column, &look);
            print_run(camera, row, column, end, &look);
        }
        column = end;
    }
}

static void print_cursor(const struct camera *camera)
{
    VTermPos place;
    vterm_state_get_cursorpos(vterm_obtain_state(camera->terminal.vterm), &place);
    if (camera->terminal.cursor)
        printf("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill-opacity=\"0.4\"/>\n",
               x_of(place.col), y_of(place.row), CELL_WIDTH, CELL_HEIGHT);
}

static void print_picture(const struct camera *camera)
{
    int width = camera->terminal.columns * CELL_WIDTH + 2 * MARGIN;
    int height = camera->terminal.rows * CELL_HEIGHT + 2 * MARGIN;
    printf("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
           "height=\"%d\" role=\"img\" xml:space=\"preserve\">\n",
           width, height, width, height);
    printf("<title>%s</title>\n", camera->title);
    puts("<style>text { white-space: pre; font-family: ui-monospace, \"DejaVu Sans Mono\", "
         "Menlo, Consolas, monospace; }</style>");
    printf("<rect width=\"%d\" height=\"%d\" rx=\"6\" fill=\"#%06x\" stroke=\"#bbbbbb\"/>\n", width,
           height, camera->paper->background);
    printf("<g font-size=\"%d\" fill=\"#%06x\">\n", FONT_SIZE, camera->paper->text);
    for (int row = 0; row < camera->terminal.rows; row++)
        print_row(camera, row);
    print_cursor(camera);
    puts("</g>\n</svg>");
}

static bool sees_nothing(const struct terminal *terminal, const void *context)
{
    (void)terminal;
    (void)context;
    return false;
}

/* Reads what the program draws until it draws no more. */
static void wait_until_still(struct terminal *terminal)
{
    size_t length;
    do {
        length = terminal->output.length;
        terminal_await(terminal, sees_nothing, NULL, STILL_MS);
    } while (terminal->output.length != length);
}

int main(int count, char *arguments[])
{
    struct camera camera = {.program = count == 2 ? arguments[1] : NULL, .paper = papers};
    char line[1024];
    if (count != 2)
        stop("usage", "take-picture PROGRAM <STEPS >PICTURE");
    while (fgets(line, sizeof line, stdin))
        take_step(&camera, line);
    if (!camera.terminal.screen)
        stop("steps", "nothing was run");
    wait_until_still(&camera.terminal);
    print_picture(&camera);
    terminal_free(&camera.terminal);
    return 0;
}
