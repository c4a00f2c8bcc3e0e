// words: the words of an enumeration, one constexpr table each; to_text and parse read the same
// table, so that they stay inverse.
//
// Thread: any. Fails: a word that is not in the table is nothing; a value that is not in it is a
// broken invariant (std::logic_error).
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace tidemark {

template <typename Enum>
struct Word {
    Enum value;
    std::string_view text;
};

template <typename Enum, std::size_t Count>
using Words = std::array<Word<Enum>, Count>;

template <typename Enum, std::size_t Count>
[[nodiscard]] constexpr std::string_view word_of(const Words<Enum, Count>& words, Enum value) {
    for (const auto& word : words) {
        if (word.value == value) {
            return word.text;
        }
    }
    throw std::logic_error("an enumerator without a word");
}

template <typename Enum, std::size_t Count>
[[nodiscard]] constexpr std::optional<Enum> value_of(const Words<Enum, Count>& words,
                                                     std::string_view text) {
    for (const auto& word : words) {
        if (word.text == text) {
            return word.value;
        }
    }
    return std::nullopt;
}

} // namespace tidemark
