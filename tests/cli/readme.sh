#!/bin/sh
# What README.md shows is what the program shows: the commands in its console blocks, where a line
# with nothing but an ellipsis stands for any lines, and its screen.
#
# readme.sh --update puts in what they show now, but where there is an ellipsis.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"
readme=$SOURCE_FOLDER/README.md
BRIEFBOOK_PATH=./briefings
: "${RUN_SCREEN:=$(dirname "$BRIEFBOOK")/tests/screens/run-screen}"

# Each command becomes a file N.command, and what stands below it N.shown.
awk -v folder="$work" '
	/^```console$/ { inside = 1; next }
	/^```$/ { inside = 0 }
	!inside { next }
	/^\$ briefbook/ {
		name = folder "/" ++count
		print substr($0, 13) >(name ".command")
		next
	}
	{ print >(name ".shown") }
' "$readme"

# shown_now N: what the command shows.
shown_now() {
	(cd "$SOURCE_FOLDER" && eval "\"\$BRIEFBOOK\" $(cat "$work/$1.command")") 2>&1
}

screen_now() {
	printf '%s\n' "book briefings/rok-nato-2023" "size 100x30" "key /" "type rules-based" \
		"key enter" screen >steps.screen
	"$RUN_SCREEN" steps.screen | sed -n 's/^|//p' | sed 's/ *$//'
}

updated() {
	number=0
	inside=
	while IFS= read -r line; do
		case $line in
		'```console' | '```text' | '```') inside=${line#???} ;;
		'$ briefbook'*) number=$((number + 1)) ;;
		*) [ -z "$inside" ] || continue ;;
		esac
		printf '%s\n' "$line"
		case $line in
		'```text') screen_now ;;
		'$ briefbook'*)
			if grep -qx … "$work/$number.shown"; then
				cat "$work/$number.shown"
			else
				shown_now "$number"
			fi
			;;
		esac
	done <"$readme"
}
if [ "${1-}" = --update ]; then
	updated >"$work/README.md" && cat "$work/README.md" >"$readme"
	exit
fi

# differences N
differences() {
	shown_now "$1" | awk -v shown="$work/$1.shown" '
		{ actual[++lines] = $0 }
		END {
			at = 1
			while ((getline line <shown) > 0) {
				if (line == "…") {
					skip = 1
					continue
				}
				while (skip && at <= lines && actual[at] != line)
					at++
				skip = 0
				if (actual[at] != line)
					print "README.md:  " line "\nthe program: " actual[at]
				at++
			}
			if (!skip && at <= lines)
				print "the program goes on: " actual[at]
		}
	' | grep . && echo "$update"
}
update="to put in what is shown now: BRIEFBOOK=$BRIEFBOOK sh tests/cli/readme.sh --update"

passes "README.md has commands" [ -f "$work/1.command" ]
number=1
while [ -f "$work/$number.command" ]; do
	prints_nothing "briefbook $(cat "$work/$number.command")" differences "$number"
	number=$((number + 1))
done

screen_differs() {
	screen_now >actual
	sed -n '/^```text$/,/^```$/p' "$readme" | sed '1d; $d' | diff - actual || echo "$update"
}
if [ -x "$RUN_SCREEN" ]; then
	prints_nothing "the screen" screen_differs
fi

tap_end
