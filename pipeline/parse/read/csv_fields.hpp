// CsvFields: the fields of delimiter-separated text, one after the other.
//
// A quote opens only at the start of a field; two in a quoted field are one; what follows a closing
// quote belongs to the field. Records end with \n, \r or \r\n outside quotes.
// Does not own the text. A field's view is good until the next next().
#pragma once

#include <array>
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

    CsvFields(std::string_view text, char delimiter);

    [[nodiscard]] After next();

    [[nodiscard]] std::string_view field() const { return field_; }

    // The field stood in quotes: "" is a field, not nothing.
    [[nodiscard]] bool quoted() const { return quoted_; }

  private:
    [[nodiscard]] After plain();
    [[nodiscard]] After in_quotes();
    [[nodiscard]] After separator();

    std::string_view text_;
    std::size_t at_ = 0;
    bool record_open_ = false; // a delimiter was the last thing read
    bool quoted_ = false;
    std::string_view field_;
    std::string joined_; // a field that needed putting together
    std::array<bool, 256> stops_{};
};

} // namespace tidemark::parse
