#include "pipeline/parse/read/archive.hpp"

#include "pipeline/parse/read/encoding.hpp"
#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tidemark::parse {

namespace {

struct Seen {
    const Zip::Entry* entry = nullptr;
    std::string name;
};

// Names are UTF-8 or, from old programs, in the code page of DOS.
std::string name_text(std::string_view name) {
    Decoded decoded;
    if (!is_utf8(name) && decode(name, "IBM437", decoded)) {
        return decoded.own;
    }
    std::string text(name);
    if (!is_utf8(text)) {
        std::ranges::replace_if(
            text, [](unsigned char c) { return c >= 0x80; }, '?');
    }
    return text;
}

std::string_view base_of(std::string_view name) {
    return name.substr(name.find_last_of("/\\") + 1);
}

bool is_junk(std::string_view name) {
    const auto base = base_of(name);
    return base.empty() || name.starts_with("__MACOSX/") || base.starts_with("._") ||
           base == ".DS_Store" || base == "Thumbs.db" || base == "desktop.ini";
}

bool is_named_as_spreadsheet(std::string_view name) {
    constexpr std::array<std::string_view, 8> endings{
        ".xlsx", ".xlsm", ".xls", ".ods", ".fods", ".csv", ".tsv", ".tab"};
    std::string lower(base_of(name));
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    });
    return std::ranges::any_of(endings, [&lower](auto ending) { return lower.ends_with(ending); });
}

std::string list_of(const std::vector<Seen>& seen) {
    constexpr std::size_t most = 5;
    std::string list;
    for (std::size_t i = 0; i < std::min(seen.size(), most); ++i) {
        list += fmt::format("{}'{}'", i == 0 ? "" : ", ", seen[i].name);
    }
    return seen.size() > most ? fmt::format("{} and {} more", list, seen.size() - most) : list;
}

Error no_choice(std::string expected, const std::vector<Seen>& seen) {
    Error error =
        malformed("member",
                  std::move(expected),
                  seen.empty() ? "none" : fmt::format("{}: {}", seen.size(), list_of(seen)));
    error.fault = Fault::held;
    if (!seen.empty()) {
        error.next = fmt::format(
            "choose one under [read] in the source file, such as member = '{}', or with --member",
            exact_pattern(seen[0].name));
    }
    return error;
}

std::vector<Seen> members_of(const Zip& zip) {
    std::vector<Seen> members;
    for (const auto& entry : zip.entries()) {
        if (!is_junk(entry.name)) {
            members.push_back({&entry, name_text(entry.name)});
        }
    }
    return members;
}

Result<Seen> choose(const std::vector<Seen>& members, const Pattern& wanted) {
    std::vector<Seen> fitting;
    std::ranges::copy_if(members, std::back_inserter(fitting), [&wanted](const Seen& member) {
        return wanted.empty() ? is_named_as_spreadsheet(member.name) : wanted.matches(member.name);
    });
    if (fitting.size() == 1) {
        return fitting[0];
    }
    if (!wanted.empty()) {
        return fail(no_choice(fmt::format("one member that matches '{}'", wanted.text()),
                              fitting.empty() ? members : fitting));
    }
    if (fitting.empty() && members.size() == 1) {
        return members[0];
    }
    return fail(no_choice("one spreadsheet in the archive", fitting.empty() ? members : fitting));
}

} // namespace

Result<Member> unpack(const Zip& zip, const Pattern& wanted, const Budgets& budgets, Spent& spent) {
    const auto chosen = choose(members_of(zip), wanted);
    if (!chosen) {
        return fail(chosen.error());
    }
    auto part = zip.part(chosen->entry->name, spent);
    if (!part) {
        return propagate(part);
    }
    const auto& entry = *chosen->entry;
    const std::uint64_t possible = std::min(budgets.inflated, entry.size * budgets.ratio);
    return read_whole(**part, std::min(entry.inflated, possible)).map([&](std::string bytes) {
        return Member{.name = chosen->name, .bytes = std::move(bytes)};
    });
}

Result<Member>
unpack(const Gzip& gzip, const Pattern& wanted, const Budgets& budgets, Spent& spent) {
    const std::string name = name_text(gzip.name);
    if (!wanted.empty() && !name.empty() && !wanted.matches(name)) {
        return fail(no_choice(fmt::format("a file that matches '{}'", wanted.text()),
                              {{.entry = nullptr, .name = name}}));
    }
    const auto part = open_part(
        {.name = name, .data = gzip.data, .deflated = true, .crc = gzip.crc, .length = gzip.length},
        budgets,
        spent);
    const std::uint64_t possible = std::min(budgets.inflated, gzip.data.size() * budgets.ratio);
    return read_whole(*part, std::min<std::uint64_t>(gzip.length, possible))
        .map([&](std::string bytes) { return Member{.name = name, .bytes = std::move(bytes)}; });
}

} // namespace tidemark::parse
