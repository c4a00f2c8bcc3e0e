#include "pipeline/parse/layout/period_ranges.hpp"

#include "pipeline/base/scan.hpp"
#include "pipeline/parse/layout/period_spans.hpp"
#include "pipeline/parse/layout/period_words.hpp"
#include "pipeline/parse/layout/period_years.hpp"

#include <array>
#include <chrono>
#include <utility>

namespace tidemark::parse {

namespace {

using std::chrono::year;

// "17/18" behind "2015/16"
std::optional<int> take_short_pair(std::string_view& rest, int first) {
    auto after = rest;
    const auto begins = take_digits(after, 2);
    const auto ends =
        begins && (take(after, "/") || take(after, "-")) ? take_digits(after, 2) : std::nullopt;
    if (!ends || *ends != (*begins + 1) % 100) {
        return std::nullopt;
    }
    rest = after;
    const int century = first - first % 100;
    return *begins < first % 100 ? century + 100 + *begins : century + *begins;
}

// The years in which the first and the last begin.
std::optional<std::pair<int, int>> read_pairs(std::string_view text) {
    const auto first = take_year_pair(text);
    if (!first || !take_until(text)) {
        return std::nullopt;
    }
    auto final = take_year_pair(text);
    if (!final) {
        final = take_short_pair(text, *first);
    }
    return final && text.empty() ? std::optional(std::pair(*first, *final)) : std::nullopt;
}

std::optional<Period> read_financial_years(std::string_view text, const PeriodSpelling& spelling) {
    const auto pairs = read_pairs(text);
    if (!pairs || pairs->first >= pairs->second) {
        return std::nullopt;
    }
    return financial_years(pairs->first, pairs->second - pairs->first + 1, spelling);
}

// The last of "2017-19". That which follows, "2017-18", is a year of two numbers.
std::optional<int> take_short_year(std::string_view& rest, int first) {
    const auto number = take_digits(rest, 2);
    const int last = first - first % 100 + number.value_or(0);
    return number && last > first + 1 ? std::optional(last) : std::nullopt;
}

std::optional<Period> read_calendar_years(std::string_view text,
                                          const PeriodSpelling& /*spelling*/) {
    const auto first = take_year(text);
    const bool slash = first && take(text, "/");
    if (!first || (!slash && !take_until(text))) {
        return std::nullopt;
    }
    auto final = take_year(text);
    if (!final && !slash) {
        final = take_short_year(text, *first);
    }
    const bool ordered = final && *final > *first && text.empty();
    return ordered ? std::optional(Period{calendar_year(*first).start, calendar_year(*final).end})
                   : std::nullopt;
}

// A year of which only some months are there: never the whole of it.
std::optional<Period> read_part_of_year(std::string_view text, const PeriodSpelling& spelling) {
    const auto first = take_financial_year(text, spelling);
    if (!first || !take(text, " (") || !text.ends_with(')')) {
        return std::nullopt;
    }
    text.remove_suffix(1);
    if (text.ends_with(" only")) {
        text.remove_suffix(5);
    }
    const auto whole = financial_years(*first, 1, spelling);
    const auto part = read_span(text);
    const bool inside =
        whole && part && part->start >= whole->start && part->end <= whole->end && *part != *whole;
    return inside ? part : std::nullopt;
}

std::optional<Period> read_third(std::string_view text, const PeriodSpelling& /*spelling*/) {
    constexpr int length = 4;
    const auto in_year = take_year(text);
    if (!in_year || (!take(text, "-t") && !take(text, "t"))) {
        return std::nullopt;
    }
    const auto number = take_digits(text, 1);
    if (!number || *number < 1 || *number > 3 || !text.empty()) {
        return std::nullopt;
    }
    const std::chrono::months before{length * (*number - 1)};
    return months_from(Day{year{*in_year} / std::chrono::January / 1 + before}, length);
}

} // namespace

std::optional<Period> read_range(std::string_view text, const PeriodSpelling& spelling) {
    constexpr std::array readers{
        read_financial_years, read_calendar_years, read_part_of_year, read_third};
    for (const auto read : readers) {
        if (const auto period = read(text, spelling)) {
            return period;
        }
    }
    return std::nullopt;
}

bool is_turned_round(std::string_view text) {
    const auto pairs = read_pairs(text);
    return pairs && pairs->first >= pairs->second;
}

} // namespace tidemark::parse
