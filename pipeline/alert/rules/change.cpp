#include "pipeline/alert/rules/change.hpp"

#include "pipeline/alert/compare.hpp"
#include "pipeline/alert/identity.hpp"
#include "pipeline/alert/rules/chance.hpp"
#include "pipeline/alert/rules/publisher.hpp"
#include "pipeline/alert/select.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace tidemark::alert {
namespace {

// How far a change must go.
struct Bar {
    std::optional<Threshold> rise;
    std::optional<Threshold> fall;
};

Bar bar_of(const Rule& rule) {
    return {.rise = rule.above, .fall = rule.below};
}

// ... and how far it must stay. Without `clear` as far.
Bar clear_of(const Rule& rule) {
    Bar bar = bar_of(rule);
    for (auto* side : {&bar.rise, &bar.fall}) {
        if (*side && rule.clear) {
            *side = rule.clear;
        }
    }
    return bar;
}

// Per cent or absolute, as the threshold is written; nothing where a percentage has no base.
std::optional<double> measured(const Threshold& threshold, double before, double now) {
    return threshold.percent ? percent_change(before, now) : std::optional(now - before);
}

bool passes(const Bar& bar, double least, double before, double now) {
    if (before < least || now < least) {
        return false;
    }
    const auto rise = bar.rise ? measured(*bar.rise, before, now) : std::nullopt;
    const auto fall = bar.fall ? measured(*bar.fall, before, now) : std::nullopt;
    return (rise && *rise >= std::abs(bar.rise->value)) ||
           (fall && *fall <= -std::abs(bar.fall->value));
}

// The same figures with the base that the publisher's change implies.
Comparison with_base_of(Comparison c, double percent) {
    const double factor = 1 + percent / 100;
    const auto base = [&](double now) { return factor > 0 ? now / factor : 0; };
    c.before = {.value = base(c.now.value), .low = base(c.now.low), .high = base(c.now.high)};
    return c;
}

// The publisher's own change: a bar in counts looks at the base that it implies.
bool passes_theirs(const Bar& bar, double percent, const Comparison& implied) {
    const double moved = implied.now.value - implied.before.value;
    const auto size = [&](const Threshold& bound) { return bound.percent ? percent : moved; };
    return (bar.rise && size(*bar.rise) >= std::abs(bar.rise->value)) ||
           (bar.fall && size(*bar.fall) <= -std::abs(bar.fall->value));
}

bool passes(const Bar& bar, const Rule& rule, const Comparison& c) {
    return passes(bar, rule.min_base, c.before.value, c.now.value);
}

// With "<5" inside, or rounded counts, the change must be there whatever they were.
bool passes_for_certain(const Bar& bar, const Rule& rule, const Bounded& sides) {
    return passes(bar, rule.min_base, sides.before.high, sides.now.low) &&
           passes(bar, rule.min_base, sides.before.low, sides.now.high);
}

void lower(Statement& statement, const Comparison& c, bool certain, bool rounded) {
    if (c.older_edition) {
        statement.severity = Severity::info;
        statement.reason = "the base stands only in an older edition";
    } else if (!certain && rounded) {
        statement.severity = Severity::info;
        statement.reason = "the published counts are rounded; with the least or largest that they "
                           "may have been the rule would not hold";
    } else if (!certain) {
        statement.severity = Severity::info;
        statement.reason = "some answers are given only as below a number; with their least or "
                           "largest value the rule would not hold";
    }
}

void add_evidence(Statement& statement, const View& view, const Comparison& c) {
    for (const auto& [now, before] : c.matched) {
        view.evidences.add(statement.evidence, "now", *now);
        view.evidences.add(statement.evidence, "before", *before);
    }
}

// "; base as published ...", where only an older edition holds the base; "; counts rounded ...".
std::string tail_of(const View& view, const Statement& statement) {
    const Source& source = view.scene.source;
    std::string tail = statement.base_published
                           ? older_edition(*statement.base_published, dated(source))
                           : std::string();
    if (statement.percent_bounds && source.rounded) {
        tail += fmt::format("; counts rounded to the nearest {}", grouped(*source.rounded));
    }
    return tail;
}

// Judges the pairs of one rule.
class Judge {
  public:
    Judge(const Rule& rule, const View& view, PairsOf pairs)
        : rule_(rule)
        , view_(view)
        , panels_(rule, view, pairs) {
        if (!rule.publisher_change.empty()) {
            decimals_ = publishers_decimals(rule, view.scene.snapshot);
        }
        if (rule.false_discovery && view.names.counts()) {
            found_ = found_among_many(rule, view, pairs, panels_);
        }
    }

