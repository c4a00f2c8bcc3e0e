#include "pipeline/parse/layout/period_forms.hpp"

#include "pipeline/base/scan.hpp"
#include "pipeline/parse/layout/period_spans.hpp"
#include "pipeline/parse/layout/period_words.hpp"

#include <array>
#include <chrono>
#include <span>

namespace tidemark::parse {

namespace {

using std::chrono::last;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

using AnyOf = std::span<const std::string_view>;

constexpr std::array<std::string_view, 4> calendar_before{"calendar year ", "cy ", "cy", "a"};
constexpr std::array<std::string_view, 5> calendar_after{
    ".0", "-a1", "-a", " calendar year", " (calendar year)"};
constexpr std::array<std::string_view, 3> financial_before{"financial year ", "fy ", "fy"};
constexpr std::array<std::string_view, 2> financial_after{" financial year", " code fy"};
constexpr std::array<std::string_view, 2> financial_ending{"financial year ending ", "fye "};
constexpr std::array<std::string_view, 4> academic_before{
    "academic year ", "school year ", "ay ", "ay"};
constexpr std::array<std::string_view, 3> academic_after{
    " academic year", " school year", " code ay"};
constexpr std::array<std::string_view, 2> academic_ending{"academic year ending ",
                                                          "school year ending "};
constexpr std::array<std::string_view, 4> date_before{"as at ", "as of ", "at ", "on "};
constexpr std::array<std::string_view, 4> ordinals{"1st", "2nd", "3rd", "4th"};

bool take_any(std::string_view& rest, AnyOf words) {
    for (const auto word : words) {
        if (take(rest, word)) {
            return true;
        }
    }
    return false;
}

Period months_from(year_month first, int count) {
    return {first / 1, (first + months{count - 1}) / last};
}

Period academic_year(int first_year) {
    return months_from(year{first_year} / month{9}, 12);
}

std::optional<Period> read_calendar_year(std::string_view text) {
    take_any(text, calendar_before);
    const auto year = take_year(text);
    take_any(text, calendar_after);
    return year && text.empty() ? std::optional(calendar_year(*year)) : std::nullopt;
}

// "FY 2019/20", "2019/20 financial year": the first year.
std::optional<int> read_pair(std::string_view text, AnyOf before, AnyOf after) {
    take_any(text, before);
    const auto first = take_year_pair(text);
    take_any(text, after);
    return first && text.empty() ? first : std::nullopt;
}

// "FYE 2020": the year before.
std::optional<int> read_year_it_ends(std::string_view text, AnyOf before) {
    const auto end = take_any(text, before) ? take_year(text) : std::nullopt;
    return end && text.empty() ? std::optional(*end - 1) : std::nullopt;
}

// "2019-A1": SDMX's reporting year is named by the year in which it begins; that it begins in
// April (REPORTING_YEAR_START_DAY=--04-01) is what declaring the form says.
std::optional<int> read_reporting_year(std::string_view text) {
    const auto first = take_year(text);
    return first && text == "-a1" ? first : std::nullopt;
}

std::optional<Period> read_financial_year(std::string_view text) {
    auto first = read_pair(text, financial_before, financial_after);
    if (!first) {
        first = read_year_it_ends(text, financial_ending);
    }
    if (!first) {
        first = read_reporting_year(text);
    }
    return first ? std::optional(financial_year(*first)) : std::nullopt;
}

std::optional<Period> read_academic_year(std::string_view text) {
    auto first = read_pair(text, academic_before, academic_after);
    if (!first) {
        first = read_year_it_ends(text, academic_ending);
    }
    return first ? std::optional(academic_year(*first)) : std::nullopt;
}

std::optional<int> take_one_to_four(std::string_view& rest) {
    auto after = rest;
    const auto number = take_digits(after, 1);
    if (!number || *number < 1 || *number > 4) {
        return std::nullopt;
    }
    rest = after;
    return number;
}

// "q1", "quarter 1", "1st quarter". The digit of "q12020" is the first.
std::optional<int> take_quarter(std::string_view& rest) {
    for (std::size_t i = 0; i < ordinals.size(); ++i) {
        auto after = rest;
        if (take(after, ordinals[i]) && take(after, " quarter")) {
            take(after, " of");
            rest = after;
            return static_cast<int>(i) + 1;
        }
    }
    auto after = rest;
    if (!take(after, "quarter ") && !take(after, "q")) {
        return std::nullopt;
    }
    auto digit = after.substr(0, 1);
    const auto number = take_one_to_four(digit);
    if (number) {
        rest = after.substr(1);
    }
    return number;
}

void take_gap(std::string_view& rest) {
    if (!take(rest, " ")) {
        take(rest, "-");
    }
}

std::optional<Period> read_quarter(std::string_view text) {
    auto number = take_quarter(text);
    if (number) {
        take_gap(text);
    }
    const auto year = take_year(text);
    if (year && !number) {
        take_gap(text);
        number = take_quarter(text);
    }
    return year && number && text.empty() ? std::optional(quarter_of(*year, *number))
                                          : std::nullopt;
}

// "apr-jun": the quarter of a year that begins in April.
std::optional<int> take_quarter_months(std::string_view& rest) {
    auto after = rest;
    const auto first = take_month(after);
    if (!first || (!take(after, " to ") && !take(after, "-"))) {
        return std::nullopt;
    }
    const auto final = take_month(after);
    if (!final || *final != *first + 2 || *first % 3 != 1) {
        return std::nullopt;
    }
    rest = after;
    return *first == 1 ? 4 : static_cast<int>(*first) / 3;
}

std::optional<int> take_financial_quarter(std::string_view& rest) {
    const auto number = take_quarter(rest);
    return number ? number : take_quarter_months(rest);
}

// "2019/20 Q1", "201920 Financial year Q1", "Q1 2019/20", "Apr-Jun 2019/20"; two columns joined:
// "2019/20 1", "201920 -1".
std::optional<Period> read_financial_quarter(std::string_view text) {
    auto number = take_financial_quarter(text);
    if (number) {
        take_gap(text);
    }
    take_any(text, financial_before);
    const auto first = take_year_pair(text);
    take_any(text, financial_after);
    if (!number) {
        take_gap(text);
        number = take_financial_quarter(text);
    }
    if (!number) {
        number = take_one_to_four(text);
    }
    if (!first || !number || !text.empty()) {
        return std::nullopt;
    }
    return months_from(year{*first} / month{4} + months{3 * (*number - 1)}, 3);
}

// A date stands for its month only as the first of it: a date cell shown as "Apr-19".
std::optional<Period> read_month(std::string_view text) {
    take(text, "month of ");
    auto rest = text;
    if (const auto date = take_date(rest); date && rest.empty()) {
        const year_month_day first{*date};
        return first.day() == std::chrono::day{1}
                   ? std::optional(months_from(first.year() / first.month(), 1))
                   : std::nullopt;
    }
    const auto found = take_month_year(text);
    if (!found) {
        return std::nullopt;
    }
    take(text, " code m" + std::to_string(static_cast<unsigned>(found->month())));
    return text.empty() ? std::optional(months_from(*found, 1)) : std::nullopt;
}

// "mid-2019" is 30 June, as ONS dates its population estimates.
std::optional<Day> read_mid_year(std::string_view text) {
    if (!take(text, "mid-") && !take(text, "mid ")) {
        return std::nullopt;
    }
    const auto in_year = take_year(text);
    return in_year && text.empty() ? std::optional<Day>(year{*in_year} / month{6} / last)
                                   : std::nullopt;
}

std::optional<Period> read_date(std::string_view text) {
    if (const auto middle = read_mid_year(text)) {
        return single_day(*middle);
    }
    take_any(text, date_before);
    const auto date = take_date(text);
    return date && text.empty() ? std::optional(single_day(*date)) : std::nullopt;
}

bool is_year(const Period& period) {
    const auto kind = frequency(period);
    return kind == Frequency::calendar_year || kind == Frequency::financial_year ||
           kind == Frequency::year_ending;
}

bool is_of_form(const Period& period, PeriodForm form) {
    switch (form) {
    case PeriodForm::calendar_year:
        return frequency(period) == Frequency::calendar_year;
    case PeriodForm::financial_year:
        return frequency(period) == Frequency::financial_year;
    case PeriodForm::academic_year:
        return is_year(period) && year_month_day{period.start}.month() == month{9};
    case PeriodForm::year_ending:
        return is_year(period);
    case PeriodForm::quarter:
    case PeriodForm::financial_quarter:
        return frequency(period) == Frequency::quarter;
    case PeriodForm::half:
    case PeriodForm::financial_half:
    case PeriodForm::term:
    case PeriodForm::week:
    case PeriodForm::serial:
    case PeriodForm::span:
        return false;
    case PeriodForm::month:
        return frequency(period) == Frequency::month;
    case PeriodForm::date:
        return frequency(period) == Frequency::day;
    }
    return false;
}

std::optional<Period> read_short(std::string_view text, PeriodForm form) {
    switch (form) {
    case PeriodForm::calendar_year:
        return read_calendar_year(text);
    case PeriodForm::financial_year:
        return read_financial_year(text);
    case PeriodForm::academic_year:
        return read_academic_year(text);
    case PeriodForm::year_ending:
        return std::nullopt; // its month is always spelled out
    case PeriodForm::quarter:
        return read_quarter(text);
    case PeriodForm::financial_quarter:
        return read_financial_quarter(text);
    case PeriodForm::half:
    case PeriodForm::financial_half:
    case PeriodForm::term:
    case PeriodForm::week:
    case PeriodForm::serial:
    case PeriodForm::span:
        return std::nullopt;
    case PeriodForm::month:
        return read_month(text);
    case PeriodForm::date:
        return read_date(text);
    }
    return std::nullopt;
}

} // namespace

std::optional<Period> read_form(std::string_view text, PeriodForm form) {
    for (const std::string_view word : {"in ", "for ", "the "}) {
        take(text, word);
    }
    if (const auto period = read_short(text, form)) {
        return period;
    }
    const auto period = read_span(text);
    return period && is_of_form(*period, form) ? period : std::nullopt;
}

} // namespace tidemark::parse
