#include "pipeline/parse/layout/list.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/pick.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>

namespace tidemark::parse {
namespace {

Error no_header(const SheetView& view, std::string expected, std::string found) {
    return {.fault = Fault::held,
            .code = "layout.header",
            .sheet = view.sheet().name,
            .expected = std::move(expected),
            .found = std::move(found),
            .next = "see what is there with 'tidemark cells', then mend header, value or column"};
}

std::string quoted_all(std::vector<std::string> texts) {
    for (std::string& text : texts) {
        text = quoted(text);
    }
    return join(texts, ", ");
}

// Rows that hold every wanted text. A table of half a million rows has few distinct texts: each is
// folded once.
class HeaderSearch {
  public:
    explicit HeaderSearch(const std::vector<std::string>& wanted) {
        for (const std::string& text : wanted) {
            wanted_.push_back(fold(text));
        }
    }

    [[nodiscard]] std::size_t hits(const SheetView::Row& row) {
        std::vector<bool> seen(wanted_.size());
        for (const Cell& cell : row.cells) {
            if (const std::size_t which = which_text(cell.text); which < wanted_.size()) {
                seen[which] = true;
            }
        }
        return static_cast<std::size_t>(std::ranges::count(seen, true));
    }

    [[nodiscard]] bool missing(const SheetView::Row& row, std::size_t which) {
        return std::ranges::none_of(
            row.cells, [&](const Cell& cell) { return which_text(cell.text) == which; });
    }

  private:
    // Index into wanted_, or beyond its end.
    std::size_t which_text(std::string_view text) {
        constexpr std::size_t longest = 1000; // no header
        constexpr std::size_t most = 100'000; // distinct texts remembered
        if (text.size() > longest) {
            return wanted_.size();
        }
        if (const auto known = known_.find(text); known != known_.end()) {
            return known->second;
        }
        const auto which =
            static_cast<std::size_t>(std::ranges::find(wanted_, fold(text)) - wanted_.begin());
        if (known_.size() < most) {
            known_.emplace(text, which);
        }
        return which;
    }

    std::vector<std::string> wanted_;
    std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> known_;
};

Result<const SheetView::Row*> find_header(const SheetView& view, const Layout& layout) {
    HeaderSearch search(layout.header_has);
    const std::string expected = "one header row with " + quoted_all(layout.header_has);
    std::vector<const SheetView::Row*> found;
    const SheetView::Row* nearest = nullptr;
    std::size_t most = 0;
    for (const SheetView::Row& row : view.rows()) {
        const std::size_t hits = search.hits(row);
        if (hits == layout.header_has.size()) {
            found.push_back(&row);
        } else if (hits > most) {
            most = hits;
            nearest = &row;
        }
    }
    if (found.size() == 1) {
        return found.front();
    }
    if (found.size() > 1) {
        return fail(no_header(
            view,
            expected,
            fmt::format(
                "{} (rows {} and {})", found.size(), found[0]->row + 1, found[1]->row + 1)));
    }
    if (nearest == nullptr) {
        return fail(no_header(view, expected, "none of them"));
    }
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < layout.header_has.size(); ++i) {
        if (search.missing(*nearest, i)) {
            missing.push_back(layout.header_has[i]);
        }
    }
    return fail(no_header(
        view, expected, fmt::format("row {} without {}", nearest->row + 1, quoted_all(missing))));
}

Result<std::uint32_t>
find_column(const SheetView& view, const SheetView::Row& header, const std::string& text) {
    const std::string wanted = fold(text);
    std::vector<const Cell*> found;
    for (const Cell& cell : header.cells) {
        if (fold(cell.text) == wanted) {
            found.push_back(&cell);
        }
    }
    if (found.size() == 1) {
        return found.front()->at.column;
    }
    return fail(no_header(view,
                          fmt::format("exactly one column '{}' in row {}", text, header.row + 1),
                          found.empty() ? "none" : name_cells(found)));
}

Result<std::vector<std::uint32_t>> find_columns(const SheetView& view,
                                                const SheetView::Row& header,
                                                const std::vector<std::string>& texts) {
    std::vector<std::uint32_t> columns;
    for (const std::string& text : texts) {
        auto column = find_column(view, header, text);
        if (!column) {
            return propagate(column);
        }
        columns.push_back(*column);
    }
    return columns;
}

const Cell* first_filled(const SheetView::Row& row, const std::vector<std::uint32_t>& columns) {
    for (const std::uint32_t column : columns) {
        if (const Cell* cell = cell_in(row.cells, column); !is_blank(cell)) {
            return cell;
        }
    }
    return nullptr;
}

// One row's label of one dimension. Several columns: all must be filled.
LabelId label_of(const ListPlan::DimColumns& dim,
                 const SheetView::Row& row,
                 const std::string& sheet,
                 LabelReader& labels,
                 std::string& joined) {
    const Address at{row.row, dim.columns.front()};
    joined.clear();
    for (const std::uint32_t column : dim.columns) {
        const Cell* cell = cell_in(row.cells, column);
        if (is_blank(cell)) {
            cell = first_filled(row, dim.instead);
        }
        if (cell == nullptr) {
            return labels.missing(sheet, {row.row, column});
        }
        if (dim.columns.size() == 1) {
            return labels.read(*cell, sheet);
        }
        joined += joined.empty() ? "" : " ";
        joined += squeeze(cell->text);
    }
    return labels.read(joined, sheet, at);
}

class RowFilter {
  public:
    RowFilter(const ListPlan& plan, const Layout& layout, const Collector& collector)
        : layout_(layout)
        , collector_(collector)
        , column_(plan.dims.empty() ? plan.value_column : plan.dims.front().columns.front())
        , asked_(!layout.stop_row.empty() || !layout.skip_row.empty() || !layout.keep_row.empty()) {
    }

