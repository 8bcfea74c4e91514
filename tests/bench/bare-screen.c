/* bare-screen.c: the least that a program with a full screen does: curses, one frame, a key. */
#include <curses.h>
#include <locale.h>

int main(void)
{
    setlocale(LC_ALL, "");
    if (!initscr())
        return 1;
    raw();
    noecho();
    for (int row = 0; row < LINES - 1; row++)
        for (int column = 0; column + 6 < COLS; column += 6)
            mvaddstr(row, column, "words ");
    mvaddstr(LINES - 1, 1, "q quit");
    refresh();
    getch();
    endwin();
    return 0;
}
