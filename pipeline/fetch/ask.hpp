// ask: one polite request. Waits for the host's turn and backs off by returning Later, never by
// sleeping.
//
// A failure that may pass (Fault::unavailable) is tried `source.fetch.retry` further times. The
// pause before attempt n+1 is 5 s * 2^(n-1), at most 5 minutes, lengthened by up to a quarter that
// depends on source, address and attempt alone; or the publisher's Retry-After where that is
// longer, at most 1 hour.
// Thread: any worker. Fails: as Transport::get.
#pragma once

#include "pipeline/fetch/look.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <variant>

namespace tidemark::fetch {

using Answer = std::variant<Later, Response>;

// A request for `url` with the source's limits and without validators.
[[nodiscard]] Request request_for(const Source& source, const std::string& url);

[[nodiscard]] Result<Answer> ask(const Look& look, const Request& request);

// As ask(); the answer is kept in Progress and the page is not asked for again in this look.
[[nodiscard]] Result<Answer> ask_page(const Look& look, const std::string& url);

// What the page says, by the parser. Fails: as Parser::page, with the page's address.
[[nodiscard]] Result<Page>
read_page(const Look& look, PageKind kind, const std::string& url, const Response& response);

// The pause after `failures` failures (at least 1).
[[nodiscard]] std::chrono::milliseconds
backoff(std::string_view source, std::string_view url, int failures);

} // namespace tidemark::fetch
