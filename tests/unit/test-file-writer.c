/* test-file-writer.c: files are put in place whole or not at all, also when the system fails.
 *
 * Link with what failing-calls.h and failing-memory.h ask for. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "briefbook/file.h"
#include "support/empty-folder.h"
#include "support/expect-diag.h"
#include "support/failing-calls.h"
#include "support/failing-memory.h"

enum { LARGE = 200 * 1000 };

static void expect_mode(const char *path, mode_t mode)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, mode);
}

static bool write_file(const char *path, const char *content, struct diag_list *diags)
{
    struct file_writer *writer = file_writer_new(path, diags);
    if (!writer)
        return false;
    file_writer_add(writer, slice_of(content));
    return file_writer_finish(writer, diags);
}

static void test_new_file(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    umask(027);
    assert_int_equal(mkdir("sub", 0755), 0);
    assert_true(write_file("a.txt", "new", &diags));
    assert_true(write_file("sub/b.txt", "", &diags));
    expect_content("a.txt", "new");
    expect_content("sub/b.txt", "");
    expect_mode("a.txt", 0640);
    assert_int_equal(count_names("."), 2);
    assert_int_equal(count_names("sub"), 1);
}

static void test_old_file(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    make_file("a.txt", "old");
    assert_int_equal(chmod("a.txt", 0600), 0);
    struct file_writer *writer = file_writer_new("a.txt", &diags);
    assert_non_null(writer);
    file_writer_add(writer, SLICE("new"));
    file_writer_add(writer, SLICE("er"));
    expect_content("a.txt", "old");
    assert_true(file_writer_finish(writer, &diags));
    expect_content("a.txt", "newer");
    expect_mode("a.txt", 0600);
    assert_int_equal(chmod("a.txt", 0666), 0); /* more than the umask would give */
    assert_true(write_file("a.txt", "newest", &diags));
    expect_mode("a.txt", 0666);
    assert_int_equal(count_names("."), 1);
}

static void test_abandon(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    make_file("a.txt", "old");
    struct file_writer *writer = file_writer_new("a.txt", &diags);
    file_writer_add(writer, SLICE("new"));
    file_writer_abandon(writer);
    file_writer_abandon(NULL);
    expect_content("a.txt", "old");
    assert_int_equal(count_names("."), 1);
    assert_int_equal(diags.count, 0);
}

