// draw_sheet: one sheet of a Drawing.
//
// Borrows what it is given for the length of the call. Thread: any. Fails: never.
#pragma once

#include "daemon/drawing.hpp"

#include <string>
#include <vector>

namespace tidemark {

struct SheetParts {
    const Sheet& cells;
    const SheetTrace* trace = nullptr; // the sheet was not looked at
    const ParsedFile& file;
    const std::vector<Error>& held;
    const std::vector<std::string>& dims; // Drawing::dims
    Area drawn;
};

// Its extent is left to the caller.
[[nodiscard]] DrawnSheet draw_sheet(const SheetParts& parts);

} // namespace tidemark
