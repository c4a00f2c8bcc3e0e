// Real tables, each changed in every way that publishers change theirs, through the program
// itself: what it reads afterwards must be what a careful person reads, or the file is held.
//
// Before, the table as it was is loaded, so that the next edition has one to be compared with. The
// sheet is written anew first: what is measured is the change, not the rewriting.
#include "pipeline/base/files.hpp"
#include "pipeline/parse/read/read.hpp"
#include "tests/mutation/mutations.hpp"
#include "tests/published/desk.hpp"
#include "tests/support/shared.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

namespace tidemark::mutation {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using published::Desk;
using published::Told;

const fs::path root = TIDEMARK_ROOT;

struct Figure {
    std::string series;
    std::string period;
    std::string label; // the publisher's, of the period
    std::optional<double> value;
    std::string sheet;
    Address cell;
};

struct Tried {
    std::map<std::string, Figure> figures; // by series and period
    json held = json::array();
};

Tried tried(const Desk& desk, const fs::path& file) {
    const Told told = desk.try_out(file);
    const json all = json::parse(told.out, nullptr, false);
    if (!all.is_object()) {
        return {.figures = {}, .held = json::array({{{"check", told.out + told.err}}})};
    }
    Tried tried{.figures = {}, .held = all.at("held")};
    for (const json& each : all.at("observations")) {
        const json& period = each.at("period");
        Figure figure{.series = each.at("series").dump(),
                      .period = period.at("start").get<std::string>() + "/" +
                                period.at("end").get<std::string>(),
                      .label = period.value("label", ""),
                      .value = each.at("value").is_number()
                                   ? std::optional(each.at("value").get<double>())
                                   : std::nullopt,
                      .sheet = each.at("sheet").get<std::string>(),
                      .cell = parse_address(each.at("cell").get<std::string>()).value()};
        tried.figures.insert_or_assign(figure.series + " " + figure.period, std::move(figure));
    }
    return tried;
}

// --- the table, written anew -------------------------------------------------------------------

test::Value value_of(const Cell& cell, Format format) {
    if (format == Format::csv) {
        return std::string(cell.text.view());
    }
    switch (cell.type) {
    case CellType::number:
        return cell.number;
    case CellType::date:
        if (cell.number == std::floor(cell.number)) {
            return Day(std::chrono::days(static_cast<int>(cell.number)));
        }
        break;
    default:
        break;
    }
    return std::string(cell.text.view());
}

test::Book book_of(const Workbook& read) {
    test::Book book;
    for (const Sheet& sheet : read.sheets) {
        test::BookSheet& made = book.emplace_back(test::BookSheet{.name = sheet.name, .rows = {}});
        made.shown = sheet.visibility == Visibility::visible ? test::Shown::yes : test::Shown::no;
        for (const Cell& cell : sheet.cells) {
            made.rows.resize(std::max<std::size_t>(made.rows.size(), cell.at.row + 1));
            test::Row& row = made.rows[cell.at.row];
            row.resize(std::max<std::size_t>(row.size(), cell.at.column + 1));
            row[cell.at.column] = value_of(cell, read.format);
        }
        for (const Area& merge : sheet.merges) {
            made.merges.push_back(
                {merge.first.row, merge.first.column, merge.last.row, merge.last.column});
        }
    }
    return book;
}

// Under the same name: bytes decide what a file is.
fs::path write(const test::TemporaryFolder& folder,
               const fs::path& file,
               const test::Book& book,
               Format format) {
    return folder.write(file.filename().string(),
                        format == Format::csv ? test::to_csv(book.front().rows)
                                              : test::to_xlsx(book));
}

Scene scene_of(const Tried& before, const std::string& sheet) {
    Scene scene;
    std::set<std::uint32_t> rows;
    std::set<std::uint32_t> columns;
    for (const auto& [key, figure] : before.figures) {
        if (figure.sheet == sheet) {
            scene.figures.emplace(figure.cell, figure.label);
            rows.insert(figure.cell.row);
            columns.insert(figure.cell.column);
        }
    }
    scene.rows.assign(rows.begin(), rows.end());
    scene.columns.assign(columns.begin(), columns.end());
    return scene;
}

std::string main_sheet(const Tried& before) {
    std::map<std::string, std::size_t> counts;
    for (const auto& [key, figure] : before.figures) {
        ++counts[figure.sheet];
    }
    const auto most =
        std::ranges::max_element(counts, {}, [](const auto& sheet) { return sheet.second; });
    return most == counts.end() ? "" : most->first;
}

// --- the verdict -------------------------------------------------------------------------------

// "" when the figures are what a careful person reads.
std::string wrong(const Tried& before, const Tried& after, const Meant& meant) {
    if (meant.held_alone) {
        return fmt::format("{} figures read, nothing held", after.figures.size());
    }
    for (const auto& [key, was] : before.figures) {
        const auto is = after.figures.find(key);
        const bool may_go = meant.gone.contains(was.cell);
        if (is == after.figures.end() ? may_go : is->second.value == was.value) {
            continue;
        }
        if (is == after.figures.end() || !may_go || is->second.value) {
            return fmt::format("{} was {} and is {}",
                               key,
                               was.value.value_or(NAN),
                               is == after.figures.end()
                                   ? "missing"
                                   : fmt::format("{}", is->second.value.value_or(NAN)));
        }
    }
    for (const auto& [key, is] : after.figures) {
        if (!before.figures.contains(key) &&
            (meant.label.empty() || key.find(meant.label) == std::string::npos)) {
            return fmt::format("{} is new: {}", key, is.value.value_or(NAN));
        }
    }
    return "";
}

struct Counts {
    int right = 0;
    int held = 0;
    int not_applicable = 0;
    int wrong = 0;
};

std::string reason_of(const json& held) {
    const json& first = held.front();
    return first.value("check", "") + " " + first.value("cell", "");
}

class Table {
  public:
    Table(const std::string& source, const fs::path& file)
        : desk_(source, root / "tests/published", root / "config/default")
        , file_(file) {
        const auto bytes = read_file(file);
        auto book = parse::read_workbook(bytes.value(), {});
        read_ = std::move(book.value());
        book_ = book_of(read_);
        const fs::path written = write(folder_, file_, book_, read_.format);
        EXPECT_EQ(desk_.load(written, "2024-01-01", "").code, 0) << source;
        before_ = tried(desk_, written);
        EXPECT_TRUE(before_.held.empty()) << source << before_.held.dump();
        EXPECT_FALSE(before_.figures.empty()) << source;
    }