static void test_link(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    struct stat status;
    assert_int_equal(mkdir("sub", 0755), 0);
    make_file("sub/a.txt", "old");
    assert_int_equal(symlink("sub/a.txt", "link"), 0);
    assert_int_equal(symlink("sub/missing", "dangling"), 0);
    assert_true(write_file("link", "new", &diags));
    assert_int_equal(lstat("link", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    expect_content("sub/a.txt", "new");
    assert_false(write_file("dangling", "new", &diags));
    expect_diag(&diags, DIAG_NOT_WRITABLE,
                "cannot write dangling: No such file or directory; check the name");
    assert_int_equal(count_names("."), 3);
    assert_int_equal(count_names("sub"), 1);
}

static void test_large(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    struct stat status;
    char *bytes = test_malloc(LARGE);
    for (size_t i = 0; i < LARGE; i++)
        bytes[i] = (char)(i * 31 % 251);
    struct file_writer *writer = file_writer_new("large", &diags);
    for (size_t i = 0; i < LARGE; i += LARGE / 2)
        file_writer_add(writer, (struct slice){bytes + i, LARGE / 2});
    assert_true(file_writer_finish(writer, &diags));
    assert_int_equal(stat("large", &status), 0);
    assert_int_equal(status.st_size, LARGE);
    char *back = test_malloc(LARGE);
    int fd = file_open(AT_FDCWD, "large", &diags);
    assert_int_equal(read(fd, back, LARGE), LARGE);
    close(fd);
    assert_memory_equal(bytes, back, LARGE);
    test_free(bytes);
    test_free(back);
}

/* One call that fails, and what is then there. */
struct fault {
    enum failing_call call;
    int nth;
    int error;
    bool done;
    const char *content;
    const char *reason;
};

static void expect_fault(const struct fault *fault, size_t number)
{
    struct diag_list diags = {0};
    char message[128];
    make_file("a.txt", "old");
    failing_call_start(fault->call, fault->nth, fault->error);
    if (write_file("a.txt", "new", &diags) != fault->done || !failing_call_stop())
        fail_msg("case %zu", number);
    expect_content("a.txt", fault->content);
    assert_int_equal(count_names("."), 1);
    snprintf(message, sizeof message, "cannot write a.txt: %s", fault->reason);
    if (!fault->done)
        expect_diag(&diags, DIAG_NOT_WRITABLE, message);
    assert_int_equal(diags.count, 0);
}

/* Every call that can fail does, in turn; the old file stands and nothing else is left. */
static void test_faults(void **state)
{
    (void)state;
    static const struct fault cases[] = {
        {CALL_OPENAT, 1, EINTR, true, "new", NULL},
        {CALL_FCNTL, 1, EIO, false, "old", "Input/output error"},
        {CALL_FCNTL, 2, EIO, false, "old", "Input/output error"},
        {CALL_FCHMOD, 1, EPERM, false, "old", "Operation not permitted"},
        {CALL_GETENTROPY, 1, EIO, false, "old", "Input/output error"},
        {CALL_REALPATH, 1, EIO, false, "old", "Input/output error"},
        {CALL_FACCESSAT, 1, EACCES, false, "old",
         "Permission denied; check its permissions and those of its folder"},
        {CALL_WRITE, 1, ENOSPC, false, "old", "No space left on device; make room on its disk"},
        {CALL_WRITE, 1, EFBIG, false, "old", "File too large"},
        {CALL_WRITE, 1, CALL_NOTHING, false, "old", "Input/output error"},
        {CALL_WRITE, 1, CALL_SHORT, true, "new", NULL},
        {CALL_WRITE, 1, EINTR, true, "new", NULL},
        {CALL_FSYNC, 1, EIO, false, "old", "Input/output error"},
        {CALL_FSYNC, 1, EINTR, true, "new", NULL},
        {CALL_FSYNC, 1, EINVAL, true, "new", NULL},
        {CALL_FSYNC, 1, ENOTSUP, true, "new", NULL},
        {CALL_CLOSE, 1, EIO, false, "old", "Input/output error"},
        {CALL_CLOSE, 1, EINTR, true, "new", NULL},
        {CALL_RENAME, 1, EXDEV, false, "old", "Invalid cross-device link"},
        /* only the name may not have reached the disk */
        {CALL_FSYNC, 2, EIO, false, "new", "Input/output error"},
        {CALL_FSYNC, 2, EINVAL, true, "new", NULL},
        {CALL_OPENAT, 2, EIO, false, "new", "Input/output error"},
        {CALL_OPENAT, 2, EACCES, true, "new", NULL},
        {CALL_CLOSE, 2, EIO, true, "new", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect_fault(&cases[i], i);
}

/* What only a file without a name meets: where it can't be, one with a name takes its place. */
static void test_faults_without_name(void **state)
{
    (void)state;
    static const struct fault cases[] = {
        {CALL_OPENAT, 1, EOPNOTSUPP, true, "new", NULL},
        {CALL_OPENAT, 1, EISDIR, true, "new", NULL}, /* a kernel that knows no such files */
        {CALL_FACCESSAT, 2, ENOENT, true, "new", NULL},
        {CALL_LINKAT, 1, EIO, false, "old", "Input/output error"},
        {CALL_LINKAT, 2, EIO, false, "old", "Input/output error"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect_fault(&cases[i], i);
}

static void test_no_room_for_a_name(void **state)
{
    (void)state;
    static const struct fault full = {
        CALL_OPENAT, 1, ENOSPC, false, "old", "No space left on device; make room on its disk"};
    expect_fault(&full, 0);
}

/* Whether the folder can have files without names. */
static bool has_nameless(void)
{
    int fd = open(".", O_WRONLY | O_TMPFILE, 0600);
    return fd >= 0 && close(fd) == 0;
}

/* A program that is killed leaves nothing beside the target. */
static void test_killed(void **state)
{
    (void)state;
    static const char *const paths[] = {"a.txt", "new.txt"};
    static const char bytes[LARGE];
    int status = 0;
    if (!has_nameless())
        skip();
    make_file("a.txt", "old");
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        pid_t child = fork();
        if (child == 0) {
            struct diag_list diags = {0};
            struct file_writer *writer = file_writer_new(paths[i], &diags);
            if (writer)
                file_writer_add(writer, (struct slice){bytes, LARGE});
            raise(SIGKILL);
        }
        assert_true(child > 0);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        assert_int_equal(count_names("."), 1);
    }
    expect_content("a.txt", "old");
}

/* The first failure is told, and nothing is written after it. */
static void test_fault_while_adding(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    char *bytes = test_calloc(1, LARGE);
    make_file("a.txt", "old");
    struct file_writer *writer = file_writer_new("a.txt", &diags);
    failing_call_start(CALL_WRITE, 1, EDQUOT);
    assert_true(file_writer_add(writer, SLICE("held back")));
    assert_false(file_writer_has_failed(writer));
    assert_false(file_writer_add(writer, (struct slice){bytes, LARGE}));
    assert_false(file_writer_add(writer, (struct slice){bytes, 1}));
    assert_true(file_writer_has_failed(writer));
    assert_false(file_writer_finish(writer, &diags));
    expect_diag(&diags, DIAG_NOT_WRITABLE, "cannot write a.txt: Disk quota exceeded");
    expect_content("a.txt", "old");
    assert_int_equal(count_names("."), 1);
    test_free(bytes);
}

/* A file that happens to have the temporary name is not touched; another name is taken. */
static void test_taken_name(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    make_file("a.txt", "old");
    make_file(".briefbook-0000000000000000.tmp", "another's");
    failing_call_start(CALL_GETENTROPY, 1, CALL_ZEROS);
    assert_true(write_file("a.txt", "new", &diags));
    assert_true(failing_call_stop());
    expect_content("a.txt", "new");
    expect_content(".briefbook-0000000000000000.tmp", "another's");
    assert_int_equal(count_names("."), 2);
}

static void test_refused_targets(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        const char *message;
    } cases[] = {
        {"folder", "cannot write folder: Is a directory; name a file in it"},
        {"missing/a.txt", "cannot write missing/a.txt: No such file or directory; check the name"},
        {"file/a.txt", "cannot write file/a.txt: Not a directory"},
        {"fifo", "cannot write fifo: No such device or address; start what reads from it first"},
        {"", "cannot write : No such file or directory; check the name"},
    };
    assert_int_equal(mkdir("folder", 0755), 0);
    assert_int_equal(mkfifo("fifo", 0644), 0);
    make_file("file", "");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct diag_list diags = {0};
        assert_false(write_file(cases[i].path, "new", &diags));
        expect_diag(&diags, DIAG_NOT_WRITABLE, cases[i].message);
    }
    assert_int_equal(count_names("."), 3);
}

static void test_full_device(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    struct stat status;
    assert_false(write_file("/dev/full", "new", &diags));
    expect_diag(&diags, DIAG_NOT_WRITABLE,
                "cannot write /dev/full: No space left on device; make room on its disk");
    assert_int_equal(stat("/dev/full", &status), 0);
    assert_true(S_ISCHR(status.st_mode));
    assert_true(write_file("/dev/null", "new", &diags));
}

static void test_fifo(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    char bytes[8] = "";
    assert_int_equal(mkfifo("fifo", 0644), 0);
    int reader = open("fifo", O_RDONLY | O_NONBLOCK);
    assert_true(write_file("fifo", "new", &diags));
    assert_int_equal(read(reader, bytes, sizeof bytes), 3);
    assert_string_equal(bytes, "new");
    close(reader);
}

/* A redirected output is added to where it is, never replaced under its other users. */
static void test_descriptor(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    char path[32];
    make_file("a.txt", "old ");
    int fd = open("a.txt", O_WRONLY);
    snprintf(path, sizeof path, "/dev/fd/%d", fd);
    assert_true(write_file(path, "new", &diags));
    struct stat before, after;
    assert_int_equal(fstat(fd, &before), 0);
    assert_int_equal(stat("a.txt", &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    close(fd);
    expect_content("a.txt", "old new");
}

/* Each allocation fails once, alone and from then on. */
static void test_failing_memory(void **state)
{
    (void)state;
    bool failed = true;
    for (size_t nth = 1; failed; nth++)
        for (int sticky = 0; sticky < 2; sticky++) {
            struct diag_list diags = {0};
            make_file("a.txt", "old");
            failing_memory_start(nth, sticky);
            bool done = write_file("a.txt", "new", &diags);
            failed = failing_memory_stop();
            assert_int_equal(done, !failed);
            assert_int_equal(diag_list_count(&diags, SEVERITY_ERROR), failed);
            assert_int_equal(diags.counts[DIAG_OUT_OF_MEMORY], failed);
            expect_content("a.txt", failed ? "old" : "new");
            assert_int_equal(count_names("."), 1);
            diag_list_free(&diags);
        }
}

static int enter_wanting_names(void **state)
{
    failing_calls_want_names(true);
    return empty_folder_enter(state);
}

static int leave_wanting_names(void **state)
{
    failing_calls_want_names(false);
    return empty_folder_leave(state);
}

int main(void)
{
#define WITHOUT_NAME(test)                                                    \
    {                                                                         \
        .name = #test, .test_func = (test), .setup_func = empty_folder_enter, \
        .teardown_func = empty_folder_leave                                   \
    }
#define WITH_NAME(test)                                                                     \
    {                                                                                       \
        .name = #test "_with_name", .test_func = (test), .setup_func = enter_wanting_names, \
        .teardown_func = leave_wanting_names                                                \
    }
#define BOTH_WAYS(test) WITHOUT_NAME(test), WITH_NAME(test)
    static const struct CMUnitTest tests[] = {
        BOTH_WAYS(test_new_file),
        BOTH_WAYS(test_old_file),
        BOTH_WAYS(test_abandon),
        BOTH_WAYS(test_link),
        BOTH_WAYS(test_large),
        BOTH_WAYS(test_faults),
        WITHOUT_NAME(test_faults_without_name),
        WITH_NAME(test_no_room_for_a_name),
        WITHOUT_NAME(test_killed),
        BOTH_WAYS(test_fault_while_adding),
        BOTH_WAYS(test_taken_name),
        BOTH_WAYS(test_refused_targets),
        WITHOUT_NAME(test_full_device),
        WITHOUT_NAME(test_fifo),
        WITHOUT_NAME(test_descriptor),
        BOTH_WAYS(test_failing_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
