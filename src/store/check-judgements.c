/* check-judgements.c: what judgements rest on, and that their sentences keep likelihood and
 * confidence apart (ICD 203, D.6.e(2)(a)). The words looked for are those of the directive, in
 * English. */
#include <string.h>
#include <strings.h>

#include "store/check.h"

static const char *const likelihood_words[] = {
    "almost no chance",  "remote",           "very unlikely",  "highly improbable",
    "unlikely",          "improbable",       "improbably",     "roughly even chance",
    "roughly even odds", "likely",           "probable",       "probably",
    "almost certain",    "almost certainly", "nearly certain", NULL};

static const char *const confidence_words[] = {"low confidence", "moderate confidence",
                                               "high confidence", NULL};

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* The words stand there alone: "likely" is not in "unlikely". */
static bool stands_at(struct slice sentence, size_t start, struct slice words)
{
    size_t end = start + words.length;
    return end <= sentence.length && (start == 0 || !is_letter(sentence.data[start - 1])) &&
           (end == sentence.length || !is_letter(sentence.data[end])) &&
           strncasecmp(sentence.data + start, words.data, words.length) == 0;
}

static bool has_any(struct slice sentence, const char *const *words)
{
    for (; *words; words++) {
        for (size_t i = 0; i < sentence.length; i++) {
            if (stands_at(sentence, i, slice_of(*words)))
                return true;
        }
    }
    return false;
}

/* Takes a sentence from the front of a text. */
static struct slice next_sentence(struct slice *text)
{
    size_t end = 0;
    bool ends = false;
    while (end < text->length && !ends) {
        bool blank_follows =
            end + 1 < text->length && (text->data[end + 1] == ' ' || text->data[end + 1] == '\n');
        ends = blank_follows && memchr(".!?", text->data[end], 3) != NULL;
        end++;
    }
    struct slice sentence = {text->data, end};
    *text = (struct slice){text->data + end, text->length - end};
    return sentence;
}

static bool is_mixed(struct slice text)
{
    bool mixed = false;
    while (text.length && !mixed) {
        struct slice sentence = next_sentence(&text);
        mixed = has_any(sentence, likelihood_words) && has_any(sentence, confidence_words);
    }
    return mixed;
}

static void check_sentences(const struct check *check, struct record judgement)
{
    if (is_mixed(check_cell(check, judgement, JUDGEMENTS_TEXT)))
        diag_add(check->diags, DIAG_MIXED_JUDGEMENT,
                 check_place(check, DIAG_MIXED_JUDGEMENT, judgement, JUDGEMENTS_TEXT),
                 "one sentence has both how likely it is and how confident you are: keep them in "
                 "the columns likelihood and confidence, or in two sentences");
}

/* An assumption rests on nothing, and says so. */
static void check_evidence(const struct check *check, struct record judgement)
{
    static const size_t evidence[] = {JUDGEMENTS_SOURCE_IDS, JUDGEMENTS_QUOTE_IDS,
                                      JUDGEMENTS_EVENT_IDS};
    bool rests = slice_is(check_cell(check, judgement, JUDGEMENTS_KIND), "assumption");
    for (size_t i = 0; i < sizeof evidence / sizeof evidence[0]; i++)
        rests = rests || check_cell(check, judgement, evidence[i]).length;
    if (!rests)
        diag_add(check->diags, DIAG_NO_EVIDENCE,
                 check_place(check, DIAG_NO_EVIDENCE, judgement, JUDGEMENTS_TEXT),
                 "the judgement rests on nothing: name quotes, events or sources, or call it an "
                 "assumption");
}

void check_judgements(const struct check *check)
{
    for (size_t row = 0; row < check_rows(check, TABLE_JUDGEMENTS); row++) {
        struct record judgement = {TABLE_JUDGEMENTS, (uint32_t)row};
        check_evidence(check, judgement);
        check_sentences(check, judgement);
    }
}
