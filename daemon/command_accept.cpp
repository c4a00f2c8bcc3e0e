// tidemark accept: a person lets one held release in, that digest, once.
#include "daemon/all_commands.hpp"
#include "daemon/requests.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/load/store.hpp"

#include <CLI/CLI.hpp>
#include <fmt/ostream.h>

#include <algorithm>
#include <ostream>
#include <set>

namespace tidemark {
namespace {

class AcceptCommand final : public Command {
  public:
    void options(CLI::App& app) override {
        app.add_option("SOURCE", source_, "id of a source whose release is held")->required();
        app.add_option("--check", check_, "only for this check; all that hold it when left out");
        app.add_option("--by", by_, "who decides")->required();
        app.add_option("--why", why_, "why it is right")->required();
    }

    int run(const Surroundings& here) override {
        auto store = load::open_store_read_only(here.folders.state);
        if (!store) {
            return complain(here, store.error());
        }
        const auto held = (*store)->held(source_);
        if (!held) {
            return complain(here, held.error());
        }
        std::set<std::string> checks;
        for (const Held& one : *held) {
            for (const Error& reason : one.reasons) {
                checks.insert(reason.code);
            }
        }
        if (!check_.empty() && check_.find('.') == std::string::npos) {
            check_ = "hold." + check_; // as the held line writes it
        }
        if (checks.empty() || (!check_.empty() && !checks.contains(check_))) {
            return complain(here, nothing_held(checks));
        }
        store->reset(); // before another connection writes
        const Decision decision{.what = "accept",
                                .source = source_,
                                .target = check_.empty() ? "*" : check_,
                                .answer = {},
                                .period = std::nullopt,
                                .by = by_,
                                .why = why_,
                                .at = here.clock.now()};
        const auto handed = hand_in(here.folders, decision);
        if (!handed) {
            return complain(here, handed.error());
        }
        fmt::print(here.out,
                   "{}: accepted ({}); {}\n",
                   source_,
                   join({checks.begin(), checks.end()}, ", "),
                   *handed == Handed::applied
                       ? fmt::format("load it with: tidemark run {}", source_)
                       : std::string("the daemon loads it within seconds"));
        return exit_well;
    }

  private:
    [[nodiscard]] Error nothing_held(const std::set<std::string>& checks) const {
        return {.fault = Fault::usage,
                .code = "usage.accept",
                .source = source_,
                .expected = check_.empty() ? "a release that is held"
                                           : fmt::format("a release held by '{}'", check_),
                .found = checks.empty() ? "none"
                                        : "held by " + join({checks.begin(), checks.end()}, ", "),
                .next = "see tidemark status"};
    }

    std::string source_;
    std::string check_;
    std::string by_;
    std::string why_;
};

} // namespace

std::unique_ptr<Command> make_accept() {
    return std::make_unique<AcceptCommand>();
}

} // namespace tidemark
