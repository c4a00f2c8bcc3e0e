// build: sheets, layouts and recipes by hand, and observations in one line each.
#pragma once

#include "pipeline/parse/layout/layout.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse::test {

using Rows = std::vector<std::vector<std::string>>;

// A text of digits alone (with sign and decimals) becomes a number cell; an empty text no cell.
[[nodiscard]] Sheet sheet_of(std::string name, const Rows& rows);
[[nodiscard]] Workbook book_of(Sheet sheet);
[[nodiscard]] Workbook book_of(const Rows& rows); // one sheet, "Table 1"

[[nodiscard]] Pattern pattern(std::string_view text);

[[nodiscard]] DimRule dim(std::string name, DimFrom from, std::string codelist = "");
[[nodiscard]] DimRule period(DimFrom from, PeriodForm form = PeriodForm::financial_year);
[[nodiscard]] DimFrom at(Toward toward, std::string_view header = "");
[[nodiscard]] DimFrom columns(std::vector<std::string> names);

[[nodiscard]] Layout grid(std::string_view anchor, std::vector<DimRule> dims);
[[nodiscard]] Layout
list(std::vector<std::string> has, std::string value, std::vector<DimRule> dims);

[[nodiscard]] Codelist forces(); // Kent K, Hampshire H, Wiltshire W, Avon and Somerset A

[[nodiscard]] Recipe recipe(std::vector<Layout> layouts); // knows forces() as "forces"

[[nodiscard]] ParsedFile read(const Workbook& book, const Recipe& recipe);
[[nodiscard]] ParsedFile
read(const Workbook& book, const Recipe& recipe, const std::string& file_name);

// "area=K offence=Rape 2018/19 131 B3"; with the status where it is not normal. The held reasons
// follow, so that no test passes over one unseen.
[[nodiscard]] std::vector<std::string> lines(const ParsedFile& parsed);
[[nodiscard]] std::vector<std::string> totals(const ParsedFile& parsed);

// "layout.label Table 1 A4: a label of ... | 'Knet' | add it ...".
[[nodiscard]] std::vector<std::string> held(const ParsedFile& parsed);

} // namespace tidemark::parse::test
