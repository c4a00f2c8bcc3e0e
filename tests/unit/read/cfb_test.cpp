// Compound files: streams come back whole however their sectors lie, and no lie leads astray.
#include "pipeline/parse/read/cfb.hpp"
#include "pipeline/parse/read/little_endian.hpp"
#include "tests/support/books/bytes_out.hpp"
#include "tests/support/books/cfb_writer.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tidemark::test {
namespace {

constexpr std::size_t sector = 512;
constexpr std::size_t fat_place = 76; // in the header
constexpr std::size_t directory_place = 48;

std::string some_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<char>(i * 31 + i / 251);
    }
    return bytes;
}

std::string joined(const parse::Pieces& pieces) {
    std::string all;
    for (const auto piece : pieces) {
        all += piece;
    }
    return all;
}

// The stream's bytes, or the error's line.
std::string stream_of(std::string_view file, std::string_view name) {
    const auto opened = parse::Cfb::open(file, {});
    if (!opened) {
        return opened.error().to_text();
    }
    const auto stream = opened->stream(name);
    return stream ? joined(*stream) : stream.error().to_text();
}

void patch(std::string& file, std::size_t at, std::string_view with) {
    file.replace(at, with.size(), with);
}

// Where sector `number` begins, whose number stands at `place`.
std::size_t sector_named_at(const std::string& file, std::size_t place) {
    return (parse::u32(file, place) + std::size_t{1}) * sector;
}

std::string one_stream(std::size_t size) {
    CfbWriter writer;
    writer.add("Book", some_bytes(size));
    return writer.finish();
}

