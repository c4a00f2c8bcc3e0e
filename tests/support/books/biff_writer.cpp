#include "tests/support/books/biff_writer.hpp"

#include <algorithm>
#include <stdexcept>

namespace tidemark::test {

namespace {

constexpr std::size_t most = 8224; // bytes of a record's body

std::string bof(std::uint16_t version, std::uint16_t kind) {
    std::string body = le16(version) + le16(kind) + le16(0x0DBB) + le16(0x07CC);
    if (version == biff8) {
        body += le32(0) + le32(6);
    }
    return record(0x0809, body);
}

// The type, flags, count and bytes of a name in BOUNDSHEET.
std::string bound(std::uint16_t version, std::size_t offset, const BiffSheet& sheet) {
    std::string body = le32(static_cast<std::uint32_t>(offset));
    body += {static_cast<char>(sheet.state), static_cast<char>(sheet.kind)};
    body += static_cast<char>(sheet.name.size());
    if (version == biff8) {
        body += '\0';
    }
    return record(0x0085, body + sheet.name);
}

} // namespace

std::string record(std::uint16_t type, std::string_view body) {
    return le16(type) + le16(static_cast<std::uint16_t>(body.size())) + std::string(body);
}

std::string cell(std::uint16_t row, std::uint16_t column, std::uint16_t style) {
    return le16(row) + le16(column) + le16(style);
}

std::u16string to_utf16(std::string_view utf8) {
    std::u16string out;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto first = static_cast<unsigned char>(utf8[at]);
        const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        char32_t code = size == 1 ? first : first & (0xFFU >> (size + 1));
        for (std::size_t i = 1; i < size; ++i) {
            code = code << 6U | (static_cast<unsigned char>(utf8.at(at + i)) & 0x3FU);
        }
        at += size;
        if (code < 0x10000) {
            out += static_cast<char16_t>(code);
        } else {
            out += static_cast<char16_t>(0xD800U + ((code - 0x10000U) >> 10U));
            out += static_cast<char16_t>(0xDC00U + ((code - 0x10000U) & 0x3FFU));
        }
    }
    return out;
}

bool is_wide(std::u16string_view text) {
    return std::ranges::any_of(text, [](char16_t unit) { return unit > 0xFF; });
}

std::string units(std::u16string_view text) {
    std::string out;
    const bool wide = is_wide(text);
    for (const char16_t unit : text) {
        out += wide ? le16(unit) : std::string(1, static_cast<char>(unit));
    }
    return out;
}

std::string text8(std::string_view utf8) {
    const auto text = to_utf16(utf8);
    return le16(static_cast<std::uint16_t>(text.size())) + (is_wide(text) ? '\1' : '\0') +
           units(text);
}

std::string
biff_stream(std::uint16_t version, std::string_view globals, const std::vector<BiffSheet>& sheets) {
    std::string head = bof(version, 0x0005) + std::string(globals);
    const std::string eof = record(0x000A, "");
    std::size_t offset = head.size() + eof.size();
    for (const auto& sheet : sheets) {
        offset += bound(version, 0, sheet).size();
    }
    std::string tail;
    for (const auto& sheet : sheets) {
        head += bound(version, offset + tail.size(), sheet);
        tail += bof(version, sheet.kind == 2 ? 0x0020 : 0x0010) + sheet.records + eof;
    }
    return head + eof + tail;
}

// The count and flags stay together; characters go on in a CONTINUE that repeats the flags.
void SharedStrings::add(std::string_view utf8) {
    const auto text = to_utf16(utf8);
    const char flags = is_wide(text) ? '\1' : '\0';
    const std::size_t size = flags == 0 ? 1 : 2;
    ++count_;
    if (body_.size() + 3 + size > most) {
        flush();
    }
    body_ += le16(static_cast<std::uint16_t>(text.size())) + flags;
    const std::string characters = units(text);
    for (std::size_t at = 0; at < characters.size();) {
        if (body_.size() + size > most) {
            flush();
            body_ += flags;
        }
        const std::size_t room = (most - body_.size()) / size * size;
        const auto part = std::string_view(characters).substr(at, room);
        body_ += part;
        at += part.size();
    }
}

void SharedStrings::flush() {
    done_ += record(continues_ ? 0x003C : 0x00FC, body_);
    continues_ = true;
    body_.clear();
}

std::string SharedStrings::records() {
    flush();
    done_.replace(4, 8, le32(count_) + le32(count_));
    return std::move(done_);
}

} // namespace tidemark::test
