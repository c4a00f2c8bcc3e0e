#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/values.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace tidemark::parse {
namespace {

Cell text_cell(std::string text) {
    Cell cell;
    cell.type = CellType::text;
    cell.text = std::move(text);
    return cell;
}

Read with_decimal(std::string decimal) {
    Read read;
    read.decimal = std::move(decimal);
    return read;
}

Markers declared() {
    Markers markers;
    markers.extra = {{"..", {.status = Status::not_available}},
                     {"-", {.status = Status::zero}},
                     {"<5", {.status = Status::below, .below = 5}},
                     {"*", {.status = Status::suppressed}},
                     {"(p)", {.status = Status::provisional}},
                     {"~", {.status = Status::low}},
                     {"-00", {.status = Status::zero}}};
    return markers;
}

Reading read(const std::string& text, const Markers& markers = declared()) {
    const Cell cell = text_cell(text);
    return ValueReader(markers).read(&cell).value_or(
        Reading{.value = -999, .status = Status::zero});
}

std::string refused(const std::string& text, const Markers& markers = declared()) {
    const Cell cell = text_cell(text);
    const auto reading = ValueReader(markers).read(&cell);
    return reading ? "read" : reading.error().code;
}

TEST(Values, AreReadFromText) {
    EXPECT_EQ(read("2145"), (Reading{.value = 2145}));
    EXPECT_EQ(read(" 1,234,567.5 "),
              (Reading{.value = 1234567.5, .grouping = Grouping::thousands}));
    EXPECT_EQ(read("+3"), (Reading{.value = 3}));
    EXPECT_EQ(read("\u22124.5"), (Reading{.value = -4.5})); // minus sign
    EXPECT_EQ(read("\u00A07\u00A0"), (Reading{.value = 7}));
    EXPECT_EQ(read("1e+05"), (Reading{.value = 100000}));
    EXPECT_EQ(read(".5"), (Reading{.value = 0.5}));
    EXPECT_EQ(read("98.40%"), (Reading{.value = 0.984}));
    EXPECT_EQ(read("0"), (Reading{.value = 0}));
    EXPECT_FALSE(std::signbit(*read("-0").value));
}

TEST(Values, OfADecimalCommaAreReadWhereItIsSaid) {
    const auto with_comma = [](const std::string& text) {
        const Cell cell = text_cell(text);
        return ValueReader(declared(), with_decimal(","))
            .read(&cell)
            .value_or(Reading{.value = -999});
    };
    EXPECT_EQ(with_comma("7,268"), (Reading{.value = 7.268}));
    EXPECT_EQ(with_comma("1.234.567,5"), (Reading{.value = 1234567.5}));
    EXPECT_EQ(with_comma("7.268"), (Reading{.value = 7268}));
    EXPECT_EQ(with_comma("2,5 (p)"), (Reading{.value = 2.5, .status = Status::provisional}));
    EXPECT_EQ(refused("2,5"), "layout.comma");
    EXPECT_EQ(refused("1.234.567,5"), "layout.comma");
    EXPECT_EQ(refused("12a"), "layout.marker");
}

TEST(Values, AreNotReadFromTextThatOnlyLooksLikeANumber) {
    for (const char* text :
         {"1,23",   "12,34,567", "1234,567", "1.2.3", "007",   "2.025.045", "12a", "1 2",
          "1,2345", "£5",        "5-",       "--5",   "1/2",   "+",         ".",   "1e",
          "12e5.5", "inf",       "nan",      "0x10",  "1e999", "(5)",       "½"}) {
        EXPECT_NE(refused(text), "read") << text;
    }
}

TEST(Values, MarkersOfTheStandardSetKeepTheirMeaning) {
    EXPECT_EQ(read("[c]"), (Reading{.value = {}, .status = Status::suppressed}));
    EXPECT_EQ(read("[x]"), (Reading{.value = {}, .status = Status::not_available}));
    EXPECT_EQ(read("[z]"), (Reading{.value = {}, .status = Status::not_applicable}));
    EXPECT_EQ(read("[low]"), (Reading{.value = 0, .status = Status::low}));
    EXPECT_EQ(read("12 [p]"), (Reading{.value = 12, .status = Status::provisional}));
    EXPECT_EQ(read("100,000[r]"),
              (Reading{.value = 100000, .status = Status::revised, .grouping = Grouping::unsure}));
    EXPECT_EQ(read("12 [r][e]"), (Reading{.value = 12, .status = Status::estimated}));
    EXPECT_EQ(read("12 [b] [r]"), (Reading{.value = 12, .status = Status::series_break}));
    EXPECT_EQ(read("1.1[sss]"), (Reading{.value = 1.1}));
}

TEST(Values, MarkersThatContradictOrSayNothingAreRefused) {
    for (const char* text :
         {"12 [c]", "[p]", "[q]", "12 [r] x", "[c] of 5", "[]", "[r", "x [c]", "12 *"}) {
        EXPECT_EQ(refused(text), "layout.marker") << text;
    }
    Markers none;
    none.sets = {};
    EXPECT_EQ(refused("[c]", none), "layout.marker");
    EXPECT_EQ(refused("..", none), "layout.marker");
}

TEST(Values, DeclaredMarkersStandAloneOrBesideANumber) {
    EXPECT_EQ(read(".."), (Reading{.value = {}, .status = Status::not_available}));
    EXPECT_EQ(read("\u2013"), (Reading{.value = 0, .status = Status::zero})); // en dash
    EXPECT_EQ(read("<5"), (Reading{.value = {}, .status = Status::below, .below = 5}));
    EXPECT_EQ(read(" * "), (Reading{.value = {}, .status = Status::suppressed}));
    EXPECT_EQ(read("12 (p)"), (Reading{.value = 12, .status = Status::provisional}));
    EXPECT_EQ(read("17~"), (Reading{.value = 17, .status = Status::low}));
    EXPECT_EQ(read("-00 "), (Reading{.value = 0, .status = Status::zero}));
    EXPECT_EQ(refused("(p)"), "layout.marker");
}

TEST(Values, ADeclaredNumberIsAMarkerToo) {
    Markers markers;
    markers.extra = {{"9999", {.status = Status::not_answered}}};
    Cell cell = text_cell("9999");
    cell.type = CellType::number;
    cell.number = 9999;
    EXPECT_EQ(ValueReader(markers).read(&cell).value(),
              (Reading{.value = {}, .status = Status::not_answered}));
}

TEST(Values, AnEmptyCellIsNeverZero) {
    EXPECT_EQ(ValueReader(Markers()).read(nullptr).error().code, "layout.blank");
    EXPECT_EQ(refused(" \u00A0 "), "layout.blank");
    Markers markers;
    markers.extra = {{"", {.status = Status::not_answered}}};
    EXPECT_EQ(ValueReader(markers).read(nullptr).value(),
              (Reading{.value = {}, .status = Status::not_answered}));
}

TEST(Values, OfADialectAreReadWhereItIsSaid) {
    const auto value = [](const std::string& text, const Read& how) {
        const Cell cell = text_cell(text);
        return ValueReader(Markers(), how)
            .read(&cell)
            .value_or(Reading{.value = -999, .status = Status::zero})
            .value;
    };
    Read blanks;
    blanks.thousands = " ";
    EXPECT_EQ(value("1\u00A0234 567.5", blanks), 1234567.5);
    EXPECT_EQ(value("-1 234", blanks), -1234);
    EXPECT_EQ(value("1 23", blanks), -999);
    EXPECT_EQ(value("1 2345", blanks), -999);
    EXPECT_EQ(value("1234 567", blanks), -999);
    EXPECT_EQ(value("1,234", blanks), -999);
    EXPECT_EQ(value("1 234", Read()), -999);
    Read swiss;
    swiss.thousands = "'";
    EXPECT_EQ(value("1\u2019234'567", swiss), 1234567);
    Read brackets;
    brackets.brackets_negative = true;
    EXPECT_EQ(value("(1,234.5)", brackets), -1234.5);
    EXPECT_EQ(value("(5", brackets), -999);
    EXPECT_EQ(value("(5)", Read()), -999);
}

TEST(Values, KnownToBeUnderANumberAreBounds) {
    const auto bound = [](double below) {
        return Reading{.value = {}, .status = Status::below, .below = below};
    };
    for (const char* text : {"<5",
                             "< 5",
                             "\u22644",
                             "<=4",
                             "Fewer than 5",
                             "less than 5",
                             "up to 4",
                             "0-4",
                             "1 \u2013 4",
                             "1 to 4"}) {
        EXPECT_EQ(read(text, Markers()), bound(5)) << text;
    }
    EXPECT_EQ(read("<1.5", Markers()), bound(1.5));
    const Cell cell = text_cell("<1.000");
    EXPECT_EQ(ValueReader(Markers(), with_decimal(",")).read(&cell).value(), bound(1000));
    EXPECT_EQ(read("<1,500", Markers()).grouping, Grouping::unsure);
    EXPECT_EQ(read("<1,000", Markers()).below, 1000);
    for (const char* text : {"<",
                             "fewer than many",
                             "5-1",
                             "2-5",
                             "1-2",
                             "1-2020",
                             "<5%?",
                             ">5",
                             "\u22640.5",
                             "\u2264100%"}) {
        EXPECT_EQ(refused(text, Markers()), "layout.marker") << text;
    }
}

RC_GTEST_PROP(ValuesProperty, ReadWhatTheyPrint, (double value)) {
    RC_PRE(std::isfinite(value));
    const std::string bare = plain(value);
    RC_ASSERT(read_number(bare)->value == value + 0.0);
    RC_ASSERT(read_number(bare)->rest.empty());
    std::string printed = grouped(value);
    RC_ASSERT(read_number(printed)->value == value + 0.0);
    for (char& c : printed) {
        c = c == ',' ? '.' : c == '.' ? ',' : c;
    }
    RC_ASSERT(read_number_with_comma(printed)->value == value + 0.0);
}

RC_GTEST_PROP(ValuesProperty, NeverGiveAValueWhereTheStatusHasNone, (const std::string& text)) {
    const Cell cell = text_cell(text);
    const auto reading = ValueReader(declared()).read(&cell);
    if (reading) {
        RC_ASSERT(reading->value.has_value() == has_value(reading->status));
    }
}

TEST(Units, ThousandsAreToTheLastDigit) {
    EXPECT_EQ(in_units(2.3, 3), 2300);
    EXPECT_EQ(in_units(1.1, 3), 1100);
    EXPECT_EQ(in_units(-0.07, 6), -70000);
    EXPECT_EQ(in_units(0, 3), 0);
    EXPECT_EQ(in_units(1234.5678, 3), 1234567.8);
    EXPECT_EQ(in_units(12, 0), 12);
}

} // namespace
} // namespace tidemark::parse
