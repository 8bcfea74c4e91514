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

# run ARGUMENT...: runs the program; what it writes is in $out and $err, its exit status $status.
# What hangs ends with status 124.
run() {
	ran="briefbook $*"
	timeout 60 "$BRIEFBOOK" "$@" >"$out" 2>"$err" </dev/null
	status=$?
}

# What a failing case shows.
transcript() {
	echo "$ran: status $status"
	sed 's/^/out: /' "$out" | head -n 20
	sed 's/^/err: /' "$err" | head -n 20
}

ended() {
	[ "$status" -eq "$1" ] || transcript
}

# ends NAME STATUS: the program ended so.
ends() {
	prints_nothing "$1" ended "$2"
}

has() {
	grep -qF -e "$2" "$1" || {
		echo "lacks: $2"
		transcript
	}
}

has_not() {
	! grep -qF -e "$2" "$1" || {
		echo "should not hold: $2"
		transcript
	}
}

# shows NAME TEXT, hides NAME TEXT: standard output has a line with that text, or none has.
shows() {
	prints_nothing "$1" has "$out" "$2"
}
hides() {
	prints_nothing "$1" has_not "$out" "$2"
}

# says NAME TEXT, is_silent_about NAME TEXT: the same of standard error.
says() {
	prints_nothing "$1" has "$err" "$2"
}
is_silent_about() {
	prints_nothing "$1" has_not "$err" "$2"
}

is_empty() {
	[ ! -s "$1" ] || transcript
}

# says_nothing NAME: standard error is empty; shows_nothing NAME: standard output is.
says_nothing() {
	prints_nothing "$1" is_empty "$err"
}
shows_nothing() {
	prints_nothing "$1" is_empty "$out"
}

is_exactly() {
	printf '%s\n' "$1" | cmp -s - "$out" || {
		echo "expected: $1"
		transcript
	}
}

# shows_exactly NAME LINES: standard output is that and a line end.
shows_exactly() {
	prints_nothing "$1" is_exactly "$2"
}
