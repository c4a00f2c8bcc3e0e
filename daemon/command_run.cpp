// tidemark run: one pass now. Prints each alert line it wrote and what became of each source.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/print.hpp"
#include "daemon/service.hpp"
#include "daemon/wire.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/ostream.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <ostream>

namespace tidemark {
namespace {

// What is told of one source, after its lines.
std::string outcome_text(const Report& report) {
    const auto& vintage = report.loaded.vintage;
    const std::string loaded = vintage ? fmt::format("loaded v{}, ", vintage->number) : "";
    switch (report.run.outcome) {
    case Outcome::loaded:
        return fmt::format(
            "{}{} line{}", loaded, report.run.lines, report.run.lines == 1 ? "" : "s");
    case Outcome::unchanged:
        return "nothing new";
    case Outcome::held:
        return loaded + "held: " + report.run.detail;
    case Outcome::failed:
        return loaded + "failed: " + report.run.detail;
    }
    return {};
}

class RunCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.texts("SOURCE", sources_, "ids; all enabled sources when none is named");
        arguments.flag("--force", force_, "read files again that have not changed");
        arguments.flag("--quiet", quiet_, "print only what was held or failed");
    }

    int run(const Surroundings& here) override {
        auto config = read_config(here);
        if (!config) {
            return exit_usage;
        }
        OncePlan plan{.sources = sources_, .force = force_ ? Force::yes : Force::no};
        for (const std::string& id : sources_) {
            if (const auto known = find_source(*config, id); !known) {
                return complain(here, known.error());
            }
        }
        if (sources_.empty()) {
            for (const Source& source : config->sources) {
                if (source.enabled) {
                    plan.sources.push_back(source.id);
                }
            }
        }
        return pass(here, std::move(*config), plan);
    }

  private:
    [[nodiscard]] int
    pass(const Surroundings& here, config::Config config, const OncePlan& plan) const {
        Log log(Log::Form::silent);
        auto house = House::open(here.folders, log);
        if (!house) {
            return complain(here, house.error());
        }
        SystemdNotify notify;
        Service service(std::move(config),
                        {.work = **house,
                         .clock = here.clock,
                         .notify = notify,
                         .log = log,
                         .reload = [] { return Reloaded{}; },
                         .reported = [&](const Report& report) { tell(here, report); },
                         .failed = [&](const Error& error) { complain(here, error); },
                         .abandon = [](int code) { ::_exit(code); }});
        const int code = service.run_once(plan);
        return code == exit_storage ? exit_not_well : code;
    }

    void tell(const Surroundings& here, const Report& report) const {
        const bool well =
            report.run.outcome == Outcome::loaded || report.run.outcome == Outcome::unchanged;
        if (quiet_ && well) {
            return;
        }
        for (const Line& line : report.lines) {
            fmt::print(here.out, "{}\n", line.line);
        }
        fmt::print(well ? here.out : here.err,
                   "{}: {}\n",
                   report.run.source,
                   one_line(outcome_text(report)));
    }

    std::vector<std::string> sources_;
    bool force_ = false;
    bool quiet_ = false;
};

} // namespace

std::unique_ptr<Command> make_run() {
    return std::make_unique<RunCommand>();
}

} // namespace tidemark
