# tap.sh: for tests in shell. Source it, call `passes` and `prints_nothing` for each case, and end
# with `tap_end`. What a failing case printed follows it as comments.
tap_cases=0
tap_failures=0

# tap_case STATUS NAME [OUTPUT]
tap_case() {
	tap_cases=$((tap_cases + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tap_cases - $2"
		return
	fi
	tap_failures=$((tap_failures + 1))
	echo "not ok $tap_cases - $2"
	[ -z "${3-}" ] || printf '%s\n' "$3" | sed 's/^/# /'
}

# passes NAME COMMAND...: the command succeeds.
passes() {
	tap_name=$1
	shift
	tap_output=$("$@" 2>&1)
	tap_case $? "$tap_name" "$tap_output"
}

# prints_nothing NAME COMMAND...: the command finds nothing to complain of.
prints_nothing() {
	tap_name=$1
	shift
	tap_output=$("$@" 2>&1)
	[ -z "$tap_output" ]
	tap_case $? "$tap_name" "$tap_output"
}

# tap_skip_all REASON: this test cannot run here.
tap_skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}

tap_end() {
	echo "1..$tap_cases"
	[ "$tap_failures" -eq 0 ]
	exit
}
