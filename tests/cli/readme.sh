#!/bin/sh
# What README.md and the documents beside it show is what the program shows: the commands in console
# blocks, where a line with nothing but an ellipsis stands for any lines, and screens: text blocks
# below a comment with the steps of a screen test that lead there.
#
# readme.sh --update puts in what they show now, but where there is an ellipsis.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"
documents="README.md doc/tour.md doc/answers.md"
BRIEFBOOK_PATH=./briefings
: "${RUN_SCREEN:=$(dirname "$BRIEFBOOK")/tests/screens/run-screen}"

# Each command becomes a file N.command, the steps to a screen N.steps; what stands below it is N.shown,
# and where, N.document.
# Names of documents hold no spaces.
# shellcheck disable=SC2086
(cd "$SOURCE_FOLDER" && awk -v folder="$work" '
	function begin(kind, text) {
		name = folder "/" ++count
		print text >(name "." kind)
		print FILENAME >(name ".document")
		printf "" >(name ".shown")
	}
	/^<!-- screen: .* -->$/ { steps = substr($0, 14, length($0) - 17); next }
	/^```text$/ && steps { begin("steps", steps); inside = 1; next }
	/^```console$/ { inside = 1; next }
	/^```$/ { inside = 0; steps = "" }
	!inside { next }
	/^\$ briefbook/ { begin("command", substr($0, 13)); next }
	{ print >(name ".shown") }
' $documents)

# shown_now N: what the command shows, or the screen.
shown_now() {
	if [ -f "$work/$1.steps" ]; then
		{
			echo "book briefings/rok-nato-2023"
			sed 's/; /\n/g' "$work/$1.steps"
			echo screen
		} >steps.screen
		"$RUN_SCREEN" steps.screen | sed -n 's/^|//p' | sed 's/ *$//'
	else
		(cd "$SOURCE_FOLDER" && eval "\"\$BRIEFBOOK\" $(cat "$work/$1.command")") 2>&1
	fi
}

put_in() {
	number=$((number + 1))
	if grep -qx … "$work/$number.shown"; then
		cat "$work/$number.shown"
	else
		shown_now "$number"
	fi
}

# updated DOCUMENT: with what the program shows now.
updated() {
	inside=
	steps=
	while IFS= read -r line; do
		case $line in
		'<!-- screen: '*) steps=$line ;;
		'```text') inside=$steps ;;
		'```console') inside=$line ;;
		'```')
			inside=
			steps=
			;;
		'$ briefbook'*) ;;
		*) [ -z "$inside" ] || continue ;;
		esac
		printf '%s\n' "$line"
		case $line in
		'```text') [ -z "$steps" ] || put_in ;;
		'$ briefbook'*) put_in ;;
		esac
	done <"$SOURCE_FOLDER/$1"
}
if [ "${1-}" = --update ]; then
	number=0
	for document in $documents; do
		updated "$document" >"$work/updated" && cat "$work/updated" >"$SOURCE_FOLDER/$document"
	done
	exit
fi

# differences N
differences() {
	shown_now "$1" | awk -v shown="$work/$1.shown" -v document="$(cat "$work/$1.document")" '
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
					print document ": " line "\nthe program: " actual[at]
				at++
			}
			if (!skip && at <= lines)
				print "the program goes on: " actual[at]
		}
	' | grep . && echo "$update"
}
update="to put in what is shown now: BRIEFBOOK=$BRIEFBOOK sh tests/cli/readme.sh --update"

for document in $documents; do
	passes "$document shows what the program shows" grep -lqx "$document" "$work"/*.document
done
number=1
while [ -f "$work/$number.document" ]; do
	if [ -f "$work/$number.command" ]; then
		prints_nothing "briefbook $(cat "$work/$number.command")" differences "$number"
	elif [ -x "$RUN_SCREEN" ]; then
		prints_nothing "the screen after $(cat "$work/$number.steps")" differences "$number"
	fi
	number=$((number + 1))
done

# Links lead to files that are there.
missing_links() {
	grep -o '](\([^):#]*\))' "$SOURCE_FOLDER/$1" | sed 's/^](//; s/)$//' | while read -r target; do
		[ -e "$(dirname "$SOURCE_FOLDER/$1")/$target" ] || echo "$1: there is no $target"
	done
}
for document in $documents; do
	prints_nothing "links of $document" missing_links "$document"
done

tap_end
