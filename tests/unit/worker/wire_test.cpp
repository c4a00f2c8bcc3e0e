#include "pipeline/base/text.hpp"
#include "pipeline/parse/worker/wire_records.hpp"
#include "tests/unit/worker/sample.hpp"
#include "tests/unit/worker/sums.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
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
    if (const auto* outline = std::get_if<Outline>(&answer)) {
        std::string all = outline->decided;
        for (const SheetOutline& sheet : outline->sheets) {
            all += sheet.name + to_text(sheet.extent) + std::to_string(sheet.cells);
            all += join(sheet.first, "|") + std::to_string(sheet.merges.size());
        }
        return all;
    }
    if (const auto* traced = std::get_if<Traced>(&answer)) {
        return test::print(traced->file) + test::print(traced->sheets);
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
                 .links = {link, {}}},
            outline_of(test::full_book()),
            Traced{.file = test::full_file(), .sheets = test::full_trace()},
            Traced{}};
}

std::string head() {
    return encode(Error{}).substr(0, test::answer_head);
}

std::string signed_well(std::string_view parts) {
    return test::with_sums(head(), parts);
}

// More observations and cells than one part holds, with texts that repeat, short and long.
ParsedFile long_file() {
    ParsedFile parsed = test::full_file();
    const Observation like = parsed.observations.front();
    for (std::uint32_t i = 0; i < 5000; ++i) {
        Observation& seen = parsed.observations.emplace_back(like);
        seen.cell.row = i;
        seen.raw = std::string(i % 40, 'r');
        seen.label = "year ending June " + std::to_string(1900 + i % 100);
    }
    return parsed;
}

Workbook long_book() {
    Workbook book = test::full_book();
    Sheet& sheet = book.sheets.emplace_back();
    sheet.name = "long";
    for (std::uint32_t i = 0; i < 5000; ++i) {
        Cell& cell = sheet.cells.emplace_back();
        cell.at = {i, i % 3};
        cell.type = CellType::text;
        cell.text = std::string(i % 40, 'c') + std::to_string(i % 7);
        cell.style = CellStyle({.format = std::string(i % 5, '#'), .bold = i % 2 == 0});
    }
    return book;
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
        const std::string whole = test::without_sums(encode(answer));
        for (int i = 0; i < 1000; ++i) {
            std::string lie = whole;
            for (int flips = 1 + i % 3; flips > 0; --flips) {
                const std::size_t bit = random() % (lie.size() * 8);
                lie[bit / 8] = static_cast<char>(lie[bit / 8] ^ (1 << (bit % 8)));
            }
            const auto back = decode(signed_well(lie));
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
            EXPECT_EQ(print(decode(encode(*back)).value()), print(*back));
        }
    }
    EXPECT_GT(taken, 0U); // a changed letter inside a text is no contradiction
}

TEST(Wire, AHugeCountIsALieNotAReservation) {
    std::string parts = test::without_sums(encode(ParsedFile{}));
    const std::uint64_t many = ~std::uint64_t{0} / 2;
    std::memcpy(parts.data() + test::part_head + 4, &many, sizeof many); // number of sheets
    const auto back = decode(signed_well(parts));
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().found, "an answer that contradicts itself");
}

TEST(Wire, CarriesMoreThanOnePartHolds) {
    for (const Answer& answer : {Answer(long_file()), Answer(long_book())}) {
        const std::string sent = encode(answer);
        const auto back = decode(sent);
        ASSERT_TRUE(back) << back.error().to_text();
        EXPECT_EQ(print(*back), print(answer));
        EXPECT_EQ(encode(*back), sent);
    }
}

// 5000 labels of 21 bytes, 100 of them distinct; each is named, with its period, in 12.
TEST(Wire, SendsATextThatRepeatsOnce) {
    ParsedFile parsed = long_file();
    const std::size_t before = encode(parsed).size();
    for (Observation& seen : parsed.observations) {
        seen.label = "";
    }
    EXPECT_LT(before - encode(parsed).size(), 100U * 30 + 5000U * 12);
}

TEST(Wire, CopiesOfALongTextShareIt) {
    const auto back = decode(encode(long_book()));
    ASSERT_TRUE(back) << back.error().to_text();
    const auto& cells = std::get<Workbook>(*back).sheets.back().cells;
    ASSERT_EQ(cells[30].text.size(), 31U);
    EXPECT_EQ(cells[30].text, cells[30 + 280].text);
    EXPECT_EQ(cells[30].text.view().data(), cells[30 + 280].text.view().data());
}

TEST(Wire, NothingIsHandedOnBeforeTheEnd) {
    const std::string whole = encode(long_file());
    AnswerReader in;
    for (const char byte : std::string_view(whole).substr(0, whole.size() - 1)) {
        in.room()[0] = byte;
        ASSERT_EQ(in.filled(1), AnswerReader::State::open);
    }
    in.room()[0] = whole.back();
    EXPECT_EQ(in.filled(1), AnswerReader::State::whole);
    EXPECT_EQ(in.received(), whole.size());
    EXPECT_TRUE(in.take());
}

