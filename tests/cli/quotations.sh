#!/bin/sh
# Every quotation of the bundled briefings is found by its words and printed exactly.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"
: "${LIST_QUOTATIONS:=$(dirname "$BRIEFBOOK")/tests/cli/list-quotations}"

# looks_up BOOK: lines "id<tab>text"; on a page this wide none of them is broken.
looks_up() {
	name=$(basename "$1")
	"$LIST_QUOTATIONS" "$1/quotes.csv" >quotations || exit 1
	run print --width 1000 --sections quotes "$1"
	cp "$out" page
	passes "$name: there are quotations" [ -s quotations ]
	while IFS=$tab read -r id words; do
		phrase=$(printf '%s' "$words" | sed 's/[\\"]/\\&/g')
		run search --format ids "\"$phrase\"" "$1"
		shows "$name: $id: found by its words" "quotes/$id"
		passes "$name: $id: printed exactly" grep -qF -e "$words" page
		run search "\"$phrase\"" "$1"
		shows "$name: $id: shown exactly" "$words"
	done <quotations
}
tab=$(printf '\t')
looks_up "$book"
looks_up "$SOURCE_FOLDER/briefings/rok-nato-2025"

# Where the sources disagree both stand: two ranks of one person.
run print "$book"
shows "one rank" "Maj. Gen."
shows "the other rank" "Lt. Gen."

tap_end
