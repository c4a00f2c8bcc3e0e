#include "pipeline/parse/layout/headers.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/pick.hpp"
#include "pipeline/parse/layout/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tidemark::parse {
namespace {

bool takes_row(Toward toward) {
    return side_of(toward) == Side::up || side_of(toward) == Side::down;
}

// Layers that are found by counting from the block; the others by a text in their header.
bool is_counted(const FromDirection& from) {
    return from.header.empty() && !from.line;
}

Error no_header(const SheetView& view,
                const DimRule& dim,
                std::string expected,
                std::string found) {
    return {.fault = Fault::held,
            .code = "layout.header",
            .sheet = view.sheet().name,
            .expected = std::move(expected),
            .found = std::move(found),
            .next = fmt::format("mend header of the dimension '{}'", dim.name)};
}

// Header rows end where the first label stands below the anchor.
std::uint32_t last_header_row(const SheetView& view, const Area& anchor) {
    std::uint32_t last = anchor.last.row;
    for (const SheetView::Row& row : view.rows()) {
        if (row.row <= anchor.last.row) {
            continue;
        }
        if (!is_blank(cell_in(row.cells, anchor.first.column))) {
            break;
        }
        last = row.row;
    }
    return last;
}

// The one row, above the first label or, for `down`, below it, that holds a matching cell right of
// the anchor.
Result<std::uint32_t> named_row(const SheetView& view,
                                const DimRule& dim,
                                const FromDirection& from,
                                const Area& anchor) {
    const Pattern& header = from.header;
    const std::uint32_t last = last_header_row(view, anchor);
    const bool below = side_of(from.toward) == Side::down;
    std::set<std::uint32_t> rows;
    std::vector<const Cell*> cells;
    std::vector<const Cell*> beyond;
    for (const Cell* cell : find_all(view, {.text = header, .in = {}})) {
        if (cell->at.column <= anchor.first.column) {
            continue;
        }
        if ((cell->at.row > last) != below) {
            beyond.push_back(cell);
        } else if (rows.insert(cell->at.row).second) {
            cells.push_back(cell);
        }
    }
    if (cells.empty() && !beyond.empty()) {
        return fail(no_header(view,
                              dim,
                              fmt::format("a header row {} the first label, which stands in row {}",
                                          below ? "below" : "above",
                                          last + 2),
                              name_cells(beyond)));
    }
    if (rows.size() != 1) {
        return fail(no_header(
            view,
            dim,
            fmt::format("exactly one header row with a cell that matches '{}'", header.text()),
            cells.empty() ? "none" : name_cells(cells)));
    }
    return *rows.begin();
}

// The one column with a matching cell in the rows of the anchor, or in header rows below it.
Result<std::uint32_t>
named_column(const SheetView& view, const DimRule& dim, const Pattern& header, const Area& anchor) {
    const std::uint32_t last = last_header_row(view, anchor);
    std::set<std::uint32_t> columns;
    std::vector<const Cell*> cells;
    for (const Cell* cell : find_all(view, {.text = header, .in = {}})) {
        if (cell->at.row >= anchor.first.row && cell->at.row <= last &&
            columns.insert(cell->at.column).second) {
            cells.push_back(cell);
        }
    }
    if (columns.size() != 1) {
        return fail(no_header(view,
                              dim,
                              fmt::format("exactly one label column headed '{}'", header.text()),
                              cells.empty() ? "none" : name_cells(cells)));
    }
    return *columns.begin();
}

// Lines outwards from `nearest` that no dimension has named.
std::optional<std::uint32_t> next_free(std::uint32_t& nearest,
                                       const std::set<std::uint32_t>& taken) {
    while (taken.contains(nearest)) {
        if (nearest == 0) {
            return std::nullopt;
        }
        --nearest;
    }
    return nearest;
}

bool is_word(const Cell& cell) {
    return cell.type == CellType::text && !read_number(squeeze(cell.text)).has_value();
}

// A row of words under the header and before the first label says how to read the figures
// ("Numbers", "thousands") and belongs to the header.
void pass_over_words(const SheetView& view, Layers& layers) {
    for (const SheetView::Row& row : view.rows()) {
        if (row.row < layers.first_row) {
            continue;
        }
        const bool words = std::ranges::none_of(row.cells, [&](const Cell& cell) {
            const bool label =
                cell.at.column <= layers.anchor_column || layers.is_label_column(cell.at.column);
            return !is_blank(&cell) && (label || !is_word(cell));
        });
        if (!words) {
            return;
        }
        layers.first_row = row.row + 1;
    }
}

// The layer of one dimension; on line 0 when its header has no name to look for.
Result<Layer> named_layer(const SheetView& view,
                          const std::vector<DimRule>& dims,
                          std::size_t dim,
                          const FromDirection& from,
                          const Area& range) {
    Layer layer{.dim = dim, .toward = from.toward, .line = 0, .instead = {}, .where = from.where};
    for (const Pattern& header : from.instead) {
        auto column = named_column(view, dims[dim], header, range);
        if (!column) {
            return propagate(column);
        }
        layer.instead.push_back(*column);
    }
    if (from.line) {
        const Address last = view.sheet().extent().last;
        if (*from.line > (takes_row(from.toward) ? last.row : last.column)) {
            return fail(
                no_header(view,
                          dims[dim],
                          takes_row(from.toward) ? "a row of that number" : "a column of that name",
                          fmt::format("a sheet that ends at {}", to_text(last))));
        }
        layer.line = *from.line;
    } else if (!from.header.empty()) {
        auto line = takes_row(from.toward) ? named_row(view, dims[dim], from, range)
                                           : named_column(view, dims[dim], from.header, range);
        if (!line) {
            return propagate(line);
        }
        layer.line = *line;
    }
    return layer;
}

Result<void> place_unnamed(const SheetView& view,
                           const std::vector<DimRule>& dims,
                           std::vector<Layer>& layers,
                           const std::set<std::size_t>& unnamed,
                           std::uint32_t nearest) {
    std::set<std::uint32_t> taken;
    for (const Layer& layer : layers) {
        if (!unnamed.contains(layer.dim)) {
            taken.insert(layer.line);
        }
    }
    const std::uint32_t shared = nearest;
    for (Layer& layer : layers) {
        if (!unnamed.contains(layer.dim)) {
            continue;
        }
        if (layer.where) {
            layer.line = shared;
            continue;
        }
        const auto line = next_free(nearest, taken);
        if (!line) {
            const bool row = takes_row(layer.toward);
            return fail(no_header(view,
                                  dims[layer.dim],
                                  fmt::format("{} for the dimension '{}'",
                                              row ? "a header row" : "a label column",
                                              dims[layer.dim].name),
                                  row ? "no row left above" : "no column left to the left"));
        }
        layer.line = *line;
        taken.insert(*line);
    }
    return {};
}

} // namespace

