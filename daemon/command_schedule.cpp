// tidemark schedule: the next runs and why.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/outlook.hpp"
#include "daemon/print.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace tidemark {
namespace {

std::string why_text(const Outlook& outlook) {
    if (!outlook.source.enabled) {
        return "disabled";
    }
    if (!outlook.next) {
        return outlook.source.schedule ? "its dates are over" : "no [schedule]: tidemark run";
    }
    return outlook.missed == 0
               ? outlook.next->why
               : fmt::format("{}; makes up for {} missed", outlook.next->why, outlook.missed);
}

class ScheduleCommand final : public Command {
  public:
    void options(Arguments& arguments) override { arguments.flag("--json", json_, "one object"); }

    int run(const Surroundings& here) override {
        const auto config = read_config(here);
        if (!config) {
            return exit_usage;
        }
        const Instant now = here.clock.now();
        auto all = look_out(*config, here.folders, now);
        if (!all) {
            return complain(here, all.error());
        }
        std::ranges::stable_sort(
            *all, {}, [](const Outlook& o) { return o.next ? o.next->at : Instant::max(); });
        json_ ? print_object(here, *all) : print_table(here, *all);
        return exit_well;
    }

  private:
    static void print_object(const Surroundings& here, const std::vector<Outlook>& all) {
        auto runs = nlohmann::ordered_json::array();
        for (const Outlook& o : all) {
            runs.push_back(
                {{"source", o.source.id},
                 {"next", o.next ? nlohmann::ordered_json(to_text(o.next->at)) : nullptr},
                 {"missed", o.missed},
                 {"why", why_text(o)}});
        }
        print_json(here.out, {{"runs", runs}});
    }

    static void print_table(const Surroundings& here, const std::vector<Outlook>& all) {
        TextTable table{{"NEXT"}, {"IN"}, {"SOURCE"}, {"WHY"}};
        const Instant now = here.clock.now();
        for (const Outlook& o : all) {
            table.add({o.next ? local_text(o.next->at, o.source.zone) : "-",
                       o.next ? (o.next->at <= now ? "now" : age_text(o.next->at - now)) : "",
                       o.source.id,
                       why_text(o)});
        }
        table.print(here.out);
    }

    bool json_ = false;
};

} // namespace

std::unique_ptr<Command> make_schedule() {
    return std::make_unique<ScheduleCommand>();
}

} // namespace tidemark
