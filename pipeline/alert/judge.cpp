#include "pipeline/alert/judge.hpp"

#include "pipeline/alert/source_lines.hpp"
#include "pipeline/alert/states.hpp"
#include "pipeline/alert/view.hpp"

#include <algorithm>
#include <iterator>

namespace tidemark::alert {

Judgement judge(const Scene& scene, const std::vector<Said>& said, const Judged& judged) {
    const View view(scene);
    States states(view, said, judged);
    for (const Rule& rule : scene.source.rules) {
        states.judge(rule);
    }
    Outcomes outcomes = states.take();
    Judgement judgement{.sayings = source_lines(view, said, outcomes.baselines),
                        .judged = std::move(outcomes.judged)};
    std::ranges::move(outcomes.sayings, std::back_inserter(judgement.sayings));
    std::ranges::move(scene.failure != nullptr
                          ? judge_failure(scene.source, *scene.failure, said, scene.now)
                          : end_failures(said),
                      std::back_inserter(judgement.sayings));
    return judgement;
}

std::vector<Saying> judge_failure(const Source& source,
                                  const Error& error,
                                  const std::vector<Said>& said,
                                  Instant /*now*/) {
    Saying saying = failure_line(source, error);
    const bool stands = std::ranges::any_of(said, [&](const Said& was) {
        return was.statement.id == saying.statement.id && was.state != State::withdrawn;
    });
    return stands ? std::vector<Saying>{} : std::vector<Saying>{std::move(saying)};
}

} // namespace tidemark::alert
