#include "pipeline/parse/read/zip.hpp"
#include "tests/support/books/zip_writer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace tidemark::parse {
namespace {

using test::Lies;
using test::Packing;
using test::ZipWriter;

Result<std::string>
part_of(std::string_view archive, std::string_view name, const Budgets& budgets = {}) {
    Spent spent;
    auto zip = Zip::open(archive, budgets);
    if (!zip) {
        return propagate(zip);
    }
    return zip->whole(name, UINT64_MAX, spent);
}

std::string
one_part(std::string_view bytes, Packing packing = Packing::deflated, const Lies& lies = {}) {
    ZipWriter zip;
    zip.add("part", bytes, packing, lies);
    return zip.finish();
}

RC_GTEST_PROP(Zip, PartsComeBackAsTheyWentIn, (const std::string& bytes, bool stored)) {
    const auto archive = one_part(bytes, stored ? Packing::stored : Packing::deflated);
    RC_ASSERT(part_of(archive, "part") == bytes);
}

TEST(Zip, PartLargerThanAChunkComesBackWhole) {
    std::string bytes;
    for (int i = 0; i < 100'000; ++i) {
        bytes += std::to_string(i * 7919);
    }
    EXPECT_EQ(part_of(one_part(bytes), "part").value(), bytes);
}

TEST(Zip, NamesMeetWithoutRegardToCaseAndLeadingSlash) {
    ZipWriter zip;
    zip.add("XL\\Workbook.xml", "x");
    EXPECT_EQ(part_of(zip.finish(), "/xl/workbook.XML").value(), "x");
}

TEST(Zip, JunkBeforeAndAfterIsPassedOver) {
    const auto archive = one_part("bytes");
    EXPECT_EQ(part_of("junk before" + archive, "part").value(), "bytes");
    EXPECT_EQ(part_of(archive + "junk after", "part").value(), "bytes");
}

TEST(Zip, CountedBytesDecideNotClaimedOnes) {
    const auto small = one_part("12345", Packing::deflated, {.inflated_size = 1});
    EXPECT_EQ(part_of(small, "part").value(), "12345");
    const auto large = one_part("12345", Packing::deflated, {.inflated_size = 0xFFFFFFFE});
    EXPECT_EQ(part_of(large, "part").value(), "12345");
}

TEST(Zip, RefusesAWrongCrcAndAnEncryptedPart) {
    EXPECT_EQ(part_of(one_part("x", Packing::deflated, {.crc_xor = 1}), "part").error().code,
              "read.zip");
    EXPECT_EQ(Zip::open(one_part("x", Packing::deflated, {.flags = 1}), {}).error().code,
              "read.encrypted");
}

TEST(Zip, RefusesTheSameNameTwice) {
    ZipWriter zip;
    zip.add("a", "1");
    zip.add("a", "2");
    EXPECT_EQ(Zip::open(zip.finish(), {}).error().found, "'a' twice");
}

TEST(Zip, EveryTruncationIsRefusedOrReadsTheSame) {
    const std::string bytes(1000, 'x');
    const auto archive = one_part(bytes);
    for (std::size_t size = 0; size < archive.size(); ++size) {
        const auto part = part_of(archive.substr(0, size), "part");
        EXPECT_FALSE(part.has_value()) << size;
    }
}

RC_GTEST_PROP(Zip, AnyByteChangedIsRefusedOrReadsTheSame, ()) {
    const std::string bytes = "a part that is read many times, a part that is read many times";
    auto archive = one_part(bytes);
    const auto at = *rc::gen::inRange<std::size_t>(0, archive.size());
    archive[at] = static_cast<char>(archive[at] ^ *rc::gen::inRange(1, 256));
    const auto part = part_of(archive, "part");
    RC_ASSERT(!part || *part == bytes);
}

TEST(Zip, StopsAtTheBudgetOfInflatedBytesAndOfTheRatio) {
    const std::string zeros(4U << 20U, '\0');
    const auto archive = one_part(zeros);
    EXPECT_EQ(part_of(archive, "part", {.inflated = 1U << 20U}).error().fault, Fault::limit);
    EXPECT_EQ(part_of(archive, "part").error().fault, Fault::limit); // 1000 times its size
    EXPECT_TRUE(part_of(archive, "part", {.ratio = 2000}).has_value());
}

TEST(Zip, StopsAtTheBudgetOfEntries) {
    ZipWriter zip;
    for (int i = 0; i < 20; ++i) {
        zip.add(std::to_string(i), "");
    }
    EXPECT_EQ(Zip::open(zip.finish(), {.entries = 19}).error().fault, Fault::limit);
    EXPECT_TRUE(Zip::open(zip.finish(), {.entries = 20}).has_value());
}

} // namespace
} // namespace tidemark::parse
