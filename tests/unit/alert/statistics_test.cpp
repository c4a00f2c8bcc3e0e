// Intervals against what Public Health England expects of its own library, and the published
// changes of publishers' research against their worked intervals.
#include "pipeline/alert/statistics.hpp"
#include "pipeline/base/files.hpp"
#include "tests/support/shared.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace tidemark::alert {
namespace {

constexpr double close = 1e-6;

// Fields of a line; those in quotation marks may hold commas.
std::vector<std::string> fields(const std::string& line) {
    std::vector<std::string> all(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            all.emplace_back();
        } else {
            all.back() += c;
        }
    }
    return all;
}

// Rows below the header; empty when there is no shared folder.
std::vector<std::vector<std::string>> rows(const char* fixture) {
    const auto shared = test::shared_folder();
    if (!shared) {
        return {};
    }
    const auto text = read_file(*shared / "fixtures" / fixture);
    EXPECT_TRUE(text) << fixture;
    std::vector<std::vector<std::string>> all;
    for (std::size_t at = text->find('\n') + 1; at < text->size();) {
        const std::size_t end = std::min(text->find('\n', at), text->size());
        all.push_back(fields(text->substr(at, end - at)));
        at = end + 1;
    }
    return all;
}

void expect_limits(const Limits& found, double low, double high) {
    EXPECT_NEAR(found.low, low, close * std::max(1.0, std::abs(low)));
    EXPECT_NEAR(found.high, high, close * std::max(1.0, std::abs(high)));
}

TEST(Statistics, AFewPublishedNumbers) {
    expect_limits(byar(65, 0.95), 50.163187710459454, 82.84913854593984);
    expect_limits(byar(10, 0.998), 2.916318374695686, 24.193724927880535);
    expect_limits(exact_poisson(1, 0.95), 0.025317807984289897, 5.571643390938898);
    expect_limits(exact_poisson(0, 0.95), 0, 3.688879454113936);
    expect_limits(wilson(65, 100, 0.95), 0.5525444329688797, 0.7363575175690247);
    expect_limits(ratio_limits({77, 63}, 0.95, 1), 0.586470, 1.141442);
    expect_limits(ratio_limits({131, 247}, 0.95, 1), 1.525543, 2.330381);
}

TEST(Statistics, EveryIntervalThatPheExpects) {
    const auto all = rows("phe_expected_intervals.csv");
    if (all.empty()) {
        GTEST_SKIP() << test::no_shared_folder;
    }
    EXPECT_EQ(all.size(), 16U);
    for (const auto& row : all) {
        const double x = std::stod(row[1]);
        const double confidence = row[4] == "95%" ? 0.95 : 0.998;
        const double n = row[2].empty() ? 1 : std::stod(row[2]);
        const double scale = row[0] == "rate" ? std::stod(row[3]) / n : 1;
        const Limits found = row[5] == "wilson" ? wilson(x, n, confidence)
                             : row[5] == "byar" ? byar(x, confidence)
                                                : exact_poisson(x, confidence);
        SCOPED_TRACE(row[0] + ' ' + row[1] + ' ' + row[4]);
        expect_limits(
            {found.low * scale, found.high * scale}, std::stod(row[6]), std::stod(row[7]));
        if (row[0] == "rate") { // the method that PHE chooses is the one that we choose
            const Limits chosen = count_limits(x, confidence);
            EXPECT_EQ(chosen.low, found.low);
            EXPECT_EQ(chosen.high, found.high);
        }
    }
}

TEST(Statistics, ExactAndByarOfMoreCounts) {
    const auto all = rows("stats_poisson_intervals.csv");
    if (all.empty()) {
        GTEST_SKIP() << test::no_shared_folder;
    }
    EXPECT_EQ(all.size(), 25U);
    for (const auto& row : all) {
        const double x = std::stod(row[0]);
        SCOPED_TRACE(row[0]);
        if (!row[1].empty()) {
            expect_limits(exact_poisson(x, 0.95), std::stod(row[1]), std::stod(row[2]));
        }
        expect_limits(byar(x, 0.95), std::stod(row[3]), std::stod(row[4]));
        expect_limits(count_limits(x, 0.95), std::stod(row[6]), std::stod(row[7]));
    }
}

// Printed to six decimals, and per cent to two.
TEST(Statistics, EveryWorkedExampleGivesItsRatioAndInterval) {
    const auto all = rows("yoy_worked_examples.csv");
    if (all.empty()) {
        GTEST_SKIP() << test::no_shared_folder;
    }
    EXPECT_EQ(all.size(), 13U);
    for (const auto& row : all) {
        const Counts counts{std::stod(row[1]), std::stod(row[2])};
        SCOPED_TRACE(row[0]);
        EXPECT_NEAR(counts.now / counts.before, std::stod(row[6]), close);
        const Limits found = ratio_limits(counts, 0.95, 1);
        EXPECT_NEAR(found.low, std::stod(row[7]), close);
        EXPECT_NEAR(found.high, std::stod(row[8]), close);
        EXPECT_NEAR(100 * (found.low - 1), std::stod(row[9]), 0.006);
        EXPECT_NEAR(100 * (found.high - 1), std::stod(row[10]), 0.006);
    }
}

