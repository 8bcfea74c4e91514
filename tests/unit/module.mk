# One program a file: tests/unit/test-NAME is built from tests/unit/test-NAME.c.
unit_tests += \
	tests/unit/test-base \
	tests/unit/test-change-words \
	tests/unit/test-changes \
	tests/unit/test-changes-failures \
	tests/unit/test-check \
	tests/unit/test-check-costs \
	tests/unit/test-command-line \
	tests/unit/test-complete \
	tests/unit/test-completing \
	tests/unit/test-compare \
	tests/unit/test-compose \
	tests/unit/test-composition \
	tests/unit/test-config \
	tests/unit/test-copy \
	tests/unit/test-crew \
	tests/unit/test-csv \
	tests/unit/test-csv-halves \
	tests/unit/test-csv-limits \
	tests/unit/test-csv-reference \
	tests/unit/test-csv-track \
	tests/unit/test-date \
	tests/unit/test-date-parse \
	tests/unit/test-detail \
	tests/unit/test-diag \
	tests/unit/test-difference \
	tests/unit/test-document \
	tests/unit/test-dropped-searches \
	tests/unit/test-edit \
	tests/unit/test-every-command \
	tests/unit/test-exchange \
	tests/unit/test-facets \
	tests/unit/test-file \
	tests/unit/test-file-beneath \
	tests/unit/test-file-writer \
	tests/unit/test-find \
	tests/unit/test-finder \
	tests/unit/test-fold \
	tests/unit/test-fold-cells \
	tests/unit/test-frame \
	tests/unit/test-gate \
	tests/unit/test-geometry \
	tests/unit/test-interface \
	tests/unit/test-interface-check \
	tests/unit/test-interface-lists \
	tests/unit/test-interface-memory \
	tests/unit/test-interface-query \
	tests/unit/test-interface-views \
	tests/unit/test-interface-threads \
	tests/unit/test-interface-waiting \
	tests/unit/test-json-verification \
	tests/unit/test-keymap \
	tests/unit/test-layout \
	tests/unit/test-library \
	tests/unit/test-linear \
	tests/unit/test-lines \
	tests/unit/test-linked \
	tests/unit/test-links \
	tests/unit/test-loading \
	tests/unit/test-marks \
	tests/unit/test-mouse \
	tests/unit/test-nearest \
	tests/unit/test-page-ends \
	tests/unit/test-pages \
	tests/unit/test-parts \
	tests/unit/test-paste \
	tests/unit/test-prompt \
	tests/unit/test-printing \
	tests/unit/test-query \
	tests/unit/test-query-edit \
	tests/unit/test-query-faults \
	tests/unit/test-random-keys \
	tests/unit/test-record-csv \
	tests/unit/test-record-json \
	tests/unit/test-record-order \
	tests/unit/test-record-set \
	tests/unit/test-records \
	tests/unit/test-regex \
	tests/unit/test-reload \
	tests/unit/test-renderings \
	tests/unit/test-schema \
	tests/unit/test-search \
	tests/unit/test-search-agreement \
	tests/unit/test-segment-memory \
	tests/unit/test-state \
	tests/unit/test-state-file \
	tests/unit/test-source \
	tests/unit/test-store \
	tests/unit/test-store-failures \
	tests/unit/test-terms \
	tests/unit/test-text \
	tests/unit/test-theme \
	tests/unit/test-transfer \
	tests/unit/test-watch \
	tests/unit/test-verbatim \
	tests/unit/test-wording
EXTRA_DIST += tests/unit/text-samples.h
tests_unit_test_theme_LDADD = $(LDADD) -lm

# Tests that make calls fail: what the headers support/failing-*.h ask for, all of it for all.
failing_linking = $(AM_LDFLAGS) \
	-Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=strdup \
	-Wl,--wrap=write,--wrap=fsync,--wrap=rename,--wrap=linkat,--wrap=close,--wrap=fchmod,--wrap=fcntl \
	-Wl,--wrap=getentropy,--wrap=faccessat,--wrap=openat,--wrap=realpath,--wrap=duplocale \
	-Wl,--wrap=pread,--wrap=read,--wrap=mkostemp,--wrap=pthread_create
tests_unit_test_base_LDFLAGS = $(failing_linking)
tests_unit_test_changes_failures_LDFLAGS = $(failing_linking)
tests_unit_test_complete_LDFLAGS = $(failing_linking)
tests_unit_test_compose_LDFLAGS = $(failing_linking)
tests_unit_test_composition_LDFLAGS = $(failing_linking)
tests_unit_test_crew_LDFLAGS = $(failing_linking)
tests_unit_test_csv_halves_LDFLAGS = $(failing_linking)
tests_unit_test_csv_limits_LDFLAGS = $(failing_linking)
tests_unit_test_csv_reference_LDFLAGS = $(failing_linking)
tests_unit_test_detail_LDFLAGS = $(failing_linking)
tests_unit_test_diag_LDFLAGS = $(failing_linking)
tests_unit_test_document_LDFLAGS = $(failing_linking)
tests_unit_test_exchange_LDFLAGS = $(failing_linking)
tests_unit_test_facets_LDFLAGS = $(failing_linking)
tests_unit_test_file_LDFLAGS = $(failing_linking)
tests_unit_test_file_writer_LDFLAGS = $(failing_linking)
tests_unit_test_find_LDFLAGS = $(failing_linking)
tests_unit_test_fold_cells_LDFLAGS = $(failing_linking)
tests_unit_test_interface_memory_LDFLAGS = $(failing_linking)
tests_unit_test_layout_LDFLAGS = $(failing_linking)
tests_unit_test_linked_LDFLAGS = $(failing_linking)
tests_unit_test_pages_LDFLAGS = $(failing_linking)
tests_unit_test_parts_LDFLAGS = $(failing_linking)
tests_unit_test_query_LDFLAGS = $(failing_linking)
tests_unit_test_record_csv_LDFLAGS = $(failing_linking)
tests_unit_test_record_json_LDFLAGS = $(failing_linking)
tests_unit_test_record_order_LDFLAGS = $(failing_linking)
tests_unit_test_query_edit_LDFLAGS = $(failing_linking)
tests_unit_test_record_set_LDFLAGS = $(failing_linking)
tests_unit_test_renderings_LDFLAGS = $(failing_linking)
tests_unit_test_search_LDFLAGS = $(failing_linking)
tests_unit_test_segment_memory_LDFLAGS = $(failing_linking)
tests_unit_test_store_LDFLAGS = $(failing_linking)
tests_unit_test_store_failures_LDFLAGS = $(failing_linking)
tests_unit_test_terms_LDFLAGS = $(failing_linking)
tests_unit_test_verbatim_LDFLAGS = $(failing_linking)

# Tests of what runs on several threads: run once more under the thread sanitizer.
thread_tests += \
	tests/unit/test-composition \
	tests/unit/test-crew \
	tests/unit/test-csv \
	tests/unit/test-csv-halves \
	tests/unit/test-dropped-searches \
	tests/unit/test-interface-threads \
	tests/unit/test-linked \
	tests/unit/test-loading \
	tests/unit/test-parts \
	tests/unit/test-printing \
	tests/unit/test-reload \
	tests/unit/test-search \
	tests/unit/test-search-agreement \
	tests/unit/test-source \
	tests/unit/test-terms
