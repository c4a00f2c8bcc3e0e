// Values: the small languages inside quotation marks: durations, sizes, thresholds, markers, dates.
//
// All return nothing when the text is not of the form; the caller names what was expected.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/rule.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark::config {

// "500ms", "30s", "10min", "2h", "1d".
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);
[[nodiscard]] std::string to_text(std::chrono::milliseconds duration); // in the largest whole unit

// "5MB" (SI: powers of 1000), "64MiB" (IEC: powers of 1024), "800B".
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text);
[[nodiscard]] std::string size_text(std::uint64_t bytes); // in the largest whole IEC unit

// "2%" -> 2, not negative.
[[nodiscard]] std::optional<double> parse_percent(std::string_view text);

// "+10%", "-5%", "+500"; without a sign a rise.
[[nodiscard]] std::optional<Threshold> parse_threshold(std::string_view text);

// "below:5" or the word of a status.
[[nodiscard]] std::optional<Marker> parse_marker(std::string_view text);

struct Grace {
    int days = 0;
    bool working_days = false;
};

// "10 days", "3 working days", "1 day".
[[nodiscard]] std::optional<Grace> parse_grace(std::string_view text);

// "09-05": a day that exists in every year, and 29 February.
[[nodiscard]] std::optional<std::chrono::month_day> parse_month_day(std::string_view text);

// ^[a-z0-9][a-z0-9-]*$, with further characters where a name may hold them ("+" in sets).
[[nodiscard]] bool is_id(std::string_view text, std::string_view further = {});

// An address that fetch can ask: http, https or file, with a host or an absolute path.
[[nodiscard]] bool is_address(std::string_view text);

} // namespace tidemark::config
