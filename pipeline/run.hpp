// The whole story: collect() on a worker, commit() on the writer. Read run.cpp first.
#pragma once

#include "pipeline/fetch/fetch.hpp"
#include "pipeline/ports.hpp"

#include <memory>
#include <stop_token>
#include <variant>
#include <vector>

namespace tidemark {

struct Ports {
    Clock& clock;
    Transport& transport;
    Turns& turns;
    Archive& archive;
    Parser& parser;
};

// Nothing new; come back at a time, with what was learned so far; or a batch to commit.
using Collected = std::variant<fetch::NothingNew, fetch::Later, Batch>;

// What a source has to say today. Thread: any worker; touches nothing shared but the ports.
[[nodiscard]] Result<Collected> collect(const Source& source,
                                        const Known& known,
                                        Force force,
                                        fetch::Progress& progress,
                                        Ports& ports,
                                        std::stop_token stop);

struct Report {
    RunRecord run;
    Loaded loaded;
    std::vector<Line> lines; // as written to the outbox in this pass
};

// One transaction: load, judge, say. Then the log files. Thread: the writer.
// `collected` may be an error: it is remembered, and said once.
// Fails: storage only; everything else is in the report.
[[nodiscard]] Result<Report> commit(const Source& source,
                                    const Codelists& codelists,
                                    const Result<Collected>& collected,
                                    Instant started,
                                    Store& store,
                                    const std::vector<std::unique_ptr<Sink>>& sinks,
                                    const Clock& clock);

} // namespace tidemark
