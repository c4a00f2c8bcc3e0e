#include "pipeline/alert/states.hpp"

#include "pipeline/alert/group.hpp"
#include "pipeline/alert/identity.hpp"
#include "pipeline/alert/rules/rules.hpp"
#include "pipeline/alert/select.hpp"
#include "pipeline/alert/sentences.hpp"
#include "pipeline/base/text.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace tidemark::alert {
namespace {

bool is_live(const Said* said) {
    return said != nullptr && said->state != State::withdrawn;
}

bool is_group(const Statement& statement) {
    return statement.kind == "group";
}

// A rule's own statements; those of the source itself carry no rule.
bool is_of(const Said& said, const Rule& rule) {
    return said.statement.rule == rule.id && !said.statement.rule.empty();
}

// What is there instead: the present value and its cells, beside those of what was said.
void set_present(Statement& statement, const View& view) {
    const Total* now = total_behind(view, statement);
    if (now == nullptr) {
        return;
    }
    for (Evidence& evidence : statement.evidence) {
        evidence.role = "was " + evidence.role;
    }
    view.evidences.add(statement.evidence, "now", *now);
    statement.value = now->value;
    if (statement.before) {
        statement.change = now->value - *statement.before;
    }
}

// Of the periods that the rule looks at: all, or those of one length.
std::vector<Statement> holding_now(const Rule& rule, const View& view) {
    if (!rule.on) {
        return words_of(rule.kind).holds(rule, view);
    }
    std::vector<Subject> subjects = view.scene.subjects;
    for (Subject& subject : subjects) {
        std::erase_if(subject.totals,
                      [&](const Total& total) { return frequency(total.period) != *rule.on; });
    }
    std::erase_if(subjects, [](const Subject& subject) { return subject.totals.empty(); });
    const Scene& whole = view.scene;
    const Scene part{.source = whole.source,
                     .codelists = whole.codelists,
                     .snapshot = whole.snapshot,
                     .subjects = subjects,
                     .loaded = whole.loaded,
                     .now = whole.now};
    return words_of(rule.kind).holds(rule, View(part));
}

} // namespace

States::States(const View& view, const std::vector<Said>& said, const Judged& judged)
    : view_(view)
    , said_(said)
    , judged_(judged)
    , mood_(mood_of(view.scene, judged)) {
    for (const Said& each : said) {
        by_id_.emplace(each.statement.id, &each);
    }
}

void States::judge(const Rule& rule) {
    digest_ = digest(rule, view_.scene.source);
    const bool seen = judged_.contains({digest_, std::string()});
    age_ = seen ? RuleAge::known : RuleAge::changed;
    note_series(rule);
    std::vector<Statement> holding = holding_now(rule, view_);
    drop_unsaid(rule, holding);
    if (!rule.group_by.empty()) {
        holding = grouped(rule, std::move(holding));
    }
    withdraw_gone(rule, holding);
    for (Statement& statement : holding) {
        decide(rule, std::move(statement));
    }
}

const Said* States::find(const std::string& id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
}

States::Standing States::standing_of(const Statement& statement) const {
    // A group speaks of series that are known: the others were set aside before it was made.
    const bool known = is_group(statement) ? age_ == RuleAge::known
                                           : judged_.contains({digest_, statement.series});
    return known ? Standing::known : Standing::first_seen;
}

void States::note_series(const Rule& rule) {
    for (const Subject* subject : select(rule.where, view_.scene.subjects, view_.scene.source)) {
        std::pair pair{digest_, to_text(subject->key)};
        if (!judged_.contains(pair)) {
            outcomes_.judged.insert(std::move(pair));
        }
    }
}

std::set<std::string> States::said_in_groups(const Rule& rule) const {
    std::set<std::string> members;
    for (const Said& said : said_) {
        if (is_of(said, rule) && is_group(said.statement) && is_live(&said)) {
            for (const Statement& member : said.statement.members) {
                members.insert(member.id);
            }
        }
    }
    return members;
}

// What holds by `clear` alone stands where it was said, or was a baseline; it is never new.
void States::drop_unsaid(const Rule& rule, std::vector<Statement>& holding) const {
    const std::set<std::string> members = said_in_groups(rule);
    std::erase_if(holding, [&](const Statement& statement) {
        return statement.only_stands && !is_live(find(statement.id)) &&
               !members.contains(statement.id);
    });
}

