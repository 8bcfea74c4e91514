#!/bin/sh
# `briefbook new`: a briefing to begin with, whole or not at all.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"
original=$SOURCE_FOLDER/src/cli/new-book

run new book
ends "a new briefing: status" 0
says "a new briefing: what to do next" "see README.txt in it, or browse it with 'briefbook book'"
shows_nothing "a new briefing: nothing on standard output"
prints_nothing "a new briefing: every file, as it stands in the sources" diff -r "$original" book
prints_nothing "a new briefing: nothing else is left" sh -c 'ls -A | grep -vx book'
(umask 027 && run new private)
passes "a new briefing: permissions of a new folder" \
	[ "$(ls -ld private | cut -c 1-10)" = drwxr-x--- ]
rm -r private

# ---- What it is good for

run check --strict book
ends "check: status" 0
shows_exactly "check: nothing is wrong" "0 errors, 0 warnings, 0 notes"
run print book
ends "print: status" 0
says_nothing "print: no message"
passes "print: the page" diff -u "$SOURCE_FOLDER/tests/golden/new.txt" "$out"
shows "print: quotations are verified" "Verified: 4 of 4 quotations."
for table in events people quotes fields sources judgements lines conflicts briefing; do
	run search --count "in:$table" book
	passes "every table has rows: $table" [ "$(cat "$out")" -ge 1 ]
done
for type in direct partial paraphrase; do
	run search --count "quote_type:$type" book
	passes "every type of quotation: $type" [ "$(cat "$out")" -ge 1 ]
done

# README.txt: each file has a line, each command is one.
for file in $(cd "$original" && ls); do
	[ "$file" = README.txt ] ||
		passes "README.txt explains $file" grep -q "^  $file" book/README.txt
done
passes "README.txt is a page" [ "$(wc -l <book/README.txt)" -le 60 ]
run print book --query 'person:"Person B"'
ends "README.txt: the query finds something" 0
sed -i 's/half of the second/half of the sacond/' book/quotes.csv
run check book
ends "README.txt: one letter is changed: status" 1
shows "README.txt: one letter is changed: what, and where" \
	"book/quotes.csv:3:26: error: the quotation says"
shows "README.txt: one letter is changed: where it differs" "archive/report.txt:7:"
shows "README.txt: one letter is changed: nothing else" "1 error, 0 warnings, 0 notes"

# ---- What is there already

mkdir empty
chmod 700 empty
ln -s empty link
run new link/
ends "an empty folder: status" 0
prints_nothing "an empty folder: it is filled" diff -r "$original" empty
passes "an empty folder: keeps its permissions" [ "$(ls -ld empty | cut -c 1-10)" = drwx------ ]
passes "an empty folder: a link to it stays" [ -L link ]
rm -r empty link

# refused NAME MESSAGE PATH: nothing is written.
refused() {
	ls -AR >"$work/before"
	run new "$3"
	ends "$1: status" 2
	says "$1: message" "$2"
	ls -AR >"$work/after"
	prints_nothing "$1: nothing is written" diff "$work/before" "$work/after"
}
what_to_do="name a folder that is not there yet"
echo kept >file
ln -s nowhere dangling
refused "a folder that is not empty" "to book: it is not empty; $what_to_do" book
refused "a file" "to file: a file of that name is there; $what_to_do" file
refused "a dangling link" "to dangling: a link that leads nowhere is there; $what_to_do" dangling
refused "no name" "that is no name" ""
refused "a missing parent" "cannot write missing/book: No such file or directory" missing/book
refused "a parent that is a file" "cannot write file/book: Not a directory" file/book
mkdir closed
chmod 500 closed
[ -w closed ] || refused "a parent that is closed" "cannot write closed/book: Permission denied" closed/book
cd closed || exit 1
chmod 700 .
refused "the current folder" "to .: it is the current folder; $what_to_do" .
cd ..
run new
ends "no folder is named: status" 2
says "no folder is named: message" "new needs DIR"

# ---- What cannot be written to its end

too_large() (
	ulimit -f 1
	run new half
	[ "$status" -eq 2 ] && grep -q "cannot write half: " "$err"
)
ls -AR >"$work/before"
passes "a full disk: status and message" too_large
ls -AR >"$work/after"
prints_nothing "a full disk: nothing is left" diff "$work/before" "$work/after"

tap_end
