// Checksums of an answer, taken out of its bytes and put back: what a liar who can count would
// send.
#pragma once

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace tidemark::parse::test {

inline constexpr std::size_t answer_head = 8;
inline constexpr std::size_t part_head = 8;
inline constexpr std::size_t part_tail = 4;

// Payload of the first part in `parts`, as far as there are bytes.
inline std::size_t payload_size(std::string_view parts) {
    std::uint32_t size = 0;
    std::memcpy(&size, parts.data() + sizeof size, sizeof size);
    return std::min<std::size_t>(size, parts.size() - part_head);
}

// The parts of a whole answer, one after another, without the answer's head.
inline std::string without_sums(std::string_view answer) {
    std::string parts;
    for (answer.remove_prefix(answer_head); answer.size() >= part_head;) {
        const std::size_t size = part_head + payload_size(answer);
        parts += answer.substr(0, size);
        answer.remove_prefix(std::min(answer.size(), size + part_tail));
    }
    return parts;
}

// `head`: the first answer_head bytes of any answer. A part that is longer than what is left ends
// there.
inline std::string with_sums(std::string_view head, std::string_view parts) {
    std::string answer(head);
    uLong sum = 0;
    const auto add = [&](std::string_view bytes) {
        const auto* first = reinterpret_cast<const Bytef*>(bytes.data());
        sum = crc32(sum, first, static_cast<uInt>(bytes.size()));
    };
    add(head);
    while (parts.size() >= part_head) {
        const std::string_view part = parts.substr(0, part_head + payload_size(parts));
        add(part);
        const auto sent = static_cast<std::uint32_t>(sum);
        answer.append(part).append(reinterpret_cast<const char*>(&sent), sizeof sent);
        parts.remove_prefix(part.size());
    }
    return answer;
}

} // namespace tidemark::parse::test
