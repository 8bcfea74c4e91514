#!/bin/sh
# count-cases.sh LOG STATUS: from what `make check` printed and its status, the cases that did not
# pass and the line "N passed, N failed". A run that failed in another way counts as one more.
#
# Tests that run side by side may write into one another's lines: the summary at the end is whole.
awk -v status="$2" '
	/^# [A-Z]+: +[0-9]+$/ { total[$2] = $3 }
	/^(FAIL|XPASS|ERROR|SKIP): / { print }
	/^(FAIL|XPASS): / {
		failed++
		faulty[$2] = 1
	}
	# A program whose case failed ends with a status that says no more than that.
	/^ERROR: / && !(/ - exited with status/ && $2 in faulty) { failed++ }
	END {
		if (failed < total["FAIL:"] + total["XPASS:"])
			failed = total["FAIL:"] + total["XPASS:"]
		if (status != 0 && !failed)
			failed = 1
		printf "%d passed, %d failed\n", total["PASS:"] + total["XFAIL:"], failed
		exit failed > 0
	}
' "$1"
