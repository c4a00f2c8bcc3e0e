// Every enumeration that people write or read: its words, and back.
#include "pipeline/model/figures.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/rule.hpp"
#include "pipeline/model/statement.hpp"
#include "pipeline/model/status.hpp"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>
#include <string>

namespace tidemark {
namespace {

// All enumerators from the first to `last` have different words, read back; one further has none.
template <typename Enum, typename Parse>
void expect_inverse(Enum last, Parse parse) {
    std::set<std::string_view> words;
    for (int number = 0; number <= static_cast<int>(last); ++number) {
        const auto value = static_cast<Enum>(number);
        EXPECT_EQ(parse(to_text(value)), value) << to_text(value);
        EXPECT_TRUE(words.insert(to_text(value)).second) << to_text(value);
    }
    EXPECT_THROW((void)to_text(static_cast<Enum>(static_cast<int>(last) + 1)), std::logic_error);
    EXPECT_FALSE(parse(""));
    EXPECT_FALSE(parse("News"));
}

TEST(Words, ReadBack) {
    expect_inverse(Status::not_answered, parse_status);
    expect_inverse(PeriodForm::span, parse_period_form);
    expect_inverse(Severity::error, parse_severity);
    expect_inverse(RuleKind::coverage, parse_rule_kind);
    expect_inverse(State::failed, parse_state);
}

TEST(Words, AreThoseOfTheLogAndTheConfiguration) {
    EXPECT_EQ(to_text(State::fresh), "new");
    EXPECT_EQ(to_text(PeriodForm::financial_year), "financial-year");
    EXPECT_EQ(to_text(Answer::not_asked), "not asked");
    EXPECT_EQ(to_text(Answer::series_break), "break");
    EXPECT_EQ(parse_status("not_applicable"), Status::not_applicable);
}

TEST(Status, OnlyAFigureHasAValue) {
    const std::set<Status> without{Status::below,
                                   Status::suppressed,
                                   Status::not_available,
                                   Status::not_applicable,
                                   Status::not_answered};
    for (int number = 0; number <= static_cast<int>(Status::not_answered); ++number) {
        const auto status = static_cast<Status>(number);
        EXPECT_EQ(has_value(status), !without.contains(status)) << to_text(status);
    }
}

TEST(Status, HasACodeOfTheSdmxCodeList) {
    EXPECT_EQ(sdmx_code(Status::normal), 'A');
    EXPECT_EQ(sdmx_code(Status::provisional), 'P');
    EXPECT_EQ(sdmx_code(Status::estimated), 'E');
    EXPECT_EQ(sdmx_code(Status::forecast), 'F');
    EXPECT_EQ(sdmx_code(Status::series_break), 'B');
    EXPECT_EQ(sdmx_code(Status::unreliable), 'U');
    EXPECT_EQ(sdmx_code(Status::low), 'N');
    EXPECT_EQ(sdmx_code(Status::suppressed), 'Q');
    EXPECT_EQ(sdmx_code(Status::not_available), 'O');
    EXPECT_EQ(sdmx_code(Status::not_applicable), 'M');
    EXPECT_EQ(sdmx_code(Status::not_answered), 'L');
}

} // namespace
} // namespace tidemark
