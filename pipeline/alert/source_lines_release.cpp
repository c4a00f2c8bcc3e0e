// Lines about a release: overdue, arrived, baseline, revised, re-read.
#include "pipeline/alert/cause.hpp"
#include "pipeline/alert/due.hpp"
#include "pipeline/alert/group.hpp"
#include "pipeline/alert/sentences.hpp"
#include "pipeline/alert/source_lines.hpp"
#include "pipeline/base/digest.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/model/naming.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <map>

namespace tidemark::alert {
namespace {

constexpr std::size_t most_members = 5;
constexpr std::size_t strongest = 3;

std::string number_of(const Vintage& vintage) {
    return fmt::format(" (v{})", vintage.number);
}

const Vintage* newest(const Snapshot& snapshot) {
    const Vintage* last = nullptr;
    for (const auto& [id, vintage] : snapshot.vintages) {
        if (vintage.cause != Cause::reread &&
            (last == nullptr || vintage.published > last->published)) {
            last = &vintage;
        }
    }
    return last;
}

// "first seen on ", where the day of a release is not the publisher's.
std::string_view seen_words(const Source& source) {
    return dated(source) == Dated::by_publisher ? "" : "first seen on ";
}

// "; awaited: Cleveland, Gwent; refused: Guernsey"
std::string who_is_missing(const Total& total) {
    std::map<Answer, std::vector<std::string>> by_answer;
    for (const Part& part : total.parts) {
        if (part.answer != Answer::answered && part.answer != Answer::not_asked) {
            by_answer[part.answer].push_back(part.name);
        }
    }
    std::string text;
    for (const auto& [answer, names] : by_answer) {
        text += fmt::format("; {}: {}", to_text(answer), join(names, ", "));
    }
    return text;
}

std::string coverage_words(const View& view) {
    const Answered all = answered(view, std::nullopt);
    return all.total == nullptr ? std::string()
                                : "; " + of_asked(all.total->members, all.total->of, all.noun);
}

// "2019/20 added", "2012/13 to 2019/20 added", "no new period".
std::string periods_added(const ChangeSet& changes) {
    if (changes.new_periods.empty()) {
        return "no new period";
    }
    const auto [first, last] = std::ranges::minmax(changes.new_periods);
    return first == last ? in_words(first) + " added"
                         : fmt::format("{} to {} added", in_words(first), in_words(last));
}

// ", 27 days late", when this release had been called overdue.
std::string lateness(const View& view, const std::vector<Said>& said, Day published) {
    const Source& source = view.scene.source;
    const auto expected = source.due ? last_passed(*source.due, published) : std::nullopt;
    if (!expected) {
        return {};
    }
    const bool was_said = std::ranges::any_of(said, [&](const Said& was) {
        return was.state == State::overdue && was.statement.subject == day_text(expected->day);
    });
    return was_said ? fmt::format(", {} days late", (published - expected->day).count())
                    : std::string();
}

std::vector<std::string> members_named(const View& view) {
    std::vector<std::string> names;
    const auto& member = view.scene.source.recipe.member;
    for (const std::string& code : view.scene.loaded.members) {
        names.push_back(member ? view.names.of(member->dim, code) : code);
    }
    return names;
}

// "not available"
std::string status_words(Status status) {
    std::string text(to_text(status));
    std::ranges::replace(text, '_', ' ');
    return text;
}

// What a change comes to for a reader: a figure that was missing and is now given is not a
// revision, and neither is a figure that only lost its "provisional".
enum class Sort { revised, given, relabelled, removed };

Sort sort_of(const Change& change) {
    if (change.kind == Change::Kind::removed) {
        return Sort::removed;
    }
    if (change.before == change.now) {
        return Sort::relabelled;
    }
    return change.before ? Sort::revised : Sort::given;
}

std::size_t count_sort(const std::vector<Change>& changes, Sort sort) {
    return static_cast<std::size_t>(std::ranges::count(changes, sort, sort_of));
}

// "6 values revised, 4 given that were missing, 85 with another status, 1 removed"
std::string sorts_words(const std::vector<Change>& changes) {
    std::vector<std::string> parts;
    if (const auto n = count_sort(changes, Sort::revised); n > 0) {
        parts.push_back(count_of(n, "value", "values") + " revised");
    }
    if (const auto n = count_sort(changes, Sort::given); n > 0) {
        parts.push_back(count_of(n, "value", "values") + " given that had been missing");
    }
    if (const auto n = count_sort(changes, Sort::relabelled); n > 0) {
        parts.push_back(count_of(n, "figure", "figures") + " with another status");
    }
    if (const auto n = count_sort(changes, Sort::removed); n > 0) {
        parts.push_back(count_of(n, "value", "values") + " removed");
    }
    return join(parts, ", ");
}

double size_of(const Change& change) {
    const double before = change.before.value_or(0);
    const double moved = std::abs(change.now.value_or(0) - before);
    return before == 0 ? moved : moved / std::abs(before);
}

// "1,200", "suppressed"; what is not there at all has no status.
std::string side_words(const std::optional<double>& value, Status status) {
    if (value) {
        return grouped(*value);
    }
    return status == Status::normal ? "none" : status_words(status);
}

// "Kent 2023/24 2,145 to 2,198 (+2.5%)"
std::string change_words(const View& view, const Change& change) {
    const bool one_of_many = !change.series.dims.empty();
    std::string text = (one_of_many ? view.names.member(change.series) + ' ' : std::string()) +
                       in_words(change.period) + ' ';
    text += side_words(change.before, change.status_before) + " to ";
    text +=
        change.kind == Change::Kind::removed ? "none" : side_words(change.now, change.status_now);
    if (change.before && change.now && *change.before >= small_base) {
        text += fmt::format(" ({})",
                            signed_percent(100 * (*change.now - *change.before) / *change.before));
    }
    return text;
}

// "largest Kent 2023/24 2,145 to 2,198 (+2.5%)"; where no value moved, a status that changed.
std::string example_words(const View& view, const std::vector<Change>& changes) {
    const Change& largest = *std::ranges::max_element(changes, {}, size_of);
    if (sort_of(largest) == Sort::relabelled) {
        const auto words = [&](Status status) {
            return largest.now ? status_words(status) : side_words({}, status);
        };
        return fmt::format("for example {} {}: {} to {}",
                           view.names.member(largest.series),
                           in_words(largest.period),
                           words(largest.status_before),
                           words(largest.status_now));
    }
    return "largest " + change_words(view, largest);
}

std::vector<Change> changes_where(const View& view, const std::function<bool(const Change&)>& who) {
    std::vector<Change> changes;
    if (view.scene.loaded.vintage) {
        std::ranges::copy_if(view.scene.loaded.changes.changes, std::back_inserter(changes), who);
    }
    return changes;
}

// A figure that several files print is read anew with each of them: one change, from the first
// reading to the last, and none where the last is what the first had been.
std::vector<Change> each_figure_once(const std::vector<Change>& changes) {
    std::map<std::pair<SeriesKey, Period>, Change> figures; // in the order of the files
    for (const Change& change : changes) {
        const auto [place, fresh] = figures.try_emplace({change.series, change.period}, change);
        if (!fresh) {
            place->second.now = change.now;
            place->second.status_now = change.status_now;
        }
    }
    std::vector<Change> once;
    for (auto& [figure, change] : figures) {
        if (change.before != change.now || change.status_before != change.status_now) {
            once.push_back(std::move(change));
        }
    }
    return once;
}

Saying
changes_line(const View& view, State state, std::string text, const std::vector<Change>& changes) {
    const Vintage& vintage = *view.scene.loaded.vintage;
    text += (changes.empty() ? "" : "; " + example_words(view, changes)) + number_of(vintage);
    return {
        state,
        source_statement(
            view.scene.source, state, Severity::info, 'v' + std::to_string(vintage.number), text)};
}

// Who has answered the round that was due; nothing when all have, or nobody ever did.
std::optional<std::string> round_words(const View& view, const Expected& expected) {
    const Answered newest = answered(view, expected.day);
    if (newest.total == nullptr) {
        return std::nullopt;
    }
    const Period round = round_by(newest.total->period, expected.day);
    int members = newest.total->members;
    int of = newest.total->of;
    std::string missing;
    if (round == newest.total->period) {
        missing = who_is_missing(*newest.total);
    } else {
        const CodeSet* set = view.scene.codelists.set(view.scene.source.roster->of);
        members = 0;
        of = set != nullptr ? static_cast<int>(set->asked(round).size()) : 0;
    }
    if (members >= of) {
        return std::nullopt;
    }
    return fmt::format("{} answered for {} by {}{}",
                       of_asked(members, of, newest.noun),
                       in_words(round),
                       day_in_words(expected.day),
                       missing);
}

// What was left out last time too is known.
std::string left_out_words(const View& view) {
    std::string text;
    for (const SkippedLines& lines : view.scene.loaded.left_out) {
        text += fmt::format(
            "; {} leaves out {} with figures, none last time", lines.choice, lines_text(lines));
    }
    return text;
}

} // namespace

std::optional<Saying> overdue_line(const View& view, const std::vector<Said>& said) {
    const Source& source = view.scene.source;
    const Vintage* last = newest(view.scene.snapshot);
    if (!source.due || last == nullptr) {
        return std::nullopt;
    }
    const auto expected = last_passed(*source.due, local_day(view.scene.now, source.zone));
    if (!expected) {
        return std::nullopt;
    }
    std::string text;
    if (source.roster) {
        auto words = round_words(view, *expected);
        if (!words) {
            return std::nullopt;
        }
        text = std::move(*words);
    } else if (last->published < expected->opens) {
        text = fmt::format("expected by {}, last release {}{}",
                           day_in_words(expected->deadline),
                           seen_words(source),
                           day_in_words(last->published));
    } else {
        return std::nullopt;
    }
    Statement statement =
        source_statement(source, State::overdue, Severity::notice, day_text(expected->day), text);
    const bool is_said = std::ranges::any_of(
        said, [&](const Said& was) { return was.statement.id == statement.id; });
    return is_said ? std::nullopt : std::optional(Saying{State::overdue, std::move(statement)});
}

Saying arrived_line(const View& view, const std::vector<Said>& said) {
    const Source& source = view.scene.source;
    const Vintage& vintage = *view.scene.loaded.vintage;
    const auto names = members_named(view);
    std::string text =
        names.empty()
            ? fmt::format("release {}{}, {}",
                          dated(source) == Dated::by_publisher ? "of " : seen_words(source),
                          day_in_words(vintage.published),
                          periods_added(view.scene.loaded.changes))
            : some(names, most_members) + " answered";
    text += lateness(view, said, vintage.published);
    text += coverage_words(view) + left_out_words(view) + number_of(vintage);
    return {
        State::arrived,
        source_statement(
            source, State::arrived, Severity::info, 'v' + std::to_string(vintage.number), text)};
}

std::optional<Saying> baseline_line(const View& view, std::vector<Statement> baselines) {
    const auto& vintage = view.scene.loaded.vintage;
    const bool first = vintage && vintage->cause == Cause::baseline;
    if (baselines.empty() && !first) {
        return std::nullopt;
    }
    std::vector<std::string> parts;
    if (first) {
        const ChangeSet& changes = view.scene.loaded.changes;
        parts.push_back(fmt::format("first load, {} of {}, {}{}",
                                    count_of(changes.added, "figure", "figures"),
                                    count_of(changes.new_series.size(), "series", "series"),
                                    periods_added(changes),
                                    coverage_words(view)));
    }
    std::string ids;
    if (!baselines.empty()) {
        std::ranges::stable_sort(baselines, is_stronger);
        std::vector<std::string> named;
        for (std::size_t i = 0; i < baselines.size(); ++i) {
            ids += baselines[i].id;
            if (i < strongest) {
                named.push_back(
                    fmt::format("{} in {}", in_short(view, baselines[i]), baselines[i].label));
            }
        }
        parts.push_back(fmt::format("{} already true and not announced: {}{}",
                                    count_of(baselines.size(), "statement", "statements"),
                                    join(named, ", "),
                                    baselines.size() > strongest ? ", ..." : ""));
    } else {
        parts.emplace_back("nothing yet that the rules look for");
    }
    std::string text = join(parts, "; ") + (vintage ? number_of(*vintage) : "");
    return Saying{
        State::baseline,
        source_statement(view.scene.source,
                         State::baseline,
                         Severity::info,
                         vintage ? 'v' + std::to_string(vintage->number) : short_digest(ids),
                         text)};
}

std::optional<Saying> reread_line(const View& view) {
    const Loaded& loaded = view.scene.loaded;
    const auto changes = each_figure_once(changes_where(view, is_ours));
    const bool again = loaded.vintage && loaded.vintage->cause == Cause::reread;
    const std::size_t found = again ? loaded.changes.added : 0;
    std::vector<std::string> parts;
    if (!changes.empty()) {
        parts.push_back(count_of(changes.size(), "value", "values") + " read differently");
    }
    if (found > 0) {
        parts.push_back(count_of(found, "value", "values") + " found that were not read before");
    }
    if (parts.empty()) {
        return std::nullopt;
    }
    return changes_line(view,
                        State::reread,
                        join(parts, ", ") + " after a change of layout, lists or program",
                        changes);
}

std::optional<Saying> revised_line(const View& view) {
    const auto changes = changes_where(view, std::not_fn(is_ours));
    return changes.empty()
               ? std::nullopt
               : std::optional(changes_line(view, State::revised, sorts_words(changes), changes));
}

} // namespace tidemark::alert
