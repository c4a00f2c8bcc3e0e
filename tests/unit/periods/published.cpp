#include "tests/unit/periods/published.hpp"

#include "pipeline/base/files.hpp"
#include "pipeline/parse/layout/codes.hpp"
#include "pipeline/parse/layout/periods.hpp"
#include "tests/support/shared.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>

namespace tidemark::parse {
namespace {

using enum PeriodForm;
using Single = PeriodSpelling::Single;

// RFC 4180, without line breaks inside quotes.
std::vector<std::string> fields(std::string_view line) {
    std::vector<std::string> out(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
            out.back() += c;
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            out.emplace_back();
        } else {
            out.back() += c;
        }
    }
    return out;
}

std::vector<Published> rows(std::string_view csv) {
    std::vector<Published> out;
    while (!csv.empty()) {
        auto line = csv.substr(0, csv.find('\n'));
        csv.remove_prefix(std::min(csv.size(), line.size() + 1));
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        const auto cells = fields(line);
        if (cells.at(0) != "label") {
            out.push_back({.label = cells[0],
                           .context = cells.at(1),
                           .start = cells.at(2),
                           .end = cells.at(3),
                           .frequency = cells.at(4),
                           .year_type = cells.at(5),
                           .ambiguity = cells.at(6)});
        }
    }
    return out;
}

std::chrono::month_day from(unsigned month, unsigned day) {
    return {std::chrono::month{month}, std::chrono::day{day}};
}

struct Fit {
    std::string_view year_type;
    std::string_view frequency; // "" = any
    PeriodSpelling parse;
};

const std::array fits{
    Fit{"UK financial", "A", {.forms = {financial_year}}},
    Fit{"Australian financial", "A", {.forms = {financial_year}, .year_from = from(7, 1)}},
    Fit{"Indian financial", "A", {.forms = {financial_year}, .single = Single::last}},
    Fit{"US federal",
        "A",
        {.forms = {financial_year}, .year_from = from(10, 1), .single = Single::last}},
    Fit{"UK tax", "A", {.forms = {financial_year}, .year_from = from(4, 6)}},
    Fit{"meteorological", "A", {.forms = {financial_year}, .year_from = from(3, 1)}},
    Fit{"academic", "A", {.forms = {academic_year}}},
    Fit{"higher-education academic", "A", {.forms = {academic_year}, .year_from = from(8, 1)}},
    Fit{"crop/school year", "A", {.forms = {academic_year}, .year_from = from(8, 1)}},
    Fit{"year ending June", "A", {.forms = {year_ending}}},
    Fit{"year ending September", "A", {.forms = {year_ending}}},
    Fit{"year ending December", "A", {.forms = {year_ending}}},
    Fit{"calendar", "A", {.forms = {calendar_year}}},
    Fit{"reporting", "A", {.forms = {calendar_year}}},
    Fit{"calendar quarter", "Q", {.forms = {quarter}}},
    Fit{"UK financial quarter", "Q", {.forms = {financial_quarter}}},
    Fit{"academic quarter", "Q", {.forms = {financial_quarter}, .year_from = from(9, 1)}},
    Fit{"calendar half", "S", {.forms = {half}}},
    Fit{"UK financial half", "S", {.forms = {financial_half}}},
    Fit{"rolling", "S", {.forms = {financial_half}}},
    Fit{"school term", "", {.forms = {term}}},
    Fit{"school terms", "", {.forms = {term}}},
    Fit{"calendar month", "M", {.forms = {month}}},
    Fit{"calendar", "M", {.forms = {month}}},
    Fit{"rolling", "M", {.forms = {month}}},
    Fit{"ISO week", "W", {.forms = {week}}},
    Fit{"ONS week (Saturday-Friday)", "W", {.forms = {week}}},
    Fit{"week", "W", {.forms = {week}}},
    Fit{"week commencing", "W", {.forms = {week}}},
    Fit{"day", "D", {.forms = {date}}},
    Fit{"point in time", "D", {.forms = {date}}},
    Fit{"calendar", "D", {.forms = {serial}}},
    Fit{"UK financial", "_O", {.forms = {span}}},
    Fit{"calendar", "A2", {.forms = {span}}},
    Fit{"calendar", "_U", {.forms = {span}}},
    Fit{"calendar", "_O", {.forms = {span}}},
    Fit{"calendar trimester (4 months)", "A_3", {.forms = {span}}},
    Fit{"survey wave", "_O", {.forms = {span}}},
    Fit{"custom", "_O", {.forms = {span}}},
    Fit{"rolling", "_O", {.forms = {span}}},
    Fit{"part year", "_O", {.forms = {span}}},
};

// The year stands elsewhere, as a head that reaches over several columns or in a column of its own:
// reads_as where it is the same for all, and columns = ["Year", "Quarter"] joins the two with a
// blank to the very same text. Or the label has more than its period.
struct More {
    std::string_view strip = {};
    std::string_view reads_as = {};
    Single single = Single::unsaid;
};

const std::map<std::string_view, More> more{
    {"1920", {.reads_as = "20{}"}},
    {"2020", {.reads_as = "year ending March {}"}},
    {"Jan-Mar", {.reads_as = "2020 {}"}},
    {"Apr-Jun (Financial year Q1)²", {.reads_as = "2019/20 {}"}},
    {"Jul-Dec³", {.reads_as = "2019 {}"}},
    {"Week 1", {.reads_as = "2020 {}"}},
    {"FY20", {.single = Single::last}},
    {"RY 2020", {.strip = "^RY "}},
    {"Year ending December 2022 (excluding Devon and Cornwall)",
     {.strip = R"( \(excluding .+\)$)"}},
};

const std::map<std::string_view, std::string_view> refused{
    {"2020/21 YTD", "until when, the release says and the label does not"},
    {"Latest 12 months", "it needs the day of the release"},
    {"Year 1", "it counts from a year that is not said"},
    {"Total", "it is no period"},
    {"% change Apr 2018 to Mar 2019 compared with Apr 2019 to Mar 2020", "it compares two"},
    {"April 2017 to March 2018 compared with:", "it compares others with one"},
    {"2020/21 - 2019/20", "it is a difference"},
};

} // namespace

