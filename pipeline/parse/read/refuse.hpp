// refuse: how the readers say no. Every refusal is one Error whose code starts with "read.".
#pragma once

#include "pipeline/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark::parse {

inline constexpr std::string_view ask_again =
    "fetch it again or ask the publisher for a sound copy";

[[nodiscard]] Error malformed(std::string_view code, std::string expected, std::string found);

// `budget`: in words, "inflated size"; `key`: its name in Budgets and under [parse].
[[nodiscard]] Error over_budget(std::string_view budget,
                                std::string_view key,
                                std::uint64_t most,
                                std::string_view unit = {});

// The same error, with the place it happened in where it does not name one yet.
[[nodiscard]] Error at_part(Error error, std::string_view part);
[[nodiscard]] Error at_sheet(Error error, std::string_view sheet);

} // namespace tidemark::parse
