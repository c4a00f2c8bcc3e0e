// tidemark status: is every source well, and how old is what we know.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/outlook.hpp"
#include "daemon/print.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/parse/worker/lock.hpp"

#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>

namespace tidemark {
namespace {

using Json = nlohmann::ordered_json;

std::string_view words(Outcome outcome) {
    switch (outcome) {
    case Outcome::loaded:
        return "loaded";
    case Outcome::unchanged:
        return "unchanged";
    case Outcome::held:
        return "held";
    case Outcome::failed:
        return "failed";
    }
    return "";
}

std::string_view state_of(const Outlook& o) {
    if (!o.health.last) {
        return "never looked at";
    }
    return o.held.empty() ? words(o.health.last->outcome) : "held";
}

Json json_of(const Outlook& o) {
    Json object{{"source", o.source.id},
                {"title", o.source.title},
                {"enabled", o.source.enabled},
                {"state", state_of(o)},
                {"well", o.well()},
                {"observations", o.health.observations}};
    const auto time = [](const std::optional<Instant>& at) {
        return at ? Json(to_text(*at)) : Json(nullptr);
    };
    object["last_success"] = time(o.health.last_success);
    object["next"] = o.next ? Json(to_text(o.next->at)) : Json(nullptr);
    if (const auto& last = o.health.last) {
        object["last"] = {{"started", to_text(last->started)},
                          {"finished", to_text(last->finished)},
                          {"outcome", words(last->outcome)},
                          {"lines", last->lines},
                          {"detail", last->detail}};
    }
    if (const auto& vintage = o.health.vintage) {
        object["vintage"] = {{"number", vintage->number},
                             {"published", day_text(vintage->published)},
                             {"loaded", to_text(vintage->loaded)}};
    }
    object["held"] = Json::array();
    for (const Held& held : o.held) {
        for (const Error& reason : held.reasons) {
            object["held"].push_back(json_of(reason));
        }
    }
    object["unmatched"] = o.unmatched;
    return object;
}

class StatusCommand final : public Command {
  public:
    void options(Arguments& arguments) override { arguments.flag("--json", json_, "one object"); }

    int run(const Surroundings& here) override {
        const auto config = read_config(here);
        if (!config) {
            return exit_usage;
        }
        const auto all = look_out(*config, here.folders, here.clock.now());
        if (!all) {
            return complain(here, all.error());
        }
        json_ ? print_object(here, *all) : print_table(here, *all);
        return std::ranges::all_of(*all, &Outlook::well) ? exit_well : exit_not_well;
    }

  private:
    static void print_object(const Surroundings& here, const std::vector<Outlook>& all) {
        Json sources = Json::array();
        for (const Outlook& o : all) {
            sources.push_back(json_of(o));
        }
        print_json(here.out,
                   {{"well", std::ranges::all_of(all, &Outlook::well)},
                    {"landlock", parse::landlock_abi()},
                    {"sources", sources}});
    }

    static void print_table(const Surroundings& here, const std::vector<Outlook>& all) {
        const Instant now = here.clock.now();
        TextTable table{{"SOURCE"},
                        {"STATE"},
                        {"LAST SUCCESS"},
                        {"VINTAGE"},
                        {"FIGURES", TextTable::Align::right},
                        {"NEXT"}};
        for (const Outlook& o : all) {
            const auto& vintage = o.health.vintage;
            table.add(
                {o.source.id,
                 std::string(state_of(o)),
                 o.health.last_success ? age_text(now - *o.health.last_success) + " ago" : "-",
                 vintage ? fmt::format("v{} of {}", vintage->number, day_text(vintage->published))
                         : "-",
                 grouped(static_cast<double>(o.health.observations)),
                 o.next ? local_text(o.next->at, o.source.zone) : "-"});
        }
        table.print(here.out);
        if (parse::landlock_abi() == 0) {
            fmt::print(here.out, "{}\n", parse::without_landlock);
        }
        for (const Outlook& o : all) {
            if (o.health.last && o.health.last->outcome == Outcome::failed) {
                fmt::print(here.out, "{}: {}\n", o.source.id, one_line(o.health.last->detail));
            }
            for (const std::string& line : o.unmatched) {
                fmt::print(here.out, "{}: {}\n", o.source.id, one_line(line));
            }
            for (const Held& held : o.held) {
                for (const Error& reason : held.reasons) {
                    fmt::print(here.out,
                               "{}: held by {}: {}\n",
                               o.source.id,
                               reason.code,
                               one_line(reason.to_text()));
                }
            }
        }
    }

    bool json_ = false;
};

} // namespace

std::unique_ptr<Command> make_status() {
    return std::make_unique<StatusCommand>();
}

} // namespace tidemark
