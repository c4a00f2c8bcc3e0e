// Evidence: the cell of a figure, read again from the archived file.
//
// A file that is asked for several times is read once for each of its sheets. Where a source counts
// rows its figures stand in no cell: the file is counted again, once.
// Owned by the caller; the archive and the parser outlive it. Thread: one.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/statement.hpp"
#include "pipeline/ports.hpp"

#include <map>
#include <string>
#include <utility>

namespace tidemark {

struct Reread {
    enum class Verdict { equal, differs, unreadable };

    Verdict verdict = Verdict::unreadable;
    std::string found; // the cell's text, or why it cannot be read
};

[[nodiscard]] std::string_view to_text(Reread::Verdict verdict); // "equal"

class EvidenceReader {
  public:
    // `recipe`: of the source, for what it says of archives, text files and numbers; the sheet is
    // the figure's own.
    EvidenceReader(const Archive& archive, Parser& parser, Recipe recipe = {})
        : archive_(archive)
        , parser_(parser)
        , recipe_(std::move(recipe)) {}

    // Does the cell still hold this value? A figure without a value: does it still hold no number?
    [[nodiscard]] Reread read(const Origin& origin, const std::optional<double>& value);

  private:
    [[nodiscard]] const Result<Workbook>& book(const Origin& origin);
    [[nodiscard]] const Result<ParsedFile>& counted(const Origin& origin);
    [[nodiscard]] Reread count(const Origin& origin, const std::optional<double>& value);

    const Archive& archive_;
    Parser& parser_;
    Recipe recipe_;
    std::map<std::string, Result<ParsedFile>> counts_;                      // by digest
    std::map<std::pair<std::string, std::string>, Result<Workbook>> books_; // by digest and sheet
};

} // namespace tidemark
