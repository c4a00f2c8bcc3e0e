#include "tests/fuzz/support/recipes.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace tidemark::fuzz {

namespace {

Pattern pattern(std::string_view text) {
    return Pattern::compile(text).value();
}

DimRule dim(std::string name, DimFrom from, std::string codelist = {}) {
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

FromDirection from(Toward toward, std::string_view header = {}) {
    return {.toward = toward, .header = pattern(header), .instead = {}};
}

Codelist forces() {
    Codelist list;
    list.id = "forces";
    for (const auto& [code, name] : {std::pair("K", "Kent"), std::pair("H", "Hampshire")}) {
        Code& made = list.codes.emplace_back();
        made.code = code;
        made.name = name;
        made.aliases = {std::string(name) + " Constabulary"};
    }
    list.index();
    return list;
}

Recipe recipe(Layout layout) {
    Recipe made;
    made.source = "fuzz";
    made.layouts.push_back(std::move(layout));
    made.codelists.emplace("forces", forces());
    return made;
}

Layout grid(std::string_view anchor, std::vector<DimRule> dims) {
    Layout layout;
    layout.kind = Layout::Kind::grid;
    layout.anchor.text = pattern(anchor);
    layout.dims = std::move(dims);
    return layout;
}

// Forces down, years across; a total row; rows and columns left out.
Recipe one_header() {
    Layout layout = grid("^Force",
                         {dim("force", from(Toward::left), "forces"),
                          period(from(Toward::up), PeriodForm::financial_year)});
    layout.stop_row = pattern("^Source");
    layout.skip_row = pattern("region$");
    layout.skip_column = pattern("%");
    Recipe made = recipe(std::move(layout));
    made.total_dim = "force";
    made.total_row = pattern("^Total");
    made.keep = {{"force", {"K", "H"}}};
    return made;
}

// Two header rows, the upper one spanning; labels in two columns, the outer one spanning down.
Recipe two_headers() {
    Layout layout = grid("^Force",
                         {dim("offence", from(Toward::left, "^Offence")),
                          dim("force", from(Toward::left_up, "^Force")),
                          period(from(Toward::up), PeriodForm::quarter),
                          dim("measure", from(Toward::up_left))});
    layout.skip_upper = pattern("^All");
    layout.keep_column = pattern(".");
    Recipe made = recipe(std::move(layout));
    made.read.each_sheet = pattern("^Table");
    made.markers.extra = {{"<5", {.status = Status::below, .below = 5}}, {"nil", {}}};
    return made;
}

// One table a sheet: the year in a title, the force in the file's name, the measure in the sheet's.
Recipe around() {
    Layout layout = grid("^Offence",
                         {dim("offence", from(Toward::left)),
                          dim("measure", FromSheetName{pattern("(?<measure>\\w+)$")}),
                          dim("column", from(Toward::up)),
                          period(FromCell{{.text = pattern("year ending (?<period>.+)"),
                                           .in = Area{{0, 0}, {9, 9}}}},
                                 PeriodForm::year_ending)});
    layout.dims.back().reads_as = "year ending {}";
    layout.dims.front().strip = pattern("\\d$");
    Recipe made = recipe(std::move(layout));
    made.read.sheet = pattern("^Table");
    made.read.hidden = true;
    made.member = {.dim = "force", .match = pattern("^(?<force>[^_]+)_"), .codelist = "forces"};
    return made;
}

// A row a figure.
Recipe rows() {
    Layout layout;
    layout.kind = Layout::Kind::list;
    layout.header_has = {"Year", "Number"};
    layout.value_column = "Number";
    layout.dims = {dim("force", FromColumns{.columns = {"Force"}, .instead = {"Area"}}),
                   dim("kind", Constant{"recorded"}),
                   period(FromColumns{.columns = {"Year", "Quarter"}, .instead = {}},
                          PeriodForm::financial_quarter)};
    layout.skip_row = pattern("^Total");
    return recipe(std::move(layout));
}

// The first layout whose anchor is there.
Recipe several() {
    Recipe made = one_header();
    made.layouts.front().when_anchor = pattern("^Force");
    made.layouts.front().when_not = pattern("^Offence");
    Layout monthly;
    monthly.kind = Layout::Kind::list;
    monthly.name = "monthly";
    monthly.header_has = {"Month", "Number"};
    monthly.value_column = "Number";
    monthly.dims = {dim("force", FromFileName{pattern("^(\\w+?)_")}, "forces"),
                    period(FromColumns{.columns = {"Month"}, .instead = {}}, PeriodForm::month)};
    monthly.when_file = pattern("xlsx$");
    made.layouts.push_back(std::move(monthly));
    made.files = {{.name = pattern("Surrey"), .sheet = {}, .layout = "monthly", .note = "by hand"}};
    return made;
}

} // namespace

std::vector<Recipe> recipes() {
    return {one_header(), two_headers(), around(), rows(), several()};
}

} // namespace tidemark::fuzz
