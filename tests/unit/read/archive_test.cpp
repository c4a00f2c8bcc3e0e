// One spreadsheet in a ZIP or gzip archive: which one, and what is refused.
#include "pipeline/base/files.hpp"
#include "pipeline/parse/read/little_endian.hpp"
#include "tests/support/shared.hpp"
#include "tests/unit/read/helpers.hpp"

namespace tidemark::test {
namespace {

using namespace std::string_literals;

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& members) {
    ZipWriter zip;
    for (const auto& [name, bytes] : members) {
        zip.add(name, bytes, Packing::deflated);
    }
    return zip.finish();
}

Read choosing(std::string_view pattern) {
    Read how;
    how.member = *Pattern::compile(pattern);
    return how;
}

// RFC 1952. `flags` and `fields`: of the header, as they stand there.
std::string gzip_of(std::string_view bytes, char flags = 0, const std::string& fields = {}) {
    ZipWriter zip;
    zip.add("x", bytes, Packing::deflated);
    const std::string archive = zip.finish();
    constexpr std::size_t data = 31;
    const std::string trailer = archive.substr(14, 4) + archive.substr(22, 4);
    return "\x1F\x8B\x08"s + flags + "\0\0\0\0\0\3"s + fields +
           archive.substr(data, parse::u32(archive, 18)) + trailer;
}

constexpr std::string_view table = "area,n\nKent,230\n";
constexpr std::string_view table_cells = "A1 text area | B1 text n | A2 text Kent | B2 number 230";

TEST(Archive, TheOnlySpreadsheetIsRead) {
    const auto book = read_or_throw(zip_of({{"2020/", ""},
                                            {"2020/data.CSV", std::string(table)},
                                            {"readme.txt", "hello"},
                                            {"__MACOSX/2020/._data.csv", "junk"},
                                            {"2020/._data.csv", "junk"},
                                            {".DS_Store", "junk"}}));
    EXPECT_EQ(cells_of(book.sheets[0]), table_cells);
    EXPECT_EQ(book.member, "2020/data.CSV");
    EXPECT_EQ(book.decided, "ZIP, member '2020/data.CSV', CSV, UTF-8, delimiter ','");
}

TEST(Archive, TheOnlyMemberIsReadUnderAnyName) {
    EXPECT_EQ(read_or_throw(zip_of({{"data.txt", std::string(table)}})).member, "data.txt");
    EXPECT_EQ(read_or_throw(zip_of({{"book", xlsx_of("")}})).format, Format::xlsx);
    EXPECT_EQ(read_or_throw(zip_of({{"b.ods", ods_of("")}, {"a.pdf", "%PDF-"}})).format,
              Format::ods);
}

TEST(Archive, OfSeveralOneMustBeChosen) {
    const auto bytes = zip_of({{"a/one (1).csv", std::string(table)},
                               {"b's.csv", "x\n"},
                               {"c.csv", "x\n"},
                               {"d.csv", "x\n"},
                               {"e.csv", "x\n"},
                               {"f.csv", "x\n"},
                               {"notes.pdf", "%PDF-"}});
    const auto error = refusal(bytes);
    EXPECT_EQ(error.code, "read.member");
    EXPECT_EQ(error.fault, Fault::held);
    EXPECT_EQ(error.expected, "one spreadsheet in the archive");
    EXPECT_EQ(error.found, "6: 'a/one (1).csv', 'b's.csv', 'c.csv', 'd.csv', 'e.csv' and 1 more");
    EXPECT_EQ(error.next,
              "choose one under [read] in the source file, such as member = "
              "'^a/one \\(1\\)\\.csv$', or with --member");

    EXPECT_EQ(cells_of(read_or_throw(bytes, choosing("^a/one \\(1\\)\\.csv$")).sheets[0]),
              table_cells);
    EXPECT_EQ(read_or_throw(bytes, choosing("^b\\x27s")).member, "b's.csv");
    EXPECT_EQ(refusal(bytes, {}, choosing("^[cd]")).found, "2: 'c.csv', 'd.csv'");
    EXPECT_EQ(refusal(bytes, {}, choosing("^z")).expected, "one member that matches '^z'");
    EXPECT_EQ(refusal(bytes, {}, choosing("pdf$")).file, "notes.pdf");
    EXPECT_EQ(refusal(zip_of({{"a.pdf", "x"}, {"b.pdf", "x"}})).found, "2: 'a.pdf', 'b.pdf'");
    EXPECT_EQ(refusal(zip_of({{"a/", ""}})).found, "none");
}

TEST(Archive, ABookIsNoArchive) {
    EXPECT_EQ(read_or_throw(xlsx_of(""), choosing("csv$")).decided, "XLSX");
    EXPECT_EQ(read_or_throw(ods_of(""), choosing("csv$")).member, "");
}

TEST(Archive, ArchivesInArchivesAreRefused) {
    const auto inner = zip_of({{"data.csv", std::string(table)}});
    const auto error = refusal(zip_of({{"inner.zip", inner}}));
    EXPECT_EQ(error.found, "a ZIP archive in it");
    EXPECT_EQ(error.file, "inner.zip");
    EXPECT_NE(error.next.find("not unpacked"), std::string::npos);
    EXPECT_EQ(refusal(zip_of({{"data.csv.gz", gzip_of(table)}})).found, "a gzip archive in it");
    EXPECT_EQ(refusal(gzip_of(inner)).found, "a ZIP archive in it");
    EXPECT_EQ(refusal(gzip_of(gzip_of(table))).found, "a gzip archive in it");
    EXPECT_EQ(refusal(gzip_of("a" + std::string(256, '\0') + "ustar\00000"s)).found,
              "a tar archive");
}

TEST(Archive, ErrorsNameTheMember) {
    const auto error = refusal(zip_of({{"data.csv", "a,\"open\n"}}));
    EXPECT_EQ(error.code, "read.csv");
    EXPECT_EQ(error.file, "data.csv");
    EXPECT_EQ(parse::in_file(error, "archive.zip").file, "archive.zip, data.csv");
    EXPECT_EQ(parse::in_file(refusal("a,\"open\n"), "table.csv").file, "table.csv");
}

TEST(Archive, NamesInTheCodePageOfDosAreReadable) {
    EXPECT_EQ(read_or_throw(zip_of({{"H\x81gel.csv", std::string(table)}})).member,
              "H\xC3\xBCgel.csv");
}

TEST(Archive, BudgetsCountTheArchiveAndTheBookInIt) {
    const auto book = xlsx_of("<row r='1'>" + std::string(60'000, ' ') + "</row>");
    EXPECT_TRUE(parse::read_workbook(book, {}, {}, {.inflated = 70'000}));
    const auto error = refusal(zip_of({{"book.xlsx", book}}), {.inflated = 62'000});
    EXPECT_EQ(error.fault, Fault::limit);
    EXPECT_EQ(error.file, "book.xlsx");

    const std::string bomb(4U << 20U, '\n');
    for (const auto& archive : {zip_of({{"bomb.csv", bomb}}), gzip_of(bomb)}) {
        EXPECT_NE(refusal(archive).expected.find("ratio"), std::string::npos);
        EXPECT_NE(refusal(archive, {.inflated = 1000}).expected.find("inflated size"),
                  std::string::npos);
    }
}

// Bytes behind the packed ones do not make a bomb smaller.
TEST(Archive, TheRatioIsToWhatWasUnpacked) {
    const std::string bomb = gzip_of(std::string(4U << 20U, '\n')) + std::string(100'000, 'x');
    EXPECT_NE(refusal(bomb).expected.find("ratio"), std::string::npos);
    EXPECT_EQ(refusal(bomb, {.ratio = 2000}).found.find("10"), 0U); // bytes after its end
}

TEST(Gzip, ItsFileIsRead) {
    EXPECT_EQ(cells_of(read_or_throw(gzip_of(table)).sheets[0]), table_cells);
    EXPECT_EQ(read_or_throw(gzip_of(table)).decided, "gzip, CSV, UTF-8, delimiter ','");
    const auto named = gzip_of(table, 8, "data.csv\0"s);
    EXPECT_EQ(read_or_throw(named).decided, "gzip, member 'data.csv', CSV, UTF-8, delimiter ','");
    EXPECT_EQ(read_or_throw(named, choosing("csv$")).member, "data.csv");
    EXPECT_EQ(refusal(named, {}, choosing("xlsx$")).code, "read.member");
    const auto everything = gzip_of(table, 2 | 4 | 8 | 16, "\3\0abcd.csv\0a comment\0\x12\x34"s);
    EXPECT_EQ(read_or_throw(everything).member, "d.csv");
    EXPECT_EQ(read_or_throw(gzip_of(ods_of(""))).format, Format::ods);
}

TEST(Gzip, ItsEndIsChecked) {
    const auto whole = gzip_of(table, 8, "data.csv\0"s);
    for (std::size_t size = 2; size < whole.size(); ++size) {
        EXPECT_EQ(refusal(whole.substr(0, size)).code, "read.zip") << size;
    }
    auto damaged = whole;
    damaged[whole.size() - 8] ^= 1;
    EXPECT_NE(refusal(damaged).expected.find("CRC-32"), std::string::npos);
    damaged = whole;
    damaged[whole.size() - 4] ^= 1;
    EXPECT_EQ(refusal(damaged).found, "16 (in 'data.csv')");
    EXPECT_EQ(refusal(whole + gzip_of("x\n")).expected, "one compressed file");
    for (std::size_t size = 1; size < 20; ++size) {
        std::string odd = whole;
        odd.insert(odd.size() - 8, std::string(size, 'x'));
        EXPECT_EQ(refusal(odd).expected, "one compressed file") << size;
    }
    EXPECT_EQ(refusal(whole + whole).expected, "one compressed file");
    EXPECT_EQ(refusal("\x1F\x8B\x07" + whole.substr(3)).found, "method 7, flags 08");
}

TEST(Archive, PublishedArchivesAreRead) {
    const auto shared = shared_folder();
    if (!shared) {
        GTEST_SKIP() << no_shared_folder;
    }
    const auto bytes = [&shared](std::string_view name) {
        return read_file(*shared / "data" / name).value();
    };
    const auto exclusions = bytes("uk-children/ees-zips/exclusions_by_reason.zip");
    EXPECT_EQ(refusal(exclusions).found,
              "2: 'exclusions_by_reason.csv', 'exclusions_by_reason.meta.csv'");
    const auto book = read_or_throw(exclusions, choosing("^exclusions_by_reason\\.csv$"));
    EXPECT_EQ(book.sheets[0].at({0, 0})->text, "time_identifier");

    const auto police = bytes("uk-crime/data.police.uk/"
                              "met_stop_and_search_data_july_to_september_2020.zip");
    EXPECT_EQ(refusal(police).code, "read.member");
    EXPECT_EQ(read_or_throw(police, choosing("^2020-08/")).sheets[0].at({0, 0})->text, "Type");

    EXPECT_EQ(read_or_throw(bytes("world/bka/ZR-F-01-T01_csv.csv.gz")).decided.substr(0, 34),
              "gzip, member 'ZR-F-01-T01_csv.csv'");
    EXPECT_EQ(read_or_throw(bytes("hostile/ees/data-zip-invalid.zip")).member, "csvfile.txt");
}

} // namespace
} // namespace tidemark::test
