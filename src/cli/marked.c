#include "cli/marked.h"

#include "cli/message.h"
#include "tui/state-file.h"
#include "tui/state.h"

bool marked_find(struct book *book, struct marks *marks)
{
    struct diag_list diags = {0};
    if (book->without_state)
        return true;
    json_t *state = state_file_read(store_path(book->store), &diags);
    bool done = state_add_marks(state, marks) && !diags.out_of_memory;
    marks_resolve(marks, book->store);
    if (diags.count) {
        message_diags(&diags);
        message("the marks of the interface cannot be read: is:marked finds none");
        book->unmarked = true;
    }
    json_decref(state);
    diag_list_free(&diags);
    return done;
}
