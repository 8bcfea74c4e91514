/* test-check.c: every fault that a check of a book can find, with its place and its words. Faults of
 * files that cannot be opened are in test-store.c, those of what is too long in test-csv-limits.c; costs
 * in test-check-costs.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/book.h"
#include "support/empty-folder.h"

/* A book of up to three files, and what is found in it; of the last diagnostic also the message. */
struct faults {
    const char *files[3][2]; /* name and content */
    const char *found;       /* see expect_diags */
    const char *message;     /* of the last one, NULL for any */
};

static void expect_faults(const struct faults *faults, bool *seen)
{
    struct diag_list diags = {0};
    for (size_t i = 0; i < 3 && faults->files[i][0]; i++)
        make_file(faults->files[i][0], faults->files[i][1]);
    struct store *store = load_book(".");
    assert_true(store_check(store, &diags));
    expect_diags(&diags, faults->found);
    if (faults->message)
        assert_string_equal(diags.items[diags.count - 1].message, faults->message);
    for (size_t i = 0; i < diags.count; i++)
        seen[diags.items[i].code] = true;
    diag_list_free(&diags);
    store_free(store);
    for (size_t i = 0; i < 3 && faults->files[i][0]; i++)
        assert_int_equal(unlink(faults->files[i][0]), 0);
}

/* ---- Files and headers ---------------------------------------------------------------------- */

static const struct faults file_faults[] = {
    {{{"lines.csv", ""}},
     "./lines.csv empty-file\n",
     "the file is empty: it needs a header row that names its columns"},
    {{{"lines.csv", "\nid,text\n\n"}},
     "./lines.csv:2:1 no-records\n",
     "the file has a header and no records"},
    {{{"lines.csv", "\xFF\xFEi"}},
     "./lines.csv:1:1 unsupported-encoding\n",
     "the file is UTF-16 or UTF-32: save it as UTF-8"},
    {{{"lines.csv", "id,text\nl,\"x\n"}},
     "./lines.csv:2:3 unterminated-quote\n",
     "this quotation mark is never closed: close it; the row ends with this line, and cells after "
     "it may not span lines"},
    {{{"lines.csv", "id,text\nl,x\"\n"}},
     "./lines.csv:2:4 stray-quote\n",
     "a quotation mark where none may stand: put the whole cell in quotation marks and write each "
     "mark inside twice"},
    {{{"lines.csv", "id,text\nl\n"}},
     "./lines.csv:2:1 short-row\n",
     "the row has 1 of the 2 cells that the header names: add commas; the last ones are taken as "
     "blank"},
    {{{"lines.csv", "id,text\nl,x,y\n"}},
     "./lines.csv:2:1 long-row\n",
     "the row has 3 cells, the header names 2: put cells that hold commas in quotation marks; what "
     "is beyond the header is kept together"},
    {{{"lines.csv", "id,text\nl,\xFFx\n"}},
     "./lines.csv:2:3 invalid-utf8\n",
     "the cell holds bytes that are not UTF-8, shown as U+FFFD: save the file as UTF-8"},
    {{{"lines.csv", "id,text,Text\nl,x,y\n"}},
     "./lines.csv:1:9 duplicate-column\n./lines.csv:1:9 unknown-column\n",
     NULL},
    {{{"lines.csv", "id,text\nl,x\n"}, {"cars.csv", "id\nc\n"}},
     "./cars.csv unknown-table\n",
     "no table of a briefing has this name: the file is not read"},
    {{{"lines.csv", "\n id,무드,text,\"mo\nod\"\nl,1,x,2\n"}},
     "./lines.csv:2:5 unknown-column\n./lines.csv:2:13 unknown-column\n",
     "the column “mo\nod” is not of the format: it is kept, shown and searched as it is"},
    {{{"lines.csv", "\n\nid,kind\nl,take\n"}},
     "./lines.csv:3:1 missing-column\n",
     "the column “text” is missing: add it to the header"},
};

/* ---- Ids ------------------------------------------------------------------------------------ */

