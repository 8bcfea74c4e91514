# environment.sh: sourced before each test, so that none depends on who runs it.
LC_ALL=C.UTF-8
TZ=UTC0
TERM=xterm-256color
export LC_ALL TZ TERM
# No config file of whoever runs it: one that is not there.
XDG_CONFIG_HOME=/nonexistent
# Nothing is kept between runs: a folder that cannot be made.
XDG_STATE_HOME=/dev/null/state
export XDG_CONFIG_HOME XDG_STATE_HOME
unset BRIEFBOOK_PATH NO_COLOR COLORFGBG COLUMNS LINES VISUAL EDITOR BROWSER PAGER TMUX STY

# A failing sanitizer ends the test, and says where.
UBSAN_OPTIONS=print_stacktrace=1
LSAN_OPTIONS="suppressions='$SOURCE_FOLDER/tests/support/leaks.supp':print_suppressions=0"
export UBSAN_OPTIONS LSAN_OPTIONS
