#!/bin/sh
# `briefbook export`: whole briefings as Data Packages, JSON files and databases.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"
every=$SOURCE_FOLDER/tests/golden/every-column
validate=$(dirname "$BRIEFBOOK")/tests/cli/validate-package

# prints FILE BRIEFING: the page of a briefing, where only its name tells it from another.
prints() {
	"$BRIEFBOOK" print "$2" >"$1" 2>/dev/null
}

# repacked BRIEFING: the book as JSON, without what it is called.
repacked() {
	rm -f repacked.json
	"$BRIEFBOOK" export "$1" --format json --output repacked.json 2>/dev/null
	sed '1s/"name":"[^"]*"//' repacked.json
}

# is_valid NAME FOLDER: a Data Package is, also to the npm package of that name where it is installed.
is_valid() {
	prints_nothing "$1: it is valid" "$validate" "$2"
	[ -z "$has_npm_package" ] ||
		prints_nothing "$1: it is valid to npm" node "$SOURCE_FOLDER/tests/cli/validate-package.js" "$2"
}
has_npm_package=
! node -e 'require("datapackage")' 2>/dev/null || has_npm_package=yes

# ---- Data Package
# ends_as_whole NAME: with status 2 where an archived file is missing, and only there.
ends_as_whole() {
	lacks_files=0
	! grep -q "cannot open archive/.*: No such file" "$err" || lacks_files=2
	ends "$1" $lacks_files
}

