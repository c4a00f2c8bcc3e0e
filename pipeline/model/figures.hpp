// Figures: the present state (or a past one) of all that a source published, and sums over it.
// What the alert stage judges; built by load, immutable.
#pragma once

#include "pipeline/model/cell.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/model/period.hpp"
#include "pipeline/model/release.hpp"
#include "pipeline/model/series.hpp"
#include "pipeline/model/status.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tidemark {

// The cell of an archived file in which a figure stands.
struct Origin {
    std::string sha256;
    std::string file;
    std::string sheet;
    std::string cell; // "B7"

    auto operator<=>(const Origin&) const = default;
};

struct Figure {
    Period period;
    std::optional<double> value;
    Status status = Status::normal;
    double below = 0;
    std::string raw;
    std::string label;
    Origin origin;
    VintageId first = 0; // the vintage that brought this value
    VintageId last = 0;  // the newest vintage that printed it: its edition
};

struct Series {
    SeriesKey key;
    std::vector<Figure> figures; // by period
};

// An answer that came as a letter (roster --set): kept as an event, the newest counts.
struct Letter {
    std::string member;
    Period period;      // the round it answers
    std::string answer; // refused | no-info | partly
    std::string by, why;
    Instant at;
};

struct Snapshot {
    std::string source;
    std::vector<Series> series; // by key
    std::map<VintageId, Vintage> vintages;
    std::vector<Letter> letters;

    [[nodiscard]] const Series* find(const SeriesKey& key) const; // null when unknown
    // The vintage that brought the edition: itself, or the one that it reads again. Null when
    // unknown.
    [[nodiscard]] const Vintage* edition_of(VintageId id) const;
};

// Why a member stands outside a sum. `answered` stands inside.
enum class Answer {
    answered,
    not_asked,
    awaited,
    refused,
    no_info,
    partly,
    suppressed,
    series_break
};

[[nodiscard]] std::string_view to_text(Answer answer); // "not asked"

// One member's part of a sum for one period, its categories summed first.
struct Part {
    std::string code;
    std::string name;
    Answer answer = Answer::awaited;
    double value = 0; // when answered
    double low = 0;   // bounds: equal to value unless a "<5" is inside
    double high = 0;
    std::string why;                    // in words, for left_out: "no 2018/19 answer"
    VintageId last = 0;                 // oldest edition among its figures
    std::vector<const Figure*> figures; // into the Snapshot
};

struct Total {
    Period period;
    std::string label;
    std::vector<Part>
        parts;        // all members asked for this period, and any that answered unasked, by code
    double value = 0; // sum over answered
    double low = 0;
    double high = 0;
    int members = 0; // answered and asked
    int of = 0;      // asked
};

// A series as rules see it: a published one (one part, no roster) or a sum.
struct Subject {
    SeriesKey key;
    bool summed = false;       // over a roster or several members: coverage is printed
    std::string member_dim;    // the dimension its parts are codes of, when summed
    std::string name;          // "England, Wales, ...", "Hampshire": the place or thing in words
    std::vector<Total> totals; // by period; a period without any answer is absent
};

} // namespace tidemark
