#include "pipeline/alert/source_lines.hpp"

#include "pipeline/alert/identity.hpp"
#include "pipeline/alert/select.hpp"
#include "pipeline/alert/sentences.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace tidemark::alert {
namespace {

std::string reasons_in_words(const std::vector<Error>& reasons) {
    std::string text = reasons.front().to_text();
    if (reasons.size() > 1) {
        text += fmt::format(" (and {} more)", reasons.size() - 1);
    }
    return text;
}

State state_of(Fault fault) {
    return fault == Fault::held ? State::held : State::failed;
}

bool is_standing(const std::vector<Said>& said, const Statement& statement) {
    return std::ranges::any_of(said, [&](const Said& was) {
        return was.statement.id == statement.id && was.state != State::withdrawn;
    });
}

} // namespace

Statement source_statement(
    const Source& source, State state, Severity severity, std::string subject, std::string text) {
    Statement statement;
    statement.source = source.id;
    statement.kind = to_text(state);
    statement.subject = std::move(subject);
    statement.severity = severity;
    statement.text = with_note(one_line(text), source.note);
    statement.id = identity(statement);
    return statement;
}

Answered answered(const View& view, std::optional<Day> until) {
    Answered best;
    const auto is_better = [&](const Total& total) {
        return best.total == nullptr || total.period.end > best.total->period.end ||
               (total.period.end == best.total->period.end && total.members > best.total->members);
    };
    for (const Subject& subject : view.scene.subjects) {
        if (!subject.summed || subject.member_dim.empty()) {
            continue;
        }
        for (const Total& total : subject.totals) {
            if (is_answered(total) && (!until || total.period.end <= *until) && is_better(total)) {
                best = {.total = &total, .noun = view.names.noun(subject.member_dim)};
            }
        }
    }
    return best;
}

std::vector<Saying> held_lines(const View& view, const std::vector<Said>& said) {
    const Source& source = view.scene.source;
    std::vector<Saying> lines;
    for (const Held& held : view.scene.loaded.held) {
        const Error& first = held.reasons.front();
        const State state = state_of(first.fault);
        Statement statement = source_statement(
            source,
            state,
            state == State::held ? Severity::warning : Severity::error,
            first.code + ' ' + (held.file.sha256.empty() ? held.file.name : held.file.sha256),
            fmt::format("{}; the last good figures stay", reasons_in_words(held.reasons)));
        if (!is_standing(said, statement)) {
            lines.push_back({state, std::move(statement)});
        }
    }
    return lines;
}

Saying failure_line(const Source& source, const Error& error) {
    const State state = state_of(error.fault);
    return {state,
            source_statement(source,
                             state,
                             state == State::held ? Severity::warning : Severity::error,
                             error.code,
                             error.to_text())};
}

std::vector<Saying> end_failures(const std::vector<Said>& said) {
    std::vector<Saying> ended;
    for (const Said& was : said) {
        // A look's failure has a code alone; a file's has the digest too and stays with its bytes.
        const bool of_a_look = was.statement.subject.find(' ') == std::string::npos;
        if ((was.state == State::failed || was.state == State::held) && of_a_look) {
            Saying saying{State::withdrawn, was.statement};
            saying.statement.text.clear();
            ended.push_back(std::move(saying));
        }
    }
    return ended;
}

std::vector<Saying> source_lines(const View& view,
                                 const std::vector<Said>& said,
                                 const std::vector<Statement>& baselines) {
    std::vector<Saying> lines;
    const auto& vintage = view.scene.loaded.vintage;
    if (auto overdue = overdue_line(view, said)) {
        lines.push_back(std::move(*overdue));
    }
    if (vintage && vintage->cause == Cause::release) {
        lines.push_back(arrived_line(view, said));
    }
    if (auto baseline = baseline_line(view, baselines)) {
        lines.push_back(std::move(*baseline));
    }
    if (auto changes = changes_line(view)) {
        lines.push_back(std::move(*changes));
    }
    auto held = held_lines(view, said);
    std::ranges::move(held, std::back_inserter(lines));
    return lines;
}

} // namespace tidemark::alert
