// A workbook, its sheets as parts (support/parts.hpp), laid out by every recipe of
// support/recipes.hpp and by the one in the part "recipe.json". A line of a sheet is an address and
// a text, or a merged area; a part's name that begins with "hidden " hides its sheet.
//
//   --- Table 1
//   A1:C1
//   A1 Force
//   B1 2018/19
//   B2 131
#include "pipeline/parse/layout/layout.hpp"

#include "pipeline/base/instant.hpp"
#include "pipeline/model/status.hpp"
#include "pipeline/parse/worker/recipe_json.hpp"
#include "pipeline/parse/worker/wire.hpp"
#include "tests/fuzz/support/check.hpp"
#include "tests/fuzz/support/parts.hpp"
#include "tests/fuzz/support/recipes.hpp"
#include "tests/support/streamed.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace tidemark::fuzz {

namespace {

constexpr std::string_view recipe_part = "recipe.json";

Cell cell_of(Address at, std::string_view text) {
    Cell cell;
    cell.at = at;
    cell.type = CellType::text;
    cell.text = text;
    double number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault == std::errc() && end == text.data() + text.size() && std::isfinite(number)) {
        cell.type = CellType::number;
        cell.number = number;
    } else if (const auto day = parse_day(text)) {
        cell.type = CellType::date;
        cell.number = static_cast<double>(day->time_since_epoch().count());
    }
    return cell;
}

Sheet sheet_of(const Part& part) {
    constexpr std::string_view hidden = "hidden ";
    Sheet sheet;
    sheet.name = part.name;
    sheet.visibility = part.name.starts_with(hidden) ? Visibility::hidden : Visibility::visible;
    std::map<Address, Cell> cells;
    std::string_view rest = part.text;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const auto blank = std::min(line.find(' '), line.size());
        const auto text = line.substr(std::min(blank + 1, line.size()));
        const auto area = parse_area(line.substr(0, blank));
        if (area && text.empty()) {
            sheet.merges.push_back(*area);
        } else if (area) {
            cells[area->first] = cell_of(area->first, text);
        }
    }
    for (auto& [at, cell] : cells) {
        sheet.cells.push_back(std::move(cell));
    }
    return sheet;
}

void check_observation(const Workbook& book, const ParsedFile& parsed, const Observation& seen) {
    const std::string at = to_text(seen.cell);
    check(seen.sheet < parsed.sheets.size(), "an observation names a sheet that was read", at);
    check(seen.series < parsed.series.size(), "an observation names a series", at);
    const std::string& name = parsed.sheets[seen.sheet];
    const auto inside = [&](const Sheet& sheet) {
        const Cell* cell = sheet.at(seen.cell);
        return sheet.name == name && sheet.extent().holds(seen.cell) &&
               (cell == nullptr ? seen.raw.empty() : cell->text == seen.raw);
    };
    check(std::any_of(book.sheets.begin(), book.sheets.end(), inside),
          "an observation's cell lies in its sheet and holds its text",
          at + " " + seen.raw);
    check(seen.value.has_value() == has_value(seen.status), "a value stands where one may", at);
    check(std::isfinite(seen.value.value_or(0)) && std::isfinite(seen.below),
          "a value is finite",
          at);
    check(seen.period.start <= seen.period.end, "a period does not end before it begins", at);
}

// As the parse child has it: sheets that the recipe does not want are listed without their cells.
void lay_out_by(Workbook book, const Recipe& recipe) {
    RawFile file;
    file.name = "Kent_2019.xlsx";
    for (Sheet& sheet : book.sheets) {
        if (!parse::wants_sheet(recipe, file.name, sheet.name, sheet.visibility)) {
            sheet.cells.clear();
            sheet.merges.clear();
        }
    }
    const ParsedFile parsed = parse::lay_out(book, file, recipe);
    if (const auto layout = parse::streamed_layout(recipe, file.name)) {
        const auto streamed = test::streamed(book, file, recipe, *layout);
        check(streamed && parse::encode(*streamed) == parse::encode(parsed),
              "a list read by its rows is the same as one read whole");
    }
    for (const auto* list : {&parsed.observations, &parsed.totals}) {
        for (const Observation& seen : *list) {
            check_observation(book, parsed, seen);
        }
    }
    for (const Error& reason : parsed.held) {
        check_error(reason);
    }
    const std::string sent = parse::encode(parsed);
    const auto received = parse::decode(sent);
    check(received.has_value(), "what was laid out crosses the wire");
    check(parse::encode(*received) == sent, "what crosses the wire stays the same");
}

} // namespace

} // namespace tidemark::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tidemark;
    static const std::vector<Recipe> recipes = fuzz::recipes();
    const std::string_view input = fuzz::text_of(data, size);
    Workbook book;
    book.format = Format::xlsx;
    std::optional<Recipe> own;
    for (const fuzz::Part& part : fuzz::parts_of(input)) {
        if (part.name != fuzz::recipe_part) {
            book.sheets.push_back(fuzz::sheet_of(part));
        } else if (auto recipe = parse::recipe_from_json(part.text)) {
            own = std::move(*recipe);
        }
    }
    if (own) {
        fuzz::lay_out_by(book, *own);
        return 0;
    }
    const std::size_t chosen = fuzz::variant_of(input, recipes.size() + 1); // 0: all
    for (std::size_t i = 0; i < recipes.size(); ++i) {
        if (chosen == 0 || chosen == i + 1) {
            fuzz::lay_out_by(book, recipes[i]);
        }
    }
    return 0;
}
