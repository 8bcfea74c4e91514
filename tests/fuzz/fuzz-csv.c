/* fuzz-csv.c: a file of any bytes, opened as a book of one table. */
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz/check-book.h"
#include "fuzz/require.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    int file = memfd_create("book", MFD_CLOEXEC);
    require(file >= 0 && write(file, bytes, size) == (ssize_t)size, "a file can be made");
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    store_free(check_book(path));
    close(file);
    return 0;
}
