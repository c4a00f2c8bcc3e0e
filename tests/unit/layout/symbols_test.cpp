// Every symbol of the collection of published ones, under the set of the house that uses it.
#include "pipeline/base/files.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/values.hpp"
#include "pipeline/parse/read/read.hpp"
#include "tests/support/shared.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <vector>

namespace tidemark::parse {
namespace {

struct House {
    std::string_view seen;   // how its column "where_seen" begins
    std::string_view symbol; // only of this one; empty: all that follow no row above
    std::string_view set;
};

// "said": the source says itself what it means. "none": no marker of a value, or what is a marker
// in every house.
constexpr std::array<House, 26> houses{{
    {"GSS current", "[note 1]", "none"},
    {"GSS current", "", "gss"},
    {"DfE Explore", "", "dfe"},
    {"DfE legacy", "~", "said"},
    {"DfE legacy", "", "dfe-legacy"},
    {"many (GSS legacy", "", "gss-legacy"},
    {"legacy; StatCan", "", "gss-legacy"},
    {"StatCan", "", "statcan"},
    {"legacy GSS; Eurostat", "", "eurostat"},
    {"legacy GSS; Defence", "", "gss-legacy"},
    {"legacy footnote", "", "none"},
    {"legacy", "-", "said"},
    {"legacy", "\u2013", "said"},
    {"legacy", "\u2014", "said"},
    {"legacy", "n/a", "said"},
    {"legacy", "N/A", "said"},
    {"legacy", "**", "nhs"},
    {"legacy", "", "gss-legacy"},
    {"Home Office", "", "said"},
    {"NHS Digital", "", "nhs"},
    {"PSNI", "", "said"},
    {"GSS-Cogs", "", "said"},
    {"R exports", "", "missing"},
    {"trailing letter", "", "gss-legacy"},
    {"Eurostat", "", "eurostat"},
    {"", "", "none"}, // bounds, blanks, footnotes
}};

std::string_view set_of(std::string_view seen, std::string_view symbol) {
    for (const House& house : houses) {
        if (seen.starts_with(house.seen) && (house.symbol.empty() || house.symbol == symbol)) {
            return house.set;
        }
    }
    return "none";
}

Reading read(const std::string& text, std::string_view set) {
    Markers markers;
    markers.sets = {std::string(set)};
    Cell cell;
    cell.type = CellType::text;
    cell.text = text;
    return ValueReader(markers).read(&cell).value_or(
        Reading{.value = -999, .status = Status::not_answered});
}

std::string text_at(const Sheet& sheet, std::uint32_t row, std::uint32_t column) {
    const Cell* cell = sheet.at({row, column});
    return cell == nullptr ? std::string() : std::string(cell->text.view());
}

TEST(Symbols, OfEachHouseMeanWhatTheHouseSays) {
    const auto shared = tidemark::test::shared_folder();
    if (!shared) {
        GTEST_SKIP() << tidemark::test::no_shared_folder;
    }
    const auto bytes = read_file(*shared / "fixtures" / "symbols.csv").value();
    const Workbook book = read_workbook(bytes, Read()).value();
    const Sheet& sheet = book.sheets.front();
    int judged = 0;
    int said = 0;
    int none = 0;
    for (std::uint32_t row = 1; row <= sheet.extent().last.row; ++row) {
        const std::string symbol = text_at(sheet, row, 0);
        const std::string code = text_at(sheet, row, 2);
        const std::string rule = text_at(sheet, row, 3);
        const std::string_view set = set_of(text_at(sheet, row, 1), squeeze(symbol));
        said += set == "said" ? 1 : 0;
        none += set == "none" ? 1 : 0;
        if (set == "said" || set == "none") {
            continue;
        }
        ++judged;
        const bool keeps = rule == "keep";
        const Reading reading = read(keeps ? "12" + symbol : symbol, set);
        if (rule == "null or 0") {
            continue; // houses differ, the set has one of the two
        }
        EXPECT_EQ(reading.value.has_value(), keeps || rule.starts_with("0"))
            << symbol << " " << set;
        EXPECT_EQ(reading.value.value_or(0), keeps ? 12 : 0) << symbol << " " << set;
        // DfE's "u" takes the value away: what is left is kept back (Q), not doubtful (U).
        const char expected = set == "dfe" && symbol == "u" ? 'Q' : code.front();
        EXPECT_EQ(sdmx_code(reading.status), expected) << symbol << " " << set;
    }
    EXPECT_EQ(judged + said + none, 75);
    EXPECT_GE(judged, 55);
}

TEST(Symbols, OfOneSetHaveOneMeaningEach) {
    for (const MarkerSet& set : marker_sets()) {
        std::set<std::string_view> seen;
        for (const MarkerEntry& entry : set.entries) {
            EXPECT_TRUE(seen.insert(entry.text).second) << set.name << " " << entry.text;
        }
        EXPECT_EQ(find_marker_set(set.name), &set);
    }
    EXPECT_EQ(find_marker_set("none"), nullptr);
}

TEST(Symbols, OfASetThatIsNotNamedAreUnknown) {
    EXPECT_EQ(read("x", "gss").value, -999);
    EXPECT_EQ(read("x", "dfe").status, Status::not_available);
    EXPECT_EQ(read("x", "statcan").status, Status::suppressed);
    EXPECT_EQ(read("12 p", "gss-legacy"), (Reading{.value = 12, .status = Status::provisional}));
}

} // namespace
} // namespace tidemark::parse
