// wire_records: a file and a workbook as records of the wire: what puts them there part by part,
// and what makes them of the parts again.
//
// The reading half believes nothing: a record that cannot be is false, and the answer with it.
// Thread: one.
#pragma once

#include "pipeline/parse/worker/wire_observations.hpp"
#include "pipeline/parse/worker/wire_parts.hpp"
#include "pipeline/parse/worker/wire_styles.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse {

void put_book(AnswerWriter& out, const Workbook& book);

// A ParsedFile as it comes: any number of pieces of it, then its end. Borrows the answer's writer.
class FileWriter {
  public:
    explicit FileWriter(AnswerWriter& out)
        : out_(out) {}

    // Of one file: the same layout and sheets each time, the series of the last piece and more.
    void piece(const ParsedFile& file);
    void end(const ParsedFile& file); // its last piece, what holds it, and what was dropped

  private:
    void put(const ParsedFile& file,
             const std::vector<Observation>& list,
             Part what,
             ObservationsPart& part);
    // Before any record that names them.
    void send_named(const ParsedFile& file);

    AnswerWriter& out_;
    TextTable texts_{Part::texts};
    ObservationsPart observations_; // not sent yet
    ObservationsPart totals_;
    bool begun_ = false;
    std::size_t series_sent_ = 0;
};

struct CellRecord {
    std::uint32_t row;
    std::uint32_t column;
    std::uint32_t style; // of the table of styles
    std::uint8_t type;
    std::array<std::uint8_t, 3> nothing;
    double number;
    Place text;
};

static_assert(sizeof(CellRecord) == 40);

// A Workbook as it comes: sheet, its cells, its end, the next. Borrows the answer's writer.
class BookWriter {
  public:
    explicit BookWriter(AnswerWriter& out);

    void sheet(std::string_view name, Visibility visibility);
    void cells(const std::vector<Cell>& cells);
    // `in_order`: as SheetSink::end has it; the reader puts them in order.
    void end_sheet(const std::vector<Area>& merges, bool in_order);
    void end(Format format, std::string_view decided, std::string_view member);

  private:
    void send();

    AnswerWriter& out_;
    TextTable texts_{Part::texts};
    StyleTable styles_;
    Records<CellRecord> records_;
};

void put_outline(AnswerWriter& out, const Outline& outline);

// What the parts of a file make. Each call is one part; false: it cannot be.
class FileRead {
  public:
    // `left`: bytes of texts that may still be copied.
    explicit FileRead(std::uint64_t& left)
        : left_(left) {}

    [[nodiscard]] bool begin(std::string_view payload);

    [[nodiscard]] bool add_texts(std::string_view payload) { return texts_.add(payload); }

    [[nodiscard]] bool add_series(std::string_view payload);
    [[nodiscard]] bool add_observations(std::string_view payload, std::vector<Observation>& list);
    [[nodiscard]] bool add_held(std::string_view payload);
    [[nodiscard]] bool add_dropped(std::string_view payload);
    [[nodiscard]] bool add_skipped(std::string_view payload);

    ParsedFile file;

  private:
    TextsRead<CellText> texts_;
    std::uint64_t& left_;
};

// What the parts of a workbook make.
class BookRead {
  public:
    [[nodiscard]] bool begin(std::string_view payload);

    [[nodiscard]] bool add_texts(std::string_view payload) { return texts_.add(payload); }

    [[nodiscard]] bool add_styles(std::string_view payload) { return styles_.add(payload); }

    [[nodiscard]] bool add_sheet(std::string_view payload);
    [[nodiscard]] bool add_cells(std::string_view payload);
    [[nodiscard]] bool end_sheet(std::string_view payload);
    [[nodiscard]] bool end(std::string_view payload);

    [[nodiscard]] bool whole() const { return whole_; }

    Workbook book;

  private:
    bool whole_ = false;
    bool open_ = false;    // the last sheet has not ended
    bool in_order_ = true; // its cells, so far
    TextsRead<CellText> texts_;
    StylesRead styles_;
};

[[nodiscard]] Outline get_outline(Reader& in);

// After the other parts of its file, once; also when there is no sheet.
void put_trace(AnswerWriter& out, const std::vector<SheetTrace>& sheets);
[[nodiscard]] std::vector<SheetTrace> get_trace(Reader& in);

} // namespace tidemark::parse
