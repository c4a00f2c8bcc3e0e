// Observations on the wire: each comes back whatever it shares with the one before it, and what no
// child of ours sends is no answer.
#include "pipeline/parse/worker/wire_observations.hpp"
#include "tests/unit/worker/sample.hpp"
#include "tests/unit/worker/sums.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <limits>

namespace tidemark::parse {
namespace {

using Change = std::function<void(Observation&)>;

ParsedFile list_of(std::size_t rows) {
    ParsedFile parsed = test::full_file();
    parsed.totals.clear();
    parsed.observations.resize(1);
    parsed.observations.resize(rows, parsed.observations.front());
    for (std::size_t i = 0; i < rows; ++i) {
        parsed.observations[i].cell.row = static_cast<std::uint32_t>(i);
    }
    return parsed;
}

ParsedFile back(const ParsedFile& parsed) {
    auto answer = decode(encode(parsed));
    EXPECT_TRUE(answer) << answer.error().to_text();
    return answer ? std::get<ParsedFile>(std::move(*answer)) : ParsedFile{};
}

TEST(WireObservations, ComeBackWhateverTheyShareWithTheOneBefore) {
    const std::vector<Change> changes{
        [](Observation& o) {
            o.cell = {o.cell.row, o.cell.column + 1};
        },
        [](Observation& o) {
            o.cell = {o.cell.row + 1, o.cell.column + 1};
        },
        [](Observation& o) {
            o.cell = {o.cell.row - 1, o.cell.column};
        },
        [](Observation& o) {
            o.cell = {UINT32_MAX, UINT32_MAX};
        },
        [](Observation& o) { o.sheet = 1 - o.sheet; },
        [](Observation& o) { o.label = "2019-20"; },
        [](Observation& o) { o.label = ""; },
        [](Observation& o) { o.period.end = o.period.start; },
        [](Observation& o) { o.period.start += std::chrono::days(1); },
        [](Observation& o) { o.series = 1 - o.series; },
        [](Observation& o) { o.status = Status::revised; },
        [](Observation& o) { o.below = 7.5; },
        [](Observation& o) { o.value = -0.25; },
        [](Observation& o) { o.raw = ""; },
        [](Observation& o) { o.raw = std::string(15, 'r'); },
        [](Observation& o) { o.raw = std::string(16, 'r'); },
        [](Observation& o) {
            o.status = Status::suppressed;
            o.value.reset();
        },
    };
    for (std::size_t which = 0; which < changes.size(); ++which) {
        ParsedFile parsed = list_of(5);
        changes[which](parsed.observations[2]); // also: what the next shares with it
        parsed.totals = parsed.observations;
        const ParsedFile got = back(parsed);
        EXPECT_EQ(test::print(got), test::print(parsed)) << which;
        ASSERT_EQ(got.observations.size(), 5U) << which;
        EXPECT_EQ(got.observations[2].cell, parsed.observations[2].cell) << which;
        EXPECT_EQ(got.observations[2].below, parsed.observations[2].below) << which;
        EXPECT_EQ(got.observations[3].cell, parsed.observations[3].cell) << which;
    }
}

TEST(WireObservations, RowsOfAListAreFewBytes) {
    constexpr std::size_t rows = 20'000; // several parts
    const ParsedFile parsed = list_of(rows);
    EXPECT_LT(encode(parsed).size(), rows * 26); // 11 of them the raw text
    EXPECT_EQ(test::print(back(parsed)), test::print(parsed));
}

// --- lies ---------------------------------------------------------------------------------------

// Where things lie in the only record of a part.
constexpr std::size_t said = 0;
constexpr std::size_t series = 1;
constexpr std::size_t start = 5;
constexpr std::size_t end = 9;
constexpr std::size_t label = 13;
constexpr std::size_t sheet = 17;
constexpr std::size_t status = 29;
constexpr std::size_t below = 30;
constexpr std::size_t value = 38;
constexpr std::size_t raw_size = 46;

// What is made of a file of one observation when bytes of its record are others; signed well.
Result<Answer> after(const std::function<void(std::string&)>& lie) {
    const std::string whole = encode(list_of(1));
    std::string parts;
    std::string_view rest = whole;
    rest.remove_prefix(test::answer_head);
    while (!rest.empty()) {
        const std::size_t size = test::payload_size(rest);
        std::string payload(rest.substr(test::part_head, size));
        std::uint32_t what = 0;
        std::memcpy(&what, rest.data(), sizeof what);
        if (what == static_cast<std::uint32_t>(Part::observations)) {
            lie(payload);
        }
        const auto sent = static_cast<std::uint32_t>(payload.size());
        parts.append(rest.data(), sizeof what);
        parts.append(reinterpret_cast<const char*>(&sent), sizeof sent).append(payload);
        rest.remove_prefix(test::part_head + size + test::part_tail);
    }
    return decode(test::with_sums(whole.substr(0, test::answer_head), parts));
}

template <typename T>
bool taken(std::size_t at, T lie) {
    return after([&](std::string& record) { std::memcpy(record.data() + at, &lie, sizeof lie); })
        .has_value();
}

TEST(WireObservations, BelieveNoRecordThatCannotBe) {
    ASSERT_TRUE(after([](std::string&) {}));
    const std::uint8_t own = 1 | 2 | 8 | 16; // period, cell, status, value
    EXPECT_TRUE(taken(said, own));
    for (int lie = 0; lie < 256; ++lie) {
        EXPECT_EQ(taken(said, static_cast<std::uint8_t>(lie)), lie == own) << lie;
    }
    EXPECT_FALSE(taken(series, std::uint32_t{2}));
    EXPECT_FALSE(taken(start, std::int32_t{11'000'000}));
    EXPECT_FALSE(taken(end, std::int32_t{-11'000'000}));
    EXPECT_FALSE(taken(end, std::int32_t{0})) << "before its start";
    EXPECT_FALSE(taken(label, std::uint32_t{1'000'000}));
    EXPECT_FALSE(taken(sheet, std::uint32_t{2}));
    EXPECT_FALSE(taken(status, std::uint8_t{15}));
    EXPECT_FALSE(taken(status, static_cast<std::uint8_t>(Status::suppressed))) << "has a value";
    EXPECT_FALSE(taken(below, std::numeric_limits<double>::quiet_NaN()));
    EXPECT_FALSE(taken(value, std::numeric_limits<double>::infinity()));
    for (int lie = 16; lie < 256; ++lie) {
        EXPECT_FALSE(taken(raw_size, static_cast<std::uint8_t>(lie))) << lie;
    }
}

TEST(WireObservations, BelieveNoPartThatIsCutOrTooLong) {
    const std::size_t size = raw_size + 1 + list_of(1).observations.front().raw.size();
    for (std::size_t kept = 1; kept < size; ++kept) {
        EXPECT_FALSE(after([&](std::string& record) { record.resize(kept); })) << kept;
    }
    const auto repeated = [](std::size_t times) {
        return after([&](std::string& record) {
                   const std::string one = record;
                   for (; times > 1; --times) {
                       record += one;
                   }
               })
            .has_value();
    };
    EXPECT_TRUE(repeated(ObservationsPart::most_payload / size));
    EXPECT_FALSE(repeated(ObservationsPart::most_payload / size + 1));
}

// What is sent in few bytes takes as much memory as ever.
TEST(WireObservations, CountAsIfAllOfThemHadBeenSent) {
    constexpr std::size_t rows = 20'000;
    const std::string sent = encode(list_of(rows));
    const auto state_within = [&](std::uint64_t most) {
        AnswerReader in(most);
        for (std::string_view rest = sent;
             !rest.empty() && in.state() == AnswerReader::State::open;) {
            const std::span<char> room = in.room();
            const std::string_view some = rest.substr(0, room.size());
            std::memcpy(room.data(), some.data(), some.size());
            rest.remove_prefix(some.size());
            static_cast<void>(in.filled(some.size()));
        }
        return in.state();
    };
    EXPECT_EQ(state_within(rows * most_of_record + 10'000), AnswerReader::State::whole);
    EXPECT_EQ(state_within(rows * most_of_record - 10'000), AnswerReader::State::too_long);
    EXPECT_LT(sent.size(), rows * most_of_record / 2);
}

} // namespace
} // namespace tidemark::parse
