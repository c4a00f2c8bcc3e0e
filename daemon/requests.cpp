#include "daemon/requests.hpp"

#include "pipeline/base/digest.hpp"
#include "pipeline/base/files.hpp"
#include "pipeline/load/lock.hpp"
#include "pipeline/load/store.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <system_error>
#include <utility>

namespace tidemark {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t largest_request = 65536;

tl::unexpected<Error> not_a_request(std::string found) {
    return fail({.fault = Fault::malformed,
                 .code = "request.malformed",
                 .expected = "a decision as accept and roster write it",
                 .found = std::move(found),
                 .next = "give the command again"});
}

std::vector<fs::path> waiting(const fs::path& requests) {
    std::vector<fs::path> files;
    std::error_code error; // no folder: nothing waits
    for (const auto& entry : fs::directory_iterator(requests, error)) {
        if (entry.path().extension() == ".json") {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files); // names begin with the time
    return files;
}

void set_aside(const fs::path& file, const Error& error, Log& log) {
    log.write(Level::warning,
              "request refused",
              {{"file", file.filename().string()}, {"error", error.to_text()}});
    std::error_code ignored;
    fs::rename(file, fs::path(file).replace_extension(".refused"), ignored);
    if (ignored) {
        fs::remove(file, ignored);
    }
}

Result<Decision> read_request(const fs::path& file) {
    return read_file(file, largest_request).and_then([](const std::string& text) {
        return decision_from(text);
    });
}

} // namespace

std::string to_json(const Decision& decision) {
    nlohmann::ordered_json object{{"what", decision.what},
                                  {"source", decision.source},
                                  {"target", decision.target},
                                  {"file", decision.file},
                                  {"digest", decision.digest},
                                  {"answer", decision.answer},
                                  {"by", decision.by},
                                  {"why", decision.why},
                                  {"at", to_text(decision.at)}};
    if (decision.period) {
        object["period"] = to_text(*decision.period);
    }
    if (decision.until) {
        object["until"] = day_text(*decision.until);
    }
    return object.dump();
}

Result<Decision> decision_from(std::string_view json) {
    const auto object = nlohmann::json::parse(json, nullptr, false);
    if (!object.is_object()) {
        return not_a_request("no JSON object");
    }
    Decision decision;
    std::string at;
    std::string period;
    std::string until;
    for (const auto& [key, field] : {std::pair{"what", &decision.what},
                                     std::pair{"source", &decision.source},
                                     std::pair{"target", &decision.target},
                                     std::pair{"file", &decision.file},
                                     std::pair{"digest", &decision.digest},
                                     std::pair{"answer", &decision.answer},
                                     std::pair{"by", &decision.by},
                                     std::pair{"why", &decision.why},
                                     std::pair{"at", &at},
                                     std::pair{"period", &period},
                                     std::pair{"until", &until}}) {
        const auto found = object.find(key);
        if (found == object.end() && (field == &period || field == &until)) {
            continue;
        }
        if (found == object.end() || !found->is_string()) {
            return not_a_request(fmt::format("no text '{}'", key));
        }
        *field = found->get<std::string>();
    }
    auto instant = parse_instant(at);
    if (!instant) {
        return propagate(instant);
    }
    decision.at = *instant;
    if (!period.empty()) {
        auto parsed = parse_period(period);
        if (!parsed) {
            return propagate(parsed);
        }
        decision.period = *parsed;
    }
    if (!until.empty()) {
        auto parsed = parse_day(until);
        if (!parsed) {
            return propagate(parsed);
        }
        decision.until = *parsed;
    }
    return decision;
}

Result<void> leave_request(const fs::path& requests, const Decision& decision) {
    const std::string json = to_json(decision);
    const fs::path file =
        requests / fmt::format("{}-{}.json", to_text(decision.at), short_digest(json));
    return write_file(file, json, 0640);
}

Result<Handed> hand_in(const Folders& folders, const Decision& decision) {
    auto lock = load::lock_state(folders.state);
    if (!lock) {
        // The daemon runs, or the lock is another user's: a member of the group leaves a request.
        auto left = leave_request(folders.requests(), decision);
        return left ? Result<Handed>(Handed::left_for_the_daemon) : propagate(lock);
    }
    return load::open_store(folders.state)
        .and_then([&](const std::unique_ptr<Store>& store) { return store->decide(decision); })
        .map([] { return Handed::applied; });
}

Result<std::vector<std::string>> settle_requests(const fs::path& requests, Store& store, Log& log) {
    std::vector<std::string> sources;
    for (const fs::path& file : waiting(requests)) {
        const auto decision = read_request(file);
        if (!decision) {
            set_aside(file, decision.error(), log);
            continue;
        }
        auto decided = store.decide(*decision);
        if (!decided && decided.error().fault == Fault::storage) {
            return propagate(decided);
        }
        if (!decided) {
            set_aside(file, decided.error(), log);
            continue;
        }
        std::error_code error;
        fs::remove(file, error);
        log.write(Level::info,
                  "decision applied",
                  {{"what", decision->what},
                   {"source", decision->source},
                   {"target", decision->target},
                   {"by", decision->by}});
        if (!decision->source.empty()) {
            sources.push_back(decision->source);
        }
    }
    return sources;
}

} // namespace tidemark
