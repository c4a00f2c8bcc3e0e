#include "pipeline/parse/layout/values.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/pick.hpp"
#include "pipeline/parse/layout/view.hpp"

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
                     "declare it in [status] extra, such as \"" + text +
                         "\" = \"not_available\", or leave its row or column out with skip");
}

} // namespace

ValueReader::ValueReader(const Markers& markers)
    : gss_(markers.set == "gss") {
    for (const auto& [text, marker] : markers.extra) {
        extra_.emplace(squeeze(text), marker);
    }
}

Result<Reading> ValueReader::read(const Cell* cell) const {
    const std::string text = cell == nullptr ? std::string() : squeeze(cell->text);
    if (const auto declared = extra_.find(text); declared != extra_.end()) {
        const Marker& marker = declared->second;
        if (stands_alone(marker.status)) {
            return from_marker(marker);
        }
    }
    if (is_blank(cell)) {
        return fail(no_figure("layout.blank",
                              "an empty cell",
                              "say what an empty cell means with \"\" = \"not_available\" in "
                              "[status] extra, or leave its row or column out with skip"));
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
    std::string_view rest = text;
    const std::optional<double> number = read_number(text, rest);
    if (number && rest.empty()) {
        return Reading{.value = *number};
    }
    if (auto reading = marked(number, rest)) {
        return *reading;
    }
    return fail(unknown_marker(text));
}

std::optional<Reading> ValueReader::marked(std::optional<double> number,
                                           std::string_view markers) const {
    std::vector<Status> statuses;
    if (const auto declared = extra_.find(markers); declared != extra_.end()) {
        statuses.push_back(declared->second.status);
    } else if (gss_ && markers.front() == '[') {
        std::size_t length = 0;
        for (const std::string_view token : bracket_tokens(markers)) {
            const auto known = gss_marker(token);
            if (!known) {
                return std::nullopt;
            }
            statuses.push_back(*known);
            length += token.size() + 2;
        }
        const auto blanks = static_cast<std::size_t>(std::ranges::count(markers, ' '));
        if (statuses.empty() || length + blanks != markers.size()) {
            return std::nullopt; // something else between or after the brackets
        }
    } else {
        return std::nullopt;
    }
    Reading reading{.value = number, .status = Status::normal};
    for (const Status status : statuses) {
        if (!has_value(status) || (number && status == Status::zero)) {
            return number ? std::nullopt
                          : std::optional(Reading{.value = std::nullopt, .status = status});
        }
        reading.status = stronger(reading.status, status);
    }
    if (!number) {
        if (!stands_alone(reading.status)) {
            return std::nullopt; // "[p]" without its number
        }
        reading.value = 0;
    }
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
        const std::size_t close = open == text.npos ? open : text.find(']', open);
        if (close == text.npos) {
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
