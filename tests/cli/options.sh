#!/bin/sh
# The command line: options, commands, operands, --help and --version.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"

# ---- What cannot be understood is refused, with a word on what to do

# refused MESSAGE ARGUMENT...
refused() {
	message=$1
	shift
	run "$@"
	ends "briefbook $*: status 2" 2
	says "briefbook $*: message" "$message"
	shows_nothing "briefbook $*: no output"
}

refused "unknown option --wdith; did you mean --width?; see 'briefbook print --help' [usage]" \
	print --wdith 60
refused "unknown option --unheard-of; see 'briefbook --help' [usage]" --unheard-of
refused "unknown option -x; see 'briefbook list --help'" list -x
refused "unknown option -xyz; see 'briefbook list --help'" list -xyz
refused "a query that begins with '-' needs '--' before it" search -ukraine
refused "--co may mean --count or --color" search --co x
refused "--count is an option of search; see 'briefbook print --help'" print --count
refused "--width needs a value" print --width
refused "--strict takes no value" check --strict=yes
refused "--color takes auto or always or never, not 'blue'" search --color=blue x
refused "--theme takes auto or dark or light or mono, not 'drak'" --theme=drak
refused "unknown option --theme; see 'briefbook print --help'" print --theme=dark
refused "--format takes text or csv or json or ids, not 'xml'" search --format xml x
for width in 39 1001 0 -72 72x 7.2 99999999999999999999 ''; do
	refused "--width takes a number from 40 to 1000, not '$width'" print --width "$width" "$book"
done
refused "--limit takes a number from 1 to" search --limit 0 x
refused "search needs QUERY" search
refused "print takes [BRIEFING], and 'two' is one too many" print one two
refused "takes [BRIEFING], and 'two' is one too many" book-a two
refused "unknown command 'serch'; did you mean search?" serch cyber
refused "unknown option --zebra" print --zebra 60

# ---- A single word that is no briefing may be a mistyped command

run lisst
ends "a mistyped command: status" 2
says "a mistyped command: suggestion" "did you mean the command list?"

# ---- The habits of GNU programs

run print --width=60 "$book"
cp "$out" "$work/60"
ends "--name=value" 0
for arguments in "--width 60 $book" "$book --width 60" "--wid 60 $book" "--width 99 --width 60 $book" \
	"--width 60 -- $book"; do
	run print $arguments
	passes "print $arguments" cmp "$work/60" "$out"
done
run --width 60 print "$book"
passes "an option before the command" cmp "$work/60" "$out"

run print -- --width
says "after -- all are operands" "“--width”"
run search -- -weapons "$book"
ends "a query after --" 0
run -- print
says "after -- a command is a briefing" "“print”"

# ---- Help

for command in '' print search check changes new list help; do
	run $command --help
	ends "briefbook $command --help: status" 0
	says_nothing "briefbook $command --help: no message"
	shows "briefbook $command --help: usage" "Usage: briefbook"
	passes "briefbook $command --help: at most 24 lines" [ "$(wc -l <"$out")" -le 24 ]
	passes "briefbook $command --help: ends with examples" \
		sh -c 'sed -n "/^Examples:/,\$p" "$1" | tail -n +2 | grep -q "^  briefbook "' - "$out"
	prints_nothing "briefbook $command --help: at most 80 columns" grep -E '.{81}' "$out"
done

# "help COMMAND" and -h say the same.
for command in print search check changes new list help; do
	run $command --help
	cp "$out" "$work/help"
	run help $command
	ends "briefbook help $command: status" 0
	passes "briefbook help $command" cmp "$work/help" "$out"
	run $command -h
	passes "briefbook $command -h" cmp "$work/help" "$out"
done
run --help
cp "$out" "$work/help"
run help
passes "briefbook help" cmp "$work/help" "$out"
run -h
passes "briefbook -h" cmp "$work/help" "$out"
refused "there is no command 'serch'; did you mean search?" help serch
refused "there is no command 'xylophone'; 'briefbook help' lists those there are" help xylophone

# Every option and section that there is stands in the manual page and in --help.
options=$(for command in '' print search check list; do
	"$BRIEFBOOK" $command --help | grep -o -e '^  --[a-z]*'
done | sort -u)
for option in $options; do
	passes "briefbook(1) has $option" grep -qF "Fl Fl ${option#--}" "$SOURCE_FOLDER/doc/briefbook.1"
done
run print --sections nothing "$book"
sections=$(grep -o '[a-z-]*' "$err")
run print --help
for section in bottom-line lines judgements events people quotes fields conflicts sources; do
	passes "print --sections: the message names $section" \
		sh -c 'printf "%s\n" "$1" | grep -qx -e "$2"' - "$sections" "$section"
	shows "print --help names $section" "$section"
	passes "briefbook(1) names $section" grep -qE "Cm $section\$|Cm $section " \
		"$SOURCE_FOLDER/doc/briefbook.1"
done

run --version
ends "--version: status" 0
shows "--version: name" "briefbook "
shows "--version: license" "MIT license"
run print --version
shows "--version of a command" "briefbook "

tap_end
