// csv_numbers: which fields are numbers, decided from their first bytes where that is enough.
//
// field_number() (csv.hpp) is what a number is; what is decided here is decided the same, only
// sooner: nearly all fields are short digits or begin with a letter.
#pragma once

#include "pipeline/parse/read/little_endian.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tidemark::parse {

// Whether a field that begins so could be a number, or blank.
[[nodiscard]] inline bool may_be_number(char first) {
    static constexpr std::array<bool, 256> table = [] {
        std::array<bool, 256> allowed{};
        for (const char c : std::string_view("+-.0123456789 \t")) {
            allowed[static_cast<unsigned char>(c)] = true;
        }
        return allowed;
    }();
    return table[static_cast<unsigned char>(first)];
}

enum class FieldKind : std::uint8_t { number, text, unsure };

// No std::optional: this fits into registers.
struct Look {
    FieldKind kind = FieldKind::unsure;
    double number = 0;
};

// One to eight digits, of which eight bytes may be read from the first on. Unsure when others are
// among them.
[[nodiscard]] inline Look look_for_digits(std::string_view digits) {
    constexpr std::uint64_t zeros = 0x3030303030303030U;
    // As if written with zeros in front: the first byte is the lowest.
    const std::size_t missing = 8 * (8 - digits.size());
    const std::uint64_t word = number_at<std::uint64_t>(digits, 0) << missing |
                               (missing == 0 ? 0 : zeros >> (64 - missing));
    const std::uint64_t values = word ^ zeros; // a digit is 0 to 9, anything else more
    if ((((values + 0x7676767676767676U) | values) & 0x8080808080808080U) != 0) {
        return {};
    }
    // Pairs, then fours, then all eight.
    const std::uint64_t pairs = (values * 10 + (values >> 8U)) & 0x00FF00FF00FF00FFU;
    const std::uint64_t fours = (pairs * 100 + (pairs >> 16U)) & 0x0000FFFF0000FFFFU;
    const auto all = static_cast<std::uint32_t>(fours * 10'000 + (fours >> 32U));
    return {.kind = FieldKind::number, .number = static_cast<double>(all)};
}

// A number of at most 15 digits, with or without a point among them, a hyphen before: exact, since
// a double holds the digits and the power of ten. A text when a byte is met that no number has, as
// in "2018/19" and "2018-19". Unsure of every other form.
[[nodiscard]] Look look_for_number(std::string_view field);

} // namespace tidemark::parse
