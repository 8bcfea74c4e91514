# query: from typed words to the records that match.
libbriefbook_a_SOURCES += \
	include/briefbook/complete.h \
	include/briefbook/query-edit.h \
	include/briefbook/query.h \
	include/briefbook/search.h \
	src/query/canonical.c \
	src/query/complete.c \
	src/query/dates.c \
	src/query/dates.h \
	src/query/edit.c \
	src/query/edit.h \
	src/query/find.c \
	src/query/keys.c \
	src/query/keys.h \
	src/query/lexer.c \
	src/query/lexer.h \
	src/query/matcher-parts.h \
	src/query/matcher.c \
	src/query/matcher.h \
	src/query/names.c \
	src/query/needle.c \
	src/query/needle.h \
	src/query/parser.c \
	src/query/parts.c \
	src/query/query.c \
	src/query/results.c \
	src/query/results.h \
	src/query/scan.c \
	src/query/search.c \
	src/query/tree.c \
	src/query/tree.h \
	src/query/window.c \
	src/query/window.h
