#!/bin/sh
# Where results go: standard output, files, full disks and closed pipes.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"

run print "$book"
ends "print: status" 0
says_nothing "print: no message"
cp "$out" "$work/page"

# ---- Files

run print "$book" --output page.txt
ends "--output FILE: status" 0
shows_nothing "--output FILE: nothing on standard output"
passes "--output FILE: the page" cmp "$work/page" page.txt
prints_nothing "--output FILE: nothing else is left" sh -c 'ls | grep -vx page.txt'
run print "$book" --output -
passes "--output -: standard output" cmp "$work/page" "$out"
run print "$book" --output ./-
passes "--output ./-: a file" cmp "$work/page" ./-
rm ./-

chmod 640 page.txt
run print "$book" --output page.txt --width 60
passes "--output FILE: keeps the permissions of the old file" \
	[ "$(ls -l page.txt | cut -c 1-10)" = -rw-r----- ]

echo "the old page" >old.txt
keeps_old() {
	passes "$1: the old file stays" [ "$(cat old.txt)" = "the old page" ]
	prints_nothing "$1: nothing else is left" sh -c 'ls | grep -vx -e page.txt -e old.txt'
}
run print missing --output old.txt
ends "no briefing: status" 2
keeps_old "no briefing"
run print "$book" --output old.txt --sections nothing
ends "an unknown section: status" 2
keeps_old "an unknown section"
run print "$book" --output old.txt --query '('
ends "a query that is not well formed: status" 2
keeps_old "a query that is not well formed"
too_large() (
	ulimit -f 1
	run print "$book" --output old.txt
	[ "$status" -eq 2 ] && grep -q "cannot write old.txt" "$err"
)
passes "a file beyond the limit of its size: status and message" too_large
keeps_old "a file beyond the limit of its size"

run print "$book" --output missing/page.txt
ends "--output in a missing folder: status" 2
says "--output in a missing folder: message" "cannot write missing/page.txt: No such file or directory"
run print "$book" --output .
ends "--output is a folder: status" 2
says "--output is a folder: message" "cannot write .: "
run print "$book" --output /dev/full
ends "--output to a full disk: status" 2
says "--output to a full disk: message" \
	"cannot write /dev/full: No space left on device; make room on its disk"

# ---- Standard output

# Each command says what it could not write, whatever it found.
for arguments in "print $book" "search security $book" "search --format ids security $book" \
	"search --format csv security $book" "search --format json no-such-word $book" \
	"search --count security $book" "search --count no-such-word $book" "check $book" list \
	--version "print --help"; do
	running "briefbook $arguments >/dev/full"
	timeout 60 "$BRIEFBOOK" $arguments >/dev/full 2>"$err"
	status=$?
	: >"$out"
	ends "$ran: status" 2
	says "$ran: message" "cannot write standard output: No space left on device"

	running "briefbook $arguments >&-"
	timeout 60 "$BRIEFBOOK" $arguments >&- 2>"$err"
	status=$?
	ends "$ran: status" 2
	says "$ran: message" "cannot write standard output: "

	running "briefbook $arguments, to a closed pipe"
	{
		sleep 0.2 # until nobody reads
		timeout 60 "$BRIEFBOOK" $arguments 2>"$err"
		echo $? >"$work/status"
	} | :
	status=$(cat "$work/status")
	says_nothing "$ran: no message"
	passes "$ran: no failure" [ "$status" -le 1 ]
done

# A closed standard error takes no part of the results with it.
timeout 60 "$BRIEFBOOK" print "$book" --output closed.txt 2>&- </dev/null
passes "closed standard error: status" [ $? -eq 0 ]
passes "closed standard error: the page" cmp "$work/page" closed.txt
timeout 60 "$BRIEFBOOK" print "$book" <&- >"$out" 2>"$err"
passes "closed standard input: the page" cmp "$work/page" "$out"

# ---- Standard input

running "briefbook print - <quotes.csv"
timeout 60 "$BRIEFBOOK" print - <"$book/quotes.csv" >"$out" 2>"$err"
status=$?
ends "a table on standard input: status" 0
shows "a table on standard input: page" "We may be oceans apart"
running "briefbook search oceans - <quotes.csv"
timeout 60 "$BRIEFBOOK" search --format ids oceans - <"$book/quotes.csv" >"$out" 2>"$err"
shows "a table on standard input: search" "/"
run check -
ends "nothing on standard input: status" 1
shows "nothing on standard input: message" "[empty-file]"

run print "$book" --output ""
ends "no name of a file: status" 2
says "no name of a file: message" "--output needs the name of a file"

# ---- A briefing is not written over

"$BRIEFBOOK" new own >/dev/null 2>&1
"$BRIEFBOOK" export own --format json --output own.json 2>/dev/null
cp -r own kept
cp own.json kept.json
for target in own/quotes.csv own/new.csv own/archive/report.txt own/archive/../quotes.csv; do
	run print own --output "$target"
	ends "print --output $target: status" 2
	says "print --output $target: why" "is a file of the briefing itself"
	run changes own kept --output "$target"
	ends "changes --output $target: status" 2
	run changes kept own --output "$target"
	ends "changes --output $target, of the newer: status" 2
done
run print own.json --output own.json
ends "print to the file that it is: status" 2
prints_nothing "all is as it was" diff -r own kept
passes "the file, too" cmp own.json kept.json
run print own --output own/page.txt
ends "a page beside the tables: status" 0
run print own --output own/page.txt
ends "and in the place of the last: status" 0

tap_end
