// marks: lines for what people acknowledged, and the words by which a silence holds a line back.
//
// An acknowledged statement says so once and stays what it was: it is restated and withdrawn as any
// other. A silenced one is judged, stored and logged as any other, its line under the state
// "silenced": nothing is lost, and nothing is said anew when the silence ends. Pure.
#pragma once

#include "pipeline/model/mark.hpp"
#include "pipeline/model/statement.hpp"

#include <string>
#include <vector>

namespace tidemark::alert {

// Of live statements, each mark once.
[[nodiscard]] std::vector<Saying> acknowledged(const std::vector<Mark>& marks,
                                               const std::vector<Said>& said);

// "silenced until 1 May 2026 by J Smith: new IT system"; nothing when no silence holds on `today`.
[[nodiscard]] std::string
silence_of(const std::vector<Mark>& marks, const Statement& statement, Day today);

} // namespace tidemark::alert
