// The shipped codelists and sets.
#include "config/csv.hpp"
#include "pipeline/base/text.hpp"
#include "tests/unit/config/config_folder.hpp"
#include "tests/unit/config/shared_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace tidemark::config {

namespace {

const Codelists& shipped() {
    static const auto outcome = load(default_folder());
    return outcome.config.codelists;
}

const Codelist& forces() {
    return *shipped().list("uk-police-forces");
}

std::set<std::string> asked(std::string_view set, const Period& period) {
    const auto codes = shipped().set(set)->asked(period);
    return {codes.begin(), codes.end()};
}

} // namespace

TEST(PoliceForces, AreAllThere) {
    std::map<std::string, int> groups;
    for (const auto& code : forces().codes) {
        ++groups[code.group];
    }
    EXPECT_EQ(groups,
              (std::map<std::string, int>{{"England", 39},
                                          {"Wales", 4},
                                          {"Scotland", 9},
                                          {"Northern Ireland", 1},
                                          {"Great Britain", 1},
                                          {"Jersey", 1},
                                          {"Guernsey", 1},
                                          {"Isle of Man", 1}}));
    for (const auto* code :
         {"E23000030", "W15000004", "S23000009", "N23000001", "X-BTP", "X-JEY"}) {
        EXPECT_NE(forces().code(code), nullptr) << code;
    }
}

TEST(PoliceForces, AreFoundUnderTheSpellingsOfPublishers) {
    const std::map<std::string, std::string> spellings{
        {"London, City of", "E23000034"},
        {"City of London Police", "E23000034"},
        {"Devon & Cornwall", "E23000035"},
        {"DEVON AND CORNWALL ", "E23000035"},
        {"Hampshire & Isle of Wight Constabulary", "E23000030"},
        {"Dyfed Powys", "W15000004"},
        {"Met Police", "E23000001"},
        {"PSNI", "N23000001"},
        {"BTP", "X-BTP"},
        {"States of Jersey Police", "X-JEY"},
        {"Guernsey Police", "X-GGY"},
        {"Scotland", "S23000009"},
        {"Strathclyde", "S23000007"}};
    for (const auto& [label, code] : spellings) {
        const auto* const found = forces().find(label);
        ASSERT_NE(found, nullptr) << label;
        EXPECT_EQ(found->code, code) << label;
    }
    EXPECT_EQ(forces().find("Northshire"), nullptr);
}

TEST(PoliceForces, OfOldScotlandEndWhereTheNationalForceBegins) {
    for (const auto& code : forces().codes) {
        if (code.code.rfind("S2300000", 0) == 0 && code.code != "S23000009") {
            ASSERT_TRUE(code.to) << code.code;
            EXPECT_EQ(day_text(*code.to), "2013-03-31");
        }
    }
    EXPECT_EQ(day_text(forces().code("S23000009")->from.value()), "2013-04-01");
}

TEST(PoliceForces, HoldEveryAliasOfTheCollectedFacts) {
    const auto file = shared_file("fixtures/police_forces.csv");
    if (!file) {
        GTEST_SKIP() << "../shared is not here";
    }
    const auto text = text_of(*file);
    Problems problems("police_forces.csv", text);
    const auto records = parse_csv(text, problems);
    ASSERT_EQ(problems.size(), 0U);
    const std::map<std::string, std::string> own{{"British Transport Police", "X-BTP"},
                                                 {"Guernsey Police", "X-GGY"},
                                                 {"States of Jersey Police", "X-JEY"},
                                                 {"Isle of Man Constabulary", "X-IOM"}};
    // The reader takes footnote marks off a label before it is looked up.
    const auto footnote = Pattern::compile(R"((?i)\s*\[note \d+\]$)").value();
    int found = 0;
    for (std::size_t i = 1; i < records.size(); ++i) {
        const auto& record = records[i];
        ASSERT_GE(record.size(), 11U);
        const auto mine = own.find(record[1].text);
        const auto code = mine == own.end() ? record[0].text : mine->second;
        if (code.empty()) {
            continue; // fraud bodies and forces that no table by force holds
        }
        std::vector<std::string> labels{record[1].text, record[2].text};
        std::string aliases = record[10].text + "|";
        for (auto bar = aliases.find('|'); bar != std::string::npos; bar = aliases.find('|')) {
            labels.push_back(footnote.without(aliases.substr(0, bar)));
            aliases.erase(0, bar + 1);
        }
        for (const auto& label : labels) {
            if (trim(label).empty()) {
                continue;
            }
            const auto* const match = forces().find(label);
            ASSERT_NE(match, nullptr) << label;
            EXPECT_EQ(match->code, code) << label;
            ++found;
        }
    }
    EXPECT_GT(found, 200);
}

