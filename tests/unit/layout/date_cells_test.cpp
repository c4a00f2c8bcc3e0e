// A date cell in the place of a period.
#include "tests/unit/layout/build.hpp"

#include <gmock/gmock.h>

#include <utility>

namespace tidemark::parse::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(DateCells, ADateCellIsTheMonthDayOrQuarterThatHoldsIt) {
    for (const auto& [form, expected] :
         {std::pair(PeriodForm::date, "2018-09-30"),
          std::pair(PeriodForm::month, "2018-09"),
          std::pair(PeriodForm::quarter, "2018-Q3"),
          std::pair(PeriodForm::year_ending, "year ending September 2018")}) {
        Sheet sheet = sheet_of("Table 1", {{"Force", "30 Sep 2018"}, {"Kent", "1"}});
        sheet.cells[1].type = CellType::date;
        sheet.cells[1].number = 17804; // 2018-09-30
        const auto parsed = read(book_of(sheet),
                                 recipe({grid("^Force$",
                                              {dim("area", at(Toward::left), "forces"),
                                               period(at(Toward::up), form)})}));
        EXPECT_THAT(lines(parsed), ElementsAre("area=K " + std::string(expected) + " 1 B2"));
        EXPECT_EQ(parsed.observations.at(0).label, "30 Sep 2018");
    }
}

// "June 2010" stands for three months; its first day would make two months and a day of them.
TEST(DateCells, ADateThatShowsAMonthIsAPieceOfALabel) {
    Sheet sheet = sheet_of("Table 1", {{"Force", "2010-06-01"}, {"Kent", "1"}});
    sheet.cells[1].type = CellType::date;
    sheet.cells[1].number = 14761; // 2010-06-01
    sheet.cells[1].style = CellStyle({.format = "mmmm yyyy"});
    auto rule = period(at(Toward::up), PeriodForm::quarter);
    rule.reads_as = "3 months to {}";
    EXPECT_THAT(
        lines(read(book_of(sheet),
                   recipe({grid("^Force$", {dim("area", at(Toward::left), "forces"), rule})}))),
        ElementsAre("area=K 2010-Q2 1 B2"));
}

TEST(DateCells, OfADateCellUnderSeveralFormsTheTextTells) {
    const auto read_under = [](const std::string& shown) {
        Sheet sheet = sheet_of("Table 1", {{"Force", shown}, {"Kent", "1"}});
        sheet.cells[1].type = CellType::date;
        sheet.cells[1].number = 17804; // 2018-09-30
        auto rule = period(at(Toward::up), PeriodForm::date);
        rule.parse.forms = {PeriodForm::date, PeriodForm::month};
        return read(book_of(sheet),
                    recipe({grid("^Force$", {dim("area", at(Toward::left), "forces"), rule})}));
    };
    EXPECT_THAT(lines(read_under("30 Sep 2018")), ElementsAre("area=K 2018-09-30 1 B2"));
    EXPECT_THAT(lines(read_under("Sep-18")), ElementsAre("area=K 2018-09 1 B2"));
    EXPECT_THAT(held(read_under("Q3")), ElementsAre(HasSubstr("layout.period Table 1 B1")));
}

TEST(DateCells, ADateCellIsNoFinancialYear) {
    Sheet sheet = sheet_of("Table 1", {{"Force", "30 Sep 2018"}, {"Kent", "1"}});
    sheet.cells[1].type = CellType::date;
    sheet.cells[1].number = 17804;
    EXPECT_THAT(held(read(book_of(sheet),
                          recipe({grid("^Force$",
                                       {dim("area", at(Toward::left), "forces"),
                                        period(at(Toward::up))})}))),
                ElementsAre(HasSubstr("layout.period Table 1 B1")));
}

} // namespace
} // namespace tidemark::parse::test
