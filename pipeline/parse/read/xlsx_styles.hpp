// xlsx_styles: which number format a cell's style index means (ECMA-376 part 1, 18.8).
// Fails: malformed, limit.
#pragma once

#include "pipeline/model/cell_text.hpp"
#include "pipeline/parse/read/figures.hpp"
#include "pipeline/parse/read/zip.hpp"

#include <string>
#include <vector>

namespace tidemark::parse {

struct Style {
    Shown shown = Shown::number;
    SharedText format; // empty: General
};

class Styles {
  public:
    // Of an index beyond the table: General, a number.
    [[nodiscard]] const Style& of(std::size_t index) const {
        return index < styles_.size() ? styles_[index] : general_;
    }

    void add(Style style) { styles_.push_back(std::move(style)); }

  private:
    std::vector<Style> styles_;
    Style general_;
};

// No styles when `part` is empty or not there.
[[nodiscard]] Result<Styles>
read_styles(const Zip& zip, const std::string& part, const Budgets& budgets, Spent& spent);

} // namespace tidemark::parse
