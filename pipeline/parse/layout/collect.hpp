// collect: labelled cells -> observations of one file.
//
// One SeriesTable a file, one Collector a sheet and layout. Owns the label readers of the layout's
// dimensions (and of the one that the file's name gives); writes into the ParsedFile it borrows.
// Two figures for one series and period are both kept: load judges duplicates.
// Fails: never; problems go to Holds. Thread: one.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/model/trace.hpp"
#include "pipeline/parse/layout/codes.hpp"
#include "pipeline/parse/layout/holds.hpp"
#include "pipeline/parse/layout/label_table.hpp"
#include "pipeline/parse/layout/order.hpp"
#include "pipeline/parse/layout/parts.hpp"
#include "pipeline/parse/layout/values.hpp"

#include <deque>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace tidemark::parse {

// Distinct dimensions of a file, in the order of first use, which is ParsedFile::series.
class SeriesTable {
  public:
    explicit SeriesTable(std::vector<Dims>& series)
        : series_(series) {}

    [[nodiscard]] std::uint32_t index(Dims dims);

  private:
    std::vector<Dims>& series_;
    std::map<Dims, std::uint32_t> known_;
};

class Tracer;

class Collector {
  public:
    // `dims` and `recipe` must outlive it. `unit_mult`: the layout's. `tracer`: null when nobody
    // asks what cells are taken for.
    Collector(const std::vector<DimRule>& dims,
              int unit_mult,
              const Recipe& recipe,
              const std::string& sheet,
              ParsedFile& out,
              SeriesTable& series,
              Holds& holds,
              Tracer* tracer = nullptr);

    // What reads the labels that a layout finds, one id a dimension.
    [[nodiscard]] LabelReader& labels(std::size_t dim) { return pieces_[dim]; }

    // The label of a cell as it is read: cleaned, without what strip takes off.
    [[nodiscard]] const std::string& label_text(std::size_t dim, const Cell& cell) {
        return pieces_[dim][pieces_[dim].read(cell, sheet_)].text;
    }

    // One figure; `labels` holds one id a dimension. `marker`: its cell, where it has one of its
    // own.
    void put(const Cell* cell,
             Address at,
             std::span<const LabelId> labels,
             const Cell* marker = nullptr);

    // One record, a row that is no figure but one more of its kind.
    void count(Address at, std::span<const LabelId> labels);

    // A row or column that cannot be read as one.
    void hold(Error reason);

    [[nodiscard]] Tracer* tracer() const { return tracer_; }

    // Cells that are no figures; passed over when nobody traces.
    void mark(CellUse::Role role, const Area& cells) const;

    // The sheet is read: gives what was counted, tells what was dropped, and holds it when its
    // commas were never told apart and nobody said what they are. Only of text files: elsewhere a
    // number of decimals is a number.
    void settle(Format format);

    // True when the text names the printed total of some dimension.
    [[nodiscard]] bool is_total(std::string_view text) const;

  private:
    enum class Fate { figure, total, dropped, held };
    [[nodiscard]] std::span<const LabelId> whole(std::span<const LabelId> labels, Address at);
    [[nodiscard]] bool all_known(std::span<const LabelId> labels) const;
    [[nodiscard]] Fate judge(std::span<const LabelId> labels);
    [[nodiscard]] Status status_of(std::span<const LabelId> labels,
                                   std::span<const LabelId> found) const;
    void check_order(std::span<const LabelId> labels, Address at);
    [[nodiscard]] bool let_go(std::span<const LabelId> labels);
    // With the codes that dated labels are in the figure's period; valid until the next call.
    [[nodiscard]] std::span<const LabelId> settled(std::span<const LabelId> labels);
    [[nodiscard]] std::uint32_t series_of(std::span<const LabelId> labels);
    [[nodiscard]] Dims dims_of(std::span<const LabelId> labels) const;
    void hold_value(Error reason, const Cell* cell, Address at);
    void note(Grouping grouping, const Cell& cell);

    std::string sheet_;
    ParsedFile& out_;
    SeriesTable& series_;
    Holds& holds_;
    Tracer* tracer_;
    ValueReader values_;
    std::deque<DimRule> piece_rules_;
    std::deque<LabelReader> pieces_; // of what stands in the sheet
    Parts parts_;
    std::vector<LabelReader*> readers_; // of the dimensions: a piece's, or a whole's
    std::vector<bool> is_part_;
    bool part_reaches_ = false; // a piece of the period stands once for several rows or columns
    OrderCheck order_;
    std::vector<LabelId> joined_;  // kept for its room
    bool dated_ = false;           // some codelist has labels of several codes
    std::vector<LabelId> settled_; // kept for its room
    std::map<std::pair<std::uint32_t, Period>, Observation> counts_;
    int unit_mult_;            // figures are in tens to this power
    bool said_;                // what commas are
    bool thousands_ = false;   // a number was met whose commas can be nothing else
    Cell unsure_;              // the first whose comma can; empty: none
    std::size_t period_ = 0;   // index of the time dimension
    LabelTable by_labels_;     // labels -> series
    std::vector<LabelId> key_; // kept for its room
};

} // namespace tidemark::parse
