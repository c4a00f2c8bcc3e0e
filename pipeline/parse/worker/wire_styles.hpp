// wire_styles: how cells look, on the wire: each style of a workbook once, before the cells, which
// name it by number; 0 is the plain one.
//
// Fails: never; a number that is none makes the Reader not good(). Thread: one.
#pragma once

#include "pipeline/model/cell.hpp"
#include "pipeline/parse/worker/bytes.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace tidemark::parse {

using StyleNumbers = std::unordered_map<const void*, std::uint32_t>; // by CellStyle::identity()
using StyleList = std::vector<CellStyle>;                            // by number

[[nodiscard]] StyleNumbers put_styles(Writer& out, const Workbook& book);
[[nodiscard]] StyleList get_styles(Reader& in);

void put_style(Writer& out, const CellStyle& style, const StyleNumbers& numbers);
[[nodiscard]] CellStyle get_style(Reader& in, const StyleList& styles);

} // namespace tidemark::parse
