/* predecessor.c: the briefing that another one supersedes, and what changed since. */
#include "cli/book.h"
#include "cli/message.h"

static void compare(struct book *book, const char *name)
{
    struct book older = {0};
    bool opened = book_open(name, &older);
    book_report(&older);
    book->unclear = !opened || book_is_torn(&older);
    book->older = older.store;
    older.store = NULL;
    book_free(&older);
    if (opened && !changes_find(&book->changes, book->older, book->store, NULL)) {
        message_out_of_memory();
        book->unclear = true;
        store_free(book->older);
        book->older = NULL;
    }
}

static const struct changes *changes_of(const struct book *book)
{
    return book->older ? &book->changes : NULL;
}

const struct changes *book_changes_since(struct book *book, const char *older)
{
    if (!book->compared)
        compare(book, older);
    book->compared = true;
    return changes_of(book);
}

bool book_find_predecessor(const struct book *book, struct buffer *path, struct diag_list *diags)
{
    struct buffer search_path = {0};
    bool found =
        library_search_path(BRIEFBOOK_DATA_FOLDER, &search_path)
            ? library_find_predecessor(book->store, buffer_string(&search_path), path, diags)
            : diag_out_of_memory(diags);
    buffer_free(&search_path);
    return found;
}

const struct changes *book_changes(struct book *book)
{
    struct buffer path = {0};
    struct diag_list diags = {0};
    bool found = !book->compared && book_find_predecessor(book, &path, &diags);
    message_diags(&diags);
    if (found)
        compare(book, buffer_string(&path));
    book->compared = true;
    book->unclear = book->unclear || diags.out_of_memory || diag_list_count(&diags, SEVERITY_ERROR);
    diag_list_free(&diags);
    buffer_free(&path);
    return changes_of(book);
}
