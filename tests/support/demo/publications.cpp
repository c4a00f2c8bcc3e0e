#include "tests/support/books/book.hpp"
#include "tests/support/demo/tables.hpp"

#include <array>
#include <string_view>

namespace tidemark::demo {
namespace {

using test::Row;
using test::Value;

bool in_england_or_wales(const Force& force) {
    return force.name != "Police Service of Northern Ireland" && force.name != "Guernsey Police" &&
           force.name != "States of Jersey Police";
}

// A national table counts more than a survey's online flag: the same split, four times as many.
double recorded(const Force& force, std::size_t year) {
    return 4.0 * (force.total(year) > 0 ? force.total(year) : force.total(year + 1));
}

double grooming(const Force& force, std::size_t year) {
    return static_cast<double>(static_cast<int>(recorded(force, year)) * 2 / 5);
}

std::string head(std::size_t year, std::size_t last) {
    return std::string(years.at(year)) + (year < last ? " [r]" : " [p]");
}

void add_figures(Row& row, const std::vector<const Force*>& of, std::size_t last, bool suppress) {
    for (std::size_t year = 0; year <= last; ++year) {
        double sum = 0;
        for (const Force* force : of) {
            sum += recorded(*force, year);
        }
        row.emplace_back(sum);
    }
    for (std::size_t year = 0; year <= last; ++year) {
        double sum = 0;
        for (const Force* force : of) {
            sum += grooming(*force, year);
        }
        row.emplace_back(suppress ? Value(std::string("[c]")) : Value(sum));
    }
}

Row two_heads(std::size_t last) {
    Row row = {std::monostate(), "All offences"};
    row.resize(2 + last, std::monostate());
    row.emplace_back(std::string("Sexual grooming"));
    return row;
}

Row year_heads(std::size_t last) {
    Row row = {"Police force area [note 1]"};
    for (int group = 0; group < 2; ++group) {
        for (std::size_t year = 0; year <= last; ++year) {
            row.emplace_back(head(year, last));
        }
    }
    return row;
}

} // namespace

std::string national_csv(std::size_t last, int newest) {
    std::vector<Row> rows = {{"year", "offences"},
                             {"2015/16", 4042.0},
                             {"2016/17", 6600.0},
                             {"2017/18", 7863.0},
                             {"2018/19", 8224.0}};
    if (last == 2) {
        rows.push_back({std::string(years.at(last)), static_cast<double>(newest)});
    }
    return test::to_csv(rows);
}

std::string by_force_ods(const std::vector<Force>& forces, std::size_t last) {
    std::vector<Row> rows = {
        {"Table 4: Child sexual abuse offences recorded by the police, by police force area"},
        {"This worksheet contains one table. Some cells refer to notes."},
        {},
        two_heads(last),
        year_heads(last)};
    std::vector<const Force*> all;
    for (const Force& force : forces) {
        if (!in_england_or_wales(force)) {
            continue;
        }
        all.push_back(&force);
        if (force.name == "Avon and Somerset") {
            rows.push_back({"South West region"});
        }
        Row row = {force.name == "Devon and Cornwall" ? "Devon & Cornwall [note 2]" : force.name};
        add_figures(row, {&force}, last, force.name == "City of London");
        rows.push_back(std::move(row));
    }
    Row total = {"England and Wales"};
    add_figures(total, all, last, false);
    rows.push_back(std::move(total));
    rows.push_back({"Source: demo publisher. [p] provisional, [r] revised, [c] confidential."});
    const auto width = static_cast<std::uint32_t>(last);
    return test::to_ods({{.name = "Cover", .rows = {{"Child sexual abuse statistics"}}},
                         {.name = "Table 4 ",
                          .rows = std::move(rows),
                          .merges = {{3, 1, 3, 1 + width}, {3, 2 + width, 3, 2 + 2 * width}}}});
}

std::string by_force_xlsx(const std::vector<Force>& forces, std::size_t last) {
    std::vector<Row> rows = {{"Table 1: Online-flagged offences by police force area"},
                             {"Financial years, April to March"},
                             {std::monostate(), "Offences recorded with the online flag"},
                             {"Force"}};
    Row total = {"England and Wales"};
    total.resize(2 + last, 0.0);
    for (std::size_t year = 0; year <= last; ++year) {
        rows.back().emplace_back(std::string(years.at(year)));
    }
    for (const Force& force : forces) {
        if (!in_england_or_wales(force)) {
            continue;
        }
        Row row = {force.name == "City of London" ? "London, City of" : force.name};
        for (std::size_t year = 0; year <= last; ++year) {
            row.emplace_back(recorded(force, year) / 2);
            total.at(year + 1) = std::get<double>(total.at(year + 1)) + recorded(force, year) / 2;
        }
        rows.push_back(std::move(row));
    }
    rows.push_back(std::move(total));
    rows.push_back({"Notes: fraud is recorded elsewhere."});
    return test::to_xlsx(
        {{.name = "Cover", .rows = {{"Online-flagged offences"}}},
         {.name = "Table 1", .rows = std::move(rows)},
         {.name = "Working", .rows = {{"not for publication"}}, .shown = test::Shown::no}});
}

} // namespace tidemark::demo
