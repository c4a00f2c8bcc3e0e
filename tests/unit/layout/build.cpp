#include "tests/unit/layout/build.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/model/status.hpp"
#include "pipeline/parse/worker/wire.hpp"
#include "tests/support/streamed.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <utility>

namespace tidemark::parse::test {
namespace {

bool is_number(const std::string& text) {
    return text.find_first_not_of("-.0123456789") == text.npos &&
           text.find_first_of("0123456789") != text.npos && text.find('-', 1) == text.npos &&
           text != "-" && !text.starts_with("-0");
}

std::string line(const ParsedFile& parsed, const Observation& seen) {
    std::string text;
    for (const auto& [name, code] : parsed.series[seen.series]) {
        text += fmt::format("{}={} ", name, code);
    }
    text += to_text(seen.period);
    if (seen.value) {
        text += " " + plain(*seen.value);
    }
    if (seen.status != Status::normal) {
        text += fmt::format(" {}", to_text(seen.status));
    }
    if (seen.below != 0) {
        text += ":" + plain(seen.below);
    }
    return text + " " + to_text(seen.cell);
}

} // namespace

Sheet sheet_of(std::string name, const Rows& rows) {
    Sheet sheet;
    sheet.name = std::move(name);
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        for (std::uint32_t column = 0; column < rows[row].size(); ++column) {
            const std::string& text = rows[row][column];
            if (text.empty()) {
                continue;
            }
            Cell cell;
            cell.at = {row, column};
            cell.type = is_number(text) ? CellType::number : CellType::text;
            cell.number = is_number(text) ? std::strtod(text.c_str(), nullptr) : 0;
            cell.text = text;
            sheet.cells.push_back(cell);
        }
    }
    return sheet;
}

Workbook book_of(Sheet sheet) {
    Workbook book;
    book.format = Format::xlsx;
    book.sheets.push_back(std::move(sheet));
    return book;
}

Workbook book_of(const Rows& rows) {
    return book_of(sheet_of("Table 1", rows));
}

Pattern pattern(std::string_view text) {
    return Pattern::compile(text).value();
}

DimRule dim(std::string name, DimFrom from, std::string codelist) {
    DimRule rule;
    rule.name = std::move(name);
    rule.from = std::move(from);
    rule.codelist = std::move(codelist);
    return rule;
}

DimRule period(DimFrom from, PeriodForm form) {
    DimRule rule = dim("period", std::move(from));
    rule.parse.forms = {form};
    return rule;
}

DimFrom at(Toward toward, std::string_view header) {
    return FromDirection{
        .toward = toward, .header = header.empty() ? Pattern() : pattern(header), .instead = {}};
}

DimFrom columns(std::vector<std::string> names) {
    return FromColumns{.columns = std::move(names), .instead = {}};
}

Layout grid(std::string_view anchor, std::vector<DimRule> dims) {
    Layout layout;
    layout.kind = Layout::Kind::grid;
    layout.anchor.text = pattern(anchor);
    layout.dims = std::move(dims);
    return layout;
}

Layout list(std::vector<std::string> has, std::string value, std::vector<DimRule> dims) {
    Layout layout;
    layout.kind = Layout::Kind::list;
    layout.header_has = std::move(has);
    layout.value_column = std::move(value);
    layout.dims = std::move(dims);
    return layout;
}

Codelist forces() {
    Codelist list;
    list.id = "forces";
    const auto add = [&](const char* code, const char* name, std::vector<std::string> aliases) {
        Code& made = list.codes.emplace_back();
        made.code = code;
        made.name = name;
        made.aliases = std::move(aliases);
    };
    add("K", "Kent", {});
    add("H", "Hampshire", {"Hampshire Constabulary"});
    add("W", "Wiltshire", {});
    add("A", "Avon and Somerset", {});
    list.index();
    return list;
}

Recipe recipe(std::vector<Layout> layouts) {
    Recipe made;
    made.source = "example";
    made.layouts = std::move(layouts);
    made.codelists.emplace("forces", forces());
    return made;
}

ParsedFile read(const Workbook& book, const Recipe& recipe) {
    return read(book, recipe, "table.xlsx");
}

ParsedFile read(const Workbook& book, const Recipe& recipe, const std::string& file_name) {
    RawFile file;
    file.name = file_name;
    Tracing whole;
    const ParsedFile parsed = lay_out(book, file, recipe, &whole);
    EXPECT_EQ(encode(lay_out(book, file, recipe)), encode(parsed)); // who looks changes nothing
    if (const auto layout = streamed_layout(recipe, file_name)) {
        Tracing by_row;
        const auto streamed = tidemark::test::streamed(book, file, recipe, *layout, &by_row);
        EXPECT_EQ(by_row.sheets, whole.sheets);
        EXPECT_TRUE(streamed.has_value());
        EXPECT_EQ(lines(*streamed), lines(parsed)); // names the difference
        EXPECT_EQ(encode(*streamed), encode(parsed));
    }
    return parsed;
}

std::vector<std::string> lines(const ParsedFile& parsed) {
    std::vector<std::string> all;
    for (const Observation& seen : parsed.observations) {
        all.push_back(line(parsed, seen));
    }
    for (const std::string& reason : held(parsed)) {
        all.push_back("held: " + reason);
    }
    return all;
}

std::vector<std::string> totals(const ParsedFile& parsed) {
    std::vector<std::string> all;
    for (const Observation& seen : parsed.totals) {
        all.push_back(line(parsed, seen));
    }
    return all;
}

std::vector<std::string> held(const ParsedFile& parsed) {
    std::vector<std::string> all;
    for (const Error& e : parsed.held) {
        all.push_back(fmt::format(
            "{} {} {}: {} | {} | {}", e.code, e.sheet, e.cell, e.expected, e.found, e.next));
    }
    return all;
}

} // namespace tidemark::parse::test
