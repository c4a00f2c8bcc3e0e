// HTTP dates (RFC 9110, 5.6.7) and Retry-After (10.2.3).
//
// Thread: any. Never fails: what cannot be read is nothing.
#pragma once

#include "pipeline/base/instant.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace tidemark::fetch {

[[nodiscard]] std::optional<Instant> parse_http_date(std::string_view text);

// Seconds, or a date compared with `now`: the least time to wait. 0 when there is none; a number
// too long to read is the longest time.
[[nodiscard]] std::chrono::seconds parse_retry_after(std::string_view text, Instant now);

} // namespace tidemark::fetch
