// XlsxPackage: where the parts of a workbook lie (ECMA-376 part 2, relationships; part 1, 18.2).
//
// Strict and Transitional are read alike. Targets outside the package are never followed.
// Fails: malformed (no workbook, a relationship that leads nowhere), limit.
#pragma once

#include "pipeline/model/cell.hpp"
#include "pipeline/parse/read/figures.hpp"
#include "pipeline/parse/read/zip.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse {

struct SheetPart {
    std::string name;
    Visibility visibility = Visibility::visible;
    std::string part; // empty: a chart sheet or the like, without cells
};

struct XlsxPackage {
    std::vector<SheetPart> sheets; // in the workbook's order
    std::string strings;           // part of the shared strings, may be empty
    std::string styles;            // may be empty
    Epoch epoch = Epoch::y1900;
};

[[nodiscard]] Result<XlsxPackage>
read_package(const Zip& zip, const Budgets& budgets, Spent& spent);

// The part of the main document, by the package's relationships; empty when there is none.
[[nodiscard]] Result<std::string> main_part(const Zip& zip, const Budgets& budgets, Spent& spent);

} // namespace tidemark::parse
