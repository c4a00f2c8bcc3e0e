#include "pipeline/alert/bound.hpp"
#include "pipeline/alert/compare.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <numeric>
#include <string>

namespace tidemark::alert {
namespace {

using Answers = std::map<std::string, int>; // member -> value; -1 awaited

Total total_of(const Answers& answers, int year) {
    Total total;
    total.period = financial_year(year);
    for (const auto& [code, value] : answers) {
        Part part;
        part.code = code;
        part.name = "name of " + code;
        part.answer = value < 0 ? Answer::awaited : Answer::answered;
        ++total.of;
        if (value >= 0) {
            part.value = part.low = part.high = value;
            total.value += value;
            ++total.members;
        }
        total.parts.push_back(part);
    }
    total.low = total.high = total.value;
    return total;
}

// Ten members; one not among them is -2, one awaited is -1.
rc::Gen<Answers> answers() {
    return rc::gen::map(rc::gen::container<std::vector<int>>(10, rc::gen::inRange(-2, 400)),
                        [](const std::vector<int>& values) {
                            Answers answers;
                            for (std::size_t i = 0; i < values.size(); ++i) {
                                if (values[i] >= -1) {
                                    answers.emplace(std::string(1, static_cast<char>('a' + i)),
                                                    values[i]);
                                }
                            }
                            return answers;
                        });
}

RC_GTEST_PROP(Compare, AgreesWithCountingByHand, ()) {
    const Answers now = *answers();
    const Answers before = *answers();
    const Total total_now = total_of(now, 2019);
    const Total total_before = total_of(before, 2018);
    const Comparison c = compare(total_now, total_before, true, {});
    int members = 0;
    double sum_now = 0;
    double sum_before = 0;
    std::map<std::string, int> outside;
    for (const auto& [code, value] : now) {
        const auto other = before.find(code);
        if (value >= 0 && other != before.end() && other->second >= 0) {
            ++members;
            sum_now += value;
            sum_before += other->second;
        } else {
            ++outside[code];
        }
    }
    for (const auto& [code, value] : before) {
        const auto other = now.find(code);
        if (other == now.end() || other->second < 0 || value < 0) {
            ++outside[code];
        }
    }
    RC_ASSERT(c.coverage.matched == members);
    RC_ASSERT(c.now.value == sum_now);
    RC_ASSERT(c.before.value == sum_before);
    RC_ASSERT(c.coverage.left_out.size() == outside.size());
    for (const LeftOut& member : c.coverage.left_out) {
        RC_ASSERT(outside.contains(member.code));
        RC_ASSERT(!member.why.empty());
    }
}

RC_GTEST_PROP(Compare, DriversAddUpToTheChange, ()) {
    const int count = *rc::gen::inRange(1, 8);
    const bool matched = *rc::gen::arbitrary<bool>();
    const Total now = total_of(*answers(), 2019);
    const Total before = total_of(*answers(), 2018);
    const Comparison c = compare(now, before, matched, {});
    const auto named = drivers(c, count);
    if (c.matched.size() < 2) {
        RC_ASSERT(named.empty());
        return;
    }
    const double sum = std::accumulate(
        named.begin(), named.end(), 0.0, [](double s, const Driver& d) { return s + d.change; });
    RC_ASSERT(sum == c.now.value - c.before.value);
    RC_ASSERT(named.size() <= static_cast<std::size_t>(count) + 1);
}

TEST(Compare, EveryoneLeftOutHasAReason) {
    Total before = total_of({{"a", 5}, {"b", -1}, {"c", 7}}, 2018);
    Total now = total_of({{"a", 6}, {"b", 3}, {"c", 8}, {"d", 9}}, 2019);
    now.parts[2].answer = Answer::series_break;
    now.parts[2].why = "new IT system";
    const auto out = left_out(now, before);
    ASSERT_EQ(out.size(), 3U);
    EXPECT_EQ(out[0].why, "no 2018/19 answer");
    EXPECT_EQ(out[1].why, "new IT system");
    EXPECT_EQ(out[2].why, "not asked in 2018/19");
}

TEST(Compare, ABaseOfAnOlderEditionIsNamed) {
    Total before = total_of({{"a", 500}}, 2018);
    Total now = total_of({{"a", 600}}, 2019);
    before.parts[0].last = 7; // names are no order: 7 was published first
    now.parts[0].last = 3;
    Snapshot snapshot;
    snapshot.vintages[7].published = parse_day("2018-10-18").value();
    snapshot.vintages[3].published = parse_day("2019-10-17").value();
    EXPECT_EQ(compare(now, before, true, snapshot).older_edition, parse_day("2018-10-18").value());
    before.parts[0].last = 3;
    EXPECT_FALSE(compare(now, before, true, snapshot).older_edition);
    now.parts[0].last = 7; // a late answer: the base is the newer one
    EXPECT_FALSE(compare(now, before, true, snapshot).older_edition);
}

TEST(Compare, AReReadIsOfTheEditionThatItReads) {
    Total before = total_of({{"a", 500}}, 2018);
    Total now = total_of({{"a", 600}}, 2019);
    before.parts[0].last = 1;
    now.parts[0].last = 3;
    Snapshot snapshot;
    for (const VintageId id : {1, 2, 3}) {
        snapshot.vintages[id].published = parse_day("2019-10-17").value();
        snapshot.vintages[id].loaded =
            parse_instant(fmt::format("2019-10-1{}T09:00:00Z", id)).value();
    }
    EXPECT_TRUE(compare(now, before, true, snapshot).older_edition) << "two editions of one day";
    snapshot.vintages[3].rereads = 1;
    EXPECT_FALSE(compare(now, before, true, snapshot).older_edition);
    now.parts[0].last = 2;
    before.parts[0].last = 3; // read again last, though 2 is the newer edition
    EXPECT_TRUE(compare(now, before, true, snapshot).older_edition);
}

TEST(Compare, NoPercentageOnABaseOfZeroOrBelow) {
    EXPECT_FALSE(percent_change(0, 5));
    EXPECT_FALSE(percent_change(-3, 5));
    EXPECT_DOUBLE_EQ(percent_change(200, 150).value(), -25);
}

TEST(Bound, AddsTheLargestAnswerOfEachMemberMissingThen) {
    const Total first = total_of({{"a", 10}, {"b", 90}, {"c", -1}}, 2017);
    const Total high = total_of({{"a", 200}, {"b", -1}, {"c", -1}}, 2018);
    const Total now = total_of({{"a", 300}, {"b", 50}, {"c", -1}, {"d", 40}}, 2019);
    const Bound reach = bound(high, now, {&first, &high, &now});
    EXPECT_EQ(reach.most, 200 + 90 + 40);
    EXPECT_EQ(reach.missing, 2);
    EXPECT_EQ(reach.never_seen, 1);
}

} // namespace
} // namespace tidemark::alert
