#!/bin/sh
# Quotations and the archived texts of their sources: what check and the page say of them.
. "${SOURCE_FOLDER:=$PWD}/tests/cli/setup.sh"

mkdir -p book/archive
printf 'He said: “A few\nwords, as they stand.”\n' >book/archive/a.txt
printf 'Nothing of it.\n' >secret.txt
ln -s ../../secret.txt book/archive/link.txt
cat >book/sources.csv <<'END'
id,title,reliability,archive_file
s,Source S,A,archive/a.txt
t,Source T,A,archive/link.txt
u,Source U,A,archive/none.txt
v,Source V,A,../secret.txt
END
cat >book/quotes.csv <<'END'
id,attribution_text,attribution_kind,text,quote_type,source_ids
q-same,Body A,body,"A few words, as they stand.",direct,s
q-other,Body A,body,"A few words, as they were.",direct,s
q-paraphrase,Body A,body,Others were none.,paraphrase,s
END

run check book
ends "a difference: status" 1
shows "a difference: place and words" "book/quotes.csv:3:21: error: the quotation says “A few words, as they were.”, but archive/a.txt:2:16 says “…“A few words, as they stand.” ”"
shows "a link out" "book/sources.csv:3:14: error: cannot open archive/link.txt: it leads out of the briefing's folder [path-outside]"
shows "a text that is missing" "book/sources.csv:4:14: error: cannot open archive/none.txt: No such file or directory; check the name [archive-unreadable]"
shows "outside" "book/sources.csv:5:14: error: “../secret.txt” leads out"
shows "nothing else" "4 errors, 0 warnings, 0 notes"

run print --sections sources,quotes book
ends "the page: status" 0
shows "the page: the copy" "Copy held: archive/a.txt"
shows "the page: how many are verified" "Verified: 1 of 2 quotations."

sed -i 's/as they were\./as they stand./' book/quotes.csv
sed -i '3,$d' book/sources.csv
run check book
ends "no difference: status" 0
shows "no difference" "0 errors, 0 warnings, 0 notes"

# Marks without words stand in any text: they are compared with none.
cat >book/quotes.csv <<'END'
id,attribution_text,attribution_kind,text,quote_type,source_ids
q-marks,Body A,body,"“ ”",direct,s
q-none,Body A,body,,partial,s
q-paraphrase,Body A,body,"""",paraphrase,s
END
run check book
ends "no words: status" 0
shows "no words: marks" "book/quotes.csv:2:21: warning: the quotation has no words"
shows "no words: nothing at all" "book/quotes.csv:3:20: warning: the quotation has no words"
shows "no words: none said word for word" "0 errors, 2 warnings, 0 notes"
run print --sections quotes --format json book
shows "no words: the page" '"verdict":"no-words"'
hides "no words: is not verified" '"verdict":"verified"'

tap_end
