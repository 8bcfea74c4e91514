/* wording.h: the words for values. */
#ifndef BRIEFBOOK_BRIEF_WORDING_H
#define BRIEFBOOK_BRIEF_WORDING_H

#include "briefbook/store.h"

/* Appends a value of a column in words: "B" of reliability as "B (usually reliable)", dates with
 * their ends shortened, lists with "; ", languages by name. What has no other words is appended as
 * it stands. */
bool wording_append_value(struct buffer *buffer, enum table_id table, size_t column,
                          struct slice value);

/* Appends the title of a column as it stands in a sentence: "place", but "TLP"; the name itself when
 * the table has no such column. */
bool wording_append_column(struct buffer *buffer, enum table_id table, struct slice name);

/* Appends the name of a language: "Korean" for ko and ko-KR; the tag itself when it is a rare one. */
bool wording_append_language(struct buffer *buffer, struct slice tag);

/* Appends the members of a list, with "; " between them. */
bool wording_append_list(struct buffer *buffer, struct slice list);

/* Whether compose_append_date() takes this column of a record. */
bool wording_dates_by(const struct store *store, struct record record, size_t column);

/* Appends as much of a text as fits a line of a list, or a width where that is more, and "…" where that is
 * not all. */
bool wording_append_cut(struct buffer *buffer, struct slice text, size_t width);

/* compose_append_short(), in so many columns where they are more than it takes otherwise. */
bool wording_append_short(struct buffer *buffer, const struct store *store, struct record record,
                          size_t width);

/* Appends text in capital letters, by the rules of no particular language. */
bool wording_append_capitals(struct buffer *buffer, struct slice text);

#endif
