// hold.lost_cols, hold.new_cols: codes of a dimension against those of the file it follows.
//
// A new code is let in without a word only where something has judged it: a codelist, [keep], the
// operator's own constant. Else it may be a total among the categories that it sums, and every sum
// and comparison over them would count twice. In bytes that were let in before it is our own work.
#include "pipeline/load/hold.hpp"
#include "pipeline/load/hold_checks.hpp"
#include "pipeline/load/hold_words.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace tidemark::load {
namespace {

bool is_judged(const Recipe& recipe, const std::string& dim) {
    if (recipe.keep.contains(dim)) {
        return true;
    }
    if (recipe.member && recipe.member->dim == dim) {
        return !recipe.member->codelist.empty();
    }
    return std::ranges::all_of(recipe.layouts, [&](const Layout& layout) {
        return std::ranges::all_of(layout.dims, [&](const DimRule& rule) {
            return rule.name != dim || !rule.codelist.empty() ||
                   std::holds_alternative<Constant>(rule.from);
        });
    });
}

// A code whose days hold none of the periods cannot have a figure: it was re-coded.
bool has_ended(const Examined& examined, const std::string& dim, const std::string& code) {
    const Recipe& recipe = examined.source.recipe;
    for (const Layout& layout : recipe.layouts) {
        for (const DimRule& rule : layout.dims) {
            const auto list = recipe.codelists.find(rule.codelist);
            if (rule.name != dim || list == recipe.codelists.end()) {
                continue;
            }
            const Code* known = list->second.code(code);
            return known != nullptr &&
                   std::ranges::none_of(examined.periods, [&](const PeriodPlace& place) {
                       return known->holds(place.period);
                   });
        }
    }
    return false;
}

// Its first figure.
void place(Error& error,
           const Examined& examined,
           const std::string& dim,
           const std::string& code) {
    for (const Observation& figure : examined.figures) {
        const Dims& dims = examined.file.series[figure.series];
        const auto found = dims.find(dim);
        if (found != dims.end() && found->second == code) {
            load::place(error, examined.file, figure);
            return;
        }
    }
}

} // namespace

void check_lost_codes(const Examined& examined, std::vector<Error>& reasons) {
    const Hold& hold = examined.source.hold;
    if (examined.before == nullptr || hold.lost_columns_allowed) {
        return;
    }
    const Codes now = codes_of(examined.file, examined.figures);
    for (const auto& [dim, codes] : examined.before->codes) {
        auto lost = without(codes, codes_in(now, dim));
        std::erase_if(lost, [&, &of = dim](const std::string& code) {
            return has_ended(examined, of, code);
        });
        const bool told_by_members = hold.members && hold.members->dim == dim;
        if (lost.empty() || told_by_members) {
            continue;
        }
        Error error = checked(examined.source, examined.file.file, "hold.lost_cols");
        error.expected = fmt::format("the codes of {} that the last release had", dim);
        error.found = "none for " + some(nullptr, lost);
        reasons.push_back(std::move(error));
    }
}

void check_new_codes(const Examined& examined, std::vector<Error>& reasons) {
    const std::optional<bool>& allowed = examined.source.hold.new_columns_allowed;
    if (examined.before == nullptr || allowed.value_or(false) ||
        (!allowed && examined.before->file.sha256 == examined.file.file.sha256)) {
        return;
    }
    for (const auto& [dim, codes] : codes_of(examined.file, examined.figures)) {
        const auto added = without(codes, codes_in(examined.before->codes, dim));
        if (added.empty() || (!allowed && is_judged(examined.source.recipe, dim))) {
            continue;
        }
        Error error =
            checked(examined.source, examined.file.file, "hold.new_cols", "new_cols = \"allow\"");
        place(error, examined, dim, added.front());
        error.expected = fmt::format("the codes of {} that the last release had", dim);
        error.found = "new " + some(nullptr, added);
        reasons.push_back(std::move(error));
    }
}

} // namespace tidemark::load
