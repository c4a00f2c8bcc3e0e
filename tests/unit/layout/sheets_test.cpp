#include "tests/unit/layout/build.hpp"

#include <gmock/gmock.h>

namespace tidemark::parse::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Recipe by_year() {
    return recipe(
        {grid("^Force$", {dim("area", at(Toward::left), "forces"), period(at(Toward::up))})});
}

Sheet table(std::string name, const std::string& value) {
    return sheet_of(std::move(name), {{"Force", "2018/19"}, {"Kent", value}});
}

Workbook three_sheets() {
    Workbook book;
    book.format = Format::ods;
    book.sheets = {
        sheet_of("Contents", {{"Contents"}}), table("Table  P1 ", "1"), table("P2", "2")};
    return book;
}

TEST(Sheets, AreChosenByTheirSqueezedName) {
    Recipe how = by_year();
    how.read.sheet = pattern("^Table P1$");
    const auto parsed = read(three_sheets(), how);
    EXPECT_THAT(lines(parsed), ElementsAre("area=K 2018/19 1 B2"));
    EXPECT_THAT(parsed.sheets, ElementsAre("Table  P1 "));
}

TEST(Sheets, AreListedWhenNoneOrTwoMatch) {
    Recipe how = by_year();
    how.read.sheet = pattern("^Table 4");
    EXPECT_THAT(
        held(read(three_sheets(), how)),
        ElementsAre("layout.sheet  : exactly one sheet whose name matches '^Table 4' | none; "
                    "the sheets are 'Contents', 'Table  P1 ', 'P2' | name the sheet in "
                    "[read] sheet; hidden ones need hidden = true"));
    how.read.sheet = pattern("P");
    EXPECT_THAT(held(read(three_sheets(), how)), ElementsAre(HasSubstr("| 'Table  P1 ', 'P2' |")));
}

TEST(Sheets, AreNeverChosenByBeingTheFirst) {
    EXPECT_THAT(held(read(three_sheets(), by_year())),
                ElementsAre(HasSubstr("exactly one sheet that is not empty | 'Contents', ")));
}

TEST(Sheets, EmptyOnesDoNotCountWhereNoneIsNamed) {
    Workbook book = book_of(table("Sheet1", "1"));
    book.sheets.push_back(sheet_of("Sheet2", {}));
    book.sheets.push_back(sheet_of("Sheet3", {}));
    EXPECT_THAT(lines(read(book, by_year())), ElementsAre("area=K 2018/19 1 B2"));
}

TEST(Sheets, EachReadsEverySheetThatMatches) {
    Workbook book = three_sheets();
    Recipe how = by_year();
    how.read.each_sheet = pattern("P\\d$");
    const auto parsed = read(book, how);
    EXPECT_THAT(lines(parsed), ElementsAre("area=K 2018/19 1 B2", "area=K 2018/19 2 B2"));
    EXPECT_EQ(parsed.observations[1].sheet, 1U);
    EXPECT_THAT(parsed.sheets, ElementsAre("Table  P1 ", "P2"));
    how.read.each_sheet = pattern("^2019");
    EXPECT_THAT(held(read(book, how)), ElementsAre(HasSubstr("at least one sheet whose name")));
}

TEST(Sheets, HiddenOnesCountOnlyWhenAllowed) {
    Workbook book = three_sheets();
    book.sheets[2].visibility = Visibility::very_hidden;
    Recipe how = by_year();
    how.read.sheet = pattern("^P2$");
    EXPECT_THAT(held(read(book, how)), ElementsAre(HasSubstr("'P2' (hidden)")));
    EXPECT_FALSE(wants_sheet(how, "a.ods", "P2", Visibility::hidden));
    how.read.hidden = true;
    EXPECT_THAT(lines(read(book, how)), ElementsAre("area=K 2018/19 2 B2"));
    EXPECT_TRUE(wants_sheet(how, "a.ods", "P2", Visibility::hidden));
    EXPECT_FALSE(wants_sheet(how, "a.ods", "Contents", Visibility::visible));
}

TEST(Sheets, AnOverrideForAFileStandsBeforeTheRule) {
    Recipe how = by_year();
    how.read.sheet = pattern("^P2$");
    how.files = {{.name = pattern("Northshire.*\\.ods"),
                  .sheet = pattern("^Table P1$"),
                  .layout = "",
                  .note = "the second sheet is the covering letter"}};
    EXPECT_THAT(lines(read(three_sheets(), how, "Northshire_2020.ods")),
                ElementsAre("area=K 2018/19 1 B2"));
    EXPECT_THAT(lines(read(three_sheets(), how, "Kent_2020.ods")),
                ElementsAre("area=K 2018/19 2 B2"));
    EXPECT_TRUE(wants_sheet(how, "Northshire_2020.ods", "Table P1 ", Visibility::visible));
    how.files.push_back(how.files.front());
    how.files.back().name = pattern("2020");
    EXPECT_THAT(held(read(three_sheets(), how, "Northshire_2020.ods")),
                ElementsAre(HasSubstr("at most one [[file]] for this file | 'Northshire.*\\.ods' "
                                      "and '2020'")));
}

