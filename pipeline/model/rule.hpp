// Rule: what is worth saying. Derive: sums that rules and people ask for. Hold: what a release
// must pass. Break: years that are not comparable. All as written by the operator.
#pragma once

#include "pipeline/model/period.hpp"
#include "pipeline/model/series.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tidemark {

enum class Severity { info, notice, warning, error };

[[nodiscard]] std::string_view to_text(Severity severity); // "info"
[[nodiscard]] std::optional<Severity> parse_severity(std::string_view text);

// A threshold on a change: "+10%" or "-5%" (percent true), "+500" (percent false).
struct Threshold {
    double value = 0;
    bool percent = true;

    auto operator<=>(const Threshold&) const = default;
};

enum class RuleKind { yoy, rolling, milestone, record, cumulative, threshold, streak, coverage };

[[nodiscard]] std::string_view to_text(RuleKind kind);
[[nodiscard]] std::optional<RuleKind> parse_rule_kind(std::string_view text);

struct Rule {
    std::string id; // the kind's name when not written
    RuleKind kind = RuleKind::yoy;
    Dims where; // `for`: code, or "*" for each value in turn; derived codes ("uk") allowed
    Severity severity = Severity::notice;

    // yoy, rolling; a threshold's are levels
    std::optional<Threshold> above; // rise of at least; a level that is passed
    std::optional<Threshold> below; // fall of at least; a level that is fallen below
    std::optional<Threshold> clear; // what was said stands until its change (level) is less
    double min_base = 0; // either side's base smaller: no line; coverage: the earlier figure
    bool matched = true; // compare = "matched" (default) | "all"
    int drivers = 5;     // members named with their part of the change; 0 none
    std::optional<double> interval;        // 0.95: the interval of the change must not hold none
    std::optional<double> false_discovery; // 0.05: share of lines over many members that may be so
    // on = "part-year": the year so far, from this month (1 to 12), against the same months a year
    // before; 0: periods as published.
    unsigned part_year = 0;

    // on = the id of a roll, or "quarter", "financial-year", ...: only periods of that length.
    std::optional<Frequency> on;
    // publisher_change: with these codes in place of its own, a series is the publisher's change on
    // the year in per cent. Where it differs from ours, that is said.
    Dims publisher_change;

    std::vector<std::string> group_by; // one line for all members that share these

    // milestone, cumulative
    std::vector<double> at;
    std::optional<double> every; // with from: from, from+every, ...
    double from = 0;
    bool up = true; // cross = "up" | "down"; streak: which = "rise" | "fall"
    int years = 5;  // cumulative

    // record
    bool high = true; // which = "high" | "low"
    int min_years = 5;

    int length = 3; // streak: rises (up) or falls in a row

    std::optional<int> wait_for_members; // say nothing until this many have answered
    bool wait_for_roster = false;        // ... or all that were asked
    std::string says; // own wording: {value} {period} {threshold} {before} {change}

    bool operator==(const Rule&) const = default;
};

// A sum over a dimension: over categories (over a set, or all codes seen) or over a roster.
struct Derive {
    std::string id;     // the code that stands for the sum ("uk", "all")
    std::string dim;    // `sum`
    std::string over;   // set of codes; empty with no roster: every code of the dimension seen
    std::string roster; // set with dates: the sum carries coverage
    std::string name;   // printed; the set's title when empty

    bool operator==(const Derive&) const = default;
};

// A year or quarter made of its halves, quarters or months, where all of them are there and the
// publisher prints no figure for the whole.
struct Roll {
    std::string id; // by which a rule is asked to look at it
    Frequency from = Frequency::quarter;
    Frequency to = Frequency::financial_year;

    bool operator==(const Roll&) const = default;
};

struct Hold {
    struct Members {
        std::string dim;
        std::optional<int> count;
        std::string of; // set
        bool operator==(const Members&) const = default;
    };

    struct AddsUp {
        std::string dim; // the dimension that is summed
        double tolerance = 0;
        bool operator==(const AddsUp&) const = default;
    };

    // What a value may be; at least one bound.
    struct Range {
        std::optional<double> min;
        std::optional<double> max;
        std::map<std::string, std::vector<std::string>> except; // dimension to codes it binds not
        bool operator==(const Range&) const = default;
    };

    std::optional<Members> members;
    std::optional<AddsUp> adds_up;
    std::optional<double> shrink_percent; // fewer observations than last time by more than this
    std::optional<double> grow_percent;   // more of them by more than this
    bool lost_columns_allowed = false;    // lost_cols: a (dimension code) that vanished
    // new_cols: a code that was not there; not said: held where no codelist judges the dimension
    std::optional<bool> new_columns_allowed;
    bool sum_duplicates = false; // [key] duplicate = "sum"; default: held

    bool future_allowed = false;       // a period that begins after the release
    bool gaps_allowed = false;         // a period missing between two that are there
    bool lost_periods_allowed = false; // one of the last vintage that is gone
    bool order_allowed = false;        // periods that run both ways along a line of a grid
    // Where rows are counted: a period that stands and comes with fewer of them by more than this.
    double recount_percent = 10;
    bool percent_allowed = false;         // a series with and without per cent signs
    std::optional<bool> negative_allowed; // below zero; not said: held where the unit is a count
    std::optional<Range> range;

    bool operator==(const Hold&) const = default;
};

// [[break]]: a member left out of both sides of any comparison that touches these days.
struct Break {
    Dims where; // the member, e.g. {area: E23000005}
    Period days;
    std::string why;

    bool operator==(const Break&) const = default;
};

} // namespace tidemark
