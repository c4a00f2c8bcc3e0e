#include "tests/layering/house_rules.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>
#include <sstream>
#include <string_view>

namespace tidemark::test {

namespace {

constexpr std::size_t most_lines = 400;

struct Room {
    std::string_view name;
    std::string_view path;                         // what its files' paths begin with
    std::span<const std::string_view> may_include; // beginnings of paths, besides its own
};

using Paths = std::string_view;

constexpr std::array<Paths, 0> nothing{};
constexpr std::array<Paths, 1> below_model{"pipeline/base/"};
constexpr std::array<Paths, 2> below_stages{"pipeline/base/", "pipeline/model/"};
constexpr std::array<Paths, 3> stage{"pipeline/base/", "pipeline/model/", "pipeline/ports.hpp"};
constexpr std::array<Paths, 4> in_parse{
    "pipeline/base/", "pipeline/model/", "pipeline/ports.hpp", "pipeline/parse/"};
constexpr std::array<Paths, 6> in_read{"pipeline/base/",
                                       "pipeline/model/",
                                       "pipeline/ports.hpp",
                                       "pipeline/parse/parse.hpp",
                                       "pipeline/parse/worker/",
                                       "pipeline/parse/read/"};
constexpr std::array<Paths, 7> below_run{"pipeline/base/",
                                         "pipeline/model/",
                                         "pipeline/ports.hpp",
                                         "pipeline/fetch/",
                                         "pipeline/parse/",
                                         "pipeline/load/",
                                         "pipeline/alert/"};
constexpr std::array<Paths, 2> below_daemon{"pipeline/", "config/"};

// The first whose path fits is the file's room.
constexpr std::array<Room, 12> rooms{{
    {"base", "pipeline/base/", nothing},
    {"model", "pipeline/model/", below_model},
    {"ports", "pipeline/ports.hpp", below_stages},
    {"fetch", "pipeline/fetch/", stage},
    {"parse/read", "pipeline/parse/read/", in_read},
    {"parse", "pipeline/parse/", in_parse},
    {"load", "pipeline/load/", stage},
    {"alert", "pipeline/alert/", stage},
    {"run", "pipeline/run", below_run},
    {"config", "config/", below_stages},
    {"daemon", "daemon/", below_daemon},
    {"", "", {}},
}};

const Room& room_of(std::string_view path) {
    return *std::find_if(
        rooms.begin(), rooms.end(), [&](const Room& room) { return path.starts_with(room.path); });
}

std::string at(std::string_view path, std::size_t line) {
    return std::string(path) + ':' + std::to_string(line) + ": ";
}

// The path of an #include "..." line.
std::optional<std::string_view> included(std::string_view line) {
    line.remove_prefix(std::min(line.size(), line.find_first_not_of(" \t")));
    if (!line.starts_with("#include")) {
        return std::nullopt;
    }
    const auto open = line.find('"');
    const auto close = line.find('"', open + 1);
    if (open == std::string_view::npos || close == std::string_view::npos) {
        return std::nullopt;
    }
    return line.substr(open + 1, close - open - 1);
}

// run may include what a stage shows: "pipeline/fetch/fetch.hpp", not "pipeline/alert/sinks/...".
bool is_inside_a_stage(std::string_view path) {
    return std::count(path.begin(), path.end(), '/') > 2;
}

bool may_include(const Room& room, std::string_view path) {
    if (path.starts_with(room.path)) {
        return true;
    }
    if (room.name == "run" && is_inside_a_stage(path)) {
        return false;
    }
    return std::any_of(room.may_include.begin(), room.may_include.end(), [&](Paths allowed) {
        return path.starts_with(allowed);
    });
}

void check_include(std::string_view path,
                   std::size_t number,
                   std::string_view target,
                   std::vector<std::string>& found) {
    const auto& room = room_of(path);
    if (room.name.empty() || may_include(room, target)) {
        return;
    }
    const auto& other = room_of(target);
    found.push_back(at(path, number) +
                    (other.name.empty()
                         ? "includes \"" + std::string(target) + "\", which is in no room"
                         : std::string(room.name) + " includes " + std::string(other.name) +
                               " (\"" + std::string(target) + "\")"));
}

// Comments and literals blanked, line breaks kept.
std::string code_of(std::string_view text) {
    std::string out(text);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto two = std::string_view(out).substr(i, 2);
        std::size_t end = 0;
        if (two == "//") {
            end = std::min(out.find('\n', i), out.size());
        } else if (two == "/*") {
            end = std::min(out.find("*/", i + 2), out.size() - 2) + 2;
        } else if (out[i] == '"') {
            end = i + 1;
            while (end < out.size() && out[end] != '"' && out[end] != '\n') {
                end += out[end] == '\\' ? 2 : 1;
            }
            end = std::min(end + 1, out.size());
        } else {
            continue;
        }
        std::replace_if(
            out.begin() + static_cast<std::ptrdiff_t>(i),
            out.begin() + static_cast<std::ptrdiff_t>(end),
            [](char c) { return c != '\n'; },
            ' ');
        i = end - 1;
    }
    return out;
}

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// After the ">" that closes the "<" at `open`.
std::size_t after_brackets(std::string_view code, std::size_t open) {
    int depth = 0;
    for (auto i = open; i < code.size(); ++i) {
        depth += code[i] == '<' ? 1 : code[i] == '>' ? -1 : 0;
        if (depth == 0) {
            return i + 1;
        }
    }
    return code.size();
}

// Is what stands here " name("? Then a function is declared.
bool declares_function(std::string_view code, std::size_t from) {
    const auto name = code.find_first_not_of(" \n", from);
    if (name == std::string_view::npos || name == from || !is_word(code[name])) {
        return false;
    }
    auto end = name;
    while (end < code.size() && is_word(code[end])) {
        ++end;
    }
    return end < code.size() && code[end] == '(';
}

void check_nodiscard(std::string_view path,
                     std::string_view text,
                     std::vector<std::string>& found) {
    if (path.starts_with("tests/")) {
        return; // fakes override what is [[nodiscard]] in the port
    }
    const auto code = code_of(text);
    constexpr std::string_view type = "Result<";
    for (auto i = code.find(type); i != std::string::npos; i = code.find(type, i + 1)) {
        const bool whole_word = i == 0 || !is_word(code[i - 1]);
        if (!whole_word || !declares_function(code, after_brackets(code, i + type.size() - 1))) {
            continue;
        }
        const auto before = code.find_last_of(";{}", i);
        const auto start = before == std::string::npos ? 0 : before;
        if (std::string_view(code).substr(start, i - start).find("[[nodiscard]]") ==
            std::string_view::npos) {
            const auto line =
                1 + std::count(code.begin(), code.begin() + static_cast<std::ptrdiff_t>(i), '\n');
            found.push_back(at(path, static_cast<std::size_t>(line)) +
                            "returns a Result without [[nodiscard]]");
        }
    }
}

// Empty for a header and for a source that has none.
std::string own_header(std::string_view path, const Tree& tree) {
    if (!path.ends_with(".cpp")) {
        return {};
    }
    auto header = std::string(path.substr(0, path.size() - 4)) + ".hpp";
    return tree.contains(header) ? header : std::string();
}

void check_own_header(std::string_view path,
                      std::string_view text,
                      std::string_view header,
                      std::vector<std::string>& found) {
    const auto first = text.find("#include");
    const auto line = text.substr(std::min(first, text.size()));
    if (included(line.substr(0, line.find('\n'))) != header) {
        found.push_back(at(path, 1) + "does not include its own header first");
    }
}

void check_file(std::string_view path, const std::string& text, std::vector<std::string>& found) {
    std::istringstream lines(text);
    std::size_t number = 0;
    bool once = false;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        once = once || line == "#pragma once";
        if (const auto target = included(line)) {
            check_include(path, number, *target, found);
        }
    }
    if (number > most_lines) {
        found.push_back(at(path, number) + "more than 400 lines: split it by idea");
    }
    if (!path.ends_with(".hpp")) {
        return;
    }
    if (!once) {
        found.push_back(at(path, 1) + "a header without #pragma once");
    }
    check_nodiscard(path, text, found);
}

} // namespace

Tree read_tree(const std::filesystem::path& root) {
    namespace fs = std::filesystem;
    Tree tree;
    for (const char* folder : {"pipeline", "config", "daemon", "tests", "bench"}) {
        if (!fs::is_directory(root / folder)) {
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const auto kind = entry.path().extension();
            if (entry.is_regular_file() && (kind == ".hpp" || kind == ".cpp")) {
                std::ifstream file(entry.path(), std::ios::binary);
                tree.emplace(fs::relative(entry.path(), root).generic_string(),
                             std::string(std::istreambuf_iterator<char>(file), {}));
            }
        }
    }
    return tree;
}

std::vector<std::string> faults(const Tree& tree) {
    std::vector<std::string> found;
    for (const auto& [path, text] : tree) {
        check_file(path, text, found);
        if (const auto header = own_header(path, tree); !header.empty()) {
            check_own_header(path, text, header, found);
        }
    }
    return found;
}

} // namespace tidemark::test
