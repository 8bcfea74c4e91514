/* test-file.c: opening files with care and writing all bytes, also when the system fails.
 *
 * Link with what failing-calls.h asks for. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "briefbook/file.h"
#include "support/empty-folder.h"
#include "support/expect-diag.h"
#include "support/failing-calls.h"

enum { LARGE = 200 * 1000 };

static void test_open(void **state)
{
    (void)state;
    assert_int_equal(mkdir("sub", 0755), 0);
    make_file("sub/a.csv", "id\n");
    int folder = open("sub", O_RDONLY | O_DIRECTORY);
    struct diag_list diags = {0};
    int fd = file_open(folder, "a.csv", &diags);
    assert_true(fd >= 0);
    char bytes[8];
    assert_int_equal(read(fd, bytes, sizeof bytes), 3);
    assert_int_equal(fcntl(fd, F_GETFL, 0) & O_NONBLOCK, 0);
    assert_int_equal(fcntl(fd, F_GETFD, 0) & FD_CLOEXEC, FD_CLOEXEC);
    close(fd);
    close(folder);
    failing_call_start(CALL_OPENAT, 1, EINTR);
    fd = file_open(AT_FDCWD, "sub/a.csv", &diags);
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(diags.count, 0);
}

static void make_socket(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
    close(fd);
}

static void test_open_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        enum diag_code code;
        const char *message;
    } cases[] = {
        {"folder", DIAG_NOT_REGULAR, "cannot read folder: it is a folder; name a file in it"},
        {"fifo", DIAG_NOT_REGULAR,
         "cannot read fifo: it is a FIFO; save what comes out of it to a file first"},
        {"socket", DIAG_NOT_REGULAR,
         "cannot read socket: it is a socket; save what comes out of it to a file first"},
        {"/dev/zero", DIAG_NOT_REGULAR,
         "cannot read /dev/zero: it is a device; save what comes out of it to a file first"},
        {"link", DIAG_NOT_REGULAR, "cannot read link: it is a folder; name a file in it"},
        {"missing", DIAG_NOT_FOUND,
         "cannot open missing: No such file or directory; check the name"},
        {"file/x", DIAG_NOT_READABLE, "cannot open file/x: Not a directory"},
        {"loop", DIAG_NOT_READABLE, "cannot open loop: Too many levels of symbolic links"},
    };
    assert_int_equal(mkdir("folder", 0755), 0);
    assert_int_equal(mkfifo("fifo", 0644), 0);
    assert_int_equal(symlink("folder", "link"), 0);
    assert_int_equal(symlink("loop", "loop"), 0);
    make_socket("socket");
    make_file("file", "");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct diag_list diags = {0};
        assert_int_equal(file_open(AT_FDCWD, cases[i].path, &diags), -1);
        expect_diag(&diags, cases[i].code, cases[i].message);
    }
}

static void test_open_fails(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    make_file("file", "");
    failing_call_start(CALL_OPENAT, 1, EACCES);
    assert_int_equal(file_open(AT_FDCWD, "file", &diags), -1);
    expect_diag(
        &diags, DIAG_NOT_READABLE,
        "cannot open file: Permission denied; check its permissions and those of its folder");
    for (int nth = 1; nth <= 2; nth++) { /* reading and setting the flags */
        failing_call_start(CALL_FCNTL, nth, EIO);
        assert_int_equal(file_open(AT_FDCWD, "file", &diags), -1);
        expect_diag(&diags, DIAG_NOT_READABLE, "cannot open file: Input/output error");
    }
}

static void test_write_all(void **state)
{
    (void)state;
    static const struct {
        int fault;
        int error; /* 0: goes on */
    } cases[] = {{0, 0},           {CALL_SHORT, 0}, {EINTR, 0}, {EAGAIN, 0}, {CALL_NOTHING, EIO},
                 {ENOSPC, ENOSPC}, {EPIPE, EPIPE}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int fd = open("out", O_WRONLY | O_CREAT | O_TRUNC, 0644);
        failing_call_start(CALL_WRITE, cases[i].fault ? 1 : 0, cases[i].fault);
        errno = 0;
        assert_int_equal(file_write_all(fd, SLICE("some bytes")), cases[i].error == 0);
        if (cases[i].error)
            assert_int_equal(errno, cases[i].error);
        close(fd);
        expect_content("out", cases[i].error ? "" : "some bytes");
    }
    assert_true(file_write_all(-1, SLICE("")));
    assert_false(file_write_all(-1, SLICE("x")));
    assert_int_equal(errno, EBADF);
}

/* A pipe that others made non-blocking: writing waits for room instead of giving up. */
static void test_write_all_waits(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    char *bytes = test_calloc(1, LARGE);
    pid_t reader = fork();
    if (reader == 0) {
        char taken[4096];
        close(ends[1]);
        size_t total = 0;
        for (ssize_t got; (got = read(ends[0], taken, sizeof taken)) > 0;)
            total += (size_t)got;
        _exit(total == LARGE ? 0 : 1);
    }
    assert_true(reader > 0);
    close(ends[0]);
    assert_true(file_write_all(ends[1], (struct slice){bytes, LARGE}));
    close(ends[1]);
    int status = -1;
    waitpid(reader, &status, 0);
    assert_int_equal(status, 0);
    test_free(bytes);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_open, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_open_refuses, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_open_fails, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_write_all, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_write_all_waits, empty_folder_enter,
                                        empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
