// The time machine: what was revised, two vintages side by side, rules over past editions.
#include "tests/integration/commands/house.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace tidemark::testing_house {
namespace {

using nlohmann::json;

class TimeMachine : public House {
  protected:
    TimeMachine() { add_source("online", address("publisher/online.csv")); }

    void publish(const std::string& rows) const {
        write("publisher/online.csv", "year,offences\n" + rows);
        EXPECT_EQ(tell("run").code, 0);
    }

    // 25% more, then no more, then a year without a rise.
    void three_editions() const {
        publish("2016/17,100\n2017/18,120\n");
        publish("2016/17,100\n2017/18,120\n2018/19,150\n");
        publish("2016/17,100\n2017/18,120\n2018/19,130\n2019/20,131\n");
    }
};

TEST_F(TimeMachine, RevisionsNameWasAndNowAndTheSize) {
    three_editions();
    const Told told = tell("revisions online");
    EXPECT_EQ(told.code, 0) << told.out;
    EXPECT_NE(told.out.find("150  130  -20, -13.3%"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("1 revision in 3 vintages"), std::string::npos) << told.out;
    const json all = json::parse(tell("revisions online --json").out);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].at("kind"), "revised");
    EXPECT_EQ(all[0].at("vintage").at("number"), 3);
    EXPECT_EQ(all[0].at("before").at("value"), 150);
    EXPECT_EQ(all[0].at("now").at("evidence").at("cell"), "B4");
    EXPECT_EQ(json::parse(tell("revisions online --since 2100-01-01 --json").out).size(), 0U);
    EXPECT_EQ(json::parse(tell("revisions online/area=x --json").out).size(), 0U);
    EXPECT_EQ(tell("revisions nobody").code, 2);
}

TEST_F(TimeMachine, DiffShowsEveryFigureThatDiffers) {
    three_editions();
    const Told told = tell("diff online v1 v3");
    EXPECT_EQ(told.code, 0) << told.out;
    EXPECT_NE(told.out.find("2 added, 0 changed, 0 removed"), std::string::npos) << told.out;
    const json all = json::parse(tell("diff online 2 3 --json").out);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].at("kind"), "changed");
    EXPECT_EQ(all[0].at("change"), -20);
    EXPECT_EQ(all[1].at("kind"), "added");
    EXPECT_EQ(all[1].at("before"), nullptr);
    const Told unknown = tell("diff online 1 9");
    EXPECT_EQ(unknown.code, 2);
    EXPECT_NE(unknown.out.find("there are v1 "), std::string::npos) << unknown.out;
}

// The same words, states and identities as when the editions came one by one.
TEST_F(TimeMachine, ReplaySaysWhatWasSaid) {
    three_editions();
    const json all = json::parse(tell("replay online --json").out);
    std::vector<std::string> replayed;
    for (const auto& one : all) {
        const json& line = one.at("line");
        replayed.push_back(line.at("state").get<std::string>() + ' ' +
                           line.at("id").get<std::string>());
    }
    std::vector<std::string> said;
    std::istringstream log(read("log/alerts.jsonl"));
    for (std::string text; std::getline(log, text);) {
        const json line = json::parse(text);
        if (line.at("kind") == "yoy" || line.at("kind") == "baseline") {
            said.push_back(line.at("state").get<std::string>() + ' ' +
                           line.at("id").get<std::string>());
        }
    }
    EXPECT_EQ(replayed, said);
    EXPECT_EQ(said.size(), 3U) << "a baseline, a rise, the rise withdrawn";
    const std::string log_before = read("log/alerts.log");
    EXPECT_EQ(tell("replay online").code, 0);
    EXPECT_EQ(read("log/alerts.log"), log_before);
}

