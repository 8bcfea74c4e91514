#!/bin/sh
# `briefbook search --format json`.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"

mkdir two
printf 'id,text,question,remark\nl1,"Words, ""marked""",,first\nl2,"two\nlines",,\n' >two/lines.csv
printf 'id,table,row_id,value_a,value_b\nc1,lines,l1,one,two words\n' >two/conflicts.csv
l1='"table":"lines","id":"l1","columns":{"id":"l1","text":"Words, \"marked\"","remark":"first"}'
l1="$l1,\"file\":\"two/lines.csv\",\"line\":2}"
c1='"table":"conflicts","id":"c1"'
c1="$c1,\"columns\":{\"id\":\"c1\",\"table\":\"lines\",\"row_id\":\"l1\",\"value_a\":\"one\""
c1="$c1,\"value_b\":\"two words\"},\"file\":\"two/conflicts.csv\",\"line\":2}"

run search --format json words two
ends "found: status" 0
says_nothing "found: no message"
shows_exactly "found: an array of objects" "[
{$l1,
{$c1
]"
run search --format json no-such-word two
ends "nothing found: status" 1
shows_exactly "nothing found: a blank array" "[]"
run search --format json --limit 1 words two
shows_exactly "--limit" "[
{$l1
]"
run search --format json --count words two
shows_exactly "--count" 2
printf 'letter,word\na,alpha\nb,beta\n' >plain.csv
run search --format json words two plain.csv
shows_exactly "several briefings are named" "[
{\"briefing\":\"two\",$l1,
{\"briefing\":\"two\",$c1
]"
run search --format json beta missing plain.csv
ends "one of several is missing: status" 2
shows_exactly "one of several is missing: the others" '[
{"briefing":"plain.csv","table":"plain","id":"row-3","columns":{"letter":"b","word":"beta"},'"\
\"file\":\"plain.csv\",\"line\":3}
]"
printf 'id,text\nl1,bad \377 bytes\033[2J\n' >lines.csv
run search --format json '' lines.csv
shows_exactly "what is no UTF-8, and controls" '[
{"table":"lines","id":"l1","columns":{"id":"l1","text":"bad � bytes\u001B[2J"},'"\
\"file\":\"lines.csv\",\"line\":2}
]"
run search --format json '(' two
ends "a query that is not well formed: status" 2
shows_nothing "a query that is not well formed: nothing"
run search --format json words missing
ends "no briefing: status" 2
shows_nothing "no briefing: nothing"

tap_end
