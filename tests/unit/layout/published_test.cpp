#include "pipeline/base/files.hpp"
#include "pipeline/parse/parse.hpp"
#include "tests/support/shared.hpp"
#include "tests/unit/layout/build.hpp"

#include <gmock/gmock.h>

#include <filesystem>

namespace tidemark::parse::test {
namespace {

using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::SizeIs;

// A table of the folder of published files, read from its bytes.
ParsedFile table(const std::filesystem::path& path, const Recipe& how) {
    RawFile file;
    file.name = path.filename();
    return parse(file, read_file(path).value(), how).value();
}

class PublishedGrid : public testing::Test {
  protected:
    void SetUp() override {
        const auto shared = tidemark::test::shared_folder();
        if (!shared) {
            GTEST_SKIP() << tidemark::test::no_shared_folder;
        }
        sheets_ = *shared / "fixtures" / "sheets";
    }

    std::filesystem::path sheets_;
};

TEST_F(PublishedGrid, AreasByOffenceWithTheYearInTheTitle) {
    Layout layout = grid("^Area Code$",
                         {dim("area", at(Toward::left)),
                          dim("name", at(Toward::left, "^Area Name$")),
                          dim("offence", at(Toward::up)),
                          period(FromCell{{.text = pattern("(?<period>year ending \\w+ \\d{4})"),
                                           .in = Area{{0, 0}, {0, 0}}}},
                                 PeriodForm::year_ending)});
    layout.stop_row = pattern("^Notes$");
    layout.skip_row = pattern("^(K|E92|E12)");
    const auto parsed = table(sheets_ / "ons_pfa_table_p1_grid.csv", recipe({layout}));
    EXPECT_THAT(held(parsed), IsEmpty());
    EXPECT_THAT(parsed.observations, SizeIs(45)); // nine forces, five offences
    EXPECT_THAT(
        lines(parsed),
        IsSupersetOf({"area=E23000008 name=Durham offence=Sexual offences 2019/20 1900 E11",
                      "area=E23000005 name=Greater Manchester offence=Robbery 2019/20 "
                      "not_available F14",
                      "area=E23000035 name=Devon and Cornwall offence=Total recorded crime "
                      "(excluding fraud) 2019/20 100000 revised C20",
                      "area=n/a name=British Transport Police offence=Violence against the person "
                      "2019/20 12000 D21"}));
}

TEST_F(PublishedGrid, MeasuresUnderYearsBesideAChange) {
    Layout layout = grid("^Force$",
                         {dim("area", at(Toward::left)),
                          dim("measure", at(Toward::up)),
                          period(at(Toward::up_left))});
    layout.skip_column = pattern("^% change");
    layout.skip_row = pattern("^Total");
    layout.stop_row = pattern("^\"-\"");
    Recipe how = recipe({layout});
    how.markers.extra[".."] = {.status = Status::not_available};
    const auto parsed = table(sheets_ / "pivot_two_level_header_grid.csv", how);
    EXPECT_THAT(held(parsed), IsEmpty());
    EXPECT_THAT(parsed.observations, SizeIs(24)); // four forces, three measures, two years
    EXPECT_THAT(lines(parsed),
                IsSupersetOf({"area=Wiltshire measure=Number 2018/19 77 B3",
                              "area=Wiltshire measure=Number 2019/20 63 E3",
                              "area=Hampshire measure=Number 2018/19 131 B4",
                              "area=Hampshire measure=Number 2019/20 247 E4",
                              "area=Greater Manchester measure=Number 2019/20 not_available E6"}));
}

TEST_F(PublishedGrid, YearsWithGluedFootnotesAboveAComparison) {
    Layout layout =
        grid("^Rating$", {dim("rating", at(Toward::left)), period(at(Toward::up, "^Apr '10"))});
    layout.skip_column = pattern("compared with");
    layout.skip_row = pattern("^$");
    layout.stop_row = pattern("^Source:");
    const auto parsed = table(sheets_ / "csew_trend_grid.csv", recipe({layout}));
    EXPECT_THAT(held(parsed), IsEmpty());
    EXPECT_THAT(parsed.observations, SizeIs(24)); // four rows, six years
    EXPECT_THAT(lines(parsed),
                IsSupersetOf({"rating=Excellent 2010/11 9 B6",
                              "rating=Good 2017/18 48 G7",
                              "rating=Unweighted base - number of adults 2012/13 8703 D10"}));
}

TEST_F(PublishedGrid, IndentedOffencesWithMarkers) {
    Recipe how = recipe({grid("^Year$", {dim("crime", at(Toward::left)), period(at(Toward::up))})});
    how.markers.extra = {{"-", {.status = Status::zero}}, {"*", {.status = Status::suppressed}}};
    const auto parsed = table(sheets_ / "scotland_a5_grid.csv", how);
    EXPECT_THAT(held(parsed), IsEmpty());
    EXPECT_THAT(lines(parsed),
                IsSupersetOf({"crime=TOTAL CRIMES 2020/21 246511 D3",
                              "crime=Communicating indecently 2014/15 0 zero B6",
                              "crime=Taking and distributing indecent photos 2014/15 suppressed B7",
                              "crime=Group 2: Sexual crimes 2023/24 14484 E4"}));
}

} // namespace
} // namespace tidemark::parse::test
