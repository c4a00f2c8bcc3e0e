// Drawing: a file's sheets as a person sees them, each cell with what it was taken for.
//
// What `try --html` and `try --grid` show; made of what the locked child answered, with no word of
// how it looks. Sheets are cut to their first rows and columns, texts to some length.
// Owns its texts. Thread: any. Fails: never.
#pragma once

#include "pipeline/model/cell.hpp"
#include "pipeline/model/outline.hpp"
#include "pipeline/model/trace.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

struct DrawnCell {
    // Where a cell is several things, the later one shows.
    enum class Kind : std::uint8_t {
        plain,   // a text that nothing asks for
        unread,  // a number that nothing asks for
        stop,    // at or below the row that ends the table
        skipped, // of a row or column that skip or keep leaves out
        dropped, // a figure that [keep] or [hold] codes lets go
        anchor,
        label,
        total,  // a printed total: compared, not kept
        marker, // kept, without a number: suppressed, not available ...
        marked, // a number with a mark: provisional, revised ...
        value,
        held, // why the file is held
    };

    Area area; // one cell, or merged ones as far as they are drawn
    std::string text;
    Kind kind = Kind::plain;
    std::vector<std::size_t> dims; // label: indices into Drawing::dims, at least one
    bool heads = false;            // label: of figures in other rows
    bool anchor = false;           // whatever else it is
    bool number = false;
    std::vector<std::string> about; // lines
    std::vector<Address> from;      // the cells of a figure's labels
};

// How a kind is told: colours alone would not do.
struct KindWords {
    DrawnCell::Kind kind;
    char mark;             // before its text on a terminal
    std::string_view name; // one word
    std::string_view legend;
    std::string_view fate; // said of a single cell; empty where its figure or label says it
};

[[nodiscard]] std::span<const KindWords> all_kinds(); // in the order of Kind
[[nodiscard]] const KindWords& words(DrawnCell::Kind kind);

// The mark of a dimension's labels: "t" of the period, else "a", "b" ...
[[nodiscard]] std::string dim_mark(const std::vector<std::string>& dims, std::size_t dim);

struct DrawnSheet {
    std::string name;
    Visibility visibility = Visibility::visible;
    std::string layout; // that reads it; empty: none
    Area extent;        // of the whole sheet
    Area drawn;
    std::vector<DrawnCell> cells;   // row-major, none that another covers
    std::size_t figures = 0;        // kept of the sheet
    std::size_t figures_beyond = 0; // of these not drawn
};

struct Drawing {
    std::string decided; // how the bytes were read: "CSV, UTF-8, delimiter ','"
    std::vector<std::string> dims;
    std::vector<DrawnSheet> sheets;
    std::vector<SheetOutline> others; // not drawn
};

// What is asked of the child at most.
inline constexpr Area most_drawn{{0, 0}, {999, 255}};

// The sheets to draw: those that were looked at; when none was, the first ones that hold anything.
[[nodiscard]] std::vector<std::string> sheets_to_draw(const Outline& outline, const Traced& traced);

// `cells`: the drawn sheets, of each at least what of most_drawn it has. `held`: all reasons, also
// those found after the reading.
[[nodiscard]] Drawing draw(const Outline& outline,
                           const Traced& traced,
                           const Workbook& cells,
                           const std::vector<Error>& held);

} // namespace tidemark
