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

// From the number to its label (unpivotr's words).
enum class Toward { up, left, up_left, left_up };

// grid: peel one layer. up and up_left take header rows from the block outwards, in the order in
// which the dims are written from the number upwards when `row` is empty; `row` names the header
// row by a text in it. left and left_up take label columns; `column` names one by its header text.
// up-left: in the header row, the nearest filled cell at or left of the number's column.
// left-up: in the label column, the nearest filled cell at or above the number's row.
struct FromDirection {
    Toward toward = Toward::left;
    Pattern header; // optional: the header cell (for left, left-up) or a cell of the header row
                    // (up, up-left)
    std::vector<Pattern> instead; // left: header cells of the columns that are looked at, in this
                                  // order, where the first is empty

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
    month,             // Jul 2019, 2019-07
    date,              // 30 September 2018, 31/03/2019, date cells: a single day
};

[[nodiscard]] std::string_view to_text(PeriodForm form); // "financial-year"
[[nodiscard]] std::optional<PeriodForm> parse_period_form(std::string_view text);

struct DimRule {
    std::string name; // "period" is the time dimension
    DimFrom from;
    std::optional<PeriodForm> parse; // required for "period", forbidden elsewhere
    std::string codelist;            // empty: the cleaned label is the code
    Pattern strip;                   // removed from the label before it is read
    std::string reads_as;            // "year ending March {}": the label stands at {} and the whole
                                     // is read; empty: the label alone

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
    bool stop_may_miss = false; // a file in which stop, or skip, finds nothing is not held for it
    bool skip_may_miss = false;

    std::vector<std::string> header_has; // list: the header row holds all of these
    std::string value_column;            // list

    std::vector<DimRule> dims;

    bool operator==(const Layout&) const = default;
};

// [read]: which sheets, of which file of an archive, and how its text is encoded.
struct Read {
    Pattern sheet;         // exactly one sheet's name, squeezed
    Pattern each_sheet;    // or every sheet whose name matches (at least one)
    Pattern member{};      // exactly one file's path in a ZIP archive
    std::string encoding;  // "" = by content; else "utf-8", "windows-1252", ...
    std::string delimiter; // "" = by content
    std::string decimal{}; // "" = a point, and a comma that could be one is held; else "." or ","
    std::string quote{};   // "" = the double one; else itself, "'" or "none"
    bool hidden = false;   // hidden sheets can be chosen only when true

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
    std::string set = "gss"; // gss | none
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

} // namespace tidemark
