#include "daemon/books.hpp"
#include "daemon/evidence.hpp"

#include <gtest/gtest.h>

namespace tidemark {
namespace {

class OneFile final : public Archive {
  public:
    Result<std::string> put(std::string_view) override { return std::string("d1"); }

    [[nodiscard]] Result<std::string> get(std::string_view sha256) const override {
        if (sha256 == "d1") {
            return std::string("bytes");
        }
        return fail({.fault = Fault::unavailable, .code = "archive.missing", .found = "nothing"});
    }
};

// A sheet "Table 1" with B7 = 2145, B8 = "2,198 [r]" and B9 = "[c]", another without cells.
class OneBook : public Parser {
  public:
    Result<ParsedFile> parse(const RawFile&, std::string_view, const Recipe&) override {
        return fail({.fault = Fault::malformed});
    }

    Result<Page> page(PageKind, std::string_view, std::string_view) override { return Page{}; }

    [[nodiscard]] std::string limits() const override { return "none"; }

    Result<Workbook> read(std::string_view, std::string_view, const Read& how) override {
        ++reads;
        EXPECT_TRUE(how.hidden);
        Workbook book;
        Sheet sheet;
        sheet.name = "Table 1";
        if (how.sheet.matches("Table 1")) {
            sheet.cells.push_back({.at = {6, 1},
                                   .type = CellType::number,
                                   .number = 2145,
                                   .text = "2,145",
                                   .style = CellStyle({.format = "#,##0"})});
            sheet.cells.push_back(
                {.at = {7, 1}, .type = CellType::text, .number = 0, .text = "2,198 [r]"});
            sheet.cells.push_back(
                {.at = {8, 1}, .type = CellType::text, .number = 0, .text = "[c]"});
        }
        book.sheets.push_back(std::move(sheet));
        return book;
    }

    int reads = 0;
};

struct Desk {
    OneFile archive;
    OneBook parser;
    EvidenceReader reader{archive, parser};

    Reread read(const std::string& cell, std::optional<double> value) {
        return reader.read({"d1", "a.ods", "Table 1", cell}, value);
    }
};

TEST(Evidence, ReadsNumbersAgainAlsoFromTexts) {
    Desk desk;
    EXPECT_EQ(desk.read("B7", 2145).verdict, Reread::Verdict::equal);
    EXPECT_EQ(desk.read("B8", 2198).verdict, Reread::Verdict::equal);
    EXPECT_EQ(desk.read("B8", 2198).found, "2,198 [r]");
    EXPECT_EQ(desk.parser.reads, 1);
}

TEST(Evidence, SaysWhenACellHoldsSomethingElse) {
    Desk desk;
    EXPECT_EQ(desk.read("B7", 2146).verdict, Reread::Verdict::differs);
    EXPECT_EQ(desk.read("B9", 5).verdict, Reread::Verdict::differs);
    EXPECT_EQ(desk.read("C1", 5).verdict, Reread::Verdict::differs);
}

TEST(Evidence, TakesAMarkerForAFigureWithoutAValue) {
    Desk desk;
    EXPECT_EQ(desk.read("B9", std::nullopt).verdict, Reread::Verdict::equal);
    EXPECT_EQ(desk.read("B7", std::nullopt).verdict, Reread::Verdict::differs);
}

TEST(Evidence, ReadsAsTheSourceSays) {
    class Archived final : public OneBook {
      public:
        Result<Workbook>
        read(std::string_view name, std::string_view bytes, const Read& how) override {
            EXPECT_EQ(how.member.text(), "csv$");
            EXPECT_EQ(how.encoding, "utf-16");
            EXPECT_EQ(how.delimiter, ";");
            return OneBook::read(name, bytes, how);
        }
    };

    Archived parser;
    const OneFile archive;
    Recipe recipe;
    recipe.read.member = *Pattern::compile("csv$");
    recipe.read.encoding = "utf-16";
    recipe.read.delimiter = ";";
    EvidenceReader reader(archive, parser, recipe);
    EXPECT_EQ(reader.read({"d1", "a.zip", "Table 1", "B7"}, 2145).verdict, Reread::Verdict::equal);
}

TEST(Evidence, ReadsThousandsInUnits) {
    OneBook parser;
    const OneFile archive;
    Recipe recipe;
    recipe.layouts.emplace_back().unit_mult = 3;
    EvidenceReader reader(archive, parser, recipe);
    const auto verdict = [&](double value) {
        return reader.read({"d1", "a.ods", "Table 1", "B7"}, value).verdict;
    };
    EXPECT_EQ(verdict(2145000), Reread::Verdict::equal);
    EXPECT_EQ(verdict(2145001), Reread::Verdict::differs);
}

// A source that counts rows names the first of them: the file is counted again.
TEST(Evidence, CountsRowsAgain) {
    class Counting final : public OneBook {
      public:
        Result<ParsedFile> parse(const RawFile&, std::string_view, const Recipe& recipe) override {
            ++counts;
            EXPECT_EQ(recipe.layouts.size(), 1U);
            ParsedFile file;
            file.sheets = {"Table 1"};
            Observation& figure = file.observations.emplace_back();
            figure.value = 627;
            figure.raw = "627 rows";
            figure.cell = {6, 1};
            return file;
        }

        int counts = 0;
    };

    Counting parser;
    const OneFile archive;
    Recipe recipe;
    recipe.layouts.emplace_back().kind = Layout::Kind::list;
    EvidenceReader reader(archive, parser, recipe);
    const Origin origin{"d1", "a.csv", "Table 1", "B7"};
    EXPECT_EQ(reader.read(origin, 627).verdict, Reread::Verdict::equal);
    EXPECT_EQ(reader.read(origin, 626).verdict, Reread::Verdict::differs);
    EXPECT_EQ(reader.read(origin, 626).found, "627 rows");
    EXPECT_EQ(parser.counts, 1);
}

TEST(Evidence, SaysWhyAFileCannotBeRead) {
    Desk desk;
    EXPECT_EQ(desk.reader.read({"d2", "a.ods", "Table 1", "B7"}, 1).verdict,
              Reread::Verdict::unreadable);
    EXPECT_EQ(desk.reader.read({"d1", "a.ods", "Table 2", "B7"}, 1).verdict,
              Reread::Verdict::unreadable);
    EXPECT_EQ(desk.read("not a cell", 1).verdict, Reread::Verdict::unreadable);
}

} // namespace
} // namespace tidemark
