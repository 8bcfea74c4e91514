#!/bin/sh
# The program on a terminal that cannot show the interface, or that a person reads results on.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"
script -qec true /dev/null </dev/null >/dev/null 2>&1 ||
	tap_skip_all "script (of util-linux) is not there to make a terminal"

# on_terminal COMMAND: what the command, with standard output a terminal, shows there.
on_terminal() {
	running "$1"
	timeout 60 script -qec "$1" /dev/null </dev/null 2>"$err" | tr -d '\r' >"$out"
	status=0
}
escape=$(printf '\033')

# newterm() of ncurses forgets some memory when it does not know the terminal.
echo leak:new_prescr >suppressions
LSAN_OPTIONS=suppressions=$PWD/suppressions:print_suppressions=0
export LSAN_OPTIONS

# ---- Where the interface cannot be shown the briefing is printed

for term in dumb unheard-of-terminal ''; do
	TERM=$term
	on_terminal "$BRIEFBOOK $book; echo status \$?"
	shows "TERM=$term: a plain message" "[terminal]"
	shows "TERM=$term: what can be done" "or use --linear"
	shows "TERM=$term: the page" "SOUTH KOREA–NATO MILITARY COOPERATION"
	shows "TERM=$term: status" "status 0"
	hides "TERM=$term: no sequences" "$escape"
done
TERM=xterm-256color
on_terminal "$BRIEFBOOK no-such-briefing; echo status \$?"
shows "an unknown name: message" "no briefing “no-such-briefing”"
shows "an unknown name: status" "status 2"
hides "an unknown name: the terminal is left alone" "$escape"

# ---- Colours and widths

on_terminal "$BRIEFBOOK search oceans $book"
shows "search: the match is lit" "$escape[7moceans$escape[0m"
on_terminal "NO_COLOR=1 $BRIEFBOOK search oceans $book"
hides "search: not with NO_COLOR" "$escape"
on_terminal "NO_COLOR= $BRIEFBOOK search oceans $book"
shows "search: NO_COLOR blank is as if not set" "$escape[7m"
on_terminal "TERM=dumb $BRIEFBOOK search oceans $book"
hides "search: not on a dumb terminal" "$escape"
on_terminal "NO_COLOR=1 $BRIEFBOOK search --color always oceans $book"
shows "search: --color always" "$escape[7m"
on_terminal "stty cols 40; $BRIEFBOOK search --color never oceans $book"
prints_nothing "search: broken to the width of the terminal" \
	sh -c 'grep -nE ".{41}" "$1" | grep -v "://"' - "$out"

# ---- A terminal is read by a person: ids pass the gate too

printf 'id,text\n"a\033[2Jb",Words\n' >quotes.csv
on_terminal "$BRIEFBOOK search --format ids Words quotes.csv"
shows "search --format ids: signs" "quotes/a^[[2Jb"
hides "search --format ids: no sequences" "$escape"

printf 'id,text\nq1,"Words\033[2J"\n' >quotes.csv
on_terminal "$BRIEFBOOK search --format csv in:quotes quotes.csv"
shows "search --format csv: signs" "q1,Words^[[2J"
on_terminal "$BRIEFBOOK search --format json in:quotes quotes.csv"
shows "search --format json: signs" '"text":"Words^[[2J"'

# ---- A locale that is not UTF-8

on_terminal "LC_ALL=C $BRIEFBOOK print $book"
shows "LC_ALL=C: the page is spelled in ASCII" "SOUTH KOREA-NATO MILITARY COOPERATION"
on_terminal "LC_ALL=C $BRIEFBOOK search oceans $book"
shows "LC_ALL=C: results too" '"We may be'
printf 'id,text\nq1,“Words”\n' >quotes.csv
on_terminal "LC_ALL=C $BRIEFBOOK search --format csv in:quotes quotes.csv"
shows "LC_ALL=C: CSV is CSV all the same" 'q1,"""Words"""'
on_terminal "LC_ALL=C $BRIEFBOOK search --format json in:quotes quotes.csv"
shows "LC_ALL=C: JSON is JSON all the same" '"text":"\"Words\""'
on_terminal "LC_ALL=C $BRIEFBOOK print no-such"
shows "LC_ALL=C: messages too" 'no briefing "no-such"'

# ---- A long load shows how far it has come, to a person alone

# Every quote names a person who has no record: that takes a while, on any machine.
awk 'BEGIN {
	print "id,speaker_id,text"
	for (i = 0; i < 1000000; i++)
		print "q" i ",p" i * 7919 % 1000003 ",w"
}' >quotes.csv
on_terminal "$BRIEFBOOK search --count w0 quotes.csv"
shows "progress on a terminal" "briefbook: loading: "
passes "progress: a clean line stays" [ "$(tail -n 1 "$out" | sed 's/.* //')" = 0 ]
on_terminal "$BRIEFBOOK search --count w0 quotes.csv 2>messages"
prints_nothing "no progress into a file" cat messages

tap_end
