/* test-file-beneath.c: files that a briefing names, and nothing outside of its folder. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file-regular.h"
#include "briefbook/file.h"
#include "support/empty-folder.h"
#include "support/expect-diag.h"

/* book/ holds archive/a.txt, links, and what is no regular file; secret.txt lies outside. */
static int open_book(void)
{
    assert_int_equal(mkdir("book", 0755), 0);
    assert_int_equal(mkdir("book/archive", 0755), 0);
    make_file("book/archive/a.txt", "inside");
    make_file("secret.txt", "outside");
    assert_int_equal(symlink("archive/a.txt", "book/in"), 0);
    assert_int_equal(symlink("../secret.txt", "book/out"), 0);
    assert_int_equal(symlink("..", "book/up"), 0);
    assert_int_equal(symlink("/", "book/root"), 0);
    assert_int_equal(symlink("round", "book/round"), 0);
    assert_int_equal(mkfifo("book/fifo", 0600), 0);
    int folder = open("book", O_RDONLY | O_DIRECTORY);
    assert_true(folder >= 0);
    return folder;
}

static void assert_holds(int fd, const char *expected)
{
    char bytes[16] = {0};
    assert_true(fd >= 0);
    assert_int_equal(read(fd, bytes, sizeof bytes - 1), (ssize_t)strlen(expected));
    assert_string_equal(bytes, expected);
    close(fd);
}

static void test_inside(void **state)
{
    (void)state;
    static const char *const paths[] = {"archive/a.txt", "./archive/a.txt", "archive//a.txt",
                                        "archive/./a.txt"};
    int folder = open_book();
    struct diag_list diags = {0};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        assert_holds(file_open_beneath(folder, paths[i], &diags), "inside");
        assert_holds(file_open_by_steps(folder, paths[i]), "inside");
    }
    int fd = file_open_beneath(folder, "archive/a.txt", &diags);
    assert_int_equal(fcntl(fd, F_GETFL, 0) & O_NONBLOCK, 0);
    assert_int_equal(fcntl(fd, F_GETFD, 0) & FD_CLOEXEC, FD_CLOEXEC);
    close(fd);
    close(folder);
    assert_int_equal(diags.count, 0);
    diag_list_free(&diags);
}

static void test_outside(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        enum diag_code code;
        const char *message;
    } cases[] = {
        {"../secret.txt", DIAG_PATH_OUTSIDE,
         "cannot open ../secret.txt: it leads out of the briefing's folder"},
        {"archive/../../secret.txt", DIAG_PATH_OUTSIDE,
         "cannot open archive/../../secret.txt: it leads out of the briefing's folder"},
        {"/etc/passwd", DIAG_PATH_OUTSIDE,
         "cannot open /etc/passwd: it leads out of the briefing's folder"},
        {"out", DIAG_PATH_OUTSIDE, "cannot open out: it leads out of the briefing's folder"},
        {"up/secret.txt", DIAG_PATH_OUTSIDE,
         "cannot open up/secret.txt: it leads out of the briefing's folder"},
        {"root/etc/passwd", DIAG_PATH_OUTSIDE,
         "cannot open root/etc/passwd: it leads out of the briefing's folder"},
        {"round", DIAG_PATH_OUTSIDE, "cannot open round: it leads out of the briefing's folder"},
        {"archive/b.txt", DIAG_NOT_FOUND,
         "cannot open archive/b.txt: No such file or directory; check the name"},
        {"archive", DIAG_NOT_REGULAR, "cannot read archive: it is a folder; name a file in it"},
        {"fifo", DIAG_NOT_REGULAR,
         "cannot read fifo: it is a FIFO; save what comes out of it to a file first"},
    };
    int folder = open_book();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct diag_list diags = {0};
        assert_int_equal(file_open_beneath(folder, cases[i].path, &diags), -1);
        expect_diag(&diags, cases[i].code, cases[i].message);
    }
    close(folder);
}

/* Where the kernel does not help, no link is followed at all. */
static void test_by_steps(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        int error;
    } cases[] = {
        {"../secret.txt", EXDEV},
        {"archive/../../secret.txt", EXDEV},
        {"archive/..", EXDEV},
        {"/etc/passwd", EXDEV},
        {"out", ELOOP},
        {"in", ELOOP},
        {"up/secret.txt", ENOTDIR},
        {"archive/b.txt", ENOENT},
        {"archive/a.txt/b", ENOTDIR},
    };
    int folder = open_book();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        errno = 0;
        assert_int_equal(file_open_by_steps(folder, cases[i].path), -1);
        assert_int_equal(errno, cases[i].error);
    }
    char name[300];
    memset(name, 'a', sizeof name);
    name[sizeof name - 1] = '\0';
    assert_int_equal(file_open_by_steps(folder, name), -1);
    assert_int_equal(errno, ENAMETOOLONG);
    close(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_inside, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_outside, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_by_steps, empty_folder_enter, empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
