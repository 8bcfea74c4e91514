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
#include "tui/paste.h"
#include "tui/terminal-signals.h"

enum { ESCAPE_DELAY_MS = 25 };

/* What curses is to report for the signs around pasted text: numbers beyond those of its own keys. */
enum { CODE_PASTE = 4 * KEY_MAX, CODE_PASTE_END };

/* How a terminal is told to mark pasted text, and how it does. NULL where it does not. */
struct paste_marks {
    const char *on;
    const char *off;
    const char *start;
    const char *end;
};

struct screen {
    FILE *keys;
    SCREEN *terminal;
    struct frame shown;
    bool all;         /* nothing is known of what the terminal shows */
    enum theme theme; /* the one that is meant, and how many colours it can have */
    enum depth depth;
    struct paste_marks marks;
    struct paste paste;
    bool pasting; /* its end has not come yet */
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
    {KEY_IC, SPECIAL_INSERT},
    {KEY_BTAB, SPECIAL_SHIFT_TAB},
    {KEY_F(1), SPECIAL_F1},
    {KEY_F(2), SPECIAL_F2},
    {KEY_F(3), SPECIAL_F3},
    {KEY_F(4), SPECIAL_F4},
    {KEY_F(5), SPECIAL_F5},
    {KEY_F(6), SPECIAL_F6},
    {KEY_F(7), SPECIAL_F7},
    {KEY_F(8), SPECIAL_F8},
    {KEY_F(9), SPECIAL_F9},
    {KEY_F(10), SPECIAL_F10},
    {KEY_F(11), SPECIAL_F11},
    {KEY_F(12), SPECIAL_F12},
    {KEY_ENTER, CONTROL_ENTER},
    {KEY_MOUSE, SPECIAL_MOUSE},
};

static const struct {
    mmask_t state;
    enum mouse_action action;
} mouse_actions[] = {
    {BUTTON1_PRESSED, MOUSE_PRESS},
    {BUTTON4_PRESSED, MOUSE_WHEEL_UP},
    {BUTTON5_PRESSED, MOUSE_WHEEL_DOWN},
};

static const attr_t look_attributes[] = {A_BOLD, A_DIM, A_UNDERLINE, A_REVERSE};

static const char *capability(const char *name)
{
    const char *bytes = tigetstr(name);
    return bytes == (char *)-1 ? NULL : bytes;
}

/* The capabilities are young: most descriptions of terminals that know the marks lack them. */
static struct paste_marks find_paste_marks(void)
{
    static const char *const families[] = {"xterm",     "screen", "tmux",  "rxvt",   "vte",
                                           "alacritty", "foot",   "kitty", "wezterm"};
    const struct paste_marks usual = {"\033[?2004h", "\033[?2004l", "\033[200~", "\033[201~"};
    struct paste_marks marks = {capability("BE"), capability("BD"), capability("PS"),
                                capability("PE")};
    if (marks.on && marks.off && marks.start && marks.end)
        return marks;
    const char *type = getenv("TERM");
    for (size_t i = 0; type && i < sizeof families / sizeof families[0]; i++) {
        if (strncmp(type, families[i], strlen(families[i])) == 0)
            return usual;
    }
    return (struct paste_marks){NULL, NULL, NULL, NULL};
}

/* Sends what curses knows nothing of; NULL for nothing. A terminal that can't be written to shows
 * nothing else either. */
static void request(const char *bytes)
{
    if (bytes)
        file_write_all(STDOUT_FILENO, slice_of(bytes));
}

