#!/bin/sh
# The interface as plain lines: what is read from standard input, and what is answered.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"
artificial=$SOURCE_FOLDER/tests/screens/books/artificial
XDG_STATE_HOME=$work/home/state
XDG_CONFIG_HOME=$work/home/config
export XDG_STATE_HOME XDG_CONFIG_HOME
unset COLUMNS LINES

# lines LINE...: runs the program on these lines; `options` may name more than the briefing.
options="--no-state $artificial"
lines() {
	running "lines $*"
	[ $# -eq 0 ] || printf '%s\n' "$@" >"$work/lines"
	timeout 60 "$BRIEFBOOK" --linear $options <"$work/lines" >"$out" 2>"$err"
	status=$?
}

# Whatever is not text or a line end.
other_bytes() {
	LC_ALL=C tr -d '\n\040-\176\200-\377' <"$1" | od -An -c | head -n 5
}
in_order() {
	awk -v first="$1" -v second="$2" 'index($0, first) && !one { one = NR }
		index($0, second) && one && NR >= one { both = 1 }
		END { if (!both) print "lacks: " first " … " second }' "$out"
}

# ---- Lists

: >"$work/lines"
lines
ends "the end of the input: status" 0
says_nothing "no message"
shows "the briefing" "An artificial book · 지어낸 책"
shows "its marking" "TLP:AMBER"
shows "the pane" "Events, 3 rows, pane 1 of 8"
shows "the row" "2001-01-10, First meeting of persons"
shows "how it stands" "row 1 of 3, linked: "
hides "no prompt without a terminal" "> "

lines '' j down k
shows "an empty line goes down" "row 2 of 3"
shows "a key" "row 3 of 3"
passes "and another" [ "$(grep -c '^row 2 of 3' "$out")" = 2 ]
passes "at the end it says where one is" [ "$(grep -c '^row 3 of 3' "$out")" = 2 ]
printf 'down' >"$work/lines"
lines
shows "a last line without a line end" "row 2 of 3"
printf 'down\r\n' >"$work/lines"
lines
shows "a line that ends with CR LF" "row 2 of 3"

lines 3 next-pane tab shift-tab pane-2
shows "the number of a pane" "Quotes, 5 rows, pane 3 of 8"
shows "a quote in full, with its marks" "Person A, “A short sentence with the keyword in it.”"
prints_nothing "panes one after the other" in_order "Quotes, " "Cooperation, "
shows "words of no pane" "Person A"
shows "what sources disagree about" "sources disagree"
lines mark up 3 mark 1 clear-marks
shows "mark: how many are" "marked: 2"
shows "a marked row" "row 1 of 3, linked: 7, marked"
shows "a marked pane" "Events, 3 rows, pane 1 of 8, marked: 1"
shows "marks taken back" "2 marks taken back"

# ---- Searching

lines 'search keyword' n cancel
shows "search: how many match" "searched for keyword: match 1 of "
shows "search: the pane" "Quotes, 2 of 5 rows"
shows "search: the row" "A short sentence with the keyword in it."
shows "cancel: all rows" "nothing is searched for: all rows"
lines '/key word'
shows "/ and words" "searched for key word: "
lines ':search keyword'
shows ": and a command" "searched for keyword: "
lines search keyword
shows "search: asks for words" "type what to search for"
shows "and takes them from the next line" "searched for keyword: "
lines search '' :
shows "an empty line goes back" "row 1 of 3"
shows ": asks for a command" "type a command"
lines '/(' 'search (' down
shows "what is not well formed" "this parenthesis is never closed"
hides "is not searched for" "searched for ("
shows "and the next line is a command again" "row 2 of 3"
lines '/speech' 'next-match' 'next-match'
passes "a long text is not told whole in a list" [ "$(awk '{ print length }' "$out" | sort -n | tail -n 1)" -lt 700 ]
shows "hits" "hit 2 of "
shows "with the words around" ": speech, in: "
lines '/no-such-word'
shows "nothing matches" "searched for no-such-word: no match"
shows "and how to go on" "3 hidden by the query: cancel clears it"
options="--no-state --query keyword $artificial"
lines down
shows "--query" "searched for keyword: match 1 of "
options="--no-state $artificial"

# ---- The detail

lines detail 'follow 1' back list
shows "detail: its title" "in full: "
shows "detail: links have numbers" "[1]"
prints_nothing "follow leads to another pane" in_order "in full: " "Officials & experts, 4 rows"
shows "list: the row again" "row 1 of 3"
lines detail 'follow 99' 'follow x' next-link
shows "a link that is not there" "there is no link 99; there are "
shows "a link that is no number" "the number of a link belongs here"
shows "the next link" "link 2 of "
LINES=8 COLUMNS=40
export LINES COLUMNS
lines 3 '' '' detail '' up
shows "a page at a time" "more lines: Enter goes on"
passes "every line is told once" [ "$(grep -c '^in full' "$out")" = 1 ]
prints_nothing "no line of it is wider than asked for" \
	sh -c 'sed -n "/^in full/,\$p" "$1" | grep -v "\[" | grep -E "^  .{41}"' - "$out"
unset LINES COLUMNS

# ---- Opened views

lines facets next-column 'choose 1' undo close
shows "facets: title" "Events by "
shows "facets: which column" "column 1 of "
shows "facets: a line" "1. talks: 3"
shows "facets: the chosen one" "chosen: 1 of 1"
shows "facets: chosen" "searched for "
lines timeline coarser mark-out down 'choose 2' q
shows "timeline" "Timeline by "
shows "timeline: a line" "Events 1"
lines who-said-what l j choose
shows "who said what" "Who said what, "
shows "who said what: the field" "; chosen: "
lines sort 'choose 3' close
shows "sort: where one is" "1. as in the file, now"
shows "sort: chosen" "3 of "
shows "sort: the pane says so" ", by "
lines sort 'choose 99' 'choose -1' down
shows "a line that is not there" "there is no line 99"
shows "a line that is no number" "the number of a line belongs here"
shows "down in a view" "2 of "
lines help '' 'help mark' '/sort' ''
shows "help: names and keys" "down, up (j down k up): down, up"
shows "help: more of it" "more lines: Enter goes on"
shows "help: searched" "Help: mark"
shows "help: / searches it too" "Help: sort"
hides "help: no signs of the screen" "Signs"
mkdir -p "$XDG_CONFIG_HOME/briefbook"
printf 'set them dark\nmap x search keyword\nmap y down\n' >"$XDG_CONFIG_HOME/briefbook/config"
lines messages close x y
shows "what is wrong in the config file is told" "config:1:5: there is no setting them"
shows "and listed" "The config file, faults: 1"
shows "a key of one's own" "searched for keyword: "
rm "$XDG_CONFIG_HOME/briefbook/config"

lines check 'choose 1' close
shows "check: what is found" "Check: 0 errors, 0 warnings, 5 notes"
shows "check: a finding" "1. people.csv:4:44 note: "
shows "check: to the record" "Officials & experts, 4 rows"
lines columns 'choose 3' close
shows "columns: chosen" "column 1 of a row"
shows "columns: a row by them" "Name: First meeting of persons"

# ---- Elsewhere

lines 3 copy copy-words
shows "copy: the words are told" "the quotation with its citation, to be copied from here:"
shows "copy: all of them" "Author A, “Persons meet”, Journal A"
hides "copy: not sent" "sent to the terminal"
prints_nothing "copy: nothing but text" other_bytes "$out"
EDITOR="touch edited"
export EDITOR
lines edit down
unset EDITOR
shows "edit: not without a terminal" "the editor needs a terminal"
passes "edit: not run" [ ! -e edited ]
shows "edit: and on" "row 2 of 3"
mkdir shelf
cp -r "$SOURCE_FOLDER/tests/screens/books/faulty" shelf/faulty
usual_path=$BRIEFBOOK_PATH
BRIEFBOOK_PATH=shelf
lines down library 'choose 1' check
shows "library: a briefing" "1. A book with faults, as of 2023-02-17, "
shows "library: opened" "2023-02-30, Event A"
shows "library: checked" "Check: 4 errors"
lines 'open faulty' down
prints_nothing "open: told from its start" in_order "A book with faults" "row 1 of 3"
prints_nothing "open: and on in it" in_order "row 1 of 3, linked: 1" "row 2 of 3"
lines 'open no-such' down
shows "open: none of that name" "no briefing “no-such”"
shows "open: the last good one stays" "두 번째 모임"
BRIEFBOOK_PATH=$usual_path
mkdir web
printf 'id,text,source_ids\nq,Words,s\n' >web/quotes.csv
printf 'id,title,url\ns,A page,https://example.org/page\n' >web/sources.csv
options="--no-state web"
lines source down
shows "source: without a browser the address is told whole" \
	"set BROWSER to open it from here: https://example.org/page"
hides "source: and nothing is asked" "(y or n)"
BROWSER="touch asked"
export BROWSER
lines source n
shows "source: a question" "open it in the browser? https://example.org/page (y or n)"
passes "source: no" [ ! -e asked ]
lines source y
BROWSER=no-such-browser
lines source y
unset BROWSER
waited=0
while [ ! -e asked ] && [ $((waited += 1)) -le 50 ]; do sleep 0.1; done
passes "source: yes" [ -e asked ]
shows "source: no such browser" "the browser \"no-such-browser\" is not there"
options="--no-state $artificial"

# ---- Settings

lines 'set ascii on' 'set ascii' redraw
shows "set: says how it is" "ascii"
shows "in ASCII" "An artificial book . <U+C9C0>"
prints_nothing "nothing else from then on" \
	sh -c 'sed "1,/^row/d" "$1" | LC_ALL=C grep "[^ -~]"' - "$out"
options="--no-state --ascii $artificial"
lines 3 help
prints_nothing "--ascii" sh -c 'LC_ALL=C grep "[^ -~]" "$1"' - "$out"
options="--no-state $artificial"

# ---- Every command by its name, in each place

sed -n 's/^\(TEXT_\)*COMMAND([A-Z_0-9]*, "\([^"]*\)".*/\2/p' "$SOURCE_FOLDER/src/tui/commands.def" \
	>commands
passes "there are commands" [ "$(wc -l <commands)" -gt 60 ]

# by_name COMMAND...: one after the other, each in a briefing that is opened anew.
by_name() {
	for command; do
		printf '%s\n' "open $artificial" "$command" '' detail "$command" '' list facets "$command" '' \
			help "$command" '' 'help x'
	done >"$work/lines"
	lines
	ends "$1 …: status" 0
	prints_nothing "$1 …: nothing but text" other_bytes "$out"
	says_nothing "$1 …: no message"
	for command; do
		hides "$command: is known" "there is no command $command;"
	done
}
by_name quit
by_name close
others=$(grep -vx -e quit -e close commands)
# Names have no spaces.
# shellcheck disable=SC2086
by_name $others
passes "none of the others ends the program" \
	[ "$(grep -c '^Help: x' "$out")" = "$(printf '%s\n' "$others" | wc -l)" ]

# ---- What is no command

lines serch 'zoom in' 9 keep erase
shows "a mistyped name" "there is no command serch; did you mean search?"
shows "something behind a command" "zoom takes nothing behind it"
shows "a key that has no meaning" "there is no command 9; help lists them"
shows "a command for elsewhere" "keep does something only while a search is typed"
printf 'down\377\ndown\000x\ndown\n' >"$work/lines"
lines
ends "bytes that are no text: status" 0
shows "bytes that are no text" "this line is no UTF-8 text"
shows "the next line counts" "row 2 of 3"
{
	head -c 65537 /dev/zero | tr '\0' a
	printf '\n/'
	head -c 65000 /dev/zero | tr '\0' a
	printf '\ncancel\ndown\n'
} >"$work/lines"
lines
ends "a line that is too long: status" 0
shows "a line that is too long" "a line can't be longer than 64 KiB"
shows "a long one is searched for" ": no match"
shows "and the next counts" "row 2 of 3"
lines suspend down
shows "suspend: not without a terminal" "only a job at a terminal can be stopped"
shows "and on" "row 2 of 3"
lines quit down
hides "nothing after quit" "row 2 of 3"
running "closed output"
printf 'help\n' | timeout 60 "$BRIEFBOOK" --linear $options 2>"$err" | true
says_nothing "a reader who is gone: no message"
if [ -w /dev/full ]; then
	printf 'help\n' | timeout 60 "$BRIEFBOOK" --linear $options >/dev/full 2>"$err"
	status=$?
	ends "output that can't be written: status" 2
	says "output that can't be written: message" "No space left"
fi
running "briefbook --linear no-such"
timeout 60 "$BRIEFBOOK" --linear --no-state no-such </dev/null >"$out" 2>"$err"
status=$?
ends "no such briefing: status" 2
says "no such briefing: message" "no briefing “no-such”"

# ---- Briefings of other kinds, and hostile ones

mkdir empty
printf 'id,name\n' >empty/events.csv
options="--no-state empty"
lines down detail facets sort timeline help quit
ends "an empty briefing: status" 0
shows "an empty briefing" "no rows yet"
options="--no-state $SOURCE_FOLDER/tests/screens/books/plain/colors.csv"
lines '' detail sort
ends "a plain table: status" 0
shows "a plain table: names and values" ": "
esc=$(printf '\033')
mkdir hostile
printf 'id,text,speaker_id\nq1,"Words%s[2J\nand\r\nlines ‮ more",p1\n' "$esc" >hostile/quotes.csv
printf 'id,name\np1,"Person%s]0;x\007"\n' "$esc" >hostile/people.csv
options="--no-state hostile"
lines '' '' 3 2 1 detail '' list facets close sort close who-said-what close '/Words' \
	"/$esc[2J" "$esc" "search $(printf 'a\tb')" help
ends "hostile cells: status" 0
prints_nothing "hostile cells: nothing but text" other_bytes "$out"
shows "hostile cells: signs" "^[[2J"
prints_nothing "hostile cells: none that reorders" grep -F '‮' "$out"

# ---- What is kept, and what changes

cp -r "$artificial" kept
options=kept
lines mark next-pane
lines
shows "the pane of the last time" "pane 2 of 8"
lines 1 up
shows "and the marks" "row 1 of 3, linked: 7, marked"
options="--no-state kept"
lines 1
hides "--no-state begins anew" "marked"
cp -r "$artificial" live
# asks_until TEXT LINE: asks that again and again until the text is told; not for ever.
asks_until() {
	asked=0
	until grep -qF -e "$1" "$out" || [ $((asked += 1)) -gt 100 ]; do
		echo "$2"
		sleep 0.1
	done
}
running "live"
{
	asks_until "row 2 of 3" down
	echo 'meeting-new,A meeting that is new,talks,2001-09-01,,,,,held,,,,' >>live/events.csv
	asks_until "reloaded" up
} | timeout 60 "$BRIEFBOOK" --linear --no-state live >"$out" 2>"$err"
prints_nothing "changes are told before the next answer" in_order "row 2 of 3" "reloaded"
prints_nothing "and then that answer" in_order "reloaded" "row 1 of 4"
lines reload
shows "reload waits for the word" "reloaded: nothing has changed"

# ---- Signals

running "interrupted"
mkfifo nobody-writes
exec 3<>nobody-writes
timeout --preserve-status -s INT 1 "$BRIEFBOOK" --linear $options <&3 >"$out" 2>"$err"
status=$?
exec 3<&-
ends "an interrupt: status" 130

# ---- A terminal

on_terminal() {
	running "$1"
	printf 'down\nhelp\ndetail\nfacets\nquit\n' | timeout 60 script -qec "$1" /dev/null 2>"$err" |
		tr -d '\r' >"$out"
}
if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
	for term in xterm-256color dumb ''; do
		TERM=$term on_terminal "$BRIEFBOOK --linear --no-state $artificial"
		shows "TERM=$term: a prompt" "> "
		shows "TERM=$term: an answer" "row 2 of 3"
		prints_nothing "TERM=$term: nothing but text" other_bytes "$out"
	done
fi

tap_end
