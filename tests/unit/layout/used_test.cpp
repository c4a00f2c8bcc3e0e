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

std::vector<std::string> skipped(const ParsedFile& parsed) {
    std::vector<std::string> all;
    for (const SkippedLines& lines : parsed.skipped) {
        all.push_back(lines.choice + ": " + std::to_string(lines.count) + " " + lines.what);
    }
    return all;
}

TEST(Grid, TellsWhichChoiceLeavesFiguresOut) {
    const Rows rows{{"Force", "2018/19", "2019/20", "", "Change"},
                    {"Kent", "1", "2", "7", "1"},
                    {"", "5", "6", "", ""},
                    {"North", "8", "9", "", ""},
                    {"(thousands)", "", "", "", ""},
                    {"Total", "1", "[c]", "", "1"},
                    {"Sum", "1", "2", "", "1"}};
    Layout layout = grid("^Force$", {dim("area", at(Toward::left)), period(at(Toward::up))});
    layout.skip_row = pattern("^$|^Total$|^\\(");
    layout.keep_row = pattern("^(Kent|Total)$");
    layout.skip_column = pattern("^Change$|^$");
    const auto parsed = read(book_of(rows), recipe({layout}));
    EXPECT_THAT(lines(parsed), testing::SizeIs(2));
    EXPECT_THAT(skipped(parsed),
                ElementsAre("skip = { row = '^$|^Total$|^\\(' }: 1 row",
                            "skip = { row = '^$|^Total$|^\\(' }: 1 row without a label",
                            "keep = { row = '^(Kent|Total)$' }: 2 row",
                            "skip = { column = '^Change$|^$' }: 1 column",
                            "skip = { column = '^Change$|^$' }: 1 column without a head"));
    layout = grid("^Force$", {dim("area", at(Toward::left)), period(at(Toward::up))});
    layout.keep_column = pattern("^2019");
    layout.skip_column = pattern("^$");
    layout.skip_row = pattern("^$");
    layout.stop_row = pattern("^North$");
    EXPECT_THAT(skipped(read(book_of(rows), recipe({layout}))),
                ElementsAre("skip = { row = '^$' }: 1 row without a label",
                            "skip = { column = '^$' }: 1 column without a head",
                            "keep = { column = '^2019' }: 2 column"));
}

TEST(List, TellsWhichChoiceLeavesFiguresOut) {
    const Rows rows{{"force", "year", "n"},
                    {"Kent", "2018/19", "1"},
                    {"Total", "2018/19", "1"},
                    {"Total", "2019/20", ""},
                    {"", "2018/19", "3"},
                    {"Essex", "2017/18", "4"},
                    {"Dorset", "2018/19", "5"}};
    Layout layout = list(
        {"force", "year", "n"}, "n", {dim("area", columns({"force"})), period(columns({"year"}))});
    layout.skip_row = pattern("^$|^Total$");
    layout.keep_row = pattern("^(Kent|Essex)$");
    layout.skip_where = {{"year", pattern("^2017")}};
    const auto parsed = read(book_of(rows), recipe({layout}));
    EXPECT_THAT(lines(parsed), testing::SizeIs(1));
    EXPECT_THAT(skipped(parsed),
                ElementsAre("skip = { row = '^$|^Total$' }: 1 row",
                            "skip = { row = '^$|^Total$' }: 1 row without a label",
                            "skip = { where = ... }: 1 row",
                            "keep = { row = '^(Kent|Essex)$' }: 1 row"));
}

// All bold was lost: `blank` would say what every force is of.
TEST(Grid, HoldsWhenNoLabelLooksAsWhereSays) {
    const Rows rows{{"Force", "2018/19"}, {"South East", ""}, {"Kent", "1"}, {"Notes", ""}};
    LooksRule bold;
    bold.bold = true;
    DimRule region =
        dim("region",
            FromDirection{.toward = Toward::left_up, .header = {}, .instead = {}, .where = bold});
    region.blank = "all";
    Layout layout =
        grid("^Force$", {dim("area", at(Toward::left)), std::move(region), period(at(Toward::up))});
    layout.stop_row = pattern("^Notes$");
    layout.skip_row = pattern("^South East$");
    Sheet sheet = sheet_of("Table 1", rows);
    sheet.cells.back().style = CellStyle(Looks{.bold = true}); // below the block
    EXPECT_THAT(
        held(read(book_of(sheet), recipe({layout}))),
        ElementsAre("layout.where  : a label of 'region' that where = { bold = true } finds "
                    "| none | see how labels look with 'tidemark cells --json' and mend "
                    "where, or say where = { ..., unmatched = \"allow\" } where not every "
                    "file has one"));
    std::get<FromDirection>(layout.dims[1].from).where->may_miss = true;
    EXPECT_THAT(lines(read(book_of(sheet), recipe({layout}))),
                ElementsAre("area=Kent region=all 2018/19 1 B3"));
    std::get<FromDirection>(layout.dims[1].from).where->may_miss = false;
    layout.skip_row = {};
    sheet.cells[2].style = CellStyle(Looks{.bold = true}); // the region, above it
    EXPECT_THAT(lines(read(book_of(sheet), recipe({layout}))),
                ElementsAre("area=Kent region=South East 2018/19 1 B3"));
}

TEST(Grid, FiguresInThousandsAreInUnitsAndTheirTextAsPrinted) {
    Layout layout = grid("^Force$", {dim("area", at(Toward::left)), period(at(Toward::up))});
    layout.unit_mult = 3;
    const auto parsed =
        read(book_of({{"Force", "2018/19", "2019/20"}, {"Kent", "2.3", "<5"}}), recipe({layout}));
    EXPECT_THAT(lines(parsed),
                ElementsAre("area=Kent 2018/19 2300 B2", "area=Kent 2019/20 below:5000 C2"));
    EXPECT_EQ(parsed.observations.front().raw, "2.3");
}

} // namespace
} // namespace tidemark::parse::test
