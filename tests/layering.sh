#!/bin/sh
# The rules of doc/architecture.md that a compiler does not see: who may include whom, what the
# library may call, and how long things may be.
build=$PWD
. "${srcdir:=.}/tests/support/tap.sh"
cd "$srcdir" || exit 1

# From the ground up: a floor includes itself and those before it. The public headers of a floor
# are those that its module.mk lists.
floors="base store query brief output exchange tui cli"

sources() {
	find doc include src tests -name '*.[ch]' | sort
}

# includers HEADER...: the files that include one of these system headers. The benches may: they
# measure what those libraries take by themselves.
includers() {
	headers=$(printf '|%s' "$@")
	sources | grep -v '^tests/bench/' |
		xargs grep -HnE "^[[:blank:]]*#[[:blank:]]*include[[:blank:]]*[<\"](${headers#|})[>\"]"
}

curses_elsewhere() {
	includers '(ncursesw?/)?(curses|ncurses|term|panel|form|menu)\.h' | grep -v '^src/tui/screen\.c:'
}

csv_not_in_one_file_of_store() {
	includers csv.h | grep -v '^src/store/'
	files=$(includers csv.h | cut -d: -f1 | uniq)
	[ "$(printf '%s\n' "$files" | grep -c .)" -eq 1 ] ||
		printf 'csv.h is included by: %s\n' "${files:-no file}"
}

pcre2_elsewhere() {
	includers pcre2.h | grep -v -e '^src/query/regex\.c:' -e '^tests/support/reference-match\.c:'
}

sqlite_elsewhere() {
	includers sqlite3.h | grep -v -e '^src/exchange/export-sqlite\.c:' -e '^tests/unit/test-exchange\.c:'
}

# "HEADER FLOOR" for each public header.
public_headers() {
	for floor in $floors; do
		grep -o 'include/briefbook/[a-z-]*\.[a-z]*' "src/$floor/module.mk" |
			sed "s,^include/,,; s,\$, $floor,"
	done
}

homeless_headers() {
	listed=$(public_headers)
	for header in include/briefbook/*; do
		count=$(printf '%s\n' "$listed" | grep -c "^${header#include/} ")
		[ "$count" -eq 1 ] || echo "$header is listed by $count floors"
	done
}

# Quoted includes that reach up, or that do not say where they reach. A table generated into the
# build folder has no floor in its name.
includes_upwards() {
	{
		public_headers
		grep -HnE '^[[:blank:]]*#[[:blank:]]*include[[:blank:]]*"' \
			$(find include src -type f ! -name module.mk)
	} | awk -v floors="$floors" '
		BEGIN {
			count = split(floors, names, " ")
			for (i = 1; i <= count; i++)
				rank[names[i]] = i
		}
		/^briefbook\// {
			floor_of[$1] = $2
			next
		}
		{
			split($0, place, ":")
			split($0, quoted, "\"")
			header = quoted[2]
			file = place[1]
			if (header == "unicode-tables.h")
				next
			from = file
			sub(/^src\//, "", from)
			sub(/\/.*/, "", from)
			if (file ~ /^include\//)
				from = floor_of[substr(file, length("include/") + 1)]
			to = header
			sub(/\/.*/, "", to)
			if (to == "briefbook")
				to = floor_of[header]
			if (!rank[from] || !rank[to])
				print file ":" place[2] ": includes " header ", which names no floor"
			else if (rank[to] > rank[from])
				print file ":" place[2] ": " from " includes " header " of " to
		}
	'
}

# calls NAME... : what the objects of $library refer to, which is exact where words in the sources
# are not. The compiler may call __printf_chk for printf.
calls() {
	[ -e "$library" ] || echo "$library is not built"
	nm -A -P -u "$library" | awk -v names="$*" '
		BEGIN {
			count = split(names, list, " ")
			for (i = 1; i <= count; i++)
				forbidden[list[i]] = 1
		}
		{
			name = $2
			sub(/^_+(IO_)?/, "", name)
			sub(/_chk$/, "", name)
		}
		name in forbidden { print $1, $2 }
	'
}

prints_or_exits() {
	library=$build/libbriefbook.a
	calls printf fprintf vprintf vfprintf dprintf vdprintf puts fputs putc fputc putchar fwrite \
		perror psignal warn warnx err errx error stdout stderr \
		exit Exit quick_exit abort assert_fail
}

# Any use of curses needs one of these.
knows_curses() {
	for library in "$build/libbriefbook.a" "$build/libtui.a"; do
		calls initscr newterm endwin stdscr curscr setupterm tigetstr tputs tparm newwin \
			wrefresh wnoutrefresh doupdate wgetch wget_wch wmove wclear werase \
			waddch waddnstr waddnwstr wadd_wch waddchnstr wadd_wchnstr setcchar \
			start_color init_pair wattr_on wattr_set
	done
}

long_files() {
	wc -l $(find src tests -name '*.c') | awk '$2 != "total" && $1 > 500 { print $2 ": " $1 " lines" }'
	wc -l include/briefbook/*.h | awk '$2 != "total" && $1 > 150 { print $2 ": " $1 " lines" }'
}

# As clang-format lays it out, a function begins and its braces stand in the first column.
long_functions() {
	awk '
		/^[[:alpha:]].*\(/ {
			head = $0
			start = FNR
		}
		/^\{$/ { inside = 1 }
		/^\}$/ {
			if (inside && FNR - start + 1 > 60)
				print FILENAME ":" start ": " FNR - start + 1 " lines: " head
			inside = 0
		}
	' $(find src -name '*.c')
}

prints_nothing "only src/tui/screen.c includes curses" curses_elsewhere
prints_nothing "one file of store includes csv.h" csv_not_in_one_file_of_store
prints_nothing "only src/query/regex.c includes pcre2.h" pcre2_elsewhere
prints_nothing "only src/exchange/export-sqlite.c includes sqlite3" sqlite_elsewhere
prints_nothing "every public header belongs to one floor" homeless_headers
prints_nothing "no floor includes a higher one" includes_upwards
prints_nothing "the library prints nothing and never exits" prints_or_exits
prints_nothing "neither library knows curses" knows_curses
prints_nothing "no .c file over 500 lines, no public header over 150" long_files
prints_nothing "no function over 60 lines" long_functions
tap_end
