#include "pipeline/run/replay.hpp"

#include "pipeline/alert/judge.hpp"
#include "pipeline/load/derive.hpp"
#include "pipeline/model/revision.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace tidemark {
namespace {

// A time of day that is the same day in the zones of publishers.
Instant noon(Day day) {
    return Instant(day) + std::chrono::hours(12);
}

// The editions, each with the last vintage that reads it.
std::vector<std::pair<Vintage, VintageId>> editions(const Snapshot& snapshot) {
    std::vector<std::pair<Vintage, VintageId>> all;
    for (const Vintage& vintage : in_order(snapshot.vintages)) {
        if (vintage.rereads && !all.empty()) {
            all.back().second = vintage.id; // it stands directly behind what it reads again
        } else {
            all.emplace_back(vintage, vintage.id);
        }
    }
    return all;
}

std::set<Period> periods_of(const Snapshot& snapshot) {
    std::set<Period> all;
    for (const Series& series : snapshot.series) {
        for (const Figure& figure : series.figures) {
            all.insert(figure.period);
        }
    }
    return all;
}

ChangeSet changes_between(const Snapshot& before, const Snapshot& now) {
    ChangeSet set;
    for (const Difference& d : differences(before, now)) {
        if (d.before == nullptr) {
            ++set.added;
            continue;
        }
        set.changes.push_back(
            {.kind = d.now == nullptr ? Change::Kind::removed : Change::Kind::revised,
             .series = d.series,
             .period = d.period,
             .before = d.before->value,
             .now = d.now != nullptr ? d.now->value : std::nullopt,
             .status_before = d.before->status,
             .status_now = d.now != nullptr ? d.now->status : Status::normal});
    }
    std::ranges::set_difference(
        periods_of(now), periods_of(before), std::back_inserter(set.new_periods));
    for (const Series& series : now.series) {
        if (before.find(series.key) == nullptr) {
            set.new_series.push_back(series.key);
        }
    }
    return set;
}

// What has been said by now, as the database would remember it.
class Memory {
  public:
    std::vector<Said> said;
    Judged judged;

    void remember(alert::Judgement judgement, VintageId vintage, Instant now) {
        for (Saying& saying : judgement.sayings) {
            const auto was = std::ranges::find(
                said, saying.statement.id, [](const Said& s) { return s.statement.id; });
            const bool known = was != said.end();
            const bool first =
                !known || (saying.state == State::fresh && was->state == State::baseline);
            Said next{.statement = std::move(saying.statement),
                      .state = saying.state,
                      .first_said = first ? now : was->first_said,
                      .vintage = vintage};
            if (known) {
                *was = std::move(next);
            } else {
                said.push_back(std::move(next));
            }
        }
        judged = std::move(judgement.judged);
    }
};

bool is_of_rules(const Saying& saying) {
    return !saying.statement.rule.empty() || saying.statement.kind == "baseline";
}

} // namespace

Result<std::vector<Replayed>>
replay(const Source& source, const Codelists& codelists, Store& store) {
    auto present = store.snapshot(source.id, {});
    if (!present) {
        return propagate(present);
    }
    std::vector<Replayed> all;
    Memory memory;
    Snapshot before;
    for (const auto& [edition, last] : editions(*present)) {
        auto now = store.snapshot(source.id, {.published = {}, .loaded = {}, .vintage = last});
        if (!now) {
            return propagate(now);
        }
        const Loaded loaded{.vintage = edition,
                            .changes = changes_between(before, *now),
                            .held = {},
                            .members = {},
                            .let_in = {}};
        const auto subjects = load::derive(*now, source, codelists);
        const Instant then = noon(edition.published);
        auto judgement = alert::judge({.source = source,
                                       .codelists = codelists,
                                       .snapshot = *now,
                                       .subjects = subjects,
                                       .loaded = loaded,
                                       .now = then},
                                      memory.said,
                                      memory.judged);
        std::erase_if(judgement.sayings, [](const Saying& s) { return !is_of_rules(s); });
        all.push_back(
            {.vintage = edition,
             .lines = alert::write_lines(source, judgement.sayings, memory.said, edition, then)});
        memory.remember(std::move(judgement), last, then);
        before = std::move(*now);
    }
    return all;
}

} // namespace tidemark
