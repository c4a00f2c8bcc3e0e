// tidemark silence: lines of a source, of one of its rules or of one alert are held back until a
// day. They are judged, kept and logged all the same, as "silenced".
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/requests.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/load/store.hpp"

#include <fmt/ostream.h>

#include <algorithm>
#include <filesystem>
#include <ostream>

namespace tidemark {
namespace {

class SilenceCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.needed("SOURCE", source_, "id of a source");
        arguments.text("WHAT", what_, "one of its rules, or the id of an alert; all rules without");
        arguments.needed("--until", until_, "the last day of it: 2026-12-31");
        arguments.needed("--by", by_, "who decides");
        arguments.needed("--why", why_, "why nobody needs to hear it");
    }

    int run(const Surroundings& here) override {
        const auto config = read_config(here);
        if (!config) {
            return exit_usage;
        }
        const auto source = find_source(*config, source_);
        if (!source) {
            return complain(here, source.error());
        }
        auto until = parse_day(until_).map_error(usage);
        const auto target = until ? target_of(here, **source) : propagate(until);
        if (!target) {
            return complain(here, target.error());
        }
        const Instant now = here.clock.now();
        if (*until < local_day(now, (**source).zone)) {
            return complain(here, wrong("a day that is not over", until_, "name a later one"));
        }
        const Decision decision{.what = "silence",
                                .source = source_,
                                .target = *target,
                                .answer = {},
                                .period = {},
                                .by = by_,
                                .why = why_,
                                .at = now,
                                .until = *until};
        if (const auto handed = hand_in(here.folders, decision); !handed) {
            return complain(here, handed.error());
        }
        fmt::print(here.out,
                   "{}: {} silenced until {}\n",
                   source_,
                   target->empty() ? std::string("all rules") : *target,
                   until_);
        return exit_well;
    }

  private:
    [[nodiscard]] Error wrong(std::string expected, std::string found, std::string next) const {
        return {.fault = Fault::usage,
                .code = "usage.silence",
                .source = source_,
                .expected = std::move(expected),
                .found = std::move(found),
                .next = std::move(next)};
    }

    // A rule's id, or the whole id of the alert that `what` begins.
    [[nodiscard]] Result<std::string> target_of(const Surroundings& here,
                                                const Source& source) const {
        std::vector<std::string> rules;
        for (const Rule& rule : source.rules) {
            rules.push_back(rule.id);
        }
        if (what_.empty() || std::ranges::count(rules, what_) > 0) {
            return what_;
        }
        if (std::filesystem::exists(here.folders.state / "tidemark.db")) {
            auto store = load::open_store_read_only(here.folders.state);
            auto found = store ? (*store)->find_said(what_) : propagate(store);
            if (!found) {
                return propagate(found);
            }
            if (*found && (**found).statement.source == source.id) {
                return (**found).statement.id;
            }
        }
        return fail(
            wrong("a rule of the source, or the id of one of its alerts",
                  "'" + what_ + "'",
                  rules.empty() ? "the source has no rules" : "rules: " + join(rules, ", ")));
    }

    std::string source_;
    std::string what_;
    std::string until_;
    std::string by_;
    std::string why_;
};

} // namespace

std::unique_ptr<Command> make_silence() {
    return std::make_unique<SilenceCommand>();
}

} // namespace tidemark
