// values: the text or number of a cell -> a figure with its status, or why it is none.
//
// A marker is not a number: the sets of marker_sets.hpp that [status] names, and what [status]
// extra declares. A text that is neither is never zero and never left out: it holds the file.
// Numbers as text: "2,145", "+3", "-4.5", "1e+05", "12.5%" (0.125, as a spreadsheet would
// store); where [read] says so "2.145" and "-4,5", "1 234", "1'234", "(5)" for -5.
// Bounds: "<5", "≤4", "fewer than 5", "1-4" are known to be under 5, see Observation::below.
// Fails: held (layout.blank, layout.marker, layout.value) without sheet and cell. Thread: any.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/cell.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/marker_sets.hpp"
#include "pipeline/model/status.hpp"

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse {

// What the commas of a number's text tell of the file: "7,268" is seven thousand or seven.
enum class Grouping {
    none,
    unsure,    // one group of three behind a comma: it could be decimals
    thousands, // several groups, or a point behind: they cannot
};

struct Reading {
    std::optional<double> value; // exactly when has_value(status)
    Status status = Status::normal;
    double below = 0;
    Grouping grouping = Grouping::none;

    bool operator==(const Reading&) const = default;
};

struct NumberRead {
    double value = 0;
    Grouping grouping = Grouping::none;
    std::string_view rest; // of the text: what follows the number
};

class ValueReader {
  public:
    // Of `read` how numbers are written.
    explicit ValueReader(const Markers& markers, const Read& read = {});

    // What a cell that holds a marker alone says; nothing where it is empty.
    [[nodiscard]] Result<std::vector<Status>> meaning(const Cell* mark) const;

    // null: an empty cell. `mark`: a cell beside it that holds its marker, if there is one.
    [[nodiscard]] Result<Reading> read(const Cell* cell, const Cell* mark = nullptr) const;

  private:
    [[nodiscard]] bool may_be_declared(std::string_view text) const;
    [[nodiscard]] Result<Reading> read_cell(const Cell* cell) const;
    [[nodiscard]] Result<Reading> read_text(const std::string& text) const;
    [[nodiscard]] std::optional<NumberRead> number_in(const std::string& plain) const;
    [[nodiscard]] std::optional<NumberRead> bound_in(const std::string& text) const;
    [[nodiscard]] std::optional<std::vector<Status>> statuses(std::string_view markers) const;
    [[nodiscard]] std::optional<Reading> marked(std::optional<double> number,
                                                std::string_view markers) const;

    std::vector<const MarkerSet*> sets_;
    bool decimal_comma_;
    std::string thousands_;
    bool brackets_negative_;
    std::array<bool, 256> first_bytes_{};              // of the texts in extra
    std::map<std::string, Marker, std::less<>> extra_; // by squeezed text
};

// "c" or "low", without brackets -> status; nothing when it is not of the GSS set.
[[nodiscard]] std::optional<Status> gss_marker(std::string_view token);

// "12 [r] [e]" -> {"r", "e"}, in order.
[[nodiscard]] std::vector<std::string_view> bracket_tokens(std::string_view text);

// What "<5", "fewer than 5", "less than 5", "under 5" and, of counts, "≤4", "up to 4", "1-4" and
// "1 to 4" are under: 5.
// `number`: reads a text that is a number and nothing else, none below zero.
using ReadNumber = std::function<std::optional<NumberRead>(std::string_view)>;
[[nodiscard]] std::optional<NumberRead> read_bound(std::string_view text, const ReadNumber& number);

// The number's text as read_number() reads it: without the blanks or the apostrophes that
// `thousands` declares, with "(5)" as "-5" where `brackets` says so.
[[nodiscard]] std::string
plain_number(std::string_view text, std::string_view thousands, bool brackets);

// Of two markers beside one number, the one that matters more in a comparison.
[[nodiscard]] Status stronger(Status a, Status b);

// The number that `text` begins with, its decimals behind a point and its thousands by commas.
[[nodiscard]] std::optional<NumberRead> read_number(std::string_view text);
// The same with decimals behind a comma and thousands by points.
[[nodiscard]] std::optional<NumberRead> read_number_with_comma(std::string_view text);

// A figure printed in tens to the power of `unit_mult`, in units: 2.3 of 3 is 2,300 to the last
// digit.
[[nodiscard]] double in_units(double value, int unit_mult);

// A number, or a text that reads as one.
[[nodiscard]] bool is_number(const Cell& cell);

} // namespace tidemark::parse
