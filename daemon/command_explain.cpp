// tidemark explain: all that stands behind an alert, every figure read again from its file.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/bundle.hpp"
#include "daemon/evidence.hpp"
#include "daemon/print.hpp"
#include "daemon/wire.hpp"
#include "pipeline/alert/rules/chance.hpp"
#include "pipeline/alert/style.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <ostream>

namespace tidemark {
namespace {

using Json = nlohmann::ordered_json;

// A statement of a group's member, or the one that was asked for.
struct Explained {
    const Said& said;
    const Statement& statement;
    std::vector<Evidence> evidence; // of a group: that of its members
    std::vector<Reread> reread;     // beside it
};

std::vector<Evidence> evidence_of(const Statement& statement) {
    std::vector<Evidence> all = statement.evidence;
    for (const Statement& member : statement.members) {
        all.insert(all.end(), member.evidence.begin(), member.evidence.end());
    }
    return all;
}

std::string interval_text(const Interval& interval) {
    return fmt::format("{} to {} ({})",
                       signed_percent(interval.low),
                       signed_percent(interval.high),
                       alert::method_of(interval));
}

Json json_of(const Coverage& coverage) {
    Json left_out = Json::array();
    for (const LeftOut& one : coverage.left_out) {
        left_out.push_back({{"code", one.code}, {"name", one.name}, {"why", one.why}});
    }
    Json object{{"now", {{"members", coverage.now_members}, {"of", coverage.now_of}}},
                {"before", {{"members", coverage.before_members}, {"of", coverage.before_of}}},
                {"matched", coverage.matched},
                {"left_out", left_out}};
    if (coverage.unmatched_percent) {
        object["unmatched"] = {{"value", tidemark::json_of(coverage.unmatched_now)},
                               {"compare", tidemark::json_of(coverage.unmatched_before)},
                               {"change_pct", *coverage.unmatched_percent}};
    }
    return object;
}

Json json_of(const Explained& explained) {
    const Statement& s = explained.statement;
    Json object{{"id", s.id},
                {"state", to_text(explained.said.state)},
                {"severity", to_text(s.severity)},
                {"source", s.source},
                {"rule", s.rule},
                {"kind", s.kind},
                {"subject", s.subject},
                {"series", s.series},
                {"text", s.text},
                {"first_said", to_text(explained.said.first_said)}};
    if (s.period) {
        object["period"] = json_of(*s.period, s.label);
    }
    if (s.before_period) {
        object["before_period"] = json_of(*s.before_period, "");
    }
    for (const auto& [name, value] : {std::pair{"value", s.value},
                                      std::pair{"before", s.before},
                                      std::pair{"change", s.change},
                                      std::pair{"change_pct", s.change_percent},
                                      std::pair{"threshold", s.threshold}}) {
        if (value) {
            object[name] = tidemark::json_of(value);
        }
    }
    if (s.interval) {
        object["interval_pct"] = {s.interval->low, s.interval->high};
        object["method"] = alert::method_of(*s.interval);
        object["phi"] = s.interval->phi;
    }
    if (s.coverage) {
        object["coverage"] = json_of(*s.coverage);
    }
    for (const Driver& driver : s.drivers) {
        object["drivers"].push_back(
            {{"code", driver.code}, {"name", driver.name}, {"change", driver.change}});
    }
    for (const Statement& member : s.members) {
        object["members"].push_back({{"id", member.id}, {"text", member.text}});
    }
    object["cause"] = s.cause;
    object["reason"] = s.reason;
    object["evidence"] = Json::array();
    for (std::size_t i = 0; i < explained.evidence.size(); ++i) {
        const Evidence& e = explained.evidence[i];
        Json one{{"role", e.role}, {"series", e.series}, {"period", json_of(e.period, "")}};
        one["value"] = tidemark::json_of(e.value);
        one.update(json_of(e.origin));
        one["reads_again"] = to_text(explained.reread[i].verdict);
        one["found"] = explained.reread[i].found;
        object["evidence"].push_back(one);
    }
    return object;
}

class Printer {
  public:
    explicit Printer(std::ostream& out)
        : out_(out) {}

    void row(std::string_view name, std::string_view text) {
        if (!text.empty()) {
            fmt::print(out_, "  {:<11} {}\n", name, one_line(text));
        }
    }

    void numbers(const Statement& s);
    void coverage(const Coverage& coverage, const Style& style);
    void evidence(const Explained& explained);

