#include "pipeline/parse/layout/tables.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/pick.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tidemark::parse {
namespace {

struct Title {
    std::uint32_t row = 0;
    std::string text; // squeezed
};

std::vector<Title> titles_of(const Sheet& sheet, const Pattern& title) {
    std::vector<Title> titles;
    for (const Cell& cell : sheet.cells) {
        if (!titles.empty() && titles.back().row == cell.at.row) {
            continue;
        }
        std::string text = squeeze(cell.text);
        if (title.matches(text)) {
            titles.push_back({.row = cell.at.row, .text = std::move(text)});
        }
    }
    return titles;
}

// Cells stand by rows.
Sheet cut_out(const Sheet& sheet, std::uint32_t first, std::uint32_t end) {
    const auto row = [](const Cell& cell) { return cell.at.row; };
    return {.name = sheet.name,
            .visibility = sheet.visibility,
            .cells = {std::ranges::lower_bound(sheet.cells, first, {}, row),
                      std::ranges::lower_bound(sheet.cells, end, {}, row)},
            .merges = {}};
}

// Each to the table whose rows it lies in.
void share_merges(const Sheet& sheet,
                  std::vector<Sheet>& tables,
                  const std::vector<std::pair<std::uint32_t, std::uint32_t>>& rows) {
    for (const Area& area : sheet.merges) {
        const auto after = std::ranges::upper_bound(
            rows, area.first.row, {}, [](const auto& table) { return table.first; });
        const auto index = after - rows.begin() - 1;
        if (index >= 0 && area.last.row < rows[static_cast<std::size_t>(index)].second) {
            tables[static_cast<std::size_t>(index)].merges.push_back(area);
        }
    }
}

Error no_table(const Sheet& sheet, std::string expected, const std::vector<Title>& titles) {
    constexpr std::size_t most = 5;
    std::vector<std::string> seen;
    for (const Title& title : titles) {
        if (seen.size() == most) {
            seen.push_back(fmt::format("{} more", titles.size() - most));
            break;
        }
        seen.push_back(quoted(title.text));
    }
    return {.fault = Fault::held,
            .code = "layout.table",
            .sheet = sheet.name,
            .expected = std::move(expected),
            .found = seen.empty() ? "none" : join(seen, ", "),
            .next = "mend title, name or each in table under [read]"};
}

} // namespace

Result<std::vector<Sheet>> cut_tables(const Sheet& sheet, const Read& read) {
    const std::vector<Title> titles = titles_of(sheet, read.table_title);
    const bool one = !read.table_name.empty();
    const Pattern& wanted = one ? read.table_name : read.table_each;
    std::vector<Sheet> tables;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> rows; // of each: its first, and the end
    for (std::size_t i = 0; i < titles.size(); ++i) {
        if (wanted.empty() || wanted.matches(titles[i].text)) {
            const std::uint32_t end = i + 1 < titles.size() ? titles[i + 1].row : UINT32_MAX;
            tables.push_back(cut_out(sheet, titles[i].row, end));
            rows.emplace_back(titles[i].row, end);
        }
    }
    const auto count = one ? 1U : static_cast<std::size_t>(read.table_count);
    if (tables.empty() || (count > 0 && tables.size() != count)) {
        const std::string& pattern = wanted.empty() ? read.table_title.text() : wanted.text();
        return fail(no_table(sheet,
                             fmt::format("{} whose title matches '{}'",
                                         count == 0   ? "a table"
                                         : count == 1 ? "exactly one table"
                                                      : fmt::format("exactly {} tables", count),
                                         pattern),
                             titles));
    }
    share_merges(sheet, tables, rows);
    return tables;
}

} // namespace tidemark::parse
