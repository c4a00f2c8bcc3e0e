#include "pipeline/run/record.hpp"

#include <algorithm>

namespace tidemark {
namespace {

// What stands in the way of new figures, if anything.
const Error* obstacle(const Result<Collected>& collected,
                      const Loaded& loaded,
                      const std::vector<Held>& waiting) {
    if (!collected) {
        return &collected.error();
    }
    const auto* batch = std::get_if<Batch>(&*collected);
    if (batch != nullptr && batch->failure) {
        return &*batch->failure;
    }
    // Bytes that could not be fetched wait nowhere; of those kept, only what still waits counts.
    const auto unread =
        std::ranges::find_if(loaded.held, [](const Held& h) { return h.file.sha256.empty(); });
    if (unread != loaded.held.end()) {
        return &unread->reasons.front();
    }
    return waiting.empty() ? nullptr : &waiting.front().reasons.front();
}

} // namespace

RunRecord record_of(const Source& source,
                    const Result<Collected>& collected,
                    const Loaded& loaded,
                    const std::vector<Held>& waiting) {
    RunRecord run;
    run.source = source.id;
    if (const Error* error = obstacle(collected, loaded, waiting)) {
        run.outcome = error->fault == Fault::held ? Outcome::held : Outcome::failed;
        run.detail = error->to_text();
    } else if (loaded.vintage) {
        run.outcome = Outcome::loaded;
    }
    return run;
}

} // namespace tidemark
