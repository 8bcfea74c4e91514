#!/bin/sh
# `briefbook search` shows what it finds before it has searched everything, and stops at a limit.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"

# The first record matches at once; the last ones take the expression to its limit, for a minute or
# more in all.
slow='/^(a+)+[^a]|bbx/'
awk 'BEGIN {
	print "id,text\nquick,bbx"
	for (i = 0; i < 5000; i++)
		print "q" i ",fast"
	for (i = 0; i < 300000; i++)
		print "s" i ",aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
}' >quotes.csv

# shows_at_once FORMAT LINES: so much is there while the program still runs.
shows_at_once() {
	running "briefbook search --format $1"
	timeout 60 "$BRIEFBOOK" search --format "$1" "$slow in:quotes" quotes.csv \
		>"$out" 2>"$err" </dev/null &
	searching=$!
	until [ "$(wc -l <"$out")" -ge "$2" ] || ! kill -0 $searching 2>/dev/null; do
		sleep 0.05
	done
	passes "$1: shown before all is searched" kill $searching
	wait $searching
}
shows_at_once ids 1
shows_exactly "ids: what was found" quotes/quick
shows_at_once csv 2
shows_exactly "csv: what was found" 'id,text
quick,bbx'
shows_at_once json 1
shows "json: the beginning" "["
run search --format json --limit 1 "$slow" quotes.csv
passes "--limit ends the search" [ "$status" -ne 124 ]
shows "--limit: what was found" '"id":"quick"'

tap_end
