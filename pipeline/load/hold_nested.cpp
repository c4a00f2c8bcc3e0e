// hold.nested: a sum over every code seen does not count a code and a part of it.
#include "pipeline/load/hold.hpp"
#include "pipeline/load/hold_words.hpp"
#include "pipeline/model/naming.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace tidemark::load {
namespace {

// The first of the codes that is a part of another of them, and that other.
std::optional<std::pair<std::string, std::string>>
first_nested(const Codelist& list, const std::set<std::string>& codes) {
    for (const std::string& part : codes) {
        for (const Code* above : list.above(part)) {
            if (codes.contains(above->code)) {
                return std::pair(part, above->code);
            }
        }
    }
    return std::nullopt;
}

} // namespace

std::vector<Error> find_nested(const Source& source,
                               const Codelists& codelists,
                               const ParsedFile& file,
                               const std::vector<Observation>& figures) {
    std::vector<Error> reasons;
    for (const Derive& derive : source.derives) {
        const Codelist* list = list_along(source, codelists, derive.dim);
        if (list == nullptr || !derive.over.empty() || !derive.roster.empty()) {
            continue; // a set was looked at when the configuration was read
        }
        const Codes codes = codes_of(file, figures);
        const auto nested = first_nested(*list, codes_in(codes, derive.dim));
        if (!nested) {
            continue;
        }
        const auto& [part, whole] = *nested;
        Error error = held_reason(source, file.file, "hold.nested");
        place_first(error, file, figures, derive.dim, whole);
        error.expected =
            fmt::format("no {} that is a part of another, for the [[derive]] '{}' sums them all",
                        derive.dim,
                        derive.id);
        error.found = fmt::format("'{}' and its part '{}'", whole, part);
        error.next =
            "say over = { set = ... } with one of them, or leave the other out with 'skip' "
            "or [keep]";
        reasons.push_back(std::move(error));
    }
    return reasons;
}

} // namespace tidemark::load