static const struct faults id_faults[] = {
    {{{"lines.csv", "text,id\nx,l\n\"y\ny\",\n"}},
     "./lines.csv:4:4 missing-id\n",
     "the record has no id: it is called “row-3” until it gets one"},
    {{{"lines.csv", "text\nx\n"}}, "./lines.csv:2 missing-id\n", NULL},
    {{{"lines.csv", "id,text\nL,x\n-l,x\nl_l,x\n l,x\n김,x\n"}},
     "./lines.csv:2:1 invalid-id\n./lines.csv:3:1 invalid-id\n./lines.csv:4:1 invalid-id\n"
     "./lines.csv:5:1 invalid-id\n./lines.csv:6:1 invalid-id\n",
     "the id “김” is not made of a–z, 0–9 and inner hyphens: change it, and the links to it"},
    {{{"lines.csv", "id,text\n0-l,x\nl--,x\n9,x\nrow-9,x\n"}}, "", NULL},
    {{{"lines.csv", "text,id\nx,a\nx,b\n김,a\nx,a\n"}},
     "./lines.csv:4:3 duplicate-id\n./lines.csv:5:3 duplicate-id\n",
     "the id “a” is used on line 2 already: give this record another"},
    {{{"lines.csv", "id,text\na,x\n"}, {"fields.csv", "id,name\na,x\n"}}, "", NULL},
    {{{"lines.csv", "id,text\nrow-3,x\n,x\n"}},
     "./lines.csv:3:1 missing-id\n./lines.csv:3:1 duplicate-id\n",
     NULL},
};

/* ---- Values --------------------------------------------------------------------------------- */

static const struct faults value_faults[] = {
    {{{"fields.csv", "id,name,as_of\nf,\"x\nx\",2023-02-29\n"}},
     "./fields.csv:3:4 impossible-date\n",
     "the date “2023-02-29” is on no calendar: it is kept as text; correct it"},
    {{{"fields.csv", "id,name,as_of\nf,한국,soon\n"}},
     "./fields.csv:2:6 invalid-date\n",
     "“soon” is not a date as ISO 8601-2 writes it (2023-02-14, 2023-02, 2023-01~, 2021/2023): it "
     "is kept as text; words belong in date_text"},
    {{{"fields.csv", "id,name,as_of\nf,x, 2023\n"}}, "./fields.csv:2:5 invalid-date\n", NULL},
    {{{"fields.csv", "id,name,as_of\nf,x,2023-02~\ng,x, \nh,x,\n"}}, "", NULL},
    {{{"lines.csv", "id,text,kind\nl,x,take\nm,x,Take\nn,x,\n"}},
     "./lines.csv:3:5 unknown-value\n",
     "“Take” is no value of kind: use one of take, if-raised, ask"},
    {{{"judgements.csv", "id,text,classification\nj,x,NATO RESTRICTED\nk,x,Secret\n"}},
     "./judgements.csv:2:3 no-evidence\n./judgements.csv:3:3 no-evidence\n./judgements.csv:3:5 "
     "unknown-value\n",
     "“Secret” is no classification: use UNCLASSIFIED, RESTRICTED, CONFIDENTIAL, SECRET or TOP "
     "SECRET, with any prefix"},
    {{{"sources.csv", "id,title,reliability,archive_file\ns,x,A,a/../../b\nt,x,A,/a\n"
                      "u,x,A,a/b..c/d\nv,x,A,\nw,x,A,..\n"}},
     "./sources.csv:2:7 path-outside\n./sources.csv:3:7 path-outside\n"
     "./sources.csv:4:7 archive-unreadable\n"
     "./sources.csv:6:7 path-outside\n",
     "“..” leads out of the briefing folder: keep the file inside it"},
    /* what a message quotes is cut, but not inside a character */
    {{{"lines.csv", "id,text,kind\n"
                    "l,x,12345678901234567890123456789012345678901234567890123456789김수광\n"}},
     "./lines.csv:2:5 unknown-value\n",
     "“12345678901234567890123456789012345678901234567890123456789” is no value of kind: use one "
     "of take, if-raised, ask"},
    {{{"conflicts.csv", "id,table,value_a,value_b\nc,People,x,y\n"}},
     "./conflicts.csv:2:3 unknown-value\n",
     NULL},
};

/* ---- Links ---------------------------------------------------------------------------------- */

