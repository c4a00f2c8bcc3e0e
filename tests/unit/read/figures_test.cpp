#include "pipeline/parse/read/figures.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>
#include <string>

namespace tidemark::parse {
namespace {

TEST(Figures, NumberIsADecimalAndNothingElse) {
    EXPECT_EQ(parse_number("2145"), 2145);
    EXPECT_EQ(parse_number(" -4.5 "), -4.5);
    EXPECT_EQ(parse_number("1.5E+3"), 1500);
    EXPECT_EQ(parse_number("+7"), 7);
    for (const auto* text :
         {"", " ", "NaN", "inf", "0x10", "1,5", "1e400", "--1", "1 2", "-", "+-1", ".", "five"}) {
        EXPECT_FALSE(parse_number(text)) << text;
    }
}

TEST(Figures, NegativeZeroIsZero) {
    EXPECT_FALSE(std::signbit(*parse_number("-0")));
}

TEST(Figures, NumberTextIsTheShortestThatReadsBack) {
    EXPECT_EQ(number_text(2145), "2145");
    EXPECT_EQ(number_text(1273.53), "1273.53");
    EXPECT_EQ(number_text(0.1 + 0.2), "0.30000000000000004");
    EXPECT_EQ(number_text(-0.0), "0");
    EXPECT_EQ(number_text(1e300), "1e+300");
    EXPECT_EQ(number_text(-9007199254740991), "-9007199254740991");
    EXPECT_EQ(number_text(9007199254740992), "9007199254740992");
    EXPECT_EQ(number_text(1e21), "1e+21");
}

RC_GTEST_PROP(Figures, NumberTextReadsBackAsTheSameDouble, (double value)) {
    RC_ASSERT(parse_number(number_text(value).view()) == std::optional(value));
}

// The fast way must give what the careful way gives, or leave it alone.
RC_GTEST_PROP(Figures, PlainNumberAgreesWithTheCarefulReading, ()) {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123456789.-e")));
    const std::string ended = text + "<";
    const auto found = plain_number(ended.c_str());
    const std::string_view read(ended.c_str(), static_cast<std::size_t>(found.end - ended.c_str()));
    if (!read.empty()) {
        RC_ASSERT(parse_number(read) == std::optional(found.value));
        RC_ASSERT(number_text(found.value) == read);
    }
}

TEST(Figures, PlainNumberLeavesWhatIsNotItsOwnShortestForm) {
    for (const auto* text :
         {"007<", "1.50<", "1.<", "-0<", ".5<", "1234567890123456<", "0.0000001<", "<"}) {
        const auto found = plain_number(text);
        EXPECT_EQ(found.end, text) << text;
    }
}

TEST(Figures, FormatShowsADateByItsLetters) {
    const std::array<std::pair<std::string_view, Shown>, 19> cases{{
        {"General", Shown::number},
        {"General_)", Shown::number},
        {R"("Total "general)", Shown::number},
        {"#,##0", Shown::number},
        {"0.00E+00", Shown::number},
        {"0.00e+00", Shown::number},
        {"0%", Shown::number},
        {"[Red]0.0", Shown::number},
        {R"("days" 0)", Shown::number},
        {R"(0\d)", Shown::number},
        {"[h]:mm:ss", Shown::number},
        {"_-* #,##0_-", Shown::number},
        {"dd/mm/yyyy", Shown::date},
        {"mmm-yy", Shown::date},
        {"[$-809]d mmmm yyyy;@", Shown::date},
        {"mmmm", Shown::date},
        {"dd/mm/yyyy hh:mm", Shown::date_time},
        {"h:mm AM/PM", Shown::time},
        {"mm:ss", Shown::time},
    }};
    for (const auto& [format, shown] : cases) {
        EXPECT_EQ(shown_by(format), shown) << format;
    }
}

TEST(Figures, SerialNumbersAreDaysOfTwoEpochs) {
    EXPECT_EQ(serial_date(43373, Epoch::y1900, Shown::date)->text, "2018-09-30");
    EXPECT_EQ(serial_date(43373, Epoch::y1900, Shown::date)->days, 17804);
    EXPECT_EQ(serial_date(41911, Epoch::y1904, Shown::date)->text, "2018-09-30");
    EXPECT_EQ(serial_date(1, Epoch::y1900, Shown::date)->text, "1900-01-01");
    EXPECT_EQ(serial_date(59, Epoch::y1900, Shown::date)->text, "1900-02-28");
    EXPECT_EQ(serial_date(61, Epoch::y1900, Shown::date)->text, "1900-03-01");
    EXPECT_EQ(serial_date(43373.75, Epoch::y1900, Shown::date_time)->text, "2018-09-30T18:00:00");
    EXPECT_EQ(serial_date(43373.75, Epoch::y1900, Shown::date)->text, "2018-09-30");
    EXPECT_EQ(serial_date(43372.9999999, Epoch::y1900, Shown::date_time)->text, "2018-09-30");
}

TEST(Figures, TheLastYearIsTheSameInBothEpochs) {
    EXPECT_EQ(serial_date(2958465, Epoch::y1900, Shown::date)->text, "9999-12-31");
    EXPECT_EQ(serial_date(2957003, Epoch::y1904, Shown::date)->text, "9999-12-31");
    EXPECT_EQ(serial_date(2957003.5, Epoch::y1904, Shown::date_time)->text, "9999-12-31T12:00:00");
    for (const double beyond : {2957004.0, 2957003.9999999}) { // rounds up to the year 10000
        EXPECT_FALSE(serial_date(beyond, Epoch::y1904, Shown::date_time)) << beyond;
        EXPECT_FALSE(serial_date(beyond + 1462, Epoch::y1900, Shown::date_time)) << beyond;
    }
}

TEST(Figures, WhatIsNoDayIsNoDate) {
    for (const double serial : {-1.0, 0.5, 60.0, 2958466.0, 1e300}) {
        EXPECT_FALSE(serial_date(serial, Epoch::y1900, Shown::date)) << serial;
    }
}

TEST(Figures, IsoDatesAndDurationsAreRead) {
    EXPECT_EQ(iso_date("2018-09-30")->days, 17804);
    EXPECT_EQ(iso_date("2018-09-30T00:00:00")->text, "2018-09-30");
    EXPECT_EQ(iso_date("2018-09-30T12:00:00.000")->days, 17804.5);
    EXPECT_EQ(iso_duration("PT12H00M00S"), 0.5);
    for (const auto* text :
         {"", "2018-13-01", "2018-02-30", "30/09/2018", "2018-09-30 12:00", "2018"}) {
        EXPECT_FALSE(iso_date(text)) << text;
    }
    EXPECT_FALSE(iso_duration("P1D"));
    EXPECT_FALSE(iso_duration("PT"));
}

} // namespace
} // namespace tidemark::parse
