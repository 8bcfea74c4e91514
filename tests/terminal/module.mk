# The built program in a real terminal: a pseudo-terminal whose screen libvterm keeps.
tests_support_sources += \
	tests/terminal/terminal.c \
	tests/terminal/terminal.h

terminal_tests += \
	tests/terminal/test-calm \
	tests/terminal/test-jobs \
	tests/terminal/test-lines \
	tests/terminal/test-live \
	tests/terminal/test-outside \
	tests/terminal/test-terminal \
	tests/terminal/test-themes \
	tests/terminal/test-wide
tmux_tests = tests/terminal/jobs-in-tmux.sh
