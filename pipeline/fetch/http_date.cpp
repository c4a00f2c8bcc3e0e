#include "pipeline/fetch/http_date.hpp"

#include "pipeline/base/text.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>

namespace tidemark::fetch {

std::optional<Instant> parse_http_date(std::string_view text) {
    const auto seconds = curl_getdate(std::string(text).c_str(), nullptr);
    if (text.empty() || seconds < 0) {
        return std::nullopt;
    }
    return Instant(std::chrono::seconds(seconds));
}

std::chrono::seconds parse_retry_after(std::string_view text, Instant now) {
    using std::chrono::seconds;
    constexpr seconds longest = std::chrono::hours(24 * 365);
    const std::string_view value = trim(text);
    const bool digits =
        !value.empty() && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    if (digits) {
        std::int64_t count = 0;
        const auto read = std::from_chars(value.data(), value.data() + value.size(), count);
        return read.ec == std::errc() ? std::min(seconds(count), longest) : longest;
    }
    const auto date = parse_http_date(value);
    if (!date) {
        return seconds(0);
    }
    return std::clamp(std::chrono::ceil<seconds>(*date - now), seconds(0), longest);
}

} // namespace tidemark::fetch
