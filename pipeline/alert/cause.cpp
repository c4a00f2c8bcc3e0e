#include "pipeline/alert/cause.hpp"

#include "pipeline/alert/lists.hpp"
#include "pipeline/alert/select.hpp"
#include "pipeline/alert/sentences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <vector>

namespace tidemark::alert {
namespace {

constexpr std::size_t most_names = 3;

bool has_revision(const ChangeSet& changes) {
    return std::ranges::any_of(changes.changes, [](const Change& change) {
        return change.kind == Change::Kind::revised || change.kind == Change::Kind::removed;
    });
}

// Members left out when it was said that are inside now.
std::vector<std::string> newly_inside(const Statement& said, const Statement& now) {
    std::vector<std::string> names;
    for (const LeftOut& was : said.coverage->left_out) {
        if (std::ranges::find(now.coverage->left_out, was.code, &LeftOut::code) ==
            now.coverage->left_out.end()) {
            names.push_back(was.name);
        }
    }
    return names;
}

Reason late(const std::vector<std::string>& names, const std::string& label) {
    return {.cause = "late answer",
            .words = fmt::format("late {}{}answer{} from {}",
                                 label,
                                 label.empty() ? "" : " ",
                                 names.size() == 1 ? "" : "s",
                                 some(names, most_names))};
}

std::optional<Reason> late_answer(const Statement& said, const Statement* now) {
    if (now == nullptr || !said.coverage || !now->coverage) {
        return std::nullopt;
    }
    const auto names = newly_inside(said, *now);
    if (names.empty()) {
        return std::nullopt;
    }
    const bool before = now->coverage->before_members > said.coverage->before_members;
    const auto& period = before ? now->before_period : now->period;
    return late(names, period ? in_words(*period) : std::string());
}

bool is_left_out(const Statement& said, const std::string& code) {
    return said.coverage && std::ranges::find(said.coverage->left_out, code, &LeftOut::code) !=
                                said.coverage->left_out.end();
}

// "a break is declared for Kent: new IT system": the break that took a figure, or a member's part
// of it, out of comparisons; empty when something else changed.
std::string break_words(const View& view, const Statement& said, const Statement* now) {
    const auto key = parse_series(said.series);
    const Subject* subject = view.find(said.series);
    for (const auto& period : {said.period, said.before_period}) {
        if (!key || !period) {
            continue;
        }
        const Break* gap =
            now == nullptr ? break_of(view.scene.source, key->dims, *period) : nullptr;
        if (gap != nullptr) {
            return "a break is declared: " + gap->why;
        }
        const Total* total = subject != nullptr ? total_of(*subject, *period) : nullptr;
        for (const Part& part : total != nullptr ? total->parts : std::vector<Part>{}) {
            if (part.answer == Answer::series_break && !is_left_out(said, part.code)) {
                return fmt::format("a break is declared for {}: {}", part.name, part.why);
            }
        }
    }
    return {};
}

Reason lists_changed(const View& view, const Statement& said, const Statement* now) {
    std::string words = break_words(view, said, now);
    return {.cause = "lists changed",
            .words = words.empty() ? "sums, lists or breaks changed" : std::move(words)};
}

std::vector<std::string> answered_now(const View& view) {
    std::vector<std::string> names;
    const auto& roster = view.scene.source.roster;
    for (const std::string& code : view.scene.loaded.members) {
        names.push_back(roster ? view.names.of(roster->dim, code) : code);
    }
    return names;
}

} // namespace

bool is_ours(const Change& change) {
    return change.kind == Change::Kind::reread;
}

Mood mood_of(const Scene& scene, const Judged& judged) {
    const std::string lists = digest_of_lists(scene.source, scene.codelists);
    if (!judged.contains({lists, std::string()})) {
        return Mood::lists;
    }
    if (std::ranges::any_of(scene.loaded.changes.changes, is_ours)) {
        return Mood::reread;
    }
    const auto& vintage = scene.loaded.vintage;
    if (!vintage) {
        return Mood::news;
    }
    if (vintage->cause == Cause::reread) {
        return Mood::reread;
    }
    const bool behind = std::ranges::any_of(scene.snapshot.vintages, [&](const auto& other) {
        const Vintage* edition = scene.snapshot.edition_of(other.first);
        return edition != nullptr && std::tie(vintage->published, vintage->loaded) <
                                         std::tie(edition->published, edition->loaded);
    });
    return behind ? Mood::backfill : Mood::news;
}

Reason
reason_for(const View& view, Mood mood, RuleAge age, const Statement& said, const Statement* now) {
    if (age == RuleAge::changed) {
        return {"rule changed", "the rule changed"};
    }
    if (mood == Mood::lists) {
        return lists_changed(view, said, now);
    }
    if (mood == Mood::reread) {
        return {"re-read", "re-read"};
    }
    if (mood == Mood::backfill) {
        return {"older edition", "an older edition was loaded"};
    }
    if (auto reason = late_answer(said, now)) {
        return *reason;
    }
    if (has_revision(view.scene.loaded.changes)) {
        return {"publisher revision", "publisher revision"};
    }
    if (const auto names = answered_now(view); !names.empty()) {
        return late(names, "");
    }
    return {"lists changed", "letters or lists changed"};
}

} // namespace tidemark::alert
