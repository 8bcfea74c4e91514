#!/bin/sh
# `briefbook changes`, the section CHANGED SINCE, and is:changed.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"

# make_books: "one", and "two" that supersedes it.
make_books() {
	rm -rf "$work/books"
	mkdir -p "$work/books/one" "$work/books/two"
	BRIEFBOOK_PATH=$work/books
	cat >"$work/books/one/briefing.csv" <<-END
		id,title,number,as_of,tlp
		one,Artificial book,1,2001-01-31,GREEN
	END
	cat >"$work/books/two/briefing.csv" <<-END
		id,title,number,supersedes,as_of,tlp
		two,Artificial book,2,one,2002-02-28,CLEAR
	END
	cat >"$work/books/one/quotes.csv" <<-END
		id,attribution_text,text,quote_type,source_ids
		q-same,Body A,The same words,direct,
		q-words,Body A,It opens the door a little,direct,
		q-gone,Body A,Words that are gone,direct,
	END
	cat >"$work/books/two/quotes.csv" <<-END
		id,attribution_text,text,quote_type,source_ids
		q-same,Body A,The same words,direct,
		q-words,Body A,It opens the door widely,direct,s
		q-new,Body B,Words that are new,direct,
	END
	printf 'id,publisher\ns,Publisher C\n' >"$work/books/two/sources.csv"
}

# ---- The note

make_books
run changes two
ends "what it supersedes: status" 0
says_nothing "what it supersedes: no message"
shows "the head: the newer book" "BRIEFING 2"
shows "the head: the older book" "Changed since briefing 1, information as of 2001-01-31: 2 new, 2"
shows "the higher marking of both" "TLP:GREEN"
shows "new" "New      Body B: “Words that are new”"
shows "gone" "Gone     Body A: “Words that are gone”"
shows "altered, word by word" "Words: It opens the door [-a little]{+widely}"
shows "a link, by the name of its record" "Published: added Publisher C"
hides "what stayed the same" "The same words"
passes "sections in the order of the page" [ "$(grep -nE '^(STATEMENTS|SOURCES)$' "$out" | cut -d: -f2 | tr '\n' ,)" = "STATEMENTS,SOURCES," ]
cp "$out" "$work/note"
run changes one two
passes "both named: the same" cmp "$work/note" "$out"
run changes "$work/books/one" "$work/books/two"
passes "both by path: the same" cmp "$work/note" "$out"
run changes two one
ends "the other way round: status" 0
shows "the other way round" "[-widely]{+a little}"
run changes two two
ends "nothing changed: status" 1
shows "nothing changed" "information as of 2002-02-28: nothing."
run changes two --width 40
prints_nothing "--width" awk 'length($0) > 50' "$out"
run changes two --output "$work/file"
ends "--output: status" 0
shows_nothing "--output: standard output"
passes "--output: the file" cmp "$work/note" "$work/file"
run changes two --ascii
passes "--ascii" sh -c '! LC_ALL=C grep -q "[^ -~]" "$1"' - "$out"

# ---- For programs

run changes two --format json
ends "json: status" 0
shows "json: its version" '{"format":"briefbook-changes","version":1,'
shows "json: the older book" '"older":{"path":"'"$work"'/books/one","id":"one","title":"Artificial book","number":"1","as_of":"2001-01-31"}'
shows "json: words" '{"column":"text","older":"It opens the door a little","newer":"It opens the door widely","words":[["same","It opens the door "],["gone","a little"],["new","widely"]]}'
shows "json: new" '{"change":"new","table":"quotes","id":"q-new","columns":[{"column":"id","newer":"q-new"}'
shows "json: gone" '{"change":"gone","table":"quotes","id":"q-gone","columns":[{"column":"id","older":"q-gone"}'
passes "json: a change in a line" [ "$(grep -c '"change":' "$out")" = 5 ]
run changes two two --format json
ends "json: nothing changed: status" 1
shows "json: nothing changed" '"changes":[]}'
run changes two --format csv
ends "json: no other format" 2

# ---- The page

run print two
ends "print: status" 0
says_nothing "print: no message"
shows "print: the section" "CHANGED SINCE"
shows "print: since when" "Since briefing 1, information as of 2001-01-31: 2 new, 2"
shows "print: the higher marking of both" "TLP:GREEN"
run print two --sections quotes
shows "print: without the section its own marking" "TLP:CLEAR"
run print two --sections changes
shows "print --sections changes" "[-a little]{+widely}"
hides "print --sections changes: no other" "STATEMENTS"
run print two --query "in:quotes new"
shows "print --query: what is selected" "Words that are new"
hides "print --query: nothing else" "door"
run print one
hides "print: supersedes nothing" "CHANGED SINCE"
says_nothing "print: supersedes nothing: no message"
run print one --sections changes
says "print: supersedes nothing, but asked" "one names no briefing that it supersedes"

# ---- is:changed

run search --format ids is:changed two
ends "is:changed: status" 0
shows_exactly "is:changed" "quotes/q-words
quotes/q-new
sources/s
briefing/two"
run print two --query is:changed
shows "print is:changed" "Words that are new"
hides "print is:changed: not the rest" "The same words"
run search is:changed one
ends "is:changed: nothing superseded: status" 1
says "is:changed: nothing superseded: message" "[no-predecessor]"

# ---- What goes wrong

run changes
ends "no operand" 2
run changes one
ends "supersedes nothing: status" 2
says "supersedes nothing: message" "one names no briefing that it supersedes: what changed since cannot be told [no-predecessor]"
shows_nothing "supersedes nothing: no page"
rm -r "$work/books/one"
run changes two
ends "not found: status" 2
says "not found: message" "the briefing “one”, which two supersedes, is neither beside it nor on the search path"
run check two
ends "check: not found: status" 0
shows "check: not found: its place" "two/briefing.csv:2:23: note: the briefing “one”, which two supersedes"
run print two
ends "print: not found: status" 0
says "print: not found: a note" "note: the briefing “one”"
hides "print: not found: left out" "CHANGED SINCE"
run changes two missing
ends "the newer one is missing" 2
make_books
printf 'id,title,supersedes\none,Artificial book,two\n' >"$work/books/one/briefing.csv"
run changes two
ends "a circle: status" 2
says "a circle: message" "“one” supersedes “two”, which supersedes “one”: none can come before itself"
run check two
ends "check: a circle: status" 1
shows "check: a circle: its place" "two/briefing.csv:2:23: error: “one” supersedes “two”, which supersedes “one”"
run print two
ends "print: a circle: status" 2
shows "print: a circle: the rest of the page" "STATEMENTS"

# ---- The bundled books

BRIEFBOOK_PATH=$SOURCE_FOLDER/briefings
run changes rok-nato-2025
ends "the bundled books: status" 0
shows "the bundled books" "Status: held (was planned)"

tap_end
