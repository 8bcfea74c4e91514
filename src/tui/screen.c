#include "tui/screen.h"

#include <curses.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "briefbook/file.h"
#include "briefbook/text.h"
#include "tui/key.h"
#include "tui/terminal-signals.h"

enum { ESCAPE_DELAY_MS = 25 };

struct screen {
    FILE *keys;
    SCREEN *terminal;
    struct frame shown;
    bool all; /* nothing is known of what the terminal shows */
    bool color;
    struct terminal_rescue rescue;
};

static const struct {
    int code;
    uint32_t key;
} special_keys[] = {
    {KEY_UP, SPECIAL_UP},
    {KEY_DOWN, SPECIAL_DOWN},
    {KEY_LEFT, SPECIAL_LEFT},
    {KEY_RIGHT, SPECIAL_RIGHT},
    {KEY_HOME, SPECIAL_HOME},
    {KEY_END, SPECIAL_END},
    {KEY_PPAGE, SPECIAL_PAGE_UP},
    {KEY_NPAGE, SPECIAL_PAGE_DOWN},
    {KEY_BACKSPACE, SPECIAL_BACKSPACE},
    {KEY_DC, SPECIAL_DELETE},
    {KEY_BTAB, SPECIAL_SHIFT_TAB},
    {KEY_F(1), SPECIAL_F1},
    {KEY_ENTER, CONTROL_ENTER},
};

static const attr_t look_attributes[] = {A_BOLD, A_DIM, A_UNDERLINE, A_REVERSE};

static const short terminal_colours[COLOUR_COUNT] = {
    [COLOUR_DEFAULT] = -1,
    [COLOUR_CYAN] = COLOR_CYAN,
    [COLOUR_GREEN] = COLOR_GREEN,
    [COLOUR_MAGENTA] = COLOR_MAGENTA,
};

static const char *capability(const char *name)
{
    const char *bytes = tigetstr(name);
    return bytes == (char *)-1 ? NULL : bytes;
}

static FILE *open_keys(void)
{
    if (isatty(STDIN_FILENO)) {
        int copy = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
        return copy < 0 ? NULL : fdopen(copy, "r");
    }
    int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
    return terminal < 0 ? NULL : fdopen(terminal, "r");
}

/* Adds what a capability of the terminal sends, without the pauses that old ones ask for. */
static void add_capability(struct terminal_rescue *rescue, const char *bytes)
{
    while (bytes && *bytes && rescue->length < RESCUE_BYTES) {
        const char *pause_end = strncmp(bytes, "$<", 2) == 0 ? strchr(bytes, '>') : NULL;
        if (pause_end)
            bytes = pause_end + 1;
        else
            rescue->bytes[rescue->length++] = *bytes++;
    }
}

static void prepare_rescue(struct terminal_rescue *rescue)
{
    static const char *const capabilities[] = {"sgr0", "rmkx", "cnorm", "rmcup"};
    for (size_t i = 0; i < sizeof capabilities / sizeof capabilities[0]; i++)
        add_capability(rescue, capability(capabilities[i]));
}

static void set_modes(struct screen *screen)
{
    set_escdelay(ESCAPE_DELAY_MS);
    typeahead(-1); /* a frame is always finished: keys that wait were merged before it */
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    intrflush(stdscr, FALSE);
    screen->color = screen->color && has_colors() && start_color() == OK &&
                    use_default_colors() == OK && COLOR_PAIRS > COLOUR_COUNT;
    for (short i = 1; screen->color && i < COLOUR_COUNT; i++)
        init_pair(i, terminal_colours[i], -1);
}

/* Takes the terminal over. initscr() would end the program where this returns false. */
static bool begin(struct screen *screen)
{
    screen->keys = open_keys();
    screen->rescue.terminal = STDOUT_FILENO;
    if (!screen->keys || tcgetattr(fileno(screen->keys), &screen->rescue.settings) != 0)
        return false;
    screen->terminal = newterm(NULL, stdout, screen->keys);
    return screen->terminal && capability("cup");
}

struct screen *screen_open(bool color, struct diag_list *diags)
{
    struct screen *screen = calloc(1, sizeof *screen);
    if (!screen) {
        diag_out_of_memory(diags);
        return NULL;
    }
    screen->color = color;
    screen->all = true;
    if (!isatty(STDOUT_FILENO) || !begin(screen)) {
        const char *type = getenv("TERM");
        screen_close(screen);
        diag_add(diags, DIAG_TERMINAL, (struct place){0},
                 "the terminal (TERM=%s) cannot show the interface; set TERM to its type",
                 type ? type : "");
        return NULL;
    }
    prepare_rescue(&screen->rescue);
    set_modes(screen);
    return screen;
}

