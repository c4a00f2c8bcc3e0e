#include "pipeline/alert/names.hpp"

#include "pipeline/base/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace tidemark::alert {
namespace {

const Derive* derive_of(const Source& source, std::string_view dim, std::string_view code) {
    const auto found = std::ranges::find_if(
        source.derives, [&](const Derive& d) { return d.dim == dim && d.id == code; });
    return found == source.derives.end() ? nullptr : &*found;
}

// What the police write down is "recorded", never "committed" (publishers' house rules).
bool is_recorded_by_police(const Source& source) {
    constexpr std::array words{"offence", "crime", "incident"};
    const std::string text =
        fold((source.what.empty() ? source.title : source.what) + ' ' + source.measure);
    return text.find("recorded") == std::string::npos &&
           std::ranges::any_of(
               words, [&](const char* word) { return text.find(word) != std::string::npos; });
}

// "Child sexual" -> "child sexual", "NHS staff" unchanged.
std::string inside_a_sentence(std::string text) {
    const auto is_upper = [&](std::size_t i) {
        return std::isupper(static_cast<unsigned char>(text[i])) != 0;
    };
    if (text.size() > 1 && is_upper(0) && !is_upper(1)) {
        text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    }
    return text;
}

} // namespace

std::string Names::of(std::string_view dim, std::string_view code) const {
    if (const Derive* derive = derive_of(source_, dim, code)) {
        if (derive->over.empty() && derive->roster.empty()) {
            return {}; // whatever it is called in tables, a sentence means the whole
        }
        if (!derive->name.empty()) {
            return derive->name;
        }
        const CodeSet* set = codelists_.set(derive->roster.empty() ? derive->over : derive->roster);
        if (set != nullptr) {
            return set->title.empty() ? set->id : set->title;
        }
        return derive->id;
    }
    const Codelist* list = list_of(dim);
    return list != nullptr ? list->name_of(code) : std::string(code);
}

std::string Names::measured() const {
    const std::string& said = source_.what.empty() ? source_.title : source_.what;
    return is_recorded_by_police(source_) ? "recorded " + inside_a_sentence(said) : said;
}

std::string Names::what(const SeriesKey& key) const {
    std::string text = measured();
    std::vector<std::string> categories;
    std::vector<std::string> places;
    for (const auto& [dim, code] : key.dims) {
        if (std::string name = of(dim, code); !name.empty()) {
            (is_place(dim) ? places : categories).push_back(std::move(name));
        }
    }
    if (!categories.empty()) {
        text += " (" + join(categories, ", ") + ')';
    }
    if (!places.empty()) {
        text += " in " + join(places, ", ");
    }
    return text;
}

std::string Names::member(const SeriesKey& key) const {
    std::vector<std::string> names;
    for (const bool place : {true, false}) {
        for (const auto& [dim, code] : key.dims) {
            if (is_place(dim) != place) {
                continue;
            }
            if (std::string name = of(dim, code); !name.empty()) {
                names.push_back(std::move(name));
            }
        }
    }
    return names.empty() ? measured() : join(names, ", ");
}

std::string Names::noun(std::string_view dim) const {
    const CodeSet* set = members_of(dim);
    return set != nullptr ? set->noun : dim.empty() ? "series" : "members";
}

bool Names::is_place(std::string_view dim) const {
    return dim == "area" || members_of(dim) != nullptr;
}

const Codelist* Names::list_of(std::string_view dim) const {
    const MemberRule* member = source_.recipe.member ? &*source_.recipe.member : nullptr;
    if (member != nullptr && member->dim == dim && !member->codelist.empty()) {
        return codelists_.list(member->codelist);
    }
    for (const Layout& layout : source_.recipe.layouts) {
        for (const DimRule& rule : layout.dims) {
            if (rule.name == dim && !rule.codelist.empty()) {
                return codelists_.list(rule.codelist);
            }
        }
    }
    const CodeSet* set = members_of(dim);
    return set != nullptr ? codelists_.list(set->codelist) : nullptr;
}

const CodeSet* Names::members_of(std::string_view dim) const {
    for (const Derive& derive : source_.derives) {
        if (derive.dim == dim && !derive.roster.empty()) {
            return codelists_.set(derive.roster);
        }
    }
    if (source_.roster && source_.roster->dim == dim) {
        return codelists_.set(source_.roster->of);
    }
    if (source_.hold.members && source_.hold.members->dim == dim) {
        return codelists_.set(source_.hold.members->of);
    }
    return nullptr;
}

} // namespace tidemark::alert
