// Statement: a sentence that is true of a vintage, with a lasting identity and its evidence.
// Line: one row of the outbox, one line of alerts.log and one object of alerts.jsonl.
#pragma once

#include "pipeline/base/instant.hpp"
#include "pipeline/model/figures.hpp"
#include "pipeline/model/period.hpp"
#include "pipeline/model/rule.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tidemark {

enum class State {
    // of statements
    fresh, // printed "new" (a keyword in C++)
    restated,
    withdrawn,
    standing,
    baseline,
    acked,
    silenced, // of a line: its statement is new, restated or withdrawn
    // of sources
    arrived,
    revised,
    reread,
    held,
    overdue,
    failed,
};

[[nodiscard]] std::string_view to_text(State state); // "new", "restated", ...
[[nodiscard]] std::optional<State> parse_state(std::string_view text);

struct LeftOut {
    std::string code, name, why;
    auto operator<=>(const LeftOut&) const = default;
};

struct Coverage {
    int now_members = 0, now_of = 0;
    int before_members = 0, before_of = 0;
    int matched = 0;
    std::vector<LeftOut> left_out{};
    std::optional<double> unmatched_now{}, unmatched_before{}, unmatched_percent{};
    bool operator==(const Coverage&) const = default;

    // The same members stand inside both sides.
    [[nodiscard]] bool like_for_like() const {
        return matched == now_members && matched == before_members;
    }
};

struct Driver {
    std::string code, name;
    double change = 0;
    bool operator==(const Driver&) const = default;
};

// A figure behind a statement, and its cell.
struct Evidence {
    std::string role; // "now", "before", "earlier high", "year 2015/16"
    std::string series;
    Period period;
    std::optional<double> value;
    Origin origin;
};

// How figures are printed: as they were published.
struct Style {
    int decimals = -1;    // -1: as many as the figure needs
    bool percent = false; // the figures are percentages

    auto operator<=>(const Style&) const = default;
};

struct Bounds {
    double low = 0, high = 0;
    auto operator<=>(const Bounds&) const = default;
};

// What chance alone could make of a change, in per cent (alert/statistics.hpp).
struct Interval {
    double low = 0, high = 0;
    double confidence = 0;
    double phi = 0;             // over-dispersion
    double false_discovery = 0; // the rate kept over many members; 0: not asked for
    auto operator<=>(const Interval&) const = default;
};

struct Statement {
    std::string id; // letter and 12 hex digits
    std::string source;
    std::string rule;
    std::string kind; // yoy, milestone, ... , for sources: arrived, held ...
    std::string
        subject;        // threshold, high or low, group's dimensions, failed check and digest, date
    std::string series; // to_text(SeriesKey); empty for sources
    std::optional<Period> period;
    std::string label; // the period as sentences say it
    Severity severity = Severity::info;
    std::string text;                 // the sentence, with the source's note
    std::vector<std::string> printed; // figures in the sentence: when these change, it is restated
    std::optional<double> value, before, change, change_percent, threshold;
    std::optional<Period> before_period;
    Style style;                          // of value, before, change
    std::optional<Interval> interval;     // of change_percent
    std::optional<Bounds> percent_bounds; // change_percent lies between, as counts are rounded
    // What our figures come to, where change_percent is another that the publisher prints itself:
    // its bases were revised, so `before` and `change` are none.
    std::optional<double> our_percent;
    std::optional<Day> base_published; // `before` stands only in an edition of this day
    std::optional<Coverage> coverage;
    std::vector<Driver> drivers; // the last may be "other": they add up to `change`
    std::vector<Evidence> evidence;
    std::vector<Statement> members; // of a group; each with an id, without a line
    std::string cause;  // of restated and withdrawn: "publisher revision", "late answer", "re-read"
    std::string reason; // why the severity was lowered, what bounds hold: for explain
    // It holds by the rule's `clear` alone: stands where it was said, and is not said anew.
    bool only_stands = false;
};

// What the database remembers of a statement.
struct Said {
    Statement statement;        // as last said, or as stored at baseline
    State state = State::fresh; // last state: fresh, restated, withdrawn, baseline
    Instant first_said;         // the first line; for a baseline the load
    VintageId vintage = 0;      // of the last change
};

// A statement's change of state in this pass. state `standing` writes no line.
struct Saying {
    State state = State::fresh;
    Statement statement;
    std::string silenced{}; // until when, by whom and why: its line is held back
};

struct Line {
    std::int64_t seq = 0; // set by the store: no gaps
    Instant time;
    State state = State::fresh;
    Severity severity = Severity::info;
    std::string id;
    std::string source;
    std::string text; // without time, level, state: the sentence
    std::string line; // the line of alerts.log, without line break
    // The object of alerts.jsonl, without line break. Begins with {"v":1,"seq":0, and the store
    // puts the row's number in place of that 0.
    std::string json;
};

} // namespace tidemark
