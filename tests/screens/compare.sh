#!/bin/sh
# compare.sh NAME.screen: the pictures of a screen test are as they stand in its file.
. "$SOURCE_FOLDER/tests/support/tap.sh"

differences() {
	actual=tests/screens/${1##*/}.actual
	tests/screens/run-screen "$1" >"$actual" || echo "run-screen ended with status $?"
	diff "$1" "$actual" || echo "if it should look so: cp $PWD/$actual $1"
}

prints_nothing "${1##*/}" differences "$1"
tap_end
