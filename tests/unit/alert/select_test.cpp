// Which periods are set beside each other.
#include "pipeline/alert/select.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace tidemark::alert {
namespace {

Subject subject_of(const std::vector<const char*>& periods) {
    Subject subject;
    for (const char* text : periods) {
        Total total;
        total.period = parse_period(text).value();
        total.parts.emplace_back().answer = Answer::answered;
        subject.totals.push_back(total);
    }
    return subject;
}

// Each run on one line.
std::set<std::string> runs(const std::vector<const char*>& periods) {
    const Subject subject = subject_of(periods);
    std::set<std::string> all;
    for (const auto& run : by_frequency(subject)) {
        std::string line;
        for (const Total* total : run) {
            line += (line.empty() ? "" : " ") + to_text(total->period);
        }
        all.insert(line);
    }
    return all;
}

TEST(Select, SetsThePartOfAYearBesideTheSameMonthsAlone) {
    EXPECT_EQ(runs({"2018/19",
                    "2019/20",
                    "2020-04-01/2020-12-31",
                    "2021-04-01/2021-12-31",
                    "2019-10-01/2020-06-30",
                    "2020-04-01/2020-09-30"}),
              (std::set<std::string>{"2018/19 2019/20",
                                     "2020-04-01/2020-12-31 2021-04-01/2021-12-31",
                                     "2019-10-01/2020-06-30",
                                     "2020-04-01/2020-09-30"}));
}

TEST(Select, SetsSpansOfTheSameMonthsBesideEachOtherInLeapYearsToo) {
    EXPECT_EQ(runs({"2019-02-01/2019-04-30", "2020-02-01/2020-04-30"}),
              (std::set<std::string>{"2019-02-01/2019-04-30 2020-02-01/2020-04-30"}));
}

TEST(Select, SetsYearsHalvesAndWeeksBesideTheirOwnKind) {
    EXPECT_EQ(runs({"year ending June 2018",
                    "year ending June 2019",
                    "year ending September 2019",
                    "2017-04-06/2018-04-05",
                    "2018-04-06/2019-04-05",
                    "year ending April 2019",
                    "2019-S1",
                    "2019-S2",
                    "2019-04-01/2019-09-30",
                    "2020-W01",
                    "2020-W02",
                    "2019-12-28/2020-01-03"}),
              (std::set<std::string>{"year ending June 2018 year ending June 2019",
                                     "year ending September 2019",
                                     "2017-04-06/2018-04-05 2018-04-06/2019-04-05",
                                     "year ending April 2019",
                                     "2019-S1 2019-S2",
                                     "2019-04-01/2019-09-30",
                                     "2020-W01 2020-W02",
                                     "2019-12-28/2020-01-03"}));
}

TEST(Select, FindsNoYearForThePartOfOne) {
    const Subject subject = subject_of({"2018/19", "2019/20", "2020-04-01/2020-12-31"});
    const Period part = subject.totals.back().period;
    EXPECT_EQ(to_text(year_before(part)), "2019-04-01/2019-12-31");
    EXPECT_EQ(total_of(subject, year_before(part)), nullptr);
    EXPECT_FALSE(is_year(part));
    EXPECT_TRUE(is_year(parse_period("2019-04-06/2020-04-05").value()));
}

} // namespace
} // namespace tidemark::alert
