#!/bin/sh
# compare.sh: the pictures in doc/pictures are what the program shows, and are XML.
#
# compare.sh --update takes them anew: look at the difference first.
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
	taken "$1" | diff "$2" - ||
		echo "if it should look so: BRIEFBOOK=$BRIEFBOOK sh tests/pictures/compare.sh --update"
}

# Tags that do not pair, and signs that should be written as references.
faults() {
	awk '
		BEGIN { RS = "<" }
		NR == 1 { next }
		{
			end = index($0, ">")
			tag = substr($0, 1, end - 1)
			text = substr($0, end + 1)
			gsub(/&(#[0-9]+|lt|gt|amp);/, "", text)
			if (!end || text ~ /[&>]/)
				print "not XML: <" $0
			name = tag
			sub(/[ \/].*/, "", name)
			if (tag ~ /^\//) {
				if (open[depth--] != substr(tag, 2))
					print "nothing to close: <" tag ">"
			} else if (tag !~ /\/$/) {
				open[++depth] = name
			}
		}
		END {
			if (NR < 2 || depth)
				print "not closed: " open[depth]
		}
	' "$1"
}

# A document with pictures should load at once.
most_bytes=60000
excess() {
	bytes=$(wc -c <"$1")
	[ "$bytes" -le "$most_bytes" ] || echo "$bytes bytes"
}

for steps in "$SOURCE_FOLDER"/tests/pictures/*.picture; do
	name=$(basename "$steps" .picture)
	prints_nothing "$name.svg" differences "$steps" "$pictures/$name.svg"
done
for picture in "$pictures"/*.svg; do
	name=$(basename "$picture" .svg)
	passes "$name.svg has its steps" [ -f "$SOURCE_FOLDER/tests/pictures/$name.picture" ]
	passes "$name.svg has a title" grep -q '<title>..*</title>' "$picture"
	prints_nothing "$name.svg is XML" faults "$picture"
	prints_nothing "$name.svg is small" excess "$picture"
done
tap_end
