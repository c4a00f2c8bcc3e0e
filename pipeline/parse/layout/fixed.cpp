#include "pipeline/parse/layout/fixed.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/pick.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace tidemark::parse {
namespace {

Result<FixedLabel> from_name(const DimRule& dim,
                             const Pattern& match,
                             const std::string& name,
                             std::string_view whose) {
    if (auto text = match.capture(name, dim.name)) {
        return FixedLabel{.text = std::move(*text), .at = {}};
    }
    return fail(
        {.fault = Fault::held,
         .code = "layout.name",
         .expected = fmt::format("the {} to give '{}' by '{}'", whose, dim.name, match.text()),
         .found = "'" + name + "'",
         .next = "mend the pattern, or rename the file"});
}

// By the archive's name or by the path in it; "all" of both may be two things.
Result<FixedLabel> from_file(const DimRule& dim, const Pattern& match, const FileName& file) {
    auto label = from_name(dim, match, std::string(file.name), "file's name");
    if (file.member.empty()) {
        return label;
    }
    auto inner = from_name(dim, match, std::string(file.member), "path in the archive");
    if (label && inner && label->text != inner->text) {
        return fail(
            {.fault = Fault::held,
             .code = "layout.name",
             .expected = fmt::format(
                 "the names of archive and file to give one '{}' by '{}'", dim.name, match.text()),
             .found = fmt::format("'{}' and '{}'", file.name, file.member),
             .next = "make the pattern narrower"});
    }
    if (!label && !inner) {
        label.error().found += fmt::format(" and, in it, '{}'", file.member);
    }
    return inner && !label ? inner : label;
}

Result<FixedLabel> from_cell(const SheetView& view, const DimRule& dim, const CellPick& pick) {
    return find_one(view, pick, "layout.cell", fmt::format("the dimension '{}'", dim.name))
        .map([&](const Cell* cell) {
            const auto text = pick.text.capture(squeeze(cell->text), dim.name);
            return FixedLabel{.text = text.value_or(""), .at = cell->at};
        });
}

} // namespace

std::vector<DimRule> dims_of(const Layout& layout, const Recipe& recipe) {
    std::vector<DimRule> dims = layout.dims;
    const bool given = recipe.member && std::ranges::any_of(dims, [&](const DimRule& dim) {
                           return dim.name == recipe.member->dim;
                       });
    if (recipe.member && !given) {
        dims.push_back({.name = recipe.member->dim,
                        .from = FromFileName{recipe.member->match},
                        .parse = {},
                        .codelist = recipe.member->codelist,
                        .strip = {},
                        .reads_as = {}});
    }
    return dims;
}

Result<std::vector<FixedLabel>>
find_fixed(const SheetView& view, const FileName& file_name, const std::vector<DimRule>& dims) {
    std::vector<FixedLabel> fixed;
    for (std::size_t i = 0; i < dims.size(); ++i) {
        const DimRule& dim = dims[i];
        Result<FixedLabel> label = FixedLabel{};
        if (const auto* cell = std::get_if<FromCell>(&dim.from)) {
            label = from_cell(view, dim, cell->pick);
        } else if (const auto* sheet = std::get_if<FromSheetName>(&dim.from)) {
            label = from_name(dim, sheet->match, squeeze(view.sheet().name), "sheet's name");
        } else if (const auto* file = std::get_if<FromFileName>(&dim.from)) {
            label = from_file(dim, file->match, file_name);
        } else if (const auto* constant = std::get_if<Constant>(&dim.from)) {
            label->text = constant->value;
        } else {
            continue;
        }
        if (!label) {
            return propagate(label);
        }
        label->dim = i;
        fixed.push_back(std::move(*label));
    }
    return fixed;
}

} // namespace tidemark::parse
