# cli: main, and one file a command.
briefbook_SOURCES += \
	src/cli/ask.c \
	src/cli/ask.h \
	src/cli/book.c \
	src/cli/book.h \
	src/cli/browse.c \
	src/cli/changes.c \
	src/cli/check.c \
	src/cli/export.c \
	src/cli/help.c \
	src/cli/help.h \
	src/cli/hit-order.c \
	src/cli/hit-order.h \
	src/cli/hit-writer.c \
	src/cli/hit-writer.h \
	src/cli/hit.c \
	src/cli/hit.h \
	src/cli/list.c \
	src/cli/main.c \
	src/cli/message.c \
	src/cli/message.h \
	src/cli/options.c \
	src/cli/options.def \
	src/cli/options.h \
	src/cli/output.c \
	src/cli/output.h \
	src/cli/predecessor.c \
	src/cli/print.c \
	src/cli/print.h \
	src/cli/printer.c \
	src/cli/printer.h \
	src/cli/progress.c \
	src/cli/progress.h \
	src/cli/search.c \
	src/cli/stream.c \
	src/cli/stream.h \
	src/cli/subcommand.c \
	src/cli/subcommand.h \
	src/cli/subcommands.def

briefbook_CPPFLAGS += \
	-DPACKAGE_VERSION='"$(PACKAGE_VERSION)"' \
	-DBRIEFBOOK_DATA_FOLDER='"$(pkgdatadir)/briefings"'
