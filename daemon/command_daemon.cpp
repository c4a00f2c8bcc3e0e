// tidemark daemon: the schedule in the foreground.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/service.hpp"
#include "daemon/wire.hpp"
#include "pipeline/parse/worker/lock.hpp"

#include <fmt/ostream.h>
#include <unistd.h>

namespace tidemark {
namespace {

class DaemonCommand final : public Command {
  public:
    void options(Arguments&) override {}

    int run(const Surroundings& here) override {
        Log log(process_environment()("JOURNAL_STREAM") ? Log::Form::journal : Log::Form::plain);
        auto config = load_config(here.folders);
        if (!config.problems.empty()) {
            for (const config::Problem& problem : config.problems) {
                log.write(Level::error, "configuration refused", {{"problem", problem.to_text()}});
            }
            return exit_config;
        }
        auto house = House::open(here.folders, log);
        if (!house) {
            const Error& error = house.error();
            log.write(Level::error, "cannot start", {{"error", error.to_text()}});
            return error.fault == Fault::locked ? exit_not_well : exit_storage;
        }
        if (parse::landlock_abi() == 0) {
            log.write(Level::warning, parse::without_landlock);
        }
        SystemdNotify notify;
        Service service(std::move(config.config),
                        {.work = **house,
                         .clock = here.clock,
                         .notify = notify,
                         .log = log,
                         .reload = [&] { return reload(here.folders); },
                         // Threads still at work are left: a transaction they hold rolls back.
                         .abandon = [](int code) { ::_exit(code); }});
        return service.run_schedule();
    }

  private:
    static Reloaded reload(const Folders& folders) {
        config::Outcome outcome = load_config(folders);
        if (outcome.problems.empty()) {
            return std::move(outcome.config);
        }
        std::vector<std::string> problems;
        for (const config::Problem& problem : outcome.problems) {
            problems.push_back(problem.to_text());
        }
        return tl::unexpected(std::move(problems));
    }
};

} // namespace

std::unique_ptr<Command> make_daemon() {
    return std::make_unique<DaemonCommand>();
}

} // namespace tidemark
