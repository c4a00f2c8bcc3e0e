// A label that is several codes, each in its time: the period of the figure says which is meant.
#include "tests/unit/layout/build.hpp"

#include <gmock/gmock.h>

namespace tidemark::parse::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

Recipe councils(Layout layout) {
    Recipe made = recipe({std::move(layout)});
    Codelist& list = made.codelists["forces"];
    list.codes.clear();
    for (const char* code : {"OLD", "NEW"}) {
        Code& each = list.codes.emplace_back();
        each.code = code;
        each.name = "Dorset";
    }
    list.codes[0].to = parse_day("2019-03-31").value();
    list.codes[1].from = parse_day("2019-04-01").value();
    list.codes.emplace_back().code = "Devon";
    list.index();
    return made;
}

Layout grid_of_areas(PeriodForm form = PeriodForm::financial_year) {
    return grid("^Area$", {dim("area", at(Toward::left), "forces"), period(at(Toward::up), form)});
}

TEST(DatedLabel, IsTheCodeOfEachFiguresPeriod) {
    const Rows rows{{"Area", "2017/18", "2018/19", "2019/20"},
                    {"Dorset", "1", "2", "3"},
                    {"Devon", "4", "5", "6"},
                    {"Dorset [note 1]", "7", "8", "9"}};
    EXPECT_THAT(lines(read(book_of(rows), councils(grid_of_areas()))),
                ElementsAre("area=OLD 2017/18 1 B2",
                            "area=OLD 2018/19 2 C2",
                            "area=NEW 2019/20 3 D2",
                            "area=Devon 2017/18 4 B3",
                            "area=Devon 2018/19 5 C3",
                            "area=Devon 2019/20 6 D3",
                            "area=OLD 2017/18 7 B4",
                            "area=OLD 2018/19 8 C4",
                            "area=NEW 2019/20 9 D4"));
}

TEST(DatedLabel, IsResolvedInAListToo) {
    const Rows rows{{"year", "area", "n"}, {"2018/19", "Dorset", "1"}, {"2019/20", "dorset", "2"}};
    const auto layout = list({"year", "area", "n"},
                             "n",
                             {period(columns({"year"})), dim("area", columns({"area"}), "forces")});
    EXPECT_THAT(lines(read(book_of(rows), councils(layout))),
                ElementsAre("area=OLD 2018/19 1 C2", "area=NEW 2019/20 2 C3"));
}

TEST(DatedLabel, IsResolvedForRowsThatAreCounted) {
    const Rows rows{
        {"year", "area"}, {"2018/19", "Dorset"}, {"2018/19 [p]", "Dorset"}, {"2019/20", "Dorset"}};
    const auto layout = list({"year", "area"},
                             "",
                             {period(columns({"year"})), dim("area", columns({"area"}), "forces")});
    EXPECT_THAT(lines(read(book_of(rows), councils(layout))),
                testing::UnorderedElementsAre("area=OLD 2018/19 2 provisional A2",
                                              "area=NEW 2019/20 1 A4"));
}

TEST(DatedLabel, HoldsWhereThePeriodIsOfNeither) {
    const auto parsed =
        read(book_of(Rows{{"Area", "2018", "2019", "2020"}, {"Dorset", "1", "2", "3"}}),
             councils(grid_of_areas(PeriodForm::calendar_year)));
    EXPECT_THAT(held(parsed),
                ElementsAre(AllOf(HasSubstr("layout.label Table 1 A2: one code of 'forces' for "
                                            "'Dorset' in 2019"),
                                  HasSubstr("'OLD' to 2019-03-31, 'NEW' from 2019-04-01"))));
}

TEST(DatedLabel, IsKeptOrDroppedByItsCode) {
    Recipe how = councils(grid_of_areas());
    how.keep["area"] = {"NEW"};
    EXPECT_THAT(
        lines(read(book_of(Rows{{"Area", "2018/19", "2019/20"}, {"Dorset", "?", "2"}}), how)),
        ElementsAre("area=NEW 2019/20 2 C2"));
}

TEST(DatedLabel, IsNotSaidWhereItsPeriodCannotBeRead) {
    EXPECT_THAT(held(read(book_of(Rows{{"Area", "2018/19", "Change"}, {"Dorset", "1", "2"}}),
                          councils(grid_of_areas()))),
                ElementsAre(HasSubstr("layout.period")));
}

} // namespace
} // namespace tidemark::parse::test
