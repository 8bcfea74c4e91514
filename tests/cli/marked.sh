#!/bin/sh
# What is marked in the interface is what is:marked finds on the command line.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"
XDG_STATE_HOME=$work/home/state
export XDG_STATE_HOME
cp -R "$SOURCE_FOLDER/src/cli/new-book" book

run search is:marked book
ends "nothing was ever marked: status" 1
says_nothing "nothing was ever marked: no message"
run search --count -- -is:marked book
all=$(cat "$out")

# Marks the second event and the first quote.
running "briefbook --linear book"
printf '%s\n' down mark next-pane next-pane mark q |
	timeout 60 "$BRIEFBOOK" --linear book >"$out" 2>"$err"
run search --format ids is:marked book
ends "marked: status" 0
says_nothing "marked: no message"
shows_exactly "marked: what was" "quotes/quote-direct
events/event-two"
run search --format ids 'is:marked in:events' "$work/here/book/"
shows_exactly "marked: with another term, by another path" "events/event-two"
run search --count -- -is:marked book
shows_exactly "not marked: all others" "$((all - 2))"
run print --query is:marked --sections events,quotes book
ends "print: status" 0
shows "print: what was marked" "First artificial sentence."
shows "print: how many" "1 of 3 events, 1 of 6 quotes."
hides "print: nothing else" "Fifth artificial sentence."
run --query is:marked book
shows "without a terminal: what was marked" "First artificial sentence."
run --no-state --query is:marked book
ends "--no-state: status" 1
says "--no-state: nothing is marked" "nothing matches the query"
cp -R book copy
run search is:marked copy
ends "another briefing: status" 1
shows_nothing "another briefing: its own marks"
run search --format ids is:marked copy book
shows_exactly "several briefings: each has its own" "book:quotes/quote-direct
book:events/event-two"

# A record that is gone is no fault.
sed -i '/^event-two,/d' copy/events.csv && cp copy/events.csv book/events.csv
run search --format ids is:marked book
ends "a marked record is gone: status" 0
shows_exactly "a marked record is gone: the others" "quotes/quote-direct"

# unreadable NAME WHY: no record is marked, and the file stays as it is.
file=$(find "$XDG_STATE_HOME" -name '*.json')
unreadable() {
	cp "$file" "$work/before"
	run search is:marked book
	ends "$1: status" 2
	says "$1: message" "what was kept in $file $2"
	says "$1: what it means" "the marks of the interface cannot be read: is:marked finds none"
	shows_nothing "$1: nothing is found"
	passes "$1: the file stays" cmp "$file" "$work/before"
}
echo "no state" >"$file"
unreadable "a file that makes no sense" "makes no sense"
run search --count Person book
ends "a query that asks for no marks: status" 0
says_nothing "a query that asks for no marks: no message"
run print --query is:marked book
ends "print: a file that makes no sense: status" 2
says "print: a file that makes no sense: message" "makes no sense"
echo '{"format": "briefbook-state", "version": 9}' >"$file"
unreadable "another version" "is of another version"
rm "$file" && mkdir "$file"
run search is:marked book
ends "no file: status" 2
says "no file: message" "cannot read $file: it is a folder"

tap_end
