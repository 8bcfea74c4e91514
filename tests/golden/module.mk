# Pages as they are expected, and the books they are printed from: one line of `cases` each.
golden_tests = tests/golden/run.sh
program_tests += $(golden_tests)
EXTRA_DIST += \
	tests/golden/bare \
	tests/golden/bare.txt \
	tests/golden/cases \
	tests/golden/every-column \
	tests/golden/every-column-ascii.txt \
	tests/golden/every-column-large.txt \
	tests/golden/every-column-narrow.txt \
	tests/golden/every-column-nothing.txt \
	tests/golden/every-column-order.txt \
	tests/golden/every-column-pages.txt \
	tests/golden/every-column-query.txt \
	tests/golden/every-column-small.txt \
	tests/golden/every-column-sources.txt \
	tests/golden/every-column-wide.txt \
	tests/golden/every-column.html \
	tests/golden/every-column.json \
	tests/golden/every-column.md \
	tests/golden/every-column.txt \
	tests/golden/new.json \
	tests/golden/new.txt \
	tests/golden/plain.csv \
	tests/golden/plain.txt \
	tests/golden/rok-nato-2023-pages.txt \
	tests/golden/rok-nato-2023-person.txt \
	tests/golden/rok-nato-2023.html \
	tests/golden/rok-nato-2023.json \
	tests/golden/rok-nato-2023.md \
	tests/golden/rok-nato-2023.txt \
	tests/golden/rok-nato-2025.html \
	tests/golden/rok-nato-2025.json \
	tests/golden/rok-nato-2025.md \
	tests/golden/rok-nato-2025.txt
