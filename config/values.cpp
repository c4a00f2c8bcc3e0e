#include "config/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

namespace tidemark::config {

namespace {

template <typename Number>
struct Split {
    Number number;
    std::string_view rest;
};

// The number at the beginning and what follows it.
template <typename Number>
std::optional<Split<Number>> leading(std::string_view text) {
    Number number{};
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{}) {
        return std::nullopt;
    }
    return Split<Number>{number, text.substr(static_cast<std::size_t>(stop - text.data()))};
}

using Unit = std::pair<std::string_view, std::uint64_t>;

constexpr std::array<Unit, 5> durations{
    {{"ms", 1}, {"s", 1000}, {"min", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}}};
constexpr std::array<Unit, 7> sizes{{{"B", 1},
                                     {"KiB", 1ULL << 10U},
                                     {"MiB", 1ULL << 20U},
                                     {"GiB", 1ULL << 30U},
                                     {"kB", 1'000},
                                     {"MB", 1'000'000},
                                     {"GB", 1'000'000'000}}};

template <std::size_t n>
std::optional<std::uint64_t> with_unit(std::string_view text, const std::array<Unit, n>& units) {
    const auto split = leading<std::uint64_t>(text);
    if (!split) {
        return std::nullopt;
    }
    for (const auto& [name, factor] : units) {
        if (split->rest == name) {
            const auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
            return split->number > most / factor ? std::nullopt
                                                 : std::optional(split->number * factor);
        }
    }
    return std::nullopt;
}

// In the last of the first `count` units that divides the amount.
template <std::size_t n>
std::string in_units(std::uint64_t amount, const std::array<Unit, n>& units, std::size_t count) {
    auto best = units.front();
    for (std::size_t i = 0; i < count; ++i) {
        if (amount != 0 && amount % units[i].second == 0) {
            best = units[i];
        }
    }
    return fmt::format("{}{}", amount / best.second, best.first);
}

} // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
    const auto amount = with_unit(text, durations);
    return amount ? std::optional(std::chrono::milliseconds(*amount)) : std::nullopt;
}

std::string to_text(std::chrono::milliseconds duration) {
    return in_units(static_cast<std::uint64_t>(duration.count()), durations, durations.size());
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
    return with_unit(text, sizes);
}

std::string size_text(std::uint64_t bytes) {
    return in_units(bytes, sizes, 4);
}

std::optional<double> parse_percent(std::string_view text) {
    const auto split = leading<double>(text);
    if (!split || split->rest != "%" || !std::isfinite(split->number) || split->number < 0) {
        return std::nullopt;
    }
    return split->number;
}

std::optional<Threshold> parse_threshold(std::string_view text) {
    if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
        if (!text.empty() && text.front() == '-') {
            return std::nullopt;
        }
    }
    const auto split = leading<double>(text);
    if (!split || !std::isfinite(split->number) || (!split->rest.empty() && split->rest != "%")) {
        return std::nullopt;
    }
    return Threshold{split->number, split->rest == "%"};
}

std::optional<Marker> parse_marker(std::string_view text) {
    constexpr std::string_view below = "below:";
    if (text.substr(0, below.size()) == below) {
        const auto split = leading<double>(text.substr(below.size()));
        if (!split || !split->rest.empty() || !std::isfinite(split->number) || split->number <= 0) {
            return std::nullopt;
        }
        return Marker{Status::below, split->number};
    }
    const auto status = parse_status(text);
    if (!status || *status == Status::below) {
        return std::nullopt; // "below" alone says nothing about the bound
    }
    return Marker{*status, 0};
}

std::optional<Grace> parse_grace(std::string_view text) {
    const auto split = leading<int>(text);
    if (!split || split->number < 0 || split->number > 366) {
        return std::nullopt;
    }
    if (split->rest == " days" || split->rest == " day") {
        return Grace{split->number, false};
    }
    if (split->rest == " working days" || split->rest == " working day") {
        return Grace{split->number, true};
    }
    return std::nullopt;
}

std::optional<std::chrono::month_day> parse_month_day(std::string_view text) {
    if (text.size() != 5 || text[2] != '-') {
        return std::nullopt;
    }
    const auto month = leading<unsigned>(text.substr(0, 2));
    const auto day = leading<unsigned>(text.substr(3));
    if (!month || !day || !month->rest.empty() || !day->rest.empty()) {
        return std::nullopt;
    }
    const std::chrono::month_day found{std::chrono::month{month->number},
                                       std::chrono::day{day->number}};
    return found.ok() ? std::optional(found) : std::nullopt;
}

bool is_id(std::string_view text, std::string_view further) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    const auto allowed = [&](char c) {
        return letter(c) || c == '-' || further.find(c) != std::string_view::npos;
    };
    return !text.empty() && letter(text.front()) && std::all_of(text.begin(), text.end(), allowed);
}

bool is_address(std::string_view text) {
    const auto visible = [](char c) { return c > ' ' && c != 0x7F; };
    if (!std::all_of(text.begin(), text.end(), visible)) {
        return false;
    }
    if (text.substr(0, 8) == "file:///") {
        return text.size() > 8;
    }
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (text.substr(0, scheme.size()) == scheme) {
            const auto host = text.substr(scheme.size());
            return !host.empty() && host.front() != '/' && host.front() != ':';
        }
    }
    return false;
}

} // namespace tidemark::config
