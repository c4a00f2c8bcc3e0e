#include "pipeline/parse/read/ods_shapes.hpp"

#include "pipeline/parse/read/figures.hpp"
#include "pipeline/parse/read/plain_text.hpp"
#include "pipeline/parse/read/xml_bytes.hpp"

#include <algorithm>
#include <cstring>

namespace tidemark::parse {

namespace {

constexpr std::size_t most_shapes = 64;
constexpr std::size_t most_columns_known = 256;
constexpr std::string_view value_opening = " office:value=\"";
constexpr std::string_view paragraph = "<text:p>";
constexpr std::string_view paragraph_closing = "</text:p>";
constexpr std::string_view closing = "</table:table-cell>";

bool starts(const char* p, std::string_view bytes) {
    return std::memcmp(p, bytes.data(), bytes.size()) == 0;
}

// The quote behind the figure at `p`; null when there is no figure.
const char* match_number(const char* p, double& value) {
    constexpr std::size_t longest = 40;
    const auto plain = plain_number(p);
    if (plain.end != p && *plain.end == '"') {
        value = plain.value;
        return plain.end;
    }
    const auto raw = std::string_view(p, longest);
    const std::size_t end = raw.find('"');
    const auto number =
        end == std::string_view::npos ? std::nullopt : parse_number(raw.substr(0, end));
    value = number.value_or(0);
    return number ? p + end : nullptr;
}

// The one paragraph of a cell, to the cell's end.
OdsSeen match_text(const char* p, OdsSeen seen) {
    p = skip_blanks(p);
    if (!starts(p, paragraph)) {
        return {};
    }
    p += paragraph.size();
    const char* end = plain_text_end(p);
    if (end == nullptr || !starts(end, paragraph_closing)) {
        return {};
    }
    seen.text = between(p, end);
    p = skip_blanks(end + paragraph_closing.size());
    if (starts(p, closing)) {
        seen.end = p + closing.size();
    }
    return seen;
}

} // namespace

std::string_view OdsShapes::tag_of(std::string_view ahead) {
    if (!ahead.starts_with("<table:table-cell") && !ahead.starts_with("<table:table-row")) {
        return {};
    }
    const auto tag = ahead.substr(0, ahead.substr(0, longest).find('>') + 1);
    const bool whole = std::ranges::count(tag, '"') % 2 == 0;
    const bool alike = tag.find("xmlns") == std::string_view::npos &&
                       tag.find("formula") == std::string_view::npos &&
                       tag.find('\'') == std::string_view::npos;
    return whole && alike ? tag : std::string_view();
}

void OdsShapes::learn(std::string_view tag, const OdsCellWords& words, const CellStyle* style) {
    const bool special = words.error || words.merged() || !words.text.empty();
    if (tag.empty() || special || shapes_.size() == most_shapes) {
        return;
    }
    Shape shape{.type = CellType::text,
                .before = std::string(tag),
                .after = {},
                .columns = 1,
                .style = style};
    const bool bare = words.bare();
    if (tag.ends_with("/>")) {
        if (!words.type.empty() || !bare) {
            return;
        }
        shape.type = CellType::empty;
        shape.columns = words.repeated;
    } else if (words.is_number() && words.repeated == 1) {
        const std::size_t at = tag.find(value_opening);
        if (at == std::string_view::npos || tag.rfind(value_opening) != at) {
            return;
        }
        const std::size_t value = at + value_opening.size();
        shape.type = CellType::number;
        shape.before = tag.substr(0, value);
        shape.after = tag.substr(tag.find('"', value));
    } else if (words.type != "string" || !bare || words.repeated > 1) {
        return;
    }
    const bool known = std::ranges::any_of(shapes_, [&](const Shape& other) {
        return other.before == shape.before && other.after == shape.after;
    });
    if (!known) { // a text that is not plain is read again and again
        shapes_.push_back(std::move(shape));
    }
}

OdsSeen OdsShapes::recognise(const char* p, std::uint64_t column) {
    if (column < by_column_.size()) {
        const auto seen = match(shapes_[by_column_[column]], p);
        if (seen.end != nullptr) {
            return seen;
        }
    }
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
        const auto seen = match(shapes_[i], p);
        if (seen.end == nullptr) {
            continue;
        }
        if (column < most_columns_known) {
            by_column_.resize(std::max<std::size_t>(by_column_.size(), column + 1));
            by_column_[column] = static_cast<std::uint8_t>(i);
        }
        return seen;
    }
    return {};
}

OdsSeen OdsShapes::match(const Shape& shape, const char* p) {
    if (!starts(p, shape.before)) {
        return {};
    }
    p += shape.before.size();
    OdsSeen seen{.type = shape.type,
                 .number = 0,
                 .text = {},
                 .style = shape.style,
                 .columns = shape.columns};
    if (shape.type == CellType::empty) {
        seen.end = p;
        return seen;
    }
    if (shape.type == CellType::number) {
        p = match_number(p, seen.number);
        if (p == nullptr || !starts(p, shape.after)) {
            return {};
        }
        p += shape.after.size();
    }
    return match_text(p, seen);
}

} // namespace tidemark::parse
