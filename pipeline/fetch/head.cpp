#include "pipeline/fetch/head.hpp"

#include "pipeline/base/text.hpp"

#include <fmt/core.h>
#include <strings.h>

#include <algorithm>
#include <charconv>

namespace tidemark::fetch {
namespace {

constexpr std::string_view tell_publisher = "tell the publisher, or look at the address by hand";

tl::unexpected<Error>
malformed(const Asked& asked, std::string code, std::string expected, std::string found) {
    return fail({.fault = Fault::malformed,
                 .code = std::move(code),
                 .file = asked.url,
                 .expected = std::move(expected),
                 .found = std::move(found),
                 .next = std::string(tell_publisher)});
}

tl::unexpected<Error> too_much(const Asked& asked, std::string expected, std::string found) {
    return fail({.fault = Fault::limit,
                 .code = "fetch.headers",
                 .file = asked.url,
                 .expected = std::move(expected),
                 .found = std::move(found),
                 .next = std::string(tell_publisher)});
}

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

// Digits only: libcurl would take a sign or blanks.
std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(value)
                                                                           : std::nullopt;
}

} // namespace

Result<void> Head::add(std::string_view line, const Asked& asked) {
    bytes_ += line.size();
    lines_ += 1;
    if (bytes_ > asked.header_bytes) {
        return too_much(
            asked, fmt::format("at most {} bytes of headers", asked.header_bytes), "more");
    }
    if (lines_ > asked.header_lines) {
        return too_much(asked, fmt::format("at most {} header lines", asked.header_lines), "more");
    }
    const std::string_view text = trim(line);
    if (text.starts_with("HTTP/")) {
        restart(text);
        return {};
    }
    if (text.empty()) {
        return status >= 200 ? finish(asked) : Result<void>();
    }
    const std::size_t colon = text.find(':');
    const bool folded = line.front() == ' ' || line.front() == '\t';
    if (colon == std::string_view::npos || folded || complete_) { // a trailer changes nothing
        return {};
    }
    return header(text.substr(0, colon), trim(text.substr(colon + 1)), asked);
}

void Head::restart(std::string_view status_line) {
    const std::size_t bytes = bytes_;
    const std::size_t lines = lines_;
    *this = Head();
    bytes_ = bytes;
    lines_ = lines;
    const std::size_t blank = status_line.find(' ');
    if (blank != std::string_view::npos) {
        const auto code = number(status_line.substr(blank + 1, 3));
        status = code ? static_cast<int>(*code) : 0;
    }
}

Result<void> Head::header(std::string_view name, std::string_view value, const Asked& asked) {
    if (same(name, "content-length")) {
        length = number(value);
        if (++lengths_ > 1) {
            return malformed(asked, "fetch.length", "one Content-Length", "two");
        }
        if (!length) {
            return malformed(asked,
                             "fetch.length",
                             "a Content-Length in digits",
                             fmt::format("'{}'", one_line(value)));
        }
    } else if (same(name, "transfer-encoding")) {
        if (!same(value, "chunked")) {
            return malformed(asked,
                             "fetch.encoding",
                             "the body as it is",
                             fmt::format("transfer encoding '{}'", one_line(value)));
        }
        chunked_ = true;
    } else if (same(name, "content-encoding")) {
        encoding_ = value;
    } else if (same(name, "etag")) {
        etag = value;
    } else if (same(name, "last-modified")) {
        last_modified = value;
    } else if (same(name, "content-type")) {
        content_type = value;
    } else if (same(name, "location")) {
        location = value;
    } else if (same(name, "retry-after")) {
        retry_after = value;
    } else if (same(name, "date")) {
        date = value;
    }
    return {};
}

Result<void> Head::finish(const Asked& asked) {
    complete_ = true;
    if (chunked_) {
        length.reset();
    }
    if (status == 206) {
        return malformed(asked, "fetch.status", "the whole file", "206, a part nobody asked for");
    }
    if (status == 304 && !asked.conditional) {
        return malformed(asked, "fetch.status", "the file", "304 (not modified), not asked for");
    }
    if (status != 200) {
        return {};
    }
    if (!encoding_.empty() && !same(encoding_, "identity")) {
        return malformed(asked,
                         "fetch.encoding",
                         "the body as it is",
                         fmt::format("content encoding '{}'", one_line(encoding_)));
    }
    if (length && *length > asked.max_size) {
        return fail({.fault = Fault::limit,
                     .code = "fetch.size",
                     .file = asked.url,
                     .expected = fmt::format("at most {} bytes", asked.max_size),
                     .found = fmt::format("{} bytes", *length),
                     .next = "raise fetch.max_size if the file is what it should be"});
    }
    return {};
}

} // namespace tidemark::fetch
