#include "pipeline/fetch/verdict.hpp"

#include <fmt/core.h>

namespace tidemark::fetch {
namespace {

Error error(Fault fault,
            const char* code,
            const std::string& url,
            std::string expected,
            std::string found,
            const char* next = "tell the publisher, or look at the address by hand") {
    return {.fault = fault,
            .code = code,
            .file = url,
            .expected = std::move(expected),
            .found = std::move(found),
            .next = next};
}

Error by_curl(CURLcode code, const std::string& url) {
    constexpr const char* later = "nothing: it is tried again";
    const std::string words = curl_easy_strerror(code);
    switch (static_cast<int>(code)) {
    case CURLE_OPERATION_TIMEDOUT:
        return error(
            Fault::unavailable, "fetch.timeout", url, "an answer in time", "time-out", later);
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return error(Fault::unavailable,
                     "fetch.host",
                     url,
                     "a host that can be found",
                     "no such host",
                     "check the address and the name server");
    case CURLE_COULDNT_CONNECT:
        return error(
            Fault::unavailable, "fetch.connect", url, "a connection", "connection refused", later);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
        return error(Fault::unavailable,
                     "fetch.tls",
                     url,
                     "a certificate that can be trusted",
                     words,
                     "check the address, the clock and the package ca-certificates");
    case CURLE_PARTIAL_FILE:
        return error(Fault::malformed, "fetch.short", url, "a whole body", "a body cut short");
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
        return error(Fault::malformed, "fetch.http", url, "an answer in HTTP", words);
    case CURLE_OUT_OF_MEMORY:
        return error(Fault::limit, "fetch.headers", url, "a header of modest length", "a huge one");
    default:
        return error(Fault::unavailable, "fetch.broken", url, "a whole answer", words, later);
    }
}

// The connection ended without a word from libcurl; the lengths speak.
bool cut_short(const Transfer& done) {
    return done.head.status == 200 && done.head.length && done.body.size() < *done.head.length;
}

} // namespace

Result<Transfer> verdict(CURLcode code, const std::string& url, Transfer done) {
    if (done.refusal) {
        return fail(*done.refusal);
    }
    const bool whole =
        done.head.complete() &&
        (done.head.status != 200 || (done.head.length && done.body.size() == *done.head.length));
    if (whole) { // whatever happened to the connection afterwards
        return done;
    }
    if (code != CURLE_OK) {
        return fail(by_curl(code, url));
    }
    if (!done.head.complete()) {
        return fail(by_curl(CURLE_GOT_NOTHING, url));
    }
    if (cut_short(done)) {
        return fail(error(Fault::malformed,
                          "fetch.short",
                          url,
                          fmt::format("{} bytes", *done.head.length),
                          fmt::format("{} bytes", done.body.size())));
    }
    return done;
}

Error body_too_long(const std::string& url, std::uint64_t length) {
    return error(Fault::malformed, "fetch.long", url, fmt::format("{} bytes", length), "more");
}

Error body_over_limit(const std::string& url, std::uint64_t most) {
    return error(Fault::limit,
                 "fetch.size",
                 url,
                 fmt::format("at most {} bytes", most),
                 "more",
                 "raise fetch.max_size if the file is what it should be");
}

Error address_refused(const std::string& url) {
    return error(Fault::malformed,
                 "fetch.address",
                 url,
                 "a publisher's address",
                 "an address of a private or link-local network");
}

Error stopped_transfer(const std::string& url) {
    return error(Fault::unavailable,
                 "fetch.stopped",
                 url,
                 "time to finish",
                 "the program is stopping",
                 "nothing: it is looked at again after the start");
}

} // namespace tidemark::fetch
