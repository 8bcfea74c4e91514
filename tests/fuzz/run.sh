#!/bin/sh
# run.sh: runs each fuzz target for SECONDS_EACH seconds, in the build folder, on what it found before
# (fuzz/NAME/) and the seeds. Inputs of findings stay in fuzz/. The last line counts the targets.
. "$SOURCE_FOLDER/tests/support/environment.sh"
seeds=$SOURCE_FOLDER/tests/fuzz/seeds
books=$SOURCE_FOLDER/tests/golden/every-column
passed=0
failed=0

# fuzz NAME ARGUMENT...
fuzz() {
	name=$1
	shift
	mkdir -p "fuzz/$name" || exit 1
	if "tests/fuzz/fuzz-$name" -max_total_time="$SECONDS_EACH" -timeout=10 -max_len=4096 \
		-print_final_stats=1 -artifact_prefix="fuzz/$name-" "$@" \
		"fuzz/$name" "$seeds/$name" >"fuzz/$name.log" 2>&1; then
		passed=$((passed + 1))
		inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "fuzz/$name.log")
		echo "$name: nothing found in $inputs inputs"
	else
		failed=$((failed + 1))
		tail -n 60 "fuzz/$name.log"
		echo "$name: a finding; all it says is in fuzz/$name.log"
	fi
}

mkdir -p fuzz/csv fuzz/json && cp "$books"/*.csv fuzz/csv || exit 1
# Its archived texts are not there, which is told; the copy is made all the same.
./briefbook export "$books" --format json --output fuzz/json/every-column 2>/dev/null
[ -s fuzz/json/every-column ] || exit 1
fuzz csv
fuzz date
# The book of every column is longer than other inputs.
fuzz json -max_len=16384 -dict="$SOURCE_FOLDER/tests/fuzz/json.dict"
fuzz query -dict="$SOURCE_FOLDER/tests/fuzz/query.dict"
fuzz text
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
