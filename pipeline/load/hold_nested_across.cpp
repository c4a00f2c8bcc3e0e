// hold.nested across the files of a folder: one prints a code, another a part of it, and a sum over
// every code seen would count that part twice.
#include "pipeline/load/hold.hpp"
#include "pipeline/load/hold_words.hpp"
#include "pipeline/model/naming.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace tidemark::load {
namespace {

// Where figures meet in a sum: all other dimensions, and the period.
using Meeting = std::pair<Dims, Period>;

const std::string* code_along(const Dims& dims, const std::string& dim) {
    const auto found = dims.find(dim);
    return found == dims.end() ? nullptr : &found->second;
}

Meeting meeting_of(Dims dims, const std::string& dim, const Period& period) {
    dims.erase(dim);
    return {std::move(dims), period};
}

bool is_above(const Codelist& list, const std::string& whole, const std::string& part) {
    return std::ranges::any_of(list.above(part),
                               [&](const Code* above) { return above->code == whole; });
}

bool are_nested(const Codelist& list, const std::string& one, const std::string& other) {
    return is_above(list, one, other) || is_above(list, other, one);
}

// The list of what the derive sums; null where it names the codes that it sums, or none is a part.
const Codelist* open_list(const Source& source, const Codelists& codelists, const Derive& derive) {
    if (!derive.over.empty() || !derive.roster.empty()) {
        return nullptr;
    }
    const Codelist* list = list_along(source, codelists, derive.dim);
    const bool parts = list != nullptr && std::ranges::any_of(list->codes, [](const Code& code) {
                           return !code.parent.empty();
                       });
    return parts ? list : nullptr;
}

// Looks at one file along one dimension; lives for one call.
class Across {
  public:
    Across(const Codelist& list, const std::string& dim, const std::vector<Standing>& others)
        : list_(list)
        , dim_(dim)
        , others_(others) {}

    struct Found {
        const Observation* figure = nullptr;
        const Standing* other = nullptr;
    };

    [[nodiscard]] std::optional<Found> find(const ParsedFile& file,
                                            const std::vector<Observation>& figures) {
        const Codes codes = codes_of(file, figures);
        gather(codes_in(codes, dim_));
        if (meetings_.empty()) {
            return std::nullopt; // nearly always
        }
        for (const Observation& figure : figures) {
            const Dims& dims = file.series.at(figure.series);
            const std::string* code = code_along(dims, dim_);
            const auto met = code == nullptr
                                 ? meetings_.end()
                                 : meetings_.find(meeting_of(dims, dim_, figure.period));
            if (met == meetings_.end()) {
                continue;
            }
            for (const Standing* other : met->second) {
                if (are_nested(list_, *code, *code_along(other->dims, dim_))) {
                    return Found{.figure = &figure, .other = other};
                }
            }
        }
        return std::nullopt;
    }

  private:
    // What others print of codes above or below one of these.
    void gather(const std::set<std::string>& codes) {
        std::map<std::string, bool> known;
        for (const Standing& other : others_) {
            const std::string* code = code_along(other.dims, dim_);
            if (code == nullptr) {
                continue;
            }
            const auto [near, fresh] = known.try_emplace(*code, false);
            if (fresh) {
                near->second = std::ranges::any_of(
                    codes, [&](const std::string& own) { return are_nested(list_, own, *code); });
            }
            if (near->second) {
                meetings_[meeting_of(other.dims, dim_, other.period)].push_back(&other);
            }
        }
    }

    const Codelist& list_;
    const std::string& dim_;
    const std::vector<Standing>& others_;
    std::map<Meeting, std::vector<const Standing*>> meetings_;
};

} // namespace

bool sums_may_nest(const Source& source, const Codelists& codelists) {
    return std::ranges::any_of(source.derives, [&](const Derive& derive) {
        return open_list(source, codelists, derive) != nullptr;
    });
}

std::vector<Error> find_nested_across(const Source& source,
                                      const Codelists& codelists,
                                      const ParsedFile& file,
                                      const std::vector<Observation>& figures,
                                      const std::vector<Standing>& others) {
    std::vector<Error> reasons;
    for (const Derive& derive : source.derives) {
        const Codelist* list = open_list(source, codelists, derive);
        if (list == nullptr) {
            continue;
        }
        const auto found = Across(*list, derive.dim, others).find(file, figures);
        if (!found) {
            continue;
        }
        const std::string& own = file.series.at(found->figure->series).at(derive.dim);
        const std::string& other = found->other->dims.at(derive.dim);
        const bool whole = is_above(*list, own, other);
        Error error = held_reason(source, file.file, "hold.nested");
        place(error, file, *found->figure);
        error.expected =
            fmt::format("no {} that is a part of another, for the [[derive]] '{}' sums them all",
                        derive.dim,
                        derive.id);
        error.found = fmt::format("'{}', and in '{}' {} '{}' for {}",
                                  own,
                                  found->other->file,
                                  whole ? "its part" : "the whole",
                                  other,
                                  to_text(found->figure->period));
        error.next = "say over = { set = ... } with one of them, or leave the other out with "
                     "'skip' or [keep]";
        reasons.push_back(std::move(error));
    }
    return reasons;
}

} // namespace tidemark::load
