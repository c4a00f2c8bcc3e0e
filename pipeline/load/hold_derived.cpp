// hold.derived: what the publisher prints is not what we call a sum of it.
#include "pipeline/load/derive.hpp"
#include "pipeline/load/hold.hpp"
#include "pipeline/load/hold_words.hpp"

#include <fmt/core.h>

namespace tidemark::load {

std::vector<Error> find_derived(const Source& source,
                                const ParsedFile& file,
                                const std::vector<Observation>& figures) {
    std::vector<Error> reasons;
    if (source.derives.empty()) {
        return reasons;
    }
    const Codes codes = codes_of(file, figures);
    for (const Derive& derive : source.derives) {
        const auto printed = codes.find(derive.dim);
        const std::string* code =
            printed == codes.end() ? nullptr : published_as(derive, printed->second);
        if (code == nullptr) {
            continue;
        }
        Error error = held_reason(source, file.file, "hold.derived");
        place_first(error, file, figures, derive.dim, *code);
        error.expected = fmt::format(
            "no {} that is called as the [[derive]] '{}' that sums them", derive.dim, derive.id);
        error.found = fmt::format("'{}'", *code);
        error.next = "give the [[derive]] another id, or leave the published total out with "
                     "'skip' or [keep]";
        reasons.push_back(std::move(error));
    }
    return reasons;
}

} // namespace tidemark::load
