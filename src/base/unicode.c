#include "base/lines.h"

#include "unicode-tables.h"
