#include "pipeline/parse/read/records.hpp"

#include "pipeline/parse/read/refuse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tidemark::parse {

void Records::enter(std::size_t piece, std::size_t within) {
    piece_ = piece;
    const auto bytes = piece < pieces_.size() ? pieces_[piece] : std::string_view();
    begin_ = bytes.data();
    at_ = begin_ + within;
    end_ = begin_ + bytes.size();
}

std::uint64_t Records::size() const {
    std::uint64_t size = 0;
    for (const auto piece : pieces_) {
        size += piece.size();
    }
    return size;
}

bool Records::seek(std::uint64_t offset) {
    before_ = 0;
    for (std::size_t piece = 0; piece < pieces_.size(); ++piece) {
        if (offset - before_ < pieces_[piece].size()) {
            enter(piece, offset - before_);
            return true;
        }
        before_ += pieces_[piece].size();
    }
    enter(pieces_.size(), 0);
    return false;
}

// Bytes from here on, over the ends of pieces.
bool Records::take(char* to, std::size_t size) {
    while (size > 0) {
        if (at_ == end_) {
            if (piece_ >= pieces_.size()) {
                return false;
            }
            before_ += pieces_[piece_].size();
            enter(piece_ + 1, 0);
            continue;
        }
        const std::size_t part = std::min(size, static_cast<std::size_t>(end_ - at_));
        std::memcpy(to, at_, part);
        at_ += part;
        to += part;
        size -= part;
    }
    return true;
}

bool Records::next_across() {
    if (!type_ahead()) {
        cut_ = offset() < size(); // one byte is left
        return false;
    }
    std::array<char, header> bytes{};
    if (!take(bytes.data(), bytes.size())) {
        cut_ = true;
        return false;
    }
    const std::string_view ahead(bytes.data(), bytes.size());
    const std::size_t size = u16(ahead, 2);
    if (static_cast<std::size_t>(end_ - at_) >= size) {
        body_ = {at_, size};
        at_ += size;
    } else {
        buffer_.resize(size);
        if (!take(buffer_.data(), size)) {
            cut_ = true;
            return false;
        }
        body_ = buffer_;
    }
    type_ = u16(ahead, 0);
    return true;
}

std::optional<std::uint16_t> Records::type_ahead() const {
    std::array<char, 2> bytes{};
    std::size_t held = 0;
    std::size_t piece = piece_;
    const char* from = at_;
    const char* to = end_;
    while (held < bytes.size()) {
        if (from == to) {
            if (++piece >= pieces_.size()) {
                return std::nullopt;
            }
            from = pieces_[piece].data();
            to = from + pieces_[piece].size();
            continue;
        }
        bytes.at(held++) = *from++;
    }
    return u16({bytes.data(), bytes.size()}, 0);
}

Error Records::error() const {
    return malformed("record",
                     cut_ ? "a whole record" : "more records, and EOF at the end",
                     fmt::format("the end of the stream at byte {}", offset()));
}

} // namespace tidemark::parse
