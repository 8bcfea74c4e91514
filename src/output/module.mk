# output: the document as lines, and as files of every format; records for programs.
libbriefbook_a_SOURCES += \
	include/briefbook/changes-json.h \
	include/briefbook/layout.h \
	include/briefbook/record-csv.h \
	include/briefbook/rendering.h \
	include/briefbook/record-json.h \
	include/briefbook/record-order.h \
	include/briefbook/record-text.h \
	src/output/changes-json.c \
	src/output/flow.c \
	src/output/flow.h \
	src/output/html.c \
	src/output/item-blocks.c \
	src/output/item-blocks.h \
	src/output/json-text.c \
	src/output/json-text.h \
	src/output/json-verification.c \
	src/output/json-verification.h \
	src/output/json.c \
	src/output/layout-block.c \
	src/output/layout-block.h \
	src/output/layout.c \
	src/output/markdown.c \
	src/output/page-group.c \
	src/output/page-group.h \
	src/output/record-csv.c \
	src/output/record-json.c \
	src/output/record-order.c \
	src/output/record-text.c \
	src/output/render.c \
	src/output/render.h \
	src/output/rendering-kind.h \
	src/output/rendering.c \
	src/output/setter.c \
	src/output/setter.h \
	src/output/text-page.c \
	src/output/text-pages.c
