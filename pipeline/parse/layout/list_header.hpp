// list_header: the one row of a sheet that holds every text of `header.has`, looked for row by row.
//
// Texts are compared folded. The whole sheet must be seen before a row is known to be the only one.
// Owns what it remembers. Fails: held (layout.header). Thread: one.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/parse/layout/codes.hpp"
#include "pipeline/parse/layout/view.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tidemark::parse {

class HeaderSearch {
  public:
    // `sheet`: its name, for messages.
    HeaderSearch(const std::vector<std::string>& wanted, std::string sheet);

    // Whether this row holds them all.
    [[nodiscard]] bool see(const SheetView::Row& row);

    // After all rows: fine, or why there is not exactly one.
    [[nodiscard]] Result<void> outcome() const;

  private:
    [[nodiscard]] std::size_t which_text(const Cell& cell);

    std::vector<std::string> texts_;  // as configured
    std::vector<std::string> wanted_; // folded
    std::string sheet_;
    std::array<bool, 256> first_bytes_{}; // with which a text that folds to a wanted one may begin
    std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> known_;
    std::vector<bool> seen_;           // of one row
    std::vector<std::uint32_t> found_; // rows
    std::size_t most_ = 0;             // hits in the row that came nearest
    std::uint32_t nearest_ = 0;
    std::vector<std::string> missing_; // in it
};

[[nodiscard]] Error no_header(const std::string& sheet, std::string expected, std::string found);

} // namespace tidemark::parse
