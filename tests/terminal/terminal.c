#include "terminal/terminal.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 20000 };

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

/* ---- The processes -------------------------------------------------------------------------- */

static void run_program(const struct terminal *terminal, char *const arguments[])
{
    /* The leader puts it in the foreground; until then it may not touch the terminal. */
    setpgid(0, 0);
    signal(SIGTTOU, SIG_IGN);
    tcsetpgrp(terminal->slave, getpid());
    signal(SIGTTOU, SIG_DFL);
    if (terminal->keys_elsewhere)
        dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
    setenv("TERM", terminal->type ? terminal->type : "xterm-256color", 1);
    setenv("NCURSES_GPM_TERMS", "none", 1); /* the mouse of a console, where the machine has one */
    if (terminal->variable)
        putenv(strdup(terminal->variable));
    execv(arguments[0], arguments);
    _exit(127);
}

/* What a shell does for its job: tells of each change, and continues it when asked to. */
static void lead_session(const struct terminal *terminal, char *const arguments[], int reports)
{
    setsid();
    ioctl(terminal->slave, TIOCSCTTY, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (int fd = 0; fd <= 2; fd++)
        dup2(terminal->slave, fd);
    close(terminal->master);
    signal(SIGTTOU, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    pid_t program = fork();
    if (program == 0) {
        signal(SIGHUP, SIG_DFL);
        close(reports);
        run_program(terminal, arguments);
    }
    int report = program;
    ssize_t done = write(reports, &report, sizeof report);
    while (done > 0 && waitpid(program, &report, WUNTRACED) == program) {
        tcsetpgrp(STDIN_FILENO, getpgrp());
        done = write(reports, &report, sizeof report);
        if (!WIFSTOPPED(report))
            break;
        char asked;
        if (read(reports, &asked, 1) != 1)
            break;
        tcsetpgrp(STDIN_FILENO, program);
        kill(-program, SIGCONT);
    }
    _exit(0);
}

static bool start_processes(struct terminal *terminal, char *const arguments[])
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return false;
    terminal->leader = fork();
    if (terminal->leader == 0) {
        close(ends[0]);
        lead_session(terminal, arguments, ends[1]);
    }
    close(ends[1]);
    terminal->reports = ends[0];
    int program = 0;
    bool started = read(terminal->reports, &program, sizeof program) == sizeof program;
    terminal->program = program;
    return started && program > 0;
}

/* ---- The screen ----------------------------------------------------------------------------- */

static int set_property(VTermProp property, VTermValue *value, void *context)
{
    struct terminal *terminal = context;
    if (property == VTERM_PROP_ALTSCREEN)
        terminal->alternate = value->boolean;
    if (property == VTERM_PROP_CURSORVISIBLE)
        terminal->cursor = value->boolean;
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = set_property};

static void start_screen(struct terminal *terminal)
{
    terminal->vterm = vterm_new(terminal->rows, terminal->columns);
    vterm_set_utf8(terminal->vterm, 1);
    terminal->screen = vterm_obtain_screen(terminal->vterm);
    terminal->cursor = true;
    vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
    vterm_screen_enable_altscreen(terminal->screen, 1);
    vterm_screen_reset(terminal->screen, 1);
}

void terminal_row(const struct terminal *terminal, int row, struct buffer *text)
{
    enum { ROW_BYTES = 4096 };
    char bytes[ROW_BYTES];
    VTermRect rect = {row, row + 1, 0, terminal->columns};
    size_t length = vterm_screen_get_text(terminal->screen, bytes, sizeof bytes, rect);
    buffer_append(text, (struct slice){bytes, length});
}

/* The text of the screen, a line a row. The caller frees it. */
static char *screen_text(const struct terminal *terminal)
{
    struct buffer text = {0};
    for (int row = 0; row < terminal->rows; row++) {
        terminal_row(terminal, row, &text);
        buffer_append_char(&text, '\n');
    }
    return text.data;
}

/* Reads what comes within a moment; false when the terminal is gone. */
static bool read_some(struct terminal *terminal)
{
    enum { MOMENT_MS = 20 };
    struct pollfd watched = {.fd = terminal->master, .events = POLLIN};
    if (poll(&watched, 1, MOMENT_MS) <= 0)
        return true;
    char bytes[4096];
    ssize_t count = read(terminal->master, bytes, sizeof bytes);
    if (count <= 0)
        return false;
    buffer_append(&terminal->output, (struct slice){bytes, (size_t)count});
    vterm_input_write(terminal->vterm, bytes, (size_t)count);
    return true;
}

/* Whether the program has drawn more than was read. */
static bool has_more(const struct terminal *terminal)
{
    struct pollfd watched = {.fd = terminal->master, .events = POLLIN};
    return poll(&watched, 1, 0) > 0 && watched.revents & POLLIN;
}

bool terminal_await(struct terminal *terminal, terminal_sees *sees, const void *context,
                    int milliseconds)
{
    long long until = now() + milliseconds;
    while (has_more(terminal) || !sees(terminal, context))
        if (now() > until || !read_some(terminal))
            return false;
    return true;
}

static bool sees_text(const struct terminal *terminal, const void *text)
{
    char *screen = screen_text(terminal);
    bool found = screen && strstr(screen, text);
    free(screen);
    return found;
}

static bool sees_no_text(const struct terminal *terminal, const void *text)
{
    return !sees_text(terminal, text);
}

void terminal_print(const struct terminal *terminal)
{
    char *screen = screen_text(terminal);
    fputs(screen, stderr);
    free(screen);
}

static bool wait_for_text(struct terminal *terminal, const char *text, bool there)
{
    if (terminal_await(terminal, there ? sees_text : sees_no_text, text, PATIENCE_MS))
        return true;
    fprintf(stderr, "# waited in vain for %s\"%s\"\n", there ? "" : "the end of ", text);
    terminal_print(terminal);
    return false;
}

void terminal_rest(struct terminal *terminal, int milliseconds)
{
    long long until = now() + milliseconds;
    while (now() < until && read_some(terminal))
        ;
}

/* The second half of a wide character has the colours of what stood there before: nobody sees them. */
static bool is_half(const VTermScreenCell *cell)
{
    return cell->chars[0] == (uint32_t)-1;
}

VTermScreenCell terminal_cell(const struct terminal *terminal, int row, int column)
{
    VTermScreenCell cell = {0};
    vterm_screen_get_cell(terminal->screen, (VTermPos){row, column}, &cell);
    if (!cell.chars[0])
        cell.chars[0] = ' ';                              /* erased, not written */
    for (size_t i = 1; i < VTERM_MAX_CHARS_PER_CELL; i++) /* what stood there before may be left */
        cell.chars[i] = is_half(&cell) || !cell.chars[i - 1] ? 0 : cell.chars[i];
    return cell;
}

static bool same_cell(const VTermScreenCell *a, const VTermScreenCell *b)
{
    if (is_half(a) && is_half(b))
        return true;
    return memcmp(a->chars, b->chars, sizeof a->chars) == 0 && a->width == b->width &&
           a->attrs.bold == b->attrs.bold && a->attrs.underline == b->attrs.underline &&
           a->attrs.reverse == b->attrs.reverse && a->attrs.italic == b->attrs.italic &&
           vterm_color_is_equal(&a->fg, &b->fg) && vterm_color_is_equal(&a->bg, &b->bg);
}

static VTermPos cursor_of(const struct terminal *terminal)
{
    VTermPos place;
    vterm_state_get_cursorpos(vterm_obtain_state(terminal->vterm), &place);
    return place;
}

bool terminal_sees_same(const struct terminal *terminal, const void *other)
{
    const struct terminal *expected = other;
    bool same = terminal->rows == expected->rows && terminal->columns == expected->columns &&
                vterm_pos_cmp(cursor_of(terminal), cursor_of(expected)) == 0;
    for (int row = 0; same && row < terminal->rows; row++)
        for (int column = 0; same && column < terminal->columns; column++) {
            VTermScreenCell cell = terminal_cell(terminal, row, column);
            VTermScreenCell wanted = terminal_cell(expected, row, column);
            same = same_cell(&cell, &wanted);
        }
    return same;
}

/* ---- For tests ------------------------------------------------------------------------------ */

bool terminal_start(struct terminal *terminal, char *const arguments[])
{
    terminal->rows = terminal->rows ? terminal->rows : 30;
    terminal->columns = terminal->columns ? terminal->columns : 100;
    struct winsize size = {.ws_row = (unsigned short)terminal->rows,
                           .ws_col = (unsigned short)terminal->columns};
    if (openpty(&terminal->master, &terminal->slave, NULL, NULL, &size) != 0)
        return false;
    fcntl(terminal->master, F_SETFL, O_NONBLOCK);
    tcgetattr(terminal->slave, &terminal->settings);
    start_screen(terminal);
    return start_processes(terminal, arguments);
}

bool terminal_shows(struct terminal *terminal, const char *text)
{
    return wait_for_text(terminal, text, true);
}

bool terminal_shows_not(struct terminal *terminal, const char *text)
{
    return wait_for_text(terminal, text, false);
}

/* Where there are more than the terminal takes at a time, what the program draws meanwhile is read, so
 * that neither waits for the other. */
void terminal_send(struct terminal *terminal, const char *keys)
{
    struct slice rest = slice_of(keys);
    struct pollfd watched = {.fd = terminal->master, .events = POLLOUT | POLLIN};
    while (rest.length && poll(&watched, 1, PATIENCE_MS) > 0) {
        if (watched.revents & POLLIN && !read_some(terminal))
            return;
        ssize_t written = write(terminal->master, rest.data, rest.length);
        rest = slice_part(rest, written > 0 ? (size_t)written : 0, rest.length);
    }
}

void terminal_resize(struct terminal *terminal, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    terminal->rows = rows;
    terminal->columns = columns;
    vterm_set_size(terminal->vterm, rows, columns);
    ioctl(terminal->master, TIOCSWINSZ, &size);
}

bool terminal_wait(struct terminal *terminal, int *status)
{
    long long until = now() + PATIENCE_MS;
    struct pollfd watched = {.fd = terminal->reports, .events = POLLIN};
    while (poll(&watched, 1, 0) <= 0) {
        if (now() > until)
            return false;
        if (terminal->master >= 0)
            read_some(terminal);
    }
    bool told = read(terminal->reports, status, sizeof *status) == sizeof *status;
    /* What was written before it ended may still wait to be read. */
    while (terminal->master >= 0) {
        struct pollfd rest = {.fd = terminal->master, .events = POLLIN};
        if (poll(&rest, 1, 0) <= 0 || !read_some(terminal))
            break;
    }
    return told;
}

bool terminal_begin(struct terminal *terminal, const char *path, const char *option)
{
    const char *program = getenv("BRIEFBOOK");
    const char *folder = getenv("SOURCE_FOLDER");
    char name[4096];
    char place[4096];
    char given[256];
    char without_state[] = "--no-state";
    snprintf(name, sizeof name, "%s", program ? program : "briefbook");
    snprintf(place, sizeof place, "%s%s%s", *path != '.' && folder ? folder : "",
             *path != '.' && folder ? "/" : "", path);
    snprintf(given, sizeof given, "%s", option ? option : "");
    char *arguments[] = {name, without_state, place, option ? given : NULL, NULL};
    return terminal_start(terminal, arguments);
}

bool terminal_open(struct terminal *terminal, const char *path, const char *option)
{
    return terminal_begin(terminal, path, option) && terminal_shows(terminal, "q quit") &&
           terminal_shows_not(terminal, "reading");
}

void terminal_continue(struct terminal *terminal)
{
    ssize_t written = write(terminal->reports, "", 1);
    (void)written;
}

/* Where a text stands last in what was sent, counted from 1; 0 for nowhere. */
static size_t last_place(const struct terminal *terminal, const char *text)
{
    size_t place = 0;
    const char *sent = buffer_string(&terminal->output);
    for (const char *at = sent; (at = strstr(at, text)); at++)
        place = (size_t)(at - sent) + 1;
    return place;
}

/* libvterm reads only the first of several modes that are set at once. */
bool terminal_reports_mouse(const struct terminal *terminal)
{
    return last_place(terminal, "1000h") > last_place(terminal, "1000l");
}

bool terminal_is_restored(struct terminal *terminal)
{
    struct termios now_set;
    const struct termios *before = &terminal->settings;
    return tcgetattr(terminal->slave, &now_set) == 0 && now_set.c_iflag == before->c_iflag &&
           now_set.c_oflag == before->c_oflag && now_set.c_cflag == before->c_cflag &&
           now_set.c_lflag == before->c_lflag &&
           memcmp(now_set.c_cc, before->c_cc, sizeof now_set.c_cc) == 0 && !terminal->alternate &&
           terminal->cursor && !terminal_reports_mouse(terminal);
}

void terminal_vanish(struct terminal *terminal)
{
    close(terminal->slave);
    close(terminal->master);
    terminal->slave = -1;
    terminal->master = -1;
}

void terminal_free(struct terminal *terminal)
{
    if (terminal->program > 0)
        kill(terminal->program, SIGKILL);
    if (terminal->leader > 0) {
        kill(terminal->leader, SIGKILL);
        waitpid(terminal->leader, NULL, 0);
    }
    if (terminal->master >= 0)
        terminal_vanish(terminal);
    close(terminal->reports);
    if (terminal->vterm)
        vterm_free(terminal->vterm);
    buffer_free(&terminal->output);
    *terminal = (struct terminal){0};
}
