// Traces on the wire: what no child of ours sends is no answer.
#include "pipeline/parse/worker/wire_records.hpp"
#include "tests/unit/worker/sample.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace tidemark::parse {
namespace {

std::string sent(const std::function<void(AnswerWriter&)>& put) {
    std::string all;
    AnswerWriter out([&](std::string_view bytes) {
        all += bytes;
        return true;
    });
    put(out);
    EXPECT_TRUE(out.end());
    return all;
}

// Whether it is taken with the first use of the first sheet changed.
bool taken(const std::function<void(CellUse&)>& change) {
    Traced traced{.file = test::full_file(), .sheets = test::full_trace()};
    change(traced.sheets.front().uses.at(1)); // a label
    return decode(encode(traced)).has_value();
}

TEST(WireTrace, BelievesNoUseThatCannotBe) {
    EXPECT_TRUE(taken([](CellUse&) {}));
    EXPECT_FALSE(taken([](CellUse& use) { use.dim = 2; })) << "a dimension that is not there";
    EXPECT_FALSE(taken([](CellUse& use) { use.role = static_cast<CellUse::Role>(6); }));
    EXPECT_FALSE(taken([](CellUse& use) { use.area = {{9, 1}, {3, 1}}; })) << "upside down";
    EXPECT_FALSE(taken([](CellUse& use) { use.area = {{3, 2}, {9, 1}}; })) << "wrong way round";
    EXPECT_FALSE(taken([](CellUse& use) { use.role = CellUse::Role::held; })) << "with a dimension";
}

TEST(WireTrace, ComesOnceAfterItsFile) {
    const ParsedFile file = test::full_file();
    const auto sheets = test::full_trace();
    EXPECT_TRUE(decode(sent([&](AnswerWriter& out) {
        FileWriter(out).end(file);
        put_trace(out, sheets);
    })));
    EXPECT_FALSE(decode(sent([&](AnswerWriter& out) { put_trace(out, sheets); })));
    EXPECT_FALSE(decode(sent([&](AnswerWriter& out) {
        FileWriter(out).end(file);
        put_trace(out, sheets);
        put_trace(out, sheets);
    })));
    EXPECT_FALSE(decode(sent([&](AnswerWriter& out) {
        FileWriter(out).end(file);
        put_trace(out, sheets);
        FileWriter(out).end(file);
    })));
    EXPECT_FALSE(decode(sent([&](AnswerWriter& out) {
        put_book(out, test::full_book());
        put_trace(out, sheets);
    })));
}

TEST(WireTrace, AnErrorTakesItsPlace) {
    const auto back = decode(sent([](AnswerWriter& out) {
        FileWriter(out).end(test::full_file());
        put_trace(out, test::full_trace());
        out.put(Error{});
    }));
    ASSERT_TRUE(back);
    EXPECT_TRUE(std::holds_alternative<Error>(*back));
}

} // namespace
} // namespace tidemark::parse
