#!/bin/sh
# `briefbook print --printer`: with a lp that keeps what it is given.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"

# make_lp LINE...: a lp of these lines comes first in the search path.
usual_path=$PATH
mkdir "$work/bin"
make_lp() {
	printf '#!/bin/sh\n' >"$work/bin/lp"
	printf '%s\n' "$@" >>"$work/bin/lp"
	chmod +x "$work/bin/lp"
	PATH=$work/bin:$usual_path
}

make_lp "printf '<%s>' \"\$@\" >'$work/arguments'" "cat >'$work/job'" \
	"echo 'request id is A-1'"

run print --page 60 "$book"
cp "$out" "$work/pages"
run print --printer "$book"
ends "the usual printer: status" 0
passes "the usual printer: no arguments" [ "$(cat "$work/arguments")" = "<>" ]
passes "the usual printer: pages of 60 lines" cmp "$work/job" "$work/pages"
shows_exactly "the usual printer: what lp says is shown" "request id is A-1"
says_nothing "the usual printer: no message"

run print --printer=Office --page 40 --ascii "$book"
ends "a printer by name: status" 0
passes "a printer by name: -d" [ "$(cat "$work/arguments")" = "<-d><Office>" ]
passes "a printer by name: pages as asked for" [ "$(grep -c "$(printf '\f')" "$work/job")" -eq \
	"$(($(grep -c '^page [0-9]* of' "$work/job") - 1))" ]
# shellcheck disable=SC2016
for name in '; touch pwned' '$(touch pwned)' '-o raw' "a'b\"c"; do
	run print "--printer=$name" "$book"
	passes "no shell reads a name: $name" [ "$(cat "$work/arguments")" = "<-d><$name>" ]
done
passes "no shell read a name" test ! -e pwned
run print --printer= "$book"
ends "a blank name: status" 2
run print --printer --output page.txt "$book"
ends "--printer and --output: status" 2
says "--printer and --output: message" "cannot both be followed"

# ---- When printing fails

make_lp "cat >/dev/null" "echo 'lp: no default destination' >&2" "exit 1"
run print --printer "$book"
ends "lp fails: status" 2
says "lp fails: what it said" "lp: no default destination"
says "lp fails: message" "printing failed: lp ended with status 1; 'lpstat -p -d' shows"
make_lp 'kill -9 $$'
run print --printer "$book"
ends "lp is killed: status" 2
says "lp is killed: message" "printing failed: signal 9 ended lp"
make_lp 'trap "" PIPE; exec <&-; exit 0'
cat >quotes.csv <<'END'
id,speaker_id,text
END
awk 'BEGIN { for (i = 0; i < 20000; i++) print "q" i ",Person A,Words that nobody reads" }' >>quotes.csv
run print --printer quotes.csv
ends "lp does not read: status" 2
says "lp does not read: message" "printing failed: lp did not read the page to its end"
make_lp 'kill -PIPE $$; exit 0'
run print --printer "$book"
says "lp gets the usual signals" "printing failed: signal 13 ended lp"
program=$BRIEFBOOK
printf '#!/bin/sh\nPATH=%s exec %s "$@"\n' "$work/here" "$program" >"$work/bare"
chmod +x "$work/bare"
BRIEFBOOK=$work/bare
run print --printer "$book"
BRIEFBOOK=$program
ends "no lp: status" 2
says "no lp: message" "the command lp is missing"
make_lp "cat >'$work/job'"
rm "$work/job"
run print --printer --page 12 --width 40 "$book/no-such-book"
ends "no book: status" 2
passes "no book: nothing is printed" test ! -e "$work/job"

tap_end
