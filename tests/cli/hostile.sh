#!/bin/sh
# Text that would act on a terminal, reorder or hide: whatever it stands in, and wherever it comes
# out, it is shown as signs. What goes to a program is verbatim.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"

# ---- What comes out

# What is no line end and no text, C1, soft hyphen, zero-width and bidirectional controls, line separators, the byte-order mark, tags,
# private use, and what is no character.
printf '[^\040-\176\200-\377]\n\302[\200-\237]\n\302\255\n\330\234\n\341\240\216\n' >"$work/signs"
printf '\342\200[\213-\217]\n\342\200[\250-\256]\n\342\201[\240-\257]\n' >>"$work/signs"
printf '\357\273\277\n\363\240[\200-\201]\n\356\200\200\n\357\277[\276-\277]\n' >>"$work/signs"

# controls: what should not come out.
controls() {
	LC_ALL=C grep -an -f "$work/signs" "$out" "$err"
	iconv -f UTF-8 -t UTF-8 "$out" "$err" 2>&1 >/dev/null
}
beyond_ascii() {
	LC_ALL=C tr -d '\n\040-\176' <"$1" | od -An -c | head -n 5
}

# harmless NAME: what the last run wrote is.
harmless() {
	prints_nothing "$1" controls
}

# ---- What goes in

esc=$(printf '\033')
# One sequence a line: what terminals have been known to obey, and what readers do not see.
cat >sequences <<END
$esc]52;c;cm0gLXJmIH4=$(printf '\007')
$esc]0;title$(printf '\007')
$esc]8;;http://example.org/$esc\\link$esc]8;;$esc\\
$esc[2J$esc[H
$esc[?1049h$esc[6n
${esc}P\$q"p$esc\\
${esc}c
$(printf '\302\233')2J$(printf '\302\235')0;t$(printf '\302\234')
$(printf '\2332J\2350;t\234')
$(printf 'a\bb\177c\ad\fe\vf')
$(printf 'over\rwritten')
$(printf '\342\200\256txet desrever\342\200\254')
$(printf '\342\201\246isolated\342\201\251 \342\200\217')
$(printf 'zero\342\200\213width \342\201\240joiner so\302\255ft')
$(printf '\357\273\277mark \363\240\201\201tag')
$(printf 'line\342\200\250separator\342\200\251next\302\205line')
$(printf 'not UTF-8: \377\376 \300\257 \355\240\200 \364\220\200\200')
$(printf 'private \356\200\200 none \357\277\277')
END
# Every byte from 1 to 255 but the line ends, comma and quotation mark, some to a cell.
awk 'BEGIN { for (i = 1; i < 256; i++) if (i != 10 && i != 13 && i != 34 && i != 44)
	printf "\\%03o%s", i, i % 32 ? "" : "\\n" }' >escapes
printf "$(cat escapes)\\n" >>sequences

# A cell of each sequence in quotation marks, as CSV has it.
cells() {
	LC_ALL=C sed 's/"/""/g; s/.*/"&"/' sequences
}
number=0
cells >cells
{
	printf 'id,speaker_id,text,role,date,date_text,source_ids,event_id,tlp,quote_type,'
	LC_ALL=C paste -sd, cells
	while IFS= read -r cell; do
		number=$((number + 1))
		printf 'q%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s\n' "$number" "$cell" "$cell" "$cell" "$cell" \
			"$cell" "$cell" "$cell" "$cell" "$cell" "$cell"
		printf '%s,,findable %s\n' "$cell" "$number"
	done <cells
} >quotes
table() {
	printf '%s\n' "$1"
	while IFS= read -r cell; do
		printf '%s' "$cell"
		columns=$(printf '%s' "$1" | tr -cd , | wc -c)
		while [ "$columns" -gt 0 ]; do
			printf ',%s' "$cell"
			columns=$((columns - 1))
		done
		printf '\n'
	done <cells
}

# The folder and a file in it have such names too.
hostile=$(printf 'book-\033[2J\302\2332J\342\200\256kcab\377')
mkdir "$hostile"
mv quotes "$hostile/quotes.csv"
table id,name,location,start_date,description,source_ids,attendee_ids >"$hostile/events.csv"
table id,name,sort_name,native_name,rank,role,organization,summary >"$hostile/people.csv"
table id,name,short_name,parent_id,description,status >"$hostile/fields.csv"
table id,title,author,container_title,issued,url,descriptor,reliability >"$hostile/sources.csv"
table id,text,kind,likelihood,confidence,quote_ids >"$hostile/judgements.csv"
table id,kind,question,text,source_ids >"$hostile/lines.csv"
table id,table,row_id,column,value_a,source_a_ids,value_b,resolution >"$hostile/conflicts.csv"
table id,title,number,as_of,prepared,author,tlp,classification,bottom_line |
	head -n 2 >"$hostile/briefing.csv"
printf 'x\n' >"$hostile/$(printf '\033]0;t\007').csv"
mkdir "$hostile/$(printf 'd\033c').csv"

# ---- Commands

run print "$hostile"
shows "print: something is shown" "findable"
shows "print: sequences as signs" "^[]52;c;cm0gLXJmIH4=^G"
shows "print: bidirectional controls as signs" "<U+202E>txet desrever<U+202C>"
harmless "print"
run print --ascii "$hostile"
harmless "print --ascii"
prints_nothing "print --ascii: nothing but ASCII" beyond_ascii "$out"
run print --width 40 "$hostile"
harmless "print --width 40"
run print "$hostile/quotes.csv"
harmless "print of one table"
cp "$hostile/quotes.csv" plain-table.csv
run print plain-table.csv
harmless "print of a table by its header"
LC_ALL=C sed '1s/text/words/' plain-table.csv >plain.csv
run print plain.csv
harmless "print of a plain table"
run print "$hostile" --query findable
harmless "print --query"
run "$hostile"
harmless "without a terminal"
run search findable "$hostile"
shows "search: something is found" "findable"
harmless "search"
run search U "$hostile" "$book"
harmless "search in several briefings"
run search --color never title "$hostile"
harmless "search for what is inside a sequence"
run check "$hostile"
ends "check: status" 1
harmless "check"
BRIEFBOOK_PATH=$work/here
run list
harmless "list"
shows "list: the briefing" "book-^[[2J"

# ---- Messages

# adds ARGUMENT...: runs the program; what it writes is added to that of the runs before.
adds() {
	timeout 60 "$BRIEFBOOK" "$@" >>"$out" 2>>"$err" </dev/null
}
number=0
while IFS= read -r sequence; do
	number=$((number + 1))
	[ $((number % one_of)) -eq 0 ] || continue
	running "messages about sequence $number"
	: >"$out"
	: >"$err"
	adds print "$sequence"
	adds print "--$sequence"
	adds print --width "$sequence"
	adds print --sections "$sequence" "$book"
	adds search "($sequence" "$book"
	adds search "$sequence:x" "$book"
	adds print --output "missing/$sequence" "$book"
	adds print --query "$sequence" "$book"
	harmless "messages about sequence $number: briefing, options, values, queries, files"
	passes "messages about sequence $number: there are some" [ "$(wc -l <"$err")" -ge 7 ]
done <sequences

# ---- Verbatim for programs

printf 'id,text\n"a\033[2Jb\377",Words\n' >quotes.csv
run search --format ids Words quotes.csv
passes "ids are verbatim" [ "$(cat "$out")" = "quotes/$(printf 'a\033[2Jb\377')" ]

tap_end
