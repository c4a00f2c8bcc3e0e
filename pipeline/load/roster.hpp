// roster: the total of one period over those who were asked for it.
//
// Parts: everyone asked, and whoever answered unasked - who is listed and stands outside. Unasked
// are counted among the set's members of other days; in a drop folder, among all who sent a file.
#pragma once

#include "pipeline/load/categories.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tidemark::load {

struct Members {
    const CodeSet* set = nullptr;
    const Codelist* list = nullptr;                   // for names; may be null
    std::map<std::string, std::vector<Slot>> slots{}; // by code: asked at any time, or seen
};

// Nothing when nobody who was asked has answered.
[[nodiscard]] std::optional<Total>
total_of(const Members& members, const Period& period, const Circumstances& given);

// A total of one part. Nothing when it has no answer.
[[nodiscard]] std::optional<Total> total_of(Part part, const Period& period);

} // namespace tidemark::load
