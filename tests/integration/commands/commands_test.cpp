// The commands on a small publication, from the first look to an explained alert.
#include "tests/integration/commands/house.hpp"
#include "tests/support/books/zip_writer.hpp"

#include <nlohmann/json.hpp>

namespace tidemark::testing_house {
namespace {

using nlohmann::json;

constexpr const char* first_edition = "year,offences\n2016/17,100\n2017/18,120\n";
constexpr const char* second_edition = "year,offences\n2016/17,100\n2017/18,120\n2018/19,150\n";

class Commands : public House {
  protected:
    Commands() {
        add_source("online", address("publisher/online.csv"));
        write("publisher/online.csv", first_edition);
    }

    // A first look and a second edition with one alert.
    std::string with_an_alert() {
        EXPECT_EQ(tell("run").code, 0);
        write("publisher/online.csv", second_edition);
        EXPECT_EQ(tell("run").code, 0);
        const Told told = tell("alerts --state new --json");
        EXPECT_EQ(told.code, 0);
        const json line = json::parse(told.out.substr(0, told.out.find('\n')), nullptr, false);
        EXPECT_TRUE(line.is_object()) << told.out;
        return line.value("id", "");
    }
};

TEST_F(Commands, SayABaselineFirstThenNewsThenNothing) {
    const Told first = tell("run");
    EXPECT_EQ(first.code, 0) << first.out;
    EXPECT_NE(first.out.find("baseline"), std::string::npos) << first.out;
    write("publisher/online.csv", second_edition);
    const Told second = tell("run");
    EXPECT_EQ(second.code, 0) << second.out;
    EXPECT_NE(second.out.find(" new "), std::string::npos) << second.out;
    EXPECT_NE(second.out.find("25.0%"), std::string::npos) << second.out;
    const std::string log = read("log/alerts.log");
    const Told third = tell("run");
    EXPECT_EQ(third.code, 0);
    EXPECT_EQ(third.out, "online: nothing new\n");
    EXPECT_EQ(read("log/alerts.log"), log);
}

TEST_F(Commands, ExplainAnAlertDownToItsCells) {
    const std::string id = with_an_alert();
    const Told told = tell("explain " + id.substr(0, 6));
    EXPECT_EQ(told.code, 0) << told.out;
    EXPECT_NE(told.out.find("online.csv"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("equal: 150"), std::string::npos) << told.out;
    const json explained = json::parse(tell("explain " + id + " --json").out);
    EXPECT_EQ(explained.at("value"), 150);
    EXPECT_EQ(explained.at("before"), 120);
    ASSERT_FALSE(explained.at("evidence").empty());
    for (const auto& evidence : explained.at("evidence")) {
        EXPECT_EQ(evidence.at("reads_again"), "equal");
    }
    EXPECT_EQ(tell("explain nonsense").code, 2);
}

// "1.234,5" is what the file says; the cell is read again as the source has it read.
TEST_F(Commands, ExplainReadsADecimalCommaAgain) {
    const std::string path = "config/sources.d/online.toml";
    write(path, read(path) + "[read]\ndecimal = \",\"\n");
    write("publisher/online.csv", "year;offences\n2016/17;1.000,5\n2017/18;1.200,5\n");
    EXPECT_EQ(tell("run").code, 0);
    write("publisher/online.csv",
          "year;offences\n2016/17;1.000,5\n2017/18;1.200,5\n2018/19;1.500,5\n");
    EXPECT_EQ(tell("run").code, 0);
    const Told alerts = tell("alerts --state new --json");
    const json line = json::parse(alerts.out.substr(0, alerts.out.find('\n')), nullptr, false);
    ASSERT_TRUE(line.is_object()) << alerts.out;
    const json explained = json::parse(tell("explain " + line.value("id", "") + " --json").out);
    EXPECT_EQ(explained.at("value"), 1500.5);
    ASSERT_FALSE(explained.at("evidence").empty());
    for (const auto& evidence : explained.at("evidence")) {
        EXPECT_EQ(evidence.at("reads_again"), "equal") << evidence;
    }
}

// A draft beside the configuration, named as its writer likes.
TEST_F(Commands, TryASourceFileOfAnyName) {
    const std::string source = read("config/sources.d/online.toml");
    std::filesystem::remove(folder / "config/sources.d/online.toml");
    write("drafts/my draft.toml.txt", source);
    write("next.csv", second_edition);
    const std::string file = (folder / "next.csv").string();
    const Told told = tell("try " + file + " --source '" +
                           (folder / "drafts/my draft.toml.txt").string() + "' --json");
    EXPECT_EQ(told.code, 0) << told.out;
    EXPECT_EQ(json::parse(told.out).at("observations").size(), 3U);
    EXPECT_EQ(tell("try " + file + " --source ./nowhere.toml").code, 2);
}

TEST_F(Commands, ShowValuesAlsoOfThePast) {
    (void)with_an_alert();
    EXPECT_NE(tell("values online").out.find("online"), std::string::npos);
    const json now = json::parse(tell("values online --json").out);
    const auto figures = [](const json& series) {
        return series.contains("figures") ? series.at("figures")
                                          : series.at("series").at(0).at("figures");
    };
    ASSERT_EQ(figures(now).size(), 3U) << now;
    EXPECT_EQ(figures(now).at(2).at("value"), 150);
    EXPECT_EQ(figures(now).at(2).at("evidence").at("cell"), "B4");
    EXPECT_EQ(tell("values online/area=E1").code, 2);
    EXPECT_EQ(tell("values online --as-of 2019-13-01").code, 2);
}

TEST_F(Commands, TryAFileWithoutWritingAnything) {
    EXPECT_EQ(tell("run").code, 0);
    const std::string log = read("log/alerts.log");
    write("next.csv", second_edition);
    const Told told = tell("try " + (folder / "next.csv").string() + " --source online --json");
    EXPECT_EQ(told.code, 0) << told.out;
    const json tried = json::parse(told.out);
    EXPECT_EQ(tried.at("observations").size(), 3U);
    EXPECT_EQ(tried.at("observations").at(2).at("raw"), "150");
    EXPECT_TRUE(tried.at("held").empty());
    EXPECT_FALSE(tried.at("alerts").empty());
    EXPECT_EQ(read("log/alerts.log"), log);
    EXPECT_EQ(tell("run").out, "online: nothing new\n");
}

TEST_F(Commands, TrySaysWhichLabelsTheSourceLetsGo) {
    write("config/codelists.d/kinds.csv", "code,name\nA,Assault\nB,Burglary\n");
    std::string source = read("config/sources.d/online.toml");
    const std::string period = "[[layout.dim]]";
    source.replace(source.find(period),
                   period.size(),
                   "[[layout.dim]]\nname = \"kind\"\ncolumn = \"kind\"\n"
                   "codelist = \"kinds\"\n\n" +
                       period);
    source.erase(source.find("[[rule]]"));
    source += "[keep]\nkind = [\"A\"]\n";
    write("kinds.toml", source);
    write("kinds.csv",
          "year,kind,offences\n2016/17,Assault,1\n2016/17,Burglary,2\n2016/17,Arson,3\n"
          "2017/18,Arson,4\n2017/18,Fraud,5\n");
    const std::string ask =
        "try " + (folder / "kinds.csv").string() + " --source " + (folder / "kinds.toml").string();
    EXPECT_NE(tell(ask).out.find("held by layout.label: "), std::string::npos);
    write("kinds.toml", source + "[hold]\ncodes = { dim = \"kind\", unknown = \"drop\" }\n");
    EXPECT_NE(tell(ask).out.find("\n1 observations\ndropped 2 labels in 3 cells, unknown to the "
                                 "codelist of 'kind': 'Arson', 'Fraud'\n"),
              std::string::npos);
    const json dropped = json::parse(tell(ask + " --json").out).at("dropped");
    ASSERT_EQ(dropped.size(), 2U);
    EXPECT_EQ(dropped.at(0),
              (json{{"file", "kinds.csv"}, {"dim", "kind"}, {"label", "Arson"}, {"cells", 2}}));
}

// Rows of figures that a choice leaves out, and those that are summed, as they would be loaded.
TEST_F(Commands, TrySaysWhatIsLeftOutAndAddsUpWhatIsSummed) {
    std::string source = read("config/sources.d/online.toml");
    source.insert(source.find("[[layout.dim]]"), "skip = { row = '^$' }\n\n");
    source.erase(source.find("[[rule]]"));
    write("sum.toml", source + "[key]\nduplicate = \"sum\"\n");
    write("sum.csv", "year,offences\n2016/17,100\n2016/17,20\n,7\n,\n2017/18,5\n");
    const std::string ask =
        "try " + (folder / "sum.csv").string() + " --source " + (folder / "sum.toml").string();
    EXPECT_NE(tell(ask).out.find("\n2 observations\nfigures left out by skip = { row = '^$' }: 1 "
                                 "row without a label\n"),
              std::string::npos)
        << tell(ask).out;
    const json tried = json::parse(tell(ask + " --json").out);
    ASSERT_EQ(tried.at("observations").size(), 2U) << tried;
    EXPECT_EQ(tried.at("observations").at(0).at("value"), 120);
    EXPECT_EQ(tried.at("observations").at(0).at("raw"), "100 + 20");
    EXPECT_EQ(tried.at("skipped"),
              (json::array({{{"file", "sum.csv"},
                             {"choice", "skip = { row = '^$' }"},
                             {"what", "row without a label"},
                             {"count", 1}}})));
}

TEST_F(Commands, TryAFileThatWouldBeHeld) {
    write("next.csv", "jahr,straftaten\n2016/17,100\n");
    const Told told = tell("try " + (folder / "next.csv").string() + " --source online --json");
    EXPECT_EQ(told.code, 1) << told.out;
    EXPECT_FALSE(json::parse(told.out).at("held").empty());
}

TEST_F(Commands, KeepTheLastGoodFiguresWhenAReleaseIsNoSpreadsheet) {
    (void)with_an_alert();
    EXPECT_EQ(tell("status").code, 0);
    write("publisher/online.csv", "<!DOCTYPE html><html><body>moved</body></html>");
    add_source("other", address("publisher/other.csv"));
    write("publisher/other.csv", first_edition);
    const Told run = tell("run");
    EXPECT_EQ(run.code, 1) << run.out;
    EXPECT_NE(run.out.find("other: loaded v1"), std::string::npos) << run.out;
    EXPECT_EQ(tell("status").code, 1);
    EXPECT_NE(tell("values online").out.find("150"), std::string::npos);
    const json status = json::parse(tell("status --json").out);
    EXPECT_FALSE(status.at("well").get<bool>());
}

TEST_F(Commands, ListSheetsAndCells) {
    const std::string file = (folder / "publisher/online.csv").string();
    const json sheets = json::parse(tell("sheets " + file + " --json").out);
    EXPECT_EQ(sheets.at("sheets").at(0).at("name"), "csv");
    EXPECT_EQ(sheets.at("sheets").at(0).at("visibility"), "visible");
    EXPECT_TRUE(sheets.at("sheets").at(0).at("merges").empty());
    const json cells = json::parse(tell("cells " + file + " --range A2:B2 --json").out);
    ASSERT_EQ(cells.size(), 2U);
    EXPECT_EQ(cells.at(1).at("cell"), "B2");
    EXPECT_EQ(cells.at(1).at("value"), 100);
    EXPECT_EQ(tell("cells " + file + " --csv").out,
              "year,offences\r\n2016/17,100\r\n2017/18,120\r\n");
    EXPECT_EQ(tell("cells " + file + " --range B2:D3 --csv").out, "100,,\r\n120,,\r\n");
    EXPECT_EQ(tell("cells " + file + " --range A4:C5 --csv").out, "\r\n\r\n");
    EXPECT_EQ(tell("cells " + file + " --range nowhere").code, 2);
    EXPECT_EQ(tell("cells " + file + " --sheet nowhere").code, 2);
}

TEST_F(Commands, ReadATextFileWithOtherQuotes) {
    write("publisher/quotes.csv", "'a,b',\"c\n");
    const std::string file = (folder / "publisher/quotes.csv").string();
    EXPECT_EQ(tell("cells " + file + " --quote \"'\" --csv").out, "\"a,b\",\"\"\"c\"\r\n");
    EXPECT_EQ(tell("cells " + file + " --quote none --csv").out, "'a,b',\"\"\"c\"\r\n");
    EXPECT_EQ(tell("cells " + file + " --quote x --csv").code, 2);
    write("publisher/decimal.csv", "7,268;1.500\n");
    const json cells = json::parse(
        tell("cells " + (folder / "publisher/decimal.csv").string() + " --decimal , --json").out);
    EXPECT_EQ(cells.at(1).at("type"), "text");
}

TEST_F(Commands, ReadAFileOfAnArchiveAsTold) {
    test::ZipWriter zip;
    zip.add("a.csv", "x\n");
    zip.add("b.csv", "caf\xC3\xA9,1;2\n");
    write("publisher/two.zip", zip.finish());
    const std::string file = (folder / "publisher/two.zip").string();
    const Told unchosen = tell("sheets " + file);
    EXPECT_EQ(unchosen.code, 1);
    EXPECT_NE(unchosen.out.find("member = '^a\\.csv$'"), std::string::npos) << unchosen.out;
    const json sheets = json::parse(tell("sheets " + file + " --member ^b --json").out);
    EXPECT_EQ(sheets.at("decided"), "ZIP, member 'b.csv', CSV, UTF-8, delimiter ';'");
    EXPECT_EQ(tell("cells " + file + " --member ^b --delimiter , --csv").out,
              "caf\xC3\xA9,1;2\r\n");
    EXPECT_EQ(tell("cells " + file + " --member ^b --encoding ISO-8859-1 --delimiter , --csv").out,
              "caf\xC3\x83\xC2\xA9,1;2\r\n");
    const Told unclosed = tell("cells " + file + " --member '('");
    EXPECT_EQ(unclosed.code, 2) << unclosed.out;
    EXPECT_NE(unclosed.out.find("for --member, found '(', at character"), std::string::npos)
        << unclosed.out;
}

TEST_F(Commands, ScheduleSaysWhenAndWhy) {
    EXPECT_NE(tell("schedule").out.find("never looked at before"), std::string::npos);
    EXPECT_EQ(tell("run").code, 0);
    EXPECT_NE(tell("schedule").out.find("*-01-01 00:00:00 Europe/London"), std::string::npos);
}

} // namespace
} // namespace tidemark::testing_house
