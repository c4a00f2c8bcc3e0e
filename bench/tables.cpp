#include "bench/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>

namespace tidemark::bench {

namespace {

using test::Row;

constexpr std::array<std::string_view, 8> header{"Financial Year",
                                                 "Financial Quarter",
                                                 "Force Name",
                                                 "Offence Description",
                                                 "Offence Group",
                                                 "Offence Subgroup",
                                                 "Number of Offences",
                                                 "Number of Outcomes"};
constexpr std::array<std::string_view, 8> forces{"Avon and Somerset",
                                                 "Bedfordshire",
                                                 "City of London",
                                                 "Devon and Cornwall",
                                                 "Dyfed-Powys",
                                                 "Greater Manchester",
                                                 "Kent",
                                                 "Metropolitan Police"};
constexpr std::array<std::string_view, 5> groups{"Violence against the person",
                                                 "Sexual offences",
                                                 "Theft offences",
                                                 "Criminal damage and arson",
                                                 "Miscellaneous crimes against society"};

Row made_up_row(std::uint32_t i, std::mt19937& random) {
    const std::uint32_t year = 2012 + i / 40'000;
    const std::uint32_t offence = i % 130;
    return {fmt::format("{}/{:02}", year, (year + 1) % 100),
            static_cast<double>(1 + i / 10'000 % 4),
            std::string(forces[i % forces.size()]),
            fmt::format("Offence number {} as it is described", offence),
            std::string(groups[offence % groups.size()]),
            fmt::format("Subgroup {}", offence % 37),
            static_cast<double>(random() % 1000),
            static_cast<double>(random() % 30)};
}

// The rows from the first, as many as are asked for at a time.
class Rows {
  public:
    explicit Rows(std::uint32_t count)
        : count_(count) {}

    [[nodiscard]] bool done() const { return at_ == count_; }

    void append(std::vector<Row>& table, std::uint32_t most) {
        for (const std::uint32_t end = std::min(count_, at_ + most); at_ < end; ++at_) {
            table.push_back(made_up_row(at_, random_));
        }
    }

  private:
    std::uint32_t count_;
    std::uint32_t at_ = 0;
    std::mt19937 random_{20260712}; // NOLINT(cert-msc51-cpp): the same table each time
};

Row header_row() {
    Row row;
    for (const auto text : header) {
        row.emplace_back(std::string(text));
    }
    return row;
}

} // namespace

std::vector<Row> big_table(std::uint32_t rows) {
    std::vector<Row> table;
    table.reserve(rows + 1);
    table.push_back(header_row());
    Rows(rows).append(table, rows);
    return table;
}

std::string big_csv(std::uint32_t rows) {
    constexpr std::uint32_t block = 10'000;
    std::string csv = test::to_csv({header_row()});
    std::vector<Row> table;
    for (Rows source(rows); !source.done();) {
        table.clear();
        source.append(table, block);
        csv += test::to_csv(table);
    }
    return csv;
}

test::Book wide_book() {
    std::mt19937 random(20260713); // NOLINT(cert-msc51-cpp): the same book each time
    test::Book book;
    for (std::uint32_t number = 1; number <= wide_sheets; ++number) {
        auto& sheet = book.emplace_back();
        sheet.name = fmt::format("Table {}", number);
        sheet.rows.push_back({fmt::format("Table {}: offences recorded by the police", number)});
        sheet.rows.push_back({std::string("Area")});
        for (std::uint32_t year = 1; year < wide_columns; ++year) {
            sheet.rows.back().emplace_back(
                fmt::format("{}/{:02}", 1985 + year, (1986 + year) % 100));
        }
        while (sheet.rows.size() < wide_rows) {
            sheet.rows.push_back({fmt::format("Local authority {}", sheet.rows.size())});
            for (std::uint32_t year = 1; year < wide_columns; ++year) {
                sheet.rows.back().emplace_back(static_cast<double>(random() % 100'000));
            }
        }
    }
    return book;
}

} // namespace tidemark::bench
