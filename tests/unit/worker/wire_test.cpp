#include "pipeline/parse/worker/wire.hpp"
#include "tests/unit/worker/sample.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <zlib.h>

#include <cstring>
#include <random>

namespace tidemark::parse {
namespace {

std::string print(const Answer& answer) {
    if (const auto* parsed = std::get_if<ParsedFile>(&answer)) {
        return test::print(*parsed);
    }
    if (const auto* book = std::get_if<Workbook>(&answer)) {
        return test::print(*book);
    }
    if (const auto* page = std::get_if<Page>(&answer)) {
        return page->title + page->base + page->moved_to.value_or("-") +
               std::to_string(page->files.size()) + std::to_string(page->links.size());
    }
    return std::get<Error>(answer).to_text();
}

std::vector<Answer> samples() {
    const PageLink link{.text = "Table 1", .address = "a b.ods", .type = "ods"};
    return {test::full_file(),
            test::full_book(),
            test::full_file().held.front(),
            ParsedFile{},
            Page{},
            Page{.title = "Offences",
                 .published = Instant(std::chrono::milliseconds(1'598'515'200'000)),
                 .moved_to = "/elsewhere",
                 .base = "/files/",
                 .files = {link},
                 .links = {link, {}}}};
}

// The same bytes with a checksum that fits them: what a liar would send.
std::string with_checksum(std::string bytes) {
    const std::size_t summed = bytes.size() - answer_tail;
    const auto sum = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(summed)));
    std::memcpy(bytes.data() + summed, &sum, sizeof sum);
    return bytes;
}

TEST(Wire, CarriesEveryKindOfAnswer) {
    for (const Answer& answer : samples()) {
        const auto back = decode(encode(answer));
        ASSERT_TRUE(back) << back.error().to_text();
        EXPECT_EQ(back->index(), answer.index());
        EXPECT_EQ(print(*back), print(answer));
        EXPECT_EQ(encode(*back), encode(answer));
    }
}

TEST(Wire, RefusesEveryTruncation) {
    for (const Answer& answer : samples()) {
        const std::string whole = encode(answer);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const auto back = decode(std::string_view(whole).substr(0, size));
            ASSERT_FALSE(back) << size;
            EXPECT_EQ(back.error().code, "parse.child");
        }
    }
}

TEST(Wire, RefusesATrailingByte) {
    EXPECT_FALSE(decode(encode(ParsedFile{}) + "x"));
}

TEST(Wire, NoticesEveryFlippedBit) {
    const std::string whole = encode(test::full_file());
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        std::string flipped = whole;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
        EXPECT_FALSE(decode(flipped)) << bit;
    }
}

// Even with a checksum made to fit, nothing crashes and what is taken is consistent in itself.
TEST(Wire, BelievesNoLieThatIsSignedWell) {
    std::mt19937 random(20200827); // NOLINT: the same lies each time
    std::size_t taken = 0;
    for (const Answer& answer : samples()) {
        const std::string whole = encode(answer);
        for (int i = 0; i < 1000; ++i) {
            std::string lie = whole;
            for (int flips = 1 + i % 3; flips > 0; --flips) {
                const std::size_t bit = random() % (lie.size() * 8);
                lie[bit / 8] = static_cast<char>(lie[bit / 8] ^ (1 << (bit % 8)));
            }
            const auto back = decode(with_checksum(lie));
            if (!back) {
                continue;
            }
            ++taken;
            if (const auto* parsed = std::get_if<ParsedFile>(&*back)) {
                for (const Observation& seen : parsed->observations) {
                    EXPECT_LT(seen.series, parsed->series.size());
                    EXPECT_LT(seen.sheet, parsed->sheets.size());
                    EXPECT_EQ(seen.value.has_value(), has_value(seen.status));
                    EXPECT_LE(seen.period.start, seen.period.end);
                }
            }
            EXPECT_EQ(encode(*back).size(), lie.size());
        }
    }
    EXPECT_GT(taken, 0U); // a changed letter inside a text is no contradiction
}

TEST(Wire, AHugeCountIsALieNotAReservation) {
    std::string bytes = encode(ParsedFile{});
    const std::uint64_t many = ~std::uint64_t{0} / 2;
    std::memcpy(bytes.data() + answer_head + 4, &many, sizeof many); // number of sheets
    const auto back = decode(with_checksum(bytes));
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().found, "an answer that contradicts itself");
}

RC_GTEST_PROP(WireProperty, RandomBytesAreRefused, (const std::string& bytes)) {
    RC_ASSERT(!decode(bytes));
}

RC_GTEST_PROP(WireProperty,
              TextsAndNumbersComeBack,
              (const std::string& raw, const std::string& code, double value)) {
    RC_PRE(std::isfinite(value));
    ParsedFile parsed = test::full_file();
    parsed.observations[0].raw = raw;
    parsed.observations[0].value = value;
    parsed.series[1]["offence"] = code;
    const auto back = decode(encode(parsed));
    RC_ASSERT(back.has_value());
    const auto& got = std::get<ParsedFile>(*back);
    RC_ASSERT(got.observations[0].raw == raw);
    RC_ASSERT(got.observations[0].value == std::optional(value));
    RC_ASSERT(got.series == parsed.series);
}

} // namespace
} // namespace tidemark::parse