static void begin_paste_marks(struct screen *screen)
{
    screen->marks = find_paste_marks();
    if (!screen->marks.on)
        return;
    define_key(screen->marks.start, CODE_PASTE);
    define_key(screen->marks.end, CODE_PASTE_END); /* without a start it means nothing */
    request(screen->marks.on);
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

/* What sends no more of the mouse to the program, whether it was asked for or not. */
static const char *mouse_off(void)
{
    const char *mode = capability("XM");
    return mode ? tiparm(mode, 0) : capability("kmous") ? "\033[?1000l" : NULL;
}

static void prepare_rescue(struct screen *screen)
{
    struct terminal_rescue *rescue = &screen->rescue;
    static const char *const capabilities[] = {"sgr0", "rmkx", "cnorm", "rmcup"};
    add_capability(rescue, mouse_off());
    for (size_t i = 0; i < sizeof capabilities / sizeof capabilities[0]; i++)
        add_capability(rescue, capability(capabilities[i]));
    add_capability(rescue, screen->marks.off);
}

/* Colours need a pair each, which has the number of its ink. */
static enum depth colour_depth(void)
{
    bool works = has_colors() && start_color() == OK && use_default_colors() == OK;
    return works && COLOR_PAIRS > INK_COUNT ? depth_of(COLORS) : DEPTH_NONE;
}

static void set_modes(void)
{
    set_escdelay(ESCAPE_DELAY_MS);
    typeahead(-1); /* a frame is always finished: keys that wait were merged before it */
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    intrflush(stdscr, FALSE);
}

static void set_colours(struct screen *screen, enum theme theme)
{
    screen->theme = theme;
    for (enum ink ink = 1; screen->depth != DEPTH_NONE && ink < INK_COUNT; ink++)
        init_pair((short)ink, theme_colour(theme, screen->depth, ink), COLOUR_DEFAULT);
}

void screen_theme(struct screen *screen, enum theme theme)
{
    theme = theme_meant(theme, getenv("COLORFGBG"), getenv("TERM"));
    if (theme == screen->theme)
        return;
    set_colours(screen, theme);
    screen->all = true;
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
    screen->all = true;
    if (!isatty(STDOUT_FILENO) || !begin(screen)) {
        const char *type = getenv("TERM");
        screen_close(screen);
        diag_add(diags, DIAG_TERMINAL, (struct place){0},
                 "the terminal (TERM=%s) cannot show the interface; set TERM to its type, "
                 "or use --linear",
                 type ? type : "");
        return NULL;
    }
    set_modes();
    screen->depth = color ? colour_depth() : DEPTH_NONE;
    set_colours(screen, THEME_AUTO);
    begin_paste_marks(screen);
    prepare_rescue(screen);
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

/* Reads some bytes of a pasted text, of so many that wait, and never beyond its end. Returns how many;
 * 0 when the terminal is gone. */
static size_t read_pasted(struct screen *screen, size_t waiting, enum paste_step *step)
{
    char bytes[16];
    size_t wanted = paste_wanted(&screen->paste);
    if (wanted > waiting)
        wanted = waiting;
    if (wanted > sizeof bytes)
        wanted = sizeof bytes;
    ssize_t count = read(fileno(screen->keys), bytes, wanted);
    *step = PASTE_GOES_ON;
    for (ssize_t i = 0; i < count && *step == PASTE_GOES_ON; i++)
        *step = paste_take(&screen->paste, bytes[i]);
    return count < 0 ? 0 : (size_t)count;
}

/* Takes what has come of a pasted text, to its end if that is there. Curses would do so byte by byte. */
static bool go_on_pasting(struct screen *screen, uint32_t *key)
{
    int count = 0;
    ioctl(fileno(screen->keys), FIONREAD, &count);
    size_t waiting = count > 0 ? (size_t)count : 0;
    while (screen->pasting && waiting) {
        enum paste_step step;
        size_t taken = read_pasted(screen, waiting, &step);
        waiting = taken ? waiting - taken : 0;
        screen->pasting = step == PASTE_GOES_ON;
        *key = step == PASTE_BREAKS ? (uint32_t)CONTROL('C') : (uint32_t)SPECIAL_PASTE;
    }
    return !screen->pasting;
}

const struct buffer *screen_pasted(const struct screen *screen)
{
    return &screen->paste.text;
}

bool screen_key(struct screen *screen, uint32_t *key)
{
    if (screen->pasting)
        return go_on_pasting(screen, key);
    wint_t code;
    int kind = get_wch(&code);
    /* What resizeterm() puts among the keys is none. */
    while (kind == KEY_CODE_YES && code == KEY_RESIZE)
        kind = get_wch(&code);
    if (kind == ERR)
        return false;
    if (kind == KEY_CODE_YES && code == CODE_PASTE) {
        paste_begin(&screen->paste, screen->marks.end);
        screen->pasting = true;
        return go_on_pasting(screen, key);
    }
    *key = kind == KEY_CODE_YES ? special_key(code) : (uint32_t)code;
    return true;
}

void screen_set_mouse(struct screen *screen, bool on)
{
    (void)screen;
    mmask_t wanted = 0;
    for (size_t i = 0; i < sizeof mouse_actions / sizeof mouse_actions[0]; i++)
        wanted |= mouse_actions[i].state;
    mouseinterval(0); /* curses would wait to see whether a press is a click */
    mousemask(on ? wanted : 0, NULL);
}

bool screen_mouse(struct screen *screen, struct mouse_event *event)
{
    (void)screen;
    MEVENT found;
    if (getmouse(&found) != OK || found.x < 0 || found.y < 0)
        return false;
    *event = (struct mouse_event){.row = (size_t)found.y, .column = (size_t)found.x};
    for (size_t i = 0; i < sizeof mouse_actions / sizeof mouse_actions[0]; i++) {
        event->action = mouse_actions[i].action;
        if (found.bstate & mouse_actions[i].state)
            return true;
    }
    return false;
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

/* Takes no column, and is no text: what stands before it is put in order without what follows. */
static const wchar_t left_to_right_mark = L'\u200E';

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
    if (cell->flags & CELL_ISOLATES && count < CCHARW_MAX && wcwidth(left_to_right_mark) == 0)
        characters[count++] = left_to_right_mark;
    characters[count] = L'\0';
    if (wcwidth(characters[0]) < 1)
        wcscpy(characters, wcwidth(L'\uFFFD') == 1 ? L"\uFFFD" : L"?");
}

static void show_cell(const struct screen *screen, const struct cell *cell, size_t row,
                      size_t column)
{
    struct style style = face_style((enum face)cell->face, cell->flags);
    struct appearance appearance = theme_appearance(screen->theme, screen->depth, style);
    attr_t attributes = A_NORMAL;
    for (size_t i = 0; i < sizeof look_attributes / sizeof look_attributes[0]; i++) {
        if (appearance.look >> i & 1)
            attributes |= look_attributes[i];
    }
    wchar_t characters[CCHARW_MAX + 1];
    cell_characters(cell, characters);
    cchar_t character;
    short pair = appearance.colour == COLOUR_DEFAULT ? 0 : (short)style.ink;
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
    request(screen->marks.off);
    endwin();
}

void screen_return(struct screen *screen)
{
    reset_prog_mode();
    request(screen->marks.on);
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
        request(screen->marks.off);
        endwin();
        delscreen(screen->terminal);
    }
    if (screen->keys)
        fclose(screen->keys);
    paste_free(&screen->paste);
    frame_free(&screen->shown);
    free(screen);
}
