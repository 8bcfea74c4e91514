# base: memory, text, dates, diagnostics and files.
libbriefbook_a_SOURCES += \
	include/briefbook/arena.h \
	include/briefbook/buffer.h \
	include/briefbook/clock.h \
	include/briefbook/date.h \
	include/briefbook/diag.h \
	include/briefbook/difference.h \
	include/briefbook/file.h \
	include/briefbook/gate.h \
	include/briefbook/home.h \
	include/briefbook/match.h \
	include/briefbook/nearest.h \
	include/briefbook/slice.h \
	include/briefbook/text.h \
	include/briefbook/verbatim.h \
	include/briefbook/work-folder.h \
	src/base/arena.c \
	src/base/ascii.c \
	src/base/automaton.c \
	src/base/automaton.h \
	src/base/buffer.c \
	src/base/clock.c \
	src/base/date-parse.c \
	src/base/date.c \
	src/base/diag.c \
	src/base/difference.c \
	src/base/file-beneath.c \
	src/base/file-regular.h \
	src/base/file.c \
	src/base/fold-exact.c \
	src/base/fold-exact.h \
	src/base/fold.c \
	src/base/gate.c \
	src/base/home.c \
	src/base/lines.c \
	src/base/lines.h \
	src/base/match.c \
	src/base/nearest.c \
	src/base/slice.c \
	src/base/text.c \
	src/base/transliteration.h \
	src/base/unicode.c \
	src/base/unicode.h \
	src/base/units.c \
	src/base/units.h \
	src/base/verbatim.c \
	src/base/width.c \
	src/base/work-folder.c
nodist_libbriefbook_a_SOURCES = src/base/unicode-tables.h

# The Unicode tables are made by a program that is built first, from the libunistring at hand.
noinst_PROGRAMS += src/base/generate-unicode-tables
src_base_generate_unicode_tables_SOURCES = \
	src/base/ascii-spellings.h \
	src/base/buffer.c \
	src/base/fold-exact.c \
	src/base/generate-folds.c \
	src/base/generate-lines.c \
	src/base/generate-unicode-tables.c \
	src/base/generator.h \
	src/base/slice.c \
	src/base/text.c
src_base_generate_unicode_tables_LDADD = $(UNISTRING_LIBS)

AM_CPPFLAGS += -Isrc/base
CLEANFILES += src/base/unicode-tables.h
src/base/unicode.$(OBJEXT): src/base/unicode-tables.h
src/base/unicode-tables.h: src/base/generate-unicode-tables$(EXEEXT)
	$(AM_V_GEN)src/base/generate-unicode-tables$(EXEEXT) >$@.new && mv $@.new $@
