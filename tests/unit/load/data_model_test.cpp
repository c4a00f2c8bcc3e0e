// The queries of docs/data-model.md run and find what they say.
#include "fixture.hpp"

#include <gmock/gmock.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <fstream>
#include <sstream>

namespace tidemark::load {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

const Dims kent{{"area", "kent"}};
const Dims essex{{"area", "essex"}};

std::string contents(const std::string& path) {
    std::ifstream in(std::string(TIDEMARK_ROOT) + "/" + path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::string> queries() {
    const std::string page = contents("docs/data-model.md");
    constexpr std::string_view fence = "```sql\n";
    std::vector<std::string> all;
    for (std::size_t begin = page.find(fence); begin != std::string::npos;
         begin = page.find(fence, begin)) {
        begin += fence.size();
        all.push_back(page.substr(begin, page.find("```", begin) - begin));
    }
    return all;
}

class DataModel : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        const Source source = published_source();
        const Period y2018 = financial_year(2018);
        const Period y2019 = financial_year(2019);
        load(source,
             release("national",
                     "2019-09-05",
                     {file("a.csv").figure(kent, y2018, 10).figure(essex, y2018, 20)}));
        load(source,
             release("national",
                     "2020-09-05",
                     {file("a.csv")
                          .figure(kent, y2018, 8)
                          .figure(essex, y2018, 20)
                          .figure(kent, y2019, 12)
                          .figure(essex, y2019, 21)}));
        Statement said;
        said.id = "a1";
        said.source = "national";
        said.text = "up 50.0%";
        said.evidence = {{"now", "", y2019, 12, {std::string(64, 'a'), "a.csv", "Table 1", "B9"}}};
        auto pass = store_->begin("national").value();
        Line line;
        line.time = at("2020-09-05T06:15:31Z");
        line.severity = Severity::warning;
        line.id = said.id;
        line.text = said.text;
        line.json = R"({"v":1,"seq":0,"value":12,"compare":{"value":8},"change_pct":50.0})";
        ASSERT_TRUE(pass->say({{State::fresh, said, {}}}, {}, {line}));
        ASSERT_TRUE(pass->commit());
    }

    // Rows as texts, columns joined by '|'.
    std::vector<std::string> rows(const std::string& sql) {
        SQLite::Database db((dir_.path() / "tidemark.db").string(), SQLite::OPEN_READONLY);
        SQLite::Statement query(db, sql);
        std::vector<std::string> all;
        while (query.executeStep()) {
            std::string row;
            for (int i = 0; i < query.getColumnCount(); ++i) {
                row += (i > 0 ? "|" : "") + query.getColumn(i).getString();
            }
            all.push_back(std::move(row));
        }
        return all;
    }
};

TEST_F(DataModel, TheQueriesOfThePageFindWhatTheySay) {
    const auto all = queries();
    ASSERT_THAT(all, SizeIs(8));
    EXPECT_THAT(rows(all[0]),
                ElementsAre("national/area=essex|2018-04-01|2019-03-31|20.0|normal",
                            "national/area=essex|2019-04-01|2020-03-31|21.0|normal",
                            "national/area=kent|2018-04-01|2019-03-31|8.0|normal",
                            "national/area=kent|2019-04-01|2020-03-31|12.0|normal"));
    EXPECT_THAT(
        rows(all[1]),
        ElementsAre("2018-04-01|8.0|8|a.csv|Table 1|B7", "2019-04-01|12.0|12|a.csv|Table 1|B9"));
    EXPECT_THAT(rows(all[2]),
                ElementsAre("national/area=essex|2018-04-01|20.0|2|a.csv",
                            "national/area=essex|2019-04-01|21.0|2|a.csv",
                            "national/area=kent|2018-04-01|8.0|2|a.csv",
                            "national/area=kent|2019-04-01|12.0|2|a.csv"));
    EXPECT_THAT(rows(all[3]), ElementsAre("national/area=kent|2018-04-01|10.0|8.0|2020-09-05"));
    EXPECT_THAT(rows(all[4]),
                ElementsAre("national/area=essex|2018-04-01|20.0|normal",
                            "national/area=kent|2018-04-01|10.0|normal"));
    EXPECT_THAT(rows(all[5]),
                ElementsAre("national/area=kent|2019-04-01|8.0|12.0|50.0",
                            "national/area=essex|2019-04-01|20.0|21.0|5.0"));
    EXPECT_THAT(rows(all[6]), ElementsAre("a1|new|up 50.0%|Table 1|B9"));
    EXPECT_THAT(rows(all[7]), ElementsAre("2020-09-05T06:15:31.000Z|new|a1|up 50.0%|12|8|50.0"));
}

TEST_F(DataModel, ThePageNamesEveryTable) {
    const std::string page = contents("docs/data-model.md");
    const auto tables = rows("SELECT name FROM sqlite_schema WHERE type = 'table'");
    for (const std::string& view : rows("SELECT name FROM sqlite_schema WHERE type = 'view'")) {
        EXPECT_THAT(page, HasSubstr("`" + view + "`"));
    }
    EXPECT_THAT(tables, SizeIs(20));
    for (const std::string& table : tables) {
        EXPECT_THAT(page, HasSubstr(table));
    }
}

TEST_F(DataModel, EveryTableAndColumnIsCommented) {
    std::istringstream schema(contents("pipeline/load/schema.sql"));
    std::string line;
    std::string before;
    while (std::getline(schema, line)) {
        if (line.starts_with("CREATE TABLE")) {
            EXPECT_TRUE(before.starts_with("--")) << line;
        }
        before = line;
    }
}

TEST_F(DataModel, EveryTableIsStrict) {
    EXPECT_THAT(rows("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
                     "AND strict = 0 "
                     "AND name NOT LIKE 'sqlite%'"),
                SizeIs(0));
}

} // namespace
} // namespace tidemark::load
