#include "pipeline/fetch/redirect.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/fetch/url.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace tidemark::fetch {
namespace {

Error bad_redirect(const std::string& url, std::string found) {
    return {.fault = Fault::malformed,
            .code = "fetch.redirect",
            .file = url,
            .expected = "a redirect to an address as safe as this one",
            .found = std::move(found),
            .next = "check that the address is still the publisher's"};
}

} // namespace

bool is_redirect(int status) {
    constexpr std::array statuses{301, 302, 303, 307, 308};
    return std::ranges::find(statuses, status) != statuses.end();
}

Result<std::string> redirect_target(const std::string& url, const std::string& location) {
    if (location.empty()) {
        return fail(bad_redirect(url, "a redirect without an address"));
    }
    auto next = resolve_url(url, location);
    if (!next || !is_web(*next)) {
        return fail(bad_redirect(url, fmt::format("'{}'", one_line(location))));
    }
    if (url.starts_with("https:") && !next->starts_with("https:")) {
        return fail(bad_redirect(url, fmt::format("'{}', without TLS", one_line(*next))));
    }
    return next;
}

} // namespace tidemark::fetch
