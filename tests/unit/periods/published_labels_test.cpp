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

TEST_F(PublishedLabels, MeanOtherDaysUnderAnotherFormOnlyWhereTheirWordsLeaveItOpen) {
    std::set<std::string> found;
    for (const auto& row : rows()) {
        for (const PeriodForm form : all_forms()) {
            const auto period = read_period(row.label, {.forms = {form}});
            if (period && days(*period) != days(row)) {
                found.insert(row.label + " as " + std::string(to_text(form)));
            }
        }
    }
    for (const auto& each : found) {
        std::printf("%s\n", each.c_str());
    }
}

} // namespace
} // namespace tidemark::parse
