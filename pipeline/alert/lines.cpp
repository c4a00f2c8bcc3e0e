// write_lines: sayings as rows of the outbox.
#include "pipeline/alert/json.hpp"
#include "pipeline/alert/judge.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <unordered_map>

namespace tidemark::alert {
namespace {

std::string upper(std::string_view text) {
    std::string result(text);
    std::ranges::transform(
        result, result.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return result;
}

// Baselines are counted in one line of their source; a saying without text is for the store alone.
bool has_line(const Saying& saying) {
    const bool counted = saying.state == State::baseline && saying.statement.kind != "baseline";
    return !saying.statement.text.empty() && !counted && saying.state != State::standing;
}

} // namespace

std::vector<Line> write_lines(const Source& source,
                              const std::vector<Saying>& sayings,
                              const std::vector<Said>& said,
                              const std::optional<Vintage>& vintage,
                              Instant now) {
    std::unordered_map<std::string, const Said*> by_id;
    for (const Said& was : said) {
        by_id.emplace(was.statement.id, &was);
    }
    std::vector<Line> lines;
    for (const Saying& saying : sayings) {
        if (!has_line(saying)) {
            continue;
        }
        Saying clean = saying; // text in the log and in the object are the same bytes
        clean.statement.text = one_line(saying.statement.text);
        if (!saying.silenced.empty()) {
            clean.statement.text += "; " + one_line(saying.silenced);
            clean.statement.severity = Severity::info;
        }
        const Statement& statement = clean.statement;
        const auto was = by_id.find(statement.id);
        Line line;
        line.time = now;
        line.state = saying.silenced.empty() ? saying.state : State::silenced;
        line.severity = statement.severity;
        line.id = statement.id;
        line.source = statement.source;
        line.text = statement.text;
        line.line = fmt::format("{} {:<7} {:<9} {}: {} ({})",
                                local_text(now, source.zone),
                                upper(to_text(statement.severity)),
                                to_text(line.state),
                                statement.source,
                                statement.text,
                                statement.id);
        line.json =
            to_json(source, clean, was == by_id.end() ? nullptr : was->second, vintage, now);
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace tidemark::alert
