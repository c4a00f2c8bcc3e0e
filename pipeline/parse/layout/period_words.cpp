#include "pipeline/parse/layout/period_words.hpp"

#include "pipeline/base/scan.hpp"

#include <algorithm>
#include <array>

namespace tidemark::parse {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 4> ordinals{"st", "nd", "rd", "th"};

bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

bool is_beyond_ascii(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

// German, French and Swedish months that English has not, in full and as their offices shorten
// them (Destatis, INSEE, SCB). No word of them is another month elsewhere.
struct ForeignMonth {
    std::string_view word;
    unsigned number;
};

constexpr std::array<ForeignMonth, 39> abroad{{
    {"januar", 1},    {"januari", 1},   {"jän", 1},       {"janvier", 1},   {"janv", 1},
    {"februar", 2},   {"februari", 2},  {"février", 2},   {"fevrier", 2},   {"févr", 2},
    {"fév", 2},       {"märz", 3},      {"maerz", 3},     {"mär", 3},       {"mrz", 3},
    {"mars", 3},      {"avril", 4},     {"avr", 4},       {"mai", 5},       {"maj", 5},
    {"juni", 6},      {"juin", 6},      {"juli", 7},      {"juillet", 7},   {"juil", 7},
    {"augusti", 8},   {"août", 8},      {"aout", 8},      {"septembre", 9}, {"oktober", 10},
    {"okt", 10},      {"octobre", 10},  {"novembre", 11}, {"dezember", 12}, {"dez", 12},
    {"décembre", 12}, {"decembre", 12}, {"déc", 12},      {"jänner", 1},
}};

// After a month or a day's month: "2019", "'19", "19".
std::optional<int> take_any_year(std::string_view& rest) {
    auto after = rest;
    if (const auto year = take_year(after)) {
        rest = after;
        return year;
    }
    take(after, "'");
    const auto year = take_two_digit_year(after);
    if (year) {
        rest = after;
    }
    return year;
}

std::optional<unsigned> take_number(std::string_view& rest, unsigned most) {
    const auto count = digits_ahead(rest);
    auto after = rest;
    const auto number = count == 1 || count == 2 ? take_digits(after, count) : std::optional<int>();
    if (!number || *number < 1 || static_cast<unsigned>(*number) > most) {
        return std::nullopt;
    }
    rest = after;
    return static_cast<unsigned>(*number);
}

// "2019-04-01", "2019-04-01t00:00:00"
std::optional<Day> take_iso_date(std::string_view& rest) {
    const auto date = parse_day(rest.substr(0, 10));
    if (!date || digits_ahead(rest.substr(10)) > 0) {
        return std::nullopt;
    }
    rest.remove_prefix(10);
    take(rest, "t00:00:00");
    return *date;
}

// "2020-d001"
std::optional<Day> take_day_of_year(std::string_view& rest) {
    auto after = rest;
    const auto in_year = take_year(after);
    if (!in_year || !take(after, "-d")) {
        return std::nullopt;
    }
    const auto number = take_digits(after, 3);
    if (!number || *number < 1) {
        return std::nullopt;
    }
    const Day found = Day{year{*in_year} / month{1} / day{1}} + std::chrono::days{*number - 1};
    if (year_month_day{found}.year() != year{*in_year}) {
        return std::nullopt;
    }
    rest = after;
    return found;
}

// After the day: " april ", "/04/", ".4.", "-04-", "-sep-".
std::optional<unsigned> take_middle(std::string_view& rest) {
    for (const std::string_view mark : {"/", ".", "-"}) {
        auto after = rest;
        if (take(after, mark) && digits_ahead(after) > 0) {
            const auto number = take_number(after, 12);
            const bool taken = number && take(after, mark);
            rest = after;
            return taken ? number : std::nullopt;
        }
    }
    take_any(rest, ordinals);
    take_gap(rest);
    take(rest, "of ");
    const auto named = take_month(rest);
    take_gap(rest);
    return named;
}

std::optional<Day> take_day_first(std::string_view& rest) {
    auto after = rest;
    const auto number = take_number(after, 31);
    if (!number) {
        return std::nullopt;
    }
    const auto in_month = take_middle(after);
    if (!in_month) {
        return std::nullopt;
    }
    const auto in_year = take_any_year(after);
    if (!in_year) {
        return std::nullopt;
    }
    const year_month_day date{year{*in_year}, month{*in_month}, day{*number}};
    if (!date.ok()) {
        return std::nullopt;
    }
    rest = after;
    return Day{date};
}

// "2019 apr", "2019-04", "2019-m04", "2019m04", "2019 04", "201904"
std::optional<year_month> take_year_first(std::string_view& rest) {
    auto after = rest;
    if (digits_ahead(after) == 6) {
        after.remove_suffix(after.size() - 4);
    }
    const auto in_year = take_year(after);
    if (!in_year) {
        return std::nullopt;
    }
    after = rest.substr(4);
    take_gap(after);
    auto in_month = take_month(after);
    if (!in_month) {
        take(after, "m");
        in_month = digits_ahead(after) == 2 ? take_number(after, 12) : std::nullopt;
    }
    if (!in_month) {
        return std::nullopt;
    }
    rest = after;
    return year{*in_year} / month{*in_month};
}

// "apr 2019", "apr '19", "apr-19", "04/2019"
std::optional<year_month> take_month_first(std::string_view& rest) {
    auto after = rest;
    auto in_month = take_month(after);
    auto in_year = std::optional<int>();
    if (in_month) {
        take_gap(after);
        in_year = take_any_year(after);
    } else {
        in_month = take_number(after, 12);
        in_year = in_month && take(after, "/") ? take_year(after) : std::nullopt;
    }
    if (!in_year) {
        return std::nullopt;
    }
    rest = after;
    return year{*in_year} / month{*in_month};
}

} // namespace

bool take_any(std::string_view& rest, std::span<const std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return take(rest, word); });
}

