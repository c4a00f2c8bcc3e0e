// tidemark revisions: what editions changed, took away and brought back, ours (reread) apart.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/figure_change.hpp"
#include "daemon/print.hpp"
#include "pipeline/load/store.hpp"

#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>

namespace tidemark {
namespace {

using Json = nlohmann::ordered_json;

// Every dimension that is asked for has the code that is asked for.
bool is_of(const SeriesKey& series, const SeriesKey& asked) {
    return std::ranges::all_of(asked.dims, [&](const auto& dim) {
        const auto found = series.dims.find(dim.first);
        return found != series.dims.end() && found->second == dim.second;
    });
}

FigureChange change_of(const Revision& revision) {
    return {&revision.before, revision.now ? &*revision.now : nullptr};
}

class RevisionsCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.needed(
            "SOURCE", series_, "SOURCE, or SOURCE/dim=code/... for some of its series");
        arguments.text("--since", since_, "of editions published on this day or later");
        arguments.flag("--json", json_, "a list of objects");
    }

    int run(const Surroundings& here) override {
        const auto asked = parse_series(series_).map_error(usage);
        if (!asked) {
            return complain(here, asked.error());
        }
        std::optional<Day> since;
        if (!since_.empty()) {
            const auto day = parse_day(since_).map_error(usage);
            if (!day) {
                return complain(here, day.error());
            }
            since = *day;
        }
        auto store = load::open_store_read_only(here.folders.state);
        if (!store) {
            return complain(here, store.error());
        }
        const auto snapshot = (*store)->snapshot(asked->source, {});
        if (!snapshot) {
            return complain(here, snapshot.error());
        }
        if (snapshot->vintages.empty()) {
            return complain(here, never_loaded(asked->source));
        }
        auto revisions = (*store)->revisions(asked->source);
        if (!revisions) {
            return complain(here, revisions.error());
        }
        std::erase_if(*revisions, [&](const Revision& revision) {
            const Day published = snapshot->vintages.at(revision.vintage).published;
            return !is_of(revision.series, *asked) || (since && published < *since);
        });
        json_ ? print_objects(here.out, *snapshot, *revisions)
              : print_table(here.out, *snapshot, *revisions);
        return exit_well;
    }

  private:
    [[nodiscard]] static Error never_loaded(const std::string& source) {
        return {.fault = Fault::usage,
                .code = "usage.source",
                .source = source,
                .expected = "a source of which something was loaded",
                .found = "no vintage",
                .next = "see tidemark status"};
    }

    static void print_table(std::ostream& out,
                            const Snapshot& snapshot,
                            const std::vector<Revision>& revisions) {
        TextTable table{{"PUBLISHED"},
                        {"VINTAGE"},
                        {"WHAT"},
                        {"SERIES"},
                        {"PERIOD"},
                        {"WAS", TextTable::Align::right},
                        {"NOW", TextTable::Align::right},
                        {"CHANGE"}};
        for (const Revision& revision : revisions) {
            const Vintage& vintage = snapshot.vintages.at(revision.vintage);
            table.add({day_text(vintage.published),
                       fmt::format("v{}", vintage.number),
                       std::string(to_text(revision.kind)),
                       to_text(revision.series),
                       to_text(revision.period),
                       before_text(change_of(revision)),
                       now_text(change_of(revision)),
                       change_text(change_of(revision))});
        }
        table.print(out);
        fmt::print(out,
                   "{} in {}\n",
                   counted(revisions.size(), "revision"),
                   counted(snapshot.vintages.size(), "vintage"));
    }

    static void print_objects(std::ostream& out,
                              const Snapshot& snapshot,
                              const std::vector<Revision>& revisions) {
        JsonList list(out);
        for (const Revision& revision : revisions) {
            const Vintage& vintage = snapshot.vintages.at(revision.vintage);
            Json object{{"vintage",
                         {{"number", vintage.number},
                          {"published", day_text(vintage.published)},
                          {"loaded", to_text(vintage.loaded)}}},
                        {"kind", to_text(revision.kind)},
                        {"series", to_text(revision.series)},
                        {"period", json_of(revision.period, revision.before.label)}};
            add_change(object, change_of(revision));
            list.add(object);
        }
        list.end();
    }

    std::string series_;
    std::string since_;
    bool json_ = false;
};

} // namespace

std::unique_ptr<Command> make_revisions() {
    return std::make_unique<RevisionsCommand>();
}

} // namespace tidemark
