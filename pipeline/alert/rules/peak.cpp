#include "pipeline/alert/rules/peak.hpp"

#include "pipeline/alert/identity.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

namespace tidemark::alert {
namespace {

std::string never_answered(int members, const Period& period) {
    return fmt::format("{} never answered, so {} is not known whole",
                       count_of(static_cast<std::size_t>(members), "member", "members"),
                       in_words(period));
}

std::string reaches(const Total& earlier, const Bound& reach, const Style& style) {
    return fmt::format("{} could have been as high as {} with the largest answers of the missing",
                       in_words(earlier.period),
                       figure(reach.most, style));
}

// Could the missing have lifted `earlier` over the limit (or over the value)?
std::string doubt_up(const Total& now,
                     const Total& earlier,
                     const Bound& reach,
                     std::optional<double> limit,
                     const Style& style) {
    if (reach.never_seen > 0) {
        return never_answered(reach.never_seen, earlier.period);
    }
    const bool passed = limit ? reach.most > *limit : reach.most >= now.low;
    if (passed) {
        return reaches(earlier, reach, style);
    }
    return {};
}

// Would `now` still be as low if the missing had answered?
std::string doubt_down(const Total& now,
                       const Total& earlier,
                       const Bound& reach,
                       std::optional<double> limit,
                       const Style& style) {
    if (reach.never_seen > 0) {
        return never_answered(reach.never_seen, now.period);
    }
    if (reach.most >= limit.value_or(earlier.low)) {
        return fmt::format("{} could be as high as {} with the largest answers of the missing",
                           in_words(now.period),
                           figure(reach.most, style));
    }
    return {};
}

bool beats(const Total& a, const Total& b, Way way) {
    return way == Way::up ? a.value > b.value : a.value < b.value;
}

Coverage coverage_of(const Total& now, const Total& before) {
    Coverage coverage{.now_members = now.members,
                      .now_of = now.of,
                      .before_members = before.members,
                      .before_of = before.of};
    coverage.left_out = left_out(now, before);
    for (const Part& part : now.parts) {
        for (const Part& other : before.parts) {
            coverage.matched += part.code == other.code && part.answer == Answer::answered &&
                                        other.answer == Answer::answered
                                    ? 1
                                    : 0;
        }
    }
    return coverage;
}

} // namespace

std::string doubt_tail(const Before& before) {
    if (before.doubt.empty()) {
        return {};
    }
    const bool is_said = before.bound && before.bound->missing > 0 &&
                         before.doubt == reaches(*before.peak, *before.bound, before.style);
    return is_said ? "; those could make the difference" : "; " + before.doubt;
}

Before look_back(const Names& names,
                 const std::vector<const Total*>& totals,
                 std::size_t at,
                 Way way,
                 std::optional<double> limit) {
    const Total& now = *totals.at(at);
    Before before{.peak = totals.front(), .style = style_of(names, {&now})};
    if (limit && now.low != now.high && (way == Way::up ? now.low <= *limit : now.high >= *limit)) {
        before.doubt = fmt::format("{} lies between {} and {}, as some answers are given only as "
                                   "below a number",
                                   in_words(now.period),
                                   figure(now.low, before.style),
                                   figure(now.high, before.style));
    }
    for (std::size_t i = 0; i < at; ++i) {
        const Total& earlier = *totals[i];
        if (beats(earlier, *before.peak, way)) {
            before.peak = &earlier;
        }
        if (before.doubt.empty()) {
            before.doubt =
                way == Way::up
                    ? doubt_up(now, earlier, bound(earlier, now, totals), limit, before.style)
                    : doubt_down(now, earlier, bound(now, earlier, totals), limit, before.style);
        }
    }
    if (way == Way::up) {
        before.bound = bound(*before.peak, now, totals);
    }
    return before;
}

Statement write_peak(const Rule& rule,
                     const View& view,
                     const Subject& subject,
                     const Total& now,
                     const Before& before) {
    Statement statement = statement_of(rule, subject.key, now.period);
    statement.value = now.value;
    statement.before = before.peak->value;
    statement.before_period = before.peak->period;
    statement.change = now.value - before.peak->value;
    statement.style = style_of(view.names, {&now, before.peak});
    if (subject.summed) {
        statement.coverage = coverage_of(now, *before.peak);
    }
    view.evidences.add(statement.evidence, "now", now);
    view.evidences.add(
        statement.evidence, before.bound ? "earlier high" : "earlier low", *before.peak);
    if (!before.doubt.empty()) {
        statement.severity = Severity::info;
        statement.reason = before.doubt;
    } else if (before.bound && before.bound->missing > 0) {
        statement.reason =
            fmt::format("with the largest answers of the {} missing then, the earlier high is at "
                        "most {}, below the bound",
                        before.bound->missing,
                        figure(before.bound->most, before.style));
    }
    return statement;
}

Peak peak_words(const View& view,
                const Subject& subject,
                const Total& now,
                const Before& before,
                Way way,
                const std::optional<Coverage>& coverage) {
    Peak peak{.what = view.names.what(subject.key),
              .noun = view.names.noun(subject.member_dim),
              .period = now.period,
              .value = {now.value, now.low, now.high},
              .before_period = before.peak->period,
              .before = {before.peak->value, before.peak->low, before.peak->high},
              .coverage = coverage ? &*coverage : nullptr,
              .up = way == Way::up,
              .style = style_of(view.names, {&now, before.peak})};
    if (before.bound) {
        peak.bound = before.bound->most;
        peak.missing = before.bound->missing;
    }
    return peak;
}

} // namespace tidemark::alert