void take_gap(std::string_view& rest) {
    if (!take(rest, " ")) {
        take(rest, "-");
    }
}

bool take_until(std::string_view& rest) {
    return take(rest, " to ") || take(rest, "-");
}

std::optional<unsigned> take_day_number(std::string_view& rest) {
    const auto number = take_number(rest, 31);
    if (number) {
        take_any(rest, ordinals);
    }
    return number;
}

std::optional<unsigned> take_month(std::string_view& rest) {
    auto after = rest;
    while (!after.empty() && (is_letter(after.front()) || is_beyond_ascii(after.front()))) {
        after.remove_prefix(1);
    }
    const auto word = rest.substr(0, rest.size() - after.size());
    const auto* const foreign = std::ranges::find(abroad, word, &ForeignMonth::word);
    if (foreign != abroad.end()) {
        rest = after;
        return foreign->number;
    }
    for (unsigned number = 1; number <= 12; ++number) {
        std::string name(month_name(number));
        name.front() = static_cast<char>(name.front() - 'A' + 'a');
        if (word == name || word == name.substr(0, 3) || (number == 9 && word == "sept")) {
            rest = after;
            return number;
        }
    }
    return std::nullopt;
}

std::optional<int> take_year(std::string_view& rest) {
    auto after = rest;
    const auto year = take_digits(after, 4);
    if (!year || *year < 1800 || *year > 2199) {
        return std::nullopt;
    }
    rest = after;
    return year;
}

std::optional<int> take_two_digit_year(std::string_view& rest) {
    const auto two = take_digits(rest, 2);
    if (!two) {
        return std::nullopt;
    }
    return *two <= 68 ? 2000 + *two : 1900 + *two;
}

std::optional<int> take_year_pair(std::string_view& rest) {
    auto after = rest.substr(0, 4);
    const auto first = take_year(after);
    if (!first) {
        return std::nullopt;
    }
    after = rest.substr(4);
    const bool joined = digits_ahead(after) > 0; // "201920"
    if (!joined && !take(after, "/") && !take(after, "-") && !take(after, " to ")) {
        return std::nullopt;
    }
    const auto count = digits_ahead(after);
    const auto second = count == 2 || count == 4 ? take_digits(after, count) : std::nullopt;
    const int next = count == 4 ? *first + 1 : (*first + 1) % 100;
    if (!second || *second != next) {
        return std::nullopt;
    }
    rest = after;
    return first;
}

std::optional<year_month> take_month_year(std::string_view& rest) {
    if (const auto found = take_month_first(rest)) {
        return found;
    }
    return take_year_first(rest);
}

std::optional<Day> take_date(std::string_view& rest) {
    if (const auto iso = take_iso_date(rest)) {
        return iso;
    }
    if (const auto number = take_day_of_year(rest)) {
        return number;
    }
    return take_day_first(rest);
}

} // namespace tidemark::parse
