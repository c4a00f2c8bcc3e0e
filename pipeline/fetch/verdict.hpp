// verdict: what libcurl said and what arrived -> an answer, or the one error that names the cause.
//
// Thread: any. Fails: unavailable, malformed, limit.
#pragma once

#include "pipeline/fetch/head.hpp"
#include "pipeline/fetch/reach.hpp"

#include <curl/curl.h>

#include <cstdint>
#include <optional>
#include <string>

namespace tidemark::fetch {

// All that came of one transfer.
struct Transfer {
    Head head;
    std::string body; // of a 200 only
    Reach reach = Reach::outside;
    std::optional<Error> refusal; // why we ended it ourselves
};

[[nodiscard]] Result<Transfer> verdict(CURLcode code, const std::string& url, Transfer done);

[[nodiscard]] Error body_too_long(const std::string& url, std::uint64_t length);
[[nodiscard]] Error body_over_limit(const std::string& url, std::uint64_t most);
[[nodiscard]] Error address_refused(const std::string& url);
[[nodiscard]] Error stopped_transfer(const std::string& url);

} // namespace tidemark::fetch