bool Layers::is_label_column(std::uint32_t column) const {
    return std::ranges::any_of(columns, [&](const Layer& layer) {
        return layer.line == column ||
               std::ranges::find(layer.instead, column) != layer.instead.end();
    });
}

bool looks(const Cell& cell, const LooksRule& rule) {
    const Looks& looks = cell.style.looks();
    return (rule.text.empty() || rule.text.matches(squeeze(cell.text))) &&
           (!rule.bold || *rule.bold == looks.bold) &&
           (!rule.indent || *rule.indent == static_cast<int>(looks.indent)) &&
           (!rule.filled || *rule.filled == !looks.fill.empty());
}

std::vector<Seen>
own_labels(const Layer& layer, const std::vector<Layer>& all, std::vector<Seen> seen) {
    const auto claims = [&](const Layer& other, const Cell& cell) {
        return other.line == layer.line && other.where && looks(cell, *other.where);
    };
    for (Seen& each : seen) {
        if (each.cell == nullptr) {
            continue;
        }
        const auto owner = std::ranges::find_if(
            all, [&](const Layer& other) { return claims(other, *each.cell); });
        const bool own = owner == all.end() ? !layer.where : owner->dim == layer.dim;
        if (!own) {
            each = {};
        }
    }
    return seen;
}

bool is_unclaimed(const Cell& cell, std::uint32_t line, const std::vector<Layer>& all) {
    bool told = false; // some label of the line is told by its look
    for (const Layer& layer : all) {
        if (layer.line != line) {
            continue;
        }
        if (!layer.where || looks(cell, *layer.where)) {
            return false;
        }
        told = true;
    }
    return told;
}

Error no_look(const Cell& cell) {
    return {.code = "layout.label",
            .cell = to_text(cell.at),
            .expected = "a label that looks as that of one of the dimensions",
            .found = quoted(cell.text),
            .next = "mend where, or leave its row or column out with skip"};
}

Result<Layers>
find_layers(const SheetView& view, const std::vector<DimRule>& dims, const Cell& anchor) {
    const Area range = view.range_of(anchor.at);
    Layers layers;
    layers.anchor_column = range.first.column;
    layers.anchor_row = range.last.row;
    layers.first_row = range.last.row + 1;
    layers.first_column = range.last.column + 1;
    std::set<std::size_t> unnamed;
    for (std::size_t i = 0; i < dims.size(); ++i) {
        const auto* from = std::get_if<FromDirection>(&dims[i].from);
        if (from == nullptr) {
            continue;
        }
        auto layer = named_layer(view, dims, i, *from, range);
        if (!layer) {
            return propagate(layer);
        }
        const bool row = takes_row(from->toward);
        if (is_counted(*from)) {
            unnamed.insert(i);
        } else if (side_of(from->toward) == Side::down) {
            layers.last_row = std::min(layers.last_row, layer->line - 1);
        } else if (row) {
            layers.first_row = std::max(layers.first_row, layer->line + 1);
        }
        (row ? layers.rows : layers.columns).push_back(std::move(*layer));
    }
    auto placed = place_unnamed(view, dims, layers.rows, unnamed, layers.anchor_row).and_then([&] {
        return place_unnamed(view, dims, layers.columns, unnamed, layers.anchor_column);
    });
    if (!placed) {
        return propagate(placed);
    }
    // A title over the whole table heads no column: its merge says nothing of the labels.
    const bool title =
        !layers.rows.empty() && std::ranges::all_of(layers.rows, [&](const Layer& layer) {
            return layer.line > layers.anchor_row && side_of(layer.toward) == Side::up;
        });
    if (title) {
        layers.first_column = layers.anchor_column + 1;
    }
    pass_over_words(view, layers);
    return layers;
}

} // namespace tidemark::parse
