/* section-people.c: OFFICIALS AND EXPERTS. */
#include "brief/conflict.h"
#include "brief/order.h"
#include "brief/sections.h"

/* "Dr Name (이름)" */
static void add_name(struct composer *composer, struct record person)
{
    struct slice title = composer_cell(composer, person, PEOPLE_HONORIFIC_PREFIX);
    struct slice name = slice_trim(record_name(composer->store, person));
    struct slice native = composer_cell(composer, person, PEOPLE_NATIVE_NAME);
    bool begun = false;
    composer_part(composer, ROLE_NAME, title, " ", &begun);
    composer_part(composer, ROLE_NAME, name, " ", &begun);
    if (!slice_equal(native, name))
        composer_aside(composer, native);
}

/* ", in post 2021/2023", ", as of 2023-02-14": the latter where it is not the date of the book. */
static void add_dates(struct composer *composer, struct record person)
{
    struct slice as_of = composer_cell(composer, person, PEOPLE_AS_OF);
    compose_append_date(&composer->scratch, composer->store, person);
    struct slice post = composer_keep(composer);
    bool begun = true;
    composer_part(composer, ROLE_TEXT, post, ", in post ", &begun);
    if (!slice_equal(as_of, composer->as_of))
        composer_part(composer, ROLE_TEXT, as_of, ", as of ", &begun);
}

/* ", Rank A (OF-7), Service A, Role A, Organization A (XX)"; for want of a role the capacity. */
static void add_post(struct composer *composer, struct record person)
{
    bool has_role = composer_has(composer, person, PEOPLE_ROLE);
    const size_t parts[] = {PEOPLE_SERVICE, has_role ? PEOPLE_ROLE : PEOPLE_CAPACITY,
                            PEOPLE_ORGANIZATION};
    bool begun = true;
    composer_part(composer, ROLE_TEXT, composer_cell(composer, person, PEOPLE_RANK), ", ", &begun);
    composer_aside(composer, composer_cell(composer, person, PEOPLE_RANK_CODE));
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        composer_part(composer, ROLE_TEXT, composer_cell(composer, person, parts[i]), ", ", &begun);
    composer_aside(composer, composer_cell(composer, person, PEOPLE_COUNTRY));
}

static void compose_person(struct composer *composer, struct record person)
{
    composer_item(composer, person);
    struct block *block = composer_block(composer, BLOCK_PARAGRAPH, INDENT_ITEM);
    block->keep_with_next = composer_has(composer, person, PEOPLE_SUMMARY);
    add_name(composer, person);
    add_post(composer, person);
    add_dates(composer, person);
    conflict_flag(composer, person);
    composer_cite_or_say(composer, person, PEOPLE_SOURCE_IDS);
    if (composer_has(composer, person, PEOPLE_SUMMARY)) {
        composer_block(composer, BLOCK_PARAGRAPH, INDENT_TEXT);
        composer_text(composer, ROLE_TEXT, composer_cell(composer, person, PEOPLE_SUMMARY));
    }
}

void compose_people(struct composer *composer)
{
    struct record_list people = {0};
    order_people(composer, &people);
    for (size_t i = 0; i < people.count; i++)
        compose_person(composer, people.items[i]);
    record_list_free(&people);
}
