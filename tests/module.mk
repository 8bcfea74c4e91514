# tests: every one speaks TAP, so that its cases are counted one by one.
#
# unit_tests      programs of cmocka cases, tests/unit/module.mk
# program_tests   scripts that run the built program, tests/cli/module.mk
# wording_tests   scripts that read what the built program says, by code that program_tests run too
# installed_tests scripts that run the installed program
# screen_tests    keys and the pictures they lead to, tests/screens/module.mk
# terminal_tests  programs of cases that run it in a terminal, tests/terminal/module.mk
# tmux_tests      scripts that run it inside tmux, as test-jobs does elsewhere, tests/terminal/module.mk
# picture_tests   scripts that compare the pictures of the documents, tests/pictures/module.mk
# static_tests    scripts that look at the sources
# thread_tests    those that are run under the thread sanitizer too
# test_tools      programs that the scripts use
#
# `make check` builds all of check_PROGRAMS first. Who runs some of the tests may name fewer:
# make check 'TESTS=$(thread_tests)' 'check_PROGRAMS=$(thread_tests)'
unit_tests =
program_tests =
screen_tests =
terminal_tests =
picture_tests =
thread_tests =
test_tools =
static_tests = \
	tests/format.sh \
	tests/layering.sh \
	tests/listed.sh \
	tests/manual.sh

# What unit tests share: linked from an archive, so that each takes only what it uses.
tests_support_sources = \
	tests/support/book.c \
	tests/support/book.h \
	tests/support/compose-book.c \
	tests/support/compose-book.h \
	tests/support/effort.h \
	tests/support/empty-folder.c \
	tests/support/empty-folder.h \
	tests/support/expect-diag.c \
	tests/support/expect-diag.h \
	tests/support/expect-found.c \
	tests/support/expect-found.h \
	tests/support/failing-calls.c \
	tests/support/failing-calls.h \
	tests/support/failing-loads.c \
	tests/support/failing-loads.h \
	tests/support/failing-memory.c \
	tests/support/failing-memory.h \
	tests/support/failing-searches.c \
	tests/support/failing-searches.h \
	tests/support/hold.c \
	tests/support/hold.h \
	tests/support/interface.c \
	tests/support/interface.h \
	tests/support/invariants.c \
	tests/support/invariants.h \
	tests/support/random-book.c \
	tests/support/random-book.h \
	tests/support/random.h \
	tests/support/read-query.c \
	tests/support/read-query.h \
	tests/support/reference-book.c \
	tests/support/reference-book.h \
	tests/support/reference-match.c \
	tests/support/reference-match.h \
	tests/support/reloading.c \
	tests/support/reloading.h
tests_support_scripts = \
	tests/support/count-cases.sh \
	tests/support/environment.sh \
	tests/support/leaks.supp \
	tests/support/tap.sh

include tests/unit/module.mk
include tests/cli/module.mk
include tests/golden/module.mk
include tests/screens/module.mk
include tests/terminal/module.mk
include tests/pictures/module.mk
include tests/bench/module.mk
include tests/fuzz/module.mk

EXTRA_DIST += $(program_tests) $(wording_tests) $(installed_tests) $(tmux_tests) \
	$(screen_tests) $(picture_tests) $(static_tests) $(tests_support_scripts)

# For every program that names no libraries of its own. The library calls the failing functions
# of libtest.a, which calls the library.
LDADD = libtest.a libtui.a libbriefbook.a libtest.a $(CMOCKA_LIBS) $(VTERM_LIBS) \
	$(briefbook_libraries)

# What runs the code is run under sanitizers too. The installed program is the built one.
sanitized_tests = $(unit_tests) $(program_tests) $(screen_tests) $(terminal_tests)
TESTS = $(sanitized_tests) $(wording_tests) $(installed_tests) $(tmux_tests) $(picture_tests) $(static_tests)
if HAVE_TEST_TOOLS
check_LIBRARIES += libtest.a
libtest_a_SOURCES = $(tests_support_sources)
check_PROGRAMS += $(unit_tests) $(terminal_tests) $(test_tools)
else
check_DATA = missing-test-tools
missing-test-tools:
	@echo 'make check needs these too:$(missing_test_tools). Install them' \
		'(./bootstrap check does) and configure again.' >&2; exit 1
endif
.PHONY: missing-test-tools

AM_TESTS_ENVIRONMENT = \
	CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	BRIEFBOOK="$(abs_builddir)/briefbook$(EXEEXT)"; export BRIEFBOOK; \
	SOURCE_FOLDER="$(abs_srcdir)"; export SOURCE_FOLDER; \
	SANITIZERS="$(SANITIZER_FLAGS)"; export SANITIZERS; \
	. $(srcdir)/tests/support/environment.sh;
# Uses of a function's variables after its return are looked for where the whole program runs: the
# unit tests would take twice as long.
followed_stacks = env ASAN_OPTIONS=detect_stack_use_after_return=1
TEST_EXTENSIONS = .screen .sh
tap_driver = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_DRIVER = $(tap_driver)
LOG_COMPILER = $(TIMEOUT)
SCREEN_LOG_DRIVER = $(tap_driver)
SCREEN_LOG_COMPILER = $(followed_stacks) $(TIMEOUT) $(SHELL) $(srcdir)/tests/screens/compare.sh
SH_LOG_DRIVER = $(tap_driver)
SH_LOG_COMPILER = $(followed_stacks) $(TIMEOUT) $(SHELL)
