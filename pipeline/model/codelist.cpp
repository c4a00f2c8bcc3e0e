#include "pipeline/model/codelist.hpp"

#include "pipeline/base/text.hpp"

#include <algorithm>

namespace tidemark {

void Codelist::index() {
    by_label.clear();
    for (std::size_t i = 0; i < codes.size(); ++i) {
        by_label.emplace(fold(codes[i].code), i);
        by_label.emplace(fold(codes[i].name), i);
        for (const auto& alias : codes[i].aliases) {
            by_label.emplace(fold(alias), i);
        }
    }
    by_label.erase(""); // a code without a name is not what an empty label means
}

const Code* Codelist::find(std::string_view label) const {
    const auto found = by_label.find(fold(label));
    return found == by_label.end() ? nullptr : &codes[found->second];
}

const Code* Codelist::code(std::string_view code) const {
    const auto* likely = find(code);
    if (likely != nullptr && likely->code == code) {
        return likely;
    }
    const auto found =
        std::find_if(codes.begin(), codes.end(), [&](const Code& c) { return c.code == code; });
    return found == codes.end() ? nullptr : &*found;
}

std::string Codelist::name_of(std::string_view code) const {
    const auto* found = this->code(code);
    return found == nullptr || found->name.empty() ? std::string(code) : found->name;
}

std::vector<std::string> CodeSet::asked(const Period& period) const {
    std::vector<std::string> asked;
    for (const auto& member : members) {
        const bool begun = !member.from || *member.from <= period.start;
        const bool lasts = !member.to || *member.to >= period.end;
        if (begun && lasts) {
            asked.push_back(member.code);
        }
    }
    return asked;
}

const Codelist* Codelists::list(std::string_view id) const {
    const auto found = lists.find(std::string(id));
    return found == lists.end() ? nullptr : &found->second;
}

const CodeSet* Codelists::set(std::string_view id) const {
    const auto found = sets.find(std::string(id));
    return found == sets.end() ? nullptr : &found->second;
}

} // namespace tidemark
