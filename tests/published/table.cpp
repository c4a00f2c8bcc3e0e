#include "tests/published/table.hpp"

#include "pipeline/base/files.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <utility>

namespace tidemark::published {
namespace {

constexpr std::array verbs{std::pair{"read", Verb::read},
                           std::pair{"sum", Verb::sum},
                           std::pair{"change", Verb::change},
                           std::pair{"held", Verb::held},
                           std::pair{"load", Verb::load},
                           std::pair{"now", Verb::now},
                           std::pair{"as-of", Verb::as_of}};
constexpr std::size_t columns = 6;

std::vector<std::string> split_tabs(const std::string& line) {
    std::vector<std::string> parts;
    std::istringstream text(line);
    for (std::string part; std::getline(text, part, '\t');) {
        parts.push_back(part == "-" ? std::string() : part);
    }
    return parts;
}

std::optional<Verb> verb_of(const std::string& word) {
    const auto* const found =
        std::ranges::find_if(verbs, [&](const auto& verb) { return word == verb.first; });
    return found == verbs.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

Result<std::vector<Check>> read_checks(const std::filesystem::path& path) {
    const auto text = read_file(path);
    if (!text) {
        return fail(text.error());
    }
    std::vector<Check> checks;
    std::istringstream lines(*text);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.empty() || line.front() == '#') {
            continue;
        }
        auto parts = split_tabs(line);
        const auto verb = verb_of(parts.front());
        if (!verb || parts.size() < columns) {
            return fail({.fault = Fault::usage,
                         .code = "published.table",
                         .file = path.string(),
                         .expected = "a verb and five more columns",
                         .found = fmt::format("line {}: '{}'", number, line)});
        }
        checks.push_back({.line = number,
                          .verb = *verb,
                          .file = std::move(parts[1]),
                          .series = std::move(parts[2]),
                          .period = std::move(parts[3]),
                          .figure = std::move(parts[4]),
                          .cell = std::move(parts[5])});
    }
    return checks;
}

} // namespace tidemark::published
