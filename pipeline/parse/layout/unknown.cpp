#include "pipeline/parse/layout/unknown.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/pick.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>
#include <vector>

namespace tidemark::parse {
namespace {

// E23000032 'Kent'; the code alone where it is its own name.
std::string code_and_name(const Code& code) {
    return code.name.empty() || code.name == code.code
               ? quoted(code.code)
               : fmt::format("{} {}", code.code, quoted(code.name));
}

std::string nearest_three(const std::vector<const Code*>& near) {
    std::vector<std::string> names;
    names.reserve(near.size());
    for (const Code* code : near) {
        names.push_back(code_and_name(*code));
    }
    return join(names, ", ");
}

constexpr std::string_view command_words = ": tidemark codelist add ";
constexpr std::string_view no_code = "CODE";

// One word of a shell's command line, whatever a publisher printed.
std::string shell_word(std::string_view text) {
    const bool plain = !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
    });
    if (plain) {
        return std::string(text);
    }
    std::string word = "'";
    for (const char c : text) {
        word += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return word + "'";
}

std::string digits_of(std::string_view text) {
    std::string digits;
    std::ranges::copy_if(
        text, std::back_inserter(digits), [](unsigned char c) { return std::isdigit(c) != 0; });
    return digits;
}

bool are_swapped(std::string a, const std::string& b) {
    const auto differ = std::ranges::mismatch(a, b);
    if (a.size() != b.size() || differ.in1 == a.end() || differ.in1 + 1 == a.end()) {
        return false;
    }
    std::iter_swap(differ.in1, differ.in1 + 1);
    return a == b;
}

// A slip changes, adds or leaves out one letter, or swaps two, never the first, never a digit:
// "Males" is none of "Females", nor "North" of "South", "With" of "Without", "16" of "18".
bool is_slip(std::string_view label, const Code& code) {
    constexpr std::size_t shortest = 4;
    const auto folded = fold(label);
    const auto near = [&](const std::string& spelling) {
        const auto other = fold(spelling);
        return folded.size() >= shortest && other.size() >= shortest &&
               folded.front() == other.front() && digits_of(folded) == digits_of(other) &&
               (edit_distance(folded, other) <= 1 || are_swapped(folded, other));
    };
    return near(code.name) || std::ranges::any_of(code.aliases, near);
}

// The one of the nearest that the label is a slip from; null where it may be none or two.
const Code* meant_by(std::string_view label, const std::vector<const Code*>& near) {
    const auto slip = [&](const Code* code) { return is_slip(label, *code); };
    const auto found = std::ranges::find_if(near, slip);
    return std::ranges::count_if(near, slip) == 1 ? *found : nullptr;
}

// Nothing for what no command line can say: a bar parts aliases, control characters are not seen.
std::optional<std::string>
command(const Codelist& list, std::string_view label, const std::vector<const Code*>& near) {
    constexpr std::size_t longest = 200;
    if (label.size() > longest || label.find('|') != std::string_view::npos ||
        one_line(label) != label) {
        return std::nullopt;
    }
    const Code* meant = meant_by(label, near);
    const bool option =
        label.starts_with('-') || (meant != nullptr && meant->code.starts_with('-'));
    return fmt::format("{}{}{}{} {} {}",
                       meant != nullptr ? fmt::format("if it is {}", code_and_name(*meant))
                                        : std::string("say which code it is"),
                       command_words,
                       option ? "-- " : "",
                       list.id,
                       meant != nullptr ? shell_word(meant->code) : std::string(no_code),
                       shell_word(label));
}

// Takes the next word off a command line that shell_word() wrote.
std::string take_word(std::string_view& line) {
    line.remove_prefix(std::min(line.size(), line.find_first_not_of(' ')));
    std::string word;
    bool quoted = false;
    while (!line.empty() && (quoted || (line.front() != ' ' && line.front() != ','))) {
        if (line.front() == '\'') {
            quoted = !quoted;
        } else if (line.front() == '\\' && !quoted && line.size() > 1) {
            line.remove_prefix(1);
            word += line.front();
        } else {
            word += line.front();
        }
        line.remove_prefix(1);
    }
    return word;
}

std::string days_of(const Code& code) {
    const std::string from = code.from ? " from " + day_text(*code.from) : std::string();
    return fmt::format("'{}'{}{}", code.code, from, code.to ? " to " + day_text(*code.to) : "");
}

} // namespace

Error unknown_label(const Codelist& list, std::string_view label) {
    const auto near = list.nearest(label, 3);
    const auto line = command(list, label, near);
    return {.code = "layout.label",
            .expected = fmt::format("a label of '{}' (nearest: {})", list.id, nearest_three(near)),
            .found = quoted(label),
            .next = fmt::format(
                "{}, or leave its row or column out with skip",
                line.value_or(fmt::format("add it as an alias in codelists.d/{}.csv", list.id)))};
}

std::optional<SuggestedAlias> suggested_alias(const Error& error) {
    const std::string_view next = error.next;
    const auto at = next.find(command_words);
    if (error.code != "layout.label" || at == std::string_view::npos) {
        return std::nullopt;
    }
    auto line = next.substr(at + command_words.size());
    auto list = take_word(line);
    list = list == "--" ? take_word(line) : list;
    auto code = take_word(line);
    auto alias = take_word(line);
    if (code == no_code || code.empty() || alias.empty()) {
        return std::nullopt;
    }
    return SuggestedAlias{std::move(list), std::move(code), std::move(alias)};
}

Error no_code_on(const Codelist& list, std::string_view label, const Period& period) {
    std::vector<std::string> days;
    for (const Code* code : list.all(label)) {
        days.push_back(days_of(*code));
    }
    return {
        .code = "layout.label",
        .expected =
            fmt::format("one code of '{}' for {} in {}", list.id, quoted(label), to_text(period)),
        .found = join(days, ", "),
        .next = fmt::format("mend from and to in codelists.d/{}.csv where one of them is meant, "
                            "or leave its row or column out with skip",
                            list.id)};
}

} // namespace tidemark::parse
