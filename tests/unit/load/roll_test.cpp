// Years made of quarters: whole or not at all.
#include "fixture.hpp"
#include "pipeline/load/derive.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace tidemark::load {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class Rolled : public ::testing::Test {
  protected:
    Rolled() {
        source_.id = "s";
        source_.rolls = {{"fy", Frequency::quarter, Frequency::financial_year}};
        snapshot_.source = "s";
        snapshot_.vintages = {{1, {1, 1, "s", Cause::baseline, day("2021-09-05"), {}, ""}}};
    }

    void add(const std::string& area, const Period& period, std::optional<double> value) {
        const SeriesKey key{"s", {{"area", area}}};
        auto found = std::ranges::find(snapshot_.series, key, &Series::key);
        if (found == snapshot_.series.end()) {
            found = snapshot_.series.insert(found, {key, {}});
        }
        Figure figure;
        figure.period = period;
        figure.value = value;
        figure.status = value ? Status::normal : Status::suppressed;
        figure.first = figure.last = 1;
        found->figures.push_back(figure);
        std::ranges::sort(found->figures, {}, &Figure::period);
    }

    // `count` quarters of 2019/20, of 10, 20, 30, 40.
    void add_quarters(const std::string& area, int count) {
        const Period quarters[] = {
            quarter_of(2019, 2), quarter_of(2019, 3), quarter_of(2019, 4), quarter_of(2020, 1)};
        for (int i = 0; i < count; ++i) {
            add(area, quarters[i], 10.0 * (i + 1));
        }
    }

    [[nodiscard]] std::optional<Total> total(const std::string& area, const Period& period) const {
        for (const Subject& subject : derive(snapshot_, source_, codelists_)) {
            const auto found = std::ranges::find(subject.totals, period, &Total::period);
            if (subject.key.dims.at("area") == area && found != subject.totals.end()) {
                return *found;
            }
        }
        return std::nullopt;
    }

    Source source_;
    Snapshot snapshot_;
    Codelists codelists_;
};

TEST_F(Rolled, FourQuartersMakeAYearAndAreItsEvidence) {
    add_quarters("kent", 4);
    const auto year = total("kent", financial_year(2019));
    ASSERT_TRUE(year);
    EXPECT_EQ(year->value, 100);
    EXPECT_EQ(year->label, "2019/20");
    EXPECT_THAT(year->parts.front().figures, SizeIs(4));
    EXPECT_TRUE(total("kent", quarter_of(2019, 3))) << "the quarters are still there";
}

TEST_F(Rolled, ThreeQuartersMakeNone) {
    add_quarters("kent", 3);
    EXPECT_FALSE(total("kent", financial_year(2019)));
    add("kent", quarter_of(2020, 1), 40);
    EXPECT_TRUE(total("kent", financial_year(2019))) << "the fourth makes it";
}

TEST_F(Rolled, ASuppressedQuarterMakesNone) {
    add_quarters("kent", 3);
    add("kent", quarter_of(2020, 1), std::nullopt);
    EXPECT_FALSE(total("kent", financial_year(2019)));
}

TEST_F(Rolled, WhatIsPublishedStands) {
    add_quarters("kent", 4);
    add("kent", financial_year(2019), 101);
    const auto year = total("kent", financial_year(2019));
    EXPECT_EQ(year->value, 101);
    EXPECT_THAT(year->parts.front().figures, SizeIs(1));
}

TEST_F(Rolled, MonthsMakeACalendarYear) {
    source_.rolls = {{"year", Frequency::month, Frequency::calendar_year}};
    for (unsigned month = 1; month <= 12; ++month) {
        add("kent", month_of(2020, month), 1);
    }
    EXPECT_EQ(total("kent", calendar_year(2020))->value, 12);
    EXPECT_FALSE(total("kent", financial_year(2020)));
}

TEST_F(Rolled, OverARosterWhoLacksAQuarterIsLeftOutAndNamed) {
    CodeSet both;
    both.id = "both";
    both.codelist = "forces";
    both.members = {{"essex", {}, {}}, {"kent", {}, {}}};
    codelists_.sets.emplace("both", std::move(both));
    source_.derives = {{.id = "all", .dim = "area", .over = "", .roster = "both", .name = ""}};
    add_quarters("essex", 2);
    add_quarters("kent", 4);
    const auto year = total("all", financial_year(2019));
    ASSERT_TRUE(year);
    EXPECT_EQ(year->value, 100);
    EXPECT_EQ(year->members, 1);
    EXPECT_EQ(year->of, 2);
    ASSERT_THAT(year->parts, SizeIs(2));
    EXPECT_EQ(year->parts.front().answer, Answer::partly);
    EXPECT_EQ(year->parts.front().why, "2019/20 has 2 of 4 quarters");
}

TEST_F(Rolled, NothingIsMadeWithoutARoll) {
    source_.rolls.clear();
    add_quarters("kent", 4);
    EXPECT_FALSE(total("kent", financial_year(2019)));
}

} // namespace
} // namespace tidemark::load
