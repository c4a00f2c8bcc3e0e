// Evidence: the cell of a figure, read again from the archived file.
//
// A file that is asked for several times is read once for each of its sheets.
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
    // `how`: of the source, for what it says of archives and text files; the sheet is the figure's
    // own.
    EvidenceReader(const Archive& archive, Parser& parser, Read how = {})
        : archive_(archive)
        , parser_(parser)
        , how_(std::move(how)) {}

    // Does the cell still hold this value? A figure without a value: does it still hold no number?
    [[nodiscard]] Reread read(const Origin& origin, const std::optional<double>& value);

  private:
    [[nodiscard]] const Result<Workbook>& book(const Origin& origin);

    const Archive& archive_;
    Parser& parser_;
    Read how_;
    std::map<std::pair<std::string, std::string>, Result<Workbook>> books_; // by digest and sheet
};

} // namespace tidemark
