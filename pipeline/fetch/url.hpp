// URL: reading, resolving and naming addresses (RFC 3986), by libcurl's URL parser.
//
// Thread: any. Fails: usage (not an address that can be asked: http, https, file).
#pragma once

#include "pipeline/base/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace tidemark::fetch {

struct Url {
    std::string scheme; // "http", "https", "file"
    std::string host;   // lower case, without port; empty for file
    std::string path;   // percent-decoded
};

[[nodiscard]] Result<Url> parse_url(std::string_view url);

// `reference` as a browser would follow it from `base`, without its fragment.
[[nodiscard]] Result<std::string> resolve_url(std::string_view base, std::string_view reference);

// http or https: where a page may send us. A page's file address is never followed.
[[nodiscard]] bool is_web(std::string_view url);

// The last part of its path, or the host when the path ends in a slash.
[[nodiscard]] std::string file_name_of(std::string_view url);

// "ods" of ".../tables.ods?x=1"; lower case, empty when there is none.
[[nodiscard]] std::string extension_of(std::string_view url);

// "file:///a%20b.ods" of an absolute path.
[[nodiscard]] std::string file_url(const std::filesystem::path& path);

} // namespace tidemark::fetch
