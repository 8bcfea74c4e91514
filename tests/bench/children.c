#include "bench/children.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STATUS_NOT_FOUND = 127, STATUS_NOTHING_FOUND = 1 };

static void keep_larger(size_t *peak, const struct rusage *used)
{
    if ((size_t)used->ru_maxrss > *peak)
        *peak = (size_t)used->ru_maxrss;
}

static pid_t start(const struct program *program, int input, int output)
{
    pid_t process = fork();
    if (process != 0)
        return process;
    dup2(input, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    if (program->run)
        _exit(program->run(program->context));
    execvp(program->arguments[0], (char *const *)program->arguments);
    _exit(STATUS_NOT_FOUND);
}

/* ---- A program ------------------------------------------------------------------------------- */

/* Reads to the end and keeps the beginning. */
static void read_all(int from, char said[SAID_BYTES])
{
    enum { CHUNK = 1 << 16 };
    static char bytes[CHUNK];
    size_t kept = 0;
    ssize_t count;
    while ((count = read(from, bytes, sizeof bytes)) > 0) {
        size_t wanted = SAID_BYTES - 1 - kept;
        size_t taken = (size_t)count < wanted ? (size_t)count : wanted;
        memcpy(said + kept, bytes, taken);
        kept += taken;
    }
    said[kept] = '\0';
}

double measure_program(void *context)
{
    struct program *program = context;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return TIMING_FAILED;
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    double before = timing_now();
    pid_t process = start(program, nothing, ends[1]);
    close(ends[1]);
    if (program->run && read(ends[0], program->said, 1) == 1)
        before = timing_now();
    read_all(ends[0], program->said);
    struct rusage used;
    int status = 0;
    bool ended = process > 0 && wait4(process, &status, 0, &used) == process && WIFEXITED(status);
    double took = timing_now() - before;
    close(ends[0]);
    close(nothing);
    program->status = ended ? WEXITSTATUS(status) : STATUS_NOT_FOUND;
    if (program->status == STATUS_NOT_FOUND)
        return TIMING_MISSING;
    keep_larger(&program->peak_kib, &used);
    bool is_done =
        program->status == 0 || (program->is_search && program->status == STATUS_NOTHING_FOUND);
    return is_done ? took : TIMING_FAILED;
}

static void print_programs(struct contender *contenders, const struct program *programs,
                           size_t count, const char *ratio_head)
{
    enum { REFERENCE = 1 };
    const char *const heads[] = {"what", "min ms", "median ms", ratio_head, "resident MiB"};
    double reference = contender_median(&contenders[REFERENCE]);
    timing_print_head(heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < count; i++) {
        printf("| %s ", contenders[i].name);
        timing_print_figure(samples_part(&contenders[i].samples, 0));
        timing_print_median(&contenders[i]);
        timing_print_figure(contender_median(&contenders[i]) / reference);
        timing_print_figure((double)programs[i].peak_kib / 1024);
        puts("|");
    }
}

void programs_compare(struct program *programs, size_t count, const char *ratio_head)
{
    enum { MOST = 8 };
    struct contender contenders[MOST];
    for (size_t i = 0; i < count; i++)
        contenders[i] = (struct contender){
            .name = programs[i].name, .measure = measure_program, .context = &programs[i]};
    timing_compare(contenders, count);
    print_programs(contenders, programs, count, ratio_head);
    timing_free(contenders, count);
}

/* ---- A function ------------------------------------------------------------------------------ */

double measure_alone(void *context)
{
    struct alone *alone = context;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return TIMING_FAILED;
    pid_t process = fork();
    if (process == 0) {
        double measured = alone->measure(alone->context);
        _exit(write(ends[1], &measured, sizeof measured) != sizeof measured);
    }
    close(ends[1]);
    double took = TIMING_FAILED;
    bool is_told = read(ends[0], &took, sizeof took) == sizeof took;
    close(ends[0]);
    struct rusage used;
    int status;
    if (process < 0 || wait4(process, &status, 0, &used) != process || !is_told)
        return TIMING_FAILED;
    keep_larger(&alone->peak_kib, &used);
    return took;
}

/* ---- Questions and answers ------------------------------------------------------------------- */

bool answerer_start(struct answerer *answerer, const char *const *arguments)
{
    int questions[2];
    int answers[2];
    if (pipe2(questions, O_CLOEXEC) != 0 || pipe2(answers, O_CLOEXEC) != 0)
        return false;
    signal(SIGPIPE, SIG_IGN);
    const struct program program = {.arguments = arguments};
    answerer->process = start(&program, questions[0], answers[1]);
    close(questions[0]);
    close(answers[1]);
    answerer->questions = fdopen(questions[1], "w");
    answerer->answers = fdopen(answers[0], "r");
    return answerer->process > 0 && answerer->questions && answerer->answers;
}

double answerer_ask(struct answerer *answerer, const char *question)
{
    double before = timing_now();
    fputs(question, answerer->questions);
    fflush(answerer->questions);
    char line[SAID_BYTES];
    while (fgets(line, sizeof line, answerer->answers)) {
        if (strcmp(line, "done\n") == 0)
            return timing_now() - before;
        strcpy(answerer->said, line);
    }
    return TIMING_MISSING;
}

void answerer_end(struct answerer *answerer)
{
    fclose(answerer->questions);
    fclose(answerer->answers);
    waitpid(answerer->process, NULL, 0);
}
