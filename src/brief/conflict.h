/* conflict.h: where sources disagree. */
#ifndef BRIEFBOOK_BRIEF_CONFLICT_H
#define BRIEFBOOK_BRIEF_CONFLICT_H

#include "brief/composer.h"

/* Adds what a conflict is about: "Francesco Diella’s rank". */
void conflict_add_subject(struct composer *composer, struct record conflict);

/* Adds ": Maj. Gen. [1]; Lt. Gen. [2][3]. Not resolved.", with what settled it where it was. */
void conflict_add_values(struct composer *composer, struct record conflict);

/* Adds " (! C1)" when a record is in dispute; its number only where conflicts are printed too. */
void conflict_flag(struct composer *composer, struct record record);

/* Whether a conflict is printed: it is selected, or an item that is carries its flag. */
bool conflict_is_printed(const struct composer *composer, struct record conflict);

#endif
