#!/bin/sh
# Every file that is built, run or installed is listed in a module.mk, so that no release lacks it.
. "${srcdir:=.}/tests/support/tap.sh"
cd "$srcdir" || exit 1

folders="briefings doc include src tests"
listed=$(find $folders -name module.mk -exec cat {} + | grep -v '^#' | tr -s ' \t\\' '\n')

# A test program is listed without its .c; a folder of data may be listed as a whole.
is_listed() {
	name=$1
	while :; do
		case "
$listed
" in
		*"
$name
"*) return 0 ;;
		esac
		case $name in
		*.c) name=${name%.c} ;;
		*/*) name=${name%/*} ;;
		*) return 1 ;;
		esac
	done
}

unlisted() {
	find $folders -type f ! -name module.mk ! -name '.*' | while IFS= read -r file; do
		is_listed "$file" || echo "$file is in no module.mk"
	done
}

prints_nothing "every file is listed" unlisted
tap_end
