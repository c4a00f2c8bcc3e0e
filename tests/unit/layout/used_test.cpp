#include "tests/unit/layout/build.hpp"

#include <gmock/gmock.h>

namespace tidemark::parse::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// "Total" became "All forces": without a codelist it would be one more force.
TEST(Grid, HoldsWhenSkipOrStopFindNothing) {
    const Rows rows{{"Force", "2018/19", "2019/20", "Change"},
                    {"Kent", "1", "2", "1"},
                    {"Total", "1", "2", "1"},
                    {"Notes", "", "", ""}};
    Layout layout = grid("^Force$", {dim("area", at(Toward::left)), period(at(Toward::up))});
    layout.skip_row = pattern("^Total$");
    layout.stop_row = pattern("^Notes$");
    layout.skip_column = pattern("^Change$");
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))), testing::SizeIs(2));
    Rows renamed = rows;
    renamed[2][0] = "All forces";
    EXPECT_THAT(held(read(book_of(renamed), recipe({layout}))),
                ElementsAre(HasSubstr(
                    "layout.skip  : a row that skip = { row = '^Total$' } matches | none")));
    renamed[3] = {};
    renamed[0][3] = "2020/21";
    EXPECT_THAT(held(read(book_of(renamed), recipe({layout}))), testing::SizeIs(3));
    layout.skip_may_miss = layout.stop_may_miss = true;
    EXPECT_THAT(held(read(book_of(renamed), recipe({layout}))), testing::IsEmpty());
}

// Two sheets of one layout: the total of one is enough.
TEST(Grid, SkipMustFindSomethingInTheFileNotInEachSheet) {
    Workbook book = book_of(sheet_of("A", {{"Force", "2018/19"}, {"Kent", "1"}, {"Total", "1"}}));
    book.sheets.push_back(sheet_of("B", {{"Force", "2019/20"}, {"Kent", "2"}}));
    Layout layout = grid("^Force$", {dim("area", at(Toward::left)), period(at(Toward::up))});
    layout.skip_row = pattern("^Total$");
    Recipe both = recipe({layout});
    both.read.each_sheet = pattern("^[AB]$");
    EXPECT_THAT(held(read(book, both)), testing::IsEmpty());
}

// Blank rows are left out in every file; that must not hide that the total was not found.
TEST(Grid, ABlankRowIsNoFindOfSkip) {
    const Rows rows{{"Force", "2018/19"}, {"Kent", "1"}, {"", "5"}, {"All areas", "6"}};
    Layout layout = grid("^Force$", {dim("area", at(Toward::left)), period(at(Toward::up))});
    layout.skip_row = pattern("^$|^Total$");
    EXPECT_THAT(held(read(book_of(rows), recipe({layout}))), ElementsAre(HasSubstr("layout.skip")));
    Rows total = rows;
    total[3][0] = "Total";
    EXPECT_THAT(lines(read(book_of(total), recipe({layout}))), testing::SizeIs(1));
    total[3] = {"", "", ""};
    layout.skip_row = pattern("^$");
    EXPECT_THAT(lines(read(book_of(total), recipe({layout}))), testing::SizeIs(1));
}

} // namespace
} // namespace tidemark::parse::test
