// tidemark values: the figures of a series, published or summed; a source alone lists its series.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/print.hpp"
#include "daemon/wire.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/load/derive.hpp"
#include "pipeline/load/store.hpp"

#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>

namespace tidemark {
namespace {

using Json = nlohmann::ordered_json;

std::string edition(const Snapshot& snapshot, VintageId id) {
    const auto found = snapshot.vintages.find(id);
    return found == snapshot.vintages.end()
               ? std::string()
               : fmt::format("v{} {}", found->second.number, day_text(found->second.published));
}

Json edition_json(const Snapshot& snapshot, VintageId id) {
    const auto found = snapshot.vintages.find(id);
    return found == snapshot.vintages.end() ? Json(nullptr)
                                            : Json{{"number", found->second.number},
                                                   {"published", day_text(found->second.published)},
                                                   {"loaded", to_text(found->second.loaded)}};
}

std::string total_text(const Total& total) {
    return total.low == total.high
               ? grouped(total.value)
               : fmt::format("{} to {}", grouped(total.low), grouped(total.high));
}

Json json_of(const Snapshot& snapshot, const Series& series) {
    Json figures = Json::array();
    for (const Figure& f : series.figures) {
        figures.push_back({{"period", json_of(f.period, f.label)},
                           {"value", tidemark::json_of(f.value)},
                           {"status", to_text(f.status)},
                           {"below", f.status == Status::below ? Json(f.below) : Json(nullptr)},
                           {"raw", f.raw},
                           {"vintage", edition_json(snapshot, f.first)},
                           {"edition", edition_json(snapshot, f.last)},
                           {"evidence", json_of(f.origin)}});
    }
    return {{"series", to_text(series.key)}, {"kind", "published"}, {"figures", figures}};
}

Json json_of(const Subject& subject) {
    Json figures = Json::array();
    for (const Total& total : subject.totals) {
        Json left_out = Json::array();
        for (const Part& part : total.parts) {
            if (part.answer != Answer::answered) {
                left_out.push_back({{"code", part.code},
                                    {"name", part.name},
                                    {"answer", to_text(part.answer)},
                                    {"why", part.why}});
            }
        }
        figures.push_back({{"period", json_of(total.period, total.label)},
                           {"value", tidemark::json_of(std::optional(total.value))},
                           {"low", tidemark::json_of(std::optional(total.low))},
                           {"high", tidemark::json_of(std::optional(total.high))},
                           {"members", total.members},
                           {"of", total.of},
                           {"left_out", left_out}});
    }
    return {{"series", to_text(subject.key)},
            {"kind", "sum"},
            {"name", subject.name},
            {"figures", figures}};
}

void print(std::ostream& out, const Snapshot& snapshot, const Series& series) {
    TextTable table{{"PERIOD"},
                    {"VALUE", TextTable::Align::right},
                    {"STATUS"},
                    {"SINCE"},
                    {"FILE"},
                    {"SHEET"},
                    {"CELL"}};
    for (const Figure& f : series.figures) {
        table.add({to_text(f.period),
                   value_text(f.value, f.status, f.below),
                   std::string(to_text(f.status)),
                   edition(snapshot, f.first),
                   f.origin.file,
                   f.origin.sheet,
                   f.origin.cell});
    }
    table.print(out);
}

void print(std::ostream& out, const Subject& subject) {
    TextTable table{{"PERIOD"}, {"VALUE", TextTable::Align::right}, {"MEMBERS"}, {"LEFT OUT"}};
    for (const Total& total : subject.totals) {
        std::vector<std::string> left_out;
        for (const Part& part : total.parts) {
            if (part.answer != Answer::answered) {
                left_out.push_back(part.name + ": " + std::string(to_text(part.answer)));
            }
        }
        table.add({to_text(total.period),
                   total_text(total),
                   fmt::format("{} of {}", total.members, total.of),
                   join(left_out, "; ")});
    }
    table.print(out);
}

// The snapshot and the sums over it. The subjects point into the snapshot.
struct Shown {
    Snapshot snapshot;
    std::vector<Subject> sums;
};

class ValuesCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.needed("SERIES", series_, "SOURCE/dim=code/..., or SOURCE to list its series");
        arguments.text("--as-of", as_of_, "as published by the end of this day");
        arguments.text("--as-loaded", as_loaded_, "as known here by the end of this day");
        arguments.flag("--json", json_, "one object");
    }

