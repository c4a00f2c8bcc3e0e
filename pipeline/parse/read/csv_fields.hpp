// CsvFields: the fields of delimiter-separated text, one after the other.
//
// `quote` opens only at the start of a field; two in a quoted field are one; what follows a closing
// quote belongs to the field. Records end with \n, \r or \r\n outside quotes.
// Does not own the text. A field's view is good until the next next().
//
// Where delimiters, line ends and quotes stand is found 64 bytes at a time (byte_masks.hpp); which
// of them count is decided here, since a quote within a field is a character like any other.
#pragma once

#include "pipeline/parse/read/byte_masks.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark::parse {

class CsvFields {
  public:
    enum class After : std::uint8_t {
        field,  // more fields in this record
        record, // the last of its record
        end,    // no field: the text is at its end
        open,   // no field: a quote was never closed
    };

    CsvFields(std::string_view text, char delimiter, char quote);

    [[nodiscard]] After next() {
        if (at_ == text_.size() && !record_open_) {
            return After::end;
        }
        quoted_ = at_ < text_.size() && text_[at_] == quote_;
        if (quoted_) {
            return in_quotes();
        }
        const std::size_t from = at_;
        at_ = find(stops_, from);
        field_ = {text_.data() + from, at_ - from};
        readable_ = text_.size() - from;
        return separator();
    }

    [[nodiscard]] std::string_view field() const { return field_; }

    // The field stood in quotes: "" is a field, not nothing.
    [[nodiscard]] bool quoted() const { return quoted_; }

    // How many bytes may be read from the first of the field on: what follows it is text too.
    [[nodiscard]] std::size_t readable() const { return readable_; }

    // Where the next field begins.
    [[nodiscard]] std::size_t offset() const { return at_; }

  private:
    [[nodiscard]] After in_quotes();
    void look_at(std::size_t block);

    // The first byte from `from` on that `mask`, of the two below, knows; the end when there is
    // none.
    [[nodiscard]] std::size_t find(const std::uint64_t& mask, std::size_t from) {
        if (from - block_ >= mask_bytes) {
            look_at(from / mask_bytes * mask_bytes);
        }
        std::uint64_t found = mask & (~std::uint64_t{0} << from % mask_bytes);
        while (found == 0) {
            if (text_.size() - block_ <= mask_bytes) {
                return text_.size();
            }
            look_at(block_ + mask_bytes);
            found = mask;
        }
        return block_ + static_cast<std::size_t>(std::countr_zero(found));
    }

    [[nodiscard]] After separator() {
        record_open_ = false;
        if (at_ == text_.size()) {
            return After::record;
        }
        const char c = text_[at_++];
        if (c == '\r' && at_ < text_.size() && text_[at_] == '\n') {
            ++at_;
        }
        if (c == '\n' || c == '\r') {
            return After::record;
        }
        record_open_ = true;
        return After::field;
    }

    std::string_view text_;
    char delimiter_;
    char quote_;
    std::size_t at_ = 0;
    std::size_t block_ = 0;    // a multiple of 64, where the 64 bytes looked at begin
    std::uint64_t stops_ = 0;  // of those: delimiters and line ends
    std::uint64_t quotes_ = 0; // of those
    bool record_open_ = false; // a delimiter was the last thing read
    bool quoted_ = false;
    std::string_view field_;
    std::size_t readable_ = 0;
    std::string joined_; // a field that needed putting together
};

} // namespace tidemark::parse
