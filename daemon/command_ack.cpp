// tidemark ack: a person has seen an alert, says why it needs no more, and stands for it.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/requests.hpp"
#include "pipeline/load/store.hpp"

#include <fmt/ostream.h>

#include <algorithm>
#include <ostream>

namespace tidemark {
namespace {

class AckCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.needed("ALERT", id_, "an alert's id, or a beginning of it that no other has");
        arguments.needed("--by", by_, "who has seen it");
        arguments.needed("--why", why_, "what came of it");
    }

    int run(const Surroundings& here) override {
        auto store = load::open_store_read_only(here.folders.state);
        if (!store) {
            return complain(here, store.error());
        }
        auto found = choose(**store);
        if (!found) {
            return complain(here, found.error());
        }
        store->reset(); // before another connection writes
        const Decision decision{.what = "ack",
                                .source = found->source,
                                .target = found->id,
                                .answer = {},
                                .period = {},
                                .by = by_,
                                .why = why_,
                                .at = here.clock.now()};
        const auto handed = hand_in(here.folders, decision);
        if (!handed) {
            return complain(here, handed.error());
        }
        fmt::print(here.out,
                   "{}: acknowledged; {}\n",
                   found->id,
                   *handed == Handed::applied
                       ? fmt::format("its line comes with: tidemark run {}", found->source)
                       : std::string("the daemon writes its line within seconds"));
        return exit_well;
    }

  private:
    [[nodiscard]] static Error wrong(std::string found, std::string next) {
        return {.fault = Fault::usage,
                .code = "usage.alert",
                .expected = "the id of an alert that stands, of its own line",
                .found = std::move(found),
                .next = std::move(next)};
    }

    [[nodiscard]] Result<Statement> choose(Store& store) const {
        auto found = store.find_said(id_);
        if (!found) {
            return propagate(found);
        }
        if (!*found) {
            return fail(wrong("'" + id_ + "'", "list them with tidemark alerts"));
        }
        const Statement& statement = (**found).statement;
        auto said = store.said(statement.source);
        if (!said) {
            return propagate(said);
        }
        const bool own_line = std::ranges::any_of(
            *said, [&](const Said& s) { return s.statement.id == statement.id; });
        if (!own_line) {
            return fail(wrong("a member of a group", "acknowledge the group's line"));
        }
        if ((**found).state == State::withdrawn || (**found).state == State::baseline) {
            return fail(wrong(fmt::format("one that is {}", to_text((**found).state)),
                              "there is nothing to acknowledge"));
        }
        return statement;
    }

    std::string id_;
    std::string by_;
    std::string why_;
};

} // namespace

std::unique_ptr<Command> make_ack() {
    return std::make_unique<AckCommand>();
}

} // namespace tidemark