static const struct faults link_faults[] = {
    {{{"lines.csv", "id,text,field_ids\nl,x,f; g;h\n"}, {"fields.csv", "id,name\nf,F\n"}},
     "./lines.csv:2:5 dangling-link\n./lines.csv:2:5 dangling-link\n",
     "no record of fields has the id “h”: correct it or add the record"},
    {{{"lines.csv", "id,text,field_ids\nl,x,f;g\n"}}, "", NULL}, /* no such table */
    {{{"lines.csv", "id,text,field_ids\nl,x,f\n"}, {"fields.csv", "id,name\n"}},
     "./fields.csv:1:1 no-records\n./lines.csv:2:5 dangling-link\n",
     NULL},
    {{{"quotes.csv", "id,text,source_ids,speaker_id\nq,x,s,\"Person\nA\"\nr,x,s,p\n"},
      {"people.csv", "id,name\np,P\n"}},
     "./quotes.csv:2:7 implied-person\n",
     "“Person\nA” is in no record of people: shown as a person by that name; add a record or "
     "correct the id"},
    {{{"quotes.csv", "id,text,source_ids,speaker_id\nq,x,s,Person A\nr,x,s,Person A\n"}},
     "./quotes.csv:2:7 implied-person\n./quotes.csv:3:7 implied-person\n",
     NULL},
    {{{"conflicts.csv", "id,table,row_id,value_a,value_b\nc,lines,l,x,y\nd,lines,m,x,y\n"
                        "e,fields,f,x,y\nf,people,p,x,y\n"},
      {"lines.csv", "id,text\nl,x\n"}},
     "./conflicts.csv:3:9 dangling-link\n./conflicts.csv:5:10 implied-person\n",
     NULL},
    {{{"fields.csv", "id,parent_id,name\na,a,A\nb,c,B\nc,d,C\nd,b,D\ne,b,E\nf,,F\ng,f,G\n"}},
     "./fields.csv:2:3 circular-parent\n./fields.csv:3:3 circular-parent\n"
     "./fields.csv:4:3 circular-parent\n./fields.csv:5:3 circular-parent\n",
     "the field “D” is above itself: correct parent_id here or further up"},
    {{{"fields.csv", "id,parent_id,name\na,b,A\nb,none,B\n"}},
     "./fields.csv:3:3 dangling-link\n",
     NULL},
};

/* ---- The book ------------------------------------------------------------------------------- */