    enum class Verdict { take, leave, stop };

    [[nodiscard]] Verdict judge(const SheetView::Row& row) const {
        if (!asked_) {
            return Verdict::take;
        }
        const Cell* cell = cell_in(row.cells, column_);
        const std::string label = cell == nullptr ? "" : squeeze(cell->text);
        if (layout_.stop_row.matches(label)) {
            return Verdict::stop;
        }
        const bool left_out = layout_.skip_row.matches(label) ||
                              (!layout_.keep_row.empty() && !layout_.keep_row.matches(label));
        return left_out && !collector_.is_total(label) ? Verdict::leave : Verdict::take;
    }

  private:
    const Layout& layout_;
    const Collector& collector_;
    std::uint32_t column_;
    bool asked_;
};

} // namespace

Result<ListPlan>
plan_list(const SheetView& view, const Layout& layout, const std::vector<DimRule>& dims) {
    auto header = find_header(view, layout);
    if (!header) {
        return propagate(header);
    }
    ListPlan plan;
    plan.header_row = (*header)->row;
    auto value = find_column(view, **header, layout.value_column);
    if (!value) {
        return propagate(value);
    }
    plan.value_column = *value;
    for (std::size_t i = 0; i < dims.size(); ++i) {
        const auto* from = std::get_if<FromColumns>(&dims[i].from);
        if (from == nullptr) {
            continue;
        }
        auto columns = find_columns(view, **header, from->columns);
        auto instead = find_columns(view, **header, from->instead);
        if (!columns || !instead) {
            return propagate(columns ? instead : columns);
        }
        plan.dims.push_back(
            {.dim = i, .columns = std::move(*columns), .instead = std::move(*instead)});
    }
    return plan;
}

void read_list(const ListPlan& plan,
               const SheetView& view,
               const Layout& layout,
               std::vector<LabelId> labels,
               Collector& collector) {
    const RowFilter filter(plan, layout, collector);
    const std::string& sheet = view.sheet().name;
    std::string joined;
    for (const SheetView::Row& row : view.rows()) {
        if (row.row <= plan.header_row ||
            std::ranges::all_of(row.cells, [](const Cell& cell) { return is_blank(&cell); })) {
            continue;
        }
        const RowFilter::Verdict verdict = filter.judge(row);
        if (verdict == RowFilter::Verdict::stop) {
            return;
        }
        if (verdict == RowFilter::Verdict::leave) {
            continue;
        }
        for (const ListPlan::DimColumns& dim : plan.dims) {
            labels[dim.dim] = label_of(dim, row, sheet, collector.labels(dim.dim), joined);
        }
        collector.put(cell_in(row.cells, plan.value_column), {row.row, plan.value_column}, labels);
    }
}

} // namespace tidemark::parse
