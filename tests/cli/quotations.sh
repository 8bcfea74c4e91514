#!/bin/sh
# Every quotation of the bundled briefing is found by its words and printed exactly.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"
: "${LIST_QUOTATIONS:=$(dirname "$BRIEFBOOK")/tests/cli/list-quotations}"

# Lines "id<tab>text"; on a page this wide none of them is broken.
"$LIST_QUOTATIONS" "$book/quotes.csv" >quotations || exit 1
run print --width 1000 --sections quotes "$book"
cp "$out" page

passes "there are quotations" [ -s quotations ]
tab=$(printf '\t')
while IFS=$tab read -r id words; do
	phrase=$(printf '%s' "$words" | sed 's/[\\"]/\\&/g')
	run search --format ids "\"$phrase\"" "$book"
	shows "$id: found by its words" "quotes/$id"
	passes "$id: printed exactly" grep -qF -e "$words" page
	run search "\"$phrase\"" "$book"
	shows "$id: shown exactly" "$words"
done <quotations

# Where the sources disagree both stand: two ranks of one person.
run print "$book"
shows "one rank" "Maj. Gen."
shows "the other rank" "Lt. Gen."

tap_end
