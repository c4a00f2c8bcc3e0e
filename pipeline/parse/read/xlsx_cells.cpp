#include "pipeline/parse/read/xlsx_cells.hpp"

#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xlsx_strings.hpp"
#include "pipeline/parse/read/xml_text.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace tidemark::parse {

std::optional<Written> written_as(std::string_view type) {
    constexpr std::array<std::pair<std::string_view, Written>, 7> types{{
        {"n", Written::number},
        {"s", Written::shared},
        {"str", Written::formula_text},
        {"inlineStr", Written::inline_text},
        {"b", Written::boolean},
        {"e", Written::error},
        {"d", Written::date},
    }};
    for (const auto& [name, written] : types) {
        if (name == type) {
            return written;
        }
    }
    return std::nullopt;
}

Result<void>
XlsxCells::put(Address at, Written written, std::size_t style, std::string_view value) {
    if (value.find_first_not_of(" \t\r\n") == std::string_view::npos &&
        written != Written::formula_text && written != Written::inline_text) {
        return {};
    }
    if (!is_sound_text(value)) {
        return fail(malformed("text", "text in UTF-8", "bytes that are none"));
    }
    switch (written) {
    case Written::number:
        return put_number(at, style, value);
    case Written::shared: {
        const auto index = parse_index(value);
        if (!index || *index >= shared_.strings.size()) {
            return fail(malformed("cell",
                                  fmt::format("one of {} shared strings", shared_.strings.size()),
                                  fmt::format("index '{}'", value)));
        }
        return put_text(at, style, CellType::text, shared_.strings[*index]);
    }
    case Written::formula_text:
        return put_text(at, style, CellType::text, unescape(std::string(value)));
    case Written::inline_text:
        return put_text(at, style, CellType::text, builder_.text(value));
    case Written::boolean:
        if (value == "1" || value == "true") {
            return put_text(at, style, CellType::boolean, "TRUE", 1);
        }
        if (value == "0" || value == "false") {
            return put_text(at, style, CellType::boolean, "FALSE", 0);
        }
        return put_text(at, style, CellType::text, value);
    case Written::error:
        return put_text(at, style, CellType::error, value);
    case Written::date:
        if (const auto date = iso_date(value)) {
            return put_text(at, style, CellType::date, date->text, date->days);
        }
        return put_text(at, style, CellType::text, value);
    }
    return {};
}

Result<void>
XlsxCells::put_text(Address at, std::size_t style, CellType type, CellText text, double number) {
    if (text.empty()) {
        return {};
    }
    Cell* cell = builder_.add(at, type);
    if (cell == nullptr) {
        return fail(builder_.over());
    }
    cell->text = std::move(text);
    cell->style = shared_.styles.of(style).look;
    cell->number = number;
    return {};
}

Result<void> XlsxCells::put_number(Address at, std::size_t style, std::string_view value) {
    const auto number = parse_number(value);
    if (!number) {
        return put_text(at, style, CellType::text, value);
    }
    Cell* cell = builder_.add(at, CellType::number);
    if (cell == nullptr) {
        return fail(builder_.over());
    }
    show(*cell, *number, shared_.styles.of(style), shared_.epoch);
    return {};
}

} // namespace tidemark::parse
