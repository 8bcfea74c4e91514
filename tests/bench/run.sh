#!/bin/sh
# run.sh: makes the corpora that are missing and runs the benches, in the build folder. `make bench`
# says with SIZES, BENCHES and RUNS what is to be measured.
. "$SOURCE_FOLDER/tests/support/environment.sh"
TZ=UTC # miller does not know UTC0
mkdir -p bench || exit 1

# Printing is measured with the middle size: a page of a million quotes is read by nobody.
PRINTED=100k

# Whether a new corpus is as it should be is found out once.
corpus() {
	[ ! -d "bench/mixed-$1" ] || return 0
	tests/bench/make-corpus mixed "$1" "bench/mixed-$1" &&
		./briefbook check --strict "bench/mixed-$1" >"bench/mixed-$1.check" || exit 1
}

for size in $SIZES; do
	corpus "$size"
	folders="$folders bench/mixed-$size"
done

for bench in $BENCHES; do
	case $bench in
	start)
		tests/bench/bench-start tests/bench/bare-screen ./briefbook \
			"$SOURCE_FOLDER/briefings/rok-nato-2023" $folders || exit 1
		;;
	print)
		corpus "$PRINTED"
		tests/bench/bench-print ./briefbook "bench/mixed-$PRINTED" || exit 1
		;;
	load)
		for folder in $folders; do
			tests/bench/bench-load "$folder" || exit 1
		done
		;;
	search)
		for folder in $folders; do
			tests/bench/bench-search "$folder" tests/bench/match-rows || exit 1
		done
		;;
	latency)
		for folder in $folders; do
			tests/bench/bench-latency ./briefbook "$folder" || exit 1
		done
		;;
	*)
		echo "there is no bench \"$bench\"" >&2
		exit 2
		;;
	esac
done
