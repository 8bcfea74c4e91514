#!/bin/sh
# Every source is as clang-format leaves it. Other versions of it lay out some lines otherwise.
. "${srcdir:=.}/tests/support/tap.sh"
cd "$srcdir" || exit 1

version=14
formatter=$(command -v "clang-format-$version" || command -v clang-format) ||
	tap_skip_all "clang-format $version is not installed"
"$formatter" --version | grep -q "version $version\." ||
	tap_skip_all "clang-format $version is needed, $formatter is another"

unformatted() {
	find doc include src tests -name '*.[ch]' -exec "$formatter" --dry-run -Werror {} +
}

prints_nothing "sources are formatted: clang-format -i mends them" unformatted
tap_end
