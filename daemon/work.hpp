// Work: what the service has done on its threads, behind an interface so that the threads can be
// tested without network, files and database.
//
// Owned by the composition root (wire), outlives the service. Thread: as each function says.
#pragma once

#include "config/load.hpp"
#include "pipeline/run.hpp"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace tidemark {

class Work {
  public:
    virtual ~Work() = default;

    // Thread: any worker, several at once.
    [[nodiscard]] virtual Result<Collected> collect(const Source& source,
                                                    const Known& known,
                                                    Force force,
                                                    fetch::Progress& progress,
                                                    std::stop_token stop) = 0;

    // Thread: the writer, all of these.
    [[nodiscard]] virtual Result<Known> known(const std::string& source) = 0;
    [[nodiscard]] virtual Result<Report> commit(const Source& source,
                                                const Codelists& codelists,
                                                const Result<Collected>& collected,
                                                Instant started) = 0;
    [[nodiscard]] virtual Result<std::vector<Health>> health() = 0;
    // Decisions that people left while we run (requests.hpp): the sources to look at now.
    [[nodiscard]] virtual Result<std::vector<std::string>> settle_requests() = 0;

    // Thread: main. A collect() under way goes on with the settings it began with.
    virtual void adopt(const config::Settings& settings) = 0;
};

} // namespace tidemark
