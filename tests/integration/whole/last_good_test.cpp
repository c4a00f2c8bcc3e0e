// Choices that do not find exactly one, mended source files, decisions, and commands that only
// read: what is kept is kept, what is read is not written.
#include "tests/integration/whole/scene.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace tidemark::testing_house {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* file = "forces.xlsx";

class LastGood : public Scene {
  protected:
    // A first load, then a release whose total is wrong.
    void hold_a_release() {
        watch_forces("forces", find_url(file));
        serve(file, to_xlsx({}));
        ASSERT_EQ(tell("run").code, 0);
        serve(file,
              to_xlsx({.years = {"2017/18", "2018/19", "2019/20"},
                       .forces = {{"Kent", {100, 120, 150}},
                                  {"Surrey", {50, 60, 60}},
                                  {"Essex", {30, 36, 36}}},
                       .off = 1}));
        ASSERT_EQ(hear("run").code, 1);
    }

    // What both streams say of a run that must hold `forces` for a choice.
    void expect_held(const std::vector<std::string>& says) {
        const std::string values = tell("values forces --json").out;
        const std::size_t before = with(log_lines(), " held ").size();
        const Heard heard = hear("run");
        EXPECT_EQ(heard.code, 1);
        ASSERT_THAT(heard.err, SizeIs(1)) << testing::PrintToString(heard.err);
        ASSERT_THAT(with(log_lines(), " held "), SizeIs(before + 1));
        for (const std::string& part : says) {
            EXPECT_THAT(heard.err[0], HasSubstr(part));
            EXPECT_THAT(with(log_lines(), " held ").back(), HasSubstr(part));
        }
        EXPECT_EQ(hear("run").code, 1);
        EXPECT_THAT(with(log_lines(), " held "), SizeIs(before + 1)) << "said once";
        EXPECT_EQ(tell("values forces --json").out, values);
    }
};

TEST_F(LastGood, TwoLinksThatMatchHoldTheRelease) {
    watch_forces(
        "forces",
        fmt::format("via = \"html\"\npage = \"{}\"\nlink = '^forces'", publisher.url("/")));
    serve(file, to_xlsx({}));
    ASSERT_EQ(tell("run").code, 0);
    serve("forces-by-month.xlsx", to_xlsx({}));
    expect_held(
        {"expected one link", "found 2", "/forces.xlsx", "/forces-by-month.xlsx", "find.link"});
}

TEST_F(LastGood, TwoAttachmentsThatMatchHoldTheRelease) {
    watch_forces("forces",
                 fmt::format("via = \"govuk\"\nbase = \"{}\"\npage = \"/offences\"\nattach = {{ "
                             "title = 'by force' }}",
                             publisher.url("")));
    const auto manifest = [](const std::string& second) {
        return R"({ "published": "2020-09-03T08:30:00Z", "publications": [ { "page": "/offences",
  "title": "Offences", "attachments": [ { "file": "forces.xlsx", "title": "Offences by force" })" +
               second + "] } ] }";
    };
    serve(file, to_xlsx({}));
    serve("other.xlsx", to_xlsx({}));
    serve("manifest.json", manifest(""));
    ASSERT_EQ(tell("run").code, 0);
    serve("manifest.json", manifest(R"(, { "file": "other.xlsx", "title": "Rates by force" })"));
    expect_held({"expected one attachment",
                 "found 2",
                 "Offences by force",
                 "Rates by force",
                 "find.attach"});
}

TEST_F(LastGood, AMissingOrUnreadableLocalFileIsSaidOnce) {
    watch_forces("missing", "via = \"url\"\nurl = \"" + address("nowhere.xlsx") + '"');
    watch_forces("folder", "via = \"url\"\nurl = \"" + address("config") + '"');
    const Heard heard = hear("run");
    EXPECT_EQ(heard.code, 1);
    EXPECT_THAT(heard.err, SizeIs(2)) << testing::PrintToString(heard.err);
    EXPECT_THAT(with(heard.err, "missing: failed: "), SizeIs(1));
    EXPECT_THAT(with(heard.err, "nowhere.xlsx: expected "), SizeIs(1));
    EXPECT_THAT(with(heard.err, "folder: failed: "), SizeIs(1));
    EXPECT_THAT(log_lines(), SizeIs(2));
    EXPECT_EQ(hear("run").code, 1);
    EXPECT_THAT(log_lines(), SizeIs(2));
}

