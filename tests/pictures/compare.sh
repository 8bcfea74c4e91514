#!/bin/sh
# compare.sh [--update]: the pictures in doc/pictures are what the program shows.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"
: "${TAKE_PICTURE:=$(dirname "$BRIEFBOOK")/tests/pictures/take-picture}"
pictures=$SOURCE_FOLDER/doc/pictures

# taken NAME.picture: the picture as it is now.
taken() {
	(cd "$SOURCE_FOLDER" && "$TAKE_PICTURE" "$BRIEFBOOK" <"$1")
}

if [ "${1-}" = --update ]; then
	for steps in "$SOURCE_FOLDER"/tests/pictures/*.picture; do
		name=$(basename "$steps" .picture)
		taken "$steps" >"$work/$name.svg" && cp "$work/$name.svg" "$pictures/"
	done
	exit
fi

differences() {
	taken "$1" | diff -q "$2" - >&2 ||
		echo "if it should look so: BRIEFBOOK=$BRIEFBOOK sh tests/pictures/compare.sh --update"
}

for steps in "$SOURCE_FOLDER"/tests/pictures/*.picture; do
	name=$(basename "$steps" .picture)
	prints_nothing "$name.svg" differences "$steps" "$pictures/$name.svg"
done
for picture in "$pictures"/*.svg; do
	passes "$(basename "$picture") is taken" \
		[ -f "$SOURCE_FOLDER/tests/pictures/$(basename "$picture" .svg).picture" ]
done
tap_end