static const struct faults book_faults[] = {
    {{{"briefing.csv", "\nid,title\na,A\nb,B\n"}},
     "./briefing.csv:2:1 row-count\n",
     "briefing.csv has 2 rows: it describes the book in exactly one"},
    {{{"briefing.csv", "id,title\n"}},
     "./briefing.csv:1:1 no-records\n./briefing.csv:1:1 row-count\n",
     NULL},
    {{{"briefing.csv", "id,title,tlp\nb,B,GREEN\n"},
      {"judgements.csv", "id,text,tlp\nj,x,RED\nk,x,GREEN\nl,x,\nm,x,CLEAR\nn,x,AMBER\n"}},
     "./judgements.csv:2:3 no-evidence\n./judgements.csv:2:5 marking-too-low\n./judgements.csv:3:3 "
     "no-evidence\n./judgements.csv:4:3 no-evidence\n./judgements.csv:5:3 "
     "no-evidence\n./judgements.csv:6:3 no-evidence\n./judgements.csv:6:5 marking-too-low\n",
     "the judgement “n” is marked AMBER, the book “GREEN”: raise tlp in briefing.csv"},
    {{{"briefing.csv", "id,title,classification\nb,B,\n"},
      {"judgements.csv",
       "id,text,classification\nj,x,UNCLASSIFIED\nk,x,NATO RESTRICTED\nl,x,none\n"}},
     "./judgements.csv:2:3 no-evidence\n./judgements.csv:3:3 no-evidence\n./judgements.csv:3:5 "
     "marking-too-low\n./judgements.csv:4:3 no-evidence\n./judgements.csv:4:5 unknown-value\n",
     NULL},
    {{{"briefing.csv", "id,title,classification\nb,B,TOP SECRET\n"},
      {"judgements.csv",
       "id,text,classification,kind\nj,x,SECRET,assumption\nk,x,COSMIC TOP SECRET,assumption\n"}},
     "",
     NULL},
    {{{"judgements.csv", "id,text,tlp,kind\nj,x,RED,assumption\n"}},
     "",
     NULL}, /* no briefing.csv */
    {{{"quotes.csv", "id,text,source_ids,event_id,date\nq,x,s,e,2023-02-14\nr,x,s,e,2023-02-16\n"
                     "s,x,s,e,2023-02\nt,x,s,e,soon\nu,x,s,,2020\nv,x,s,f,2020\n"},
      {"events.csv", "id,name,source_ids,start_date,end_date\ne,E,s,2023-02-13,2023-02-15\n"
                     "f,F,s,,\n"}},
     "./quotes.csv:2 no-reason\n./quotes.csv:3 no-reason\n./quotes.csv:3:9 "
     "date-mismatch\n./quotes.csv:4 no-reason\n./quotes.csv:5 no-reason\n./quotes.csv:5:9 "
     "invalid-date\n./quotes.csv:6 no-reason\n./quotes.csv:7 no-reason\n",
     NULL},
    /* likelihood and confidence, in one sentence and in two */
    {{{"judgements.csv", "id,kind,text\n"
                         "a,assumption,It is Likely. We have high confidence in it.\n"
                         "b,assumption,We have high confidence that it is\tlikely.\n"
                         "c,assumption,First. Nearly certain (Low Confidence)\n"
                         "d,assumption,An unlikely confidence\n"
                         "e,assumption,\"Probably so, 1.5 times,\nwith moderate confidence.\"\n"
                         "f,assumption,Likelier with high confidences\n"
                         "g,assumption,Remote!\n"}},
     "./judgements.csv:3:14 mixed-judgement\n./judgements.csv:4:14 mixed-judgement\n"
     "./judgements.csv:6:14 mixed-judgement\n",
     NULL},
    {{{"events.csv", "id,name,source_ids\ne,E,s\nf,F, \ng,G,\n"}},
     "./events.csv:3:5 unsourced\n./events.csv:4:5 unsourced\n",
     "the event names no source: the page prints [no source]"},
    {{{"quotes.csv", "id,attribution_kind,text\nq,body,x\n"}},
     "./quotes.csv:2 unsourced\n",
     "the quote names no source: the page prints [no source]"},
    {{{"sources.csv", "id,title,reliability\ns,S,B\nt,T,\n"}},
     "./sources.csv:3:5 unrated\n",
     "the source has no reliability (A–F): the page prints UNRATED"},
    {{{"briefing.csv", "id,title,as_of\nb,B,2023-02-14\n"},
      {"events.csv", "id,name,source_ids,start_date,end_date,status\ne,E,s,2023-02-15,,held\n"
                     "f,F,s,2023-02-14,2023-02-16,held\ng,G,s,2023-02-15,,planned\n"
                     "h,H,s,2023-02,,held\ni,I,s,,,held\n"}},
     "./events.csv:2:19 held-ahead\n",
     "the event is held, but begins after the day the book is as of: correct its date or status, "
     "or "
     "as_of"},
    {{{"quotes.csv", "id,text,source_ids,attribution_kind,anonymity_reason\n"
                     "q,x,s,unnamed,\nr,x,s,unnamed,fear\nt,x,s,body,\nu,x,s,,\n"}},
     "./quotes.csv:2:15 no-reason\n./quotes.csv:5:8 no-reason\n",
     "the speaker is not named and anonymity_reason is blank: the page prints that the reason is "
     "not given"},
    {{{"judgements.csv", "id,kind,text,quote_ids,event_ids,source_ids\nj,judgement,x,,,\n"
                         "k,judgement,x,q,,\nl,fact,x,,,s\nn,assumption,x,,,\n"}},
     "./judgements.csv:2:13 no-evidence\n",
     "the judgement rests on nothing: name quotes, events or sources, or call it an assumption"},
    {{{"people.csv", "id,name,capacity,organization\na,A,expert,X\nb,B,expert,\nc,C,official,\n"}},
     "./people.csv:3:12 no-affiliation\n",
     "the expert “B” has no organization"},
};

/* ---- Archived texts ------------------------------------------------------------------------- */

#define SOURCE "id,title,reliability,archive_file\ns,S,A,a.txt\n"
#define QUOTE  "id,source_ids,quote_type,attribution_kind,text\nq,s,direct,body,"

