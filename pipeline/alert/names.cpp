#include "pipeline/alert/names.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/model/naming.hpp"

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
        std::string name = name_of(*derive, codelists_);
        return name.empty() ? derive->id : name;
    }
    return name_of(source_, codelists_, dim, code);
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
    const CodeSet* set = members_along(source_, codelists_, dim);
    return set != nullptr ? set->noun : dim.empty() ? "series" : "members";
}

bool Names::is_place(std::string_view dim) const {
    return dim == "area" || members_along(source_, codelists_, dim) != nullptr;
}

} // namespace tidemark::alert
