// Transport over HTTP and HTTPS by libcurl, and over file addresses.
//
// libcurl 7.88 does the protocol; what it lets through is refused here: a body shorter or longer
// than its Content-Length, two lengths, an encoding nobody asked for, 206 and 304 unasked, many
// small headers, a redirect down to http, to another scheme or from outside into a private
// network, and any connection to link-local and unspecified addresses.
// Each request is its own connection, so that the end of a body is seen. Redirects are followed
// here, one transfer each, within the one time-out.
// Owns its handles: one a concurrent call, kept for the next. Thread: any.
// Fails: unavailable, malformed, limit; a requested stop ends a transfer at once, "fetch.stopped".
#pragma once

#include "pipeline/ports.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace tidemark::fetch {

struct CurlLimits {
    std::chrono::milliseconds connect{10000};
    std::chrono::seconds slow{15};         // this long below 100 bytes a second
    std::chrono::milliseconds linger{250}; // for bytes after the end of a body
    int redirects = 5;
    std::size_t header_bytes = 256U << 10U; // of one answer
    std::size_t header_lines = 1000;        // of one answer
};

// `user_agent`: "tidemark/0.1.0 (+contact)".
[[nodiscard]] std::unique_ptr<Transport> make_curl_transport(std::string user_agent,
                                                             CurlLimits limits = {});

} // namespace tidemark::fetch