static const struct faults archive_faults[] = {
    {{{"sources.csv", SOURCE}, {"quotes.csv", QUOTE "“ ” …\n"}, {"a.txt", "He says: “”"}},
     "./quotes.csv:2:17 no-words\n",
     "the quotation has no words, and is compared with no archived text: give it the words that "
     "were "
     "said"},
    {{{"sources.csv", SOURCE},
      {"quotes.csv", "id,source_ids,quote_type,attribution_kind,text,original_text\n"
                     "q,s,direct,body,“”,words\nr,s,paraphrase,body,,\n"},
      {"a.txt", "He says: “words”"}},
     "",
     NULL},
    {{{"sources.csv", SOURCE},
      {"quotes.csv", QUOTE "A few “words”.\n"},
      {"a.txt", "\nHe says:\n\"A  few\n'words'.\"\n"}},
     "",
     NULL},
    {{{"sources.csv", SOURCE},
      {"quotes.csv", QUOTE "They are a few words.\n"},
      {"a.txt", "No. They are\na few wôrds.\n"}},
     "./quotes.csv:2:17 quotation-differs\n",
     "the quotation says “They are a few words.”, but a.txt:2:8 says “No. They are a few wôrds. ”: "
     "correct its words, or source_ids"},
    {{{"sources.csv", SOURCE},
      {"quotes.csv", QUOTE "They are a few words.\n"},
      {"a.txt", "The end"}},
     "./quotes.csv:2:17 quotation-differs\n",
     "the quotation is not in a.txt: correct its words, or source_ids"},
    {{{"sources.csv", "id,title,reliability,archive_file\ns,S,A,a.txt\nt,T,A,sources.csv\n"},
      {"quotes.csv", QUOTE "\"s,S,A,a\"\n"},
      {"a.txt", "The end"}},
     "./quotes.csv:2:17 quotation-elsewhere\n",
     "the quotation is not in a.txt, but in sources.csv:2:1, the text of “t”: correct source_ids"},
    {{{"sources.csv", SOURCE},
      {"quotes.csv", QUOTE "few … words\n"},
      {"a.txt", "A few\n good words"}},
     "./quotes.csv:2:17 quotation-joined\n",
     "the quotation joins two places of a.txt, 1:3 and 2:7: see that no more is left out than its "
     "sense bears"},
    {{{"sources.csv", SOURCE},
      {"quotes.csv", QUOTE "few words\n"},
      {"a.txt", "few words, few words"}},
     "./quotes.csv:2:17 quotation-twice\n",
     "the quotation stands in a.txt at 1:1 and at 1:12: say in locator which is meant"},
    {{{"sources.csv", SOURCE},
      {"quotes.csv",
       "id,source_ids,quote_type,attribution_kind,locator,text\nq,s,partial,body,page 1,few words\n"
       "r,s,paraphrase,body,,other\nu,s,,body,,other\n"},
      {"a.txt", "few words, few words"}},
     "",
     NULL},
    {{{"sources.csv", SOURCE}, {"quotes.csv", QUOTE "few words\n"}},
     "./sources.csv:2:7 archive-unreadable\n",
     "cannot open a.txt: No such file or directory; check the name"},
    {{{"sources.csv", SOURCE}, {"a.txt", "few\nw\xFFrds"}},
     "./sources.csv:2:7 archive-unreadable\n",
     "a.txt is not UTF-8 from 2:2 on: save it as UTF-8"},
    {{{"sources.csv", "id,title,reliability,archive_file\ns,S,A,.\nt,T,A,../a.txt\n"}},
     "./sources.csv:2:7 archive-unreadable\n./sources.csv:3:7 path-outside\n",
     NULL},
    /* the words in the language of the source are compared */
    {{{"sources.csv", "id,title,reliability,language,archive_file\ns,S,A,ko-KR,a.txt\n"},
      {"quotes.csv",
       "id,source_ids,quote_type,attribution_kind,text,language,original_text,original_language\n"
       "q,s,direct,body,a few words,en,몇 마디 말,ko\n"
       "r,s,direct,body,a few words,en,몇 마디 글,ko\n"
       "t,s,direct,body,many words,en,,\n"},
      {"a.txt", "몇 마디 말 a few words"}},
     "./quotes.csv:3:32 quotation-differs\n",
     "the quotation says “몇 마디 글”, but a.txt:1:6 says “몇 마디 말 a few words”: correct its "
     "words, or source_ids"},
    /* either, where languages are not given */
    {{{"sources.csv", SOURCE},
      {"quotes.csv",
       "id,source_ids,quote_type,attribution_kind,text,original_text\n"
       "q,s,direct,body,a few words,몇 마디 말\nr,s,direct,body,a few words,몇 마디 글\n"
       "t,s,direct,body,many words,몇 마디 글\n"},
      {"a.txt", "몇 마디 말, a few words"}},
     "./quotes.csv:4:28 quotation-differs\n",
     NULL},
};

/* A last cell that is blank has a place even where the file ends with it. */
static const struct faults end_faults[] = {
    {{{"events.csv", "id,name,source_ids\ne,E,"}}, "./events.csv:2:5 unsourced\n", NULL},
    /* a row that is torn has no cells beyond its line, whatever stands on the next ones */
    {{{"events.csv", "id,name,source_ids\ne,\"E\nf,\"F,s\n"}},
     "./events.csv:2 unsourced\n./events.csv:2:1 short-row\n./events.csv:2:3 unterminated-quote\n"
     "./events.csv:3 unsourced\n./events.csv:3:1 short-row\n./events.csv:3:3 unterminated-quote\n",
     NULL},
};

