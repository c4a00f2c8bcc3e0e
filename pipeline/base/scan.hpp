// scan: small steps over a text that is being parsed. Each takes what it finds off the front of
// `rest` and leaves `rest` alone when it finds nothing.
//
// Thread: any. Fails: never; nothing found is false or an empty optional.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace tidemark {

[[nodiscard]] constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Takes `word` off the front.
inline bool take(std::string_view& rest, std::string_view word) {
    if (!rest.starts_with(word)) {
        return false;
    }
    rest.remove_prefix(word.size());
    return true;
}

// The number of digits (0-9) at the front.
[[nodiscard]] inline std::size_t digits_ahead(std::string_view rest) {
    return static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_digit) -
                                    rest.begin());
}

// Takes a number of exactly `count` digits; more or fewer is nothing. count <= 9.
[[nodiscard]] inline std::optional<int> take_digits(std::string_view& rest, std::size_t count) {
    if (digits_ahead(rest) != count) {
        return std::nullopt;
    }
    int value = 0;
    for (const char c : rest.substr(0, count)) {
        value = 10 * value + (c - '0');
    }
    rest.remove_prefix(count);
    return value;
}

} // namespace tidemark
