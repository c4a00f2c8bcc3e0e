// Identity: the lasting name of a statement. One letter and the first 12 hex digits of SHA-256 over
// source, rule, subject, series and period, all in codes: a changed label, title or wording never
// moves it (CONFIG.md, "Alert log").
//
// a statement   g group   b baseline   v arrived, revised, reread   h held   o overdue   f failed
#pragma once

#include "pipeline/model/rule.hpp"
#include "pipeline/model/source.hpp"
#include "pipeline/model/statement.hpp"

#include <string>

namespace tidemark::alert {

// From kind, source, rule, subject, series and period of the statement; ignores all else.
[[nodiscard]] std::string identity(const Statement& statement);

// What decides whether a rule holds and when it may speak. A rule with another digest is a new rule
// and starts with a baseline; its severity, wording and number of drivers do not matter.
[[nodiscard]] std::string digest(const Rule& rule, const Source& source);

// A statement of a rule before its subject and figures are filled in.
[[nodiscard]] Statement
statement_of(const Rule& rule, const SeriesKey& series, const Period& period);

} // namespace tidemark::alert