TEST_F(LastGood, AMendedSourceFileReadsTheArchiveWhileTheServerSays304) {
    watch_forces("forces", find_url(file));
    serve(file, to_xlsx({.header = "Constabulary"}));
    ASSERT_EQ(hear("run").code, 1);
    EXPECT_THAT(log_lines(), testing::ElementsAre(HasSubstr("; nothing is loaded yet")));
    ASSERT_THAT(publisher.log(), SizeIs(1));
    std::string source = read("config/sources.d/forces.toml");
    const std::string anchor = "'^Force$'";
    write("config/sources.d/forces.toml",
          source.replace(source.find(anchor), anchor.size(), "'^Constabulary$'"));
    const Heard heard = hear("run");
    EXPECT_EQ(heard.code, 0) << testing::PrintToString(heard.err);
    EXPECT_THAT(publisher.log(),
                testing::ElementsAre("GET /forces.xlsx 200", "GET /forces.xlsx 304"));
    EXPECT_THAT(with(heard.out, "loaded v1"), SizeIs(1));
    EXPECT_THAT(tell("values forces").out, HasSubstr("forces/area="));
    EXPECT_EQ(tell("status").code, 0);
    EXPECT_EQ(hear("run").out, std::vector<std::string>{"forces: nothing new"});
}

TEST_F(LastGood, AMendedCheckLetsAHeldReleaseIn) {
    hold_a_release();
    EXPECT_EQ(hear("run").code, 1) << "it waits";
    std::string source = read("config/sources.d/forces.toml");
    const std::string check = "row = '^England$'";
    write("config/sources.d/forces.toml",
          source.replace(source.find(check), check.size(), check + ", tolerance = 1"));
    const Heard heard = hear("run");
    EXPECT_EQ(heard.code, 0) << testing::PrintToString(heard.err);
    EXPECT_THAT(with(heard.out, "loaded v2"), SizeIs(1));
    EXPECT_EQ(hear("run").out, std::vector<std::string>{"forces: nothing new"});
}

TEST_F(LastGood, AcceptLetsAHeldReleaseInOnce) {
    hold_a_release();
    EXPECT_EQ(tell("accept forces --by me").code, 2) << "nobody says why";
    EXPECT_EQ(tell("accept forces --check shrink --by me --why x").code, 2);
    const Told accepted = tell("accept forces --check adds_up --by me --why 'as printed'");
    EXPECT_EQ(accepted.code, 0) << accepted.out;
    const Heard heard = hear("run");
    EXPECT_EQ(heard.code, 0) << testing::PrintToString(heard.err);
    EXPECT_THAT(with(heard.out, "loaded v2"), SizeIs(1));
    EXPECT_EQ(tell("status").code, 0);
    EXPECT_EQ(tell("accept forces --by me --why again").code, 2);

    serve(file, to_xlsx({.off = 2})); // other bytes: that digest only
    EXPECT_EQ(hear("run").code, 1);
}

TEST_F(LastGood, AnAcceptedReleaseLoadsWhileThePublisherIsDown) {
    hold_a_release();
    serve_not(file);
    ASSERT_EQ(hear("run").code, 1);
    const std::size_t failures = with(log_lines(), " failed ").size();
    ASSERT_EQ(failures, 1U);
    ASSERT_EQ(tell("accept forces --by me --why x").code, 0);
    const Heard heard = hear("run");
    EXPECT_EQ(heard.code, 1) << "the publisher is still down";
    EXPECT_THAT(with(heard.err, "forces: loaded v2, failed: "), SizeIs(1));
    EXPECT_THAT(tell("values forces/area=E23000032").out, HasSubstr("150"));
    EXPECT_EQ(hear("run").code, 1);
    EXPECT_THAT(with(log_lines(), " failed "), SizeIs(failures)) << "said once";
}

