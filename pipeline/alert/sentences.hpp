// sentences: every sentence about figures, in one place.
//
// They read as a careful press officer writes: what, where, when, how many, against what, on whose
// answers. Percentages carry one decimal and no more; a base of counts below 50 gives counts
// instead (Home Office practice for small numbers). A Wording names the figures that it prints: a
// statement is restated when one of them changes.
#pragma once

#include "pipeline/alert/compare.hpp"
#include "pipeline/alert/style.hpp"
#include "pipeline/model/period.hpp"
#include "pipeline/model/source.hpp"
#include "pipeline/model/statement.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::alert {

constexpr double small_base = 50;

struct Wording {
    std::string text;
    std::vector<std::string> printed;
};

// Parts of sentences.
[[nodiscard]] std::string amount(const Amount& value,
                                 const Style& style); // "9,540", "9,536-9,548"
[[nodiscard]] std::string percent(double value);      // 16.0 and -16.0 -> "16.0%"
[[nodiscard]] std::string of_asked(int members, int of, std::string_view noun); // "40 of 44 forces"
[[nodiscard]] std::string some(const std::vector<std::string>& names,
                               std::size_t most); // "a, b and 3 more"
[[nodiscard]] std::string count_of(std::size_t n, std::string_view one, std::string_view many);
[[nodiscard]] std::string counted(int n, std::string_view noun); // "40 forces", "1 force"

// A change on the year. `coverage` stands for sums; a single series has none.
struct YearOnYear {
    std::string what;
    std::string noun;
    Period now_period;
    Period before_period;
    Amount now;
    Amount before;
    std::string size; // size_of_change(): nothing below the base rule
    Style style;
    const Coverage* coverage = nullptr;
    bool matched = true;
};

[[nodiscard]] Wording year_on_year(const YearOnYear& change);

// A change that the publisher prints itself, where our figures come to another.
[[nodiscard]] Wording
as_the_publisher_prints(std::string_view what, const Period& now, const Statement& statement);

// "16.0% over 40 forces (8,224 to 9,540)": the figures of a yoy statement.
[[nodiscard]] std::string change_clause(const Statement& statement, std::string_view noun);
// Where the figures compared did not move, what all answers show stands beside them.
[[nodiscard]] std::string restated_change(std::string_view what,
                                          std::string_view noun,
                                          const Statement& now,
                                          const Statement& said);
[[nodiscard]] std::string withdrawn_change(std::string_view what,
                                           std::string_view noun,
                                           const Statement& said,
                                           const std::optional<Statement>& now);

// A high (or low) against all before it.
struct Peak {
    std::string what;
    std::string noun;
    Period period;
    Amount value;
    Period before_period;
    Amount before;
    const Coverage* coverage = nullptr; // of the value and of the earlier high
    std::optional<double> bound{};      // the earlier high with the largest answers of the missing
    int missing = 0;
    bool up = true;
    Style style{};
};

// `since`: the first period that the figures held here have.
[[nodiscard]] Wording
milestone(const Peak& peak, const std::vector<double>& thresholds, const Period& since);
[[nodiscard]] Wording record(const Peak& peak, std::size_t periods, const Period& since);

struct Cumulated {
    std::string what;
    std::string noun;
    Period span;
    Period first;
    Period last;
    int years = 0;
    double total = 0;
    double threshold = 0;
    const Total* shortest = nullptr; // the year with the fewest answers, when not all answered
    Style style{};
};

[[nodiscard]] Wording cumulative(const Cumulated& sum);
[[nodiscard]] std::string several(int count); // "five"; digits above ten

// A figure beyond a level, and the one before it.
struct Level {
    std::string what;
    std::string noun;
    const Total& now;
    const Total* before = nullptr; // null: the first
    double level = 0;
    bool above = true;
    const Coverage* coverage = nullptr;
    Style style{};
};

[[nodiscard]] Wording level(const Level& level);

// Rises or falls in a row: `sums` of the same members in each of the periods.
struct Streak {
    std::string what;
    std::string noun;
    std::vector<Period> periods;
    std::vector<Amount> sums;
    bool up = true;
    const Coverage* coverage = nullptr;
    Style style{};
};

[[nodiscard]] Wording streak(const Streak& row);

// A member without a figure, or with 0, where it had one.
struct Vanished {
    std::string what;
    Period period;
    Period before_period;
    double before = 0;
    bool fell_to_zero = false;
    std::string why; // what is printed instead of a number; may be empty
    Style style{};
};

[[nodiscard]] Wording vanished(const Vanished& gone);

// "; was 8,224 from 40 of 44 forces": what a restated peak or sum printed before.
[[nodiscard]] std::string
was_clause(const Statement& now, const Statement& said, std::string_view noun);

// Many members in one line.
struct Gathered {
    std::string measured;
    std::string noun;
    std::string moved; // "changed by 25% or more", "set a new high"
    std::string when;  // "2019/20 on 2018/19"
    std::size_t members = 0;
    std::size_t of = 0;
    std::vector<std::string> largest{}; // "Hampshire +88.5% (131 to 247)"
};

[[nodiscard]] Wording gathered(const Gathered& group);

// Tails.
// Whether a day on which figures came out is the publisher's own, or that on which they were seen.
enum class Dated { by_publisher, when_seen };
[[nodiscard]] Dated dated(const Source& source);
// "; base as published 1 June 2019, may ..."; `of`: of how many members of a group, none for all.
[[nodiscard]] std::string
older_edition(Day published, Dated dated, std::optional<std::size_t> of = std::nullopt);
[[nodiscard]] std::string first_said(Day day);
[[nodiscard]] std::string no_longer_asked(std::string_view said, std::string_view note);
[[nodiscard]] std::string with_note(std::string text, std::string_view note); // "...; illustrative"

} // namespace tidemark::alert
