# The command line of the built program: one script a subject.
program_tests += \
	tests/cli/bad-input.sh \
	tests/cli/changes.sh \
	tests/cli/export.sh \
	tests/cli/hostile.sh \
	tests/cli/linear.sh \
	tests/cli/list.sh \
	tests/cli/marked.sh \
	tests/cli/new.sh \
	tests/cli/output.sh \
	tests/cli/print-formats.sh \
	tests/cli/print.sh \
	tests/cli/printer.sh \
	tests/cli/search-as-found.sh \
	tests/cli/search-csv.sh \
	tests/cli/search-json.sh \
	tests/cli/search-sort.sh \
	tests/cli/search.sh \
	tests/cli/terminal.sh \
	tests/cli/verify.sh
installed_tests = tests/cli/install.sh
wording_tests = tests/cli/options.sh tests/cli/quotations.sh tests/cli/readme.sh
tests_support_scripts += tests/cli/setup.sh tests/cli/validate-package.js

# Reads the bundled quotations for quotations.sh.
test_tools += tests/cli/list-quotations
tests_cli_list_quotations_SOURCES = tests/cli/list-quotations.c
tests_cli_list_quotations_LDADD = libbriefbook.a $(briefbook_libraries)

# Says for export.sh what is wrong with a Data Package.
test_tools += tests/cli/validate-package
tests_cli_validate_package_SOURCES = tests/cli/validate-package.c
tests_cli_validate_package_LDADD = libbriefbook.a $(briefbook_libraries)
