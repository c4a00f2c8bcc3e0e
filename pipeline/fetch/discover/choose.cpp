#include "pipeline/fetch/discover/choose.hpp"

#include "pipeline/base/text.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace tidemark::fetch {
namespace {

constexpr std::size_t most_shown = 10;
constexpr std::size_t longest_shown = 120;

// A text of a page in an error: one line, quoted, cut where it is long (between characters).
std::string quoted(const std::string& text) {
    std::string line = one_line(text);
    if (line.size() > longest_shown) {
        std::size_t end = longest_shown;
        while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        line = line.substr(0, end) + "...";
    }
    return fmt::format("'{}'", line);
}

std::string listed(const std::vector<std::string>& texts) {
    std::vector<std::string> shown;
    for (const std::string& text : texts) {
        if (shown.size() == most_shown) {
            shown.push_back(fmt::format("and {} more", texts.size() - most_shown));
            break;
        }
        shown.push_back(quoted(text));
    }
    return join(shown, ", ");
}

// The first of each address, with the first title that says something.
std::vector<Target> distinct(std::vector<Target> targets) {
    std::vector<Target> result;
    for (Target& target : targets) {
        const auto same = std::ranges::find(result, target.url, &Target::url);
        if (same == result.end()) {
            result.push_back(std::move(target));
        } else if (same->title.empty()) {
            same->title = std::move(target.title);
        }
    }
    return result;
}

} // namespace

Result<Discovery> exactly_one(const Source& source, Choice choice) {
    std::vector<Target> targets = distinct(std::move(choice.fitting));
    if (targets.size() == 1) {
        return Discovery(std::move(targets));
    }
    Error error{.fault = Fault::held,
                .code = targets.empty() ? "fetch.none" : "fetch.ambiguous",
                .source = source.id,
                .file = choice.page,
                .expected = choice.expected,
                .next = fmt::format("mend {}{}{}",
                                    choice.keys,
                                    source.config_file.empty() ? "" : " in ",
                                    source.config_file)};
    if (targets.empty()) {
        error.found = choice.seen.empty()
                          ? "nothing to choose from"
                          : fmt::format("none of {}: {}", choice.seen.size(), listed(choice.seen));
        return fail(std::move(error));
    }
    std::vector<std::string> texts;
    for (const Target& target : targets) {
        texts.push_back(target.title.empty() ? target.url
                                             : fmt::format("{} ({})", target.title, target.url));
    }
    error.found = fmt::format("{}: {}", targets.size(), listed(texts));
    return fail(std::move(error));
}

} // namespace tidemark::fetch
