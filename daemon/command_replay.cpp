// tidemark replay: what the rules, as they are written now, would have said of past editions.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/print.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/load/store.hpp"
#include "pipeline/run/replay.hpp"

#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <ostream>

namespace tidemark {
namespace {

using Json = nlohmann::ordered_json;

// A day, or a year: from its first day.
Result<Day> day_or_year(const std::string& text) {
    const bool year = text.size() == 4 && std::ranges::all_of(text, [](unsigned char c) {
                          return std::isdigit(c) != 0;
                      });
    return parse_day(year ? text + "-01-01" : text).map_error(usage);
}

class ReplayCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.needed("SOURCE", source_, "id of a source");
        arguments.text("--rule", rule_, "of this rule alone");
        arguments.text(
            "--from", from_, "lines of editions published then or later: 2010-06-01, 2010");
        arguments.flag("--json", json_, "a list of objects");
    }

    int run(const Surroundings& here) override {
        const auto config = read_config(here);
        if (!config) {
            return exit_usage;
        }
        const auto found = find_source(*config, source_);
        if (!found) {
            return complain(here, found.error());
        }
        auto source = with_rule(**found);
        if (!source) {
            return complain(here, source.error());
        }
        const auto from = from_.empty() ? Result<Day>(Day::min()) : day_or_year(from_);
        if (!from) {
            return complain(here, from.error());
        }
        auto store = load::open_store_read_only(here.folders.state);
        if (!store) {
            return complain(here, store.error());
        }
        auto replayed = replay(*source, config->codelists, **store);
        if (!replayed) {
            return complain(here, replayed.error());
        }
        std::erase_if(*replayed,
                      [&](const Replayed& one) { return one.vintage.published < *from; });
        json_ ? print_objects(here.out, *replayed) : print_lines(here.out, *replayed);
        return exit_well;
    }

  private:
    // The source with the rule that is asked for alone.
    [[nodiscard]] Result<Source> with_rule(Source source) const {
        std::vector<std::string> ids;
        for (const Rule& rule : source.rules) {
            ids.push_back(rule.id);
        }
        if (rule_.empty()) {
            return source;
        }
        std::erase_if(source.rules, [&](const Rule& rule) { return rule.id != rule_; });
        if (source.rules.empty()) {
            return fail(
                {.fault = Fault::usage,
                 .code = "usage.rule",
                 .source = source_,
                 .expected = "the id of a rule of the source",
                 .found = fmt::format("'{}'", rule_),
                 .next = ids.empty() ? "the source has no rules" : "there are " + join(ids, ", ")});
        }
        return source;
    }

    static void print_lines(std::ostream& out, const std::vector<Replayed>& all) {
        std::size_t lines = 0;
        for (const Replayed& one : all) {
            for (const Line& line : one.lines) {
                fmt::print(out,
                           "{} v{:<3} {:<7} {:<9} {} ({})\n",
                           day_text(one.vintage.published),
                           one.vintage.number,
                           to_text(line.severity),
                           to_text(line.state),
                           one_line(line.text),
                           line.id);
                ++lines;
            }
        }
        fmt::print(out,
                   "{} over {}; nothing was written\n",
                   counted(lines, "line"),
                   counted(all.size(), "edition"));
    }

    static void print_objects(std::ostream& out, const std::vector<Replayed>& all) {
        JsonList list(out);
        for (const Replayed& one : all) {
            for (const Line& line : one.lines) {
                list.add({{"published", day_text(one.vintage.published)},
                          {"vintage", one.vintage.number},
                          {"line", Json::parse(line.json)}});
            }
        }
        list.end();
    }

    std::string source_;
    std::string rule_;
    std::string from_;
    bool json_ = false;
};

} // namespace

std::unique_ptr<Command> make_replay() {
    return std::make_unique<ReplayCommand>();
}

} // namespace tidemark
