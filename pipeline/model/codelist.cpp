#include "pipeline/model/codelist.hpp"

#include "pipeline/base/text.hpp"

#include <algorithm>
#include <utility>

namespace tidemark {

namespace {

// Gives the folded label to one more code, where their days tell them apart.
void share(Codelist& list, const std::string& label, std::size_t first, std::size_t more) {
    const auto known = list.by_days.find(label);
    const std::vector<std::size_t> owners =
        known == list.by_days.end() ? std::vector<std::size_t>{first} : known->second;
    const bool apart = std::all_of(owners.begin(), owners.end(), [&](std::size_t owner) {
        return fold(list.codes[owner].code) != label && // a code is one on all days
               on_other_days(list.codes[owner], list.codes[more]);
    });
    if (apart) {
        auto& all = list.by_days[label];
        all = owners;
        all.push_back(more);
    }
}

// How far a label is from the nearest spelling of a code. A word is no short code: "71" would be
// near to any.
std::size_t distance(const std::string& folded, const Code& code) {
    constexpr std::size_t shortest = 4;
    const bool a_word = folded.find_first_of("0123456789") == std::string::npos;
    std::size_t least = edit_distance(folded, fold(code.name));
    if (!a_word || code.code.size() >= shortest) {
        least = std::min(least, edit_distance(folded, fold(code.code)));
    }
    for (const auto& alias : code.aliases) {
        least = std::min(least, edit_distance(folded, fold(alias)));
    }
    return least;
}

// The digits of a text, and the points between them: "8.01" is not "801".
std::string points(std::string_view text) {
    const auto digit = [&](std::size_t i) {
        return i < text.size() && text[i] >= '0' && text[i] <= '9';
    };
    std::string kept;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool point =
            (text[i] == '.' || text[i] == ',') && i > 0 && digit(i - 1) && digit(i + 1);
        if (digit(i) || point) {
            kept += text[i];
        }
    }
    return kept;
}

// Folding drops points. Some spelling of the code that folds alike must have those of the label.
bool has_points_of(const Code& code, std::string_view label, const std::string& folded) {
    const std::string wanted = points(label);
    const auto same = [&](const std::string& spelling) {
        return fold(spelling) == folded && points(spelling) == wanted;
    };
    return same(code.code) || same(code.name) ||
           std::any_of(code.aliases.begin(), code.aliases.end(), same);
}

} // namespace

bool Code::holds(const Period& period) const {
    return (!from || *from <= period.start) && (!to || period.end <= *to);
}

bool on_other_days(const Code& a, const Code& b) {
    return (a.to && b.from && *a.to < *b.from) || (b.to && a.from && *b.to < *a.from);
}

void Codelist::index() {
    by_label.clear();
    by_code.clear();
    by_days.clear();
    const auto claim = [this](const std::string& label, std::size_t i) {
        const auto folded = fold(label);
        const auto [owner, fresh] = by_label.emplace(folded, i);
        if (!fresh && owner->second != i && !folded.empty()) {
            share(*this, folded, owner->second, i);
        }
    };
    std::vector<std::string> unsure; // "4,4", where there are 4.4 and 44
    for (std::size_t i = 0; i < codes.size(); ++i) {
        by_code.emplace(codes[i].code, i);
        const auto [owner, fresh] = by_label.emplace(fold(codes[i].code), i);
        if (!fresh && fold(codes[owner->second].code) == owner->first) {
            unsure.push_back(owner->first);
        }
        claim(codes[i].name, i);
        for (const auto& alias : codes[i].aliases) {
            claim(alias, i);
        }
    }
    for (const auto& label : unsure) {
        by_label.erase(label);
    }
    by_label.erase(""); // a code without a name is not what an empty label means
}

const Code* Codelist::find(std::string_view label) const {
    const auto found = all(label);
    return found.size() == 1 ? found.front() : nullptr;
}

std::vector<const Code*> Codelist::all(std::string_view label) const {
    std::vector<const Code*> all;
    if (const auto exact = by_code.find(squeeze(label)); exact != by_code.end()) {
        all.push_back(&codes[exact->second]);
        return all;
    }
    const auto folded = fold(label);
    if (const auto several = by_days.find(folded); several != by_days.end()) {
        for (const auto i : several->second) {
            all.push_back(&codes[i]);
        }
    } else if (const auto one = by_label.find(folded); one != by_label.end()) {
        all.push_back(&codes[one->second]);
    }
    std::erase_if(all, [&](const Code* code) { return !has_points_of(*code, label, folded); });
    return all;
}

const Code* Codelist::code(std::string_view code) const {
    if (const auto known = by_code.find(std::string(code)); known != by_code.end()) {
        return &codes[known->second];
    }
    const auto found = // before index()
        std::find_if(codes.begin(), codes.end(), [&](const Code& c) { return c.code == code; });
    return found == codes.end() ? nullptr : &*found;
}

std::string Codelist::name_of(std::string_view code) const {
    const auto* found = this->code(code);
    return found == nullptr || found->name.empty() ? std::string(code) : found->name;
}

std::vector<const Code*> Codelist::above(std::string_view code) const {
    std::vector<const Code*> above;
    for (const auto* at = this->code(code); at != nullptr && !at->parent.empty();) {
        at = this->code(at->parent);
        if (at == nullptr || std::find(above.begin(), above.end(), at) != above.end()) {
            break;
        }
        above.push_back(at);
    }
    return above;
}

std::vector<const Code*> Codelist::nearest(std::string_view label, std::size_t count) const {
    const auto folded = fold(label);
    std::vector<std::pair<std::size_t, const Code*>> ranked;
    ranked.reserve(codes.size());
    for (const auto& code : codes) {
        ranked.emplace_back(distance(folded, code), &code);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
        return a.first < b.first;
    });
    std::vector<const Code*> near;
    for (std::size_t i = 0; i < std::min(count, ranked.size()); ++i) {
        near.push_back(ranked[i].second);
    }
    return near;
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
