#include "daemon/print.hpp"

#include "pipeline/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <ostream>
#include <utility>

namespace tidemark {

TextTable::TextTable(std::initializer_list<Column> columns)
    : columns_(columns) {}

void TextTable::add(std::vector<std::string> row) {
    for (std::string& text : row) {
        text = one_line(text);
    }
    row.resize(columns_.size());
    rows_.push_back(std::move(row));
}

void TextTable::print(std::ostream& out) const {
    if (rows_.empty()) {
        return;
    }
    std::vector<std::size_t> widths;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        std::size_t width = columns_[c].head.size();
        for (const auto& row : rows_) {
            width = std::max(width, text_width(row[c]));
        }
        widths.push_back(width);
    }
    const auto line = [&](const auto& text_of) {
        std::string text;
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            const std::string cell(text_of(c));
            const std::string blanks(widths[c] - text_width(cell), ' ');
            text += columns_[c].align == Align::right ? blanks + cell : cell + blanks;
            text += "  ";
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out << text << '\n';
    };
    line([&](std::size_t c) { return columns_[c].head; });
    for (const auto& row : rows_) {
        line([&](std::size_t c) { return std::string_view(row[c]); });
    }
}

std::size_t text_width(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string age_text(std::chrono::milliseconds age) {
    using namespace std::chrono;
    if (age < minutes(2)) {
        return fmt::format("{} s", duration_cast<seconds>(age).count());
    }
    if (age < hours(2)) {
        return fmt::format("{} min", duration_cast<minutes>(age).count());
    }
    if (age < hours(48)) {
        return fmt::format("{} h", duration_cast<hours>(age).count());
    }
    return fmt::format("{} days", duration_cast<hours>(age).count() / 24);
}

std::string counted(std::uint64_t number, std::string_view what) {
    return fmt::format(
        "{} {}{}", grouped(static_cast<double>(number)), what, number == 1 ? "" : "s");
}

std::string value_text(const std::optional<double>& value, Status status, double below) {
    if (value) {
        return grouped(*value);
    }
    return status == Status::below ? "<" + grouped(below) : std::string(to_text(status));
}

namespace {

std::string json_text(const nlohmann::ordered_json& object) {
    return object.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace

void print_json(std::ostream& out, const nlohmann::ordered_json& object) {
    out << json_text(object) << '\n';
}

void JsonList::add(const nlohmann::ordered_json& entry) {
    out_ << (std::exchange(any_, true) ? ",\n  " : "[\n  ");
    for (const char c : json_text(entry)) { // line ends within texts are escaped
        out_ << c;
        if (c == '\n') {
            out_ << "  ";
        }
    }
}

void JsonList::end() {
    out_ << (any_ ? "\n]\n" : "[]\n");
}

nlohmann::ordered_json json_of(const Period& period, std::string_view label) {
    return {{"label", label.empty() ? to_text(period) : std::string(label)},
            {"start", day_text(period.start)},
            {"end", day_text(period.end)},
            {"sdmx", sdmx_text(period)}};
}

nlohmann::ordered_json json_of(const std::optional<double>& value) {
    if (!value) {
        return nullptr;
    }
    // A count is printed without a decimal point.
    constexpr double exact = 9007199254740992.0;
    const auto whole = static_cast<std::int64_t>(std::clamp(*value, -exact, exact));
    return static_cast<double>(whole) == *value ? nlohmann::ordered_json(whole)
                                                : nlohmann::ordered_json(*value);
}

nlohmann::ordered_json json_of(const Origin& origin) {
    return {{"sha256", origin.sha256},
            {"file", origin.file},
            {"sheet", origin.sheet},
            {"cell", origin.cell}};
}

nlohmann::ordered_json json_of(const Dims& dims) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (const auto& [dim, code] : dims) {
        object[dim] = code;
    }
    return object;
}

nlohmann::ordered_json json_of(const Error& held) {
    return {{"check", held.code},
            {"file", held.file},
            {"sheet", held.sheet},
            {"cell", held.cell},
            {"expected", held.expected},
            {"found", held.found},
            {"next", held.next}};
}

} // namespace tidemark
