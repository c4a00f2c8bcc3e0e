#include "pipeline/fetch/transport_curl.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/fetch/file_transport.hpp"
#include "pipeline/fetch/http_date.hpp"
#include "pipeline/fetch/redirect.hpp"
#include "pipeline/fetch/transfer.hpp"
#include "pipeline/fetch/url.hpp"

#include <curl/curl.h>
#include <fmt/core.h>

#include <algorithm>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <vector>

namespace tidemark::fetch {
namespace {

bool may_pass(int status) {
    return status >= 500 || status == 429 || status == 408 || status == 425;
}

// Against the server's own clock where it shows it.
std::chrono::seconds retry_after(const Head& head) {
    const auto date = parse_http_date(head.date);
    const Instant now =
        date ? *date
             : std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    return parse_retry_after(head.retry_after, now);
}

Error bad_status(const std::string& url, const Head& head) {
    const bool passing = may_pass(head.status);
    Error error{.fault = passing ? Fault::unavailable : Fault::malformed,
                .code = "fetch.status",
                .file = url,
                .expected = "200",
                .found = fmt::format("{}", head.status),
                .next = passing ? "nothing: it is tried again"
                                : "check that the address is still the publisher's"};
    error.retry_after = passing ? retry_after(head) : std::chrono::seconds(0);
    if (error.retry_after.count() > 0) {
        error.next = fmt::format("nothing: it is tried again, not before {} s (Retry-After)",
                                 error.retry_after.count());
    }
    return error;
}

Response to_response(Transfer done, std::string url) {
    return {.status = done.head.status,
            .body = std::move(done.body),
            .etag = std::move(done.head.etag),
            .last_modified = std::move(done.head.last_modified),
            .content_type = std::move(done.head.content_type),
            .url = std::move(url)};
}

class CurlTransport final : public Transport {
  public:
    CurlTransport(std::string user_agent, const CurlLimits& limits)
        : user_agent_(std::move(user_agent))
        , limits_(limits) {
        if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
            throw std::runtime_error(
                "libcurl cannot be loaded or started: install the package libcurl4");
        }
    }

    ~CurlTransport() override {
        idle_.clear();
        curl_global_cleanup();
    }

    CurlTransport(const CurlTransport&) = delete;
    CurlTransport& operator=(const CurlTransport&) = delete;
    CurlTransport(CurlTransport&&) = delete;
    CurlTransport& operator=(CurlTransport&&) = delete;

    Result<Response> get(const Request& request, std::stop_token stop) override {
        auto url = parse_url(request.url);
        if (!url) {
            return propagate(url);
        }
        if (url->scheme == "file") {
            return read_local(request, url->path);
        }
        auto channel = borrow();
        auto response = follow(*channel, request, stop);
        give_back(std::move(channel));
        return response;
    }

  private:
    Result<Response> follow(Channel& channel, const Request& request, const std::stop_token& stop) {
        const auto start = std::chrono::steady_clock::now();
        Hop hop{.request = request,
                .user_agent = user_agent_,
                .limits = limits_,
                .left = request.timeout,
                .came_from = {}};
        for (int redirects = 0; redirects <= limits_.redirects; ++redirects) {
            auto done = transfer(channel, hop, stop);
            if (!done) {
                return propagate(done);
            }
            const Head& head = done->head;
            if (head.status == 200 || head.status == 304) {
                return to_response(std::move(*done), hop.request.url);
            }
            if (!is_redirect(head.status)) {
                return fail(bad_status(hop.request.url, head));
            }
            auto next = redirect_target(hop.request.url, head.location);
            if (!next) {
                return propagate(next);
            }
            hop.request.url = std::move(*next);
            hop.request.last_modified.clear(); // a date says nothing of another address
            hop.came_from = hop.came_from.value_or(done->reach);
            const auto spent = std::chrono::steady_clock::now() - start;
            hop.left = std::max(request.timeout -
                                    std::chrono::duration_cast<std::chrono::milliseconds>(spent),
                                std::chrono::milliseconds(1));
        }
        return fail({.fault = Fault::limit,
                     .code = "fetch.redirects",
                     .file = request.url,
                     .expected = fmt::format("at most {} redirects", limits_.redirects),
                     .found = "more",
                     .next = "check that the address is still the publisher's"});
    }

    std::unique_ptr<Channel> borrow() {
        const std::lock_guard lock(mutex_);
        if (idle_.empty()) {
            return std::make_unique<Channel>();
        }
        auto channel = std::move(idle_.back());
        idle_.pop_back();
        return channel;
    }

    void give_back(std::unique_ptr<Channel> channel) {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(channel));
    }

    std::string user_agent_;
    CurlLimits limits_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Channel>> idle_;
};

} // namespace

std::unique_ptr<Transport> make_curl_transport(std::string user_agent, CurlLimits limits) {
    return std::make_unique<CurlTransport>(std::move(user_agent), limits);
}

} // namespace tidemark::fetch
