#include "tests/support/books/book.hpp"
#include "tests/support/demo/tables.hpp"

#include <array>

namespace tidemark::demo {
namespace {

using test::Book;
using test::Row;
using test::Value;

Value figure(
    const Force& force, std::size_t year, std::size_t category, Before before, std::size_t last) {
    if (year < last && before == Before::not_held) {
        return std::string("not held");
    }
    return static_cast<double>(force.offences.at(year).at(category));
}

// The template that went out with the request: years down, offences across.
Book as_template(const Force& force, std::size_t last, Before before) {
    std::vector<Row> rows = {{"Freedom of Information request: online child sexual offences"},
                             {"Force:", force.name},
                             {},
                             {"Financial year"}};
    for (const auto category : categories) {
        rows.back().emplace_back(std::string(category));
    }
    rows.back().emplace_back(std::string("All offences"));
    for (std::size_t year = last - 1; year <= last; ++year) {
        Row row = {std::string(years.at(year))};
        for (std::size_t i = 0; i < categories.size(); ++i) {
            row.push_back(figure(force, year, i, before, last));
        }
        row.emplace_back(year < last && before == Before::not_held
                             ? Value(std::string("not held"))
                             : Value(static_cast<double>(force.total(year))));
        rows.push_back(std::move(row));
    }
    rows.push_back({"Notes"});
    rows.push_back({"1. Offences recorded with the online flag."});
    return {{.name = "Answer", .rows = std::move(rows)}};
}

// Years across the top under a spanning head, a total row below, a covering letter in front.
Book as_years_across(const Force& force, std::size_t last, Before before) {
    std::vector<Row> rows = {{force.name + ": recorded offences, online flag"},
                             {},
                             {std::monostate(), "Financial year"},
                             {"Offence type",
                              std::string(years.at(last - 1)) + " [note 1]",
                              std::string(years.at(last))}};
    Row total = {"Total"};
    for (std::size_t i = 0; i < categories.size(); ++i) {
        Row row = {std::string(categories.at(i))};
        for (std::size_t year = last - 1; year <= last; ++year) {
            row.push_back(figure(force, year, i, before, last));
        }
        rows.push_back(std::move(row));
    }
    for (std::size_t year = last - 1; year <= last; ++year) {
        total.emplace_back(static_cast<double>(force.total(year)));
    }
    rows.push_back(std::move(total));
    rows.push_back({"Note 1: as at the date of the answer."});
    return {{.name = "Table", .rows = std::move(rows), .merges = {{2, 1, 2, 2}}}};
}

// One row a year and category, as a crime system exports it.
std::vector<Row> as_export(const Force& force, std::size_t last, Before before) {
    std::vector<Row> rows = {{"Year recorded", "Category", "Number"}};
    for (std::size_t year = last - 1; year <= last; ++year) {
        for (std::size_t i = 0; i < categories.size(); ++i) {
            rows.push_back({std::string(years.at(year)),
                            std::string(categories.at(i)),
                            figure(force, year, i, before, last)});
        }
    }
    return rows;
}

} // namespace

Answer answer(const Force& force,
              std::size_t form,
              std::size_t last,
              Before before,
              const std::string& suffix) {
    static constexpr std::array<std::string_view, 3> endings = {".xlsx", ".ods", ".csv"};
    Answer made{.file_name = force.name + "_" + suffix + std::string(endings.at(form % 3))};
    switch (form % 3) {
    case 0:
        made.bytes = test::to_xlsx(as_template(force, last, before));
        break;
    case 1:
        made.bytes = test::to_ods(as_years_across(force, last, before));
        break;
    default:
        made.bytes = test::to_csv(as_export(force, last, before));
    }
    return made;
}

} // namespace tidemark::demo
