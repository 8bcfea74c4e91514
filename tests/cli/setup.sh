# setup.sh: sourced by the tests of the built program. Each runs it in an empty folder of its own,
# with nobody's home and search path, and looks at what it wrote and how it ended.
. "${SOURCE_FOLDER:=$PWD}/tests/support/tap.sh"
. "$SOURCE_FOLDER/tests/support/environment.sh"
: "${BRIEFBOOK:?the path of the program to test}"
export SOURCE_FOLDER

book=$SOURCE_FOLDER/briefings/rok-nato-2023
work=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$work" && rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$work/home" "$work/here"
HOME=$work/home
XDG_DATA_HOME=$work/home/data
BRIEFBOOK_PATH=$SOURCE_FOLDER/briefings
export HOME XDG_DATA_HOME BRIEFBOOK_PATH
cd "$work/here" || exit 1
out=$work/out
err=$work/err

# Of many cases alike one of so many is tried: fewer where sanitizers make each several times as dear.
one_of=1
[ -z "${SANITIZERS-}" ] || one_of=4

# running NAME: for failing cases, what writes to $out and $err from now on. To be called before.
running() {
	ran=$1
	unset out_text err_text
}

# run ARGUMENT...: runs the program; what it writes is in $out and $err, its exit status $status.
# What hangs ends with status 124.
run() {
	running "briefbook $*"
	timeout 60 "$BRIEFBOOK" "$@" >"$out" 2>"$err" </dev/null
	status=$?
}

# What a failing case shows.
transcript() {
	echo "$ran: status $status"
	sed 's/^/out: /' "$out" | head -n 20
	sed 's/^/err: /' "$err" | head -n 20
}

# A case that passes starts no process, and both texts are read once for all cases of a run: in
# variables, without their NUL bytes and last line ends.

# run_case STATUS NAME [PROBLEM]
run_case() {
	if [ "$1" -eq 0 ]; then
		tap_case 0 "$2"
	else
		tap_case 1 "$2" "${3:+$3
}$(transcript)"
	fi
}

# ends NAME STATUS: the program ended so.
ends() {
	[ "$status" -eq "$2" ]
	run_case $? "$1"
}

# holds TEXT PART
holds() {
	case $1 in *"$2"*) ;; *) false ;; esac
}

# shows NAME TEXT, hides NAME TEXT: standard output has that text, or has not.
shows() {
	holds "${out_text=$(cat "$out")}" "$2"
	run_case $? "$1" "lacks: $2"
}
hides() {
	! holds "${out_text=$(cat "$out")}" "$2"
	run_case $? "$1" "should not hold: $2"
}

# says NAME TEXT, is_silent_about NAME TEXT: the same of standard error.
says() {
	holds "${err_text=$(cat "$err")}" "$2"
	run_case $? "$1" "lacks: $2"
}
is_silent_about() {
	! holds "${err_text=$(cat "$err")}" "$2"
	run_case $? "$1" "should not hold: $2"
}

# says_nothing NAME: standard error is empty; shows_nothing NAME: standard output is.
says_nothing() {
	[ ! -s "$err" ]
	run_case $? "$1"
}
shows_nothing() {
	[ ! -s "$out" ]
	run_case $? "$1"
}

# shows_exactly NAME LINES: standard output is that and a line end.
shows_exactly() {
	printf '%s\n' "$2" | cmp -s - "$out"
	run_case $? "$1" "expected: $2"
}