TEST(Sheets, ACsvFileHasOneSheetWhateverTheRuleSays) {
    Workbook book = book_of(table("csv", "1"));
    book.format = Format::csv;
    Recipe how = by_year();
    how.read.sheet = pattern("^Table 4");
    EXPECT_THAT(lines(read(book, how)), ElementsAre("area=K 2018/19 1 B2"));
    EXPECT_TRUE(wants_sheet(how, "a.csv", "csv", Visibility::visible));
}

TEST(Sheets, GiveADimensionByTheirName) {
    Workbook book;
    book.sheets = {table("Kent 2018-19", "1"), table("Wiltshire 2018-19", "2")};
    Recipe how = recipe({grid("^Force$",
                              {dim("area", FromSheetName{pattern("^(?<area>\\w+) ")}, "forces"),
                               period(at(Toward::up))})});
    how.read.each_sheet = pattern("2018-19$");
    how.layouts[0].keep_row = pattern("^Kent$");
    EXPECT_THAT(lines(read(book, how)), ElementsAre("area=K 2018/19 1 B2", "area=W 2018/19 2 B2"));
}

// One of them gone at the first load: nobody but the source can know how many there are.
TEST(Sheets, EachIsAsManyAsTheSourceSays) {
    Workbook book = book_of(sheet_of("P1", {{"Force", "2018/19"}, {"Kent", "1"}}));
    book.sheets.push_back(sheet_of("P2", {{"Force", "2019/20"}, {"Kent", "2"}}));
    Recipe how = recipe({grid("^Force$", {dim("area", at(Toward::left)), period(at(Toward::up))})});
    how.read.each_sheet = pattern("^P\\d$");
    how.read.sheet_count = 2;
    EXPECT_THAT(lines(read(book, how)), testing::SizeIs(2));
    how.read.sheet_count = 3;
    EXPECT_THAT(held(read(book, how)),
                ElementsAre(HasSubstr("layout.sheet  : exactly 3 sheets whose name matches "
                                      "'^P\\d$' | 2: 'P1', 'P2' | look whether a sheet is gone")));
}

TEST(Tables, EachIsAsManyAsTheSourceSays) {
    const Rows rows{{"Table 1"},
                    {"Force", "2018/19"},
                    {"Kent", "1"},
                    {"Table 2"},
                    {"Force", "2019/20"},
                    {"Kent", "2"}};
    Recipe how = recipe({grid("^Force$", {dim("area", at(Toward::left)), period(at(Toward::up))})});
    how.read.table_title = pattern("^Table \\d$");
    how.read.table_count = 2;
    EXPECT_THAT(lines(read(book_of(rows), how)), testing::SizeIs(2));
    how.read.table_count = 3;
    EXPECT_THAT(held(read(book_of(rows), how)),
                ElementsAre(HasSubstr("exactly 3 tables whose title matches '^Table \\d$' | "
                                      "'Table 1', 'Table 2'")));
}

// A file of an archive is known by its path there as well.
TEST(Fixed, FromFileSeesTheNameInTheArchive) {
    const Rows rows{{"year", "n"}, {"2018/19", "1"}};
    Recipe how = recipe({list(
        {"year", "n"},
        "n",
        {period(columns({"year"})), dim("area", FromFileName{pattern("(?<area>kent|essex)")})})});
    Workbook book = book_of(rows);
    EXPECT_THAT(held(read(book, how, "all.zip")), ElementsAre(HasSubstr("layout.name")));
    book.member = "2018/kent.csv";
    EXPECT_THAT(lines(read(book, how, "all.zip")), ElementsAre("area=kent 2018/19 1 B2"));
    EXPECT_THAT(lines(read(book, how, "kent.zip")), ElementsAre("area=kent 2018/19 1 B2"));
    EXPECT_THAT(
        held(read(book, how, "essex.zip")),
        ElementsAre(HasSubstr("'essex.zip' and '2018/kent.csv' | make the pattern narrower")));
    book.member = "2018/all.csv";
    EXPECT_THAT(lines(read(book, how, "essex.zip")), ElementsAre("area=essex 2018/19 1 B2"));
    EXPECT_THAT(held(read(book, how, "all.zip")),
                ElementsAre(HasSubstr("'all.zip' and, in it, '2018/all.csv'")));
}

} // namespace
} // namespace tidemark::parse::test
