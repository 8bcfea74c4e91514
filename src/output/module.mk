# output: the document as lines, and as files of every format.
libbriefbook_a_SOURCES += \
	include/briefbook/layout.h \
	src/output/flow.c \
	src/output/flow.h \
	src/output/layout-block.c \
	src/output/layout-block.h \
	src/output/layout.c \
	src/output/setter.c \
	src/output/setter.h \
	src/output/text-page.c
