// Layout: how the numbers of a sheet lie, as data. Written in [[layout]] tables (CONFIG.md).
//
// grid: numbers in a block right of and below an anchor cell, dimensions around it.
// list: one observation a row under a header row.
// Each choice (sheet, anchor, header, label) finds exactly one, or the file is held.
#pragma once

#include "pipeline/base/pattern.hpp"
#include "pipeline/model/cell.hpp"
#include "pipeline/model/codelist.hpp"
#include "pipeline/model/status.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace tidemark {

// A label looked for in part of a sheet.
struct CellPick {
    Pattern text;
    std::optional<Area> in; // whole sheet when absent

    bool operator==(const CellPick&) const = default;
};

// From the number to its label (unpivotr's words): the side of the block on which the label's row
// or column lies, then where in it the label stands that has no cell of its own.
enum class Toward {
    up,
    left,
    up_left,
    left_up,
    up_right,
    left_down,
    right,
    right_up,
    right_down,
    down,
    down_left,
    down_right,
};

enum class Side { up, left, right, down };
enum class Reach {
    own,
    before,
    after
}; // its own cell; the nearest filled at or before, at or after

[[nodiscard]] constexpr Side side_of(Toward toward) {
    switch (toward) {
    case Toward::up:
    case Toward::up_left:
    case Toward::up_right:
        return Side::up;
    case Toward::left:
    case Toward::left_up:
    case Toward::left_down:
        return Side::left;
    case Toward::right:
    case Toward::right_up:
    case Toward::right_down:
        return Side::right;
    case Toward::down:
    case Toward::down_left:
    case Toward::down_right:
        break;
    }
    return Side::down;
}

[[nodiscard]] constexpr Reach reach_of(Toward toward) {
    switch (toward) {
    case Toward::up_left:
    case Toward::left_up:
    case Toward::right_up:
    case Toward::down_left:
        return Reach::before;
    case Toward::up_right:
    case Toward::left_down:
    case Toward::right_down:
    case Toward::down_right:
        return Reach::after;
    case Toward::up:
    case Toward::left:
    case Toward::right:
    case Toward::down:
        break;
    }
    return Reach::own;
}

// How a label must look to be one of its dimension: a bold region above the forces that are its
// rows, an indent of 2. What is not said does not matter.
struct LooksRule {
    Pattern text{}; // "Persons", "Males" above the ages of each
    std::optional<bool> bold;
    std::optional<int> indent;
    std::optional<bool> filled; // any fill
    bool may_miss = false;      // a file in which no label looks so is not held for it

    bool operator==(const LooksRule&) const = default;
};

// grid: peel one layer. up and down take header rows, left and right label columns, from the block
// outwards, in the order in which the dims are written, where `header` is empty; `header` names
// another by a text in it, and is needed for right and down. up-left: in the header row, the
// nearest filled cell at or left of the number's column; left-up: in the label column, the nearest
// filled cell at or above the number's row.
struct FromDirection {
    Toward toward = Toward::left;
    Pattern header; // optional: the header cell (for left, left-up) or a cell of the header row
                    // (up, up-left)
    std::vector<Pattern> instead; // left: header cells of the columns that are looked at, in this
                                  // order, where the first is empty
    std::optional<LooksRule> where{};    // only labels that look so; then dims may share a column
    std::optional<std::uint32_t> line{}; // the row or column itself, where nothing heads it

    bool operator==(const FromDirection&) const = default;
};

// list: one or several columns by header text, joined with a blank ("2019/20" + "Q3").
struct FromColumns {
    std::vector<std::string> columns; // exact header texts, compared folded
    std::vector<std::string> instead; // beside one column: those looked at, in this order, where it
                                      // is empty

    bool operator==(const FromColumns&) const = default;
};

// A title cell, the sheet's name, the file's name, or a constant. `match` captures the group named
// as the dimension, else the first group, else all.
struct FromCell {
    CellPick pick; // text both finds and captures

    bool operator==(const FromCell&) const = default;
};

struct FromSheetName {
    Pattern match;

    bool operator==(const FromSheetName&) const = default;
};

struct FromFileName {
    Pattern match;

    bool operator==(const FromFileName&) const = default;
};

struct Constant {
    std::string value;

    bool operator==(const Constant&) const = default;
};

using DimFrom =
    std::variant<FromDirection, FromColumns, FromCell, FromSheetName, FromFileName, Constant>;

// How publishers spell periods; the source declares which it uses, nothing is guessed.
enum class PeriodForm {
    calendar_year,     // 2019
    financial_year,    // 2019/20, 2019-20, Apr 2019 to Mar 2020, YE Mar 2020, 201920
    academic_year,     // 2019/20 = 2019-09-01 .. 2020-08-31
    year_ending,       // year ending June 2019, Jul '18 to Jun '19, 12 months to ...
    quarter,           // 2019 Q3, Q3 2019, Jul-Sep 2019
    financial_quarter, // 2019/20 Q1 = April to June 2019
    half,              // H1 2019, 2019-S1, Jan-Jun 2019
    financial_half,    // 2019/20 H1 = April to September 2019
    term,              // Autumn term 2019/20, Spring term 2020: English schools
    month,             // Jul 2019, 2019-07
    week,              // 2020-W01, week ending 3 January 2020, w/c 30 December 2019
    date,              // 30 September 2018, 31/03/2019, date cells: a single day
    serial,            // 43831: a spreadsheet's day number (1900) left as a number
    span,              // 23 March 2020 to 31 May 2020, 2015/16 to 2019/20: both included
};

[[nodiscard]] std::string_view to_text(PeriodForm form); // "financial-year"
[[nodiscard]] std::optional<PeriodForm> parse_period_form(std::string_view text);

