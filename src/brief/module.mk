# brief: the document composed from a store and a query.
libbriefbook_a_SOURCES += \
	include/briefbook/compose.h \
	include/briefbook/document.h \
	src/brief/citation.c \
	src/brief/compose.c \
	src/brief/composer.c \
	src/brief/composer.h \
	src/brief/conflict.c \
	src/brief/conflict.h \
	src/brief/detail-back-links.c \
	src/brief/detail-columns.c \
	src/brief/detail-head.c \
	src/brief/detail.c \
	src/brief/detail.h \
	src/brief/document.c \
	src/brief/endnotes.c \
	src/brief/gaps.c \
	src/brief/item.c \
	src/brief/item.h \
	src/brief/language.c \
	src/brief/marking.c \
	src/brief/order.c \
	src/brief/order.h \
	src/brief/section-conflicts.c \
	src/brief/section-events.c \
	src/brief/section-fields.c \
	src/brief/section-lines.c \
	src/brief/section-names.c \
	src/brief/section-people.c \
	src/brief/section-plain.c \
	src/brief/section-quotes.c \
	src/brief/section-sources.c \
	src/brief/sections.h \
	src/brief/statement.c \
	src/brief/statement.h \
	src/brief/wording.c \
	src/brief/wording.h
