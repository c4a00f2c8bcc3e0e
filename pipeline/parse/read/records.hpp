// Records: the records of a BIFF stream, one after another ([MS-XLS] 2.1.4).
//
//   type (2 bytes) | size (2 bytes) | body | type | ...
//
// A body is a view into the file where it lies in one piece; where it does not, into a buffer here
// that the next record takes. Fields of a body are asked for by who knows the record.
// Does not own the pieces, which outlive it and the bodies.
// Fails: malformed (the stream ends within a record, or before what was to come).
#pragma once

#include "pipeline/parse/read/cfb.hpp"
#include "pipeline/parse/read/little_endian.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark::parse {

class Records {
  public:
    explicit Records(const Pieces& pieces)
        : pieces_(pieces) {
        enter(0, 0);
    }

    // The next record; false at the end of the stream and where it is cut: error() says which.
    [[nodiscard]] bool next() {
        if (static_cast<std::size_t>(end_ - at_) >= header) {
            const std::string_view ahead(at_, header);
            const std::size_t size = u16(ahead, 2);
            if (static_cast<std::size_t>(end_ - at_) - header >= size) {
                type_ = u16(ahead, 0);
                body_ = {at_ + header, size};
                at_ += header + size;
                return true;
            }
        }
        return next_across();
    }

    [[nodiscard]] std::uint16_t type() const { return type_; }

    [[nodiscard]] std::string_view body() const { return body_; }

    // Of the record to come; nothing at the end.
    [[nodiscard]] std::optional<std::uint16_t> type_ahead() const;

    // Where the next record begins, in the stream.
    [[nodiscard]] std::uint64_t offset() const {
        return before_ + static_cast<std::uint64_t>(at_ - begin_);
    }

    [[nodiscard]] std::uint64_t size() const;

    // The next record will be the one at `offset`; false beyond the end.
    [[nodiscard]] bool seek(std::uint64_t offset);

    // Why next() said no, when more was expected.
    [[nodiscard]] Error error() const;

  private:
    static constexpr std::size_t header = 4;

    void enter(std::size_t piece, std::size_t within);
    [[nodiscard]] bool next_across();
    [[nodiscard]] bool take(char* to, std::size_t size);

    const Pieces& pieces_;
    std::size_t piece_ = 0;
    std::uint64_t before_ = 0; // bytes of the pieces before this one
    const char* begin_ = nullptr;
    const char* at_ = nullptr;
    const char* end_ = nullptr;
    std::uint16_t type_ = 0;
    std::string_view body_;
    std::string buffer_;
    bool cut_ = false;
};

} // namespace tidemark::parse