    // "right", "held REASON", "not applicable", "WRONG WHY".
    [[nodiscard]] std::string suffer(const Mutation& mutation) const {
        const std::string name = main_sheet(before_);
        const Scene scene = scene_of(before_, name);
        test::Book book = book_;
        const auto sheet = std::ranges::find(book, name, &test::BookSheet::name);
        if (sheet == book.end() || scene.figures.empty()) {
            return "not applicable";
        }
        const auto meant = mutation.apply(*sheet, scene);
        if (!meant) {
            return "not applicable";
        }
        const Tried after = tried(desk_, write(folder_, file_, book, read_.format));
        if (!after.held.empty()) {
            return "held " + reason_of(after.held);
        }
        const std::string why = wrong(before_, after, *meant);
        return why.empty() ? "right" : "WRONG " + why;
    }

  private:
    Desk desk_;
    fs::path file_;
    test::TemporaryFolder folder_;
    Workbook read_;
    test::Book book_;
    Tried before_;
};

// Lines of fields between tabs; "#" begins a comment.
std::vector<std::vector<std::string>> lines_of(const fs::path& path) {
    std::vector<std::vector<std::string>> lines;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line.front() != '#') {
            std::istringstream fields(line);
            lines.emplace_back();
            for (std::string field; std::getline(fields, field, '\t');) {
                lines.back().push_back(field);
            }
        }
    }
    return lines;
}

std::set<std::string> known_to_be_wrong() {
    std::set<std::string> known;
    for (const auto& line : lines_of(root / "tests/mutation/known.tsv")) {
        known.insert(line.at(0) + ": " + line.at(1));
    }
    return known;
}

TEST(Mutations, AreReadRightOrHeld) {
    const auto shared = test::shared_folder();
    if (!shared) {
        GTEST_SKIP() << test::no_shared_folder;
    }
    std::set<std::string> known = known_to_be_wrong();
    std::map<std::string, Counts> counts;
    for (const auto& line : lines_of(root / "tests/mutation/tables.tsv")) {
        const std::string& source = line.at(0);
        const Table table(source, *shared / "data" / line.at(1));
        for (const Mutation& mutation : mutations()) {
            const std::string outcome = table.suffer(mutation);
            fmt::print("{}: {}: {}\n", source, mutation.name, outcome);
            Counts& count = counts[mutation.name];
            count.right += outcome == "right" ? 1 : 0;
            count.held += outcome.starts_with("held") ? 1 : 0;
            count.not_applicable += outcome == "not applicable" ? 1 : 0;
            count.wrong += outcome.starts_with("WRONG") ? 1 : 0;
            const std::string what = source + ": " + mutation.name;
            EXPECT_EQ(outcome.starts_with("WRONG"), known.erase(what) == 1)
                << what << ": " << outcome;
        }
    }
    EXPECT_TRUE(known.empty()) << "no such table or mutation: " << *known.begin();
    EXPECT_FALSE(counts.empty());
    fmt::print("\n{:<30} right  held   n/a  wrong\n", "mutation");
    for (const Mutation& mutation : mutations()) {
        const Counts& count = counts[mutation.name];
        fmt::print("{:<30} {:5} {:5} {:5} {:6}\n",
                   mutation.name,
                   count.right,
                   count.held,
                   count.not_applicable,
                   count.wrong);
    }
}

} // namespace
} // namespace tidemark::mutation
