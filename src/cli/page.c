#include "cli/page.h"

#include <unistd.h>

#include "cli/options.h"
#include "cli/stream.h"

enum { USUAL_WIDTH = 72 };

static struct layout_options layout_of(const struct option_value *options)
{
    const struct option_value *width = &options[OPTION_WIDTH];
    bool to_file = options[OPTION_OUTPUT].text;
    return (struct layout_options){
        .width = width->given ? width->number : USUAL_WIDTH,
        .medium = TEXT_ON_PAPER,
        .ascii = options[OPTION_ASCII].given || (!to_file && stream_gate_flags(STDOUT_FILENO) != 0),
    };
}

bool page_write(const struct document *document, const struct option_value *options,
                struct diag_list *diags)
{
    const struct layout_options layout = layout_of(options);
    struct output output;
    if (!output_open(&output, options[OPTION_OUTPUT].text, diags))
        return false;
    bool whole = text_page_write(document, &layout, output_add, &output);
    if (!whole && !output_is_over(&output)) {
        output_abandon(&output);
        return diag_out_of_memory(diags);
    }
    return output_finish(&output, diags);
}
