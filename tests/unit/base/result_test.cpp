#include "pipeline/base/result.hpp"

#include <gtest/gtest.h>

namespace tidemark {
namespace {

TEST(Error, IsOneLineWithPlaceFaultAndWhatToDo) {
    const Error error{.fault = Fault::held,
                      .code = "layout.label",
                      .source = "csa",
                      .file = "forces.ods",
                      .sheet = "Table 4",
                      .cell = "A17",
                      .expected = "a label of uk-police-forces",
                      .found = "'Northshire'",
                      .next = "add it to codelists.d/uk-police-forces.csv"};
    EXPECT_EQ(error.to_text(),
              "forces.ods, sheet 'Table 4', cell A17: expected a label of uk-police-forces, found "
              "'Northshire'; add it to codelists.d/uk-police-forces.csv");
}

TEST(Error, LeavesOutWhatIsNotKnown) {
    EXPECT_EQ((Error{.code = "store.open"}).to_text(), "store.open");
    EXPECT_EQ((Error{.file = "a.csv", .found = "nothing"}).to_text(), "a.csv: found nothing");
    EXPECT_EQ((Error{.cell = "A1", .expected = "a year"}).to_text(), "cell A1: expected a year");
}

TEST(Error, NeverBreaksItsLine) {
    const auto text = (Error{.file = "a\nb.csv", .found = "'x\r\n\x1b[31m'"}).to_text();
    EXPECT_EQ(text, "a\\nb.csv: found 'x\\r\\n\\x1b[31m'");
}

TEST(Error, IsHandedOnWhole) {
    Result<int> failed = fail({.fault = Fault::limit, .code = "x"});
    const Result<double> other = propagate(failed);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error(), (Error{.fault = Fault::limit, .code = "x"}));
}

} // namespace
} // namespace tidemark
