#include "fixture.hpp"

#include <gmock/gmock.h>

namespace tidemark::load {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Dims kent{{"area", "kent"}};
const Dims essex{{"area", "essex"}};
const Dims wales{{"area", "wales"}}; // a region, in no set
const Period y2018 = financial_year(2018);
const Period y2019 = financial_year(2019);

Codelists two_forces() {
    Codelist list{"forces", {}, {}};
    list.codes = {{"kent", "Kent", {}, "", {}, {}}, {"essex", "Essex", {}, "", {}, {}}};
    list.index();
    CodeSet set;
    set.id = "two";
    set.codelist = "forces";
    set.members = {{"kent", {}, {}}, {"essex", {}, {}}};
    return {{{"forces", list}}, {{"two", set}}};
}

Batch edition(const std::string& date, const FileBuilder& one) {
    return release("national", date, {one});
}

class Hold : public StoreTest {
  protected:
    // What the release of 2020 is held for, after one of 2019.
    Loaded after(const FileBuilder& first, const FileBuilder& second) {
        load(source_, edition("2019-09-05", first), codelists_);
        return load(source_, edition("2020-09-05", second), codelists_);
    }

    Source source_ = published_source();
    Codelists codelists_ = two_forces();
};

TEST_F(Hold, ADriftHoldsTheFileAndTheLastVintageStays) {
    const Error drift{.fault = Fault::held, .code = "layout.anchor", .found = "two"};
    const Loaded loaded = after(file("a.csv").figure(kent, y2018, 10), file("a.csv").drift(drift));
    EXPECT_FALSE(loaded.vintage);
    EXPECT_THAT(codes_of_reasons(loaded), ElementsAre("layout.anchor"));
    EXPECT_EQ(value(source_, kent, y2018), 10);
    const auto waiting = store_->held("national").value();
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_THAT(waiting.front().reasons, ElementsAre(drift));
    EXPECT_EQ(store_->known("national")->files.front().outcome, KnownFile::Outcome::held);
}

TEST_F(Hold, AFigureTwiceIsHeldWithBothCells) {
    const Loaded loaded =
        load(source_,
             edition("2020-09-05", file("a.csv").figure(kent, y2018, 1).figure(kent, y2018, 2)));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.duplicate"));
    const Error& reason = loaded.held.front().reasons.front();
    EXPECT_EQ(reason.cell, "B8");
    EXPECT_THAT(reason.found, HasSubstr("B7"));
    EXPECT_EQ(reason.sheet, "Table 1");
}

TEST_F(Hold, OfManyFiguresTwiceTenAreNamedAndAllAreCounted) {
    auto twice = file("a.csv");
    for (int year = 2000; year < 2012; ++year) {
        const Period period = financial_year(year);
        twice = twice.figure(kent, period, 1).figure(kent, period, 2);
    }
    const auto reasons = load(source_, edition("2020-09-05", twice)).held.front().reasons;
    ASSERT_EQ(reasons.size(), 10U);
    EXPECT_THAT(reasons.back().found, HasSubstr("(and 2 more that are there twice)"));
}

TEST_F(Hold, AFigureTwiceIsAddedWhereTheSourceSaysSo) {
    source_.hold.sum_duplicates = true;
    const Loaded loaded = load(
        source_,
        edition(
            "2020-09-05",
            file("a.csv").figure(kent, y2018, 1).figure(essex, y2018, 5).figure(kent, y2018, 2)));
    EXPECT_THAT(loaded.held, IsEmpty());
    EXPECT_EQ(value(source_, kent, y2018), 3);
    const Snapshot snapshot = store_->snapshot("national", {}).value();
    const Figure& sum = snapshot.find({"national", kent})->figures.front();
    EXPECT_EQ(sum.raw, "1 + 2");
    EXPECT_EQ(sum.origin.cell, "B7");
}

TEST_F(Hold, ASumWithAMarkerInItHasNoValue) {
    source_.hold.sum_duplicates = true;
    load(source_,
         edition(
             "2020-09-05",
             file("a.csv").figure(kent, y2018, 1).marked(kent, y2018, Status::suppressed, "[c]")));
    const Snapshot snapshot = store_->snapshot("national", {}).value();
    const Figure& sum = snapshot.find({"national", kent})->figures.front();
    EXPECT_EQ(sum.value, std::nullopt);
    EXPECT_EQ(sum.status, Status::suppressed);
}

TEST_F(Hold, ASumWithABoundInItIsHeld) {
    source_.hold.sum_duplicates = true;
    const Loaded loaded = load(
        source_,
        edition(
            "2020-09-05",
            file("a.csv").figure(kent, y2018, 100).marked(kent, y2018, Status::below, "<5", 5)));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.duplicate"));
    EXPECT_THAT(loaded.held.front().reasons.front().found, HasSubstr("'<5'"));
}

TEST_F(Hold, AFileWithoutFiguresIsHeld) {
    EXPECT_THAT(codes_of_reasons(load(source_, edition("2020-09-05", file("a.csv")))),
                ElementsAre("hold.empty"));
}

TEST_F(Hold, AMemberThatIsMissingIsNamed) {
    source_.hold.members = tidemark::Hold::Members{"area", 2, "two"};
    const Loaded loaded =
        load(source_,
             edition("2020-09-05", file("a.csv").figure(kent, y2018, 1).figure(wales, y2018, 9)),
             codelists_);
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.members"));
    EXPECT_EQ(loaded.held.front().reasons.front().expected, "2 members of area in 2018/19");
    EXPECT_EQ(loaded.held.front().reasons.front().found, "1, without 'Essex'");
    EXPECT_THAT(loaded.held.front().reasons.front().next,
                HasSubstr("tidemark accept national --check members"));
}

TEST_F(Hold, AMemberThatIsMissingFromTheNewestPeriodAloneIsHeld) {
    source_.hold.members = tidemark::Hold::Members{"area", {}, "two"};
    const FileBuilder both = file("a.csv").figure(kent, y2018, 1).figure(essex, y2018, 2);
    const Loaded loaded = after(both, FileBuilder(both).figure(kent, y2019, 3));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.members"));
    const Error& reason = loaded.held.front().reasons.front();
    EXPECT_EQ(reason.expected, "2 members of area in 2019/20");
    EXPECT_EQ(reason.found, "1, without 'Essex'");
    const FileBuilder marked =
        FileBuilder(both).figure(kent, y2019, 3).marked(essex, y2019, Status::suppressed, "[c]");
    EXPECT_THAT(load(source_, edition("2020-10-05", marked), codelists_).held, IsEmpty())
        << "a marker is an answer";
}

TEST_F(Hold, APeriodPrintedAheadForARegionAloneIsNoRoundOfTheMembers) {
    source_.hold.members = tidemark::Hold::Members{"area", {}, "two"};
    const FileBuilder ahead = file("a.csv")
                                  .figure(kent, y2018, 1)
                                  .figure(essex, y2018, 2)
                                  .figure(wales, y2018, 3)
                                  .figure(wales, y2019, 4);
    EXPECT_THAT(load(source_, edition("2020-09-05", ahead), codelists_).held, IsEmpty());
}

TEST_F(Hold, FewerMembersThanLastTimeAreHeldWithoutACount) {
    source_.hold.members = tidemark::Hold::Members{"area", {}, ""};
    const Loaded loaded = after(file("a.csv").figure(kent, y2018, 1).figure(essex, y2018, 2),
                                file("a.csv").figure(kent, y2018, 1));
    EXPECT_THAT(codes_of_reasons(loaded), ElementsAre("hold.members"));
    EXPECT_EQ(value(source_, essex, y2018), 2);
}

TEST_F(Hold, TotalsThatAddUpPass) {
    source_.hold.adds_up = tidemark::Hold::AddsUp{"area", 0};
    const Loaded loaded = load(source_,
                               edition("2020-09-05",
                                       file("a.csv")
                                           .figure(kent, y2018, 0.1)
                                           .figure(essex, y2018, 0.2)
                                           .total({}, y2018, 0.3)));
    EXPECT_THAT(loaded.held, IsEmpty());
}

TEST_F(Hold, ATotalThatDoesNotAddUpIsHeldAtItsCell) {
    source_.hold.adds_up = tidemark::Hold::AddsUp{"area", 1};
    const Loaded loaded = load(source_,
                               edition("2020-09-05",
                                       file("a.csv")
                                           .figure(kent, y2018, 1000)
                                           .figure(essex, y2018, 240)
                                           .total({}, y2018, 1241)
                                           .figure(kent, y2019, 1000)
                                           .total({}, y2019, 1002)));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.adds_up"));
    const Error& reason = loaded.held.front().reasons.front();
    EXPECT_EQ(reason.expected, "a total of 1,000 from its 1 rows");
    EXPECT_EQ(reason.found, "1,002");
    EXPECT_EQ(reason.cell, "B11");
}

TEST_F(Hold, ASuppressedRowMakesTheSumALowerBound) {
    source_.hold.adds_up = tidemark::Hold::AddsUp{"area", 0};
    const auto with_total = [&](double total) {
        return edition("2020-09-05",
                       file("a.csv")
                           .figure(kent, y2018, 100)
                           .marked(essex, y2018, Status::suppressed, "[c]")
                           .total({}, y2018, total));
    };
    EXPECT_THAT(codes_of_reasons(load(source_, with_total(99))), ElementsAre("hold.adds_up"));
    EXPECT_THAT(load(source_, with_total(140)).held, IsEmpty());
}

TEST_F(Hold, ATotalThatIsNotThereIsHeld) {
    source_.hold.adds_up = tidemark::Hold::AddsUp{"area", 0};
    const Loaded loaded =
        load(source_, edition("2020-09-05", file("a.csv").figure(kent, y2018, 1)));
    EXPECT_THAT(codes_of_reasons(loaded), ElementsAre("hold.adds_up"));
}

TEST_F(Hold, FarFewerFiguresThanLastTimeAreHeld) {
    source_.hold.shrink_percent = 25;
    source_.hold.lost_periods_allowed = true;
    FileBuilder four = file("a.csv");
    for (int year = 2015; year < 2019; ++year) {
        four.figure(kent, financial_year(year), year);
    }
    FileBuilder three = file("a.csv");
    FileBuilder two = file("a.csv");
    for (int year = 2017; year < 2019; ++year) {
        three.figure(kent, financial_year(year), year);
        two.figure(kent, financial_year(year), year);
    }
    three.figure(kent, y2019, 1);
    EXPECT_THAT(after(four, three).held, IsEmpty());
    load(source_, edition("2020-10-05", four));
    EXPECT_THAT(codes_of_reasons(load(source_, edition("2020-11-05", two))),
                ElementsAre("hold.shrink"));
}

TEST_F(Hold, ACodeThatVanishedIsHeldUnlessAllowed) {
    const FileBuilder both = file("a.csv").figure(kent, y2018, 1).figure(essex, y2018, 2);
    const FileBuilder one = file("a.csv").figure(kent, y2018, 1);
    EXPECT_THAT(codes_of_reasons(after(both, one)), ElementsAre("hold.lost_cols"));
    source_.hold.lost_columns_allowed = true;
    EXPECT_THAT(load(source_, edition("2020-10-05", one)).held, IsEmpty());
}

// OLD has days that hold none of the periods: it was re-coded, and is not lost.
TEST_F(Hold, ACodeThatWasRecodedIsNotLost) {
    DimRule area;
    area.name = "area";
    area.codelist = "areas";
    source_.recipe.layouts.emplace_back().dims = {area};
    Codelist& list = source_.recipe.codelists["areas"];
    for (const char* code : {"OLD", "NEW", "OTHER"}) {
        list.codes.emplace_back().code = code;
    }
    list.codes[0].to = y2018.end;
    list.codes[1].from = y2019.start;
    list.index();
    const Dims old_code{{"area", "OLD"}};
    const Dims new_code{{"area", "NEW"}};
    const FileBuilder both = file("a.csv").figure(old_code, y2018, 1).figure(new_code, y2019, 2);
    const FileBuilder later = file("b.csv").figure(new_code, y2019, 2);
    EXPECT_THAT(after(both, later).held, IsEmpty());
    const FileBuilder lost = file("c.csv").figure({{"area", "OTHER"}}, y2019, 2);
    EXPECT_THAT(codes_of_reasons(load(source_, edition("2020-12-05", lost))),
                ElementsAre("hold.lost_cols"));
}

// A total among the categories that it sums is one more name, and nobody would know.
TEST_F(Hold, ANewCodeIsHeldWhereNothingJudgesItsDimension) {
    DimRule area;
    area.name = "area";
    area.from = FromColumns{.columns = {"area"}, .instead = {}};
    source_.recipe.layouts.emplace_back().dims = {area};
    const FileBuilder one = file("a.csv").figure(kent, y2018, 1);
    const FileBuilder both = file("a.csv").figure(kent, y2018, 1).figure(essex, y2018, 2);
    const Loaded loaded = after(one, both);
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.new_cols"));
    EXPECT_EQ(loaded.held.front().reasons.front().cell, "B8");
    DimRule& rule = source_.recipe.layouts.front().dims.front();
    const DimRule unjudged = std::exchange(rule, area);
    rule.codelist = "forces";
    EXPECT_THAT(load(source_, edition("2020-10-05", both)).held, IsEmpty());
    rule = unjudged;
    const FileBuilder three = file("b.csv")
                                  .figure(kent, y2018, 1)
                                  .figure(essex, y2018, 2)
                                  .figure({{"area", "x"}}, y2018, 3);
    EXPECT_THAT(codes_of_reasons(load(source_, edition("2020-11-05", three))),
                ElementsAre("hold.new_cols"));
    source_.recipe.keep["area"] = {"kent", "essex", "x"};
    EXPECT_THAT(load(source_, edition("2020-11-05", three)).held, IsEmpty());
}

TEST_F(Hold, ANewCodeIsHeldWhereForbidden) {
    source_.hold.new_columns_allowed = false;
    const FileBuilder one = file("a.csv").figure(kent, y2018, 1);
    const FileBuilder both = file("a.csv").figure(kent, y2018, 1).figure(essex, y2018, 2);
    EXPECT_THAT(codes_of_reasons(after(one, both)), ElementsAre("hold.new_cols"));
    source_.hold.new_columns_allowed = true;
    EXPECT_THAT(load(source_, edition("2020-10-05", both)).held, IsEmpty());
}

TEST_F(Hold, ATotalThatIsCalledAsTheSumOfItsPartsIsHeld) {
    source_.derives = {{"all", "area", "", "", ""}};
    const Dims all{{"area", "All"}};
    const Loaded loaded = after(
        file("a.csv").figure(kent, y2018, 300).figure(essex, y2018, 200),
        file("a.csv").figure(kent, y2019, 800).figure(essex, y2019, 300).figure(all, y2019, 1100));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.derived"));
    const Error& reason = loaded.held.front().reasons.front();
    EXPECT_EQ(reason.cell, "B9");
    EXPECT_EQ(reason.found, "'All'");
    EXPECT_THAT(reason.next, HasSubstr("another id"));
    EXPECT_FALSE(value(source_, kent, y2019));
    source_.hold.lost_columns_allowed = true;
    source_.derives.front().id = "total";
    EXPECT_TRUE(
        load(source_, edition("2020-09-06", file("b.csv").figure(all, y2019, 1100)), codelists_)
            .vintage);
}

TEST_F(Hold, OneFileOfAFolderIsHeldAlone) {
    const Source foi = folder_source();
    const Error drift{.fault = Fault::held, .code = "layout.sheet"};
    const Loaded loaded = load(
        foi,
        release(
            "foi", "", {file("kent.csv").figure(kent, y2018, 1), file("essex.csv").drift(drift)}));
    ASSERT_TRUE(loaded.vintage);
    EXPECT_THAT(codes_of_reasons(loaded), ElementsAre("layout.sheet"));
    EXPECT_EQ(value(foi, kent, y2018), 1);
}

TEST_F(Hold, TwoFilesOfOnePassThatDisagreeAreBothHeld) {
    const Loaded loaded = load(folder_source(),
                               release("foi",
                                       "",
                                       {file("kent_a.csv").figure(kent, y2018, 1),
                                        file("kent_b.csv").figure(kent, y2018, 2)}));
    EXPECT_FALSE(loaded.vintage);
    EXPECT_THAT(codes_of_reasons(loaded), ElementsAre("hold.conflict", "hold.conflict"));
}

TEST_F(Hold, AFileThatCouldNotBeReadIsRemembered) {
    Batch batch = release("national", "2020-09-05", {});
    Held refused{file("a.xlsx").build().file,
                 {{.fault = Fault::malformed, .code = "read.zip", .found = "truncated"}}};
    batch.refused.push_back(refused);
    const Loaded loaded = load(source_, batch);
    EXPECT_FALSE(loaded.vintage);
    EXPECT_THAT(codes_of_reasons(loaded), ElementsAre("read.zip"));
    EXPECT_EQ(store_->known("national")->files.front().outcome, KnownFile::Outcome::refused);
}

TEST_F(Hold, AFileWhoseBytesWereNotReadIsNamedAndTheOthersAreLetIn) {
    const Source foi = folder_source();
    Batch batch = release("foi", "", {file("kent.csv").figure(kent, y2018, 1)});
    for (const char* name : {"essex.csv", "wales.csv"}) {
        RawFile unread;
        unread.name = name;
        batch.refused.push_back({unread, {{.fault = Fault::limit, .code = "fetch.size"}}});
    }
    const Loaded loaded = load(foi, batch);
    EXPECT_TRUE(loaded.vintage);
    EXPECT_THAT(codes_of_reasons(loaded), ElementsAre("fetch.size", "fetch.size"));
    EXPECT_EQ(store_->known("foi")->files.size(), 1U) << "without bytes there is no file to keep";
}

TEST_F(Hold, ARowThatTheSchemaForbidsIsOurFaultAndNotLostStorage) {
    Batch batch = edition("2020-09-05", file("a.csv").figure(kent, y2018, 1));
    batch.files.front().file.sha256 = "short";
    EXPECT_THROW((void)load_into(*store_, source_, batch, now_), std::logic_error);
    EXPECT_THAT(store_->known("national")->files, IsEmpty());
}

} // namespace
} // namespace tidemark::load
