#include "config/source/spelling.hpp"

#include "config/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

namespace tidemark::config {

namespace {

struct Form {
    PeriodForm form;
    bool year_from;  // follows the first day of the source's year
    bool year_named; // may be written with one number
};

constexpr std::array<Form, 14> forms{{
    {PeriodForm::calendar_year, false, false},
    {PeriodForm::financial_year, true, true},
    {PeriodForm::academic_year, true, true},
    {PeriodForm::year_ending, false, false},
    {PeriodForm::quarter, false, false},
    {PeriodForm::financial_quarter, true, true},
    {PeriodForm::half, false, false},
    {PeriodForm::financial_half, true, true},
    {PeriodForm::term, false, false},
    {PeriodForm::month, false, false},
    {PeriodForm::week, false, false},
    {PeriodForm::date, false, false},
    {PeriodForm::serial, false, false},
    {PeriodForm::span, true, true},
}};

// A key that none of the forms looks at.
void refuse_idle(const Table& table, const DimRule& dim, const char* key, bool Form::*follows) {
    if (!table.has(key) || dim.parse.forms.empty()) {
        return;
    }
    std::vector<std::string> fitting;
    for (const auto& each : forms) {
        const bool declared =
            std::ranges::find(dim.parse.forms, each.form) != dim.parse.forms.end();
        if (each.*follows && declared) {
            return;
        }
        if (each.*follows) {
            fitting.emplace_back(to_text(each.form));
        }
    }
    table.complain(key, fmt::format("'{}' is for {}", key, one_of(fitting)));
}

// Of the days from the 29th on not every month, or year, has one.
void read_year(const Table& table, PeriodSpelling& parse) {
    constexpr std::chrono::day last_of_all{28};
    if (std::string from; table.read("year_from", from)) {
        parse.year_from = parse_month_day(from);
        if (!parse.year_from || parse.year_from->day() > last_of_all) {
            table.complain("year_from",
                           fmt::format("'year_from' must be a day such as \"07-01\", the 28th of a "
                                       "month at the latest, found '{}'",
                                       from));
        }
    }
    using Single = PeriodSpelling::Single;
    table.read_word("year_named",
                    parse.single,
                    Choices<Single>{{"start", Single::first}, {"end", Single::last}});
}

void refuse_all(const Table& table, const std::string& name) {
    for (const char* key : {"parse", "year_from", "year_named"}) {
        if (table.has(key)) {
            table.complain(key, fmt::format("'{}' is for dim 'period', not for '{}'", key, name));
        }
    }
}

} // namespace

void read_spelling(const Table& table, DimRule& dim) {
    if (dim.name != "period") {
        refuse_all(table, dim.name);
        return;
    }
    if (!table.has("parse")) {
        table.problems().add(table.place(),
                             "dim 'period' needs 'parse'",
                             "say how the publisher writes periods, such as "
                             "parse = \"financial-year\"");
        return;
    }
    Choices<PeriodForm> words;
    for (const auto& each : forms) {
        words.emplace_back(to_text(each.form), each.form);
    }
    if (!table.read_words("parse", dim.parse.forms, words)) {
        dim.parse.forms = {PeriodForm::calendar_year}; // complained of
        return;
    }
    read_year(table, dim.parse);
    refuse_idle(table, dim, "year_from", &Form::year_from);
    refuse_idle(table, dim, "year_named", &Form::year_named);
}

} // namespace tidemark::config
