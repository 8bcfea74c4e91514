#!/bin/sh
# `briefbook print`: its options. What stands on the page is compared in tests/golden.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"

# headings: those on the page, in their order.
headings() {
	grep -x -e 'BOTTOM LINE' -e 'LINES TO TAKE' -e JUDGEMENTS -e CHRONOLOGY \
		-e 'OFFICIALS AND EXPERTS' -e STATEMENTS -e COOPERATION -e 'CONFLICTS AND GAPS' \
		-e SOURCES "$out" | paste -sd, -
}

run print "$book"
ends "the whole book: status" 0
says_nothing "the whole book: no message"
passes "the whole book: all sections in their order" [ "$(headings)" = \
	"BOTTOM LINE,LINES TO TAKE,JUDGEMENTS,CHRONOLOGY,OFFICIALS AND EXPERTS,STATEMENTS,COOPERATION,CONFLICTS AND GAPS,SOURCES" ]
passes "the marking stands on the first line" sh -c 'head -n 1 "$1" | grep -q " TLP:CLEAR$"' - "$out"
passes "the marking stands on the last line" sh -c 'tail -n 1 "$1" | grep -q " TLP:CLEAR$"' - "$out"
cp "$out" "$work/page"
run print "$book/"
passes "a slash after the folder" cmp "$work/page" "$out"
run print rok-nato-2023
passes "by name" cmp "$work/page" "$out"
mkdir "$work/one"
cp -R "$book" "$work/one"
BRIEFBOOK_PATH=$work/one run print
passes "the only briefing there is" cmp "$work/page" "$out"
run "$book"
passes "browsing without a terminal" cmp "$work/page" "$out"
run print "$book"
passes "the same book prints the same bytes" cmp "$work/page" "$out"

# ---- Sections

run print --sections sources,bottom-line "$book"
ends "--sections: status" 0
passes "--sections: these, in this order" [ "$(headings)" = "SOURCES,BOTTOM LINE" ]
run print --sections quotes "$book"
passes "--sections: one" [ "$(headings)" = STATEMENTS ]
run print --sections quotes,unheard-of "$book"
ends "an unknown section: status" 2
says "an unknown section: message" "unheard-of"
says "an unknown section: those there are" "bottom-line"
shows_nothing "an unknown section: no page"
run print --sections quotes,quotes "$book"
ends "a section named twice: status" 2
run print --sections '' "$book"
ends "no section: status" 2

# ---- Width

# too_wide COLUMNS: lines beyond it but for those of a URL, which is never broken.
too_wide() {
	LC_ALL=C.UTF-8 grep -nE ".{$(($1 + 1))}" "$out" | grep -v '://'
}
for width in 40 72 100 132 1000; do
	run print --width "$width" "$book"
	ends "--width $width: status" 0
	prints_nothing "--width $width: no line is wider" too_wide "$width"
done
run print --width 72 "$book"
passes "the width is 72 when none is given" cmp "$work/page" "$out"

# ---- ASCII

run print --ascii "$book"
ends "--ascii: status" 0
prints_nothing "--ascii: nothing but ASCII" sh -c 'LC_ALL=C tr -d "\n\040-\176" <"$1" | od -An -c' - "$out"
shows "--ascii: letters are spelled" "Mircea Geoana"
shows "--ascii: dashes and quotation marks too" "SOUTH KOREA-NATO MILITARY COOPERATION"
LC_ALL=C
run print "$book"
passes "the locale does not change a page in a file" cmp "$work/page" "$out"
LC_ALL=C.UTF-8

# ---- What is not a whole book

run print "$book/quotes.csv"
ends "one table: status" 0
shows "one table: its records" "We may be oceans apart"
printf 'letter,word,empty\na,alpha,\nb,beta,\n' >plain.csv
run print plain.csv
ends "a plain table: status" 0
shows "a plain table: name: value" "word: beta"
hides "a plain table: blank cells are left out" "empty"
cat >people.csv <<'END'
id,name,native_name,wholly_own
a,Person A,사람,kept
END
run print people.csv
shows "other scripts" "사람"

# ---- Only what matches

run print --query invisible "$book"
ends "--query: status" 0
shows "--query: what matches" "“We are all working to serve a greater good"
shows "--query: says what was asked" "invisible"
hides "--query: nothing else" "oceans"
shows "--query: the sources of what matches" "news_194729"
hides "--query: no other sources" "news_171177"
run print --query 'invisible' --sections quotes "$book"
passes "--query and --sections" [ "$(headings)" = STATEMENTS ]
run print --query '' "$book"
passes "an empty query prints all" cmp "$work/page" "$out"

tap_end
