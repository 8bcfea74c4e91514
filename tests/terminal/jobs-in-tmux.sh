#!/bin/sh
# What the program is for, done key by key inside tmux, at three sizes: recalling a meeting and printing
# it, finding exact words and copying them, keeping a book. The terminal is whole after each.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"
command -v tmux >/dev/null || tap_skip_all "tmux is not there"
cd "$work/here" || exit 1
socket=$work/tmux
printf 'set -g default-terminal "tmux-256color"\nset -sg escape-time 0\n' >tmux.conf
printf '#!/bin/sh\nPS1="ready> "; export PS1\nexec /bin/sh -i\n' >shell
chmod +x shell
trap 'tmux -S "$socket" kill-server 2>/dev/null; chmod -R u+rwx "$work" && rm -rf "$work"' EXIT

in_tmux() {
	tmux -S "$socket" "$@"
}

# open COLUMNS ROWS COMMAND: a window of that size with a shell, that runs the command.
open() {
	size="$1 x $2"
	in_tmux -f tmux.conf new-session -d -x "$1" -y "$2" ./shell || exit 1
	in_tmux set -g status off
	awaits "a shell" "ready>"
	in_tmux send-keys -l "$3"
	in_tmux send-keys Enter
}

# keys KEY...: as tmux names them. type TEXT: letter by letter.
keys() {
	in_tmux send-keys "$@"
}
type_text() {
	in_tmux send-keys -l -- "$1"
}

picture() {
	in_tmux capture-pane -p
}

# awaits NAME TEXT: the text comes to be on the screen.
awaits() {
	waited=0
	while screen=$(picture) && ! holds "$screen" "$2" && [ $((waited += 1)) -le 100 ]; do sleep 0.1; done
	holds "$screen" "$2"
	tap_case $? "$size: $1" "not on the screen: $2
$screen"
}

# walks NAME KEY TEXT: presses a key again and again until the text is there.
walks() {
	steps=0
	while screen=$(picture) && ! holds "$screen" "$3" && [ $((steps += 1)) -le 60 ]; do
		keys "$2"
		sleep 0.05
	done
	awaits "$1" "$3"
}

# close: quits; the shell goes on where it was, and echoes what is typed.
close() {
	keys Q
	awaits "the screen from before" "ready>"
	keys C-l
	type_text 'stty -a | grep -c " -icanon"; echo whole'
	keys Enter
	awaits "the terminal is whole" "0
whole"
	in_tmux kill-session
}

for geometry in "80 24" "100 30" "160 50"; do
	# shellcheck disable=SC2086 # two numbers
	set -- $geometry
	rm -rf page.txt book

	# A desk officer: who met whom, what was said there, two pages to take along.
	open "$1" "$2" "$BRIEFBOOK --no-state $book"
	awaits "the briefing opens" "South Korea–NATO military cooperation"
	type_text "/in:events name:staff name:first"
	awaits "the talks are found" "match 1 of 1"
	keys Enter Enter
	walks "who was present" j "Present"
	keys Escape Escape
	awaits "all again" "searches all panes"
	type_text "/event:first-staff-talks"
	keys Enter
	awaits "what belongs to the talks" "3 Quotes"
	keys x
	awaits "who said what" "Who said what"
	keys q p
	awaits "a name is offered" "print rok-nato-2023.txt"
	keys C-u
	type_text "print page.txt"
	keys Enter
	awaits "printed" "printed page.txt"
	passes "$size: the page says what was selected" grep -q "event:first-staff-talks" page.txt
	passes "$size: the page has its marking" grep -q "TLP:CLEAR" page.txt
	close

	# A journalist: the exact words, by word, speaker, date; with their citation.
	open "$1" "$2" "$BRIEFBOOK --no-state $book"
	awaits "the briefing opens" "searches all panes"
	type_text "/regularize"
	awaits "a word" "match 1 of"
	keys Enter
	type_text "/speaker:chun"
	awaits "narrowed by speaker" "regularize speaker:chun"
	keys Escape Escape
	awaits "all again" "searches all panes"
	type_text "/speaker:chun in:quotes"
	keys Enter
	awaits "the words of a speaker" "match 1 of"
	keys y
	awaits "copied" "sent to the terminal"
	in_tmux show-buffer >copied 2>/dev/null
	passes "$size: tmux has the quotation" grep -q "“" copied
	passes "$size: with its citation" grep -q "Korea Herald, 2023-02-14" copied
	close

	# The keeper: a fault is told with its place, the last good rows stay, and mended they are seen.
	mkdir book
	printf 'id,text,quote_type,date\nq1,Words one.,direct,2001-01-01\n' >book/quotes.csv
	open "$1" "$2" "$BRIEFBOOK --no-state book"
	awaits "the book opens" "Words one."
	printf 'id,text,quote_type,date\nq1,Words two.,direct,2001-01-35\n' >book/new
	mv book/new book/quotes.csv
	awaits "a change is seen" "Words two."
	type_text ":check"
	keys Enter
	awaits "the fault has a place" "quotes.csv:2:22"
	keys Enter
	awaits "the record" "Words two."
	: >book/quotes.csv
	awaits "a broken file is told of" "not reloaded"
	awaits "the last good rows stay" "Words two."
	printf 'id,text,quote_type,date\nq1,Words three.,direct,2001-01-31\n' >book/quotes.csv
	awaits "mended" "Words three."
	close
done
tap_end
