#include "daemon/unmatched.hpp"

#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tidemark {
namespace {

class Asked {
  public:
    Asked(const Source& source, const Codelists& codelists, const std::vector<SeriesKey>& series)
        : source_(source)
        , codelists_(codelists)
        , series_(series) {}

    // Whether a code of a rule stands for this published one: itself, each in turn, or a part of
    // the sum that it names.
    [[nodiscard]] bool
    stands_for(const std::string& dim, const std::string& asked, const std::string& code) const {
        if (asked == "*" || asked == code) {
            return true;
        }
        const auto derive = std::ranges::find_if(source_.derives, [&](const Derive& each) {
            return each.dim == dim && each.id == asked;
        });
        if (derive == source_.derives.end()) {
            return false;
        }
        const CodeSet* set = codelists_.set(derive->roster.empty() ? derive->over : derive->roster);
        return set == nullptr ||
               std::ranges::find(set->members, code, &SetMember::code) != set->members.end();
    }

    [[nodiscard]] bool fits(const Dims& where, const SeriesKey& key) const {
        return std::ranges::all_of(where, [&](const auto& asked) {
            const auto found = key.dims.find(asked.first);
            return found != key.dims.end() && stands_for(asked.first, asked.second, found->second);
        });
    }

    [[nodiscard]] bool has(const Dims& where) const {
        return std::ranges::any_of(series_, [&](const SeriesKey& key) { return fits(where, key); });
    }

    // "area=Kent, offence=Q": the codes that alone have no series; all of them where each has some.
    [[nodiscard]] std::string missing(const Dims& where) const {
        std::vector<std::string> alone;
        std::vector<std::string> all;
        for (const auto& [dim, code] : where) {
            all.push_back(fmt::format("{}={}", dim, code));
            if (!has({{dim, code}})) {
                alone.push_back(all.back());
            }
        }
        return alone.empty() ? join(all, " and ") + " together" : join(alone, " nor ");
    }

  private:
    const Source& source_;
    const Codelists& codelists_;
    const std::vector<SeriesKey>& series_;
};

// "[keep] offence: no series has Q, R and 3 more"
std::string kept_words(const std::string& dim, const std::vector<std::string>& codes) {
    constexpr std::size_t most = 5;
    std::vector<std::string> named(
        codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(std::min(codes.size(), most)));
    std::string text = fmt::format("[keep] {}: no series has {}", dim, join(named, ", "));
    return codes.size() > most ? fmt::format("{} and {} more", text, codes.size() - most) : text;
}

} // namespace

std::vector<std::string>
unmatched(const Source& source, const Codelists& codelists, const std::vector<SeriesKey>& series) {
    std::vector<std::string> lines;
    if (series.empty()) {
        return lines;
    }
    const Asked asked(source, codelists, series);
    for (const Rule& rule : source.rules) {
        if (!asked.has(rule.where)) {
            lines.push_back(fmt::format(
                "rule '{}' says nothing: no series has {}", rule.id, asked.missing(rule.where)));
        }
    }
    for (const auto& [dim, codes] : source.recipe.keep) {
        std::vector<std::string> absent;
        for (const std::string& code : codes) {
            if (!asked.has({{dim, code}})) {
                absent.push_back(code);
            }
        }
        if (!absent.empty()) {
            lines.push_back(kept_words(dim, absent));
        }
    }
    return lines;
}

} // namespace tidemark
