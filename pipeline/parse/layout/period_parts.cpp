#include "pipeline/parse/layout/period_parts.hpp"

#include "pipeline/base/scan.hpp"
#include "pipeline/parse/layout/period_words.hpp"
#include "pipeline/parse/layout/period_years.hpp"

#include <array>
#include <chrono>

namespace tidemark::parse {

namespace {

using std::chrono::year;
using std::chrono::year_month_day;

struct Part {
    int months;
    std::array<std::string_view, 4> before; // the number: "q1", "quarter 1"
    std::string_view after;                 // "1st quarter"
};

constexpr Part quarter{3, {"quarter ", "qtr ", "q", "q"}, " quarter"};
constexpr Part half{6, {"half ", "semester ", "h", "s"}, " half"};

constexpr std::array<std::array<std::string_view, 2>, 4> ordinals{
    {{"1st", "first"}, {"2nd", "second"}, {"3rd", "third"}, {"4th", "fourth"}}};

int count_of(const Part& part) {
    return 12 / part.months;
}

// The digit of "q12020" is the first.
std::optional<int> take_digit(std::string_view& rest, int most) {
    auto digit = rest.substr(0, 1);
    const auto number = take_digits(digit, 1);
    if (!number || *number < 1 || *number > most) {
        return std::nullopt;
    }
    rest.remove_prefix(1);
    return number;
}

// "q1", "quarter 1", "1st quarter of", "first half"
std::optional<int> take_number(std::string_view& rest, const Part& part) {
    for (int i = 0; i < count_of(part); ++i) {
        auto after = rest;
        if (take_any(after, ordinals.at(static_cast<std::size_t>(i))) && take(after, part.after)) {
            take(after, " of");
            rest = after;
            return i + 1;
        }
    }
    auto after = rest;
    const auto number =
        take_any(after, part.before) ? take_digit(after, count_of(part)) : std::nullopt;
    if (number) {
        rest = after;
    }
    return number;
}

// "ayq1": the code says that the year is the source's own.
std::optional<int>
take_financial_number(std::string_view& rest, const Part& part, const PeriodSpelling& spelling) {
    auto after = rest;
    if (spelling.year_from && !take(after, "ay")) {
        take(after, "fy");
    }
    const auto number = take_number(after, part);
    if (number) {
        rest = after;
    }
    return number;
}

// Where in the financial year the month is, 0 to 11.
int months_after_start(unsigned month, const PeriodSpelling& spelling) {
    const auto from = spelling.year_from ? static_cast<unsigned>(spelling.year_from->month()) : 4U;
    return static_cast<int>((month + 12 - from) % 12);
}

// "apr-jun"
std::optional<int>
take_months(std::string_view& rest, const Part& part, const PeriodSpelling& spelling) {
    const bool from_the_first =
        !spelling.year_from || spelling.year_from->day() == std::chrono::day{1};
    auto after = rest;
    const auto first = take_month(after);
    const auto final = first && take_until(after) ? take_month(after) : std::nullopt;
    if (!final || !from_the_first) {
        return std::nullopt;
    }
    const int before = months_after_start(*first, spelling);
    if (before % part.months != 0 ||
        months_after_start(*final, spelling) != before + part.months - 1) {
        return std::nullopt;
    }
    rest = after;
    return before / part.months + 1;
}

// "apr-jun", "apr-jun (financial year q1)", "part 1 (april to september)": both must be the same.
std::optional<int>
take_named_months(std::string_view& rest, const Part& part, const PeriodSpelling& spelling) {
    auto after = rest;
    std::optional<int> said;
    if (take(after, "part ")) {
        said = take_digit(after, count_of(part));
        if (!said || !take(after, " (")) {
            return std::nullopt;
        }
    }
    const auto found = take_months(after, part, spelling);
    if (!found || (said && (*said != *found || !take(after, ")")))) {
        return std::nullopt;
    }
    if (take(after, " (financial year ")) {
        const auto again = take_number(after, part);
        if (again != found || !take(after, ")")) {
            return std::nullopt;
        }
    }
    rest = after;
    return found;
}

std::optional<int>
take_financial_part(std::string_view& rest, const Part& part, const PeriodSpelling& spelling) {
    const auto number = take_financial_number(rest, part, spelling);
    return number ? number : take_named_months(rest, part, spelling);
}

// "2020 Q1", "Q1 2020", "2019S1"
std::optional<Period> read_part(std::string_view text, const Part& part) {
    auto number = take_number(text, part);
    if (number) {
        take_gap(text);
    }
    const auto in_year = take_year(text);
    if (in_year && !number) {
        take_gap(text);
        number = take_number(text, part);
    }
    if (!in_year || !number || !text.empty()) {
        return std::nullopt;
    }
    const std::chrono::months before{part.months * (*number - 1)};
    const Day start{year{*in_year} / std::chrono::January / 1 + before};
    return months_from(start, part.months);
}

// "2019/20 Q1", "201920 Financial year Q1", "Q1 2019/20", "Apr-Jun 2019/20"; two columns joined:
// "2019/20 1", "201920 -1".
std::optional<Period>
read_financial_part(std::string_view text, const Part& part, const PeriodSpelling& spelling) {
    auto number = take_financial_part(text, part, spelling);
    if (number) {
        take_gap(text);
    }
    const auto first = take_financial_year(text, spelling);
    if (!number) {
        take_gap(text);
        number = take_financial_part(text, part, spelling);
    }
    if (!number) {
        number = take_digit(text, count_of(part));
    }
    const auto start =
        first && number && text.empty() ? financial_start(*first, spelling) : std::optional<Day>();
    const std::chrono::months before{start ? part.months * (*number - 1) : 0};
    const auto of_part = year_month_day{start.value_or(Day{})} + before;
    return start && of_part.ok() ? months_from(Day{of_part}, part.months) : std::nullopt;
}

bool is_part(const Period& period, const Part& part, const PeriodSpelling& spelling) {
    const year_month_day start{period.start};
    const auto day = spelling.year_from ? spelling.year_from->day() : std::chrono::day{1};
    return months_in(period) == part.months && start.day() == day &&
           months_after_start(static_cast<unsigned>(start.month()), spelling) % part.months == 0;
}

// --- school terms ------------------------------------------------------------------------------

struct Term {
    std::array<std::string_view, 2> words; // and the code of DfE's time identifiers
    int before = 0;                        // months after September
    int months = 0;
    enum class Single {
        first,
        second,
        neither
    } single = Single::neither; // which year a single number names
};

constexpr std::array<Term, 5> terms{{
    {{"autumn and spring term", "t1t2"}, 0, 8, Term::Single::neither},
    {{"autumn & spring term", "t1t2"}, 0, 8, Term::Single::neither},
    {{"autumn term", "t1"}, 0, 4, Term::Single::first},
    {{"spring term", "t2"}, 4, 4, Term::Single::second},
    {{"summer term", "t3"}, 8, 4, Term::Single::second},
}};

struct FoundTerm {
    const Term* term;
    bool by_code;
};

std::optional<FoundTerm> take_term(std::string_view& rest) {
    for (const Term& term : terms) {
        if (take(rest, term.words[0])) {
            take(rest, "s");
            return FoundTerm{&term, false};
        }
        if (take(rest, term.words[1])) {
            return FoundTerm{&term, true};
        }
    }
    return std::nullopt;
}

// "2019/20", or the year in which the term lies. Behind a code a single number is SDMX's:
// "2019-T1" is January to April.
std::optional<int> take_school_year(std::string_view& rest, const std::optional<FoundTerm>& found) {
    if (const auto pair = take_year_pair(rest)) {
        return pair;
    }
    const bool single = found && !found->by_code && found->term->single != Term::Single::neither;
    const auto number = single ? take_year(rest) : std::nullopt;
    if (!number) {
        return std::nullopt;
    }
    return found->term->single == Term::Single::first ? *number : *number - 1;
}

} // namespace

std::optional<Period> read_quarter(std::string_view text, const PeriodSpelling& /*spelling*/) {
    return read_part(text, quarter);
}

std::optional<Period> read_financial_quarter(std::string_view text,
                                             const PeriodSpelling& spelling) {
    return read_financial_part(text, quarter, spelling);
}

std::optional<Period> read_half(std::string_view text, const PeriodSpelling& /*spelling*/) {
    return read_part(text, half);
}

std::optional<Period> read_financial_half(std::string_view text, const PeriodSpelling& spelling) {
    return read_financial_part(text, half, spelling);
}

std::optional<Period> read_term(std::string_view text, const PeriodSpelling& /*spelling*/) {
    auto found = take_term(text);
    if (found) {
        take_gap(text);
    }
    const auto first = take_school_year(text, found);
    if (first && !found) {
        take_gap(text);
        found = take_term(text);
    }
    if (!first || !found || !text.empty()) {
        return std::nullopt;
    }
    const auto september = year{*first} / std::chrono::September / 1;
    return months_from(Day{september + std::chrono::months{found->term->before}},
                       found->term->months);
}

bool is_financial_quarter(const Period& period, const PeriodSpelling& spelling) {
    return is_part(period, quarter, spelling);
}

bool is_half(const Period& period, const PeriodSpelling& /*spelling*/) {
    const auto month = static_cast<unsigned>(year_month_day{period.start}.month());
    return frequency(period) == Frequency::half && month % 6 == 1;
}

bool is_financial_half(const Period& period, const PeriodSpelling& spelling) {
    return is_part(period, half, spelling);
}

bool is_term(const Period& period, const PeriodSpelling& /*spelling*/) {
    const year_month_day start{period.start};
    return months_in(period) == 4 && start.day() == std::chrono::day{1} &&
           static_cast<unsigned>(start.month()) % 4 == 1;
}

} // namespace tidemark::parse
