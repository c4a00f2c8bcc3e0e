// OdsDefaults: the styles of cells that name none: their row's, else their column's (ODF 1.3 part
// 3, 19.615 table:default-cell-style-name).
//
// Borrows the styles, which outlive it. Thread: one. Fails: never.
#pragma once

#include "pipeline/parse/read/ods_styles.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tidemark::parse {

class OdsDefaults {
  public:
    explicit OdsDefaults(OdsStyles& styles)
        : styles_(styles) {}

    // The style of that name; null when there is no name.
    [[nodiscard]] const CellStyle* named(std::string_view name) {
        return name.empty() ? nullptr : &styles_.of(name);
    }

    void add_columns(std::uint32_t columns, std::string_view name) {
        constexpr std::uint64_t most = 1U << 14U;
        const std::uint64_t from = columns_;
        columns_ = std::min(columns_ + columns, most);
        const CellStyle* style = named(name);
        if (style != nullptr && !style->is_plain()) {
            by_column_.resize(static_cast<std::size_t>(columns_));
            std::fill(
                by_column_.begin() + static_cast<std::ptrdiff_t>(from), by_column_.end(), style);
        }
    }

    void begin_row(std::string_view name) { row_ = named(name); }

    // `own`: of the cell itself; null when it names none.
    [[nodiscard]] const CellStyle& of(const CellStyle* own, std::uint64_t column) const {
        if (own == nullptr) {
            own = row_;
        }
        if (own == nullptr && column < by_column_.size()) {
            own = by_column_[static_cast<std::size_t>(column)];
        }
        return own == nullptr ? plain_ : *own;
    }

  private:
    OdsStyles& styles_;
    CellStyle plain_;
    const CellStyle* row_ = nullptr;
    std::uint64_t columns_ = 0;
    std::vector<const CellStyle*> by_column_; // as far as one is not plain
};

} // namespace tidemark::parse
