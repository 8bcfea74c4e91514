# Pictures of the program for the documents, from steps in NAME.picture. See take-picture.c.
pictures = \
	tests/pictures/conflict.picture \
	tests/pictures/facets.picture \
	tests/pictures/help.picture \
	tests/pictures/pin.picture \
	tests/pictures/search.picture \
	tests/pictures/small.picture \
	tests/pictures/start.picture \
	tests/pictures/timeline.picture \
	tests/pictures/who-said-what.picture

picture_tests += tests/pictures/compare.sh

test_tools += tests/pictures/take-picture
EXTRA_DIST += $(pictures)
