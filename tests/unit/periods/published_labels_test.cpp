// Every label of the collection of published spellings, under the form its context fits.
#include "pipeline/base/files.hpp"
#include "pipeline/parse/layout/periods.hpp"
#include "tests/support/shared.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tidemark::parse {
namespace {

using Row = std::map<std::string, std::string>;

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

std::vector<Row> rows(std::string_view csv) {
    std::vector<Row> out;
    std::vector<std::string> head;
    while (!csv.empty()) {
        auto line = csv.substr(0, csv.find('\n'));
        csv.remove_prefix(std::min(csv.size(), line.size() + 1));
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        const auto cells = fields(line);
        if (head.empty()) {
            head = cells;
            continue;
        }
        auto& row = out.emplace_back();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            row[head.at(i)] = cells[i];
        }
    }
    return out;
}

struct Fit {
    std::string_view year_type; // beginning
    std::string_view frequency;
    PeriodForm form;
};

constexpr std::array<Fit, 9> fits{{
    {"UK financial quarter", "Q", PeriodForm::financial_quarter},
    {"UK financial", "A", PeriodForm::financial_year},
    {"academic", "A", PeriodForm::academic_year},
    {"year ending", "A", PeriodForm::year_ending},
    {"calendar quarter", "Q", PeriodForm::quarter},
    {"calendar", "A", PeriodForm::calendar_year},
    {"calendar", "M", PeriodForm::month},
    {"point in time", "D", PeriodForm::date},
    {"day", "D", PeriodForm::date},
}};

// The form that a source would declare for the row; nothing where none says it (a tax year, a
// half, a week, five years). A spanning header is not part of the label.
std::optional<PeriodForm> form_of(const Row& row) {
    if (row.at("context_needed").starts_with("column head")) {
        return std::nullopt;
    }
    if (row.at("year_type") == "year ending June" && row.at("label").starts_with("2")) {
        return std::nullopt;
    }
    for (const auto& fit : fits) {
        if (row.at("year_type").starts_with(fit.year_type) &&
            row.at("frequency") == fit.frequency) {
            return fit.form;
        }
    }
    return std::nullopt;
}

// What the form could say and the label does not; each is refused, with the reason.
const std::map<std::string, std::string> refused_rightly{
    {"1920", "also the year 1920"},
    {"FY20", "its first or its second year"},
    {"Jan-Mar", "the year stands elsewhere"},
    {"Year ending December 2022 (excluding Devon and Cornwall)", "not all that other years count"},
    {"Apr-Jun (Financial year Q1)²", "the year stands elsewhere"},
};

std::vector<Row> published() {
    const auto shared = test::shared_folder();
    if (!shared) {
        return {};
    }
    const auto csv = read_file(*shared / "fixtures" / "periods.csv");
    EXPECT_TRUE(csv) << csv.error().to_text();
    return csv ? rows(*csv) : std::vector<Row>();
}

TEST(PublishedLabels, AreReadUnderTheFormTheirContextFits) {
    const auto all = published();
    if (all.empty()) {
        GTEST_SKIP() << test::no_shared_folder;
    }
    int read = 0;
    std::set<std::string> refused;
    for (const auto& row : all) {
        const auto form = form_of(row);
        if (!form) {
            continue;
        }
        const auto& label = row.at("label");
        const auto period = read_period(label, {.forms = {*form}});
        if (refused_rightly.contains(label)) {
            EXPECT_FALSE(period) << label;
            refused.insert(label);
            continue;
        }
        ASSERT_TRUE(period) << period.error().to_text();
        EXPECT_EQ(day_text(period->start), row.at("start")) << label;
        EXPECT_EQ(day_text(period->end), row.at("end")) << label;
        ++read;
    }
    EXPECT_EQ(refused.size(), refused_rightly.size());
    EXPECT_GE(read, 130);
    RecordProperty("read", read);
}

// A sheet's name and SDMX's reporting year: whose year it is, the source says. Under month the
// first of a month stands for the month.
bool depends_on_form(const Row& row, PeriodForm form) {
    return row.at("label") == "2019_20" || row.at("label") == "2019-A1" ||
           (form == PeriodForm::month && row.at("frequency") == "D");
}

// Any other label that needs no context never means other days, whatever form a source declares.
TEST(PublishedLabels, AreNeverReadAsOtherDaysUnderAnyForm) {
    const auto all = published();
    if (all.empty()) {
        GTEST_SKIP() << test::no_shared_folder;
    }
    int refused = 0;
    for (const auto& row : all) {
        const bool plain = row.at("context_needed").empty() &&
                           (row.at("ambiguity") == "none" || row.at("ambiguity") == "low" ||
                            row.at("ambiguity") == "unresolvable");
        if (!plain) {
            continue;
        }
        for (int number = 0; number <= static_cast<int>(PeriodForm::date); ++number) {
            const auto form = static_cast<PeriodForm>(number);
            const auto period = read_period(row.at("label"), {.forms = {form}});
            refused += period ? 0 : 1;
            if (period && !depends_on_form(row, form)) {
                EXPECT_EQ(day_text(period->start), row.at("start")) << row.at("label");
                EXPECT_EQ(day_text(period->end), row.at("end")) << row.at("label");
            }
        }
    }
    EXPECT_GT(refused, 500);
}

} // namespace
} // namespace tidemark::parse