  private:
    std::ostream& out_;
};

void Printer::numbers(const Statement& s) {
    if (s.value) {
        row("value", fmt::format("{} in {}", alert::figure(*s.value, s.style), s.label));
    }
    if (s.before) {
        row("before",
            fmt::format("{}{}",
                        alert::figure(*s.before, s.style),
                        s.before_period ? " in " + in_words(*s.before_period) : std::string()));
    }
    std::vector<std::string> change;
    if (s.change && !s.style.percent) {
        change.push_back(alert::figure(*s.change, s.style));
    }
    if (std::string size = alert::signed_change(s); !size.empty()) {
        change.push_back(std::move(size));
    }
    row("change", join(change, ", "));
    if (s.interval) {
        row("interval", interval_text(*s.interval));
    }
    if (s.threshold) {
        row("threshold", alert::limit(*s.threshold, s.style));
    }
}

void Printer::coverage(const Coverage& c, const Style& style) {
    row("coverage",
        fmt::format("{} of {} now, {} of {} before, {} in both",
                    c.now_members,
                    c.now_of,
                    c.before_members,
                    c.before_of,
                    c.matched));
    if (c.unmatched_now && c.unmatched_before) {
        row("all answers",
            fmt::format("{} to {}{}{}",
                        alert::figure(*c.unmatched_before, style),
                        alert::figure(*c.unmatched_now, style),
                        c.unmatched_percent ? " (" + signed_percent(*c.unmatched_percent) + ")"
                                            : std::string(),
                        c.like_for_like() ? "" : ", not like for like"));
    }
    for (const LeftOut& one : c.left_out) {
        row("left out", fmt::format("{} ({}): {}", one.name, one.code, one.why));
    }
}

void Printer::evidence(const Explained& explained) {
    if (explained.evidence.empty()) {
        return;
    }
    fmt::print(out_, "\n");
    TextTable table{{"ROLE"},
                    {"SERIES"},
                    {"PERIOD"},
                    {"VALUE", TextTable::Align::right},
                    {"FILE"},
                    {"SHEET"},
                    {"CELL"},
                    {"READ AGAIN"}};
    for (std::size_t i = 0; i < explained.evidence.size(); ++i) {
        const Evidence& e = explained.evidence[i];
        const Reread& reread = explained.reread[i];
        table.add({e.role,
                   e.series.substr(std::min(e.series.size(), e.series.find('/') + 1)),
                   to_text(e.period),
                   e.value ? grouped(*e.value) : "",
                   e.origin.file,
                   e.origin.sheet,
                   e.origin.cell,
                   fmt::format("{}: {}", to_text(reread.verdict), reread.found)});
    }
    table.print(out_);
}

class ExplainCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.needed("ALERT", id_, "an alert's id, or a beginning of it that no other has");
        arguments.flag("--json", json_, "one object");
        arguments.text("--bundle", bundle_, "write all of it, with the files, to this ZIP file");
    }

    int run(const Surroundings& here) override {
        auto room = open_reading_room(here.folders);
        if (!room) {
            return complain(here, room.error());
        }
        auto found = room->store->find_said(id_);
        if (!found) {
            return complain(here, found.error());
        }
        if (!*found) {
            return complain(here,
                            {.fault = Fault::usage,
                             .code = "usage.alert",
                             .expected = "the id of an alert",
                             .found = fmt::format("'{}'", id_),
                             .next = "list them with tidemark alerts"});
        }
        return bundle_.empty() ? explain(here, **found, *room) : bundle(here, **found, *room);
    }

  private:
    [[nodiscard]] int explain(const Surroundings& here, const Said& said, ReadingRoom& room) const {
        const Statement& chosen = choose(said.statement);
        Explained explained{
            .said = said, .statement = chosen, .evidence = evidence_of(chosen), .reread = {}};
        // Without a usable source file nearly every figure can still be read again.
        const config::Outcome outcome = load_config(here.folders);
        auto source = find_source(outcome.config, explained.statement.source);
        EvidenceReader reader(*room.archive, *room.parser, source ? (*source)->recipe : Recipe{});
        bool well = true;
        for (const Evidence& e : explained.evidence) {
            explained.reread.push_back(reader.read(e.origin, e.value));
            well = well && explained.reread.back().verdict == Reread::Verdict::equal;
        }
        if (json_) {
            print_json(here.out, json_of(explained));
        } else {
            print(here.out, explained);
        }
        return well ? exit_well : exit_not_well;
    }

    [[nodiscard]] int bundle(const Surroundings& here, Said said, const ReadingRoom& room) const {
        said.statement = Statement(choose(said.statement));
        const config::Outcome outcome = load_config(here.folders);
        auto source = find_source(outcome.config, said.statement.source);
        const auto written =
            source ? write_bundle(bundle_, said, **source, *room.archive) : propagate(source);
        if (!written) {
            return complain(here, written.error());
        }
        fmt::print(here.out, "{}: check it with: tidemark verify {}\n", bundle_, bundle_);
        return exit_well;
    }

    // A member of a group when its own id was asked for.
    [[nodiscard]] const Statement& choose(const Statement& statement) const {
        for (const Statement& member : statement.members) {
            if (member.id.starts_with(id_) && !statement.id.starts_with(id_)) {
                return member;
            }
        }
        return statement;
    }

    static void print(std::ostream& out, const Explained& explained) {
        const Statement& s = explained.statement;
        fmt::print(out, "{}  {}\n", s.id, one_line(s.text));
        Printer printer(out);
        printer.row("state",
                    fmt::format("{}, {}, first said {}",
                                to_text(explained.said.state),
                                to_text(s.severity),
                                to_text(explained.said.first_said)));
        printer.row("source", s.source);
        printer.row("rule", fmt::format("{} ({})", s.rule, s.kind));
        printer.row("series", s.series);
        if (s.period) {
            printer.row(
                "period",
                fmt::format(
                    "{} ({} to {})", s.label, day_text(s.period->start), day_text(s.period->end)));
        }
        printer.numbers(s);
        if (s.coverage) {
            printer.coverage(*s.coverage, s.style);
        }
        for (const Driver& driver : s.drivers) {
            printer.row("driver",
                        fmt::format("{} {}", driver.name, alert::figure(driver.change, s.style)));
        }
        printer.row("cause", s.cause);
        printer.row("reason", s.reason);
        for (const Statement& member : s.members) {
            printer.row("member", fmt::format("{}  {}", member.id, member.text));
        }
        printer.evidence(explained);
    }

    std::string id_;
    std::string bundle_;
    bool json_ = false;
};

} // namespace

std::unique_ptr<Command> make_explain() {
    return std::make_unique<ExplainCommand>();
}

} // namespace tidemark
