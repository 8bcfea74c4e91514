#!/bin/sh
# run.sh: makes the corpora that are missing and runs the benches, in the build folder. `make bench`
# says with SIZES, KINDS, BENCHES and RUNS what is to be measured.
. "$SOURCE_FOLDER/tests/support/environment.sh"
TZ=UTC # miller does not know UTC0
mkdir -p bench || exit 1

# Printing is measured with the middle size: a page of a million quotes is read by nobody.
PRINTED=100k

# corpus KIND SIZE: makes it if it is missing. Whether it is as it should be is found out once.
corpus() {
	[ ! -d "bench/$1-$2" ] || return 0
	tests/bench/make-corpus "$1" "$2" "bench/$1-$2" &&
		./briefbook check --strict "bench/$1-$2" >"bench/$1-$2.check" || exit 1
}

for size in $SIZES; do
	corpus mixed "$size"
	folders="$folders bench/mixed-$size"
done

# What is found depends on the script; all else hardly does.
search() {
	for kind in $KINDS; do
		for size in $SIZES; do
			corpus "$kind" "$size"
			tests/bench/bench-search "bench/$kind-$size" tests/bench/match-rows || exit 1
		done
	done
}

# Quotations that stand in their text, and such as differ by a letter.
verify() {
	for kind in same differ; do
		[ -e "bench/verify-$kind/quotes.csv" ] ||
			tests/bench/make-quotations "$kind" "bench/verify-$kind" || exit 1
		tests/bench/bench-verify ./briefbook "bench/verify-$kind" || exit 1
	done
}

for bench in $BENCHES; do
	case $bench in
	start)
		tests/bench/bench-start tests/bench/bare-screen ./briefbook \
			"$SOURCE_FOLDER/briefings/rok-nato-2023" $folders || exit 1
		;;
	print)
		corpus mixed "$PRINTED"
		tests/bench/bench-print ./briefbook "bench/mixed-$PRINTED" || exit 1
		;;
	load)
		for folder in $folders; do
			tests/bench/bench-load "$folder" || exit 1
		done
		;;
	search) search ;;
	verify) verify ;;
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
