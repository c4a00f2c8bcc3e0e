// tidemark run: one pass now. Prints each alert line it wrote and what became of each source.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/service.hpp"
#include "daemon/tell.hpp"
#include "daemon/wire.hpp"

#include <unistd.h>

#include <string>
#include <vector>

namespace tidemark {
namespace {

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
                         .reported = [&](const Report& report) { report_on(here, report); },
                         .failed = [&](const Error& error) { complain(here, error); },
                         .abandon = [](int code) { ::_exit(code); }});
        const int code = service.run_once(plan);
        return code == exit_storage ? exit_not_well : code;
    }

    void report_on(const Surroundings& here, const Report& report) const {
        if (!quiet_ || !went_well(report)) {
            tell(here, report);
        }
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
