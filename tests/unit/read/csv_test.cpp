#include "pipeline/base/files.hpp"
#include "pipeline/parse/read/csv.hpp"
#include "tests/support/shared.hpp"
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

TEST(Csv, ACommaIsOfThousandsOnlyWhereItIsTheDelimiterOrIsSaidTo) {
    EXPECT_EQ(cells("\"7,268\",1.5\n"), "A1 number 7,268 | B1 number 1.5");
    EXPECT_EQ(cells("7,268\t1.5\n"), "A1 text 7,268 | B1 number 1.5");
    EXPECT_EQ(cells("7,268|1.5\n"), "A1 text 7,268 | B1 number 1.5");
    Read how;
    how.decimal = ".";
    EXPECT_EQ(cells("7,268;1.5\n", how), "A1 number 7,268 | B1 number 1.5");
    how.decimal = ",";
    EXPECT_EQ(cells("7,268;1.500;12;-3\n", how),
              "A1 text 7,268 | B1 text 1.500 | C1 number 12 | D1 number -3");
}

// Less than one in another country, or a code: no thousands.
TEST(Csv, AGroupThatBeginsWithZeroIsNone) {
    EXPECT_EQ(cells("a\tb\n0,123\t0,5\n"), "A1 text a | B1 text b | A2 text 0,123 | B2 text 0,5");
    EXPECT_EQ(cells("\"012,345\",\"-0,123\"\n"), "A1 text 012,345 | B1 text -0,123");
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
    how.quote = "'";
    EXPECT_EQ(cells("'a,b','it\'\'s',\"c\n", how), "A1 text a,b | B1 text it's | C1 text \"c");
    EXPECT_EQ(read_or_throw("'a,b'\n", how).decided, "CSV, UTF-8, delimiter ',', quote '");
    how.quote = "none";
    EXPECT_EQ(cells("\"a,b'\n", how), "A1 text \"a | B1 text b'");
    how.quote = "`";
    EXPECT_EQ(refusal("a\n", {}, how).fault, Fault::usage);
    how = {};
    how.delimiter = ",,";
    EXPECT_EQ(refusal("a\n", {}, how).fault, Fault::usage);
}

// Text as UTF-16, without a mark.
std::string wide(std::string_view text, bool little) {
    std::string out;
    for (const char c : text) {
        out += little ? std::string{c, '\0'} : std::string{'\0', c};
    }
    return out;
}

TEST(Csv, Utf16IsKnownByItsMarkByItsNulsOrWhenSaid) {
    const std::string text = "area;n\nKent;230\n";
    const std::string expected = cells(text);
    for (const bool little : {true, false}) {
        const auto plain = wide(text, little);
        const std::string mark = little ? "\xFF\xFE" : "\xFE\xFF";
        const std::string name = little ? "UTF-16LE" : "UTF-16BE";
        EXPECT_EQ(decided(plain), fmt::format("CSV, {}, delimiter ';'", name));
        EXPECT_EQ(decided(mark + plain), fmt::format("CSV, {}, delimiter ';'", name));
        Read how;
        for (const auto& said : {name, "utf-16"s}) {
            how.encoding = said;
            EXPECT_EQ(cells(plain, how), expected) << said;
            EXPECT_EQ(cells(mark + plain, how), expected) << said;
        }
        how.encoding = little ? "utf-16be" : "utf-16le";
        EXPECT_EQ(refusal(mark + plain, {}, how).found, "the byte order mark of " + name);
        EXPECT_EQ(refusal(plain + "x").code, "read.text") << "an odd number of bytes";
    }
    Read how;
    how.encoding = "utf-16"; // Chinese, in either order
    EXPECT_EQ(refusal("\x4E\x2D\x65\x87", {}, how).found, "none that tells the order of its bytes");
    EXPECT_EQ(cells("\xFF\xFE\0\0a\0\0\0"s), "A1 text a");
}

TEST(Csv, BytesThatAreNotOfTheEncodingAreNamedWithTheirOffset) {
    Read how;
    how.encoding = "utf-8";
    EXPECT_EQ(refusal("a,caf\xE9,b\n", {}, how).found, "byte E9 at offset 5");
    EXPECT_EQ(refusal("a,\xC3", {}, how).found, "byte C3 at offset 2");
    how.encoding = "windows-1252";
    EXPECT_EQ(refusal("a\x8D", {}, how).found, "byte 8D at offset 1");
    EXPECT_EQ(refusal("a\x8D", {}, how).expected, "text in windows-1252");
    EXPECT_EQ(refusal("a\x8D\n").expected, "text in UTF-8 or windows-1252");
    how.encoding = "ISO-8859-1";
    EXPECT_EQ(read_or_throw("a\x8D\xE9", how).decided, "CSV, ISO-8859-1, delimiter ','");
    how.encoding = "Shift_JIS";
    EXPECT_EQ(refusal("ab\x83\x41\xFD\n", {}, how).found, "byte FD at offset 4");
    how.encoding = "UTF-16LE";
    EXPECT_EQ(refusal("a\0\0\xDC"s, {}, how).found, "byte 00 at offset 2");
    EXPECT_EQ(refusal("a\0b"s, {}, how).found, "byte 62 at offset 2");
    how.encoding = "windows-1252";
    EXPECT_EQ(refusal("\xEF\xBB\xBF"
                      "a\n",
                      {},
                      how)
                  .found,
              "the byte order mark of UTF-8");
}

TEST(Csv, ALineForExcelSaysTheDelimiter) {
    EXPECT_EQ(decided("sep=;\na;1,5\n"), "CSV, UTF-8, delimiter ';'");
    EXPECT_EQ(cells("sep=;\na;1,5\n"), "A1 text sep= | A2 text a | B2 text 1,5");
}

TEST(Csv, PublishedOddFilesAreRead) {
    const auto shared = shared_folder();
    if (!shared) {
        GTEST_SKIP() << no_shared_folder;
    }
    const auto book = [&shared](std::string_view name) {
        return read_or_throw(read_file(*shared / "data" / "peers" / name).value());
    };
    EXPECT_EQ(cells_of(book("csvkit/mac_newlines.csv").sheets[0]),
              "A1 text a | B1 text b | C1 text c | A2 number 1 | B2 number 2 | C2 number 3 | "
              "A3 text Once upon\ra time | B3 number 5 | C3 number 6");
    EXPECT_EQ(book("csvkit/test_utf16_little.csv").decided, "CSV, UTF-16LE, delimiter ','");
    EXPECT_EQ(book("csvkit/test_utf16_little.csv").sheets[0].at({2, 2})->text, "\xCA\xA4");
    const auto spanish = book("messytables/spanish_chars.csv");
    EXPECT_EQ(spanish.decided, "CSV, windows-1252, delimiter ','");
    EXPECT_EQ(spanish.sheets[0].at({0, 7})->text, "Descripci\xC3\xB3n");
    const auto padded = book("messytables/weird_head_padding.csv"); // preamble, ragged lines
    EXPECT_TRUE(padded.sheets[0].at({2, 0})->text.view().starts_with("An der vertrags\xC3\xA4rzt"));
    const auto nul = read_file(*shared / "data/peers/csvkit/null_byte.csv").value();
    EXPECT_EQ(refusal(nul).found, "a NUL at offset 6: not a text file");
}

TEST(Csv, RefusesNulAndAQuoteNeverClosed) {
    EXPECT_EQ(refusal("a,b\n1,\0002\n"s).found, "a NUL at offset 6: not a text file");
    EXPECT_EQ(refusal("\xEF\xBB\xBF"
                      "a,\0b\n"s)
                  .found,
              "a NUL at offset 5: not a text file");
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
