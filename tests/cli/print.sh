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

# ---- Pages

# page_ends: how many lines each page has, and how many pages there are.
page_ends() {
	awk '/\f/ { print lines; lines = 0 } { lines++ } END { print lines }' "$out" | sort | uniq -c |
		awk '{ print $1 " of " $2 }'
}
run print --page 60 "$book"
ends "--page: status" 0
passes "--page: each has so many lines" sh -c 'test "$1" = "$2"' - "$(page_ends)" \
	"$(grep -c 'page [0-9]* of' "$out") of 60"
shows "--page: pages are numbered" "page 2 of "
passes "--page: the marking stands on the first and last line of each" [ \
	"$(grep -c ' TLP:CLEAR$' "$out")" -eq "$(($(grep -c 'page [0-9]* of' "$out") * 2))" ]
run print --page 12 --width 40 --ascii "$book"
ends "--page: the smallest" 0
run print --page 11 "$book"
ends "--page too small: status" 2
says "--page too small: message" "--page takes a number from 12 to 10000, not '11'"
shows_nothing "--page too small: no page"
mkdir marked
echo 'id,title,classification
a,A,A MARKING OF MORE THAN FORTY COLUMNS SECRET' >marked/briefing.csv
run print --page 13 --width 40 --output page.txt marked
ends "--page too small for a marking: status" 2
says "--page too small for a marking: message" \
	"a page of 13 lines is too small for this marking; --page takes 15 or more"
passes "--page too small for a marking: no file" test ! -e page.txt
run print --page 15 --width 40 marked
ends "--page of just the size: status" 0

# ---- A marking that is raised

run print --tlp amber "$book"
ends "--tlp: status" 0
passes "--tlp: on the first and the last line" [ "$(grep -c ' TLP:AMBER$' "$out")" -eq 2 ]
run print --tlp TLP:AMBER+STRICT "$book"
shows "--tlp: with its prefix" " TLP:AMBER+STRICT"
run print --tlp CLEAR "$book"
passes "--tlp: the marking that the book has" cmp "$work/page" "$out"
run print --tlp purple "$book"
ends "--tlp: unknown: status" 2
says "--tlp: unknown: message" "--tlp takes one of CLEAR, GREEN, AMBER, AMBER+STRICT, RED, not 'purple'"
cat >marked/quotes.csv <<'END'
id,text,tlp
low,Words,GREEN
high,More words,AMBER
END
run print --tlp GREEN --query low --output page.txt marked
ends "--tlp too low: status" 2
says "--tlp too low: the record" "quotes.csv:3:1: error: quotes/high is marked TLP:AMBER: --tlp raises"
passes "--tlp too low: no file" test ! -e page.txt
run print --tlp AMBER marked
ends "--tlp: as high as the highest record: status" 0
run print --tlp RED "$SOURCE_FOLDER/tests/golden/plain.csv"
shows "--tlp: a table without markings" " TLP:RED"

# ---- A person's page

run print --query person:diella "$book"
ends "a person's page: status" 0
shows "a person's page: says what it is" "Selected: person:diella"
shows "a person's page: who it is" "Francesco Diella, Maj. Gen., Director"
shows "a person's page: events" "Present: Kim Su-kwang; Francesco Diella"
shows "a person's page: words" "“NATO and Korea are strong partners."
shows "a person's page: conflicts" "C1  Francesco Diella’s rank"
hides "a person's page: nobody else's words" "oceans"

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