std::vector<Published> published_labels() {
    const auto shared = test::shared_folder();
    if (!shared) {
        return {};
    }
    const auto csv = read_file(*shared / "fixtures" / "periods.csv");
    EXPECT_TRUE(csv) << csv.error().to_text();
    return csv ? rows(*csv) : std::vector<Published>();
}

std::optional<Declared> declared_for(const Published& row) {
    for (const auto& fit : fits) {
        if (fit.year_type != row.year_type ||
            (!fit.frequency.empty() && fit.frequency != row.frequency)) {
            continue;
        }
        Declared declared{.parse = fit.parse};
        if (const auto found = more.find(row.label); found != more.end()) {
            declared.strip = found->second.strip;
            declared.reads_as = found->second.reads_as;
            if (found->second.single != Single::unsaid) {
                declared.parse.single = found->second.single;
            }
        }
        return declared;
    }
    return std::nullopt;
}

std::string_view refused_because(const Published& row) {
    const auto found = refused.find(row.label);
    return found == refused.end() ? std::string_view() : found->second;
}

Result<Period> read_as_declared(const std::string& label, const Declared& declared) {
    DimRule rule;
    rule.name = "period";
    rule.parse = declared.parse;
    rule.reads_as = declared.reads_as;
    if (!declared.strip.empty()) {
        rule.strip = Pattern::compile(declared.strip).value();
    }
    const Recipe recipe;
    LabelReader reader(rule, recipe);
    const auto& read = reader[reader.read(label, "sheet", {})];
    if (read.state == Label::State::known) {
        return read.period;
    }
    auto period = read_period(read.text, rule.parse); // as the reader says why
    return period ? fail({}) : propagate(period);
}

} // namespace tidemark::parse
