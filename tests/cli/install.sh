#!/bin/sh
# `make install` puts the program, its manual and the bundled briefings where they belong, and the
# installed program finds what is installed.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"
build=$(dirname "$BRIEFBOOK")
[ -f "$build/Makefile" ] || tap_skip_all "the program was not built by make"

# What an outer make passes on is not meant for this one.
unset MAKEFLAGS MFLAGS MAKELEVEL
root=$work/root
passes "make install" make -s -C "$build" install "DESTDIR=$root"
installed=$(find "$root" -type f -name briefbook)
share=$(dirname "$(find "$root" -type d -name rok-nato-2023)")

# The folder that the installed program looks in, but for DESTDIR.
unset BRIEFBOOK_PATH
BRIEFBOOK=$installed
run print no-such-briefing
says "the installed program looks among the installed briefings" "${share#"$root"}"

BRIEFBOOK_PATH=$share
export BRIEFBOOK_PATH
run list
ends "the installed program: list: status" 0
shows "the installed program: list" "rok-nato-2023"
for name in rok-nato-2023 rok-nato-2025; do
	run print "$name"
	ends "the installed program: print $name: status" 0
	shows "the installed program: print $name" "SOUTH KOREA–NATO MILITARY COOPERATION"
	run check --strict "$name"
	ends "the installed $name is sound" 0
	shows "the installed $name has no errors or warnings" "0 errors, 0 warnings,"
done
run new made
ends "the installed program: new: status" 0
run check --strict made
shows_exactly "the installed program: new: a sound briefing" "0 errors, 0 warnings, 0 notes"
for page in man1/briefbook.1 man5/briefbook.5; do
	prints_nothing "the manual: $page" sh -c \
		'[ -n "$(find "$1" -path "*/$2")" ] || echo "$2 is not installed"' - "$root" "$page"
done
passes "make uninstall" make -s -C "$build" uninstall "DESTDIR=$root"
prints_nothing "nothing is left" find "$root" -type f

tap_end
