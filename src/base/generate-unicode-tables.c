/* generate-unicode-tables: writes the tables of unicode.h, as C, to standard output.
 *
 * Run when briefbook is built, so that the tables hold the Unicode version of the libunistring at
 * hand. A failure leaves a status other than 0 and no usable output. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>

#include "base/generator.h"
#include "base/unicode.h"

void require(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "generate-unicode-tables: %s\n", what);
        exit(EXIT_FAILURE);
    }
}

void *checked(void *memory)
{
    require(memory != NULL, "out of memory");
    return memory;
}

struct table table_new(const char *type, const char *blocks_name, const char *name)
{
    uint32_t *entries = checked(calloc(UNICODE_CHARACTERS, sizeof *entries));
    return (struct table){type, blocks_name, name, entries};
}

static const uint32_t *block_of(const struct table *table, size_t block)
{
    return table->entries + block * UNICODE_BLOCK_SIZE;
}

/* The earliest block with the same entries. */
static size_t first_like(const struct table *table, size_t block)
{
    size_t bytes = UNICODE_BLOCK_SIZE * sizeof *table->entries;
    size_t like = 0;
    while (memcmp(block_of(table, like), block_of(table, block), bytes) != 0)
        like++;
    return like;
}

static void print_number(size_t place, unsigned long number)
{
    printf("%s%lu,", place % 16 ? " " : "\n    ", number);
}

void table_print(struct table *table)
{
    size_t numbers[UNICODE_BLOCKS];
    size_t distinct = 0;
    printf("const uint16_t %s[UNICODE_BLOCKS] = {", table->blocks_name);
    for (size_t block = 0; block < UNICODE_BLOCKS; block++) {
        size_t like = first_like(table, block);
        numbers[block] = like == block ? distinct++ : numbers[like];
        print_number(block, numbers[block]);
    }
    printf("\n};\nconst %s %s[][UNICODE_BLOCK_SIZE] = {", table->type, table->name);
    for (size_t block = 0, next = 0; block < UNICODE_BLOCKS; block++) {
        if (numbers[block] != next)
            continue;
        printf("{");
        for (size_t i = 0; i < UNICODE_BLOCK_SIZE; i++)
            print_number(i, block_of(table, block)[i]);
        printf("},");
        next++;
    }
    printf("\n};\n");
    free(table->entries);
}

bool is_scalar(uint32_t character)
{
    return character < 0xD800 || (character > 0xDFFF && character < UNICODE_CHARACTERS);
}

static enum cluster_class cluster_class_of(uint32_t character)
{
    static const unsigned char classes[] = {
        [GBP_OTHER] = CLUSTER_OTHER,   [GBP_CR] = CLUSTER_CR,
        [GBP_LF] = CLUSTER_LF,         [GBP_CONTROL] = CLUSTER_CONTROL,
        [GBP_EXTEND] = CLUSTER_EXTEND, [GBP_PREPEND] = CLUSTER_PREPEND,
        [GBP_L] = CLUSTER_HANGUL_L,    [GBP_SPACINGMARK] = CLUSTER_SPACING_MARK,
        [GBP_V] = CLUSTER_HANGUL_V,    [GBP_T] = CLUSTER_HANGUL_T,
        [GBP_LV] = CLUSTER_HANGUL_LV,  [GBP_LVT] = CLUSTER_HANGUL_LVT,
        [GBP_RI] = CLUSTER_REGIONAL,   [GBP_ZWJ] = CLUSTER_JOINER,
    };
    if (uc_is_property_extended_pictographic(character))
        return CLUSTER_PICTOGRAPH;
    return (enum cluster_class)classes[uc_graphemeclusterbreak_property(character)];
}

static enum gate_kind gate_kind_of(uint32_t character)
{
    if (character == '\n' || character == '\r' || character == 0x85 || character == 0x2028 ||
        character == 0x2029)
        return GATE_KIND_LINE_END;
    if (character == 0x200C || character == 0x200D)
        return GATE_KIND_JOINER;
    if (uc_is_property_variation_selector(character))
        return GATE_KIND_SELECTOR;
    bool number_sign = uc_is_general_category(character, UC_FORMAT) &&
                       uc_graphemeclusterbreak_property(character) == GBP_PREPEND;
    if (number_sign)
        return GATE_KIND_TEXT;
    if (uc_is_property_default_ignorable_code_point(character) ||
        uc_is_general_category(character, UC_OTHER))
        return GATE_KIND_HIDDEN;
    if (uc_is_general_category(character, UC_SPACE_SEPARATOR))
        return GATE_KIND_SPACE;
    return uc_is_general_category(character, UC_MARK) ? GATE_KIND_MARK : GATE_KIND_TEXT;
}

static bool joins_by_shape(uint32_t character)
{
    int type = uc_joining_type(character);
    return type == UC_JOINING_TYPE_L || type == UC_JOINING_TYPE_R || type == UC_JOINING_TYPE_D;
}

/* Whether letters of a script take joiners: it has letters that connect, or a sign (virama, of
 * combining class 9) that makes conjuncts. */
static bool is_joining_script(const uc_script_t *script)
{
    for (uint32_t character = 0; character < UNICODE_CHARACTERS; character++)
        if ((joins_by_shape(character) || uc_combining_class(character) == 9) &&
            uc_script(character) == script)
            return true;
    return false;
}

/* The general scripts hold signs of all; their letters are judged one by one. */
static bool is_general_script(const uc_script_t *script)
{
    return !script || strcmp(script->name, "Common") == 0 || strcmp(script->name, "Inherited") == 0;
}

static void mark_joining_scripts(uint32_t *properties)
{
    const uc_script_t *scripts;
    size_t count;
    uc_all_scripts(&scripts, &count);
    bool *joining = checked(calloc(count + 1, sizeof *joining));
    for (size_t i = 0; i < count; i++)
        joining[i] = !is_general_script(&scripts[i]) && is_joining_script(&scripts[i]);
    for (uint32_t character = 0; character < UNICODE_CHARACTERS; character++) {
        const uc_script_t *script = uc_script(character);
        bool shaped = is_general_script(script) ? uc_joining_type(character) == UC_JOINING_TYPE_C
                                                : joining[script - scripts];
        enum gate_kind kind = gate_kind_of(character);
        if (shaped && (kind == GATE_KIND_TEXT || kind == GATE_KIND_MARK))
            properties[character] |= PROPERTY_JOINING;
    }
    free(joining);
}

static uint32_t property_of(uint32_t character)
{
    int width = uc_width(character, "UTF-8");
    uint32_t property = (uint32_t)(width < 0 ? 0 : width) |
                        (uint32_t)cluster_class_of(character) << PROPERTY_CLUSTER_SHIFT |
                        (uint32_t)gate_kind_of(character) << PROPERTY_GATE_SHIFT;
    if (uc_is_property_emoji(character))
        property |= PROPERTY_EMOJI;
    if (uc_is_property_ideographic(character))
        property |= PROPERTY_IDEOGRAPH;
    if (character >= 0x1820 && character <= 0x18AA)
        property |= PROPERTY_MONGOLIAN;
    return property;
}

static void print_properties(void)
{
    struct table table = table_new("uint16_t", "unicode_property_blocks", "unicode_properties");
    for (uint32_t character = 0; character < UNICODE_CHARACTERS; character++)
        if (is_scalar(character))
            table.entries[character] = property_of(character);
    mark_joining_scripts(table.entries);
    table_print(&table);
}

int main(void)
{
    printf("/* Made by generate-unicode-tables; do not edit. */\n");
    print_properties();
    print_folds();
    print_ascii();
    print_lines();
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("generate-unicode-tables");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
