#include "pipeline/parse/layout/values.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/model/marker_sets.hpp"
#include "pipeline/parse/layout/pick.hpp"
#include "pipeline/parse/layout/view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tidemark::parse {
namespace {

// Weakest first.
constexpr std::array by_strength{Status::normal,
                                 Status::zero,
                                 Status::revised,
                                 Status::low,
                                 Status::provisional,
                                 Status::estimated,
                                 Status::unreliable,
                                 Status::forecast,
                                 Status::differs,
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

Error without_figure(const std::string& text) {
    return no_figure("layout.marker",
                     fmt::format("{}, which says how good a figure is, without one", quoted(text)),
                     "say in [status] extra what it means when it stands alone");
}

} // namespace

ValueReader::ValueReader(const Markers& markers, const Read& read)
    : decimal_comma_(read.decimal == ",")
    , thousands_(read.thousands)
    , brackets_negative_(read.brackets_negative) {
    for (const std::string& name : markers.sets) {
        if (const MarkerSet* set = find_marker_set(name)) {
            sets_.push_back(set);
        }
    }
    for (const auto& [text, marker] : markers.extra) {
        const auto [entry, fresh] = extra_.emplace(squeeze(text), marker);
        if (!entry->first.empty()) {
            first_bytes_[static_cast<unsigned char>(entry->first.front())] = true;
        }
    }
}

Result<std::vector<Status>> ValueReader::meaning(const Cell* mark) const {
    if (is_blank(mark)) {
        return std::vector<Status>();
    }
    const std::string text = squeeze(mark->text);
    if (auto meant = statuses(text)) {
        return *std::move(meant);
    }
    return fail({.fault = Fault::held,
                 .code = "layout.marker",
                 .expected = "a declared marker in the column of marks",
                 .found = quoted(text),
                 .next = "declare it in [status], or, where the column holds something else, say "
                         "so with a head, skip or without mark"});
}

Result<Reading> ValueReader::read(const Cell* cell, const Cell* mark) const {
    if (is_blank(mark)) {
        return read_cell(cell);
    }
    const auto meant = meaning(mark);
    if (!meant) {
        return fail(meant.error());
    }
    const std::string text = squeeze(mark->text);
    if (is_blank(cell)) {
        const auto alone = marked({}, text);
        return alone ? Result<Reading>(*alone) : fail(without_figure(text));
    }
    auto reading = read_cell(cell);
    if (!reading || !reading->value) {
        return reading;
    }
    for (const Status status : *meant) {
        if (!has_value(status)) {
            return fail(no_figure("layout.marker",
                                  fmt::format("{} beside the marker {}, which says that there is "
                                              "no figure",
                                              quoted(cell->text),
                                              quoted(text)),
                                  "ask the publisher which of the two is right"));
        }
        reading->status = stronger(reading->status, status);
    }
    return reading;
}

// A number may be shown as a marker ("-" for 0), or be one ("9999"). Most begin as none does.
bool ValueReader::may_be_declared(std::string_view text) const {
    const std::string_view shown = trim(text);
    const auto first = static_cast<unsigned char>(shown.empty() ? '\0' : shown.front());
    constexpr unsigned char beyond_ascii = 0x80; // folded before it is compared
    return !extra_.empty() && (first_bytes_[first] || first >= beyond_ascii);
}

Result<Reading> ValueReader::read_cell(const Cell* cell) const {
    if (cell != nullptr && cell->type == CellType::number && !may_be_declared(cell->text)) {
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

// Of a text without the separators that the source names.
std::optional<NumberRead> ValueReader::number_in(const std::string& plain) const {
    const bool otherwise_grouped =
        !thousands_.empty() && plain.find(decimal_comma_ ? '.' : ',') != std::string::npos;
    return otherwise_grouped ? std::nullopt
           : decimal_comma_  ? read_number_with_comma(plain)
                             : read_number(plain);
}

std::optional<NumberRead> ValueReader::bound_in(const std::string& text) const {
    return read_bound(text, [&](std::string_view rest) -> std::optional<NumberRead> {
        const std::string plain = plain_number(rest, thousands_, false);
        auto number = number_in(plain);
        if (!number || !number->rest.empty() || number->value < 0) {
            return std::nullopt;
        }
        number->rest = {}; // of a text that goes
        return number;
    });
}

Result<Reading> ValueReader::read_text(const std::string& text) const {
    if (const auto whole = marked({}, text)) {
        return *whole; // "0s" is a marker, no number with another behind it
    }
    if (const auto bound = bound_in(text)) {
        return Reading{.value = std::nullopt,
                       .status = Status::below,
                       .below = bound->value,
                       .grouping = bound->grouping};
    }
    const std::string plain = plain_number(text, thousands_, brackets_negative_);
    const auto number = number_in(plain);
    if (number && number->rest.empty()) {
        return Reading{.value = number->value, .grouping = number->grouping};
    }
    if (auto reading = number ? marked(number->value, number->rest) : std::nullopt) {
        reading->grouping = number->grouping;
        return *reading;
    }
    const auto otherwise = decimal_comma_ ? std::nullopt : read_number_with_comma(plain);
    if (otherwise && otherwise->rest.empty()) {
        return fail(no_figure("layout.comma",
                              quoted(text),
                              "say decimal = \",\" under [read] if its comma is the decimal one"));
    }
    if (!number && statuses(text)) {
        return fail(without_figure(text));
    }
    return fail(unknown_marker(text));
}

// "[r][e]" -> the statuses of both; nothing when the text holds anything else.
std::optional<std::vector<Status>> bracketed_statuses(const MarkerSet& set, std::string_view text) {
    std::vector<Status> found;
    auto length = static_cast<std::size_t>(std::ranges::count(text, ' '));
    for (const std::string_view token : bracket_tokens(text)) {
        const auto known = status_in(set, token);
        if (!known) {
            return std::nullopt;
        }
        found.push_back(*known);
        length += token.size() + 2;
    }
    const bool whole = !found.empty() && length == text.size();
    return whole ? std::optional(found) : std::nullopt;
}

// The markers that a text consists of; nothing when it holds anything else.
std::optional<std::vector<Status>> ValueReader::statuses(std::string_view markers) const {
    if (const auto declared = extra_.find(markers); declared != extra_.end()) {
        return std::vector{declared->second.status};
    }
    for (const MarkerSet* set : sets_) {
        if (set->bracketed != markers.starts_with('[')) {
            continue;
        }
        if (set->bracketed) {
            if (auto found = bracketed_statuses(*set, markers)) {
                return found;
            }
        } else if (const auto known = status_in(*set, markers)) {
            return std::vector{*known};
        }
    }
    return std::nullopt;
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
    static const MarkerSet* const gss = find_marker_set("gss");
    return status_in(*gss, token);
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
