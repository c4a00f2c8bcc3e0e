// Every label of the collection of published spellings, as a source would declare it, and under
// every other form.
#include "pipeline/parse/layout/period_forms.hpp"
#include "pipeline/parse/layout/periods.hpp"
#include "tests/support/shared.hpp"
#include "tests/unit/periods/published.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace tidemark::parse {
namespace {

constexpr std::size_t all_rows = 210;

class PublishedLabels : public testing::Test {
  protected:
    void SetUp() override {
        rows_ = published_labels();
        if (rows_.empty()) {
            GTEST_SKIP() << test::no_shared_folder;
        }
        EXPECT_EQ(rows_.size(), all_rows);
    }

    [[nodiscard]] const std::vector<Published>& rows() const { return rows_; }

  private:
    std::vector<Published> rows_;
};

std::string days(const Period& period) {
    return day_text(period.start) + '/' + day_text(period.end);
}

std::string days(const Published& row) {
    return row.start + '/' + row.end;
}

TEST_F(PublishedLabels, AreReadAsTheirSourceDeclaresThem) {
    std::size_t read = 0;
    std::size_t refused = 0;
    for (const auto& row : rows()) {
        if (!refused_because(row).empty()) {
            EXPECT_TRUE(row.ambiguity == "unresolvable" || row.ambiguity == "very high")
                << row.label;
            ++refused;
            continue;
        }
        const auto declared = declared_for(row);
        ASSERT_TRUE(declared) << row.label << ": no form says it";
        const auto period = read_as_declared(row.label, *declared);
        ASSERT_TRUE(period) << period.error().to_text();
        EXPECT_EQ(days(*period), days(row)) << row.label;
        ++read;
    }
    EXPECT_EQ(refused, 7U);
    EXPECT_EQ(read + refused, all_rows);
}

TEST_F(PublishedLabels, AreRefusedWithTheReasonWhereNothingCouldBeDeclared) {
    std::string said;
    for (const auto& row : rows()) {
        if (refused_because(row).empty()) {
            continue;
        }
        for (const PeriodForm form : all_forms()) {
            const auto period = read_period(row.label, {.forms = {form}});
            ASSERT_FALSE(period) << row.label << " under " << to_text(form);
        }
        said += read_period(row.label, {.forms = {PeriodForm::financial_year}}).error().found;
        said += '\n';
    }
    EXPECT_EQ(said,
              "'2020/21 YTD' (its days depend on when it was published)\n"
              "'Latest 12 months' (its days depend on when it was published)\n"
              "'Year 1' (the year that it counts from is not said)\n"
              "'Total' (it is no period)\n"
              "'% change Apr 2018 to Mar 2019 compared with Apr 2019 to Mar 2020' (it compares "
              "periods)\n"
              "'April 2017 to March 2018 compared with:' (it compares periods)\n"
              "'2020/21 - 2019/20' (the later stands first, as in a difference)\n");
}

// A year of two numbers belongs to whoever declares it, the first of a month stands for the month,
// and seven years could be months.
const std::set<std::string> open_to_declaration{
    "01/02/2020 as month",
    "01/04/2019 as date",
    "1 Jan 2020 as month",
    "1920 as calendar-year",
    "1999-2000 as academic-year",
    "1999-2000 as span",
    "1999/00 as academic-year",
    "199900 as financial-year",
    "2008-09 as academic-year",
    "2008-09 as month",
    "2009-10 as academic-year",
    "2009-10 as month",
    "2009/10 as academic-year",
    "2010-11 as academic-year",
    "2010-11 as month",
    "2010‑11 as academic-year",
    "2010‑11 as financial-year",
    "2010‑11 as month",
    "2011-12 as academic-year",
    "2011-12 as month",
    "2016-2017 as academic-year",
    "2016-2017 as financial-year",
    "2016/'17 as academic-year",
    "2016/2017 as academic-year",
    "2016/2017 as financial-year",
    "2017-181 as academic-year",
    "2018–19 as academic-year",
    "2018–19 as financial-year",
    "2019 to 2020 as academic-year",
    "2019 to 2020 as span",
    "2019-20 as academic-year",
    "2019-2020 as academic-year",
    "2019-2020 as span",
    "2019-A1 as calendar-year",
    "2019-A1 as financial-year",
    "2019/20 as academic-year",
    "2019/20 as financial-year",
    "2019/2020 as academic-year",
    "2019/2020 as span",
    "201920 -1 as financial-half",
    "201920 as academic-year",
    "2019_20 as academic-year",
    "2019‑20 as academic-year",
    "2019–20 as academic-year",
    "2020 as calendar-year",
    "2020-01-01 as month",
    "2020-D001 as month",
};

TEST_F(PublishedLabels, MeanOtherDaysUnderAnotherFormOnlyWhereTheirWordsLeaveItOpen) {
    std::set<std::string> found;
    int refused = 0;
    for (const auto& row : rows()) {
        for (const PeriodForm form : all_forms()) {
            const auto period = read_period(row.label, {.forms = {form}});
            refused += period ? 0 : 1;
            if (period && days(*period) != days(row)) {
                found.insert(row.label + " as " + std::string(to_text(form)));
            }
        }
    }
    EXPECT_EQ(found, open_to_declaration);
    EXPECT_GT(refused, 2'000);
}

// Whatever may be declared in one go: what is read is right, and else both readings are named.
TEST_F(PublishedLabels, AreRefusedWithBothReadingsWhereSeveralFormsDisagree) {
    PeriodSpelling all;
    all.forms.assign(all_forms().begin(), all_forms().end());
    for (const auto& row : rows()) {
        const auto period = read_period(row.label, all);
        if (period) {
            EXPECT_TRUE(days(*period) == days(row) || !row.context.empty()) << row.label;
        } else if (row.ambiguity == "none" || row.ambiguity == "low") {
            const auto& found = period.error().found;
            EXPECT_TRUE(found.find(", or ") != std::string::npos ||
                        found.find("year_from must say") != std::string::npos)
                << found;
        }
    }
    const auto trap =
        read_period("2008-09", {.forms = {PeriodForm::financial_year, PeriodForm::month}});
    ASSERT_FALSE(trap);
    EXPECT_EQ(trap.error().found,
              "'2008-09' (2008/09 under financial-year, or September 2008 under month)");
}

// Of which the months are written: another beginning of the year cannot move them.
TEST_F(PublishedLabels, KeepTheirMonthsWhateverYearIsDeclared) {
    using std::chrono::month_day;
    using Single = PeriodSpelling::Single;
    const auto from = [](unsigned month, unsigned day) {
        return month_day{std::chrono::month{month}, std::chrono::day{day}};
    };
    int read = 0;
    for (const auto& row : rows()) {
        const bool of_months = row.label.find_first_of("AJMSODFN") != std::string::npos &&
                               row.label.find(" to ") != std::string::npos;
        for (const auto& year_from : {from(7, 1), from(10, 1), from(4, 6), from(1, 1)}) {
            for (const PeriodForm form : all_forms()) {
                const auto period = read_period(
                    row.label, {.forms = {form}, .year_from = year_from, .single = Single::last});
                if (of_months && period) {
                    EXPECT_EQ(days(*period), days(row)) << row.label;
                    ++read;
                }
            }
        }
    }
    EXPECT_GT(read, 100);
}

} // namespace
} // namespace tidemark::parse
