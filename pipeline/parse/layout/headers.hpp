// headers: which header row or label column each dimension of a grid is peeled from.
//
// The words are those of unpivotr (`behead`): from the number to its label. Layers are taken from
// the block outwards: the anchor's own row is the lowest header row and its own column the nearest
// label column; the first `up` or `up-left` dimension written takes that row, the next the row
// above, and so on (`left` and `left-up`: column, then the column to its left). `header` names
// another row or column by a text in it; the rest skips rows and columns that are so taken.
//
//              |  2018/19  |           |  2019/20  |           <- period, up-left
//     Force    |  Rape     |  Grooming |  Rape     | Grooming  <- offence, up   (anchor's row)
//     Kent     |  ...
// A dimension whose labels are told by how they look (`where`) may share the line of another: a
// bold region above its forces in one column. Such a label belongs to that dimension alone. Fails:
// held (layout.header). Thread: any.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/parse/layout/view.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace tidemark::parse {

struct Layer {
    std::size_t dim = 0; // index into the dimensions
    Toward toward = Toward::up;
    std::uint32_t line = 0;             // row (up, down) or column (left, right)
    std::vector<std::uint32_t> instead; // left: columns looked at where that one is empty
    std::optional<LooksRule> where;
};

struct Layers {
    std::vector<Layer> rows;
    std::vector<Layer> columns;
    std::uint32_t anchor_column = 0;
    std::uint32_t anchor_row = 0;        // the lowest row of the anchor
    std::uint32_t first_row = 0;         // of the block
    std::uint32_t last_row = UINT32_MAX; // the block ends above a header row that lies below it
    std::uint32_t first_column = 0;      // label columns right of it are no part of the block

    [[nodiscard]] bool is_label_column(std::uint32_t column) const;

    [[nodiscard]] bool in_block(std::uint32_t column) const {
        return column >= first_column && !is_label_column(column);
    }
};

[[nodiscard]] bool looks(const Cell& cell, const LooksRule& rule);

// `seen` on the layer's line without the labels that belong to another layer of `all` on that line.
[[nodiscard]] std::vector<Seen>
own_labels(const Layer& layer, const std::vector<Layer>& all, std::vector<Seen> seen);

// Whether a cell on a line whose labels are told by how they look is the label of none of them.
[[nodiscard]] bool
is_unclaimed(const Cell& cell, std::uint32_t line, const std::vector<Layer>& all);
[[nodiscard]] Error no_look(const Cell& cell); // what to say of it

[[nodiscard]] Result<Layers>
find_layers(const SheetView& view, const std::vector<DimRule>& dims, const Cell& anchor);

} // namespace tidemark::parse
