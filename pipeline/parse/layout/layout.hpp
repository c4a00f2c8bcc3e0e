// layout: Workbook + Recipe -> observations, or every reason why not.
//
// Never fails: what does not find exactly one is in ParsedFile::held, with sheet, cell, what was
// expected, what was seen and what to do.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/parse/layout/trace.hpp"

namespace tidemark::parse {

// `tracing`: takes what cells were taken for; null when nobody asks.
[[nodiscard]] ParsedFile lay_out(const Workbook& book,
                                 const RawFile& file,
                                 const Recipe& recipe,
                                 Tracing* tracing = nullptr);

// A file that gave nothing but the reason why.
[[nodiscard]] ParsedFile held(const RawFile& file, const Recipe& recipe, Error reason);

// Nothing was left over to read.
[[nodiscard]] Error no_figure_at_all();

// Does the recipe want this sheet's cells? For read_workbook's filter.
[[nodiscard]] bool wants_sheet(const Recipe& recipe,
                               std::string_view file_name,
                               std::string_view sheet,
                               Visibility visibility);

} // namespace tidemark::parse
