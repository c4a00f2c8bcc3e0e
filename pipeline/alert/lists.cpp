#include "pipeline/alert/lists.hpp"

#include "pipeline/base/digest.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <set>

namespace tidemark::alert {
namespace {

std::string written(const std::optional<Day>& day) {
    return day ? day_text(*day) : "-";
}

std::string written(const Derive& derive) {
    return "sum " + derive.id + ' ' + derive.dim + " over " + derive.over + " roster " +
           derive.roster + '\n';
}

std::string written(const Roll& roll) {
    return "roll " + std::to_string(static_cast<int>(roll.from)) + " to " +
           std::to_string(static_cast<int>(roll.to)) + '\n';
}

std::string written(const Break& gap) {
    std::string text = "break " + day_text(gap.days.start) + ' ' + day_text(gap.days.end);
    for (const auto& [dim, code] : gap.where) {
        text += fmt::format(" {}={}", dim, code);
    }
    return text + '\n';
}

std::string written(const CodeSet& set) {
    std::string text = "set " + set.id + ' ' + set.noun + '\n';
    for (const SetMember& member : set.members) {
        text += member.code + ' ' + written(member.from) + ' ' + written(member.to) + '\n';
    }
    return text;
}

} // namespace

std::string digest_of_lists(const Source& source, const Codelists& codelists) {
    std::string text =
        source.unit + '\n' + std::to_string(static_cast<int>(source.recipe.markers.in_sums)) + '\n';
    if (source.rounded) {
        text += "rounded " + plain(*source.rounded) + '\n';
    }
    std::set<std::string> used;
    for (const Derive& derive : source.derives) {
        text += written(derive);
        used.insert({derive.over, derive.roster});
    }
    for (const Roll& roll : source.rolls) {
        text += written(roll);
    }
    for (const Break& gap : source.breaks) {
        text += written(gap);
    }
    if (source.roster) {
        text += "roster " + source.roster->dim + '\n';
        used.insert(source.roster->of);
    }
    for (const std::string& id : used) {
        if (const CodeSet* set = codelists.set(id)) {
            text += written(*set);
        }
    }
    return short_digest("lists", source.id, text);
}

} // namespace tidemark::alert
