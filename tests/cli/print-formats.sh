#!/bin/sh
# `briefbook print --format`: Markdown, HTML and JSON. That all say the same is in test-renderings.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"

run print --format markdown "$book"
ends "markdown: status" 0
says_nothing "markdown: no message"
shows "markdown: the title" "# SOUTH KOREA–NATO MILITARY COOPERATION"
shows "markdown: a heading" "## STATEMENTS"
shows "markdown: a quotation" "> “NATO and Korea are strong partners."
passes "markdown: the marking first" [ "$(head -n 1 "$out")" = TLP:CLEAR ]
passes "markdown: the marking last" [ "$(tail -n 1 "$out")" = TLP:CLEAR ]

run print --format html "$book"
ends "html: status" 0
shows "html: a file" "<!DOCTYPE html>"
shows "html: the language" '<html lang="en">'
shows "html: an item" 'data-table="quotes" data-id="q-bauer-bond"'
hides "html: no script" "<script"
passes "html: fetches nothing" sh -c '! grep -qE "<(link|img|iframe|object)| src=|url\(|@import" "$1"' - "$out"
cp "$out" page.html
# The validators are of use where they are; HTML that is well-formed XML can be read by both.
if command -v tidy >/dev/null; then
	prints_nothing "html: tidy finds nothing" tidy -errors -quiet page.html
fi
if command -v xmllint >/dev/null; then
	prints_nothing "html: it is well formed" xmllint --noout page.html
fi
cat >quotes.csv <<'END'
id,speaker_id,text,quote_type
"q<1>""'","<script>alert(1)</script>","""><b>&amp;</b></style></body>",direct
END
run print --format html quotes.csv
hides "html: no text is taken for a tag" "<script>"
hides "html: nor for an attribute" "data-id=\"q<"
if command -v xmllint >/dev/null; then
	prints_nothing "html: hostile texts leave it well formed" xmllint --noout "$out"
fi

run print --format json "$book"
ends "json: status" 0
shows "json: its format and version" '{"format":"briefbook-page","version":1,'
shows "json: an item has its table and id" '{"table":"quotes","id":"q-bauer-bond","blocks":['
run print --format json --ascii "$book"
prints_nothing "json --ascii: nothing but ASCII" sh -c \
	'LC_ALL=C tr -d "\n\040-\176" <"$1" | od -An -c' - "$out"
shows "json --ascii: escapes, spells nothing" 'Mircea Geoan\u0103'

run print --format markdown --sections sources,bottom-line --query rank "$book"
ends "sections and a query: status" 0
shows "sections and a query: says what was asked" "Selected: rank"
run print --format html --output out.html "$book"
ends "--output: status" 0
passes "--output: the same" cmp page.html out.html

for option in "--width 60" "--page 60" --printer; do
	# The value is a word of its own.
	# shellcheck disable=SC2086
	run print --format html $option "$book"
	ends "html $option: status" 2
	says "html $option: message" "${option%% *}"
done
run print --format xml "$book"
ends "unknown: status" 2
says "unknown: message" "--format takes text or markdown or html or json, not 'xml'"

tap_end
