// Mark: what a person said of statements: acknowledged one, or silenced some until a day.
#pragma once

#include "pipeline/base/instant.hpp"

#include <optional>
#include <string>

namespace tidemark {

struct Mark {
    enum class What { ack, silence };

    What what = What::ack;
    std::string target; // ack: a statement's id; silence: that, a rule's id, or nothing: all rules
    std::string by, why;
    Instant at;
    std::optional<Day> until{}; // silence: the last day, in the source's zone
    bool said = false;          // ack: its line was written
};

} // namespace tidemark
