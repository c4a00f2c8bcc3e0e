// Figures of real publications, each read by two independent readers before us, at their cells.
#include "pipeline/base/files.hpp"
#include "pipeline/base/text.hpp"
#include "tests/support/shared.hpp"
#include "tests/unit/read/helpers.hpp"

#include <cmath>
#include <fstream>
#include <map>
#include <set>

namespace tidemark::test {
namespace {

using Record = std::map<std::string, std::string>;

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> fields;
    std::size_t at = 0;
    while (true) {
        const std::size_t tab = line.find('\t', at);
        fields.push_back(line.substr(at, tab - at));
        if (tab == std::string::npos) {
            return fields;
        }
        at = tab + 1;
    }
}

std::vector<Record> read_tsv(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    const auto header = split(line);
    std::vector<Record> records;
    while (std::getline(file, line)) {
        const auto fields = split(line);
        for (std::size_t i = 0; i < fields.size() && i < header.size(); ++i) {
            if (i == 0) {
                records.emplace_back();
            }
            records.back()[header[i]] = fields[i];
        }
    }
    return records;
}

struct Fact {
    std::string file;
    std::string sheet;
    Address at;
    std::string value;
};

// Cells cited as a plain address in XLSX, XLS, ODS and CSV; sums and other files' cells are left
// out.
class Facts {
  public:
    explicit Facts(const std::filesystem::path& data) {
        for (const auto& record : read_tsv(data / "FACTS.tsv")) {
            add(record, "file", "sheet", "cell_a", "value_a");
            add(record, "file", "sheet", "cell_b", "value_b");
        }
        for (const auto& record : read_tsv(data / "VINTAGES.tsv")) {
            add(record, "old_file", "old_sheet", "old_cell", "old_value");
            add(record, "new_file", "new_sheet", "new_cell", "new_value");
        }
    }

    [[nodiscard]] const std::vector<Fact>& all() const { return facts_; }

  private:
    void add(const Record& record,
             const std::string& file,
             const std::string& sheet,
             const std::string& cell,
             const std::string& value) {
        const auto at = parse_address(record.at(cell));
        const auto kind = std::filesystem::path(record.at(file)).extension();
        if (at && (kind == ".xlsx" || kind == ".xls" || kind == ".ods" || kind == ".csv")) {
            facts_.push_back({record.at(file), record.at(sheet), *at, record.at(value)});
        }
    }

    std::vector<Fact> facts_;
};

const Sheet* find_sheet(const Workbook& book, const std::string& name) {
    for (const auto& sheet : book.sheets) {
        if (squeeze(sheet.name) == squeeze(name)) {
            return &sheet;
        }
    }
    return nullptr;
}

// The figure, or a marker's text.
bool agrees(const Cell& cell, const std::string& value) {
    if (cell.type != CellType::number) {
        return squeeze(cell.text) == squeeze(value);
    }
    std::string plain_value = value;
    std::erase(plain_value, ',');
    const double expected = std::stod(plain_value);
    return std::abs(cell.number - expected) <= std::abs(expected) * 1e-9 + 5e-7;
}

TEST(Facts, EveryCitedCellHoldsThePublishedFigure) {
    const auto shared = shared_folder();
    if (!shared) {
        GTEST_SKIP() << no_shared_folder;
    }
    const Facts facts(*shared / "data");
    std::map<std::string, Workbook> books;
    std::map<std::string, int> checked;
    for (const auto& fact : facts.all()) {
        if (!books.contains(fact.file)) {
            const auto bytes = read_file(*shared / "data" / fact.file);
            ASSERT_TRUE(bytes.has_value()) << fact.file;
            books[fact.file] = read_or_throw(*bytes);
        }
        const auto* sheet = find_sheet(books[fact.file], fact.sheet);
        ASSERT_NE(sheet, nullptr) << fact.file << " " << fact.sheet;
        const Cell* cell = sheet->at(fact.at);
        ASSERT_NE(cell, nullptr) << fact.file << " " << fact.sheet << " " << to_text(fact.at);
        EXPECT_TRUE(agrees(*cell, fact.value))
            << fact.file << " " << fact.sheet << " " << to_text(fact.at) << ": " << fact.value
            << " is " << cell->text;
        ++checked[std::string(to_text(books[fact.file].format))];
    }
    for (const auto& [format, count] : checked) {
        RecordProperty(format, count);
        std::cout << format << ": " << count << " figures equal\n";
    }
    EXPECT_GE(checked["xlsx"], 40);
    EXPECT_GE(checked["xls"], 15);
    EXPECT_GE(checked["ods"], 10);
    EXPECT_GE(checked["csv"], 10);
}

} // namespace
} // namespace tidemark::test