    int run(const Surroundings& here) override {
        auto key = parse_series(series_).map_error(usage);
        if (!key) {
            return complain(here, key.error());
        }
        AsOf as_of;
        for (const auto& [text, day] :
             {std::pair{&as_of_, &as_of.published}, std::pair{&as_loaded_, &as_of.loaded}}) {
            if (text->empty()) {
                continue;
            }
            const auto parsed = parse_day(*text).map_error(usage);
            if (!parsed) {
                return complain(here, parsed.error());
            }
            *day = *parsed;
        }
        // One published series costs its own figures; a sum, or what is unknown, all of them.
        const auto one = load::published_series(here.folders.state, *key, as_of);
        if (!one) {
            return complain(here, one.error());
        }
        if (!one->series.empty()) {
            return show(here, *one, one->series.front());
        }
        auto store = load::open_store_read_only(here.folders.state);
        if (!store) {
            return complain(here, store.error());
        }
        auto snapshot = (*store)->snapshot(key->source, as_of);
        if (!snapshot) {
            return complain(here, snapshot.error());
        }
        return show(here, *key, std::move(*snapshot));
    }

  private:
    [[nodiscard]] int
    show(const Surroundings& here, const Snapshot& snapshot, const Series& series) const {
        json_ ? print_json(here.out, json_of(snapshot, series)) : print(here.out, snapshot, series);
        return exit_well;
    }

    [[nodiscard]] int
    show(const Surroundings& here, const SeriesKey& key, Snapshot snapshot) const {
        Shown shown{.snapshot = std::move(snapshot), .sums = {}};
        // Without a usable source file the published series can still be shown.
        const config::Outcome outcome = load_config(here.folders);
        const auto source = find_source(outcome.config, key.source);
        if (source) {
            shown.sums = load::derive(shown.snapshot, **source, outcome.config.codelists);
            std::erase_if(shown.sums,
                          [&](const Subject& s) { return shown.snapshot.find(s.key) != nullptr; });
        } else if (shown.snapshot.series.empty()) {
            return complain(here, source.error());
        }
        if (key.dims.empty()) {
            list(here, shown);
            return exit_well;
        }
        const auto sum = std::ranges::find(shown.sums, key, &Subject::key);
        if (sum == shown.sums.end()) {
            return complain(here, unknown(key, shown));
        }
        json_ ? print_json(here.out, json_of(*sum)) : print(here.out, *sum);
        return exit_well;
    }

    [[nodiscard]] static Error unknown(const SeriesKey& key, const Shown& shown) {
        std::vector<std::string> known;
        for (const Series& series : shown.snapshot.series) {
            known.push_back(to_text(series.key));
        }
        for (const Subject& sum : shown.sums) {
            known.push_back(to_text(sum.key));
        }
        return {.fault = Fault::usage,
                .code = "usage.series",
                .source = key.source,
                .expected = "a series of the source",
                .found = fmt::format("'{}'", to_text(key)),
                .next = "nearest: " + join(nearest(to_text(key), known, 3), ", ")};
    }

    void list(const Surroundings& here, const Shown& shown) const {
        if (json_) {
            Json all = Json::array();
            for (const Series& series : shown.snapshot.series) {
                all.push_back(json_of(shown.snapshot, series));
            }
            for (const Subject& sum : shown.sums) {
                all.push_back(json_of(sum));
            }
            return print_json(here.out, {{"source", shown.snapshot.source}, {"series", all}});
        }
        TextTable table{{"SERIES"},
                        {"KIND"},
                        {"FIGURES", TextTable::Align::right},
                        {"LATEST"},
                        {"VALUE", TextTable::Align::right}};
        for (const Series& series : shown.snapshot.series) {
            const Figure& last = series.figures.back();
            table.add({to_text(series.key),
                       "published",
                       std::to_string(series.figures.size()),
                       to_text(last.period),
                       value_text(last.value, last.status, last.below)});
        }
        for (const Subject& sum : shown.sums) {
            if (!sum.totals.empty()) {
                table.add({to_text(sum.key),
                           "sum",
                           std::to_string(sum.totals.size()),
                           to_text(sum.totals.back().period),
                           total_text(sum.totals.back())});
            }
        }
        table.print(here.out);
    }

    std::string series_;
    std::string as_of_;
    std::string as_loaded_;
    bool json_ = false;
};

} // namespace

std::unique_ptr<Command> make_values() {
    return std::make_unique<ValuesCommand>();
}

} // namespace tidemark
