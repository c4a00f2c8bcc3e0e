#include "pipeline/alert/judge.hpp"

#include "pipeline/alert/identity.hpp"
#include "pipeline/alert/lists.hpp"
#include "pipeline/alert/marks.hpp"
#include "pipeline/alert/source_lines.hpp"
#include "pipeline/alert/states.hpp"
#include "pipeline/alert/view.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

namespace tidemark::alert {
namespace {

// Of the rules and of the lists they sum over, as they are now.
std::set<std::string> present_digests(const Source& source, const Codelists& codelists) {
    std::set<std::string> present{digest_of_lists(source, codelists)};
    for (const Rule& rule : source.rules) {
        present.insert(digest(rule, source));
    }
    return present;
}

std::vector<Saying>
failure_lines(const Source& source, const Error& error, const std::vector<Said>& said) {
    Saying saying = failure_line(source, error);
    const bool stands = std::ranges::any_of(said, [&](const Said& was) {
        return was.statement.id == saying.statement.id && was.state != State::withdrawn;
    });
    return stands ? std::vector<Saying>{} : std::vector<Saying>{std::move(saying)};
}

// What people acknowledged is said before what the look changes; what they silenced is held back.
void heed(const Scene& scene, const std::vector<Said>& said, std::vector<Saying>& sayings) {
    if (scene.marks == nullptr) {
        return;
    }
    const Day today = local_day(scene.now, scene.source.zone);
    for (Saying& saying : sayings) {
        if (saying.state != State::baseline && !saying.statement.text.empty()) {
            saying.silenced = silence_of(*scene.marks, saying.statement, today);
        }
    }
    if (scene.turn == Turn::theirs) { // in the words that the person saw, before they change
        auto acked = acknowledged(*scene.marks, said);
        sayings.insert(sayings.begin(),
                       std::make_move_iterator(acked.begin()),
                       std::make_move_iterator(acked.end()));
    }
}

} // namespace

bool lists_have_judged(const Source& source, const Codelists& codelists, const Judged& judged) {
    return judged.contains({digest_of_lists(source, codelists), std::string()});
}

bool has_judged(const Source& source, const Codelists& codelists, const Judged& judged) {
    return std::ranges::all_of(present_digests(source, codelists), [&](const std::string& each) {
        return judged.contains({each, std::string()});
    });
}

Judgement judge(const Scene& scene, const std::vector<Said>& said, const Judged& judged) {
    const View view(scene);
    States states(view, said, judged);
    if (!scene.rules_wait) {
        std::ranges::for_each(scene.source.rules, [&](const Rule& rule) { states.judge(rule); });
    }
    Outcomes outcomes = states.take();
    Judgement judgement{.sayings = source_lines(view, said, outcomes.baselines),
                        .judged = std::move(outcomes.judged)};
    std::ranges::move(outcomes.sayings, std::back_inserter(judgement.sayings));
    if (scene.turn == Turn::theirs) {
        std::ranges::move(scene.failure != nullptr
                              ? failure_lines(scene.source, *scene.failure, said)
                              : end_failures(said),
                          std::back_inserter(judgement.sayings));
    }
    heed(scene, said, judgement.sayings);
    if (scene.rules_wait) {
        judgement.judged = judged;
        return judgement;
    }
    const auto present = present_digests(scene.source, scene.codelists);
    std::ranges::copy_if(judged,
                         std::inserter(judgement.judged, judgement.judged.end()),
                         [&](const auto& pair) { return present.contains(pair.first); });
    for (const std::string& each : present) {
        judgement.judged.emplace(each, std::string());
    }
    return judgement;
}

} // namespace tidemark::alert
