// A year whose label is a slip of the pen: along a line of a grid the periods run one way.
#include "fixture.hpp"

#include <gmock/gmock.h>

namespace tidemark::load {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Dims kent{{"area", "kent"}};
const Dims essex{{"area", "essex"}};

class Order : public StoreTest {
  protected:
    Order() { stand(Toward::up); }

    void stand(Toward toward) {
        DimRule period;
        period.name = "period";
        period.parse.forms = {PeriodForm::calendar_year};
        period.from = FromDirection{.toward = toward, .header = {}, .instead = {}};
        Layout grid;
        grid.dims = {period};
        source_.recipe.layouts = {grid};
        source_.hold.gaps_allowed = true;
        source_.hold.lost_columns_allowed = true;
    }

    // One beside the other in row 7, from column B.
    static FileBuilder across(const std::vector<Period>& periods) {
        auto one = file("a.csv");
        for (std::size_t i = 0; i < periods.size(); ++i) {
            one.figure(kent, periods[i], 1).in(std::string(1, static_cast<char>('B' + i)) + "7");
        }
        return one;
    }

    // One below the other in column B, from row 7.
    static FileBuilder down(const std::vector<Period>& periods) {
        auto one = file("a.csv");
        for (const Period& period : periods) {
            one.figure(kent, period, 1);
        }
        return one;
    }

    static std::vector<Period> years(const std::vector<int>& all) {
        std::vector<Period> periods;
        for (const int year : all) {
            periods.push_back(calendar_year(year));
        }
        return periods;
    }

    std::vector<std::string> reasons(const FileBuilder& one) {
        return codes_of_reasons(load(source_, release("national", "2020-09-05", {one})));
    }

    Source source_ = published_source();
};

TEST_F(Order, AYearThatGoesBackIsHeldAtItsCell) {
    const Loaded loaded =
        load(source_, release("national", "2020-09-05", {across(years({2012, 2014, 2013}))}));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.order"));
    const Error& reason = loaded.held.front().reasons.front();
    EXPECT_EQ(reason.cell, "D7");
    EXPECT_EQ(reason.found, "2013 behind 2014");
    EXPECT_THAT(reason.next, HasSubstr("slip of the pen"));
    EXPECT_THAT(reason.next, HasSubstr("order = \"allow\""));
    EXPECT_THAT(reason.next, HasSubstr("accept national --check order"));
}

TEST_F(Order, OneOfThePastIsNamedWhereTheOthersGoDown) {
    const Loaded loaded =
        load(source_, release("national", "2020-09-05", {across(years({2005, 2014, 2013, 2012}))}));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.order"));
    EXPECT_EQ(loaded.held.front().reasons.front().found, "2014 behind 2005");
}

TEST_F(Order, EitherWayIsOne) {
    EXPECT_THAT(reasons(across(years({2005, 2012, 2013, 2014}))), IsEmpty());
    EXPECT_THAT(reasons(across(years({2014, 2013, 2012}))), IsEmpty());
    EXPECT_THAT(reasons(across(years({2014, 2013}))), IsEmpty());
}

TEST_F(Order, ASecondTableBesideItAndYearsOfAnotherKindRunForThemselves) {
    auto two = across(years({2012, 2013, 2014}));
    two.figure(essex, calendar_year(2012), 1).in("E7");
    two.figure(essex, calendar_year(2013), 1).in("F7");
    EXPECT_THAT(reasons(two), IsEmpty());
    EXPECT_THAT(reasons(across({financial_year(2017),
                                financial_year(2018),
                                financial_year(2019),
                                calendar_year(2018),
                                calendar_year(2019)})),
                IsEmpty());
    EXPECT_THAT(reasons(across({calendar_year(2018), month_of(2018, 1), month_of(2018, 2)})),
                IsEmpty());
}

TEST_F(Order, ARollingYearThatGoesBackIsHeld) {
    EXPECT_THAT(reasons(across({year_ending(2018, 3),
                                year_ending(2018, 6),
                                year_ending(2018, 9),
                                year_ending(2008, 12)})),
                ElementsAre("hold.order"));
}

TEST_F(Order, MonthsBelowAYearThatIsWrongGoBack) {
    std::vector<Period> months;
    for (const int year : {2014, 2013}) {
        for (unsigned month = 1; month <= 12; ++month) {
            months.push_back(month_of(year, month));
        }
    }
    stand(Toward::left);
    const Loaded loaded = load(source_, release("national", "2020-09-05", {down(months)}));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.order"));
    EXPECT_EQ(loaded.held.front().reasons.front().cell, "B19");
    EXPECT_EQ(loaded.held.front().reasons.front().found, "2013-01 behind 2014-12");
}

TEST_F(Order, YearsBesideTheirMonthsAreATableAndNoLine) {
    EXPECT_THAT(reasons(down(years({2012, 2014, 2013}))), IsEmpty()); // across: one a line
}

TEST_F(Order, AListStandsInAnyOrder) {
    source_.recipe.layouts.front().kind = Layout::Kind::list;
    source_.recipe.layouts.front().dims.front().from = FromColumns{.columns = {}, .instead = {}};
    EXPECT_THAT(reasons(down(years({2012, 2014, 2013}))), IsEmpty());
}

TEST_F(Order, ASourceMayAllowIt) {
    source_.hold.order_allowed = true;
    EXPECT_THAT(reasons(across(years({2012, 2014, 2013}))), IsEmpty());
}

} // namespace
} // namespace tidemark::load
