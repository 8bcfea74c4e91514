# exchange: a whole book for other programs.
libbriefbook_a_SOURCES += \
	include/briefbook/exchange.h \
	src/exchange/archive-copy.c \
	src/exchange/archive-copy.h \
	src/exchange/archive-names.c \
	src/exchange/archive-names.h \
	src/exchange/book-table.c \
	src/exchange/book-table.h \
	src/exchange/database-schema.c \
	src/exchange/database-schema.h \
	src/exchange/export-json.c \
	src/exchange/export-package.c \
	src/exchange/export-sqlite.c \
	src/exchange/export-target.c \
	src/exchange/package-schema.c \
	src/exchange/package-schema.h \
	src/exchange/package-text.c \
	src/exchange/package-text.h
