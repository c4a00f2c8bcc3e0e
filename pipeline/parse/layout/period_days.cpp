#include "pipeline/parse/layout/period_days.hpp"

#include "pipeline/base/scan.hpp"
#include "pipeline/parse/layout/period_words.hpp"

#include <array>
#include <chrono>
#include <string>

namespace tidemark::parse {

namespace {

using std::chrono::last;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 4> date_before{"as at ", "as of ", "at ", "on "};

Period whole_month(year_month found) {
    return {found / 1, found / last};
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

// "w01", "week 1"
std::optional<int> take_week_number(std::string_view& rest) {
    auto after = rest;
    if (!take(after, "week ") && !take(after, "w")) {
        return std::nullopt;
    }
    const auto count = digits_ahead(after);
    const auto number = count == 1 || count == 2 ? take_digits(after, count) : std::nullopt;
    if (number) {
        rest = after;
    }
    return number;
}

} // namespace

// A date stands for its month only as the first of it: a date cell shown as "Apr-19".
std::optional<Period> read_month(std::string_view text, const PeriodSpelling& /*spelling*/) {
    take(text, "month of ");
    auto rest = text;
    if (const auto date = take_date(rest); date && rest.empty()) {
        const year_month_day first{*date};
        return first.day() == std::chrono::day{1}
                   ? std::optional(whole_month(first.year() / first.month()))
                   : std::nullopt;
    }
    const auto found = take_month_year(text);
    if (!found) {
        return std::nullopt;
    }
    take(text, " code m" + std::to_string(static_cast<unsigned>(found->month())));
    return text.empty() ? std::optional(whole_month(*found)) : std::nullopt;
}

std::optional<Period> read_week(std::string_view text, const PeriodSpelling& /*spelling*/) {
    auto number = take_week_number(text);
    if (number && !take(text, " of ")) {
        take_gap(text);
    }
    const auto in_year = take_year(text);
    if (in_year && !number) {
        take_gap(text);
        number = take_week_number(text);
    }
    return in_year && number && text.empty() ? week_of(*in_year, *number) : std::nullopt;
}

std::optional<Period> read_date(std::string_view text, const PeriodSpelling& /*spelling*/) {
    if (const auto middle = read_mid_year(text)) {
        return single_day(*middle);
    }
    take_any(text, date_before);
    const auto date = take_date(text);
    return date && text.empty() ? std::optional(single_day(*date)) : std::nullopt;
}

// Of five digits, 1927 to 2173: fewer are years, and the 29 February 1900 that spreadsheets count
// lies before them.
std::optional<Period> read_serial(std::string_view text, const PeriodSpelling& /*spelling*/) {
    const Day zero{year{1899} / month{12} / 30};
    constexpr std::size_t digits = 5;
    const auto number = take_digits(text, digits);
    take(text, ".0");
    const bool is_day = number && *number >= 10'000 && text.empty();
    return is_day ? std::optional(single_day(zero + std::chrono::days{*number})) : std::nullopt;
}

} // namespace tidemark::parse
