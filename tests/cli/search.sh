#!/bin/sh
# `briefbook search`, and the same query in `print --query`.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"

# ---- Text

run search oceans "$book"
ends "found: status" 0
says_nothing "found: no message"
passes "found: quotes come first" [ "$(head -n 1 "$out")" = "Quotes: 1" ]
shows "found: the words" "“We may be oceans apart, but our security is closely connected.”"
shows "found: speaker, role and date" "    Jens Stoltenberg, Secretary General, 2023-01-30"
shows "found: source" "<https://www.nato.int/cps/en/natohq/opinions_211296.htm>"
prints_nothing "found: no colours in a pipe" grep -n "$(printf '\033')" "$out"
prints_nothing "found: one line a paragraph" sh -c '[ "$(grep -c oceans "$1")" -eq 1 ] || cat "$1"' - "$out"

passes "found: no empty line at the end" sh -c '[ -n "$(tail -n 1 "$1")" ]' - "$out"

run search no-such-word "$book"
ends "nothing found: status" 1
shows_nothing "nothing found: no output"
says_nothing "nothing found: no message"

run search weapons "$book"
shows "a paraphrase has no quotation marks" "Lethal weapons from South Korea for Ukraine were not a subject of these talks."
hides "a paraphrase has no quotation marks: none" "“Lethal"
run search 'in:quotes "defence industry"' "$book"
shows "found by the name of what it links to" "    Fields: Defence industry"
run search 'in:people guest' "$book"
shows "found by what is not shown else" "    Summary: "
run search 'in:sources yonhap' "$book"
passes "a source is shown by its citation alone" [ "$(sed -n 3p "$out" | grep -c '<https:')" -eq 1 ]
hides "a source is shown by its citation alone: nothing twice" "Publisher: "
run search 'in:conflicts rank' "$book"
shows "a conflict says what it is about" "    Francesco Diella"
run search ITPP "$book"
shows "grouped by table" "Cooperation: "
passes "tables in pane order, quotes first" [ "$(grep -o '^[A-Z][A-Za-z &]*: [0-9]*$' "$out" |
	sed 's/:.*//' | tr '\n' ,)" = "Quotes,Events,Cooperation,Judgements,Briefing," ]

# ---- Colour

lit=$(printf '\033[7moceans\033[0m')
run search --color always oceans "$book"
shows "--color always: the match is lit" "We may be $lit apart"
NO_COLOR=1
export NO_COLOR
run search --color=always oceans "$book"
shows "--color always outdoes NO_COLOR" "$lit"
unset NO_COLOR
run search --color never oceans "$book"
hides "--color never" "$lit"
run search --color always '"oceans apart" security' "$book"
shows "--color always: a phrase and a word" \
	"We may be $(printf '\033[7moceans apart\033[0m, but our \033[7msecurity\033[0m') is"

# ---- Ids, counts and limits

run search --format ids oceans "$book"
shows_exactly "--format ids" "quotes/q-stoltenberg-oceans"
run search --format ids cyber "$book"
cp "$out" "$work/ids"
passes "--format ids: quotes first" [ "$(head -n 1 "$out")" = quotes/q-official-itpp ]
run search --count cyber "$book"
shows_exactly "--count: one bare integer" "$(grep -c . "$work/ids")"
ends "--count: status" 0
run search --count no-such-word "$book"
shows_exactly "--count: nothing" 0
ends "--count: status when nothing is found" 1
run search --limit 2 --format ids cyber "$book"
shows_exactly "--limit" "$(head -n 2 "$work/ids")"
run search --limit 1 cyber "$book"
passes "--limit: of the text" [ "$(grep -c '^[A-Z][A-Za-z &]*: [0-9]*$' "$out")" -eq 1 ]
run search --count --limit 1 cyber "$book"
shows_exactly "--count: of all, whatever --limit" "$(grep -c . "$work/ids")"

# ---- Several briefings

mkdir other
printf 'id,text\nq1,Oceans between us\n' >other/quotes.csv
run search --format ids oceans "$book" other
shows_exactly "several briefings: ids" "$book:quotes/q-stoltenberg-oceans
other:quotes/q1"
run search oceans "$book" other
shows "several briefings: text" "other: Quotes: 1"
run search --count oceans "$book" other
shows_exactly "several briefings: count" 2
run search oceans "$book" missing other
ends "one of several is missing: status" 2
says "one of several is missing: message" "no briefing “missing”"
shows "one of several is missing: the others" "other: Quotes: 1"
run search oceans other/quotes.csv
ends "a single file" 0
printf 'letter,word\na,alpha\nb,beta\n' >plain.csv
run search --format ids beta plain.csv
shows_exactly "a plain table: ids" "plain/row-3"
run search beta plain.csv
shows "a plain table: text" "word: beta"

