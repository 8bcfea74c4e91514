#!/bin/sh
# `briefbook search --sort`.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"

mkdir two
printf 'id,text,date,x\na,Words,2023-02,10\nb,Words,,9\nc,Words,2022,\nd,Words,soon,9\n' >two/quotes.csv
printf 'id,name,x\ne,Words,2\nf,Words,1\n' >two/events.csv

# sorted COLUMN ID...: the order in which all are found.
sorted() {
	column=$1
	shift
	run search --format ids "--sort=$column" words two
	shows_exactly "--sort=$column" "$(printf '%s\n' "$@")"
}
sorted date quotes/c quotes/a quotes/d quotes/b events/e events/f
sorted -date quotes/a quotes/c quotes/d quotes/b events/e events/f
sorted x quotes/b quotes/d quotes/a quotes/c events/f events/e
sorted -x quotes/a quotes/b quotes/d quotes/c events/e events/f
sorted X quotes/b quotes/d quotes/a quotes/c events/f events/e
sorted text quotes/a quotes/b quotes/c quotes/d events/e events/f
run search --format ids --sort -x words two
shows "--sort -COLUMN without a sign between" quotes/a

run search --format ids --sort x --limit 2 words two
shows_exactly "--limit counts in that order" 'quotes/b
quotes/d'
run search --format ids --sort x --limit 5 words two
passes "--limit counts over all tables" [ "$(tail -n 1 "$out")" = events/f ]
run search --sort -x --limit 1 words two
shows "text: in order" 'Quotes: 4'
run search --format csv --sort -x --limit 1 words two
shows "csv: in order" 'quotes,a,Words,2023-02,10'
run search --format json --sort x in:events two
passes "json: in order" [ "$(grep -o '"id":"[a-f]","c' "$out" | tr -d '\n')" = '"id":"f","c"id":"e","c' ]
run search --count --sort x words two
shows_exactly "--count" 6
run search --format ids --sort x no-such-word two
ends "nothing found: status" 1

# ---- A column that is not there

run search --sort dote words two
ends "an unknown column: status" 2
says "an unknown column: message" "--sort: the briefing has no column “dote”; the nearest is “date”"
shows_nothing "an unknown column: nothing"
run search --sort url words two
ends "a column of a table that is not there: status" 2
run search --sort '' words two
ends "a blank column: status" 2
says "a blank column: message" "no column “”"
printf 'letter,word\nb,words\na,words\n' >plain.csv
run search --format ids --sort letter words two plain.csv
ends "one of several briefings has no such column: status" 2
says "one of several briefings has no such column: message" "“letter”"
shows_exactly "one of several briefings has no such column: the others" 'plain.csv:plain/row-3
plain.csv:plain/row-2'

tap_end
