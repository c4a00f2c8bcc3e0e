// tidemark alerts: the history, line by line, as it stands in alerts.log.
#include "daemon/all_commands.hpp"
#include "pipeline/load/store.hpp"

#include <CLI/CLI.hpp>
#include <fmt/ostream.h>

#include <chrono>
#include <ostream>
#include <thread>

namespace tidemark {
namespace {

// A moment, or a day: from its first moment in UTC.
Result<std::optional<Instant>> since_of(const std::string& text) {
    if (text.empty()) {
        return std::optional<Instant>{};
    }
    if (const auto day = parse_day(text)) {
        return std::optional<Instant>(Instant(*day));
    }
    return parse_instant(text).map([](Instant at) { return std::optional(at); }).map_error(usage);
}

class AlertsCommand final : public Command {
  public:
    void options(CLI::App& app) override {
        app.add_option("--since", since_, "a day or a time: 2026-07-01, 2026-07-01T09:00:00Z");
        app.add_option("--source", filter_.source, "of one source");
        app.add_option("--severity", filter_.severity, "info, notice, warning or error")
            ->check(CLI::IsMember({"info", "notice", "warning", "error"}));
        app.add_option("--state", filter_.state, "new, restated, withdrawn, held, ...")
            ->check(CLI::Validator(
                [](const std::string& text) {
                    return parse_state(text) ? std::string() : "no such state: " + text;
                },
                "STATE"));
        app.add_flag("--follow", follow_, "go on with new lines until interrupted");
        app.add_flag("--json", json_, "one object a line, as in alerts.jsonl");
    }

    int run(const Surroundings& here) override {
        auto since = since_of(since_);
        if (!since) {
            return complain(here, since.error());
        }
        filter_.since = *since;
        auto store = load::open_store_read_only(here.folders.state);
        if (!store) {
            return complain(here, store.error());
        }
        do {
            const auto lines = (*store)->lines(filter_);
            if (!lines) {
                return complain(here, lines.error());
            }
            for (const Line& line : *lines) {
                fmt::print(here.out, "{}\n", json_ ? line.json : line.line);
                filter_.after_seq = line.seq;
            }
            here.out.flush();
            if (follow_) {
                std::this_thread::sleep_for(std::chrono::milliseconds(500));
            }
        } while (follow_ && here.out.good());
        return exit_well;
    }

  private:
    LineFilter filter_;
    std::string since_;
    bool follow_ = false;
    bool json_ = false;
};

} // namespace

std::unique_ptr<Command> make_alerts() {
    return std::make_unique<AlertsCommand>();
}

} // namespace tidemark