TEST_F(TimeMachine, ReplayTriesARuleThatWasNotThere) {
    three_editions();
    const std::string path = "config/sources.d/online.toml";
    write(path, read(path) + "\n[[rule]]\nid = \"peak\"\nkind = \"record\"\nmin_years = 2\n");
    const Told told = tell("replay online --rule peak");
    EXPECT_EQ(told.code, 0) << told.out;
    EXPECT_NE(told.out.find("highest"), std::string::npos) << told.out;
    EXPECT_EQ(told.out.find("25.0%"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("nothing was written"), std::string::npos) << told.out;
    const Told later = tell("replay online --from 2100");
    EXPECT_NE(later.out.find("0 lines over 0 editions"), std::string::npos) << later.out;
    EXPECT_EQ(tell("replay online --rule other").code, 2);
    EXPECT_EQ(tell("replay online --from soon").code, 2);
}

// An older edition stands where its day says, makes a baseline and is never what is served.
TEST_F(TimeMachine, BackfillPutsAnOlderEditionInItsPlace) {
    publish("2016/17,100\n2017/18,120\n2018/19,150\n");
    write("older/online.csv", "year,offences\n2015/16,80\n2016/17,99\n");
    const std::string older = " " + (folder / "older/online.csv").string();
    const std::string by = " --published 2017-07-20";
    const Told told = tell("backfill online" + older + by);
    EXPECT_EQ(told.code, 0) << told.out;
    EXPECT_EQ(told.out.find(" new "), std::string::npos) << told.out;
    const json then = json::parse(tell("values online --as-of 2017-12-31 --json").out);
    ASSERT_EQ(then.at("figures").size(), 2U) << then;
    EXPECT_EQ(then.at("figures")[1].at("value"), 99);
    const json now = json::parse(tell("values online --json").out);
    ASSERT_EQ(now.at("figures").size(), 4U) << now;
    EXPECT_EQ(now.at("figures")[1].at("value"), 100);
    EXPECT_EQ(json::parse(tell("revisions online --json").out).size(), 1U);
    EXPECT_EQ(tell("run").out, "online: nothing new\n");
    EXPECT_EQ(tell("verify").code, 0);
}

TEST_F(TimeMachine, BackfillRefusesWhatIsNotOlder) {
    write("older/online.csv", "year,offences\n2015/16,80\n");
    const std::string older = "backfill online " + (folder / "older/online.csv").string();
    EXPECT_EQ(tell(older + " --published 2017-07-20").code, 1) << "nothing was loaded yet";
    publish("2016/17,100\n2017/18,120\n");
    const Told newer = tell(older + " --published 2100-01-01");
    EXPECT_EQ(newer.code, 2);
    EXPECT_NE(newer.out.find("expected a day before"), std::string::npos) << newer.out;
    const Told same = tell("backfill online " + (folder / "publisher/online.csv").string() +
                           " --published 2017-07-20");
    EXPECT_EQ(same.code, 2);
    EXPECT_NE(same.out.find("not here yet"), std::string::npos) << same.out;
    EXPECT_EQ(
        tell("backfill online " + (folder / "none.csv").string() + " --published 2017-07-20").code,
        1);
}

// A held older edition waits beside the present one, whose name it has, and can be accepted.
TEST_F(TimeMachine, BackfillThatIsHeldCanBeAccepted) {
    publish("2016/17,100\n2017/18,120\n2018/19,150\n");
    write("older/online.csv", "year,offences\n2012/13,70\n2013/14,70\n2014/15,70\n2016/17,99\n");
    const Told held = tell("backfill online " + (folder / "older/online.csv").string() +
                           " --published 2017-07-20");
    EXPECT_EQ(held.code, 1) << held.out;
    EXPECT_NE(held.out.find("--check gaps"), std::string::npos) << held.out;
    EXPECT_EQ(tell("accept online --by me --why right").code, 0);
    EXPECT_EQ(tell("run").code, 0);
    const json then = json::parse(tell("values online --as-of 2017-12-31 --json").out);
    EXPECT_EQ(then.at("figures").size(), 4U) << then;
    EXPECT_EQ(json::parse(tell("values online --json").out).at("figures").size(), 6U);
}

TEST_F(TimeMachine, VerifyFindsAnEditedLine) {
    three_editions();
    const Told well = tell("verify");
    EXPECT_EQ(well.code, 0) << well.out;
    EXPECT_NE(well.out.find("4 figures in 2 files read again"), std::string::npos) << well.out;
    std::string log = read("log/alerts.log");
    log.replace(log.find("25.0%"), 5, "52.0%");
    write("log/alerts.log", log);
    const Told edited = tell("verify --quick");
    EXPECT_EQ(edited.code, 1) << edited.out;
    EXPECT_NE(edited.out.find("alerts.log:"), std::string::npos) << edited.out;
    EXPECT_NE(edited.out.find("25.0%"), std::string::npos) << edited.out;
    const json told = json::parse(tell("verify --quick --json").out);
    EXPECT_EQ(told.at("agrees"), false);
}

TEST_F(TimeMachine, VerifyFindsALineTakenOut) {
    three_editions();
    const std::string log = read("log/alerts.jsonl");
    const std::size_t second = log.find('\n') + 1;
    write("log/alerts.jsonl", log.substr(0, second) + log.substr(log.find('\n', second) + 1));
    const Told told = tell("verify --quick");
    EXPECT_EQ(told.code, 1) << told.out;
    EXPECT_NE(told.out.find("no such line in the folder"), std::string::npos) << told.out;
}

TEST_F(TimeMachine, VerifyFindsAnEmptiedLog) {
    three_editions();
    write("log/alerts.log", "");
    const Told told = tell("verify --quick");
    EXPECT_EQ(told.code, 1) << told.out;
    EXPECT_NE(told.out.find("no line of it in the folder"), std::string::npos) << told.out;
}

// Rotated files count; what was rotated away long ago is not missed.
TEST_F(TimeMachine, VerifyReadsRotatedLogs) {
    publish("2016/17,100\n2017/18,120\n");
    std::filesystem::rename(folder / "log/alerts.log", folder / "log/alerts.log.1");
    publish("2016/17,100\n2017/18,120\n2018/19,150\n");
    EXPECT_EQ(tell("verify --quick").code, 0) << tell("verify --quick").out;
    std::filesystem::remove(folder / "log/alerts.log.1");
    EXPECT_EQ(tell("verify --quick").code, 0) << tell("verify --quick").out;
}

TEST_F(TimeMachine, VerifyFindsAChangedFileOfTheArchive) {
    three_editions();
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(folder / "state/archive")) {
        if (entry.is_regular_file()) {
            std::filesystem::permissions(entry, std::filesystem::perms::owner_all);
            std::ofstream(entry.path()) << "year,offences\n2016/17,1\n";
            break;
        }
    }
    const Told told = tell("verify --quick");
    EXPECT_EQ(told.code, 1) << told.out;
    EXPECT_NE(told.out.find("DIFFERS archive: 3 files"), std::string::npos) << told.out;
}

} // namespace
} // namespace tidemark::testing_house
