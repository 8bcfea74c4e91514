/* language.c: languages by name. */
#include <strings.h>

#include "brief/wording.h"

/* X(ISO 639-1 code, name): the languages of NATO's members and partners, and of the United Nations. */
#define LANGUAGES(X)         \
    X("ar", "Arabic")        \
    X("bg", "Bulgarian")     \
    X("bs", "Bosnian")       \
    X("ca", "Catalan")       \
    X("cs", "Czech")         \
    X("da", "Danish")        \
    X("de", "German")        \
    X("el", "Greek")         \
    X("en", "English")       \
    X("es", "Spanish")       \
    X("et", "Estonian")      \
    X("fa", "Persian")       \
    X("fi", "Finnish")       \
    X("fr", "French")        \
    X("ga", "Irish")         \
    X("he", "Hebrew")        \
    X("hi", "Hindi")         \
    X("hr", "Croatian")      \
    X("hu", "Hungarian")     \
    X("hy", "Armenian")      \
    X("is", "Icelandic")     \
    X("it", "Italian")       \
    X("ja", "Japanese")      \
    X("ka", "Georgian")      \
    X("kk", "Kazakh")        \
    X("ko", "Korean")        \
    X("lb", "Luxembourgish") \
    X("lt", "Lithuanian")    \
    X("lv", "Latvian")       \
    X("mk", "Macedonian")    \
    X("mn", "Mongolian")     \
    X("mt", "Maltese")       \
    X("nb", "Norwegian")     \
    X("nl", "Dutch")         \
    X("no", "Norwegian")     \
    X("pl", "Polish")        \
    X("ps", "Pashto")        \
    X("pt", "Portuguese")    \
    X("ro", "Romanian")      \
    X("ru", "Russian")       \
    X("sk", "Slovak")        \
    X("sl", "Slovene")       \
    X("sq", "Albanian")      \
    X("sr", "Serbian")       \
    X("sv", "Swedish")       \
    X("tr", "Turkish")       \
    X("uk", "Ukrainian")     \
    X("ur", "Urdu")          \
    X("zh", "Chinese")

static const struct {
    const char *code;
    const char *name;
} languages[] = {
#define LANGUAGE(code, name) {code, name},
    LANGUAGES(LANGUAGE)
#undef LANGUAGE
};

bool wording_append_language(struct buffer *buffer, struct slice tag)
{
    enum { CODE_LENGTH = 2 };
    bool has_code =
        tag.length == CODE_LENGTH || (tag.length > CODE_LENGTH && tag.data[CODE_LENGTH] == '-');
    for (size_t i = 0; has_code && i < sizeof languages / sizeof languages[0]; i++) {
        if (strncasecmp(tag.data, languages[i].code, CODE_LENGTH) == 0)
            return buffer_append_string(buffer, languages[i].name);
    }
    return buffer_append(buffer, tag);
}
