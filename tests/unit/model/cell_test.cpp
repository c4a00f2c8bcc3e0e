#include "pipeline/model/cell.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

namespace tidemark {
namespace {

Address address(std::uint32_t row, std::uint32_t column) {
    return {row, column};
}

TEST(Address, IsWrittenAsSpreadsheetsDo) {
    EXPECT_EQ(to_text(address(0, 0)), "A1");
    EXPECT_EQ(to_text(address(6, 1)), "B7");
    EXPECT_EQ(to_text(address(0, 25)), "Z1");
    EXPECT_EQ(to_text(address(0, 26)), "AA1");
    EXPECT_EQ(to_text(address(0, 701)), "ZZ1");
    EXPECT_EQ(to_text(address(0, 702)), "AAA1");
    EXPECT_EQ(to_text(address(1'048'575, 16'383)), "XFD1048576");
}

TEST(Address, ReadsSmallLettersToo) {
    EXPECT_EQ(parse_address("aa30"), address(29, 26));
}

TEST(Address, RefusesWhatIsOutsideASheet) {
    for (const char* text : {"",           "A",        "1",     "A0",        "A01",
                             "XFE1",       "A1048577", "AAAA1", "A99999999", "A 1",
                             "$A1",        "A1:B2",    "A1 ",   "1A",        "A-1",
                             "ZZZZZZZZZ1", "É1",       "A1.",   "A1048577",  "AAAAAAAAAAAAAAAA"}) {
        EXPECT_FALSE(parse_address(text)) << text;
    }
}

rc::Gen<Address> any_address() {
    return rc::gen::apply(address,
                          rc::gen::inRange<std::uint32_t>(0, 1'048'576),
                          rc::gen::inRange<std::uint32_t>(0, 16'384));
}

RC_GTEST_PROP(Address, TextAndBack, ()) {
    const auto one = *any_address();
    RC_ASSERT(parse_address(to_text(one)) == one);
}

RC_GTEST_PROP(Area, TextAndBackAndHoldsItsCorners, ()) {
    const auto a = *any_address();
    const auto b = *any_address();
    const Area area{address(std::min(a.row, b.row), std::min(a.column, b.column)),
                    address(std::max(a.row, b.row), std::max(a.column, b.column))};
    RC_ASSERT(parse_area(to_text(area)) == area);
    RC_ASSERT(area.holds(a) && area.holds(b) && area.holds(area.first) && area.holds(area.last));
    RC_ASSERT(!area.holds(address(area.last.row + 1, area.last.column)));
    RC_ASSERT(!area.holds(address(area.last.row, area.last.column + 1)));
}

TEST(Area, OfOneCellIsWrittenAsTheCell) {
    EXPECT_EQ(to_text(Area{address(6, 1), address(6, 1)}), "B7");
    EXPECT_EQ(parse_area("B7"), parse_area("B7:B7"));
}

TEST(Area, RefusesCornersThatAreNotFirstAndLast) {
    for (const char* text : {"", ":", "A1:", ":A1", "B2:A1", "A2:B1", "B1:A2", "A1:B2:C3"}) {
        EXPECT_FALSE(parse_area(text)) << text;
    }
}

Sheet sheet_of(const std::set<Address>& addresses) {
    Sheet sheet;
    for (const auto at : addresses) {
        sheet.cells.push_back({.at = at, .type = CellType::text, .number = 0, .text = to_text(at)});
    }
    return sheet;
}

RC_GTEST_PROP(Sheet, FindsEachOfItsCellsAndNoOther, ()) {
    const auto small = rc::gen::apply(
        address, rc::gen::inRange<std::uint32_t>(0, 9), rc::gen::inRange<std::uint32_t>(0, 9));
    const auto drawn = *rc::gen::container<std::vector<Address>>(small);
    const std::set<Address> addresses(drawn.begin(), drawn.end());
    const auto sheet = sheet_of(addresses);
    const auto extent = sheet.extent();
    for (std::uint32_t row = 0; row < 9; ++row) {
        for (std::uint32_t column = 0; column < 9; ++column) {
            const auto at = address(row, column);
            const auto* cell = sheet.at(at);
            RC_ASSERT((cell != nullptr) == addresses.contains(at));
            if (cell != nullptr) {
                RC_ASSERT(cell->at == at);
                RC_ASSERT(extent.holds(at));
            }
        }
    }
}

TEST(Sheet, ExtentBeginsAtTheFirstCell) {
    EXPECT_EQ(to_text(Sheet{}.extent()), "A1");
    EXPECT_EQ(to_text(sheet_of({address(2, 5), address(7, 1)}).extent()), "A1:F8");
}

TEST(Format, HasAWord) {
    EXPECT_EQ(to_text(Format::xlsx), "xlsx");
    EXPECT_EQ(to_text(Format::xls), "xls");
    EXPECT_EQ(to_text(Format::ods), "ods");
    EXPECT_EQ(to_text(Format::csv), "csv");
}

} // namespace
} // namespace tidemark
