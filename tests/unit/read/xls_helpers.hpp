// xls_helpers: small XLS books, record by record, and what the reader says of them.
#pragma once

#include "tests/support/books/biff_writer.hpp"
#include "tests/support/books/cfb_writer.hpp"
#include "tests/unit/read/helpers.hpp"

#include <string>
#include <vector>

namespace tidemark::test {

inline std::string in_compound(const std::string& stream,
                               Sectors order = Sectors::in_order,
                               const std::string& name = "Workbook") {
    CfbWriter writer(3, order);
    writer.add(name, stream);
    return writer.finish();
}

inline std::string book_of(const std::string& records, const std::string& globals = "") {
    return in_compound(biff_stream(biff8, globals, {{.name = "S", .records = records}}));
}

inline std::string cells_in(const std::string& records, const std::string& globals = "") {
    return cells_of(read_or_throw(book_of(records, globals)).sheets[0]);
}

inline Error refused(const std::string& records, const std::string& globals = "") {
    return refusal(book_of(records, globals));
}

inline std::string sst(const std::vector<std::string>& texts) {
    SharedStrings strings;
    for (const auto& text : texts) {
        strings.add(text);
    }
    return strings.records();
}

inline std::string shared_string(std::uint16_t row, std::uint32_t index) {
    return record(0x00FD, cell(row, 0) + le32(index));
}

inline std::string rk(std::uint16_t row, std::uint32_t stored, std::uint16_t style = 0) {
    return record(0x027E, cell(row, 0, style) + le32(stored));
}

inline std::string number(std::uint16_t row, double value, std::uint16_t style = 0) {
    return record(0x0203, cell(row, 0, style) + le_double(value));
}

// A formula whose last result is no number.
inline std::string formula(std::uint16_t row, char kind, char value = 0) {
    const std::string result{kind, 0, value, 0, 0, 0, '\xFF', '\xFF'};
    return record(0x0006, cell(row, 0) + result + std::string(8, '\0'));
}

inline std::string style(std::uint16_t format) {
    return record(0x00E0, le16(0) + le16(format) + std::string(16, '\0'));
}

inline std::string own_format(std::uint16_t number, std::string_view code) {
    return record(0x041E, le16(number) + text8(code));
}

} // namespace tidemark::test
