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

// Equal bytes under two names are two files.
std::string subject_of(const std::string& code, const RawFile& file) {
    return code + ' ' + file.sha256 + ' ' + file.name;
}

// A look's failure has a code alone; a file's names the file too.
bool is_of_a_file(const Said& was) {
    return (was.state == State::failed || was.state == State::held) &&
           was.statement.subject.find(' ') != std::string::npos;
}

// Also what was said of the name when its bytes could not be fetched: it has no digest.
bool names(const Said& was, const RawFile& file) {
    RawFile unread;
    unread.name = file.name;
    return was.statement.subject.ends_with(subject_of({}, file)) ||
           was.statement.subject.ends_with(subject_of({}, unread));
}

// "CODE DIGEST NAME"
bool is_of_the_name(const Said& was, const std::string& name) {
    const std::string& subject = was.statement.subject;
    const auto digest = subject.find(' ');
    const auto end = subject.find(' ', digest + 1);
    return end != std::string::npos && std::string_view(subject).substr(end + 1) == name;
}

Saying ended(const Said& was) {
    Saying saying{State::withdrawn, was.statement};
    saying.statement.text.clear();
    return saying;
}

bool is_standing(const std::vector<Said>& said, const Statement& statement) {
    return std::ranges::any_of(said, [&](const Said& was) {
        return was.statement.id == statement.id && was.state != State::withdrawn;
    });
}

} // namespace

Statement source_statement(const Source& source,
                           State state,
                           Severity severity,
                           std::string subject,
                           const std::string& text) {
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
            subject_of(first.code, held.file),
            fmt::format("{}; {}",
                        reasons_in_words(held.reasons),
                        view.scene.snapshot.vintages.empty() ? "nothing is loaded yet"
                                                             : "the last good figures stay"));
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
    std::vector<Saying> all;
    for (const Said& was : said) {
        if ((was.state == State::failed || was.state == State::held) && !is_of_a_file(was)) {
            all.push_back(ended(was));
        }
    }
    return all;
}

std::vector<Saying> end_held(const View& view, const std::vector<Said>& said) {
    const Loaded& loaded = view.scene.loaded;
    const bool is_news = loaded.vintage && loaded.vintage->cause != Cause::reread;
    const bool replaces = is_news && !std::holds_alternative<FindDir>(view.scene.source.find);
    std::vector<Saying> all;
    for (const Said& was : said) {
        if (!is_of_a_file(was)) {
            continue;
        }
        const bool is_held = std::ranges::any_of(loaded.held, [&](const Held& held) {
            return was.statement.subject == subject_of(held.reasons.front().code, held.file);
        });
        const bool is_other =
            std::ranges::any_of(loaded.held, [&](const Held& h) { return names(was, h.file); });
        const bool is_in = std::ranges::any_of(loaded.let_in, [&](const RawFile& file) {
            // What is read again stands behind what came under its name since.
            return names(was, file) || (is_news && is_of_the_name(was, file.name));
        });
        if (!is_held && (is_other || is_in || replaces)) {
            all.push_back(ended(was));
        }
    }
    return all;
}

std::vector<Saying> source_lines(const View& view,
                                 const std::vector<Said>& said,
                                 const std::vector<Statement>& baselines) {
    std::vector<Saying> lines;
    const auto& vintage = view.scene.loaded.vintage;
    auto overdue = view.scene.turn == Turn::theirs ? overdue_line(view, said) : std::nullopt;
    if (overdue) {
        lines.push_back(std::move(*overdue));
    }
    if (vintage && vintage->cause == Cause::release) {
        lines.push_back(arrived_line(view, said));
    }
    if (auto baseline = baseline_line(view, baselines)) {
        lines.push_back(std::move(*baseline));
    }
    for (auto line : {reread_line(view), revised_line(view)}) {
        if (line) {
            lines.push_back(std::move(*line));
        }
    }
    for (auto&& of_files : {held_lines(view, said), end_held(view, said)}) {
        std::ranges::copy(of_files, std::back_inserter(lines));
    }
    return lines;
}

} // namespace tidemark::alert