TEST(Statistics, MoreDispersionWidensAnInterval) {
    expect_limits(ratio_limits({8943, 10391}, 0.95, 5), 1.0907367999125919, 1.2377366826863763);
    EXPECT_LT(ratio_limits({131, 247}, 0.95, 5).low, ratio_limits({131, 247}, 0.95, 1).low);
    EXPECT_GT(ratio_limits({131, 247}, 0.95, 5).low, 1) << "Hampshire stands until phi is 9.3";
    EXPECT_LT(ratio_limits({131, 247}, 0.95, 9.5).low, 1);
}

TEST(Statistics, AZeroCountHasAnInterval) {
    const Limits risen = ratio_limits({0, 20}, 0.95, 1);
    EXPECT_GT(risen.low, 1);
    EXPECT_TRUE(std::isinf(risen.high));
    const Limits fallen = ratio_limits({20, 0}, 0.95, 1);
    EXPECT_EQ(fallen.low, 0);
    EXPECT_NEAR(fallen.high, 1 / risen.low, close) << "the same looked at from the other side";
    EXPECT_LT(ratio_limits({0, 20}, 0.95, 5).low, 1);
}

TEST(Statistics, APanelThatMovesTogetherHasTheLeastDispersion) {
    std::vector<Counts> panel;
    for (int i = 0; i < 40; ++i) {
        panel.push_back({100.0 + i, 120.0 + 1.2 * i});
    }
    EXPECT_NEAR(dispersion_of(panel).value(), 0, 0.01);
    EXPECT_EQ(phi_of(panel), least_phi);
}

TEST(Statistics, DispersionIsWhatIsAddedToChance) {
    // Each member off by three times what chance makes of it: z is 3 or -3, phi about 9.
    std::vector<Counts> panel;
    for (int i = 0; i < 40; ++i) {
        const double off = (i % 2 == 0 ? 3 : -3) * std::sqrt(2000.0) / 2;
        panel.push_back({1000 - off, 1000 + off});
    }
    EXPECT_NEAR(dispersion_of(panel).value(), 9.0 * 40 / 39, 0.01);
}

TEST(Statistics, OneWildMemberDoesNotMakeThePanelWild) {
    std::vector<Counts> panel(40, {1000, 1000});
    panel.push_back({1000, 3000});
    EXPECT_LT(dispersion_of(panel).value(), 3);
}

TEST(Statistics, ASmallPanelTellsNothing) {
    EXPECT_FALSE(dispersion_of(std::vector<Counts>(9, {100, 110})));
    EXPECT_FALSE(dispersion_of(std::vector<Counts>(40, {1, 2}))) << "too small to tell";
    EXPECT_FALSE(dispersion_of({}));
    EXPECT_EQ(phi_of({}), unknown_phi);
}

TEST(Statistics, FalseDiscoveriesOfThePaper) {
    // Benjamini and Hochberg 1995, section 3: fifteen tests, four rejected at 0.05.
    const std::vector<double> chances{0.0001,
                                      0.0004,
                                      0.0019,
                                      0.0095,
                                      0.0201,
                                      0.0278,
                                      0.0298,
                                      0.0344,
                                      0.0459,
                                      0.3240,
                                      0.4262,
                                      0.5719,
                                      0.6528,
                                      0.7590,
                                      1.000};
    const auto found = discoveries(chances, 0.05);
    EXPECT_EQ(std::count(found.begin(), found.end(), true), 4);
    EXPECT_TRUE(found[3]);
    EXPECT_FALSE(found[4]);
    EXPECT_TRUE(discoveries({}, 0.05).empty());
}

RC_GTEST_PROP(Statistics, TheIntervalHoldsTheRatioAndItsChanceAgrees, ()) {
    const Counts counts{static_cast<double>(*rc::gen::inRange(0, 500)),
                        static_cast<double>(*rc::gen::inRange(1, 500))};
    const double phi = *rc::gen::inRange(1, 10);
    const Limits found = ratio_limits(counts, 0.95, phi);
    const double ratio = counts.now / counts.before; // infinite from zero, as the upper limit is
    RC_ASSERT(found.low <= ratio && ratio <= found.high);
    if (counts.before > 0) {
        RC_ASSERT((found.low > 1 || found.high < 1) == (chance_of(counts, phi) < 0.05));
    }
}

} // namespace
} // namespace tidemark::alert
