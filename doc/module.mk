# The manual pages, and what a contributor reads.
dist_man_MANS = \
	doc/briefbook.1 \
	doc/briefbook.5
EXTRA_DIST += \
	doc/answers.md \
	doc/architecture.md \
	doc/briefbook.1.in \
	doc/briefbook.5.in \
	doc/contributing.md \
	doc/performance.md \
	doc/pictures \
	doc/testing.md \
	doc/tour.md

# Tables, columns, diagnostics and keys are put into the pages by a program that knows them.
# tests/manual.sh tells when a page is behind; `make manual` writes them again, into the sources.
check_PROGRAMS += doc/generate-manual
doc_generate_manual_LDADD = libtui.a libbriefbook.a $(briefbook_libraries)
manual: doc/generate-manual$(EXEEXT)
	$(AM_V_GEN)for page in briefbook.1 briefbook.5; do \
		doc/generate-manual$(EXEEXT) "$(srcdir)/doc/$$page.in" >doc/$$page.new && \
			mv doc/$$page.new "$(srcdir)/doc/$$page" || exit 1; \
	done
.PHONY: manual
