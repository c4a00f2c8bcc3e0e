#include "fixture.hpp"
#include "pipeline/load/derive.hpp"

#include <gmock/gmock.h>

namespace tidemark::load {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Period y2019 = financial_year(2019);

Figure figure(std::optional<double> value,
              Status status = Status::normal,
              double below = 0,
              VintageId last = 1) {
    Figure f;
    f.period = y2019;
    f.value = value;
    f.status = status;
    f.below = below;
    f.label = "2019-20";
    f.first = 1;
    f.last = last;
    return f;
}

// One member "m" with the figures of its categories; derive "all" over every code seen.
class Derived : public ::testing::Test {
  protected:
    Derived() {
        source_.id = "s";
        source_.derives = {{"all", "offence", "", "", "all offences"}};
        snapshot_.source = "s";
        snapshot_.vintages = {{1, {1, 1, "s", Cause::baseline, day("2019-09-05"), {}, ""}},
                              {2, {2, 2, "s", Cause::release, day("2020-09-05"), {}, ""}}};
    }

    void add(const std::string& offence, const Figure& f) {
        snapshot_.series.push_back({{"s", {{"offence", offence}}}, {f}});
        std::ranges::sort(snapshot_.series, {}, &Series::key);
    }

    // The sum's total of 2019/20; nothing when it has no answer.
    std::optional<Total> total() {
        for (const Subject& subject : derive(snapshot_, source_, codelists_)) {
            if (subject.key.dims.at("offence") == "all") {
                return subject.totals.front();
            }
        }
        return std::nullopt;
    }

    Source source_;
    Snapshot snapshot_;
    Codelists codelists_;
};

TEST_F(Derived, CategoriesAreSummedWithTheirFigures) {
    add("a", figure(3));
    add("b", figure(4));
    const auto sum = total();
    ASSERT_TRUE(sum);
    EXPECT_EQ(sum->value, 7);
    EXPECT_EQ(sum->low, 7);
    EXPECT_EQ(sum->high, 7);
    EXPECT_EQ(sum->label, "2019-20") << "the publisher's word, where all share it";
    EXPECT_THAT(sum->parts.front().figures, SizeIs(2));
}

TEST_F(Derived, ABoundMakesTheSumARange) {
    add("a", figure(3));
    add("b", figure({}, Status::below, 5));
    EXPECT_EQ(total()->value, 3);
    EXPECT_EQ(total()->low, 3);
    EXPECT_EQ(total()->high, 8);
}

TEST_F(Derived, ABoundCountsAsTheSourceChose) {
    add("a", figure(3));
    add("b", figure({}, Status::below, 5));
    const auto values = [&](Markers::Below rule) {
        source_.recipe.markers.in_sums = rule;
        return std::tuple(total()->value, total()->low, total()->high);
    };
    EXPECT_EQ(values(Markers::Below::zero), std::tuple(3, 3, 3));
    EXPECT_EQ(values(Markers::Below::half), std::tuple(5.5, 5.5, 5.5));
    EXPECT_EQ(values(Markers::Below::top), std::tuple(8, 8, 8));
}

TEST_F(Derived, ASuppressedOrMissingCategoryLeavesNoTotal) {
    add("a", figure(3));
    add("b", figure({}, Status::suppressed));
    EXPECT_FALSE(total());
}

TEST_F(Derived, AMarkerIsNeverANumber) {
    add("a", figure({}, Status::not_available));
    const auto subjects = derive(snapshot_, source_, codelists_);
    EXPECT_THAT(subjects, IsEmpty()) << "a subject without any answer is not one";
}

TEST_F(Derived, ADeclaredZeroIsANumber) {
    add("a", figure(0, Status::zero));
    add("b", figure(2));
    EXPECT_EQ(total()->value, 2);
}

TEST_F(Derived, OverASetTakesItsCodesOfThePeriodAlone) {
    CodeSet set;
    set.id = "online";
    set.title = "online offences";
    set.members = {{"a", {}, {}}, {"old", {}, day("2018-03-31")}};
    codelists_.sets["online"] = set;
    source_.derives = {{"all", "offence", "online", "", ""}};
    add("a", figure(3));
    add("z", figure(100));
    EXPECT_EQ(total()->value, 3);
    codelists_.sets["online"].members.push_back({"missing", {}, {}});
    EXPECT_FALSE(total()) << "a category that is not listed is missing";
}

TEST_F(Derived, NamesTheOldestEditionAmongItsFigures) {
    add("a", figure(3, Status::normal, 0, 2));
    add("b", figure(4, Status::normal, 0, 1));
    EXPECT_EQ(total()->parts.front().last, 1);
}

TEST_F(Derived, PublishedSeriesAreSubjectsOfOnePart) {
    add("a", figure(3));
    Codelist list{"offences", {{"a", "Grooming", {}, "", {}, {}}}, {}};
    list.index();
    codelists_.lists["offences"] = list;
    Layout layout;
    DimRule rule;
    rule.name = "offence";
    rule.codelist = "offences";
    layout.dims = {rule};
    source_.recipe.layouts = {layout};
    const auto subjects = derive(snapshot_, source_, codelists_);
    ASSERT_THAT(subjects, SizeIs(2));
    EXPECT_EQ(subjects.front().name, "Grooming");
    EXPECT_FALSE(subjects.front().summed);
    EXPECT_EQ(subjects.front().totals.front().value, 3);
    EXPECT_EQ(subjects.front().totals.front().members, 1);
    EXPECT_EQ(subjects.back().name, "all offences");
}

TEST_F(Derived, WhatThePublisherPrintsUnderTheNameOfASumStandsAlone) {
    add("a", figure(300));
    add("b", figure(200));
    for (const char* printed : {"all", "All"}) {
        add(printed, figure(500));
        std::map<Dims, std::vector<double>> values;
        for (const Subject& subject : derive(snapshot_, source_, codelists_)) {
            values[subject.key.dims].push_back(subject.totals.front().value);
        }
        EXPECT_THAT(values, SizeIs(3)) << printed;
        EXPECT_THAT((values[{{"offence", printed}}]), ElementsAre(500));
        std::erase_if(snapshot_.series,
                      [&](const Series& s) { return s.key.dims.at("offence") == printed; });
    }
    EXPECT_EQ(total()->value, 500) << "the sum, where nothing is printed under its name";
}

TEST_F(Derived, SumsOfTwoDimensionsAreMadeTogether) {
    const auto put = [&](const char* sex, const char* offence, double value) {
        snapshot_.series.push_back({{"s", {{"offence", offence}, {"sex", sex}}}, {figure(value)}});
    };
    put("f", "a", 1);
    put("m", "a", 2);
    put("f", "b", 3);
    put("m", "b", 4);
    std::ranges::sort(snapshot_.series, {}, &Series::key);
    source_.derives.push_back({"persons", "sex", "", "", ""});
    std::map<Dims, double> values;
    for (const Subject& subject : derive(snapshot_, source_, codelists_)) {
        values[subject.key.dims] = subject.totals.front().value;
    }
    EXPECT_THAT(values, SizeIs(9));
    EXPECT_EQ((values[{{"offence", "all"}, {"sex", "persons"}}]), 10);
    EXPECT_EQ((values[{{"offence", "all"}, {"sex", "f"}}]), 4);
    EXPECT_EQ((values[{{"offence", "b"}, {"sex", "persons"}}]), 7);
}

} // namespace
} // namespace tidemark::load
