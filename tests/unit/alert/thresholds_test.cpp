#include "pipeline/alert/rules/thresholds.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tidemark::alert {
namespace {

Rule stepped(double from, double every) {
    Rule rule;
    rule.from = from;
    rule.every = every;
    return rule;
}

bool is_between(double low, double step, double high, bool up) {
    return up ? low <= step && step < high : low < step && step <= high;
}

TEST(Thresholds, AJumpNamesTheFurthestFirst) {
    Rule rule;
    rule.at = {5000, 20000, 10000};
    EXPECT_EQ(crossed(rule, 4000, 10391, true), (std::vector<double>{10000, 5000}));
    EXPECT_EQ(crossed(rule, 21000, 4000, false), (std::vector<double>{5000, 10000, 20000}));
}

TEST(Thresholds, ANumberThatIsOnlyReachedIsNotPassed) {
    Rule rule;
    rule.at = {10000};
    EXPECT_TRUE(crossed(rule, 9000, 10000, true).empty());
    EXPECT_EQ(crossed(rule, 10000, 10001, true), (std::vector<double>{10000}));
}

TEST(Thresholds, ASumWithoutAnEarlierOneNamesOneNumber) {
    EXPECT_EQ(crossed(stepped(30000, 1000), std::nullopt, 37120, true),
              (std::vector<double>{37000}));
    EXPECT_TRUE(crossed(stepped(30000, 1000), std::nullopt, 30000, true).empty());
}

RC_GTEST_PROP(Thresholds, EveryStepNamedLiesBetween, (unsigned a, unsigned b, bool up)) {
    const double low = a % 100000U;
    const double high = low + b % 100000U;
    const Rule rule = stepped(1000, 1000);
    const auto steps = up ? crossed(rule, low, high, true) : crossed(rule, high, low, false);
    for (const double step : steps) {
        RC_ASSERT(is_between(low, step, high, up));
    }
    std::size_t between = 0;
    for (double step = 1000; step <= 300000; step += 1000) {
        between += is_between(low, step, high, up) ? 1U : 0U;
    }
    RC_ASSERT(steps.size() == std::min<std::size_t>(between, 4));
}

} // namespace
} // namespace tidemark::alert
