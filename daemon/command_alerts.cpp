// tidemark alerts: the history, line by line, as it stands in alerts.log.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "pipeline/load/store.hpp"

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
    void options(Arguments& arguments) override {
        arguments.text("--since", since_, "a day or a time: 2026-07-01, 2026-07-01T09:00:00Z");
        arguments.text("--source", filter_.source, "of one source");
        arguments.text("--severity",
                       filter_.severity,
                       "info, notice, warning or error",
                       [](std::string_view text) { return parse_severity(text).has_value(); });
        arguments.text("--state",
                       filter_.state,
                       "new, restated, withdrawn, held, ...",
                       [](std::string_view text) { return parse_state(text).has_value(); });
        arguments.flag("--follow", follow_, "go on with new lines until interrupted");
        arguments.flag("--json", json_, "one object a line, as in alerts.jsonl");
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
