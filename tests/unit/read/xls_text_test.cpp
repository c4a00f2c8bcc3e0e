// Texts of XLS: shared, in cells, over several records, in code pages.
#include "tests/unit/read/xls_helpers.hpp"

namespace tidemark::test {
namespace {

using namespace std::string_literals;

TEST(XlsText, TextsOfTheirOwnAreReadWithAndWithoutRuns) {
    const std::string rich = le16(2) + "\x08"s + le16(1) + "Hi" + le16(0) + le16(5);
    EXPECT_EQ(cells_in(record(0x0204, cell(0, 0) + text8("S\xC3\xA3o")) +
                       record(0x00D6, cell(1, 0) + rich) +
                       record(0x0204, cell(2, 0) + le16(0))), // empty, without flags
              "A1 text S\xC3\xA3o | A2 text Hi");
}

TEST(XlsText, ASharedStringGoesOnInAnotherWidth) {
    // "abcdef" begins with one byte a character and goes on with two; "ghi" the other way round.
    const std::string table = le32(2) + le32(2) + le16(6) + "\0abc"s;
    const std::string next = "\1d\0e\0f\0"s + le16(3) + "\1g\0"s;
    EXPECT_EQ(cells_in(shared_string(0, 0) + shared_string(1, 1),
                       record(0x00FC, table) + record(0x003C, next) + record(0x003C, "\0hi"s)),
              "A1 text abcdef | A2 text ghi");
}

TEST(XlsText, RunsAndPhoneticsOfSharedStringsArePassedAcrossRecords) {
    const std::string table = le32(3) + le32(3) +                     //
                              le16(2) + "\x0C"s + le16(2) + le32(5) + // two runs, five extra
                              "ab" + std::string(6, 'r');             // the runs are cut
    const std::string next = "rr" + "12345"s + le16(1) + "\0c"s;      // no flags before runs
    const std::string last = le16(1) + "\1\x20\x26"s;
    EXPECT_EQ(cells_in(shared_string(0, 0) + shared_string(1, 1) + shared_string(2, 2),
                       record(0x00FC, table) + record(0x003C, next) + record(0x003C, last)),
              "A1 text ab | A2 text c | A3 text \xE2\x98\xA0");
}

TEST(XlsText, ASurrogatePairMayBeSplitAcrossRecords) {
    const std::string table = le32(1) + le32(1) + le16(2) + "\1\x3D\xD8"s;
    EXPECT_EQ(cells_in(shared_string(0, 0), record(0x00FC, table) + record(0x003C, "\1\x00\xDE"s)),
              "A1 text \xF0\x9F\x98\x80");
}

TEST(XlsText, WhatIsNoCharacterIsShownAsSuch) {
    const std::string table = le32(2) + le32(2) + le16(3) + "\0a\0b"s + le16(2) + "\1\x3D\xD8z\0"s;
    EXPECT_EQ(cells_in(shared_string(0, 0) + shared_string(1, 1), record(0x00FC, table)),
              "A1 text a\xEF\xBF\xBD"
              "b | A2 text \xEF\xBF\xBDz");
}

TEST(XlsText, StatedCountsOfSharedStringsAreNotBelieved) {
    for (const std::uint32_t stated : {0U, 1U, 0x7FFFFFFFU}) {
        const std::string table = le32(2) + le32(stated) + le16(1) + "\0a"s + le16(1) + "\0b"s;
        EXPECT_EQ(cells_in(shared_string(0, 0) + shared_string(1, 1), record(0x00FC, table)),
                  "A1 text a | A2 text b");
    }
}

TEST(XlsText, ASharedStringThatIsNotThereIsAnErrorAtItsCell) {
    const auto error = refused(shared_string(4, 2), sst({"a", "b"}));
    EXPECT_EQ(error.code, "read.cell");
    EXPECT_EQ(error.cell, "A5");
    EXPECT_EQ(error.expected, "one of 2 shared strings");
}

TEST(XlsText, ACutSharedStringIsRefused) {
    const auto error =
        refused(shared_string(0, 0), record(0x00FC, le32(1) + le32(1) + le16(9) + "\0abc"s));
    EXPECT_EQ(error.code, "read.record");
    EXPECT_NE(error.found.find("shared string 0"), std::string::npos);
}

std::string
book_of_5(std::uint16_t page, const std::string& text, const std::string& globals = "") {
    const auto size = le16(static_cast<std::uint16_t>(text.size()));
    return biff_stream(biff5,
                       record(0x0042, le16(page)) + globals,
                       {{.name = "S", .records = record(0x0204, cell(0, 0) + size + text)}});
}

TEST(XlsText, TextsOfExcel5AreInTheCodePageTheyName) {
    const std::vector<std::tuple<std::uint16_t, std::string, std::string>> cases{
        {1252, "\xA3 5 \x80", "\xC2\xA3 5 \xE2\x82\xAC"},
        {1251, "\xCA\xE8\xE5\xE2", "\xD0\x9A\xD0\xB8\xD0\xB5\xD0\xB2"},
        {32768, "caf\x8E", "caf\xC3\xA9"},
        {1200,
         "\xC4\0c\0k\0"s,
         "\xC3\x84"
         "ck"}, // as Gnumeric writes it
        {1252,
         "a\0b"s,
         "a\xEF\xBF\xBD"
         "b"},
        {850, "\x9C", "\xC2\xA3"},
        {932, "\x93\xFA\x96\x7B", "\xE6\x97\xA5\xE6\x9C\xAC"},
    };
    for (const auto& [page, stored, text] : cases) {
        const auto book =
            read_or_throw(in_compound(book_of_5(page, stored), Sectors::in_order, "Book"));
        EXPECT_EQ(cells_of(book.sheets[0]), "A1 text " + text) << page;
    }
    EXPECT_EQ(read_or_throw(in_compound(book_of_5(1251, "x"))).decided, "XLS, BIFF5, windows-1251");
}

TEST(XlsText, AnUnknownCodePageIsRefusedOnlyWhereItMatters) {
    EXPECT_EQ(cells_of(read_or_throw(in_compound(book_of_5(4711, "plain"))).sheets[0]),
              "A1 text plain");
    const auto error = refusal(in_compound(book_of_5(4711, "\xA3")));
    EXPECT_EQ(error.code, "read.encoding");
    EXPECT_EQ(error.cell, "A1");
}

TEST(XlsText, AWorkbookOfExcel5MayLieInNoCompoundFile) {
    const auto format = record(0x041E, le16(164) + "\x0A" + "dd/mm/yyyy");
    EXPECT_EQ(cells_of(read_or_throw(book_of_5(1252, "\xA3", format)).sheets[0]),
              "A1 text \xC2\xA3");
}

} // namespace
} // namespace tidemark::test
