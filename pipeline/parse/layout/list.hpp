// list: one observation a row, or one for all rows alike where they are counted, under the one
// header row that holds all of `header.has`.
//
// Header texts are compared folded. `stop`, `skip` and `keep` see the text of the first dimension
// that is read from columns. Wholly empty rows are passed over.
// Fails: held (layout.header). Thread: one.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/parse/layout/collect.hpp"
#include "pipeline/parse/layout/used.hpp"
#include "pipeline/parse/layout/view.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tidemark::parse {

struct ListPlan {
    struct DimColumns {
        std::size_t dim = 0;
        std::vector<std::uint32_t> columns; // joined with a blank
        std::vector<std::uint32_t> instead; // where the only column is empty
    };

    std::uint32_t header_row = 0;
    std::optional<std::uint32_t> value_column; // none: rows are counted
    std::optional<std::uint32_t> mark_column;
    std::vector<std::pair<std::uint32_t, const Pattern*>> skip_where; // the layout's
    std::vector<DimColumns> dims;
};

// Of the row that is the header.
[[nodiscard]] Result<ListPlan> plan_columns(const std::string& sheet,
                                            const SheetView::Row& header,
                                            const Layout& layout,
                                            const std::vector<DimRule>& dims);

// Finds the header first.
[[nodiscard]] Result<ListPlan>
plan_list(const SheetView& view, const Layout& layout, const std::vector<DimRule>& dims);

// The rows below the header, one after the other. Borrows all but the labels.
class ListRows {
  public:
    // `labels`: one id a dimension; those that are not read from columns are already in place.
    ListRows(const ListPlan& plan,
             const Layout& layout,
             std::string sheet,
             std::vector<LabelId> labels,
             Collector& collector,
             Used& used);

    // Rows at or above the header, and those behind the one that stops, are passed over.
    void put(const SheetView::Row& row);

  private:
    enum class Verdict { take, leave, stop };
    [[nodiscard]] Verdict judge(const SheetView::Row& row);
    [[nodiscard]] bool has_figure(const SheetView::Row& row) const;
    [[nodiscard]] bool is_left_out(const SheetView::Row& row);
    [[nodiscard]] LabelId label_of(const ListPlan::DimColumns& dim, const SheetView::Row& row);
    void trace(const SheetView::Row& row) const;

    const ListPlan& plan_;
    const Layout& layout_;
    std::string sheet_;
    std::vector<LabelId> labels_;
    Collector& collector_;
    Used& used_;
    bool asked_;              // stop, skip or keep is set
    std::uint32_t named_ = 0; // the column that they look at
    bool stopped_ = false;
    std::string joined_; // kept for its room
};

void read_list(const ListPlan& plan,
               const SheetView& view,
               const Layout& layout,
               std::vector<LabelId> labels,
               Collector& collector,
               Used& used);

} // namespace tidemark::parse