// Baselines stay outside the groups; so does what is not news, unless its group was said with it.
// Where the rule groups otherwise now, its groups were other ones.
std::vector<Statement> States::grouped(const Rule& rule, std::vector<Statement> holding) {
    std::set<std::string> said_members;
    for (const Said& said : said_) {
        if (is_of(said, rule) && is_group(said.statement) && is_live(&said) &&
            said.statement.subject == join(rule.group_by, ",")) {
            for (const Statement& member : said.statement.members) {
                said_members.insert(member.id);
            }
        }
    }
    std::vector<Statement> alone;
    std::vector<Statement> together;
    for (Statement& statement : holding) {
        const bool is_said = said_members.contains(statement.id);
        const bool is_new = mood_ == Mood::news && standing_of(statement) == Standing::known &&
                            !is_live(find(statement.id));
        (is_said || is_new ? together : alone).push_back(std::move(statement));
    }
    for (Statement& group : gather(rule, view_, together)) {
        alone.push_back(std::move(group));
    }
    return alone;
}

void States::decide(const Rule& rule, Statement statement) {
    const Said* was = find(statement.id);
    if (!is_live(was)) {
        if (mood_ != Mood::news || standing_of(statement) == Standing::first_seen) {
            make_baseline(std::move(statement), true);
            return;
        }
        statement.text = with_note(std::move(statement.text), view_.scene.source.note);
        outcomes_.sayings.push_back({State::fresh, std::move(statement)});
    } else if (was->statement.printed == statement.printed) {
        return;
    } else if (was->state == State::baseline) {
        make_baseline(std::move(statement), false);
    } else {
        restate(rule, std::move(statement), *was);
    }
}

void States::restate(const Rule& rule, Statement statement, const Said& was) {
    const Reason reason = reason_for(view_, mood_, age_, was.statement, &statement);
    std::string text = is_group(statement)
                           ? restated_group(view_, statement, was.statement)
                           : words_of(rule.kind).restated(view_, statement, was.statement);
    statement.text = with_tail(std::move(text), reason);
    statement.cause = reason.cause;
    outcomes_.sayings.push_back({State::restated, std::move(statement)});
}

void States::withdraw_gone(const Rule& rule, const std::vector<Statement>& holding) {
    std::set<std::string> ids;
    for (const Statement& statement : holding) {
        ids.insert(statement.id);
    }
    for (const Said& was : said_) {
        if (is_of(was, rule) && is_live(&was) && !ids.contains(was.statement.id)) {
            withdraw(rule, was, holding);
        }
    }
}

void States::withdraw(const Rule& rule, const Said& was, const std::vector<Statement>& holding) {
    Statement statement = was.statement;
    const Reason reason = reason_for(view_, mood_, age_, was.statement, nullptr);
    statement.cause = reason.cause;
    const bool never_announced = was.state == State::baseline;
    const bool ours = age_ == RuleAge::changed || mood_ != Mood::news;
    if (never_announced && ours) {
        statement.text.clear();
        outcomes_.sayings.push_back({State::withdrawn, std::move(statement)});
        return;
    }
    const bool same_kind = statement.kind == to_text(rule.kind);
    std::string text = withdrawn_words(rule, was.statement, holding);
    // "2019/20 revised 10,391 to 9,950" says its cause itself.
    if (age_ == RuleAge::known && text.find(" revised ") == std::string::npos) {
        text += "; " + reason.words;
    }
    if (never_announced) {
        statement.severity = Severity::info;
        text += "; never announced";
    } else {
        text += first_said(local_day(was.first_said, view_.scene.source.zone));
    }
    statement.text = with_note(std::move(text), view_.scene.source.note);
    if (same_kind && rule.kind != RuleKind::yoy && rule.kind != RuleKind::rolling) {
        set_present(statement, view_);
    }
    outcomes_.sayings.push_back({State::withdrawn, std::move(statement)});
}

std::string States::withdrawn_words(const Rule& rule,
                                    const Statement& said,
                                    const std::vector<Statement>& holding) const {
    if (age_ == RuleAge::changed) {
        return no_longer_asked(said.text, view_.scene.source.note);
    }
    return is_group(said) ? withdrawn_group(view_, said)
                          : words_of(rule.kind).withdrawn(rule, view_, said, holding);
}

void States::make_baseline(Statement statement, bool counted) {
    statement.text = with_note(std::move(statement.text), view_.scene.source.note);
    if (counted) {
        outcomes_.baselines.push_back(statement);
    }
    outcomes_.sayings.push_back({State::baseline, std::move(statement)});
}

std::string States::with_tail(std::string text, const Reason& reason) const {
    return with_note(std::move(text) + "; " + reason.words, view_.scene.source.note);
}

} // namespace tidemark::alert
