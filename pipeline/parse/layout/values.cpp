#include "pipeline/parse/layout/values.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/pick.hpp"
#include "pipeline/parse/layout/view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tidemark::parse {
namespace {

// Significance stars and "total" or "average" say nothing about how good the figure is.
constexpr std::array<std::pair<std::string_view, Status>, 19> gss_set{{
    {"a", Status::normal},         {"b", Status::series_break},  {"c", Status::suppressed},
    {"e", Status::estimated},      {"er", Status::provisional},  {"f", Status::forecast},
    {"low", Status::low},          {"ns", Status::normal},       {"p", Status::provisional},
    {"r", Status::revised},        {"s", Status::normal},        {"ss", Status::normal},
    {"sss", Status::normal},       {"t", Status::normal},        {"total", Status::normal},
    {"u", Status::unreliable},     {"w", Status::not_available}, {"x", Status::not_available},
    {"z", Status::not_applicable},
}};

// Weakest first.
constexpr std::array by_strength{Status::normal,
                                 Status::zero,
                                 Status::revised,
                                 Status::low,
                                 Status::provisional,
                                 Status::estimated,
                                 Status::unreliable,
                                 Status::forecast,
                                 Status::series_break};

Reading from_marker(const Marker& marker) {
    return {.value = has_value(marker.status) ? std::optional(0.0) : std::nullopt,
            .status = marker.status,
            .below = marker.below};
}

// Only these say by themselves what the value is.
bool stands_alone(Status status) {
    return !has_value(status) || status == Status::low || status == Status::zero;
}

Error no_figure(std::string code, std::string found, std::string next) {
    return {.fault = Fault::held,
            .code = std::move(code),
            .expected = "a number or a declared marker",
            .found = std::move(found),
            .next = std::move(next)};
}

Error unknown_marker(const std::string& text) {
    return no_figure("layout.marker",
                     quoted(text),
                     fmt::format(R"(declare it in [status] extra, such as "{}" = "not_available", )"
                                 "or leave its row or column out with skip",
                                 text));
}

} // namespace

ValueReader::ValueReader(const Markers& markers, std::string_view decimal)
    : gss_(markers.set == "gss")
    , decimal_comma_(decimal == ",") {
    for (const auto& [text, marker] : markers.extra) {
        extra_.emplace(squeeze(text), marker);
    }
}

Result<Reading> ValueReader::read(const Cell* cell) const {
    if (cell != nullptr && cell->type == CellType::number && extra_.empty()) {
        return Reading{.value = cell->number + 0.0}; // no minus zero
    }
    const std::string text = cell == nullptr ? std::string() : squeeze(cell->text);
    if (const auto declared = extra_.find(text); declared != extra_.end()) {
        const Marker& marker = declared->second;
        if (stands_alone(marker.status)) {
            return from_marker(marker);
        }
    }
    if (cell == nullptr || is_blank(cell)) {
        return fail(
            no_figure("layout.blank",
                      "an empty cell",
                      R"(say what an empty cell means with "" = "not_available" in [status] )"
                      "extra, or leave its row or column out with skip"));
    }
    switch (cell->type) {
    case CellType::number:
        return Reading{.value = cell->number + 0.0}; // no minus zero
    case CellType::text:
        return read_text(text);
    case CellType::date:
        return fail(no_figure("layout.value", "the date '" + text + "'", "skip its row or column"));
    case CellType::boolean:
        return fail(no_figure("layout.value", "'" + text + "'", "skip its row or column"));
    case CellType::error:
        return fail(no_figure("layout.value",
                              "the spreadsheet error '" + text + "'",
                              "ask the publisher, or declare it in [status] extra"));
    case CellType::empty:
        break;
    }
    return fail(unknown_marker(text));
}

Result<Reading> ValueReader::read_text(const std::string& text) const {
    const auto number = decimal_comma_ ? read_number_with_comma(text) : read_number(text);
    if (number && number->rest.empty()) {
        return Reading{.value = number->value, .grouping = number->grouping};
    }
    if (auto reading = number ? marked(number->value, number->rest) : marked({}, text)) {
        reading->grouping = number ? number->grouping : Grouping::none;
        return *reading;
    }
    const auto otherwise = decimal_comma_ ? std::nullopt : read_number_with_comma(text);
    if (otherwise && otherwise->rest.empty()) {
        return fail(no_figure("layout.comma",
                              quoted(text),
                              "say decimal = \",\" under [read] if its comma is the decimal one"));
    }
    return fail(unknown_marker(text));
}

// The markers that a text consists of, one after another; nothing when it holds anything else.
std::optional<std::vector<Status>> ValueReader::statuses(std::string_view markers) const {
    if (const auto declared = extra_.find(markers); declared != extra_.end()) {
        return std::vector{declared->second.status};
    }
    if (!gss_ || markers.front() != '[') {
        return std::nullopt;
    }
    std::vector<Status> found;
    auto length = static_cast<std::size_t>(std::ranges::count(markers, ' '));
    for (const std::string_view token : bracket_tokens(markers)) {
        const auto known = gss_marker(token);
        if (!known) {
            return std::nullopt;
        }
        found.push_back(*known);
        length += token.size() + 2;
    }
    const bool whole = !found.empty() && length == markers.size();
    return whole ? std::optional(found) : std::nullopt;
}

std::optional<Reading> ValueReader::marked(std::optional<double> number,
                                           std::string_view markers) const {
    const auto found = statuses(markers);
    if (!found) {
        return std::nullopt;
    }
    Reading reading{.value = number, .status = Status::normal};
    for (const Status status : *found) {
        if (number && (!has_value(status) || status == Status::zero)) {
            return std::nullopt; // a contradiction
        }
        if (!has_value(status)) {
            return Reading{.value = std::nullopt, .status = status};
        }
        reading.status = stronger(reading.status, status);
    }
    if (!number && !stands_alone(reading.status)) {
        return std::nullopt; // "[p]" without its number
    }
    reading.value = number.value_or(0);
    return reading;
}

std::optional<Status> gss_marker(std::string_view token) {
    const auto* const known =
        std::ranges::find_if(gss_set, [&](const auto& entry) { return entry.first == token; });
    return known != gss_set.end() ? std::optional(known->second) : std::nullopt;
}

std::vector<std::string_view> bracket_tokens(std::string_view text) {
    std::vector<std::string_view> tokens;
    while (true) {
        const std::size_t open = text.find('[');
        const std::size_t close = open == std::string_view::npos ? open : text.find(']', open);
        if (close == std::string_view::npos) {
            return tokens;
        }
        tokens.push_back(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
}

Status stronger(Status a, Status b) {
    const auto rank = [](Status status) {
        return std::distance(by_strength.begin(), std::ranges::find(by_strength, status));
    };
    return rank(a) >= rank(b) ? a : b;
}

} // namespace tidemark::parse