static void test_faults(void **state)
{
    (void)state;
    static const struct {
        const struct faults *faults;
        size_t count;
    } groups[] = {
#define GROUP(faults) {faults, sizeof(faults) / sizeof(faults)[0]}
        GROUP(file_faults), GROUP(id_faults),      GROUP(value_faults), GROUP(link_faults),
        GROUP(book_faults), GROUP(archive_faults), GROUP(end_faults),
    };
    /* what the cases above do not give: no book, or none that text can hold */
    bool seen[DIAG_CODE_COUNT] = {
        [DIAG_OUT_OF_MEMORY] = true,  [DIAG_NOT_FOUND] = true,
        [DIAG_NOT_READABLE] = true,   [DIAG_NOT_REGULAR] = true,
        [DIAG_NOT_WRITABLE] = true,   [DIAG_NO_TABLES] = true,
        [DIAG_USAGE] = true,          [DIAG_TERMINAL] = true,
        [DIAG_QUERY] = true,          [DIAG_TOO_LONG] = true,
        [DIAG_NUL_BYTE] = true,       [DIAG_COMMAND] = true,
        [DIAG_NO_PREDECESSOR] = true, [DIAG_CIRCULAR_SUPERSEDES] = true,
        [DIAG_INVALID_BOOK] = true,
    };
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        for (size_t j = 0; j < groups[i].count; j++)
            expect_faults(&groups[i].faults[j], seen);
    }
    for (int code = 0; code < DIAG_CODE_COUNT; code++) {
        if (!seen[code])
            fail_msg("no case gives %s", diag_code_name((enum diag_code)code));
    }
}

/* ---- The whole ------------------------------------------------------------------------------ */

static void test_severities_and_order(void **state)
{
    (void)state;
    make_file("people.csv", "id,name,capacity\np,P,expert\n");
    make_file("events.csv", "id,name,mood,source_ids,attendee_ids\ne,E,,,q\ne,E\n");
    make_file("cars.csv", "id\n");
    struct store *store = load_book(".");
    struct diag_list diags = {0};
    assert_true(store_check(store, &diags));
    expect_diags(&diags, "./cars.csv unknown-table\n"
                         "./events.csv:1:9 unknown-column\n"
                         "./events.csv:2:6 unsourced\n"
                         "./events.csv:2:7 implied-person\n"
                         "./events.csv:3 unsourced\n"
                         "./events.csv:3:1 short-row\n"
                         "./events.csv:3:1 duplicate-id\n"
                         "./people.csv:2 no-affiliation\n");
    assert_int_equal(diag_list_count(&diags, SEVERITY_ERROR), 1);
    assert_int_equal(diag_list_count(&diags, SEVERITY_WARNING), 3);
    assert_int_equal(diag_list_count(&diags, SEVERITY_NOTE), 4);
    /* what reading found stays with the store, and is added once more by each check */
    assert_int_equal(store_diags(store)->count, 2);
    assert_true(store_check(store, &diags));
    assert_int_equal(diags.counts[DIAG_SHORT_ROW], 2);
    diag_list_free(&diags);
    store_free(store);
}

static void test_bundled_book(void **state)
{
    (void)state;
    struct store *store = load_book(bundled_book());
    struct diag_list diags = {0};
    assert_true(store_check(store, &diags));
    assert_int_equal(diag_list_count(&diags, SEVERITY_ERROR), 0);
    assert_int_equal(diag_list_count(&diags, SEVERITY_WARNING), 0);
    for (enum table_id table = 0; table < TABLE_PLAIN; table++)
        assert_true(store_record_count(store, table) > 0);
    diag_list_free(&diags);
    store_free(store);
}

/* A plain table has no schema to be checked by; what reading found is told. */
static void test_plain_table(void **state)
{
    (void)state;
    make_file("t.csv", "a,a\n1\n");
    struct store *store = load_book("t.csv");
    expect_checked(store, "t.csv:1:3 duplicate-column\nt.csv:2:1 short-row\n");
    store_free(store);
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_faults),
        IN_FOLDER(test_severities_and_order),
        cmocka_unit_test(test_bundled_book),
        IN_FOLDER(test_plain_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
