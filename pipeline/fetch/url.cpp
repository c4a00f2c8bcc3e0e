#include "pipeline/fetch/url.hpp"

#include "pipeline/base/text.hpp"

#include <curl/curl.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <memory>

namespace tidemark::fetch {
namespace {

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

using Handle = std::unique_ptr<CURLU, FreeUrl>;

tl::unexpected<Error> not_an_address(std::string_view url, std::string_view why) {
    return fail({.fault = Fault::usage,
                 .code = "fetch.url",
                 .file = one_line(url),
                 .expected = "an http, https or file address",
                 .found = std::string(why),
                 .next = "mend the address under [find]"});
}

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, which, &text, flags) != CURLUE_OK || text == nullptr) {
        return {};
    }
    std::string result = text;
    curl_free(text);
    return result;
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

// libcurl resolves a relative address against the one the handle already holds.
Result<Handle> open(std::string_view base, std::string_view reference) {
    Handle handle(curl_url());
    if (!handle) {
        throw std::bad_alloc();
    }
    for (const std::string_view each : {base, reference}) {
        if (each.empty()) {
            continue;
        }
        const CURLUcode rc = curl_url_set(
            handle.get(), CURLUPART_URL, std::string(trim(each)).c_str(), CURLU_URLENCODE);
        if (rc != CURLUE_OK) {
            return not_an_address(each, lower(curl_url_strerror(rc)));
        }
    }
    const std::string scheme = part(handle.get(), CURLUPART_SCHEME);
    constexpr std::array allowed{"http", "https", "file"};
    if (std::ranges::find(allowed, scheme) == allowed.end()) {
        return not_an_address(reference.empty() ? base : reference,
                              fmt::format("a '{}' address", scheme));
    }
    return handle;
}

} // namespace

Result<Url> parse_url(std::string_view url) {
    return open(url, {}).map([](const Handle& handle) {
        return Url{.scheme = part(handle.get(), CURLUPART_SCHEME),
                   .host = lower(part(handle.get(), CURLUPART_HOST)),
                   .path = part(handle.get(), CURLUPART_PATH, CURLU_URLDECODE)};
    });
}

Result<std::string> resolve_url(std::string_view base, std::string_view reference) {
    return open(base, reference).map([](const Handle& handle) {
        curl_url_set(handle.get(), CURLUPART_FRAGMENT, nullptr, 0);
        return part(handle.get(), CURLUPART_URL);
    });
}

bool is_web(std::string_view url) {
    return url.starts_with("http://") || url.starts_with("https://");
}

std::string file_name_of(std::string_view url) {
    const auto parsed = parse_url(url);
    if (!parsed) {
        return {};
    }
    const std::string name = parsed->path.substr(parsed->path.rfind('/') + 1);
    return one_line(name.empty() ? parsed->host : name);
}

std::string extension_of(std::string_view url) {
    const std::string name = file_name_of(url);
    const std::size_t dot = name.rfind('.');
    return dot == std::string::npos ? std::string() : lower(name.substr(dot + 1));
}

std::string file_url(const std::filesystem::path& path) {
    std::string url = "file://";
    for (const char c : path.string()) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') ||
                           std::string_view("-._~/").find(c) != std::string_view::npos;
        url += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return url;
}

} // namespace tidemark::fetch
