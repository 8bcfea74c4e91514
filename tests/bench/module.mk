# Benches: `make bench`, never part of `make check`. See doc/performance.md.
bench_programs = \
	tests/bench/bare-screen \
	tests/bench/bench-latency \
	tests/bench/bench-load \
	tests/bench/bench-print \
	tests/bench/bench-search \
	tests/bench/bench-start \
	tests/bench/bench-verify \
	tests/bench/make-corpus \
	tests/bench/make-quotations \
	tests/bench/match-rows
EXTRA_PROGRAMS = $(bench_programs)
EXTRA_DIST += tests/bench/run.sh
CLEANFILES += $(EXTRA_PROGRAMS)

bench_libraries = libbriefbook.a $(briefbook_libraries) -lm
bench_timing_sources = \
	tests/bench/timing.c \
	tests/bench/timing.h
bench_children_sources = \
	tests/bench/children.c \
	tests/bench/children.h \
	$(bench_timing_sources)
bench_terminal_sources = \
	tests/terminal/terminal.c \
	tests/terminal/terminal.h \
	$(bench_timing_sources)

tests_bench_bare_screen_CPPFLAGS = $(AM_CPPFLAGS) $(NCURSESW_CFLAGS)
tests_bench_bare_screen_LDADD = $(NCURSESW_LIBS)
tests_bench_bench_latency_SOURCES = \
	tests/bench/bench-latency.c \
	tests/bench/corpus-words.h \
	$(bench_terminal_sources)
tests_bench_bench_latency_LDADD = $(bench_libraries) $(VTERM_LIBS)
tests_bench_bench_load_SOURCES = tests/bench/bench-load.c $(bench_children_sources)
tests_bench_bench_load_LDADD = $(bench_libraries)
tests_bench_bench_print_SOURCES = tests/bench/bench-print.c $(bench_children_sources)
tests_bench_bench_print_LDADD = $(bench_libraries)
tests_bench_bench_search_SOURCES = \
	tests/bench/bench-search.c \
	tests/bench/corpus-words.h \
	tests/bench/search-peers.c \
	tests/bench/search-peers.h \
	$(bench_children_sources)
tests_bench_bench_search_LDADD = $(bench_libraries)
tests_bench_bench_start_SOURCES = tests/bench/bench-start.c $(bench_terminal_sources)
tests_bench_bench_start_LDADD = $(bench_libraries) $(VTERM_LIBS)
tests_bench_bench_verify_SOURCES = tests/bench/bench-verify.c $(bench_children_sources)
tests_bench_bench_verify_LDADD = $(bench_libraries)
tests_bench_make_corpus_SOURCES = \
	tests/bench/corpus-words.c \
	tests/bench/corpus-words.h \
	tests/bench/make-corpus.c
tests_bench_make_corpus_LDADD = $(bench_libraries)

tests_bench_make_quotations_SOURCES = \
	tests/bench/corpus-words.c \
	tests/bench/corpus-words.h \
	tests/bench/make-quotations.c
tests_bench_make_quotations_LDADD = $(bench_libraries)

tests_bench_match_rows_LDADD = $(PCRE2_LIBS)

# The sizes and scripts of the corpora, which are kept in bench/. RUNS says how often each thing is
# measured, and BENCHES which are.
SIZES = 10k 100k 1M
KINDS = mixed latin korean
RUNS = 5
BENCHES = start load search latency print verify
bench-programs: briefbook$(EXEEXT) $(bench_programs)
bench: bench-programs
	@RUNS="$(RUNS)" SIZES="$(SIZES)" KINDS="$(KINDS)" \
		BENCHES="$(BENCHES)" SOURCE_FOLDER="$(abs_srcdir)" $(SHELL) $(srcdir)/tests/bench/run.sh
.PHONY: bench bench-programs

# The corpora, and what `make fuzz` found.
clean-local:
	rm -rf bench fuzz
