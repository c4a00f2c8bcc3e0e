// source_lines: what a source did in this pass, in its own lines: overdue, arrived, baseline,
// revised, re-read, held, failed. Pure. Said once each: the identity holds the expected date, the
// vintage, or the failed check with digest and name of the file.
#pragma once

#include "pipeline/alert/view.hpp"
#include "pipeline/model/statement.hpp"

#include <vector>

namespace tidemark::alert {

// In the order in which they are written; those said before are left out.
[[nodiscard]] std::vector<Saying> source_lines(const View& view,
                                               const std::vector<Said>& said,
                                               const std::vector<Statement>& baselines);

// The line for a look that failed.
[[nodiscard]] Saying failure_line(const Source& source, const Error& error);

// A file that is let in, or held for something else, ends what was said of it, without a line; so
// does a later release in place of the files that waited. What is held again is said again.
[[nodiscard]] std::vector<Saying> end_held(const View& view, const std::vector<Said>& said);

// A look that worked ends every failure said before, without a line.
[[nodiscard]] std::vector<Saying> end_failures(const std::vector<Said>& said);

// --- by file -----------------------------------------------------------------------------------

// A statement of the source itself, with its identity and the source's note.
[[nodiscard]] Statement source_statement(const Source& source,
                                         State state,
                                         Severity severity,
                                         std::string subject,
                                         const std::string& text);

// How many answered for the newest period that ends on or before `until`, over the source's roster.
struct Answered {
    const Total* total = nullptr; // null when the source has no roster
    std::string noun;
};

[[nodiscard]] Answered answered(const View& view, std::optional<Day> until);

[[nodiscard]] std::optional<Saying> overdue_line(const View& view, const std::vector<Said>& said);
[[nodiscard]] Saying arrived_line(const View& view, const std::vector<Said>& said);
[[nodiscard]] std::optional<Saying> baseline_line(const View& view,
                                                  std::vector<Statement> baselines);
[[nodiscard]] std::optional<Saying> reread_line(const View& view);
[[nodiscard]] std::optional<Saying> revised_line(const View& view);
[[nodiscard]] std::vector<Saying> held_lines(const View& view, const std::vector<Said>& said);

} // namespace tidemark::alert
