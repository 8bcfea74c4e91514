# The built program in a real terminal: a pseudo-terminal whose screen libvterm keeps.
terminal_tests += tests/terminal/test-terminal
tests_terminal_test_terminal_SOURCES = \
	tests/terminal/terminal.c \
	tests/terminal/terminal.h \
	tests/terminal/test-terminal.c

terminal_tests += tests/terminal/test-live
tests_terminal_test_live_SOURCES = \
	tests/terminal/terminal.c \
	tests/terminal/terminal.h \
	tests/terminal/test-live.c

terminal_tests += tests/terminal/test-themes
tests_terminal_test_themes_SOURCES = \
	tests/terminal/terminal.c \
	tests/terminal/terminal.h \
	tests/terminal/test-themes.c
terminal_tests += tests/terminal/test-outside
tests_terminal_test_outside_SOURCES = \
	tests/terminal/terminal.c \
	tests/terminal/terminal.h \
	tests/terminal/test-outside.c

terminal_tests += tests/terminal/test-calm
tests_terminal_test_calm_SOURCES = \
	tests/terminal/terminal.c \
	tests/terminal/terminal.h \
	tests/terminal/test-calm.c

terminal_tests += tests/terminal/test-wide
tests_terminal_test_wide_SOURCES = \
	tests/terminal/terminal.c \
	tests/terminal/terminal.h \
	tests/terminal/test-wide.c

terminal_tests += tests/terminal/test-jobs
tests_terminal_test_jobs_SOURCES = \
	tests/terminal/terminal.c \
	tests/terminal/terminal.h \
	tests/terminal/test-jobs.c

terminal_tests += tests/terminal/test-lines
tests_terminal_test_lines_SOURCES = \
	tests/terminal/terminal.c \
	tests/terminal/terminal.h \
	tests/terminal/test-lines.c
