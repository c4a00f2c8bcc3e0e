// list: one observation a row, under the one header row that holds all of `header.has`.
//
// Header texts are compared folded. `stop`, `skip` and `keep` see the text of the first dimension
// that is read from columns. Wholly empty rows are passed over.
// Fails: held (layout.header). Thread: any.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/parse/layout/collect.hpp"
#include "pipeline/parse/layout/view.hpp"

#include <cstdint>
#include <vector>

namespace tidemark::parse {

struct ListPlan {
    struct DimColumns {
        std::size_t dim = 0;
        std::vector<std::uint32_t> columns; // joined with a blank
        std::vector<std::uint32_t> instead; // where the only column is empty
    };

    std::uint32_t header_row = 0;
    std::uint32_t value_column = 0;
    std::vector<DimColumns> dims;
};

[[nodiscard]] Result<ListPlan>
plan_list(const SheetView& view, const Layout& layout, const std::vector<DimRule>& dims);

// `labels`: one id a dimension; those that are not read from columns are already in place.
void read_list(const ListPlan& plan,
               const SheetView& view,
               const Layout& layout,
               std::vector<LabelId> labels,
               Collector& collector);

} // namespace tidemark::parse
