/* new.c: `briefbook new`: an artificial briefing to begin with. */
#include "cli/interruption.h"
#include "cli/message.h"
#include "cli/new-book.h"
#include "cli/subcommand.h"

int run_new(const struct invocation *invocation)
{
    const char *path = invocation->operands[0];
    struct diag_list diags = {0};
    struct interruption interruption;
    interruption_hold(&interruption); /* what it takes is too short to be given up */
    bool written = new_book_write(path, &diags);
    interruption_release(&interruption);
    message_diags(&diags);
    diag_list_free(&diags);
    if (!written)
        return STATUS_FAILED;
    message("%s is an artificial briefing to change into your own: see README.txt in it, or browse "
            "it with 'briefbook %s'",
            path, path);
    return STATUS_DONE;
}
