# embed-book.awk: makes C of the files that `briefbook new` writes, for new-book.h.
#
#     LC_ALL=C awk -v folder=FOLDER/ -f embed-book.awk FOLDER/FILE...
#
# A string is a line: standard C promises no room for a whole file in one. A question mark could
# begin a trigraph.
BEGIN {
	print "/* Made by embed-book.awk. */"
	print "/* clang-format off */"
	print "#include \"cli/new-book.h\"\n"
}

FNR == 1 {
	if (count)
		print "    NULL};\n"
	names[++count] = substr(FILENAME, length(folder) + 1)
	print "static const char *const file_" count "[] = {"
}

{
	gsub(/[\\"?]/, "\\\\&")
	print "    \"" $0 "\\n\","
}

END {
	print "    NULL};\n"
	print "const struct new_file new_files[] = {"
	for (i = 1; i <= count; i++)
		print "    {\"" names[i] "\", file_" i "},"
	print "    {NULL, NULL}};"
}
