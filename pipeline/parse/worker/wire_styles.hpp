// wire_styles: how cells look, on the wire: each style of a workbook once, before the cells, which
// name it by number; 0 is the plain one.
//
// Thread: one.
#pragma once

#include "pipeline/model/cell.hpp"
#include "pipeline/parse/worker/wire.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tidemark::parse {

class StyleTable {
  public:
    [[nodiscard]] std::uint32_t number(const CellStyle& style);
    // Sends those that were not sent yet: before what names them.
    void send(AnswerWriter& out);

  private:
    std::vector<CellStyle> styles_;                          // from number 1 on
    std::unordered_map<const void*, std::uint32_t> numbers_; // by CellStyle::identity()
    std::size_t sent_ = 0;
};

// The reader's side.
class StylesRead {
  public:
    // False: it cannot be.
    [[nodiscard]] bool add(std::string_view payload);

    [[nodiscard]] const CellStyle* find(std::uint32_t number) const {
        return number < styles_.size() ? &styles_[number] : nullptr;
    }

  private:
    std::vector<CellStyle> styles_ = std::vector<CellStyle>(1);
};

} // namespace tidemark::parse
