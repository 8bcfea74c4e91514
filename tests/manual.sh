#!/bin/sh
# The manual pages say what the schema, the diagnostics and the keymap say today.
. "${srcdir:=.}/tests/support/tap.sh"

differences() {
	doc/generate-manual "$1.in" | diff "$1" - || echo "make manual writes it again"
}

# Which other pages are installed, and whether mandoc knows of them, is no fault of a page.
faults() {
	mandoc -Tlint "$1" 2>&1 | grep -v -e 'referenced manual not found' -e 'outdated mandoc\.db'
}

for page in briefbook.1 briefbook.5; do
	prints_nothing "doc/$page is current" differences "$srcdir/doc/$page"
	if command -v mandoc >/dev/null; then
		prints_nothing "doc/$page is well formed" faults "$srcdir/doc/$page"
	fi
done
tap_end