TEST_F(LastGood, TryWritesNothing) {
    hold_a_release();
    write("next.xlsx", to_xlsx({.years = {"2018/19", "2019/20"}}));
    const std::string state = digest_of("state");
    const std::string log = digest_of("log");
    const Told told = tell("try " + (folder / "next.xlsx").string() + " --source forces --json");
    EXPECT_EQ(told.code, 0) << told.out;
    EXPECT_FALSE(json::parse(told.out).at("alerts").empty()) << told.out;
    EXPECT_EQ(digest_of("state"), state);
    EXPECT_EQ(digest_of("log"), log);
}

TEST_F(LastGood, EveryReadingCommandPrintsJsonAndWritesNothing) {
    hold_a_release();
    ASSERT_EQ(tell("accept forces --by me --why x").code, 0);
    ASSERT_EQ(tell("run").code, 0);
    const json alert = json::parse(hear("alerts --state new --json").out.at(0));
    const std::string path = (folder / "site/now" / file).string();
    const std::string state = digest_of("state");
    for (const std::string& command : {std::string("status"),
                                       std::string("schedule"),
                                       std::string("values forces"),
                                       "explain " + alert.at("id").get<std::string>(),
                                       "sheets " + path,
                                       "cells " + path + " --sheet 'Table 4' --range A1:C5",
                                       "try " + path + " --source forces"}) {
        std::string text;
        const Heard heard = hear(command + " --json");
        for (const std::string& line : heard.out) {
            text += line + '\n';
        }
        EXPECT_FALSE(json::parse(text, nullptr, false).is_discarded()) << command << '\n' << text;
        EXPECT_THAT(heard.err, IsEmpty()) << command;
    }
    for (const std::string& line : hear("alerts --json").out) {
        EXPECT_TRUE(json::parse(line, nullptr, false).is_object()) << line;
    }
    EXPECT_EQ(digest_of("state"), state);
}

TEST_F(LastGood, ExplainNoticesADamagedArchive) {
    hold_a_release();
    ASSERT_EQ(tell("accept forces --by me --why x").code, 0);
    ASSERT_EQ(tell("run").code, 0);
    const json alert = json::parse(hear("alerts --state new --json").out.at(0));
    const std::string id = alert.at("id").get<std::string>();
    EXPECT_THAT(tell("explain " + id).out,
                AllOf(HasSubstr("forces.xlsx"), HasSubstr("equal: 150"), HasSubstr("D3")));
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(folder / "state/archive")) {
        if (entry.is_regular_file()) {
            std::filesystem::permissions(entry.path(), std::filesystem::perms::owner_all);
            std::filesystem::resize_file(entry.path(), entry.file_size() - 1);
        }
    }
    const Told damaged = tell("explain " + id);
    EXPECT_THAT(
        damaged.out,
        AllOf(HasSubstr("unreadable: "), HasSubstr("expected the bytes it is named after")));
    EXPECT_EQ(damaged.code, 1);
}

TEST_F(LastGood, ABadConfigurationEndsWithTwoAndNamesThePlace) {
    watch_forces("forces", find_url(file));
    serve(file, to_xlsx({}));
    ASSERT_EQ(tell("run").code, 0);
    const std::string state = digest_of("state");
    write("config/sources.d/forces.toml", "[[[\n");
    write("config/sources.d/other.toml", "[source]\nid = \"other\"\ntitel = \"T\"\n");
    for (const char* command : {"run", "check", "status"}) {
        const Told told = tell(command);
        EXPECT_EQ(told.code, 2) << command << told.out;
        EXPECT_THAT(told.out,
                    AllOf(HasSubstr("sources.d/forces.toml:1:"),
                          HasSubstr("sources.d/other.toml:3:1: unknown key 'titel', did you mean "
                                    "'title'?")));
    }
    EXPECT_EQ(digest_of("state"), state);
    EXPECT_THAT(publisher.log(), SizeIs(1)) << "nothing was asked for";
    EXPECT_EQ(tell("run nosuch").code, 2);
}

} // namespace
} // namespace tidemark::testing_house
