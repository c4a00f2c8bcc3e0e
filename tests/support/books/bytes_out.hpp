// bytes_out: numbers as files store them, lowest byte first, for the writers of tests.
#pragma once

#include <bit>
#include <cstdint>
#include <string>

namespace tidemark::test {

template <typename Number>
[[nodiscard]] std::string little_endian(Number number) {
    std::string out;
    for (std::size_t i = 0; i < sizeof number; ++i) {
        out += static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i) & 0xFFU);
    }
    return out;
}

[[nodiscard]] inline std::string le16(std::uint16_t number) {
    return little_endian(number);
}

[[nodiscard]] inline std::string le32(std::uint32_t number) {
    return little_endian(number);
}

[[nodiscard]] inline std::string le_double(double number) {
    return little_endian(std::bit_cast<std::uint64_t>(number));
}

} // namespace tidemark::test
