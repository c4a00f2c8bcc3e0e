// tidemark roster: who was asked and who has answered; --set records a letter.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/print.hpp"
#include "daemon/requests.hpp"
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

// The widest sum over the roster's dimension: its parts are the members.
const Subject* over_roster(const std::vector<Subject>& subjects, const Source& source) {
    const Subject* widest = nullptr;
    std::size_t most = 0;
    for (const Subject& subject : subjects) {
        const bool ours = subject.summed && !subject.totals.empty() &&
                          (!source.roster || subject.member_dim == source.roster->dim);
        const std::size_t parts = ours ? subject.totals.back().parts.size() : 0;
        if (parts > most) {
            widest = &subject;
            most = parts;
        }
    }
    return widest;
}

class RosterCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.needed("SOURCE", source_, "id of a source with a roster");
        arguments.two_texts("--set", letter_, "MEMBER ANSWER: refused, no-info or partly");
        arguments.text(
            "--period", period_, "the round: 2019/20; the latest when left out; needed by --set");
        arguments.text("--by", by_, "who records the answer");
        arguments.text("--why", why_, "the letter: its date and words");
        arguments.flag("--json", json_, "one object");
    }

    int run(const Surroundings& here) override {
        const auto config = read_config(here);
        if (!config) {
            return exit_usage;
        }
        const auto source = find_source(*config, source_);
        if (!source) {
            return complain(here, source.error());
        }
        std::optional<Period> round;
        if (!period_.empty()) {
            const auto parsed = parse_period(period_).map_error(usage);
            if (!parsed) {
                return complain(here, parsed.error());
            }
            round = *parsed;
        }
        return letter_.empty() ? show(here, *config, **source, round)
                               : record(here, *config, **source, round);
    }

  private:
    [[nodiscard]] int show(const Surroundings& here,
                           const config::Config& config,
                           const Source& source,
                           const std::optional<Period>& round) const {
        auto store = load::open_store_read_only(here.folders.state);
        if (!store) {
            return complain(here, store.error());
        }
        const auto snapshot = (*store)->snapshot(source.id, {});
        if (!snapshot) {
            return complain(here, snapshot.error());
        }
        const auto subjects = load::derive(*snapshot, source, config.codelists);
        const Subject* subject = over_roster(subjects, source);
        if (subject == nullptr) {
            return complain(here, no_roster("a sum over a roster with answers"));
        }
        const auto total = round ? std::ranges::find(subject->totals, *round, &Total::period)
                                 : std::prev(subject->totals.end());
        if (total == subject->totals.end()) {
            return complain(here, no_roster(fmt::format("answers for {}", period_)));
        }
        json_ ? print_object(here, *total) : print_table(here, *total);
        return exit_well;
    }

    [[nodiscard]] Error no_roster(std::string expected) const {
        return {.fault = Fault::usage,
                .code = "usage.roster",
                .source = source_,
                .expected = std::move(expected),
                .found = "none",
                .next = "see tidemark values " + source_};
    }

    void print_object(const Surroundings& here, const Total& total) const {
        auto members = nlohmann::ordered_json::array();
        for (const Part& part : total.parts) {
            members.push_back(
                {{"code", part.code},
                 {"name", part.name},
                 {"answer", to_text(part.answer)},
                 {"value",
                  part.answer == Answer::answered ? json_of(std::optional(part.value)) : nullptr},
                 {"why", part.why}});
        }
        print_json(here.out,
                   {{"source", source_},
                    {"period", json_of(total.period, total.label)},
                    {"answered", total.members},
                    {"of", total.of},
                    {"members", members}});
    }

    void print_table(const Surroundings& here, const Total& total) const {
        fmt::print(here.out,
                   "{}: {}, {} of {} answered\n",
                   source_,
                   in_words(total.period),
                   total.members,
                   total.of);
        TextTable table{
            {"CODE"}, {"NAME"}, {"ANSWER"}, {"VALUE", TextTable::Align::right}, {"WHY"}};
        for (const Part& part : total.parts) {
            table.add({part.code,
                       part.name,
                       std::string(to_text(part.answer)),
                       part.answer == Answer::answered ? grouped(part.value) : "",
                       part.why});
        }
        table.print(here.out);
    }

    [[nodiscard]] int record(const Surroundings& here,
                             const config::Config& config,
                             const Source& source,
                             const std::optional<Period>& round) const {
        const auto decision = decide(config, source, round, here.clock.now());
        if (!decision) {
            return complain(here, decision.error());
        }
        const auto handed = hand_in(here.folders, *decision);
        if (!handed) {
            return complain(here, handed.error());
        }
        fmt::print(here.out,
                   "{}: {} answered '{}' for {}; {}\n",
                   source_,
                   decision->target,
                   decision->answer,
                   to_text(*decision->period),
                   *handed == Handed::applied ? "recorded"
                                              : "the daemon records it within seconds");
        return exit_well;
    }

    [[nodiscard]] Result<Decision> decide(const config::Config& config,
                                          const Source& source,
                                          const std::optional<Period>& round,
                                          Instant now) const;

    std::string source_;
    std::vector<std::string> letter_;
    std::string period_;
    std::string by_;
    std::string why_;
    bool json_ = false;
};

// A letter needs a roster, a member of it by any spelling, a known answer, a round, a name and a
// reason.
Result<Decision> RosterCommand::decide(const config::Config& config,
                                       const Source& source,
                                       const std::optional<Period>& round,
                                       Instant now) const {
    const auto refuse = [&](std::string expected, std::string found, std::string next) {
        return fail({.fault = Fault::usage,
                     .code = "usage.roster",
                     .source = source_,
                     .expected = std::move(expected),
                     .found = std::move(found),
                     .next = std::move(next)});
    };
    if (is_blank(by_) || is_blank(why_) || !round) {
        return refuse("--period, --by and --why with --set",
                      "less",
                      "say which round, who records it and what the letter says");
    }
    if (letter_[1] != "refused" && letter_[1] != "no-info" && letter_[1] != "partly") {
        return refuse("refused, no-info or partly", fmt::format("'{}'", letter_[1]), {});
    }
    const CodeSet* set = source.roster ? config.codelists.set(source.roster->of) : nullptr;
    const Codelist* list = set != nullptr ? config.codelists.list(set->codelist) : nullptr;
    if (list == nullptr) {
        return refuse("a source with a [roster]", "none", "add it to " + source.config_file);
    }
    const auto asked = set->asked(*round);
    const auto meant = list->all(letter_[0]); // of several the one that was asked then
    const auto member = std::ranges::find_if(meant, [&](const Code* code) {
        return std::ranges::find(asked, code->code) != asked.end();
    });
    if (member == meant.end()) {
        return refuse(fmt::format("a member asked for {}", to_text(*round)),
                      fmt::format("'{}'", letter_[0]),
                      "list them with tidemark roster " + source_);
    }
    return Decision{.what = "letter",
                    .source = source_,
                    .target = (*member)->code,
                    .answer = letter_[1],
                    .period = round,
                    .by = by_,
                    .why = why_,
                    .at = now};
}

} // namespace

std::unique_ptr<Command> make_roster() {
    return std::make_unique<RosterCommand>();
}

} // namespace tidemark
