// outline: what sheets a file has; its cells are counted as they come and not kept.
//
// Equal to outline_of(read_workbook(...)). Fails: as read_workbook.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/model/outline.hpp"

#include <string_view>

namespace tidemark::parse {

[[nodiscard]] Result<Outline>
read_outline(std::string_view bytes, const Read& how, const Budgets& budgets = {});

} // namespace tidemark::parse
