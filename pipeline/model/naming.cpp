#include "pipeline/model/naming.hpp"

#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tidemark {

const CodeSet*
members_along(const Source& source, const Codelists& codelists, std::string_view dim) {
    for (const Derive& derive : source.derives) {
        if (derive.dim == dim && !derive.roster.empty()) {
            return codelists.set(derive.roster);
        }
    }
    if (source.roster && source.roster->dim == dim) {
        return codelists.set(source.roster->of);
    }
    if (source.hold.members && source.hold.members->dim == dim) {
        return codelists.set(source.hold.members->of);
    }
    return nullptr;
}

const Codelist* list_along(const Source& source, const Codelists& codelists, std::string_view dim) {
    const auto& member = source.recipe.member;
    if (member && member->dim == dim && !member->codelist.empty()) {
        return codelists.list(member->codelist);
    }
    for (const Layout& layout : source.recipe.layouts) {
        for (const DimRule& rule : layout.dims) {
            if (rule.name == dim && !rule.codelist.empty()) {
                return codelists.list(rule.codelist);
            }
        }
    }
    const CodeSet* set = members_along(source, codelists, dim);
    return set != nullptr ? codelists.list(set->codelist) : nullptr;
}

std::string name_of(const Source& source,
                    const Codelists& codelists,
                    std::string_view dim,
                    std::string_view code) {
    const Codelist* list = list_along(source, codelists, dim);
    return list != nullptr ? list->name_of(code) : std::string(code);
}

std::string name_of(const Derive& derive, const Codelists& codelists) {
    if (!derive.name.empty()) {
        return derive.name;
    }
    const CodeSet* set = codelists.set(derive.roster.empty() ? derive.over : derive.roster);
    if (set == nullptr) {
        return {};
    }
    return set->title.empty() ? set->id : set->title;
}

std::string lines_text(const SkippedLines& lines) {
    const std::size_t end = std::min(lines.what.find(' '), lines.what.size());
    return fmt::format("{} {}{}{}",
                       grouped(static_cast<double>(lines.count)),
                       lines.what.substr(0, end),
                       lines.count == 1 ? "" : "s",
                       lines.what.substr(end));
}

} // namespace tidemark
