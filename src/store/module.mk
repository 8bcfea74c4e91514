# store: the schema, reading CSV, tables, ids and links, checking.
libbriefbook_a_SOURCES += \
	include/briefbook/columns.def \
	include/briefbook/library.h \
	include/briefbook/record-set.h \
	include/briefbook/schema.h \
	include/briefbook/store.h \
	include/briefbook/table.h \
	src/store/cell-position.c \
	src/store/cell-position.h \
	src/store/check-book.c \
	src/store/check-cells.c \
	src/store/check-links.c \
	src/store/check.c \
	src/store/check.h \
	src/store/csv-faults.c \
	src/store/csv-faults.h \
	src/store/csv-read.c \
	src/store/csv-read.h \
	src/store/csv-scan.c \
	src/store/csv-scan.h \
	src/store/csv-track.c \
	src/store/csv-track.h \
	src/store/fold-cells.c \
	src/store/fold-cells.h \
	src/store/id-index.c \
	src/store/library.c \
	src/store/linked.c \
	src/store/links.c \
	src/store/open.c \
	src/store/record-set.c \
	src/store/records.c \
	src/store/schema.c \
	src/store/store-parts.h \
	src/store/store.c \
	src/store/table-build.c \
	src/store/table-build.h \
	src/store/table.c
