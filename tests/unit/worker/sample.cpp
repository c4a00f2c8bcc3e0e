#include "tests/unit/worker/sample.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/model/status.hpp"

#include <fmt/format.h>

namespace tidemark::parse::test {
namespace {

Pattern pattern(std::string_view text) {
    return Pattern::compile(text).value();
}

DimRule dim(std::string name, DimFrom from) {
    DimRule rule;
    rule.name = std::move(name);
    rule.from = std::move(from);
    return rule;
}

} // namespace

Recipe year_recipe() {
    Recipe recipe;
    recipe.source = "example";
    Layout& layout = recipe.layouts.emplace_back();
    layout.kind = Layout::Kind::list;
    layout.header_has = {"year", "offences"};
    layout.value_column = "offences";
    layout.dims = {dim("period", FromColumns{.columns = {"year"}, .instead = {"offences"}})};
    layout.dims[0].parse.forms = {PeriodForm::financial_year, PeriodForm::month};
    return recipe;
}

Recipe full_recipe() {
    Recipe recipe = year_recipe();
    recipe.read = {.sheet = pattern("^Table 4\\b"),
                   .each_sheet = pattern("^20"),
                   .table_title = pattern("^Table"),
                   .table_name = pattern("^Table 1"),
                   .table_each = pattern("^Table [12]"),
                   .member = pattern("\\.csv$"),
                   .encoding = "windows-1252",
                   .delimiter = ";",
                   .decimal = ",",
                   .quote = "none",
                   .thousands = " ",
                   .brackets_negative = true,
                   .hidden = true};
    Layout& layout = recipe.layouts.emplace_back();
    layout.name = "grid";
    layout.when_anchor = pattern("^Force");
    layout.when_not = pattern("^Year");
    layout.when_file = pattern("\\.ods$");
    layout.anchor = {.text = pattern("^Force$"), .in = Area{{0, 0}, {29, 2}}};
    layout.stop_row = pattern("^Source");
    layout.skip_where = {{"outcome", pattern("^$")}};
    layout.mark_right = true;
    layout.mark_column = "flag";
    layout.skip_row = pattern("region$");
    layout.keep_row = pattern(".");
    layout.skip_column = pattern("%");
    layout.keep_column = pattern("..");
    layout.dims = {
        dim("a",
            FromDirection{
                .toward = Toward::left_up,
                .header = pattern("^x"),
                .instead = {pattern("^y"), pattern("^z")},
                .where = LooksRule{.text = pattern("^P"), .bold = true, .indent = 2, .filled = {}},
                .line = 4}),
        dim("b", FromCell{{.text = pattern("(?<b>.+)"), .in = {}}}),
        dim("c", FromSheetName{pattern("\\d+")}),
        dim("d", FromFileName{pattern("^\\w+")}),
        dim("e", Constant{"\"quoted\" and \xc3\xa9"})};
    layout.dims[0].codelist = "forces";
    layout.dims[0].strip = pattern("\\d$");
    layout.dims[0].reads_as = "year ending March {}";
    recipe.files = {{.name = pattern("North"),
                     .sheet = pattern("Sheet2"),
                     .layout = "grid",
                     .note = "by hand"}};
    recipe.markers.sets = {"none"};
    recipe.markers.extra = {{"<5", {.status = Status::below, .below = 5}}, {"", {}}};
    recipe.markers.in_sums = Markers::Below::half;
    recipe.member = {.dim = "d", .match = pattern("^(?<d>[^_]+)_"), .codelist = "forces"};
    recipe.total_dim = "a";
    recipe.total_row = pattern("^Total");
    recipe.keep = {{"a", {"K", "H"}}};
    recipe.drop_unknown = {"a"};
    Codelist& list = recipe.codelists["forces"];
    list.id = "forces";
    list.codes = {{.code = "K",
                   .name = "Kent",
                   .aliases = {"Kent Police"},
                   .group = "England",
                   .from = Day(std::chrono::days(100)),
                   .to = {}}};
    list.index();
    return recipe;
}

ParsedFile full_file() {
    ParsedFile parsed;
    parsed.layout = "grid";
    parsed.sheets = {"Table 1 ", "csv"};
    parsed.series = {{}, {{"area", "K"}, {"offence", "17A / \"x\""}}};
    const auto add =
        [](std::vector<Observation>& list, Status status, std::optional<double> value) {
            Observation& seen = list.emplace_back();
            seen.series = static_cast<std::uint32_t>(list.size() % 2);
            seen.period = financial_year(2010 + static_cast<int>(list.size()));
            seen.status = status;
            seen.value = value;
            seen.below = status == Status::below ? 5 : 0;
            seen.raw = " 2,145 [r]\n";
            seen.label = "2019/20";
            seen.sheet = static_cast<std::uint32_t>(list.size() % 2);
            seen.cell = {static_cast<std::uint32_t>(list.size()), 3};
        };
    add(parsed.observations, Status::normal, 2145);
    add(parsed.observations, Status::revised, -0.5);
    add(parsed.observations, Status::below, std::nullopt);
    add(parsed.observations, Status::not_answered, std::nullopt);
    add(parsed.totals, Status::low, 0);
    parsed.held = {{.fault = Fault::held,
                    .code = "layout.label",
                    .source = "s",
                    .file = "f",
                    .sheet = "t",
                    .cell = "B7",
                    .expected = "e",
                    .found = "g",
                    .next = "n"}};
    parsed.dropped = {{.dim = "area", .label = "Knet", .cells = 3}, {.dim = "", .label = ""}};
    return parsed;
}

Workbook full_book() {
    Workbook book;
    book.format = Format::ods;
    book.decided = "ODS";
    book.member = "2020/table.ods";
    Sheet& sheet = book.sheets.emplace_back();
    sheet.name = "Table P1 ";
    sheet.visibility = Visibility::hidden;
    sheet.merges = {{{0, 0}, {1, 2}}};
    for (std::uint32_t i = 0; i < 6; ++i) {
        Cell& cell = sheet.cells.emplace_back();
        cell.at = {i / 2, i % 2};
        cell.type = static_cast<CellType>(i);
        cell.number = i * 1.5;
        cell.text = std::string(i, 't');
        if (i % 2 == 1) {
            cell.style = CellStyle({.format = "#,##0",
                                    .bold = i == 3,
                                    .indent = static_cast<std::uint16_t>(i),
                                    .fill = "FFEE00"});
        }
    }
    book.sheets.emplace_back().name = "empty";
    return book;
}

std::vector<SheetTrace> full_trace() {
    using Role = CellUse::Role;
    return {
        {.name = "Table 1",
         .layout = "by year",
         .dims = {"area", "period"},
         .uses =
             {{.role = Role::anchor, .dim = 0, .at = {2, 0}, .area = {{2, 0}, {2, 0}}},
              {.role = Role::label, .dim = 1, .at = {2, 1}, .area = {{3, 1}, {9, 1}}},
              {.role = Role::held, .dim = 0, .at = {4, 1}, .area = {{4, 1}, {4, 1}}},
              {.role = Role::dropped, .dim = 0, .at = {5, 1}, .area = {{5, 1}, {5, 1}}},
              {.role = Role::skipped, .dim = 0, .at = {6, 0}, .area = {{6, 0}, {6, UINT32_MAX}}},
              {.role = Role::stop,
               .dim = 0,
               .at = {10, 0},
               .area = {{10, 0}, {UINT32_MAX, UINT32_MAX}}}}},
        {.name = "Table 2"}};
}

std::string print(const std::vector<SheetTrace>& sheets) {
    std::string all;
    for (const SheetTrace& sheet : sheets) {
        all += sheet.name + "|" + sheet.layout + "|" + join(sheet.dims, ",") + "\n";
        for (const CellUse& use : sheet.uses) {
            all += fmt::format("{} {} {} {}\n",
                               static_cast<int>(use.role),
                               use.dim,
                               to_text(use.at),
                               to_text(use.area));
        }
    }
    return all;
}

std::string print(const ParsedFile& parsed) {
    std::string all = parsed.layout + "\n";
    for (const std::string& sheet : parsed.sheets) {
        all += sheet + "\n";
    }
    for (const Dims& dims : parsed.series) {
        all += to_text(SeriesKey{.source = "s", .dims = dims}) + "\n";
    }
    for (const auto* list : {&parsed.observations, &parsed.totals}) {
        for (const Observation& seen : *list) {
            all += fmt::format("{} {} {} {} {} '{}' '{}' {} {}\n",
                               seen.series,
                               to_text(seen.period),
                               seen.value ? fmt::format("{}", *seen.value) : "none",
                               to_text(seen.status),
                               seen.below,
                               seen.raw,
                               seen.label,
                               seen.sheet,
                               to_text(seen.cell));
        }
        all += "--\n";
    }
    for (const Error& error : parsed.held) {
        all += error.source + " " + error.code + " " + error.to_text() + "\n";
    }
    for (const Dropped& dropped : parsed.dropped) {
        all += fmt::format("{} '{}' {}\n", dropped.dim, dropped.label, dropped.cells);
    }
    return all;
}

std::string print(const Workbook& book) {
    std::string all = fmt::format("{} {} {}\n", to_text(book.format), book.decided, book.member);
    for (const Sheet& sheet : book.sheets) {
        all += fmt::format("'{}' {}\n", sheet.name, static_cast<int>(sheet.visibility));
        for (const Area& merge : sheet.merges) {
            all += to_text(merge) + "\n";
        }
        for (const Cell& cell : sheet.cells) {
            all += fmt::format("{} {} {} '{}' '{}' {} {} '{}'\n",
                               to_text(cell.at),
                               static_cast<int>(cell.type),
                               cell.number,
                               cell.text,
                               cell.style.format(),
                               cell.style.bold(),
                               cell.style.indent(),
                               cell.style.fill());
        }
    }
    return all;
}

} // namespace tidemark::parse::test
