#!/bin/sh
# Bad input: each gives a message that names the place and what to do, and the status of the
# manual; nothing hangs, and what can be shown is shown.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"

# A small artificial book whose quotes.csv comes from standard input.
make_book() {
	mkdir -p "$1"
	printf 'id,title,as_of\nbook,Artificial book,2001-02-03\n' >"$1/briefing.csv"
	printf 'id,name,role,organization,capacity,source_ids\na,Person A,Role A,Body A,official,s\n' \
		>"$1/people.csv"
	printf 'id,name,start_date,source_ids\ne,Event E,2001-02-03,s\n' >"$1/events.csv"
	printf 'id,title,reliability\ns,Source S,A\n' >"$1/sources.csv"
	cat >"$1/quotes.csv"
}
header='id,speaker_id,text,source_ids'

# cannot_open NAME PATH MESSAGE: print, search and check say so with status 2, and show nothing.
cannot_open() {
	run print "$2"
	ends "$1: print: status" 2
	says "$1: print: message" "$3"
	shows_nothing "$1: print: no page"
	run "$2"
	ends "$1: without a terminal: status" 2
	says "$1: without a terminal: message" "$3"
	run search words "$2"
	ends "$1: search: status" 2
	says "$1: search: message" "$3"
	shows_nothing "$1: search: no result"
	run check "$2"
	ends "$1: check: status" 2
	either=$(cat "$out" "$err")
	holds "$either" "$3"
	run_case $? "$1: check: message" "lacks: $3"
}

# ---- Nothing to open

cannot_open "missing path" ./missing "cannot open ./missing: No such file or directory; check the name"
cannot_open "unknown name" missing "no briefing “missing” is here or in"
mkdir empty
cannot_open "empty folder" ./empty "./empty: error: the folder holds no table of a briefing"
mkdir other
printf 'a,b\n1,2\n' >other/other.csv
cannot_open "folder without a known table" ./other "the folder holds no table of a briefing"
mkfifo pipe.csv
cannot_open "FIFO" pipe.csv "pipe.csv"
cannot_open "device" /dev/null "/dev/null"
cannot_open "endless device" /dev/zero "/dev/zero"
printf 'text\nwords\n' >secret.csv
chmod 0 secret.csv
if [ -r secret.csv ]; then
	echo "# a superuser reads every file: not tried with an unreadable one"
else
	cannot_open "unreadable file" secret.csv "cannot open secret.csv: Permission denied; check its permissions"
fi

# ---- One table of several cannot be read: the others are shown

# lacks_quotes NAME FOLDER MESSAGE
lacks_quotes() {
	run print "$2"
	ends "$1: print: status" 2
	says "$1: print: message" "$3"
	shows "$1: print: the rest" "Person A"
	run search Person "$2"
	ends "$1: search: status" 2
	says "$1: search: message" "$3"
	shows "$1: search: the rest" "Person A"
	run check "$2"
	ends "$1: check: status" 2
	shows "$1: check: message" "$3"
	shows "$1: check: count" "1 error"
}

make_book folder-table </dev/null
rm folder-table/quotes.csv
mkdir folder-table/quotes.csv
lacks_quotes "a folder named quotes.csv" folder-table "folder-table/quotes.csv"
make_book fifo-table </dev/null
rm fifo-table/quotes.csv
mkfifo fifo-table/quotes.csv
lacks_quotes "a FIFO named quotes.csv" fifo-table "fifo-table/quotes.csv"
make_book loose-link </dev/null
ln -sf nowhere loose-link/quotes.csv
lacks_quotes "a link to nowhere" loose-link "loose-link/quotes.csv"
make_book device-table </dev/null
ln -sf /dev/zero device-table/quotes.csv
lacks_quotes "a link to a device" device-table "device-table/quotes.csv"

# ---- Faults inside a table: the rest of it is shown too

# faulty NAME FOLDER CODE SEVERITY PLACE: check reports it there; print and search still show q1.
faulty() {
	run check "$2"
	if [ "$4" = error ]; then
		ends "$1: check: status" 1
	else
		ends "$1: check: status" 0
	fi
	shows "$1: check: place" "$2/$5: $4: "
	shows "$1: check: code" "[$3]"
	says_nothing "$1: check: no message"
	run print "$2"
	shows "$1: print: the rest" "First words"
	run search First "$2"
	ends "$1: search: status" 0
	shows "$1: search: the rest" "First words"
}