for briefing in "$SOURCE_FOLDER"/briefings/rok-nato-20?? "$every"; do
	name=$(basename "$briefing")
	run export "$briefing" --format datapackage --output "$name"
	ends_as_whole "datapackage, $name: status"
	for table in "$briefing"/*.csv; do
		passes "datapackage, $name: the same $(basename "$table")" cmp "$table" "$name/$(basename "$table")"
	done
	is_valid "datapackage, $name" "$name"
done
run export "$every" --format datapackage --output again
says "datapackage: an archived file that is missing is told" "cannot open archive/"
ends "datapackage: an archived file that is missing: status" 2
passes "datapackage: the title" grep -q '"title":"A made-up book of every column – 시험"' again/datapackage.json
passes "datapackage: the license" grep -q '"licenses":\[{"name":"MIT"}\]' again/datapackage.json
passes "datapackage: a key" grep -q '"primaryKey":"id"' again/datapackage.json
passes "datapackage: a closed list" grep -q '"enum":\["direct","partial","paraphrase"\]' again/datapackage.json
passes "datapackage: a link" grep -q \
	'{"fields":"speaker_id","reference":{"resource":"people","fields":"id"}}' rok-nato-2023/datapackage.json
passes "datapackage: a link that leads nowhere is no key" sh -c \
	'! grep -q "\"fields\":\"speaker_id\"" again/datapackage.json'
run export "$every" --format datapackage --output again
ends "datapackage, a folder that is not empty: status" 2
says "datapackage, a folder that is not empty: says so" "cannot write again: the folder is not empty"
mkdir empty
run export "$every" --format datapackage --output empty/
ends_as_whole "datapackage, an empty folder: status"
run export "$SOURCE_FOLDER/tests/golden/plain.csv" --format datapackage --output plain
is_valid "datapackage, a plain table" plain
passes "datapackage, a plain table: the same" cmp "$SOURCE_FOLDER/tests/golden/plain.csv" plain/plain.csv

# ---- Archived files
mkdir -p book/archive/deep
printf 'id,title,archive_file\na,Title A,archive/deep/a.txt\nb,Title B,archive/deep/a.txt\n' >book/sources.csv
printf 'Text A\n' >book/archive/deep/a.txt
run export ./book --format datapackage --output kept
ends "archives: status" 0
says_nothing "archives: no message"
passes "archives: the same" cmp book/archive/deep/a.txt kept/archive/deep/a.txt
printf 'secret\n' >secret.txt
ln -s ../secret.txt book/link.txt
printf 'c,Title C,../secret.txt\nd,Title D,link.txt\n' >>book/sources.csv
run export ./book --format datapackage --output outside
ends "archives outside: status" 2
says "archives outside: a path is refused" "../secret.txt is not copied"
says "archives outside: a link is refused" "cannot open link.txt: it leads out"
passes "archives outside: the rest is there" cmp book/archive/deep/a.txt outside/archive/deep/a.txt
passes "archives outside: nothing else is" [ ! -e outside/link.txt ]

# A file of the package is no archived text.
mkdir clash
printf 'id,title,archive_file\na,Title A,datapackage.json\nb,Title B,sources.csv\n' >clash/sources.csv
printf 'Text A\n' >clash/datapackage.json
run export clash --format datapackage --output clashed
ends "archives named as files of the package: status" 2
says "archives named as files of the package: told" "datapackage.json is not copied"
says "archives named as a table: told" "sources.csv is not copied"
passes "the package is whole" grep -q '"resources"' clashed/datapackage.json

# ---- JSON
for briefing in "$SOURCE_FOLDER"/briefings/rok-nato-20?? "$every" "$SOURCE_FOLDER/tests/golden/bare" \
	"$SOURCE_FOLDER/tests/golden/plain.csv"; do
	name=$(basename "$briefing")
	run export "$briefing" --format json --output "$name.json"
	ends_as_whole "json, $name: status"
	prints_nothing "json, $name: no message but of files that are missing" \
		grep -v "cannot open archive/.*: No such file" "$err"
	prints page.txt "$briefing"
	prints unpacked.txt "$name.json"
	passes "json, $name: prints the same" cmp page.txt unpacked.txt
	run export "$name.json" --format json --output again.json
	passes "json, $name: again the same" cmp "$name.json" again.json
done
run search --count Person every-column.json
cp "$out" counted
run search --count Person "$every"
passes "json: is searched" cmp "$out" counted
run print - <every-column.json
ends "json: no table of CSV" 2

# broken NAME BYTES MESSAGE: a file that is no book is refused with a message.
broken() {
	printf "$2" >broken.json
	run print broken.json
	ends "json, $1: status" 2
	says "json, $1: says so" "$3"
}
head='{"format":"briefbook-book","version":1,"tables":['
broken "an empty file" '' "broken.json:1: error: the file is not JSON"
broken "no JSON" '{\n"format": oops}' "broken.json:2:14: error: the file is not JSON"
broken "no UTF-8" '{"format":"\377"}' "error: the file is not JSON"
broken "half a file" "$head{\"table\":" "error: the file is not JSON"
broken "an array" '\n []' 'broken.json:2:2: error: the file is no briefing: its "format" is not "briefbook-book"'
broken "a page" '{"format":"briefbook-page","version":1}' 'its "format" is not "briefbook-book"'
broken "a later version" '{"format":"briefbook-book","version":2}' '"version" is not 1'
broken "no tables" "$head]}" "the file holds no table"
broken "a table that is none" "${head}1]}" "broken.json:1:50: error: table 1 needs the name"
broken "no columns" "$head{\"table\":\"events\",\"columns\":[],\"rows\":[]}]}" "table 1 needs the name"
broken "a number for a cell" \
	"$head{\"table\":\"events\",\"x\":[\"{]\\\\\"\",{}],\"columns\":[\"id\"],\"rows\":[[\"한 ]\"],\n [1]]}]}" \
	"broken.json:2:2: error: row 2 of table 1"
broken "a table twice" "$head{\"table\":\"events\",\"columns\":[\"id\"],\"rows\":[]},
{\"table\":\"events\",\"columns\":[\"id\"],\"rows\":[]}]}" "broken.json:2:1: error: table 2 is there a second time"
broken "archived texts that are no object" "$head],\n\"archives\":[]}" \
	'broken.json:2:12: error: "archives" is no object'
broken "an archived text that is none" "$head],\n\"archives\":{\"\033.txt\":1}}" 'error: the file is not JSON'
broken "an archived text that is a number" "$head],\n\"archives\":{\"\\\\u001b.txt\":1}}" \
	'broken.json:2:12: error: the archived text ^[.txt is no string'
head -c 3000 /dev/urandom >broken.json
run print broken.json
ends "json, noise: status" 2

# ---- Archived texts in JSON
mkdir -p texts/archive moved
cat >texts/sources.csv <<'END'
id,title,archive_file
a,Title A,archive/a.txt
b,Title B,archive/a.txt
c,Title C,./archive/b.txt
d,Title D,archive/none.txt
END
cat >texts/quotes.csv <<'END'
text,source_ids,x,id,quote_type
Some words,a,,q-a,direct
Other words,b;c,,q-b,direct
"Some words, and some words once less",a;c,x,q-c,direct
No words,d,,q-d,partial
END
printf 'Some words,\nand some words once more. 한국어 Some words\n' >texts/archive/a.txt
printf 'Other\t“words”' >texts/archive/b.txt
run export ./texts --format json --output moved/texts.json
ends "json, an archived text that is missing: status" 2
says "json, archived texts: one that is missing is told" "cannot open archive/none.txt: No such file"
passes "json, archived texts: each is there once" \
	[ "$(jq -c '.archives | keys' moved/texts.json)" = '["./archive/b.txt","archive/a.txt"]' ]
passes "json, archived texts: as they are" sh -c \
	'jq -j ".archives[\"archive/a.txt\"]" moved/texts.json | cmp - texts/archive/a.txt'
run check ./texts
cp "$out" checked.txt
shows "json, archived texts: the folder has faults" "the quotation says"
run check moved/texts.json
sed -i 's,moved/texts.json/,./texts/,; s,moved/texts.json,./texts,' "$out"
passes "json, archived texts: check says the same" cmp checked.txt "$out"
run print --format json ./texts
cp "$out" printed.json
shows "json, archived texts: some are verified" '"verdict":"verified"'
run print --format json moved/texts.json
passes "json, archived texts: print says the same" cmp printed.json "$out"
run export moved/texts.json --format json --output again.json
passes "json, archived texts: again the same" cmp moved/texts.json again.json
run export moved/texts.json --format datapackage --output from-json
passes "json, archived texts: as a package" cmp texts/archive/a.txt from-json/archive/a.txt
mkdir moved/archive
printf 'No words' >moved/archive/none.txt
printf 'Others' >moved/archive/a.txt
run print --format json moved/texts.json
shows "json, archived texts: those it lacks are looked for beside it" \
	'"source":"d","verdict":"verified","file":"archive/none.txt"'
passes "json, archived texts: those it has are not" \
	[ "$(grep -o '"verdict":"verified"' "$out" | wc -l)" -eq $(($(grep -o '"verdict":"verified"' printed.json | wc -l) + 1)) ]
printf 'W\377rds' >texts/archive/none.txt
run export ./texts --format json --output latin.json
ends "json, an archived text that is no UTF-8: status" 2
says "json, an archived text that is no UTF-8: says so" "archive/none.txt is not UTF-8 from 1:2 on"
passes "json, an archived text that is no UTF-8: is left out" \
	[ "$(jq -c '.archives | length' latin.json)" -eq 2 ]
printf 'e,Title E,../secret.txt\nf,Title F,archive/link.txt\n' >>texts/sources.csv
ln -s ../../secret.txt texts/archive/link.txt
run export ./texts --format json --output outside.json
ends "json, archived texts outside: status" 2
says "json, archived texts outside: a path is refused" "../secret.txt is not copied"
says "json, archived texts outside: a link is refused" "cannot open archive/link.txt: it leads out"
passes "json, archived texts outside: none is there" \
	[ "$(jq -c '.archives | keys' outside.json)" = '["./archive/b.txt","archive/a.txt"]' ]
cat >outside.json <<'END'
{"format":"briefbook-book","version":1,"tables":[
{"table":"sources","columns":["id","title","archive_file"],"rows":[["a","Title A","../secret.txt"]]},
{"table":"quotes","columns":["id","text","quote_type","source_ids"],"rows":[["q","secret","direct","a"]]}],
"archives":{"../secret.txt":"secret"}}
END
run check outside.json
shows "json, a name that leads out: says so" "“../secret.txt” leads out"
run print --format json outside.json
shows "json, a name that leads out: is not read" '"verdict":"unreadable"'

# ---- The order of columns
for format in datapackage json sqlite; do
	run export ./texts --format "$format" --output "ordered.$format"
done
passes "the order of columns: as a package" cmp texts/quotes.csv ordered.datapackage/quotes.csv
passes "the order of columns: in JSON" \
	[ "$(jq -c '.tables[0].columns' ordered.json)" = '["text","source_ids","x","id","quote_type"]' ]
passes "the order of columns: in a database" \
	[ "$(sqlite3 ordered.sqlite "SELECT group_concat(name) FROM pragma_table_info('quotes')")" = 'text,source_ids,x,id,quote_type' ]
passes "the order of columns: the id is the key wherever it stands" \
	[ "$(sqlite3 ordered.sqlite 'SELECT quote_id, source_id FROM quote_source ORDER BY 1' | tr '\n' ' ')" = 'q-a|a q-b|b q-b|c q-c|a q-c|c q-d|d ' ]
passes "the order of columns: also in a package" \
	grep -q '"primaryKey":"id"' ordered.datapackage/datapackage.json

# ---- SQLite
# asks NAME FILE QUERY ANSWER: what sqlite3 answers, its lines joined by blanks.
asks() {
	answer=$(sqlite3 "$2" "$3" 2>&1 | tr '\n' ' ')
	passes "$1" [ "$answer" = "$4 " ]
}
for briefing in "$SOURCE_FOLDER"/briefings/rok-nato-20?? "$every" "$SOURCE_FOLDER/tests/golden/bare" \
	"$SOURCE_FOLDER/tests/golden/plain.csv"; do
	name=$(basename "$briefing")
	run export "$briefing" --format sqlite --output "$name.sqlite"
	ends "sqlite, $name: status" 0
	asks "sqlite, $name: it is whole" "$name.sqlite" "PRAGMA integrity_check; PRAGMA user_version" "ok 1"
	prints_nothing "sqlite, $name: no link leads nowhere" sqlite3 "$name.sqlite" "PRAGMA foreign_key_check"
done
for briefing in "$SOURCE_FOLDER"/briefings/rok-nato-20?? "$every"; do
	name=$(basename "$briefing")
	for table in events people quotes fields sources judgements lines conflicts; do
		count=$(jq --compact-output --arg table "$table" '.tables[] | select(.table == $table) | .rows | length' "$name.json")
		asks "sqlite, $name: all $table" "$name.sqlite" "SELECT count(*) FROM $table" "$count"
	done
done
bundled=rok-nato-2023.sqlite
asks "sqlite: who was there, in the order of the list" "$bundled" \
	"SELECT p.id FROM event_attendee a JOIN people p ON p.id = a.person_id
		WHERE a.event_id = 'bauer-visit-2022' ORDER BY a.position" \
	"$(sqlite3 "$bundled" "SELECT replace(attendee_ids, ';', ' ') FROM events WHERE id = 'bauer-visit-2022'")"
asks "sqlite: quotes are searched" "$bundled" \
	"SELECT q.id FROM quote_search s JOIN quotes q ON q.rowid = s.rowid
		WHERE quote_search MATCH 'text: \"strong partners\"'" "q-diella-partners"
asks "sqlite: by who said them" "$bundled" \
	"SELECT count(*) > 0 AND count(*) = sum(p.name LIKE '%Stoltenberg') FROM quote_search s
		JOIN quotes q ON q.rowid = s.rowid JOIN people p ON p.id = q.speaker_id
		WHERE quote_search MATCH 'speaker: stoltenberg'" 1
asks "sqlite: by the event they were said at" "$bundled" \
	"SELECT count(*) > 0 FROM quote_search WHERE quote_search MATCH 'context: chey'" 1
asks "sqlite: a link that names no record stays a text" every-column.sqlite \
	"SELECT count(*) FROM pragma_foreign_key_list('quotes') WHERE \"from\" = 'speaker_id'" 0

# ---- Hostile cells
mkdir hostile
printf 'id,text,attribution_text,=header\n' >hostile/quotes.csv
printf 'q-a,=1+1,+Person A,-1\nq-b,@SUM(A1),"\tPerson B",\n' >>hostile/quotes.csv
printf 'q-c,"Words, ""words""\nand more\r\nwords",Person\001\033[2J,\n' >>hostile/quotes.csv
printf 'q-d,W\377rds,Person D,x,beyond\n,No id,Person E,\n' >>hostile/quotes.csv
run export ./hostile --format datapackage --output hostile-package
ends "hostile: status" 0
prints_nothing "hostile: it is valid" "$validate" hostile-package
passes "hostile: formulas stand as they are" grep -q '^q-a,=1+1,+Person A,-1,$' hostile-package/quotes.csv
passes "hostile: what is no UTF-8 is replaced" grep -q '^q-d,W�rds,Person D,x,beyond$' hostile-package/quotes.csv
passes "hostile: a missing id stays blank" grep -q '^,No id,Person E,,$' hostile-package/quotes.csv
repacked ./hostile >hostile.txt
repacked ./hostile-package >package.txt
passes "hostile: every cell is the same" cmp hostile.txt package.txt
run export ./hostile --format sqlite --output hostile.sqlite
ends "hostile, sqlite: status" 0
asks "hostile, sqlite: formulas stand as they are" hostile.sqlite \
	"SELECT text, attribution_text, \"=header\" FROM quotes WHERE id = 'q-a'" "=1+1|+Person A|-1"
asks "hostile, sqlite: lines and bytes, too" hostile.sqlite \
	"SELECT hex(text), hex(attribution_text) FROM quotes WHERE id = 'q-c'" \
	"576F7264732C2022776F726473220A616E64206D6F72650D0A776F726473|506572736F6E011B5B324A"
asks "hostile, sqlite: a missing id is none" hostile.sqlite \
	"SELECT count(*) FROM quotes WHERE id IS NULL" 1
printf 'a"b,A"B,,);--,c\n1,2,3,4,5\n' >names.csv
run export names.csv --format sqlite --output names.sqlite
ends "hostile names, sqlite: status" 0
asks "hostile names, sqlite: each is its own" names.sqlite \
	"SELECT name FROM pragma_table_info('plain')" 'a"b A"B (2) column );-- c'
awk 'BEGIN { for (i = 0; i < 3000; i++) printf "%sc%d", i ? "," : "", i; print ""; print "1" }' >wide.csv
run export wide.csv --format sqlite --output wide.sqlite
ends "more columns than a database has: status" 2
says "more columns than a database has: says so" "cannot make a database of this briefing: too many columns"
passes "more columns than a database has: nothing is left" [ ! -e wide.sqlite ]
run export ./hostile --format datapackage --spreadsheet-safe --output safe
ends "--spreadsheet-safe: status" 0
passes "--spreadsheet-safe: no formula" grep -q "^q-a,'=1+1,'+Person A,'-1,$" safe/quotes.csv
passes "--spreadsheet-safe: nor another" grep -q "^q-b,'@SUM(A1),'	Person B,,$" safe/quotes.csv
passes "--spreadsheet-safe: nor a header" grep -q "^id,.*,'=header," safe/quotes.csv
prints_nothing "--spreadsheet-safe: it is valid" "$validate" safe

# ---- A bad book
mkdir torn
printf 'id,text\nq-a,Words\n' >torn/quotes.csv
: >torn/events.csv
for format in datapackage json sqlite; do
	run export ./torn --format "$format" --output "torn.$format"
	ends "a torn book as $format: status" 2
	says "a torn book as $format: says so" "empty-file"
	passes "a torn book as $format: is written" [ -e "torn.$format" ]
done

# ---- Errors
run export "$book" --output x
ends "no format: status" 2
says "no format: says so" "export needs --format"
run export "$book" --format json
ends "no output: status" 2
says "no output: says so" "export needs --output PATH"
run export "$book" --format jsn --output x
ends "another format: status" 2
says "another format: says what there is" "not 'jsn'; did you mean json?"
run export "$book" --format json --spreadsheet-safe --output x
ends "--spreadsheet-safe of another format: status" 2
says "--spreadsheet-safe of another format: says so" "--spreadsheet-safe is for --format datapackage"
cp -r "$every" mine
for target in mine/x mine/ mine mine/../mine/archive; do
	for format in datapackage json sqlite; do
		run export ./mine --format "$format" --output "$target"
		ends "$target as $format in the briefing: status" 2
		says "$target as $format in the briefing: says so" "it is in the briefing itself"
	done
done
run export every-column.json --format json --output every-column.json
says "the file itself: says so" "it is in the briefing itself"
run export "$book" --format json --output /dev/full
ends "a device: status" 2
says "a device: says so" "cannot write /dev/full: it is no regular file"
run export "$book" --format json --output missing/x
ends "no folder: status" 2
says "no folder: says so" "cannot write missing/x: No such file"
run export "$book" --format datapackage --output missing/x
ends "no folder for a package: status" 2
says "no folder for a package: says so" "cannot write missing/x: No such file"
run export "$book" --format datapackage --output page.txt
says "a file where a package belongs: says so" "cannot write page.txt: it is no folder"
echo old >old.json
run export "$book" --format json --output old.json
ends "an older file: status" 0
passes "an older file: is replaced" grep -q briefbook-book old.json
# Files end at 8 blocks, as on a full disk.
mkdir small
running "briefbook export, with little room"
(
	ulimit -f 8
	trap '' XFSZ
	for format in datapackage json sqlite; do
		timeout 60 "$BRIEFBOOK" export "$book" --format "$format" --output "small/$format"
		echo "status $?"
	done
) >"$out" 2>"$err"
shows "no room: status" "status 2"
hides "no room: no other" "status 0"
says "no room: says so" "cannot write small/json: File too large"
prints_nothing "no room: nothing is left" ls -A small

# A signal that ends the program while a package is made: what was made of it is removed.
mkdir large stopped
{
	echo quote_id,quote
	seq 300000 | sed 's/.*/q&,The words of quote &/'
} >large/quotes.csv
# stop_export DISPOSITION: $status, with what `trap` is given for the signal.
stop_export() {
	running "briefbook export, stopped, trap $1"
	(
		trap "$1" TERM
		exec "$BRIEFBOOK" export ./large --format datapackage --output stopped/package
	) >"$out" 2>"$err" &
	exporting=$!
	until ls -A stopped | grep -q . || ! kill -0 $exporting 2>/dev/null; do :; done
	kill -TERM $exporting
	wait $exporting 2>/dev/null
	status=$?
}
stop_export -
ends "stopped: by the signal" 143
prints_nothing "stopped: nothing is left" ls -A stopped
says_nothing "stopped: no message"
stop_export ""
ends "an ignored signal: status" 0
prints_nothing "an ignored signal: the package and nothing else" sh -c 'ls -A stopped | grep -vx package'
tap_end
