#include "pipeline/base/digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace tidemark {

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
        throw std::logic_error("libcrypto offers no SHA-256");
    }
    static constexpr std::string_view hex = "0123456789abcdef";
    std::string text;
    text.reserve(2U * size);
    for (unsigned int i = 0; i < size; ++i) {
        text += hex[digest[i] >> 4U];
        text += hex[digest[i] & 0xFU];
    }
    return text;
}

} // namespace tidemark
