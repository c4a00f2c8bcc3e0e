#include "pipeline/parse/layout/periods.hpp"

#include "pipeline/base/scan.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/period_forms.hpp"
#include "pipeline/parse/layout/period_label.hpp"
#include "pipeline/parse/layout/period_words.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::parse {

namespace {

struct Form {
    PeriodForm form;
    std::string_view example;
};

constexpr std::array<Form, 8> forms{{
    {PeriodForm::calendar_year, "a calendar year such as 2019"},
    {PeriodForm::financial_year, "a financial year such as 2019/20"},
    {PeriodForm::academic_year, "an academic year such as 2019/20"},
    {PeriodForm::year_ending, "twelve months such as 'year ending June 2019'"},
    {PeriodForm::quarter, "a quarter such as 2019 Q3 or 'July to September 2019'"},
    {PeriodForm::financial_quarter, "a quarter of a financial year such as 2019/20 Q1"},
    {PeriodForm::month, "a month such as 'July 2019' or 2019-07"},
    {PeriodForm::date, "a day such as '30 September 2018' or 31/03/2019"},
}};

std::string_view example_of(PeriodForm form) {
    for (const auto& row : forms) {
        if (row.form == form) {
            return row.example;
        }
    }
    return {};
}

// May the last digit be a footnote's? "Mar '131", "2015-161", "March 20201", "Q11", but not 20191,
// which is also a day number, nor "Mar 201", which is also a year that lost a digit.
bool may_carry_note(std::string_view text, PeriodForm form) {
    const auto last_other = text.find_last_not_of("0123456789");
    if (last_other == std::string_view::npos) {
        return false;
    }
    const char mark = text[last_other];
    switch (text.size() - last_other - 1) {
    case 5:
        return true;
    case 3:
        return mark == '\'' || form == PeriodForm::financial_year ||
               form == PeriodForm::academic_year;
    case 2:
        return mark == 'q';
    default:
        return false;
    }
}

std::optional<Period> read_label(std::string_view text, PeriodForm form) {
    if (const auto period = read_form(text, form)) {
        return period;
    }
    return may_carry_note(text, form) ? read_form(text.substr(0, text.size() - 1), form)
                                      : std::nullopt;
}

// The year in "2020", "FY 2020", "FY20", "Q1 2020".
std::optional<int> single_year(std::string_view text, PeriodForm form) {
    if (form == PeriodForm::financial_quarter) {
        const auto quarter = read_form(text, PeriodForm::quarter);
        const auto start = quarter.value_or(Period{}).start;
        return quarter ? std::optional(static_cast<int>(std::chrono::year_month_day{start}.year()))
                       : std::nullopt;
    }
    for (const std::string_view word : {"financial year", "academic year", "fy", "ay", " "}) {
        take(text, word);
    }
    auto year = take_year(text);
    if (!year) {
        year = take_two_digit_year(text);
    }
    return text.empty() ? year : std::nullopt;
}

// Where years have two numbers a single one may be the first or the second; "1920" may also be
// both.
std::vector<std::string> year_readings(std::string_view text, PeriodForm form) {
    const bool two_numbers = form == PeriodForm::financial_year ||
                             form == PeriodForm::academic_year ||
                             form == PeriodForm::financial_quarter;
    const auto year = two_numbers ? single_year(text, form) : std::nullopt;
    if (!year) {
        return {};
    }
    std::vector<std::string> readings{to_text(financial_year(*year - 1)),
                                      to_text(financial_year(*year))};
    if (text.size() == 4 && *year / 100 + 1 == *year % 100 && *year < 2000) {
        readings.push_back(fmt::format("20{}/{}", text.substr(0, 2), text.substr(2)));
    }
    return readings;
}

// What the label may mean, each with the form that says so where it is not the declared one.
std::vector<std::string> readings_of(std::string_view text, PeriodForm form) {
    auto readings = year_readings(text, form);
    for (const auto& other : forms) {
        const auto period = other.form == form ? std::nullopt : read_label(text, other.form);
        if (period) {
            readings.push_back(fmt::format("{} under {}", in_words(*period), to_text(other.form)));
        }
    }
    return readings;
}

Error refused(std::string_view label, std::string_view text, PeriodForm form) {
    const auto readings = readings_of(text, form);
    const std::string meaning =
        readings.empty() ? "" : fmt::format(" ({})", join(readings, ", or "));
    return {.fault = Fault::held,
            .code = "layout.period",
            .expected = std::string(example_of(form)),
            .found = fmt::format("'{}'{}", squeeze(label), meaning),
            .next = readings.empty()
                        ? "remove what is not the period with strip, or leave it out with skip"
                        : "declare with parse which is meant, or make it plain with strip"};
}

// A remark may change what the figures count: "(excluding Kent)", "(so far)".
Error remarked(std::string_view label, std::string_view remark, PeriodForm form) {
    return {.fault = Fault::held,
            .code = "layout.remark",
            .expected = fmt::format("{} without a remark", example_of(form)),
            .found = fmt::format("'{}' with the remark '{}'", label, remark),
            .next = "if the remark is harmless, take it off with strip in that [[layout.dim]], "
                    "else leave its row or column out with skip"};
}

} // namespace

namespace {

Result<Period> read_one(std::string_view label, PeriodForm form) {
    const auto text = plain_label(label);
    if (const auto period = read_label(text, form)) {
        return *period;
    }
    const auto whole = squeeze(label);
    const auto bare = without_brackets(whole);
    if (read_label(plain_label(bare), form)) {
        return fail(remarked(whole, trim(std::string_view(whole).substr(bare.size())), form));
    }
    return fail(refused(label, text, form));
}

Error ambiguous(std::string_view label, const Period& one, const Period& other) {
    return {.fault = Fault::held,
            .code = "layout.period",
            .expected = "a label that one of the forms reads, or all alike",
            .found =
                fmt::format("'{}' ({}, or {})", squeeze(label), in_words(one), in_words(other)),
            .next = "declare with parse which is meant, or make it plain with strip"};
}

} // namespace

Result<Period> read_period(std::string_view label, const PeriodSpelling& spelling) {
    std::optional<Period> found;
    std::optional<Error> problem; // of the first form
    for (const PeriodForm form : spelling.forms) {
        auto period = read_one(label, form);
        if (period && found && *period != *found) {
            return fail(ambiguous(label, *found, *period));
        }
        if (period) {
            found = *period;
        } else if (!problem) {
            problem = std::move(period).error();
        }
    }
    if (found) {
        return *found;
    }
    return fail(std::move(problem).value());
}

} // namespace tidemark::parse
