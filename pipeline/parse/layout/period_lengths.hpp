// period_lengths: labels that say how long and until when, or since when.
//
//   "year ending march 2020", "ye mar-20", "12 months to 31 march 2020", "quarter ending june 2019"
//   "five years to march 2020", "3y31/03/2020", "six months to september 2019"
//   "week ending 3 january 2020", "w/e 03/01/2020", "w/c 30 december 2019"
//
// Thread: any. Fails: never; nothing when the label is not one of these.
#pragma once

#include "pipeline/model/period.hpp"

#include <optional>
#include <string_view>

namespace tidemark::parse {

// `text` as plain_label() makes it.
[[nodiscard]] std::optional<Period> read_ending(std::string_view text);
[[nodiscard]] std::optional<Period> read_commencing(std::string_view text);

} // namespace tidemark::parse
