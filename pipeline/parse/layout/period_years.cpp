#include "pipeline/parse/layout/period_years.hpp"

#include "pipeline/base/scan.hpp"
#include "pipeline/parse/layout/period_words.hpp"

#include <array>
#include <chrono>
#include <span>

namespace tidemark::parse {

namespace {

using std::chrono::month_day;
using std::chrono::year;
using std::chrono::year_month_day;

using Single = PeriodSpelling::Single;
using AnyOf = std::span<const std::string_view>;

constexpr month_day first_of(unsigned month) {
    return {std::chrono::month{month}, std::chrono::day{1}};
}

constexpr std::array<std::string_view, 4> calendar_before{"calendar year ", "cy ", "cy", "a"};
constexpr std::array<std::string_view, 5> calendar_after{
    ".0", "-a1", "-a", " calendar year", " (calendar year)"};
constexpr std::array<std::string_view, 4> financial_before{
    "financial year ", "fiscal year ", "fy ", "fy"};
constexpr std::array<std::string_view, 3> financial_after{
    " financial year", " fiscal year", " code fy"};
constexpr std::array<std::string_view, 2> financial_ending{"financial year ending ", "fye "};
// Other years: in a source that says when its year begins.
constexpr std::array<std::string_view, 3> tax_before{"tax year ", "ty ", "ty"};
constexpr std::array<std::string_view, 2> tax_after{" tax year", " code ty"};
constexpr std::array<std::string_view, 4> academic_before{
    "academic year ", "school year ", "ay ", "ay"};
constexpr std::array<std::string_view, 3> academic_after{
    " academic year", " school year", " code ay"};
constexpr std::array<std::string_view, 2> academic_ending{"academic year ending ",
                                                          "school year ending "};

// Years whose name says when they begin and which of their numbers is written.
struct Named {
    std::string_view word;
    month_day from;
    Single single;
};

constexpr std::array<Named, 4> named{{
    {"meteorological year ", first_of(3), Single::first},
    {"federal fiscal year ", first_of(10), Single::last}, // since 1976
    {"ffy ", first_of(10), Single::last},
    {"ffy", first_of(10), Single::last},
}};

month_day financial_from(const PeriodSpelling& spelling) {
    return spelling.year_from.value_or(first_of(4));
}

month_day academic_from(const PeriodSpelling& spelling) {
    return spelling.year_from.value_or(first_of(9));
}

std::optional<Period> years_from(int first_year, int count, month_day from) {
    const year_month_day start{year{first_year}, from.month(), from.day()};
    return start.ok() ? months_from(Day{start}, 12 * count) : std::nullopt;
}

bool is_year_from(const Period& period, month_day from) {
    const year_month_day start{period.start};
    return months_in(period) == 12 && start.month() == from.month() && start.day() == from.day();
}

// The year in which it begins. A year from 1 January ends in the one in which it begins.
int first_year(int number, Single single, month_day from) {
    return single == Single::last && from != first_of(1) ? number - 1 : number;
}

// "FYE 2020"
std::optional<int> read_year_it_ends(std::string_view text, AnyOf before, month_day from) {
    const auto end = take_any(text, before) ? take_year(text) : std::nullopt;
    return end && text.empty() ? std::optional(first_year(*end, Single::last, from)) : std::nullopt;
}

// "2019-A1": SDMX's reporting year is named by the year in which it begins; that it begins in
// April (REPORTING_YEAR_START_DAY=--04-01) is what declaring the form says.
std::optional<int> read_reporting_year(std::string_view text) {
    const auto first = take_year(text);
    return first && text == "-a1" ? first : std::nullopt;
}

// "FFY 2020": only where the source's year begins when the name says.
std::optional<int> read_named_year(std::string_view text, const PeriodSpelling& spelling) {
    for (const auto& [word, from, single] : named) {
        if (spelling.year_from != from || !take(text, word)) {
            continue;
        }
        auto number = take_year(text);
        number = number ? number : take_two_digit_year(text);
        const bool fits = spelling.single == Single::unsaid || spelling.single == single;
        return number && fits && text.empty() ? std::optional(first_year(*number, single, from))
                                              : std::nullopt;
    }
    return std::nullopt;
}

// A pair, or a single number where the source says what it names; of two digits ("FY20") only
// behind a word.
std::optional<int>
take_first_year(std::string_view& rest, bool behind_word, Single single, month_day from) {
    if (const auto pair = take_year_pair(rest)) {
        return pair;
    }
    if (single == Single::unsaid) {
        return std::nullopt;
    }
    auto number = take_year(rest);
    if (!number && behind_word) {
        number = take_two_digit_year(rest);
    }
    return number ? std::optional(first_year(*number, single, from)) : std::nullopt;
}

// "2016/'17": CBS, of crop and school years.
std::optional<int> take_school_pair(std::string_view& rest) {
    auto after = rest;
    const auto first = take_year(after);
    const auto second = first && take(after, "/'") ? take_digits(after, 2) : std::nullopt;
    if (!second || *second != (*first + 1) % 100) {
        return std::nullopt;
    }
    rest = after;
    return first;
}

} // namespace

std::optional<Period> read_calendar_year(std::string_view text,
                                         const PeriodSpelling& /*spelling*/) {
    take_any(text, calendar_before);
    const auto year = take_year(text);
    take_any(text, calendar_after);
    return year && text.empty() ? std::optional(calendar_year(*year)) : std::nullopt;
}

std::optional<int> take_financial_year(std::string_view& rest, const PeriodSpelling& spelling) {
    const bool other_years = spelling.year_from.has_value();
    const bool word =
        take_any(rest, financial_before) || (other_years && take_any(rest, tax_before));
    const auto first = take_first_year(rest, word, spelling.single, financial_from(spelling));
    if (first && !take_any(rest, financial_after) && other_years) {
        take_any(rest, tax_after);
    }
    return first;
}

std::optional<Period> read_financial_year(std::string_view text, const PeriodSpelling& spelling) {
    auto rest = text;
    auto first = take_financial_year(rest, spelling);
    if (!rest.empty()) {
        first.reset();
    }
    if (!first) {
        first = read_year_it_ends(text, financial_ending, financial_from(spelling));
    }
    if (!first) {
        first = read_reporting_year(text);
    }
    if (!first) {
        first = read_named_year(text, spelling);
    }
    return first ? financial_years(*first, 1, spelling) : std::nullopt;
}

std::optional<Period> read_academic_year(std::string_view text, const PeriodSpelling& spelling) {
    const month_day from = academic_from(spelling);
    auto rest = text;
    const bool word = take_any(rest, academic_before);
    auto first = take_school_pair(rest);
    if (!first) {
        first = take_first_year(rest, word, spelling.single, from);
    }
    take_any(rest, academic_after);
    if (!rest.empty()) {
        first.reset();
    }
    if (!first) {
        first = read_year_it_ends(text, academic_ending, from);
    }
    return first ? years_from(*first, 1, from) : std::nullopt;
}

bool is_financial_year(const Period& period, const PeriodSpelling& spelling) {
    return is_year_from(period, financial_from(spelling));
}

bool is_academic_year(const Period& period, const PeriodSpelling& spelling) {
    return is_year_from(period, academic_from(spelling));
}

// "year ending 30 March 2020" is more likely a slip than a year from 31 March.
bool is_twelve_months(const Period& period, const PeriodSpelling& /*spelling*/) {
    const year_month_day start{period.start};
    return months_in(period) == 12 && start.day() == std::chrono::day{1};
}

std::optional<Day> financial_start(int year, const PeriodSpelling& spelling) {
    const auto one = financial_years(year, 1, spelling);
    return one ? std::optional(one->start) : std::nullopt;
}

std::optional<Period> financial_years(int first_year, int count, const PeriodSpelling& spelling) {
    return years_from(first_year, count, financial_from(spelling));
}

std::optional<int> single_year(std::string_view text) {
    for (const std::string_view word :
         {"financial year", "fiscal year", "academic year", "fy", "ay", " "}) {
        take(text, word);
    }
    auto year = take_year(text);
    if (!year) {
        year = take_two_digit_year(text);
    }
    return text.empty() ? year : std::nullopt;
}

} // namespace tidemark::parse