    // The statement that holds of these sides, said or not; nothing where none does.
    [[nodiscard]] std::optional<Statement> hold(const Sides& sides) {
        const Comparison c = compare(sides.now, sides.before, rule_.matched, view_.scene.snapshot);
        if (c.matched.empty()) {
            return std::nullopt;
        }
        const PublishersChange theirs = publishers(sides, c);
        if (theirs.word == PublishersChange::Word::differs) {
            return hold_theirs(sides, c, *theirs.total);
        }
        const bool fires = passes(bar_of(rule_), rule_, c);
        if (!fires && !(rule_.clear && passes(clear_of(rule_), rule_, c))) {
            return std::nullopt;
        }
        if (is_chance(sides, c)) {
            return std::nullopt;
        }
        Statement statement = write(sides, c, theirs, fires ? bar_of(rule_) : clear_of(rule_));
        statement.only_stands = !fires;
        return statement;
    }

    // What the figures show, whether the rule holds or not.
    [[nodiscard]] std::optional<Statement> look(const Sides& sides) {
        const Comparison c = compare(sides.now, sides.before, rule_.matched, view_.scene.snapshot);
        if (c.matched.empty()) {
            return std::nullopt;
        }
        const PublishersChange theirs = publishers(sides, c);
        return theirs.word == PublishersChange::Word::differs
                   ? write_theirs(sides, c, *theirs.total)
                   : write(sides, c, theirs, bar_of(rule_));
    }

    // Large enough for the rule, and yet within what chance could make.
    [[nodiscard]] bool is_lost_to_chance(const Sides& sides) {
        const Comparison c = compare(sides.now, sides.before, rule_.matched, view_.scene.snapshot);
        return !c.matched.empty() && passes(clear_of(rule_), rule_, c) && is_chance(sides, c);
    }

  private:
    [[nodiscard]] PublishersChange publishers(const Sides& sides, const Comparison& c) const {
        return publishers_change(
            rule_, view_, sides, percent_change(c.before.value, c.now.value), decimals_);
    }

    // Where the publisher prints another change than our figures come to, it is the publisher's
    // that the rule looks at and the sentence says.
    [[nodiscard]] std::optional<Statement>
    hold_theirs(const Sides& sides, const Comparison& c, const Total& theirs) {
        const Comparison implied = with_base_of(c, theirs.value);
        const bool fires = passes_theirs(bar_of(rule_), theirs.value, implied);
        const bool stands = rule_.clear && passes_theirs(clear_of(rule_), theirs.value, implied);
        const bool small =
            implied.now.value < rule_.min_base || implied.before.value < rule_.min_base;
        if ((!fires && !stands) || small || is_chance(sides, implied)) {
            return std::nullopt;
        }
        Statement statement = write_theirs(sides, c, theirs);
        statement.only_stands = !fires;
        return statement;
    }

    [[nodiscard]] Statement
    write_theirs(const Sides& sides, const Comparison& c, const Total& theirs) {
        Statement statement = statement_of(rule_, sides.subject.key, sides.now.period);
        statement.value = c.now.value;
        statement.before_period = sides.before.period;
        statement.style = style_of(view_.names, {&sides.now});
        statement.change_percent = theirs.value;
        statement.our_percent = percent_change(c.before.value, c.now.value).value_or(0);
        statement.reason = fmt::format(
            "the publisher prints {} itself; our figures, {} to {}{}, come to {}",
            signed_percent(theirs.value),
            amount(c.before, statement.style),
            amount(c.now, statement.style),
            c.older_edition ? ", the base as of " + day_text(*c.older_edition) : std::string(),
            signed_percent(*statement.our_percent));
        view_.evidences.add(statement.evidence, "publisher's change", theirs);
        add_evidence(statement, view_, c);
        finish(statement,
               as_the_publisher_prints(
                   view_.names.what(sides.subject.key), sides.now.period, statement),
               rule_);
        return statement;
    }

    [[nodiscard]] bool is_chance(const Sides& sides, const Comparison& c) {
        if (!view_.names.counts()) {
            return false;
        }
        if (rule_.false_discovery && !found_.contains({&sides.subject, sides.now.period})) {
            return true;
        }
        return rule_.interval && holds_none(rule_,
                                            bounded(rule_, sides, c, view_.scene.source.rounded),
                                            panels_.phi(sides.subject, sides.now.period));
    }

