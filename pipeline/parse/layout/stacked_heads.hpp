// stacked_heads: heads above the header rows of a grid that no dimension reads: "compared with:"
// over three years that head percentages.
//
// The rows right above the dimensions' own, up to one that is empty; heads stacked higher than
// eight are none. Borrows the sheet. Fails: never. Thread: any, const.
#pragma once

#include "pipeline/base/pattern.hpp"
#include "pipeline/parse/layout/headers.hpp"
#include "pipeline/parse/layout/view.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace tidemark::parse {

class StackedHeads {
  public:
    StackedHeads(const SheetView& view, const Layers& layers);

    struct Head {
        const Cell* cell = nullptr;
        bool own = true; // over this column; else left of it and not merged, and may belong to it
    };

    // The head over the column at `place`, from Layers::first_column, that the pattern matches.
    [[nodiscard]] std::optional<Head> matching(std::size_t place, const Pattern& pattern) const;

  private:
    struct Row {
        std::vector<Seen> heads;          // by column from first_column
        std::vector<std::size_t> nearest; // the filled one at or left of each place, or `none`
    };

    static constexpr std::size_t none = SIZE_MAX;
    std::vector<Row> rows_; // the lowest first
};

} // namespace tidemark::parse
