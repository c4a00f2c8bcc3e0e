// Outlook: a source's past and its next run together, for `status` and `schedule`.
//
// Thread: one. Fails: storage; usage, a calendar expression.
#pragma once

#include "config/load.hpp"
#include "daemon/folders.hpp"
#include "daemon/scheduler.hpp"
#include "pipeline/ports.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tidemark {

struct Outlook {
    Source source;
    Health health; // `source` alone when it was never looked at
    std::vector<Held> held;
    std::optional<NextRun> next;
    int missed = 0;                       // elapses that the next run makes up for
    std::vector<std::string> unmatched{}; // rules and [keep] codes without a series, a line each

    // The last look failed, or something waits for a person.
    [[nodiscard]] bool well() const;
};

// Every source of the configuration. Without a database nothing was looked at yet.
[[nodiscard]] Result<std::vector<Outlook>>
look_out(const config::Config& config, const Folders& folders, Instant now);

} // namespace tidemark
