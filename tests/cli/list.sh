#!/bin/sh
# `briefbook list`, and which briefing opens when none is named.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"

# make_book FOLDER ID TITLE AS_OF SUPERSEDES
make_book() {
	mkdir -p "$1"
	printf 'id,title,as_of,supersedes\n%s,%s,%s,%s\n' "$2" "$3" "$4" "$5" >"$1/briefing.csv"
	printf 'id,name\np,Person A\n' >"$1/people.csv"
	printf 'id,text\nq1,Words\nq2,Words\n' >"$1/quotes.csv"
}

# ---- The list

run list
ends "the bundled briefings: status" 0
says_nothing "the bundled briefings: no message"
shows "the bundled briefings: the first" \
	"rok-nato-2023  2023-02-17      16      15      21      20  South Korea–NATO military cooperation"
shows "the bundled briefings: the one that supersedes it" \
	"rok-nato-2025  2025-05-12      19      19      24      21  South Korea–NATO military cooperation"
shows "headings" "NAME           AS OF       EVENTS  PEOPLE  QUOTES  FIELDS  TITLE"
run print
shows "the bundled briefings: the newest opens" "Information as of 2025-05-12"

BRIEFBOOK_PATH=$work/library:$work/second:$work/missing
run list
ends "nothing there: status" 1
says "nothing there: message" "there is no briefing in $work/library, $work/second, $work/missing"
run print
ends "nothing to print: status" 2
says "nothing to print: message" "there is no briefing in $work/library, $work/second, $work/missing"

make_book "$work/library/one" one "Book one" 2001-01-31
make_book "$work/library/김수광" two "Book two" 2001-02 one
make_book "$work/second/one" hidden "Hidden book" 2009-01-01
make_book "$work/second/three" three "Book three"
mkdir "$work/library/folder"
run list
shows_exactly "several: aligned by the width of the names" \
	"NAME    AS OF       EVENTS  PEOPLE  QUOTES  FIELDS  TITLE
one     2001-01-31       0       1       2       0  Book one
김수광  2001-02          0       1       2       0  Book two
three                    0       1       2       0  Book three"
run list "$work/second" "$work/library/one"
ends "folders: status" 0
hides "folders: no others" "Book two"
shows "folders: paths" "$work/second/one  "
shows "folders: all of their briefings" "Hidden book"
shows "folders: a briefing itself" "$work/library/one "
run list "$work/missing" "$work/library"
ends "a folder that is missing: status" 2
says "a folder that is missing: message" "cannot open $work/missing: No such file or directory"
shows "a folder that is missing: the others" "Book one"
run list "$work/library/one/people.csv"
ends "a file: status" 2
says "a file: message" "is no folder"
run list "$work/library/folder"
ends "a folder without briefings: status" 1
says "a folder without briefings: message" "there is no briefing in $work/library/folder"

# ---- By name

run print three
shows "by name" "BOOK THREE"
run print one
shows "by name: the first on the search path" "BOOK ONE"
hides "by name: not the second" "HIDDEN BOOK"
run print oen
ends "a slip in the name: status" 2
says "a slip in the name: where it was looked for" "$work/library"
says "a slip in the name: what there is" "there is one, 김수광, three"
says "a slip in the name: the nearest" "did you mean one?"
run print nothing-like-them
is_silent_about "nothing near: no suggestion" "did you mean"
cd "$work/library" || exit 1
run print one
is_silent_about "a folder of that name here: opened" "error"

# ---- Without a name

run print
shows "several: the newest that no other supersedes" "BOOK TWO"
says "several: which" "opening $work/library/김수광, the newest; to open another name it: one, 김수광, three"
run
shows "without a command: the same" "BOOK TWO"
run search --count Words
shows_exactly "search: the same" 2
run check
ends "check: the same" 0
make_book "$work/second/four" four "Book four" 2009-01-01 two
run print
shows "several: one that supersedes" "BOOK FOUR"
rm -r "$work/library" "$work/second/one" "$work/second/three"
run print
shows "the only one: it opens" "BOOK FOUR"
is_silent_about "the only one: no choice" "opening"
says "the only one: a note that what it supersedes is gone" "note: the briefing “two”"

# ---- The search path

unset BRIEFBOOK_PATH
cd "$work/here" || exit 1
make_book "$XDG_DATA_HOME/briefbook/kept" kept "Kept book" 2001-01-01
run list
shows "XDG_DATA_HOME" "Kept book"
make_book briefings/local local "Local book" 2001-01-02
run list
shows "./briefings stands first" "local  2001-01-02"
unset XDG_DATA_HOME
make_book "$HOME/.local/share/briefbook/home" home "Home book" 2001-01-01
run list
shows "~/.local/share" "Home book"
hides "not XDG_DATA_HOME" "Kept book"

tap_end