TEST(Wire, AnErrorTakesThePlaceOfAllBefore) {
    std::string sent;
    AnswerWriter out([&](std::string_view bytes) {
        sent += bytes;
        return true;
    });
    PreparedError error = prepare(test::full_file().held.front());
    out.put(long_book());
    out.put(error);
    EXPECT_TRUE(out.end());
    const auto back = decode(sent);
    ASSERT_TRUE(back) << back.error().to_text();
    EXPECT_EQ(print(*back), test::full_file().held.front().to_text());
}

TEST(Wire, TwoAnswersAreNone) {
    const std::string file = test::without_sums(encode(test::full_file()));
    const std::string book = test::without_sums(encode(test::full_book()));
    const std::string error = test::without_sums(encode(Error{}));
    const auto without_end = [](const std::string& parts) {
        return parts.substr(0, parts.size() - test::part_head);
    };
    EXPECT_FALSE(decode(signed_well(without_end(file) + book)));
    EXPECT_FALSE(decode(signed_well(without_end(book) + file)));
    EXPECT_FALSE(decode(signed_well(without_end(error) + book)));
    EXPECT_FALSE(decode(signed_well(without_end(error) + error)));
    EXPECT_FALSE(decode(signed_well(error.substr(error.size() - test::part_head)))); // an end alone
    EXPECT_TRUE(decode(signed_well(without_end(book) + error)));
}

// As a reader that met cells out of order: the later of two at one address counts.
TEST(Wire, PutsCellsInOrder) {
    std::string sent;
    const Workbook book = test::full_book();
    std::vector<Cell> cells = book.sheets.front().cells;
    std::ranges::reverse(cells);
    cells.insert(cells.begin(), cells.back());
    cells.front().text = "earlier";
    const auto send = [&](bool in_order) {
        sent.clear();
        AnswerWriter writer([&](std::string_view bytes) {
            sent += bytes;
            return true;
        });
        BookWriter to(writer);
        to.sheet(book.sheets.front().name, book.sheets.front().visibility);
        to.cells(cells);
        to.end_sheet(book.sheets.front().merges, in_order);
        to.sheet("empty", Visibility::visible);
        to.end_sheet({}, true);
        to.end(book.format, book.decided, book.member);
        return writer.end();
    };
    EXPECT_TRUE(send(false));
    const auto back = decode(sent);
    ASSERT_TRUE(back) << back.error().to_text();
    EXPECT_EQ(print(*back), print(book));
    EXPECT_TRUE(send(true)); // a lie
    EXPECT_FALSE(decode(sent));
}

// A long code named by every series would make gigabytes of a few bytes sent.
TEST(Wire, CopiesCountAsIfTheyHadBeenSent) {
    ParsedFile parsed;
    for (int i = 0; i < 100; ++i) {
        parsed.series.push_back({{"area", std::string(100'000, 'a')}});
    }
    const std::string sent = encode(parsed);
    EXPECT_LT(sent.size(), 110'000U);
    AnswerReader in(1'000'000);
    for (std::string_view rest = sent; !rest.empty() && in.state() == AnswerReader::State::open;) {
        const std::span<char> room = in.room();
        const std::string_view some = rest.substr(0, room.size());
        std::memcpy(room.data(), some.data(), some.size());
        rest.remove_prefix(some.size());
        static_cast<void>(in.filled(some.size()));
    }
    EXPECT_EQ(in.state(), AnswerReader::State::garbled);
    EXPECT_TRUE(decode(sent));
}

TEST(Wire, StopsAtTheLimit) {
    const std::string sent = encode(long_book());
    AnswerReader in(1000);
    std::memcpy(in.room().data(), sent.data(), 2000);
    EXPECT_EQ(in.filled(2000), AnswerReader::State::too_long);
    EXPECT_FALSE(in.take());
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

// One long text named six thousand times is copied as often; a file that begins again does
// not get the bytes back.
TEST(Wire, CopiesCountOverAllBeginningsOfAFile) {
    ParsedFile parsed = test::full_file();
    const Observation like = parsed.observations.front();
    parsed.observations.assign(6000, like); // more than a part holds
    for (Observation& seen : parsed.observations) {
        seen.raw = std::string(2000, 'r');
    }
    const auto state_after = [&](int beginnings) {
        std::string all;
        AnswerWriter out([&](std::string_view bytes) {
            all += bytes;
            return true;
        });
        for (int i = 1; i < beginnings; ++i) {
            FileWriter(out).piece(parsed);
        }
        FileWriter(out).end(parsed);
        EXPECT_TRUE(out.end());
        EXPECT_LT(all.size(), 4U << 20U);
        AnswerReader in(16U << 20U);
        for (std::string_view left = all;
             !left.empty() && in.state() == AnswerReader::State::open;) {
            const std::span<char> room = in.room();
            const std::size_t size = std::min(room.size(), left.size());
            std::memcpy(room.data(), left.data(), size);
            left.remove_prefix(size);
            static_cast<void>(in.filled(size));
        }
        return in.state();
    };
    EXPECT_EQ(state_after(1), AnswerReader::State::whole);
    EXPECT_EQ(state_after(2), AnswerReader::State::garbled);
}

} // namespace
} // namespace tidemark::parse
