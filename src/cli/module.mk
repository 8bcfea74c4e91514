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
	src/cli/interruption.c \
	src/cli/interruption.h \
	src/cli/list.c \
	src/cli/main.c \
	src/cli/marked.c \
	src/cli/marked.h \
	src/cli/message.c \
	src/cli/message.h \
	src/cli/new-book.c \
	src/cli/new-book.h \
	src/cli/new.c \
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

# The briefing that `new` writes is built into the program.
new_book_files = \
	src/cli/new-book/README.txt \
	src/cli/new-book/archive/report.txt \
	src/cli/new-book/briefing.csv \
	src/cli/new-book/conflicts.csv \
	src/cli/new-book/events.csv \
	src/cli/new-book/fields.csv \
	src/cli/new-book/judgements.csv \
	src/cli/new-book/lines.csv \
	src/cli/new-book/people.csv \
	src/cli/new-book/quotes.csv \
	src/cli/new-book/sources.csv
EXTRA_DIST += src/cli/embed-book.awk $(new_book_files)
nodist_briefbook_SOURCES = src/cli/new-book-files.c
CLEANFILES += src/cli/new-book-files.c
src/cli/new-book-files.c: src/cli/embed-book.awk $(new_book_files)
	$(AM_V_GEN)$(MKDIR_P) src/cli && ( cd "$(srcdir)" && LC_ALL=C $(AWK) \
		-v folder=src/cli/new-book/ -f src/cli/embed-book.awk $(new_book_files) ) >$@.new && \
		mv $@.new $@
