// What people say of alerts: acknowledged, silenced.
#include "tests/integration/commands/house.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tidemark::testing_house {
namespace {

using nlohmann::json;

class Marks : public House {
  protected:
    Marks() { add_source("online", address("publisher/online.csv")); }

    void publish(const std::string& rows) const {
        write("publisher/online.csv", "year,offences\n" + rows);
        EXPECT_EQ(tell("run").code, 0);
    }

    // A rise of 25%; its id.
    [[nodiscard]] std::string with_an_alert() const {
        publish("2016/17,100\n2017/18,120\n");
        publish("2016/17,100\n2017/18,120\n2018/19,150\n");
        const Told told = tell("alerts --state new --json");
        return json::parse(told.out.substr(0, told.out.find('\n'))).at("id");
    }

    [[nodiscard]] std::string count(const std::string& state) const {
        const Told told = tell("alerts --state " + state);
        return std::to_string(std::count(told.out.begin(), told.out.end(), '\n'));
    }
};

TEST_F(Marks, AnAcknowledgementIsOneLineWithNameAndReason) {
    const std::string id = with_an_alert();
    EXPECT_EQ(tell("ack " + id + " --by 'J Smith' --why 'new recording'").code, 0);
    EXPECT_EQ(tell("run").code, 0);
    const Told told = tell("alerts --state acked");
    EXPECT_NE(told.out.find("; acknowledged by J Smith: new recording (" + id + ")"),
              std::string::npos)
        << told.out;
    EXPECT_EQ(tell("run").code, 0);
    EXPECT_EQ(count("acked"), "1") << "once";
    EXPECT_EQ(count("new"), "1") << "and it is not said anew";
    EXPECT_EQ(tell("verify").code, 0);
}

TEST_F(Marks, WhatWasAcknowledgedIsStillWithdrawn) {
    const std::string id = with_an_alert();
    EXPECT_EQ(tell("ack " + id + " --by me --why seen").code, 0);
    EXPECT_EQ(tell("run").code, 0);
    publish("2016/17,100\n2017/18,120\n2018/19,121\n");
    EXPECT_EQ(count("withdrawn"), "1");
    EXPECT_EQ(tell("ack " + id + " --by me --why again").code, 2) << "there is nothing any more";
    EXPECT_EQ(tell("ack a-000 --by me --why none").code, 2);
}

// A revision in the same pass comes after it: the person saw 25.0%.
TEST_F(Marks, AnAcknowledgementStandsBesideTheNumbersThatWereSeen) {
    const std::string id = with_an_alert();
    EXPECT_EQ(tell("ack " + id + " --by me --why seen").code, 0);
    publish("2016/17,100\n2017/18,120\n2018/19,144\n");
    const Told acked = tell("alerts --state acked");
    EXPECT_NE(acked.out.find("25.0%"), std::string::npos) << acked.out;
    EXPECT_EQ(acked.out.find("20.0%"), std::string::npos) << acked.out;
    EXPECT_EQ(count("restated"), "1");
}

TEST_F(Marks, ASilencedRuleIsJudgedAndLoggedAsSilenced) {
    publish("2016/17,100\n2017/18,120\n");
    EXPECT_EQ(
        tell("silence online yoy --until 2100-01-01 --by 'J Smith' --why 'moving house'").code, 0);
    publish("2016/17,100\n2017/18,120\n2018/19,150\n");
    EXPECT_EQ(count("new"), "0");
    const Told told = tell("alerts --state silenced --json");
    const json line = json::parse(told.out.substr(0, told.out.find('\n')));
    EXPECT_EQ(line.at("would_be"), "new");
    EXPECT_EQ(line.at("severity"), "info");
    EXPECT_NE(line.at("text").get<std::string>().find("25.0%"), std::string::npos) << line;
    EXPECT_NE(line.at("text").get<std::string>().find(
                  "; silenced until 1 January 2100 by J Smith: moving house"),
              std::string::npos)
        << line;
    EXPECT_EQ(tell("verify").code, 0);
}

TEST_F(Marks, ASilenceNamesWhatThereIs) {
    publish("2016/17,100\n2017/18,120\n");
    const std::string rest = " --by me --why x";
    EXPECT_EQ(tell("silence online --until 2001-01-01" + rest).code, 2);
    EXPECT_EQ(tell("silence online --until soon" + rest).code, 2);
    const Told told = tell("silence online other --until 2100-01-01" + rest);
    EXPECT_EQ(told.code, 2);
    EXPECT_NE(told.out.find("rules: yoy"), std::string::npos) << told.out;
    EXPECT_EQ(tell("silence online --until 2100-01-01" + rest).code, 0);
}

} // namespace
} // namespace tidemark::testing_house
