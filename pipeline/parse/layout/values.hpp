// values: the text or number of a cell -> a figure with its status, or why it is none.
//
// A marker is not a number: GSS "Symbols in tables: definitions and help" (January 2022) is the
// standing set; [status] extra declares a publisher's own. A text that is neither is never zero and
// never left out: it holds the file.
// Numbers as text: "2,145", "+3", "-4.5", "1e+05", "12.5%" (0.125, as a spreadsheet would store).
// Fails: held (layout.blank, layout.marker, layout.value) without sheet and cell. Thread: any.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/cell.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/status.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse {

struct Reading {
    std::optional<double> value; // exactly when has_value(status)
    Status status = Status::normal;
    double below = 0;

    bool operator==(const Reading&) const = default;
};

class ValueReader {
  public:
    explicit ValueReader(const Markers& markers);

    [[nodiscard]] Result<Reading> read(const Cell* cell) const; // null: an empty cell

  private:
    [[nodiscard]] Result<Reading> read_text(const std::string& text) const;
    [[nodiscard]] std::optional<std::vector<Status>> statuses(std::string_view markers) const;
    [[nodiscard]] std::optional<Reading> marked(std::optional<double> number,
                                                std::string_view markers) const;

    bool gss_;
    std::map<std::string, Marker, std::less<>> extra_; // by squeezed text
};

// "c" or "low", without brackets -> status; nothing when it is not of the GSS set.
[[nodiscard]] std::optional<Status> gss_marker(std::string_view token);

// "12 [r] [e]" -> {"r", "e"}, in order.
[[nodiscard]] std::vector<std::string_view> bracket_tokens(std::string_view text);

// Of two markers beside one number, the one that matters more in a comparison.
[[nodiscard]] Status stronger(Status a, Status b);

// The number that `text` begins with; what follows it is left in `rest`.
[[nodiscard]] std::optional<double> read_number(std::string_view text, std::string_view& rest);

} // namespace tidemark::parse