    void put_percent(Statement& statement, const Sides& sides, const Comparison& c) {
        const bool counts = view_.names.counts();
        if (view_.names.percents() || (counts && c.before.value < small_base)) {
            return;
        }
        statement.change_percent = percent_change(c.before.value, c.now.value);
        if (!counts || !statement.change_percent) {
            return;
        }
        const Bounded reach = bounded(rule_, sides, c, view_.scene.source.rounded);
        statement.interval =
            interval_of(rule_, reach, panels_.phi(sides.subject, sides.now.period));
        if (view_.scene.source.rounded) {
            const auto low = percent_change(reach.before.high, reach.now.low);
            const auto high = percent_change(reach.before.low, reach.now.high);
            statement.percent_bounds = Bounds{.low = low.value_or(0), .high = high.value_or(0)};
            if (!low || !high) {
                statement.change_percent.reset();
                statement.percent_bounds.reset();
            }
        }
    }

    void put_coverage(Statement& statement, const Comparison& c) const {
        statement.coverage = c.coverage;
        const bool small = view_.names.counts() && c.coverage.unmatched_before < small_base;
        if (small || view_.names.percents() || view_.scene.source.rounded) {
            statement.coverage->unmatched_percent.reset();
        }
        statement.drivers = drivers(c, rule_.drivers);
    }

    // Requires: the publisher prints no other change.
    [[nodiscard]] Statement
    write(const Sides& sides, Comparison c, const PublishersChange& theirs, const Bar& bar) {
        const bool agreed = theirs.word == PublishersChange::Word::agrees;
        if (agreed) { // the base did not move
            c.older_edition.reset();
        }
        Statement statement = statement_of(rule_, sides.subject.key, sides.now.period);
        statement.value = c.now.value;
        statement.before = c.before.value;
        statement.before_period = sides.before.period;
        statement.change = c.now.value - c.before.value;
        statement.style = style_of(view_.names, {&sides.now, &sides.before});
        statement.base_published = c.older_edition;
        if (theirs.word != PublishersChange::Word::none) {
            put_percent(statement, sides, c);
        }
        if (sides.subject.summed) {
            put_coverage(statement, c);
        }
        add_evidence(statement, view_, c);
        if (agreed) {
            view_.evidences.add(statement.evidence, "publisher's change", *theirs.total);
        }
        Wording wording =
            year_on_year({.what = view_.names.what(sides.subject.key),
                          .noun = view_.names.noun(sides.subject.member_dim),
                          .now_period = sides.now.period,
                          .before_period = sides.before.period,
                          .now = c.now,
                          .before = c.before,
                          .size = size_of_change(statement),
                          .style = statement.style,
                          .coverage = statement.coverage ? &*statement.coverage : nullptr,
                          .matched = rule_.matched});
        const auto& rounded = view_.scene.source.rounded;
        lower(statement,
              c,
              passes_for_certain(bar, rule_, bounded(rule_, sides, c, rounded)),
              rounded.has_value());
        finish(statement, std::move(wording), rule_, tail_of(view_, statement));
        return statement;
    }

    const Rule& rule_;
    const View& view_;
    Panels panels_;
    Found found_;
    int decimals_ = 1; // of the publisher's own changes
};

} // namespace

std::vector<Statement> changes_that_hold(const Rule& rule, const View& view, PairsOf pairs) {
    std::vector<Statement> found;
    Judge judge(rule, view, pairs);
    for (const Subject* subject : select(rule.where, view.scene.subjects, view.scene.source)) {
        pairs(rule, view, *subject, [&](const Sides& sides) {
            if (!is_ready(rule, view, sides.now)) {
                return;
            }
            if (auto statement = judge.hold(sides)) {
                found.push_back(std::move(*statement));
            }
        });
    }
    return found;
}

std::string restated_as_change(const View& view, const Statement& now, const Statement& said) {
    std::string text = restated_change(what_of(view, now), noun_of(view, now), now, said);
    return text == now.text ? text : text + tail_of(view, now);
}

std::string
withdrawn_as_change(const Rule& rule, const View& view, const Statement& said, PairsOf pairs) {
    std::optional<Statement> present;
    bool is_chance = false;
    if (const Subject* subject = view.find(said.series)) {
        Judge judge(rule, view, pairs);
        pairs(rule, view, *subject, [&](const Sides& sides) {
            if (said.period == sides.now.period) {
                present = judge.look(sides);
                is_chance = judge.is_lost_to_chance(sides);
            }
        });
    }
    std::string text = withdrawn_change(what_of(view, said), noun_of(view, said), said, present);
    return is_chance ? text + "; chance alone could make a change of this size" : text;
}

bool can_change(const Rule& rule,
                const View& view,
                const Subject& subject,
                const Period& period,
                PairsOf pairs) {
    bool can = false;
    pairs(rule, view, subject, [&](const Sides& sides) {
        can = can ||
              (sides.now.period == period && is_answered(sides.now) && is_answered(sides.before) &&
               sides.now.value >= rule.min_base && sides.before.value >= rule.min_base);
    });
    return can;
}

} // namespace tidemark::alert
