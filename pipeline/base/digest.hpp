// Digest: SHA-256 (FIPS 180-4), by OpenSSL's libcrypto. Written as 64 lower-case hex digits.
#pragma once

#include <string>
#include <string_view>

namespace tidemark {

// 64 hex digits over the bytes.
[[nodiscard]] std::string sha256(std::string_view bytes);

// The first 12 hex digits of sha256 over the parts, each preceded by its length, so that
// {"ab","c"} and {"a","bc"} differ. Identities of statements are made of it.
template <typename... Parts>
[[nodiscard]] std::string short_digest(const Parts&... parts) {
    std::string all;
    ((all += std::to_string(std::string_view(parts).size()) + ':' + std::string(parts)), ...);
    return sha256(all).substr(0, 12);
}

} // namespace tidemark
