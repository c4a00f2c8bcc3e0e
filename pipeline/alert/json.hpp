// json: one statement as one object of alerts.jsonl (docs/json-output.md). Fields are only ever
// added. The object begins with {"v":1,"seq":0, and the store puts the number in.
#pragma once

#include "pipeline/model/source.hpp"
#include "pipeline/model/statement.hpp"

#include <optional>
#include <string>

namespace tidemark::alert {

// `was`: what had been said, for restated and withdrawn; may be null.
[[nodiscard]] std::string to_json(const Source& source,
                                  const Saying& saying,
                                  const Said* was,
                                  const std::optional<Vintage>& vintage,
                                  Instant now);

} // namespace tidemark::alert
