#include "tests/support/books/biff_writer.hpp"
#include "tests/support/books/book.hpp"
#include "tests/support/books/cfb_writer.hpp"

#include <chrono>
#include <cmath>
#include <map>
#include <optional>

namespace tidemark::test {

namespace {

constexpr std::uint16_t date_style = 1;

// As Excel packs it, where 30 bits hold the number.
std::optional<std::uint32_t> to_rk(double number) {
    const auto whole = [](double value) {
        return value == std::trunc(value) && std::abs(value) < 1 << 29 &&
               !(value == 0 && std::signbit(value));
    };
    const auto packed = [](double value) {
        return static_cast<std::uint32_t>(static_cast<std::int32_t>(value)) << 2U | 2U;
    };
    if (whole(number)) {
        return packed(number);
    }
    const double hundredfold = std::round(number * 100);
    if (whole(hundredfold) && hundredfold / 100 == number) {
        return packed(hundredfold) | 1U;
    }
    const auto bits = std::bit_cast<std::uint64_t>(number);
    return (bits & 0x3FFFFFFFFU) == 0 ? std::optional(static_cast<std::uint32_t>(bits >> 32U))
                                      : std::nullopt;
}

std::string number_record(std::uint16_t row, std::uint16_t column, double number) {
    const auto rk = to_rk(number);
    return rk ? record(0x027E, cell(row, column) + le32(*rk))
              : record(0x0203, cell(row, column) + le_double(number));
}

class BookWriter {
  public:
    [[nodiscard]] BiffSheet sheet(const BookSheet& from);

    // Two XFs, a date's format, and the strings that the sheets so far use.
    [[nodiscard]] std::string globals() {
        const auto xf = [](std::uint16_t format) {
            return record(0x00E0, le16(0) + le16(format) + std::string(16, '\0'));
        };
        return record(0x041E, le16(164) + text8("yyyy\\-mm\\-dd")) + xf(0) + xf(164) +
               strings_.records();
    }

  private:
    [[nodiscard]] std::uint32_t index_of(const std::string& text) {
        const auto [found, added] = known_.try_emplace(text, known_.size());
        if (added) {
            strings_.add(text);
        }
        return found->second;
    }

    [[nodiscard]] std::string
    cell_record(std::uint16_t row, std::uint16_t column, const Value& value) {
        if (const auto* number = std::get_if<double>(&value)) {
            return number_record(row, column, *number);
        }
        if (const auto* day = std::get_if<Day>(&value)) {
            const auto serial = static_cast<double>(day->time_since_epoch().count() + 25569);
            return record(0x0203, cell(row, column, date_style) + le_double(serial));
        }
        const auto* text = std::get_if<std::string>(&value);
        return text == nullptr ? record(0x0201, cell(row, column))
                               : record(0x00FD, cell(row, column) + le32(index_of(*text)));
    }

    SharedStrings strings_;
    std::map<std::string, std::uint32_t> known_;
};

BiffSheet BookWriter::sheet(const BookSheet& from) {
    BiffSheet sheet{.name = from.name,
                    .state = from.shown == Shown::yes ? std::uint8_t{0} : std::uint8_t{1}};
    for (std::size_t row = 0; row < from.rows.size(); ++row) {
        for (std::size_t column = 0; column < from.rows[row].size(); ++column) {
            sheet.records += cell_record(static_cast<std::uint16_t>(row),
                                         static_cast<std::uint16_t>(column),
                                         from.rows[row][column]);
        }
    }
    for (const auto& merge : from.merges) {
        std::string body = le16(1);
        for (const auto corner :
             {merge.first_row, merge.last_row, merge.first_column, merge.last_column}) {
            body += le16(static_cast<std::uint16_t>(corner));
        }
        sheet.records += record(0x00E5, body);
    }
    return sheet;
}

} // namespace

std::string to_xls(const Book& book) {
    BookWriter writer;
    std::vector<BiffSheet> sheets;
    for (const auto& sheet : book) {
        sheets.push_back(writer.sheet(sheet));
    }
    CfbWriter file;
    file.add("Workbook", biff_stream(biff8, writer.globals(), sheets));
    return file.finish();
}

} // namespace tidemark::test
