#include "pipeline/fetch/ask.hpp"

#include "pipeline/base/digest.hpp"
#include "pipeline/fetch/url.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace tidemark::fetch {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds first_pause = seconds(5);
constexpr milliseconds longest_pause = std::chrono::minutes(5);
constexpr seconds longest_retry_after = std::chrono::hours(1);

// The failed attempt, counted; a time to come back while attempts are left.
Result<Answer>
come_back(const Look& look, const Request& request, std::string_view host, Error error) {
    const seconds asked_for = std::min(error.retry_after, longest_retry_after);
    if (asked_for.count() > 0) { // for every source at this host
        look.turns.quiet_until(host, look.clock.now() + asked_for);
    }
    const int failures = ++look.progress.attempts[request.url];
    if (error.fault != Fault::unavailable || failures > look.source.fetch.retry ||
        look.stop.stop_requested()) {
        return fail(std::move(error));
    }
    const milliseconds pause =
        std::max<milliseconds>(asked_for, backoff(look.source.id, request.url, failures));
    return Later{.at = look.clock.now() + pause,
                 .why = fmt::format("{} from {}, attempt {} of {}",
                                    error.found,
                                    host,
                                    failures + 1,
                                    look.source.fetch.retry + 1)};
}

} // namespace

Request request_for(const Source& source, const std::string& url) {
    return {.url = url,
            .etag = {},
            .last_modified = {},
            .max_size = source.fetch.max_size,
            .timeout = source.fetch.timeout};
}

milliseconds backoff(std::string_view source, std::string_view url, int failures) {
    const int doublings = std::clamp(failures - 1, 0, 6);
    const milliseconds pause = std::min(first_pause * (1 << doublings), longest_pause);
    const std::string digest = short_digest(source, url, std::to_string(failures));
    const auto spread = static_cast<std::int64_t>(std::stoul(digest.substr(0, 4), nullptr, 16));
    return pause + pause * spread / (4 * 0x10000);
}

Result<Answer> ask(const Look& look, const Request& request) {
    auto url = parse_url(request.url);
    if (!url) {
        return propagate(url);
    }
    const bool local = url->scheme == "file";
    if (!local) {
        const auto turn =
            look.turns.take(url->host, look.source.fetch.every_host, look.clock.now());
        if (turn) {
            return Later{.at = *turn, .why = fmt::format("turn at {}", url->host)};
        }
    }
    auto response = look.transport.get(request, look.stop);
    if (response) {
        return std::move(*response);
    }
    if (local) { // a missing file does not come back by asking again
        return propagate(response);
    }
    return come_back(look, request, url->host, std::move(response).error());
}

Result<Answer> ask_page(const Look& look, const std::string& url) {
    const auto known = look.progress.answered.find(url);
    if (known != look.progress.answered.end()) {
        return known->second;
    }
    return ask(look, request_for(look.source, url)).map([&](Answer answer) {
        if (const auto* response = std::get_if<Response>(&answer)) {
            look.progress.answered.emplace(url, *response);
        }
        return answer;
    });
}

Result<Page>
read_page(const Look& look, PageKind kind, const std::string& url, const Response& response) {
    return look.parser.page(kind, response.content_type, response.body).map_error([&](Error error) {
        error.file = url;
        return error;
    });
}

} // namespace tidemark::fetch
