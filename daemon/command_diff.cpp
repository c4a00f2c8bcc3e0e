// tidemark diff: two vintages of a source, every figure that differs.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/figure_change.hpp"
#include "daemon/print.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/load/store.hpp"
#include "pipeline/model/revision.hpp"

#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>

namespace tidemark {
namespace {

using Json = nlohmann::ordered_json;

std::string_view kind_of(const Difference& difference) {
    return difference.before == nullptr ? "added"
           : difference.now == nullptr  ? "removed"
                                        : "changed";
}

FigureChange change_of(const Difference& difference) {
    return {difference.before, difference.now};
}

std::string name_of(const Vintage& vintage) {
    return fmt::format("v{}", vintage.number);
}

// The vintage of that number, "7" or "v7". Fails: usage, naming those there are.
Result<Vintage> find_vintage(const Snapshot& snapshot, std::string_view name) {
    std::vector<std::string> names;
    for (const auto& [id, vintage] : snapshot.vintages) {
        names.push_back(fmt::format("{} {}", name_of(vintage), day_text(vintage.published)));
        if (name == name_of(vintage) || "v" + std::string(name) == name_of(vintage)) {
            return vintage;
        }
    }
    return fail({.fault = Fault::usage,
                 .code = "usage.vintage",
                 .source = snapshot.source,
                 .expected = "a vintage of the source: v1",
                 .found = fmt::format("'{}'", name),
                 .next = names.empty() ? "nothing of it was loaded: see tidemark status"
                                       : "there are " + join(names, ", ")});
}

class DiffCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.needed("SOURCE", source_, "id of a source");
        arguments.needed("A", before_, "a vintage: v1");
        arguments.needed("B", now_, "another: v2");
        arguments.flag("--json", json_, "a list of objects");
    }

    int run(const Surroundings& here) override {
        auto store = load::open_store_read_only(here.folders.state);
        if (!store) {
            return complain(here, store.error());
        }
        const auto before = at_vintage(**store, before_);
        const auto now = before ? at_vintage(**store, now_) : before;
        if (!now) {
            return complain(here, now.error());
        }
        const auto all = differences(*before, *now);
        json_ ? print_objects(here.out, all) : print_table(here.out, all);
        return exit_well;
    }

  private:
    // What stood when that vintage had been published, and none after it.
    [[nodiscard]] Result<Snapshot> at_vintage(Store& store, const std::string& name) const {
        auto present = store.snapshot(source_, {});
        if (!present) {
            return propagate(present);
        }
        auto vintage = find_vintage(*present, name);
        return vintage ? store.snapshot(source_,
                                        {.published = {}, .loaded = {}, .vintage = vintage->id})
                       : propagate(vintage);
    }

    static void print_table(std::ostream& out, const std::vector<Difference>& all) {
        TextTable table{{"WHAT"},
                        {"SERIES"},
                        {"PERIOD"},
                        {"A", TextTable::Align::right},
                        {"B", TextTable::Align::right},
                        {"CHANGE"},
                        {"CELL IN B"}};
        for (const Difference& one : all) {
            const Figure* shown = one.now;
            table.add({std::string(kind_of(one)),
                       to_text(one.series),
                       to_text(one.period),
                       before_text(change_of(one)),
                       now_text(change_of(one)),
                       change_text(change_of(one)),
                       shown == nullptr ? ""
                                        : fmt::format("{} {} {}",
                                                      shown->origin.file,
                                                      shown->origin.sheet,
                                                      shown->origin.cell)});
        }
        table.print(out);
        const auto count = [&](std::string_view kind) {
            return std::ranges::count(all, kind, kind_of);
        };
        fmt::print(out,
                   "{} added, {} changed, {} removed\n",
                   count("added"),
                   count("changed"),
                   count("removed"));
    }

    static void print_objects(std::ostream& out, const std::vector<Difference>& all) {
        JsonList list(out);
        for (const Difference& one : all) {
            const Figure* shown = one.now != nullptr ? one.now : one.before;
            Json object{{"kind", kind_of(one)},
                        {"series", to_text(one.series)},
                        {"period", json_of(one.period, shown->label)}};
            add_change(object, change_of(one));
            list.add(object);
        }
        list.end();
    }

    std::string source_;
    std::string before_;
    std::string now_;
    bool json_ = false;
};

} // namespace

std::unique_ptr<Command> make_diff() {
    return std::make_unique<DiffCommand>();
}

} // namespace tidemark
