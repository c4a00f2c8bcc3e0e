#include "pipeline/model/cell_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <string_view>
#include <utility>

namespace tidemark {
namespace {

// In place, on the border and shared.
rc::Gen<std::string> some_text() {
    return rc::gen::mapcat(rc::gen::inRange<std::size_t>(0, 40), [](std::size_t size) {
        return rc::gen::container<std::string>(size, rc::gen::arbitrary<char>());
    });
}

RC_GTEST_PROP(CellText, HoldsWhatItWasGivenThroughCopiesAndMoves, ()) {
    const auto one = *some_text();
    const auto two = *some_text();
    CellText text = one;
    CellText copy = text;
    RC_ASSERT(copy == one);
    text = two;
    RC_ASSERT(text == two);
    RC_ASSERT(copy == one);
    CellText moved = std::move(copy);
    RC_ASSERT(moved.str() == one);
    std::swap(moved, text);
    RC_ASSERT(moved == two);
    RC_ASSERT(text == one);
    RC_ASSERT((moved < text) == (two < one));
}

TEST(CellText, IsEmptyOfAViewThatPointsNowhere) {
    EXPECT_EQ(CellText(std::string_view()), "");
    EXPECT_EQ(CellText(std::string_view()), CellText());
}

RC_GTEST_PROP(SharedText, HoldsWhatItWasGivenThroughCopiesAndMoves, ()) {
    const auto one = *some_text();
    SharedText text = one;
    const SharedText copy = text;
    text = SharedText(std::string("other"));
    RC_ASSERT(copy == one);
    RC_ASSERT(text == "other");
    RC_ASSERT(copy.empty() == one.empty());
}

} // namespace
} // namespace tidemark