TEST(Cfb, StreamsOfAllSizesComeBackInBothVersionsAndAnyOrder) {
    for (const std::uint16_t version : {std::uint16_t{3}, std::uint16_t{4}}) {
        for (const auto order : {Sectors::in_order, Sectors::scattered}) {
            CfbWriter writer(version, order);
            const std::vector<std::size_t> sizes{0, 1, 63, 64, 65, 512, 4095, 4096, 4097, 100'000};
            for (const auto size : sizes) {
                writer.add(fmt::format("S{}", size), some_bytes(size));
            }
            const auto file = writer.finish();
            for (const auto size : sizes) {
                EXPECT_EQ(stream_of(file, fmt::format("S{}", size)), some_bytes(size))
                    << "version " << version << ", " << size << " bytes";
            }
        }
    }
}

TEST(Cfb, AdjacentSectorsAreOnePieceOfTheFile) {
    const auto file = one_stream(50'000);
    const auto opened = parse::Cfb::open(file, {});
    ASSERT_TRUE(opened.has_value());
    const auto pieces = opened->stream("Book");
    ASSERT_TRUE(pieces.has_value());
    ASSERT_EQ(pieces->size(), 1U);
    EXPECT_EQ(static_cast<const void*>(pieces->front().data()), file.data() + sector);
}

TEST(Cfb, AFileThatNeedsMoreTableThanItsHeaderNamesIsRead) {
    const auto bytes = some_bytes(8'000'000); // 123 table sectors, of which the header names 109
    CfbWriter writer;
    writer.add("Book", bytes);
    EXPECT_TRUE(stream_of(writer.finish(), "Book") == bytes);
}

TEST(Cfb, NamesMeetWithoutCaseAndAMissingOneIsAnError) {
    const auto file = one_stream(10);
    EXPECT_EQ(stream_of(file, "bOOK"), some_bytes(10));
    EXPECT_NE(stream_of(file, "Workbook").find("expected a stream 'Workbook', found none"),
              std::string::npos);
}

TEST(Cfb, AChainThatLoopsIsRefused) {
    auto file = one_stream(5000);
    patch(file, sector_named_at(file, fat_place) + 4 * 3, le32(1)); // sector 3 leads back to 1
    EXPECT_NE(stream_of(file, "Book").find("loop that comes back to sector 1"), std::string::npos);
}

TEST(Cfb, AChainOfSmallSectorsThatLoopsIsRefused) {
    auto file = one_stream(300);
    const auto mini_table = sector_named_at(file, 60);
    patch(file, mini_table + 4 * 2, le32(0));
    EXPECT_NE(stream_of(file, "Book").find("or a loop"), std::string::npos);
}

TEST(Cfb, AChainThatLeavesTheFileIsRefused) {
    auto file = one_stream(5000);
    patch(file, sector_named_at(file, fat_place), le32(70'000));
    EXPECT_NE(stream_of(file, "Book").find("sector 70000: the file is cut off"), std::string::npos);
}

TEST(Cfb, AChainThatEndsEarlyIsRefused) {
    auto file = one_stream(5000);
    patch(file, sector_named_at(file, fat_place) + 4, le32(0xFFFFFFFEU));
    EXPECT_NE(stream_of(file, "Book").find("of 5000 bytes, found 1024 bytes, then the end"),
              std::string::npos);
}

TEST(Cfb, ASizeBeyondTheFileIsRefused) {
    auto file = one_stream(5000);
    const auto entry = sector_named_at(file, directory_place) + 128;
    patch(file, entry + 120, le32(0x7FFFFFFF));
    EXPECT_NE(stream_of(file, "Book").find("of 2147483647 bytes"), std::string::npos);
}

TEST(Cfb, RubbishInTheUpperHalfOfASizeIsPassedOverInVersion3) {
    auto file = one_stream(5000);
    patch(file, sector_named_at(file, directory_place) + 128 + 124, le32(0xDEADBEEF));
    EXPECT_EQ(stream_of(file, "Book"), some_bytes(5000));
}

TEST(Cfb, ADirectoryThatLoopsIsRefused) {
    auto file = one_stream(10);
    patch(file, sector_named_at(file, directory_place) + 128 + 68, le32(1));
    EXPECT_NE(stream_of(file, "Book").find("a directory of 4 entries, each once"),
              std::string::npos);
}

TEST(Cfb, OtherSectorSizesByteOrdersAndVersionsAreRefused) {
    for (const auto& [at, with] : {std::pair{30U, le16(10)},
                                   {30U, le16(63)},
                                   {30U, le16(12)}, // of version 4
                                   {32U, le16(9)},
                                   {28U, le16(0xFEFF)},
                                   {26U, le16(5)},
                                   {56U, le32(0xFFFFFFFF)}}) {
        auto file = one_stream(10);
        patch(file, at, with);
        const auto opened = parse::Cfb::open(file, {});
        ASSERT_FALSE(opened.has_value()) << at;
        EXPECT_EQ(opened.error().code, "read.compound");
    }
}

TEST(Cfb, TheTablesPlacesMayLieToo) {
    auto file = one_stream(5000);
    patch(file, fat_place, le32(0x00FFFFFF));
    EXPECT_NE(stream_of(file, "Book").find("sector 16777215"), std::string::npos);
    file = one_stream(5000);
    patch(file, fat_place, le32(0xFFFFFFFF)); // no table at all
    EXPECT_NE(stream_of(file, "Book").find("an allocation table for all sectors"),
              std::string::npos);
}

TEST(Cfb, MoreEntriesThanTheBudgetAreALimit) {
    CfbWriter writer;
    for (int i = 0; i < 20; ++i) {
        writer.add(fmt::format("S{}", i), "x");
    }
    parse::Budgets budgets;
    budgets.entries = 10;
    const auto opened = parse::Cfb::open(writer.finish(), budgets);
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().fault, Fault::limit);
}

TEST(Cfb, EveryTruncationIsRefusedOrTheStreamIsWhole) {
    const auto whole = one_stream(5000);
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        const auto cut = whole.substr(0, size); // in memory of its own: reading on would be seen
        const auto opened = parse::Cfb::open(cut, {});
        const auto stream =
            opened ? opened->stream("Book") : Result<parse::Pieces>(fail(opened.error()));
        EXPECT_TRUE(!stream || joined(*stream) == some_bytes(5000)) << size;
    }
}

RC_GTEST_PROP(Cfb, DamagedFilesNeverHarm, ()) {
    CfbWriter writer;
    writer.add("Book", some_bytes(*rc::gen::inRange<std::size_t>(0, 9000)));
    writer.add("Other", some_bytes(100));
    auto file = writer.finish();
    const int changes = *rc::gen::inRange(1, 5);
    for (int i = 0; i < changes; ++i) {
        const bool in_header = *rc::gen::arbitrary<bool>();
        const auto first = in_header ? 24 : sector_named_at(file, directory_place);
        const auto at = first + *rc::gen::inRange<std::size_t>(0, in_header ? 100 : 900);
        file[std::min(at, file.size() - 1)] = *rc::gen::arbitrary<char>();
    }
    const auto opened = parse::Cfb::open(file, {});
    if (opened && opened->has("Book")) {
        const auto stream = opened->stream("Book");
        const auto size = stream ? joined(*stream).size() : 0; // RC_ASSERT evaluates both sides
        RC_ASSERT(size <= file.size());
    }
}

} // namespace
} // namespace tidemark::test
