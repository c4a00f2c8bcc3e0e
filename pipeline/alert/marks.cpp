#include "pipeline/alert/marks.hpp"

#include "pipeline/model/period.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tidemark::alert {

std::vector<Saying> acknowledged(const std::vector<Mark>& marks, const std::vector<Said>& said) {
    std::vector<Saying> sayings;
    for (const Mark& mark : marks) {
        const auto was =
            std::ranges::find(said, mark.target, [](const Said& s) { return s.statement.id; });
        const bool live = was != said.end() && was->state != State::withdrawn;
        if (mark.what != Mark::What::ack || mark.said || !live) {
            continue;
        }
        Saying saying{.state = State::acked, .statement = was->statement};
        saying.statement.severity = Severity::info;
        saying.statement.text += fmt::format("; acknowledged by {}: {}", mark.by, mark.why);
        sayings.push_back(std::move(saying));
    }
    return sayings;
}

std::string silence_of(const std::vector<Mark>& marks, const Statement& statement, Day today) {
    for (const Mark& mark : marks) {
        const bool meant =
            mark.target.empty() || mark.target == statement.rule || mark.target == statement.id;
        if (mark.what == Mark::What::silence && !statement.rule.empty() && meant && mark.until &&
            today <= *mark.until) {
            return fmt::format("silenced until {} by {}: {}",
                               in_words(single_day(*mark.until)),
                               mark.by,
                               mark.why);
        }
    }
    return {};
}

} // namespace tidemark::alert
