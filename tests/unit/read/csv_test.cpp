#include "pipeline/parse/read/csv.hpp"
#include "tests/unit/read/helpers.hpp"

namespace tidemark::test {
namespace {

using namespace std::string_literals;

std::string cells(std::string_view bytes, const Read& how = {}) {
    return cells_of(read_or_throw(bytes, how).sheets[0]);
}

std::string decided(std::string_view bytes) {
    return read_or_throw(bytes).decided;
}

TEST(Csv, KeepsEachFieldAsItIsAndKnowsNumbers) {
    EXPECT_EQ(cells("area,n\nKent,\"2,145\"\nEssex, 230 \nCity,-00 \nUK,1.5\nX,1E2\nY,\"1,23\"\n"),
              "A1 text area | B1 text n | A2 text Kent | B2 number 2,145 | A3 text Essex | "
              "B3 number  230  | A4 text City | B4 number -00  | A5 text UK | B5 number 1.5 | "
              "A6 text X | B6 text 1E2 | A7 text Y | B7 text 1,23");
}

TEST(Csv, NumbersArePlainOrGroupedByThree) {
    using parse::Commas;
    using parse::field_number;
    EXPECT_EQ(field_number("1,234,567.5", Commas::group), 1234567.5);
    EXPECT_EQ(field_number("-1,234", Commas::group), -1234);
    EXPECT_EQ(field_number("+5", Commas::group), 5);
    EXPECT_EQ(field_number("1.2e-05", Commas::group), 1.2e-05);
    for (const auto* text : {"1,2345",
                             ",123",
                             "1234,567",
                             "1,234,5",
                             "12,",
                             "1.5,000",
                             "-",
                             "12 34",
                             "5%",
                             "£5",
                             "2019-20",
                             "1.2.3",
                             "nan",
                             "1e5"}) {
        EXPECT_FALSE(field_number(text, Commas::group)) << text;
    }
    EXPECT_FALSE(field_number("1,234", Commas::text));
}

TEST(Csv, QuotesHoldDelimitersLineBreaksAndQuotes) {
    EXPECT_EQ(cells("\"a,b\",\"two\nlines\",\"say \"\"x\"\"\"\nc,d\"e,\"f\"g\n"),
              "A1 text a,b | B1 text two\nlines | C1 text say \"x\" | A2 text c | B2 text d\"e | "
              "C2 text fg");
}

TEST(Csv, AnyLineEndAndRaggedRowsAreRead) {
    EXPECT_EQ(cells("a,b\r1,2\r"), "A1 text a | B1 text b | A2 number 1 | B2 number 2");
    EXPECT_EQ(cells("a,b\r\n1,2\r\n"), cells("a,b\n1,2"));
    EXPECT_EQ(cells("a,b\n1\n\n1,2,3,4\n"),
              "A1 text a | B1 text b | A2 number 1 | A4 number 1 | B4 number 2 | C4 number 3 | "
              "D4 number 4");
}

TEST(Csv, EncodingAndDelimiterAreDecidedAndStated) {
    EXPECT_EQ(decided("a,b\n1,2\n"), "CSV, UTF-8, delimiter ','");
    EXPECT_EQ(decided("\xEF\xBB\xBF"
                      "a;b\n1;2\n"),
              "CSV, UTF-8, delimiter ';'");
    EXPECT_EQ(decided("a\tb, c\n1\t2\n"), "CSV, UTF-8, delimiter tab");
    EXPECT_EQ(decided("a|b\n1|2\n"), "CSV, UTF-8, delimiter '|'");
    EXPECT_EQ(decided("a;b\n1.234,56;1,234.56\n"), "CSV, UTF-8, delimiter ';'");
    EXPECT_EQ(decided("Title; with a semicolon\n\na,b,c\n1,2,3\n4,5,6\n"),
              "CSV, UTF-8, delimiter ','");
    EXPECT_EQ(decided("just one column\n"), "CSV, UTF-8, delimiter ','");
    EXPECT_EQ(decided("gr\xF6\xDF"
                      "e;wert\n1;2\n"),
              "CSV, windows-1252, delimiter ';'");
}

TEST(Csv, OtherEncodingsBecomeUtf8) {
    EXPECT_EQ(cells("\xFF\xFE"
                    "a\0;\0\xE9\0\n\0"
                    "1\0;\0"
                    "2\0"s),
              "A1 text a | B1 text \xC3\xA9 | A2 number 1 | B2 number 2");
    EXPECT_EQ(cells("caf\xE9,\x80\x35\n"),
              "A1 text caf\xC3\xA9 | B1 text \xE2\x82\xAC"
              "5");
}

TEST(Csv, TheSourceFileDecidesWhereItSaysSo) {
    Read how;
    how.delimiter = ";";
    EXPECT_EQ(cells("a,b;c\n", how), "A1 text a,b | B1 text c");
    how.delimiter = "tab";
    EXPECT_EQ(cells("a,b\tc\n", how), "A1 text a,b | B1 text c");
    how = {};
    how.encoding = "iso-8859-7";
    EXPECT_EQ(cells("\xE1\n", how), "A1 text \xCE\xB1");
    how.encoding = "utf-8";
    EXPECT_EQ(refusal("caf\xE9\n", {}, how).code, "read.encoding");
    how = {};
    EXPECT_EQ(refusal("\xEF\xBB\xBF" // a mark that promises UTF-8
                      "caf\xE9\n",
                      {},
                      how)
                  .code,
              "read.encoding");
    how.encoding = "klingon";
    EXPECT_EQ(refusal("a\n", {}, how).fault, Fault::usage);
    how = {};
    how.delimiter = ",,";
    EXPECT_EQ(refusal("a\n", {}, how).fault, Fault::usage);
}

TEST(Csv, RefusesNulAndAQuoteNeverClosed) {
    EXPECT_EQ(refusal("a,b\n1,\0002\n"s).code, "read.text");
    const auto error = refusal("a,b\n1,\"open\n2,3\n");
    EXPECT_EQ(error.code, "read.csv");
    EXPECT_EQ(error.cell, "B2");
}

TEST(Csv, BudgetsHold) {
    EXPECT_EQ(refusal("1,2,3\n", {.cells = 2}).fault, Fault::limit);
    EXPECT_EQ(refusal("abcdef\n", {.cell_text = 5}).fault, Fault::limit);
}

} // namespace
} // namespace tidemark::test