# ---- What the query language promises

# finds QUERY ID...: exactly these quotes, in their order.
finds() {
	query=$1
	shift
	run search --format ids "in:quotes $query" "$book"
	shows_exactly "finds $query" "$(printf 'quotes/%s\n' "$@")"
}
finds 'federate "integrated deterrence"' q-park-essence
finds '“integrated deterrence”' q-park-essence q-park-backdrop
finds 'OCEANS' q-stoltenberg-oceans
finds 'rules-based' q-chun-opportunity
finds 'greater -wars OR invisible' q-bauer-bond
finds 'weapons' q-lee-weapons
finds 'stoltenberg cyber' q-stoltenberg-more-together
run search --format ids -- '-korea -nato in:quotes' "$book"
ends "a query that excludes" 0
hides "a query that excludes: none that holds it" q-diella-partners

finds 'speaker:jens-stoltenberg oceans' q-stoltenberg-oceans
finds '/^we may be.*oceans/' q-stoltenberg-oceans
finds 'is:anonymous' q-official-itpp

# ---- A regular expression that takes too long

printf 'id,text\nslow,%s\nquick,bbx\n' "$(printf 'a%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 \
	16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40)" >other/quotes.csv
run search --format ids '/^(a+)+[^a]|bbx/ OR in:people' other
ends "an expression that gives up is no success" 2
says "an expression that gives up is told" "gave up"
shows_exactly "an expression that gives up: the rest is shown" quotes/quick
run print --query '/^(a+)+[^a]|bbx/' other
ends "an expression that gives up, printed: status" 2
says "an expression that gives up, printed: message" "gave up"
shows "an expression that gives up, printed: the rest" "bbx"
run search '/a(b/' "$book"
ends "an expression that can't be read: status" 2
prints_nothing "an expression that can't be read: a caret under the place" \
	sh -c 'grep -qx "    ^" "$1" || cat "$1"' - "$err"

# ---- A query that is not well formed

run search 'cyber (space' "$book"
ends "not well formed: status" 2
says "not well formed: message" "[query]"
says "not well formed: the query" "cyber (space"
prints_nothing "not well formed: a caret under the place" \
	sh -c 'grep -qx "      ^" "$1" || cat "$1"' - "$err"
LC_ALL=C
run search '한국 (é' "$book"
LC_ALL=C.UTF-8
prints_nothing "not well formed, in a locale that is not UTF-8: a caret under the place" \
	sh -c 'grep -qx "     ^" "$1" || cat "$1"' - "$err"
run search --count 'cyber (space' "$book"
ends "not well formed, counted: status" 2
shows_nothing "not well formed, counted: no number"
run search colour:blue "$book"
ends "an unknown column: status" 2
says "an unknown column: message" "[query]"
run search "$(printf 'bad \377')" "$book"
ends "not UTF-8: status" 2
says "not UTF-8: message" "[query]"

# ---- The same query on the page

run print --query oceans "$book"
ends "print --query: status" 0
shows "print --query: what matches" "We may be oceans apart"
hides "print --query: nothing else" "invisible bond"
shows "print --query: says so in the query's words" "oceans"
run print --query no-such-word "$book"
ends "print --query, nothing found: status" 1
says "print --query, nothing found: message" "nothing matches"
long='oceans OR "integrated deterrence" OR (type:(visit OR talks) -weapons) OR date:2022-04..2023-02'
run print --width 40 --query "$long" "$book"
sed -n '/^Selected:/,/ of /p' "$out" | tr -d ' \n' >"$work/selected"
passes "print --query: says all of a long query" grep -qF \
	'Selected:oceansOR"integrateddeterrence"OR(type:visitORtype:talks)-weaponsORdate:2022-04..2023-02' \
	"$work/selected"
prints_nothing "print --query: a long query is broken to the width" \
	sh -c 'sed -n "/^Selected:/,/ of /p" "$1" | grep -E ".{41}"' - "$out"
run --query oceans "$book"
shows "browsing without a terminal: --query" "We may be oceans apart"
hides "browsing without a terminal: nothing else" "invisible bond"
run print --query 'cyber (' "$book"
ends "print --query, not well formed: status" 2
shows_nothing "print --query, not well formed: no page"

tap_end
