/* clock.h: how much time has passed. */
#ifndef BRIEFBOOK_CLOCK_H
#define BRIEFBOOK_CLOCK_H

/* Since some moment before the program began; never goes back. */
long long clock_microseconds(void);
long long clock_milliseconds(void);

#endif
