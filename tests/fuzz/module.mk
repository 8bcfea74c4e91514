# Fuzzing: `make fuzz`, by libFuzzer of clang. See doc/testing.md.
fuzz_programs = \
	tests/fuzz/fuzz-csv \
	tests/fuzz/fuzz-date \
	tests/fuzz/fuzz-json \
	tests/fuzz/fuzz-query \
	tests/fuzz/fuzz-text
EXTRA_PROGRAMS += $(fuzz_programs)
EXTRA_DIST += \
	tests/fuzz/json.dict \
	tests/fuzz/query.dict \
	tests/fuzz/run.sh \
	tests/fuzz/seeds

# The library once more, with what the fuzzer must see of it. Whatever compiler the build has, these
# are made by FUZZ_COMPILER.
FUZZ_COMPILER = clang
fuzz_sanitizers = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
EXTRA_LIBRARIES = libfuzz.a
CLEANFILES += libfuzz.a
libfuzz_a_SOURCES = $(libbriefbook_a_SOURCES)
libfuzz_a_CFLAGS = -std=c11 $(fuzz_sanitizers) -fsanitize=fuzzer-no-link
src/base/libfuzz_a-unicode.$(OBJEXT): src/base/unicode-tables.h

fuzz_compiling = $(libfuzz_a_CFLAGS) $(WARNING_CFLAGS)
fuzz_linking = $(fuzz_sanitizers) -fsanitize=fuzzer
fuzz_libraries = libfuzz.a $(briefbook_libraries)
fuzz_book_sources = \
	tests/fuzz/check-book.c \
	tests/fuzz/check-book.h \
	tests/fuzz/require.h
tests_fuzz_fuzz_csv_SOURCES = tests/fuzz/fuzz-csv.c $(fuzz_book_sources)
tests_fuzz_fuzz_csv_CFLAGS = $(fuzz_compiling)
tests_fuzz_fuzz_csv_LDFLAGS = $(fuzz_linking)
tests_fuzz_fuzz_csv_LDADD = $(fuzz_libraries)
tests_fuzz_fuzz_date_SOURCES = tests/fuzz/fuzz-date.c tests/fuzz/require.h
tests_fuzz_fuzz_date_CFLAGS = $(fuzz_compiling)
tests_fuzz_fuzz_date_LDFLAGS = $(fuzz_linking)
tests_fuzz_fuzz_date_LDADD = $(fuzz_libraries)
tests_fuzz_fuzz_json_SOURCES = tests/fuzz/fuzz-json.c $(fuzz_book_sources)
tests_fuzz_fuzz_json_CFLAGS = $(fuzz_compiling)
tests_fuzz_fuzz_json_LDFLAGS = $(fuzz_linking)
tests_fuzz_fuzz_json_LDADD = $(fuzz_libraries)
tests_fuzz_fuzz_query_SOURCES = tests/fuzz/fuzz-query.c tests/fuzz/require.h
tests_fuzz_fuzz_query_CFLAGS = $(fuzz_compiling)
tests_fuzz_fuzz_query_LDFLAGS = $(fuzz_linking)
tests_fuzz_fuzz_query_LDADD = $(fuzz_libraries)
tests_fuzz_fuzz_text_SOURCES = tests/fuzz/fuzz-text.c tests/fuzz/require.h
tests_fuzz_fuzz_text_CFLAGS = $(fuzz_compiling)
tests_fuzz_fuzz_text_LDFLAGS = $(fuzz_linking)
tests_fuzz_fuzz_text_LDADD = $(fuzz_libraries)

# For how long each target is run.
SECONDS_EACH = 10
fuzz-programs:
	@$(MAKE) CC="$(FUZZ_COMPILER)" $(fuzz_programs)
fuzz: fuzz-programs briefbook$(EXEEXT)
	@SECONDS_EACH="$(SECONDS_EACH)" SOURCE_FOLDER="$(abs_srcdir)" \
		$(SHELL) $(srcdir)/tests/fuzz/run.sh
.PHONY: fuzz fuzz-programs