TEST(Codelists, HaveNoLabelThatTwoCodesShareOnOneDay) {
    for (const auto& [id, list] : shipped().lists) {
        for (const auto& code : list.codes) {
            EXPECT_EQ(list.find(code.code), &code) << id << ": " << code.code;
            std::set<std::string> labels{fold(code.code), fold(code.name)};
            for (const auto& alias : code.aliases) {
                EXPECT_TRUE(labels.insert(fold(alias)).second)
                    << id << ": '" << alias << "' of " << code.code << " says nothing new";
            }
            labels.erase(fold(code.code));
            for (const auto& label : labels) {
                const auto owners = list.all(label);
                EXPECT_EQ(std::count(owners.begin(), owners.end(), &code), 1)
                    << id << ": " << label;
            }
        }
    }
}

TEST(EnglandAreas, ThatWereRecodedAreFoundByTheDay) {
    const auto& areas = *shipped().list("england-areas");
    for (const auto& [label, before, since, year] :
         {std::tuple("Dorset", "E10000009", "E06000059", 2019),
          std::tuple("Buckinghamshire", "E10000002", "E06000060", 2020),
          std::tuple("North Yorkshire", "E10000023", "E06000065", 2023),
          std::tuple("Somerset", "E10000027", "E06000066", 2023)}) {
        const auto codes = areas.all(label);
        ASSERT_EQ(codes.size(), 2U) << label;
        for (const auto* code : codes) {
            EXPECT_EQ(code->holds(financial_year(year - 1)), code->code == before) << label;
            EXPECT_EQ(code->holds(financial_year(year)), code->code == since) << label;
        }
    }
}

TEST(EnglandAreas, StandBelowTheirRegionAndTheCountry) {
    const auto& areas = *shipped().list("england-areas");
    for (const auto& code : areas.codes) {
        const auto above = areas.above(code.code);
        EXPECT_TRUE(code.code == "E92000001" || above.back()->code == "E92000001") << code.code;
    }
    EXPECT_EQ(areas.above("E09000007").size(), 3U) << "Camden, Inner London, London, England";
}

TEST(OffenceCodes, AreFoundAsTheyAreWritten) {
    const auto& offences = *shipped().list("ho-offence-codes");
    EXPECT_EQ(offences.find("4.4")->name, "Causing death or serious injury by dangerous driving");
    EXPECT_EQ(offences.find("44")->name, "Theft or unauthorised taking of a pedal cycle");
    EXPECT_EQ(offences.find("4,4"), nullptr) << "which of them nobody can say";
    EXPECT_EQ(offences.find(" 88a")->code, "88A");
}

TEST(OffenceCodes, OfSubCodesArePartsOfTheirClass) {
    EXPECT_EQ(asked("grooming", financial_year(2016)), (std::set<std::string>{"88/1", "88/2"}));
    EXPECT_EQ(asked("grooming", financial_year(2018)),
              (std::set<std::string>{"71/17", "88/1", "88/2"}));
    for (const auto* part : {"86/2", "86/10", "86/15", "86/11"}) {
        EXPECT_EQ(shipped().list("ho-offence-codes")->above(part).front()->code, "86");
    }
}

TEST(OffenceCodes, HoldEveryOneOfTheCollectedFacts) {
    const auto file = shared_file("fixtures/prc/offence_codes_2017_18.csv");
    if (!file) {
        GTEST_SKIP() << "../shared is not here";
    }
    const auto text = text_of(*file);
    Problems problems("offence_codes.csv", text);
    const auto records = parse_csv(text, problems);
    std::set<std::string> by_statute;
    for (std::size_t i = 1; i < records.size(); ++i) {
        EXPECT_NE(shipped().list("ho-offence-codes")->code(records[i][0].text), nullptr)
            << records[i][0].text;
        if (records[i].at(5).text == "yes") {
            by_statute.insert(records[i][0].text);
        }
    }
    EXPECT_EQ(asked("child-sexual-by-statute", financial_year(2017)), by_statute);
}

