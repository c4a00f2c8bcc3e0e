// What the good files of tests/config load to, field by field.
#include "pipeline/base/words.hpp"
#include "tests/unit/config/config_folder.hpp"

#include <gtest/gtest.h>

namespace tidemark::config {

namespace {

Day day(int year, unsigned month, unsigned of_month) {
    return Day(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(of_month));
}

Pattern pattern(std::string_view text) {
    return Pattern::compile(text).value();
}

template <typename T>
T origin(const Layout& layout, std::size_t dim) {
    return std::get<T>(layout.dims.at(dim).from);
}

} // namespace

TEST(GridFromGovuk, SaysWhereTheFileIsFoundAndWhen) {
    const auto source = good_source("grid-from-govuk.good.toml");
    EXPECT_EQ(source.id, "csa-by-force");
    EXPECT_EQ(source.publisher, "Home Office");
    EXPECT_TRUE(source.enabled);
    EXPECT_EQ(std::get<FindGovuk>(source.find),
              (FindGovuk{"/government/statistics/child-sexual-abuse-offences-recorded-by-police",
                         "http://127.0.0.1:8080",
                         pattern("(?i)by police force area"),
                         {"ods"}}));
    EXPECT_EQ(source.fetch, Fetch{});
    EXPECT_EQ(source.schedule, (ScheduleRule{"Mon..Fri 09:35", std::chrono::minutes(10), false}));
    EXPECT_EQ(source.zone, "Europe/Dublin");
    EXPECT_EQ(source.due, (Due{{"01-25", "07-25"}, 3, true}));
}

TEST(GridFromGovuk, SaysHowTheNumbersLie) {
    const auto recipe = good_source("grid-from-govuk.good.toml").recipe;
    EXPECT_EQ(recipe.source, "csa-by-force");
    EXPECT_EQ(recipe.read.sheet.text(), R"(^Table 4\b)");
    ASSERT_EQ(recipe.layouts.size(), 1U);
    const auto& layout = recipe.layouts.front();
    EXPECT_EQ(layout.kind, Layout::Kind::grid);
    EXPECT_EQ(layout.anchor.text.text(), "^Police force area");
    EXPECT_EQ(layout.anchor.in, parse_area("A1:C30"));
    EXPECT_EQ(layout.stop_row.text(), R"(^(Source|Notes?)\b)");
    EXPECT_EQ(layout.skip_row.text(), "(?i)region$");
    EXPECT_EQ(layout.skip_column.text(), "^Change");
    EXPECT_EQ(layout.skip_upper.text(), "^West Midlands\\b");
    EXPECT_EQ(layout.dims[1].reads_as, "year ending March {}");
    ASSERT_EQ(layout.dims.size(), 3U);
    EXPECT_EQ(origin<FromDirection>(layout, 0), (FromDirection{Toward::left, {}, {}}));
    EXPECT_EQ(layout.dims[0].codelist, "uk-police-forces");
    EXPECT_EQ(origin<FromDirection>(layout, 1).toward, Toward::up);
    EXPECT_EQ(layout.dims[1].parse.forms, std::vector{PeriodForm::financial_year});
    EXPECT_EQ(layout.dims[1].strip.text(), R"(\s*\[(note \d+|r|p)\]$)");
    EXPECT_EQ(origin<FromDirection>(layout, 2).toward, Toward::up_left);
    EXPECT_EQ(recipe.markers.extra,
              (std::map<std::string, Marker>{{"..", {Status::not_available, 0}},
                                             {"-", {Status::zero, 0}}}));
}

TEST(GridFromGovuk, TakesItsCodelistsAlong) {
    const auto recipe = good_source("grid-from-govuk.good.toml").recipe;
    ASSERT_EQ(recipe.codelists.size(), 1U);
    const auto& list = recipe.codelists.at("uk-police-forces");
    ASSERT_NE(list.find("Met Police"), nullptr);
    EXPECT_EQ(list.find("Met Police")->code, "E23000001");
}

TEST(GridFromGovuk, SaysWhatHoldsARelease) {
    const auto source = good_source("grid-from-govuk.good.toml");
    EXPECT_EQ(source.hold.members, (Hold::Members{"area", 43, "england-wales-forces"}));
    EXPECT_EQ(source.hold.adds_up, (Hold::AddsUp{"area", 0})); // the dim left of the numbers
    EXPECT_EQ(source.recipe.total_dim, "area");
    EXPECT_EQ(source.recipe.total_row.text(), "^England and Wales$");
    EXPECT_EQ(source.hold.shrink_percent, 2);
    EXPECT_EQ(source.hold.new_columns_allowed, true);
    EXPECT_FALSE(source.hold.lost_columns_allowed);
    EXPECT_FALSE(source.hold.sum_duplicates);
    EXPECT_FALSE(source.hold.future_allowed);
    EXPECT_FALSE(source.hold.gaps_allowed);
    EXPECT_FALSE(source.hold.lost_periods_allowed);
    EXPECT_FALSE(source.hold.percent_allowed);
    EXPECT_EQ(source.hold.negative_allowed, std::nullopt);
    EXPECT_EQ(source.hold.range, std::nullopt);
    EXPECT_EQ(source.hold.grow_percent, std::nullopt);
}

TEST(GridFromGovuk, SaysWhatIsWorthSaying) {
    const auto rules = good_source("grid-from-govuk.good.toml").rules;
    ASSERT_EQ(rules.size(), 2U);
    Rule rise;
    rise.id = "force-rise";
    rise.where = {{"area", "*"}, {"offence", "All child sexual abuse offences"}};
    rise.above = Threshold{10, true};
    rise.min_base = 30;
    rise.group_by = {"offence", "period"};
    EXPECT_EQ(rules[0], rise);
    Rule record;
    record.id = "force-record";
    record.kind = RuleKind::record;
    record.where = {{"area", "E23000032"}, {"offence", "All child sexual abuse offences"}};
    record.severity = Severity::info;
    record.high = false;
    record.min_years = 7;
    EXPECT_EQ(rules[1], record);
}

TEST(ListOfOpenData, ReadsColumnsAndKeepsSomeCodes) {
    const auto source = good_source("list-of-open-data.good.toml");
    EXPECT_FALSE(source.enabled);
    EXPECT_EQ(std::get<FindHtml>(source.find),
              (FindHtml{"https://www.example.org/open-data",
                        pattern("(?i)police force area open data"),
                        pattern(R"(\.ods$)")}));
    EXPECT_EQ(source.recipe.read.each_sheet.text(), R"(^20\d\d[-/]\d\d)");
    const auto& layout = source.recipe.layouts.at(0);
    EXPECT_EQ(layout.kind, Layout::Kind::list);
    EXPECT_EQ(layout.header_has.size(), 4U);
    EXPECT_EQ(layout.value_column, "Number of Offences");
    EXPECT_EQ(origin<FromColumns>(layout, 0).columns,
              (std::vector<std::string>{"Financial Year", "Financial Quarter"}));
    EXPECT_EQ(layout.dims[0].parse.forms, std::vector{PeriodForm::financial_quarter});
    EXPECT_EQ(source.recipe.keep.at("offence").size(), 11U);
    EXPECT_EQ(source.recipe.keep.at("area"),
              (std::vector<std::string>{"E23000032", "E23000030", "E23000001"}));
    EXPECT_EQ(source.recipe.drop_unknown, (std::set<std::string>{"offence"}));
    EXPECT_EQ(source.recipe.codelists.size(), 2U);
}

TEST(ListOfOpenData, SaysWhatItsPeriodsAndValuesMayBe) {
    const auto hold = good_source("list-of-open-data.good.toml").hold;
    EXPECT_TRUE(hold.future_allowed);
    EXPECT_TRUE(hold.gaps_allowed);
    EXPECT_TRUE(hold.lost_periods_allowed);
    EXPECT_TRUE(hold.percent_allowed);
    EXPECT_EQ(hold.negative_allowed, false);
    EXPECT_EQ(hold.grow_percent, 150);
    ASSERT_TRUE(hold.range);
    EXPECT_EQ(hold.range->min, -1000);
    EXPECT_EQ(hold.range->max, 2000000);
    EXPECT_EQ(hold.range->except.at("area"), (std::vector<std::string>{"E23000032", "E23000028"}));
    EXPECT_EQ(hold.range->except.at("offence").size(), 11U);
}

TEST(ListOfOpenData, SumsAndBreaks) {
    const auto source = good_source("list-of-open-data.good.toml");
    EXPECT_TRUE(source.hold.sum_duplicates);
    EXPECT_EQ(source.hold.adds_up, (Hold::AddsUp{"offence", 0.5}));
    EXPECT_TRUE(source.hold.lost_columns_allowed);
    EXPECT_EQ(source.hold.new_columns_allowed, false);
    EXPECT_EQ(source.derives,
              (std::vector<Derive>{
                  {"all-child-sexual", "offence", "child-sexual", "", "all child sexual offences"},
                  {"england-wales", "area", "", "england-wales-forces", ""}}));
    EXPECT_EQ(
        source.breaks,
        (std::vector<Break>{
            {{{"area", "E23000005"}}, {day(2019, 7, 1), day(2020, 6, 30)}, "new IT system"}}));
    Rule rule;
    rule.id = "national-yoy";
    rule.where = {{"area", "england-wales"}, {"offence", "all-child-sexual"}};
    rule.severity = Severity::warning;
    rule.above = Threshold{5, true};
    rule.below = Threshold{-500, false};
    rule.matched = false;
    rule.drivers = 3;
    rule.publisher_change = {{"area", "E23000032"}};
    EXPECT_EQ(source.rules, std::vector<Rule>{rule});
}

TEST(DropFolder, KnowsItsMemberAndRoster) {
    const auto source = good_source("drop-folder.good.toml");
    EXPECT_EQ(source.what, "online child sexual offences");
    EXPECT_EQ(source.note, "illustrative");
    EXPECT_EQ(std::get<FindDir>(source.find),
              (FindDir{"/srv/answers", pattern(R"((?i)\.ods$)"), std::chrono::seconds(90)}));
    EXPECT_EQ(source.recipe.member,
              (MemberRule{"area", pattern("^(?<area>[^_]+)_"), "uk-police-forces"}));
    EXPECT_EQ(source.roster, (Roster{"uk-forces-46", "area"}));
    EXPECT_EQ(source.recipe.read.encoding, "windows-1252");
    EXPECT_EQ(source.recipe.read.delimiter, ";");
    EXPECT_EQ(source.recipe.read.decimal, ",");
    EXPECT_EQ(source.recipe.read.quote, "'");
    EXPECT_EQ(source.recipe.read.member.text(), R"(\.csv$)");
    EXPECT_TRUE(source.recipe.read.hidden);
}

TEST(DropFolder, HasALayoutForEachKindOfAnswer) {
    const auto recipe = good_source("drop-folder.good.toml").recipe;
    ASSERT_EQ(recipe.layouts.size(), 2U);
    const auto& grid = recipe.layouts[0];
    EXPECT_EQ(grid.name, "template");
    EXPECT_EQ(grid.when_anchor.text(), "^Financial year$");
    EXPECT_EQ(grid.keep_row.text(), "^20");
    EXPECT_EQ(grid.keep_column.text(), R"(^\d)");
    EXPECT_EQ(origin<FromDirection>(grid, 0),
              (FromDirection{Toward::left_up, pattern("^Financial year$"), {}}));
    EXPECT_EQ(origin<FromCell>(grid, 2),
              (FromCell{{pattern("^Place: (?<place>.+)$"), parse_area("A1:B5")}}));
    const auto& list = recipe.layouts[1];
    EXPECT_EQ(list.when_not.text(), "^Financial year$");
    EXPECT_EQ(list.when_file.text(), "(?i)rows");
    EXPECT_EQ(list.header_has, std::vector<std::string>{"Year"});
    EXPECT_EQ(origin<FromFileName>(list, 0).match.text(), R"((?<period>\d{4}-\d\d))");
    EXPECT_EQ(origin<Constant>(list, 1), Constant{"88A"});
    EXPECT_EQ(origin<FromSheetName>(list, 2).match.text(), ".+");
    EXPECT_EQ(recipe.files,
              (std::vector<FileOverride>{{pattern(R"(Northshire_2020.*\.xls)"),
                                          pattern("Sheet2"),
                                          "rows",
                                          "first sheet is the covering letter"}}));
}

TEST(DropFolder, ReadsMarkersSqueezedAsTheyAreCompared) {
    const auto markers = good_source("drop-folder.good.toml").recipe.markers;
    EXPECT_TRUE(markers.sets.empty());
    EXPECT_EQ(markers.in_sums, Markers::Below::half);
    EXPECT_EQ(markers.extra,
              (std::map<std::string, Marker>{{"<5", {Status::below, 5}},
                                             {"N / A", {Status::not_applicable, 0}},
                                             {"", {Status::not_available, 0}}}));
}

TEST(DropFolder, RulesNameDerivedCodesAndAnySpelling) {
    const auto rules = good_source("drop-folder.good.toml").rules;
    ASSERT_EQ(rules.size(), 2U);
    Rule milestone;
    milestone.id = "uk-10000";
    milestone.kind = RuleKind::milestone;
    milestone.where = {{"area", "uk"}, {"offence", "all"}, {"place", "*"}};
    milestone.at = {10000};
    milestone.up = false;
    milestone.wait_for_members = 40;
    EXPECT_EQ(rules[0], milestone);
    EXPECT_EQ(rules[1].where,
              (Dims{{"area", "W15000002"}, {"offence", "88A"}, {"place", "online"}}));
    EXPECT_EQ(rules[1].above, (Threshold{0.5, true}));
    EXPECT_TRUE(rules[1].wait_for_roster);
}

TEST(Judgement, SaysWhatChanceMayExplain) {
    const auto source = good_source("judgement.good.toml");
    EXPECT_EQ(source.rounded, 5);
    ASSERT_EQ(source.rules.size(), 6U);
    Rule each;
    each.id = "each";
    each.where = {{"area", "*"}};
    each.above = Threshold{25, true};
    each.below = Threshold{-20, true};
    each.clear = Threshold{15, true};
    each.interval = 0.95;
    each.false_discovery = 0.05;
    each.min_base = 30;
    each.group_by = {"period"};
    EXPECT_EQ(source.rules[0], each);
    EXPECT_EQ(source.rules[1].part_year, 4U) << "a financial year begins in April";
    EXPECT_EQ(source.rules[1].clear, (Threshold{-300, false}));
}

TEST(Judgement, KnowsLevelsRowsAndWhoIsGone) {
    const auto rules = good_source("judgement.good.toml").rules;
    ASSERT_EQ(rules.size(), 6U);
    EXPECT_EQ(rules[2].kind, RuleKind::rolling);
    EXPECT_FALSE(rules[2].matched);
    EXPECT_EQ(rules[2].drivers, 0);
    Rule threshold;
    threshold.id = "threshold";
    threshold.kind = RuleKind::threshold;
    threshold.where = {{"area", "*"}};
    threshold.above = Threshold{500, false};
    threshold.clear = Threshold{450.5, false};
    EXPECT_EQ(rules[3], threshold);
    Rule streak;
    streak.id = "streak";
    streak.kind = RuleKind::streak;
    streak.where = {{"area", "*"}};
    streak.length = 4;
    streak.up = false;
    EXPECT_EQ(rules[4], streak);
    EXPECT_EQ(rules[5].kind, RuleKind::coverage);
    EXPECT_EQ(rules[5].min_base, 20);
}

TEST(CsvByAddress, NeedsLittle) {
    const auto source = good_source("csv-by-address.good.toml");
    EXPECT_EQ(std::get<FindUrl>(source.find).url, "https://data.example.org/online-cso.csv");
    EXPECT_EQ(source.fetch,
              (Fetch{std::chrono::milliseconds(500), std::chrono::minutes(2), 0, 5'000'000}));
    EXPECT_FALSE(source.schedule);
    EXPECT_FALSE(source.due);
    EXPECT_FALSE(source.roster);
    EXPECT_EQ(source.zone, "Europe/London");
    ASSERT_EQ(source.rules.size(), 3U);
    EXPECT_EQ(source.rules[0].at, (std::vector<double>{5000, 10000, 15000})); // in order
    EXPECT_TRUE(source.rules[0].up);
    EXPECT_EQ(source.rules[0].says.substr(0, 18), "passed {threshold}");
    EXPECT_EQ(source.rules[1].every, 1000);
    EXPECT_EQ(source.rules[1].from, 30000);
    EXPECT_EQ(source.rules[1].years, 4);
    Rule shortest;
    shortest.id = "yoy"; // its kind, since it was given none
    shortest.above = Threshold{10, true};
    EXPECT_EQ(source.rules[2], shortest);
}

} // namespace tidemark::config
