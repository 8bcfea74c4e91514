#!/bin/sh
# `briefbook search --format csv`.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"

mkdir two
printf 'id,text,remark\nl1,"Words, ""marked""",first\nl2,"two\nlines",second\n' >two/lines.csv
printf 'id,table,row_id,value_a,value_b\nc1,lines,l1,one,two words\n' >two/conflicts.csv

# ---- The columns follow from the query and the briefing, whatever is found

run search --format csv in:lines two
ends "one table: status" 0
says_nothing "one table: no message"
passes "one table: its file" cmp two/lines.csv "$out"
run search --format csv 'lines in:lines' two
shows_exactly "one table: what matches" 'id,text,remark
l2,"two
lines",second'
for query in 'no-such-word in:lines' 'in:LINES no-such-word' 'in:"lines" no-such-word'; do
	run search --format csv "$query" two
	shows_exactly "$query: the header alone" id,text,remark
	ends "$query: status" 1
done
header=table,id,text,remark,conflicts.table,row_id,value_a,value_b
for query in no-such-word 'no-such-word -in:lines' '(in:lines OR in:conflicts) no-such-word'; do
	run search --format csv -- "$query" two
	shows_exactly "$query: the header of all tables" "$header"
done
run search --format csv words two
shows_exactly "several tables" "$header
lines,l1,\"Words, \"\"marked\"\"\",first,,,,
conflicts,c1,,,lines,l1,one,two words"
run search --format csv '' two/lines.csv
passes "a single file: its own columns" cmp two/lines.csv "$out"
printf 'letter,word\na,alpha\nb,beta\n' >plain.csv
run search --format csv beta plain.csv
shows_exactly "a plain table" 'letter,word
b,beta'
printf 'id,text\nl1,bad \377 bytes\033[2J\n' >lines.csv
run search --format csv '' lines.csv
passes "to a program byte for byte" cmp lines.csv "$out"

# ---- Several briefings

run search --format csv words two plain.csv
shows_exactly "several briefings" "briefing,$header,letter,word
two,lines,l1,\"Words, \"\"marked\"\"\",first,,,,,,
two,conflicts,c1,,,lines,l1,one,two words,,"
run search --format csv 'in:lines words' two lines.csv
shows_exactly "several briefings, one table" 'briefing,table,id,text,remark
two,lines,l1,"Words, ""marked""",first'
run search --format csv beta missing plain.csv
ends "one of several is missing: status" 2
says "one of several is missing: message" "no briefing “missing”"
shows_exactly "one of several is missing: the others" 'briefing,table,letter,word
plain.csv,plain,b,beta'

# ---- Limits, counts and faults

run search --format csv --limit 1 in:lines two
shows_exactly "--limit" 'id,text,remark
l1,"Words, ""marked""",first'
run search --format csv --count words two
shows_exactly "--count" 2
run search --format csv '(' two
ends "a query that is not well formed: status" 2
shows_nothing "a query that is not well formed: nothing"
run search --format csv words missing
ends "no briefing: status" 2
shows_nothing "no briefing: nothing"

# What the whole bundled briefing gives has as many cells in each row as in its header.
run search --format csv --limit 1 in:sources "$book"
passes "the columns of the file" [ "$(head -n 1 "$out")" = "$(head -n 1 "$book/sources.csv")" ]

tap_end
