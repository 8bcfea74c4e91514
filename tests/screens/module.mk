# Keys and the pictures they lead to: one file NAME.screen a test. See run-screen.c.
screen_tests += \
	tests/screens/alone.screen \
	tests/screens/ascii.screen \
	tests/screens/changes.screen \
	tests/screens/check.screen \
	tests/screens/colon.screen \
	tests/screens/columns.screen \
	tests/screens/complete.screen \
	tests/screens/empty.screen \
	tests/screens/facets.screen \
	tests/screens/follow.screen \
	tests/screens/help.screen \
	tests/screens/hidden.screen \
	tests/screens/hostile.screen \
	tests/screens/landing.screen \
	tests/screens/library.screen \
	tests/screens/mark.screen \
	tests/screens/pin.screen \
	tests/screens/plain.screen \
	tests/screens/print.screen \
	tests/screens/prompt.screen \
	tests/screens/restore.screen \
	tests/screens/search.screen \
	tests/screens/sizes.screen \
	tests/screens/sort.screen \
	tests/screens/start.screen \
	tests/screens/timeline.screen \
	tests/screens/walk.screen \
	tests/screens/who-said-what.screen \
	tests/screens/zoom.screen

test_tools += tests/screens/run-screen
EXTRA_DIST += \
	tests/screens/books \
	tests/screens/compare.sh
CLEANFILES += tests/screens/*.actual
