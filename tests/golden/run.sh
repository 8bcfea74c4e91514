#!/bin/sh
# run.sh: compares the pages that the built program prints with those kept here; `cases` lists them.
#
# run.sh --update takes what is printed now as what is expected: look at the difference first.
set -u
cd "${SOURCE_FOLDER:-$(dirname "$0")/../..}" || exit 2
. tests/support/tap.sh
: "${BRIEFBOOK:?is to name the built program}"

# print_page BOOK OPTION...: diagnostics are no part of a page; status 1 says that nothing matched.
print_page() {
	"$BRIEFBOOK" print "$@" 2>/dev/null || [ $? -eq 1 ]
}

# file_of NAME: where its page is kept.
file_of() {
	case $1 in
	*.*) echo "tests/golden/$1" ;;
	*) echo "tests/golden/$1.txt" ;;
	esac
}

# compare NAME BOOK OPTION...
compare() {
	file=$(file_of "$1")
	shift
	if page=$(print_page "$@" && echo end); then
		printf '%s' "${page%end}" | diff -u "$file" - && return
	else
		echo "briefbook print failed"
	fi
	echo "To take the new page as expected: BRIEFBOOK=$BRIEFBOOK tests/golden/run.sh --update"
	return 1
}

# update NAME BOOK OPTION...
update() {
	file=$(file_of "$1")
	shift
	print_page "$@" >"$file"
}

while read -r name options; do
	case $name in
	'' | '#'*) continue ;;
	esac
	# An option is a word.
	# shellcheck disable=SC2086
	if [ "${1:-}" = --update ]; then
		update "$name" $options || exit
	else
		passes "$name" compare "$name" $options
	fi
done <tests/golden/cases
[ "${1:-}" = --update ] || tap_end