int screen_input(const struct screen *screen)
{
    return fileno(screen->keys);
}

static uint32_t special_key(wint_t code)
{
    for (size_t i = 0; i < sizeof special_keys / sizeof special_keys[0]; i++) {
        if ((wint_t)special_keys[i].code == code)
            return special_keys[i].key;
    }
    return SPECIAL_OTHER;
}

bool screen_key(struct screen *screen, uint32_t *key)
{
    (void)screen;
    wint_t code;
    int kind = get_wch(&code);
    /* What resizeterm() puts among the keys is none. */
    while (kind == KEY_CODE_YES && code == KEY_RESIZE)
        kind = get_wch(&code);
    if (kind == ERR)
        return false;
    *key = kind == KEY_CODE_YES ? special_key(code) : (uint32_t)code;
    return true;
}

void screen_size(struct screen *screen, size_t *rows, size_t *columns)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col &&
        (size.ws_row != LINES || size.ws_col != COLS)) {
        resizeterm(size.ws_row, size.ws_col);
        screen->all = true;
    }
    *rows = (size_t)LINES;
    *columns = (size_t)COLS;
}

/* The characters of a cell, as many as curses takes. */
static void cell_characters(const struct cell *cell, wchar_t characters[CCHARW_MAX + 1])
{
    struct slice text = {cell->text, cell->length};
    size_t count = 0;
    size_t at = 0;
    while (at < text.length && count < CCHARW_MAX) {
        uint32_t character;
        at += text_decode(slice_part(text, at, text.length), &character);
        characters[count++] = (wchar_t)character;
    }
    characters[count] = L'\0';
    if (wcwidth(characters[0]) < 1)
        wcscpy(characters, wcwidth(L'\uFFFD') == 1 ? L"\uFFFD" : L"?");
}

static void show_cell(const struct screen *screen, const struct cell *cell, size_t row,
                      size_t column)
{
    struct style style = face_style((enum face)cell->face, cell->flags);
    attr_t attributes = A_NORMAL;
    for (size_t i = 0; i < sizeof look_attributes / sizeof look_attributes[0]; i++) {
        if (style.look >> i & 1)
            attributes |= look_attributes[i];
    }
    wchar_t characters[CCHARW_MAX + 1];
    cell_characters(cell, characters);
    cchar_t character;
    short pair = screen->color ? (short)style.colour : 0;
    if (setcchar(&character, characters, attributes, pair, NULL) == OK)
        mvadd_wch((int)row, (int)column, &character);
}

static bool same_cell(const struct cell *a, const struct cell *b)
{
    return a->length == b->length && a->width == b->width && a->face == b->face &&
           a->flags == b->flags && memcmp(a->text, b->text, a->length) == 0;
}

/* Keeps what is shown. Without memory for it the next frame is shown whole. */
static void remember(struct screen *screen, const struct frame *frame)
{
    screen->all = !frame_reset(&screen->shown, frame->rows, frame->columns);
    if (!screen->all)
        memcpy(screen->shown.cells, frame->cells,
               frame->rows * frame->columns * sizeof *frame->cells);
}

void screen_show(struct screen *screen, const struct frame *frame, bool all)
{
    bool same_size = screen->shown.rows == frame->rows && screen->shown.columns == frame->columns;
    if (all)
        clearok(curscr, TRUE);
    all = all || screen->all || !same_size;
    for (size_t row = 0; row < frame->rows; row++) {
        for (size_t column = 0; column < frame->columns; column++) {
            const struct cell *cell = frame_cell(frame, row, column);
            if (!cell->width)
                continue;
            if (all || !same_cell(cell, frame_cell(&screen->shown, row, column)))
                show_cell(screen, cell, row, column);
        }
    }
    remember(screen, frame);
    move((int)frame->cursor_row, (int)frame->cursor_column);
    refresh();
}

bool screen_send(struct screen *screen, struct slice bytes)
{
    (void)screen;
    fflush(stdout);
    return file_write_all(STDOUT_FILENO, bytes);
}

void screen_leave(struct screen *screen)
{
    (void)screen;
    endwin();
}

void screen_return(struct screen *screen)
{
    reset_prog_mode();
    screen->all = true;
}

const struct terminal_rescue *screen_rescue(const struct screen *screen)
{
    return &screen->rescue;
}

void screen_close(struct screen *screen)
{
    if (!screen)
        return;
    if (screen->terminal) {
        endwin();
        delscreen(screen->terminal);
    }
    if (screen->keys)
        fclose(screen->keys);
    frame_free(&screen->shown);
    free(screen);
}