// How the labels of a period are spelt.
struct PeriodSpelling {
    std::vector<PeriodForm> forms; // of several the one that reads the label; none: no period
    // The first day of a financial or academic year where it is not 1 April or 1 September.
    std::optional<std::chrono::month_day> year_from{};
    // What a single number names: "FY 2020" begins or ends in 2020.
    enum class Single { unsaid, first, last } single = Single::unsaid;

    bool operator==(const PeriodSpelling&) const = default;
};

struct DimRule {
    std::string name; // "period" is the time dimension
    DimFrom from;
    PeriodSpelling parse; // required for "period", forbidden elsewhere
    std::string codelist; // empty: the cleaned label is the code
    Pattern strip;        // removed from the label before it is read
    std::string reads_as; // "year ending March {}": the label stands at {}, that of a part at its
                          // name, "{} {year}", and the whole is read; empty: the label alone
    std::optional<std::string> blank{}; // what a label that is not there is read as
    bool part = false;                  // no dimension of the figures: a piece of another's label

    [[nodiscard]] bool is_period() const { return !parse.forms.empty(); }

    bool operator==(const DimRule&) const = default;
};

struct Layout {
    enum class Kind { grid, list };

    std::string name; // may be empty: then its number
    Kind kind = Kind::grid;

    // when: this layout is for files in which a cell matches `when_anchor` and none `when_not`.
    Pattern when_anchor;
    Pattern when_not;
    Pattern when_file; // file name

    CellPick anchor;     // grid: the head of the label column
    Pattern stop_row;    // first row whose label matches ends the block
    Pattern skip_row;    // rows left out (sub-totals)
    Pattern skip_upper;  // of the two rows that match, the upper is left out
    Pattern skip_lower;  // and the lower
    Pattern keep_row;    // when set, only rows whose label matches
    Pattern skip_column; // columns left out, by their header text
    Pattern keep_column;
    std::map<std::string, Pattern> skip_where; // list: rows left out whose cells match all of
                                               // these, by header text; '^$' is an empty cell
    bool stop_may_miss = false; // a file in which stop, or skip, finds nothing is not held for it
    bool skip_may_miss = false;

    // A marker that stands in a cell of its own: right of its figure, under no head (grid), or in
    // the column of this header (list).
    bool mark_right = false;
    std::string mark_column;

    std::vector<std::string> header_has; // list: the header row holds all of these
    std::string value_column;            // list; empty: each row is counted as one
    int unit_mult = 0; // figures are in tens to this power (SDMX UNIT_MULT): 3, thousands

    std::vector<DimRule> dims;

    // Each row is one of what is counted.
    [[nodiscard]] bool counts_rows() const { return kind == Kind::list && value_column.empty(); }

    bool operator==(const Layout&) const = default;
};

// [read]: which sheets, of which file of an archive, and how its text is encoded.
struct Read {
    Pattern sheet;       // exactly one sheet's name, squeezed
    Pattern each_sheet;  // or every sheet whose name matches (at least one)
    int sheet_count = 0; // exactly as many of them; 0: not said
    // Several tables in one sheet, each below a cell that matches: each is read by itself.
    Pattern table_title{};
    Pattern table_name{};    // of them exactly one, by its title
    Pattern table_each{};    // or all whose title matches; neither: all
    int table_count = 0;     // exactly as many of them a sheet; 0: not said
    Pattern member{};        // exactly one file's path in a ZIP archive
    std::string encoding;    // "" = by content; else "utf-8", "windows-1252", ...
    std::string delimiter;   // "" = by content
    std::string decimal{};   // "" = a point, and a comma that could be one is held; else "." or ","
    std::string quote{};     // "" = the double one; else itself, "'" or "none"
    std::string thousands{}; // "" = a comma, or a point where decimal is a comma; else " " or "'"
    bool brackets_negative = false; // "(5)" is -5
    bool hidden = false;            // hidden sheets can be chosen only when true

    bool operator==(const Read&) const = default;
};

// [[file]]: one awkward file, on the record.
struct FileOverride {
    Pattern name;
    Pattern sheet;
    std::string layout; // by name
    std::string note;

    bool operator==(const FileOverride&) const = default;
};

// A cell text with a meaning. Exact text after squeezing.
struct Marker {
    Status status = Status::not_available;
    double below = 0;

    bool operator==(const Marker&) const = default;
};

// [status]
struct Markers {
    std::vector<std::string> sets{"gss"}; // names of marker sets; none: only what extra says
    std::map<std::string, Marker> extra;
    enum class Below { unknown, zero, half, top } in_sums = Below::unknown;

    bool operator==(const Markers&) const = default;
};

// [find] member: a dimension that the file's name gives.
struct MemberRule {
    std::string dim;
    Pattern match; // against the file name
    std::string codelist;

    bool operator==(const MemberRule&) const = default;
};

// All that decides what a file's bytes mean. Crosses to the parse child as a value; its digest
// tells a changed layout from a changed publication.
struct Recipe {
    std::string source;
    Read read;
    std::vector<Layout> layouts;
    std::vector<FileOverride> files;
    Markers markers;
    std::optional<MemberRule> member;
    std::string total_dim; // hold.adds_up: dimension and label of the printed total
    Pattern total_row;
    std::map<std::string, std::vector<std::string>>
        keep; // [keep]: dimension -> codes; others dropped
    // Dimensions of keep whose unknown labels are dropped too, by [hold] codes; else they hold.
    std::set<std::string> drop_unknown{};
    std::map<std::string, Codelist> codelists; // those that the layouts name, whole
};

// Whether figures of the source are numbers of rows.
[[nodiscard]] bool counts_rows(const Recipe& recipe);

} // namespace tidemark
