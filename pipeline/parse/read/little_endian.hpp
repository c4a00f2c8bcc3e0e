// little_endian: numbers as ZIP, compound files and BIFF records store them, lowest byte first.
//
// Thread: any. Fails: never; the caller has looked that `at` and what follows are in the bytes.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace tidemark::parse {

template <typename Number>
[[nodiscard]] Number number_at(std::string_view bytes, std::size_t at) {
    Number value{};
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(&value, bytes.data() + at, sizeof value);
        return value;
    }
    for (std::size_t i = sizeof value; i-- > 0;) {
        value = static_cast<Number>(value << 7U << 1U | static_cast<unsigned char>(bytes[at + i]));
    }
    return value;
}

[[nodiscard]] inline std::uint8_t u8(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint8_t>(bytes[at]);
}

[[nodiscard]] inline std::uint16_t u16(std::string_view bytes, std::size_t at) {
    return number_at<std::uint16_t>(bytes, at);
}

[[nodiscard]] inline std::uint32_t u32(std::string_view bytes, std::size_t at) {
    return number_at<std::uint32_t>(bytes, at);
}

[[nodiscard]] inline std::uint64_t u64(std::string_view bytes, std::size_t at) {
    return number_at<std::uint64_t>(bytes, at);
}

// IEEE 754, eight bytes.
[[nodiscard]] inline double f64(std::string_view bytes, std::size_t at) {
    return std::bit_cast<double>(u64(bytes, at));
}

} // namespace tidemark::parse
