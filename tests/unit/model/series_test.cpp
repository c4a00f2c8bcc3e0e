#include "pipeline/model/series.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace tidemark {
namespace {

TEST(SeriesKey, IsWrittenWithItsDimensionsInOrder) {
    const SeriesKey key{"csa", {{"offence", "all"}, {"area", "E23000030"}}};
    EXPECT_EQ(to_text(key), "csa/area=E23000030/offence=all");
    EXPECT_EQ(parse_series("csa/offence=all/area=E23000030").value(), key);
    EXPECT_EQ(to_text(SeriesKey{"csa", {}}), "csa");
}

TEST(SeriesKey, EncodesWhatWouldEndACode) {
    const SeriesKey key{"csa", {{"offence", "A/B=5%\n"}}};
    EXPECT_EQ(to_text(key), "csa/offence=A%2FB%3D5%25%0A");
    EXPECT_EQ(parse_series("csa/offence=A%2fB%3D5%25%0A").value(), key);
    EXPECT_EQ(to_text(SeriesKey{"csa", {{"area", "Ynys Môn"}}}), "csa/area=Ynys Môn");
}

TEST(SeriesKey, RefusesWhatIsNotOne) {
    for (const char* text : {"",
                             "/area=a",
                             "csa/",
                             "csa/area",
                             "csa/=a",
                             "csa//area=a",
                             "csa/area=a/",
                             "csa/area=a/area=b",
                             "csa/area=a=b",
                             "csa/area=%",
                             "csa/area=%2",
                             "csa/area=%2g",
                             "csa/area=%-1",
                             "csa/area=a\n"}) {
        const auto read = parse_series(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().fault, Fault::usage);
        EXPECT_EQ(read.error().code, "series.text");
    }
}

RC_GTEST_PROP(SeriesKey, TextAndBack, (const std::string& source, const Dims& dims)) {
    RC_PRE(!source.empty() && !dims.contains(""));
    const SeriesKey key{source, dims};
    RC_ASSERT(parse_series(to_text(key)).value() == key);
}

} // namespace
} // namespace tidemark