TEST(Rosters, AskFortyFourBodiesIn2018And46In2019) {
    const auto before = asked("uk-forces-46", financial_year(2018));
    const auto after = asked("uk-forces-46", financial_year(2019));
    EXPECT_EQ(before.size(), 44U);
    EXPECT_EQ(after.size(), 46U);
    EXPECT_EQ(before.count("X-JEY") + before.count("X-GGY"), 0U);
    EXPECT_EQ(after.count("X-JEY") + after.count("X-GGY"), 2U);
    EXPECT_EQ(before.count("N23000001"), 1U);
    EXPECT_EQ(asked("uk-forces-46", financial_year(2015)).size(), 44U);
}

TEST(Rosters, OfAYearThatBeginsBeforeAMemberLeaveItOut) {
    EXPECT_EQ(asked("uk-forces-46", calendar_year(2019)).size(), 44U);
    EXPECT_EQ(asked("uk-forces-46", calendar_year(2020)).size(), 46U);
}

TEST(Sets, OfEnglandAndWalesHaveTheirCounts) {
    const auto year = financial_year(2019);
    EXPECT_EQ(asked("england-wales-forces", year).size(), 43U);
    auto with_btp = asked("england-wales-forces+btp", year);
    EXPECT_EQ(with_btp.size(), 44U);
    EXPECT_EQ(with_btp.erase("X-BTP"), 1U);
    EXPECT_EQ(with_btp, asked("england-wales-forces", year));
    EXPECT_EQ(shipped().set("uk-forces-46")->title,
              "England, Wales, Northern Ireland and the Channel Islands");
    EXPECT_EQ(shipped().set("uk-forces-46")->noun, "forces");
}

TEST(Sets, OfChildSexualOffencesLeaveOutMixedAges) {
    const auto codes = asked("child-sexual", financial_year(2017));
    EXPECT_EQ(codes,
              (std::set<std::string>{
                  "17B", "19D", "19E", "19G", "19H", "20B", "21", "22B", "71", "73", "88A"}));
}

TEST(OwnLists, AreReadFromFoldersBelowToo) {
    const ConfigFolder folder;
    folder.put("codelists.d/mine/regions.csv",
               "\xEF\xBB\xBF"
               "name,code,aliases,from,to\r\n# a comment\r\n\r\n\"North, the\",N,"
               "Norden| The \"\"North\"\" ,2009-01-01,\r\n\"A \"\"quoted\"\" one\",Q\r\n");
    folder.put("codelists.d/mine/regions.toml",
               "[[set]]\nid = \"all-regions\"\ntitle = \"All\"\ncodelist = \"regions\"\n"
               "members = [\"N\", { code = \"Q\", to = \"2019-12-31\" }]\n");
    const auto outcome = load(folder.path());
    ASSERT_EQ(listed(outcome.problems), "");
    const auto* const list = outcome.config.codelists.list("regions");
    ASSERT_NE(list, nullptr);
    ASSERT_EQ(list->codes.size(), 2U);
    EXPECT_EQ(list->codes[0].name, "North, the");
    EXPECT_EQ(list->codes[1].name, "A \"quoted\" one");
    EXPECT_EQ(list->find("norden")->code, "N");
    const auto* const set = outcome.config.codelists.set("all-regions");
    ASSERT_NE(set, nullptr);
    EXPECT_EQ(set->noun, "members");
    EXPECT_EQ(set->asked(calendar_year(2019)).size(), 2U);
    EXPECT_EQ(set->asked(calendar_year(2020)).size(), 1U);
}

TEST(OwnLists, OfOneNameInTwoFoldersAreAProblem) {
    const ConfigFolder folder;
    folder.put("codelists.d/mine/uk-police-forces.csv", "code,name\nA,Alpha\n");
    const auto outcome = load(folder.path());
    ASSERT_EQ(outcome.problems.size(), 1U);
    EXPECT_EQ(outcome.problems[0].to_text(),
              "codelists.d/mine/uk-police-forces.csv: codelist 'uk-police-forces' is in "
              "codelists.d/uk-police-forces.csv already");
}

} // namespace tidemark::config
