// states: what became of each statement of a rule. Pure.
//
//   holds, never said      new - or baseline: a series the rule sees first, or our own doing
//   holds, said before     restated when a printed figure changed, else it stands silently
//   holds, a baseline      stays one, silently, with its present figures
//   gone, said before      withdrawn, with the date on which it was first said
//   gone, a baseline       withdrawn at info, "never announced"; silently after our own doing
// A saying without text changes the stored state and writes no line.
#pragma once

#include "pipeline/alert/cause.hpp"
#include "pipeline/alert/view.hpp"
#include "pipeline/model/statement.hpp"
#include "pipeline/ports.hpp"

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace tidemark::alert {

struct Outcomes {
    std::vector<Saying> sayings;      // in the order of the rules, then of the series
    std::vector<Statement> baselines; // new ones: counted in one line
    Judged judged;                    // new pairs of rule and series
};

// Owns nothing but its results; the arguments outlive it.
class States {
  public:
    States(const View& view, const std::vector<Said>& said, const Judged& judged);

    void judge(const Rule& rule);

    [[nodiscard]] Outcomes take() { return std::move(outcomes_); }

  private:
    enum class Standing { known, first_seen };

    [[nodiscard]] const Said* find(const std::string& id) const;
    [[nodiscard]] Standing standing_of(const Statement& statement) const;
    void note_series(const Rule& rule);
    [[nodiscard]] std::set<std::string> said_in_groups(const Rule& rule) const;
    void drop_unsaid(const Rule& rule, std::vector<Statement>& holding) const;
    [[nodiscard]] std::vector<Statement> grouped(const Rule& rule, std::vector<Statement> holding);
    void decide(const Rule& rule, Statement statement);
    void restate(const Rule& rule, Statement statement, const Said& was);
    void withdraw_gone(const Rule& rule, const std::vector<Statement>& holding);
    void withdraw(const Rule& rule, const Said& was, const std::vector<Statement>& holding);
    [[nodiscard]] std::string withdrawn_words(const Rule& rule,
                                              const Statement& said,
                                              const std::vector<Statement>& holding) const;
    void make_baseline(Statement statement, bool counted);
    [[nodiscard]] std::string with_tail(std::string text, const Reason& reason) const;

    const View& view_;
    const std::vector<Said>& said_;
    const Judged& judged_;
    Mood mood_;
    RuleAge age_ = RuleAge::known; // of the rule being judged
    std::string digest_;           // of the rule being judged
    std::unordered_map<std::string, const Said*> by_id_;
    Outcomes outcomes_;
};

} // namespace tidemark::alert