make_book unterminated <<END
$header
q1,a,First words,s
q2,a,"Second words,s
q3,a,Third words,s
END
faulty "unterminated quote" unterminated unterminated-quote error quotes.csv:3:6
run print unterminated
says "unterminated quote: print: place" "unterminated/quotes.csv:3:6: error:"
says "unterminated quote: print: count" "unterminated: 1 error,"
shows "unterminated quote: print: what follows" "Third words"

make_book duplicate <<END
$header
q1,a,First words,s
q1,a,Second words,s
END
faulty "duplicate id" duplicate duplicate-id error quotes.csv:3:1

make_book dangling <<END
$header
q1,a,First words,s;nowhere
END
faulty "dangling link" dangling dangling-link error quotes.csv:2:18

make_book nul <<END
$header
q1,a,First words,s
q2,a,S@cond words,s
END
tr @ '\000' <nul/quotes.csv >nul.csv && mv nul.csv nul/quotes.csv
faulty "NUL" nul nul-byte warning quotes.csv:3:6
run print nul
shows "NUL: print: sign" "S�cond words"

make_book invalid <<END
$header
q1,a,First words,s
q2,a,S@cond words,s
END
tr @ '\377' <invalid/quotes.csv >invalid.csv && mv invalid.csv invalid/quotes.csv
faulty "invalid UTF-8" invalid invalid-utf8 warning quotes.csv:3:6
run print invalid
shows "invalid UTF-8: print: sign" "S�cond words"
says "invalid UTF-8: print: count" "invalid: 0 errors, 1 warning"
run check --strict invalid
ends "invalid UTF-8: check --strict" 1

make_book ragged <<END
$header
q1,a,First words,s
q2,a
q3,a,Third words,s,beyond
END
faulty "short row" ragged short-row warning quotes.csv:3:1
faulty "long row" ragged long-row warning quotes.csv:4:1

make_book stray <<END
$header
q1,a,First words,s
q2,a,Sec"ond words,s
END
faulty "stray quotation mark" stray stray-quote warning quotes.csv:3:9

make_book unknown-value <<END
$header,quote_type
q1,a,First words,s,direct
q2,a,Second words,s,shouted
END
faulty "unknown value" unknown-value unknown-value error quotes.csv:3:21

make_book bad-date <<END
$header,date
q1,a,First words,s,2001-02-03
q2,a,Second words,s,2001-02-29
q3,a,Third words,s,yesterday
END
faulty "impossible date" bad-date impossible-date error quotes.csv:3:21
faulty "no date" bad-date invalid-date error quotes.csv:4:20

make_book implied <<END
$header
q1,a,First words,s
q2,Person B,Second words,s
END
faulty "implied person" implied implied-person warning quotes.csv:3:4
run search "Person B" implied
shows "implied person: found" "Second words"

# ---- A table with nothing in it

make_book empty-table </dev/null
run print empty-table
ends "empty file: print: status" 2
says "empty file: print: message" "empty-table/quotes.csv: error: the file is empty"
shows "empty file: print: the rest" "Person A"
run check empty-table
ends "empty file: check: status" 1
shows "empty file: check: message" "[empty-file]"
: >empty.csv
run print empty.csv
ends "a single empty file: status" 2
says "a single empty file: message" "empty.csv: error: the file is empty"

make_book header-only <<END
$header
END
run print header-only
ends "header only: print: status" 0
shows "header only: print: the rest" "Person A"
run check header-only
ends "header only: check: status" 0
shows "header only: check: note" "quotes.csv:1:1: note: "

# ---- Many faults: the first are told in full, all are counted

{
	echo "$header"
	echo "q1,a,First words,s"
	awk 'BEGIN { for (i = 2; i < 2500; i++) print "q1,a,Words " i ",s" }'
} | make_book many
run check many
ends "many faults: check: status" 1
shows "many faults: check: what is not listed" "error: 1498 more are not listed [duplicate-id]"
passes "many faults: check: the count is last" \
	sh -c 'tail -n 1 "$1" | grep -qx "2498 errors, 0 warnings, 0 notes"' - "$out"
passes "many faults: check: each is one line" \
	[ "$(grep -c '\[duplicate-id\]$' "$out")" -eq 1001 ]

tap_end
