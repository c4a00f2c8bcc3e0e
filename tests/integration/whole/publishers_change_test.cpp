// The publisher's own changes: editions of the ONS police force area tables, one after the other.
// What Table P2 prints of each force and offence is what the alerts say.
#include "tests/integration/commands/house.hpp"
#include "tests/support/shared.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>

namespace tidemark::testing_house {
namespace {

using nlohmann::json;

constexpr double half_of_a_decimal = 0.05 + 1e-9;

// Of one force and offence.
struct Cells {
    std::optional<double> before, now; // Table P1
    bool printed = false;              // Table P2 has a cell for it
    std::optional<double> change;      // ... with a number in it
};

struct Counts {
    int equal = 0;        // the change said is P2's after rounding
    int by_publisher = 0; // ... where ours is another
    int without = 0;      // said without a percentage
    int markers = 0;      // P2 prints "-"
    int ours_alone = 0;   // a percentage that P2 does not print
    int missing = 0;      // P2 prints a change, nothing was said
};

class PublishersChange : public House {
  protected:
    void publish(const std::filesystem::path& file) const {
        std::filesystem::copy_file(
            file, folder / "publisher/pfa.xlsx", std::filesystem::copy_options::overwrite_existing);
        const Told told = tell("run");
        ASSERT_EQ(told.code, 0) << told.out.substr(0, 2000);
    }

    void watch() const {
        std::string source;
        {
            std::ostringstream text;
            text << std::ifstream(std::filesystem::path(TIDEMARK_ROOT) /
                                  "tests/integration/whole/ons-force.toml")
                        .rdbuf();
            source = text.str();
        }
        const std::string url = "@URL@";
        source.replace(source.find(url), url.size(), address("publisher/pfa.xlsx"));
        write("config/sources.d/ons-force.toml", source);
        std::filesystem::create_directories(folder / "publisher");
        std::filesystem::copy(std::filesystem::path(TIDEMARK_ROOT) / "config/default/codelists.d",
                              folder / "config/codelists.d",
                              std::filesystem::copy_options::recursive);
    }

    // By "area/offence", of the period that begins on that day and the one a year before.
    [[nodiscard]] std::map<std::string, Cells> cells(const std::string& start,
                                                     const std::string& before) const {
        std::map<std::string, Cells> all;
        const json values = json::parse(tell("values ons-force --json").out);
        for (const json& series : values.at("series")) {
            if (series.at("kind") != "published") {
                continue;
            }
            std::string key = series.at("series");
            const bool change = key.find("/figure=P2") != std::string::npos;
            key.erase(key.find("/figure="), 10);
            for (const json& figure : series.at("figures")) {
                const json& value = figure.at("value");
                const auto number =
                    value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
                const std::string begin = figure.at("period").at("start");
                Cells& found = all[key];
                if (begin == start && change) {
                    found.printed = true;
                    found.change = number;
                } else if (begin == start) {
                    found.now = number;
                } else if (begin == before && !change) {
                    found.before = number;
                }
            }
        }
        return all;
    }

    // Of the lines: change_pct, or nothing where a line says none.
    [[nodiscard]] std::map<std::string, json> said() const {
        std::map<std::string, json> all;
        std::istringstream log(read("log/alerts.jsonl"));
        for (std::string text; std::getline(log, text);) {
            json line = json::parse(text);
            if (line.at("kind") == "yoy" && line.at("state") == "new") {
                const json& series = line.at("series");
                all["ons-force/area=" + series.at("area").get<std::string>() +
                    "/offence=" + series.at("offence").get<std::string>()] = std::move(line);
            }
        }
        return all;
    }

    [[nodiscard]] static Counts count(const std::map<std::string, Cells>& cells,
                                      const std::map<std::string, json>& said) {
        Counts counts;
        for (const auto& [key, cell] : cells) {
            if (!cell.printed || !cell.now || !cell.before) {
                continue;
            }
            counts.markers += cell.change ? 0 : 1;
            const auto line = said.find(key);
            if (line == said.end()) {
                counts.missing += cell.change && std::abs(*cell.change) >= 0.0001 ? 1 : 0;
                continue;
            }
            if (!line->second.contains("change_pct")) {
                ++counts.without;
                continue;
            }
            const double percent = line->second.at("change_pct");
            if (!cell.change || std::abs(percent - *cell.change) > half_of_a_decimal) {
                ++counts.ours_alone;
                ADD_FAILURE() << key << ": said " << percent << ": " << line->second.at("text");
                continue;
            }
            ++counts.equal;
            counts.by_publisher += line->second.contains("our_change_pct") ? 1 : 0;
        }
        return counts;
    }
};

struct Pair {
    const char* first;
    const char* second;
    const char* start;
    const char* before;
};

class Editions : public PublishersChange, public ::testing::WithParamInterface<Pair> {};

TEST_P(Editions, AreSaidAsThePublisherPrintsThem) {
    const auto shared = test::shared_folder();
    if (!shared) {
        GTEST_SKIP() << test::no_shared_folder;
    }
    const auto files = *shared / "data/uk-crime/ons-pfa";
    watch();
    publish(files / GetParam().first);
    publish(files / GetParam().second);
    const Counts counts = count(cells(GetParam().start, GetParam().before), said());
    std::cout << counts.equal << " changes said as P2 prints them, " << counts.by_publisher
              << " of them where ours is another; " << counts.without
              << " said without a percentage; " << counts.markers << " markers in P2; "
              << counts.ours_alone << " ours alone; " << counts.missing << " not said\n";
    EXPECT_GT(counts.equal, 800);
    EXPECT_GT(counts.by_publisher, 50) << "bases were revised";
    EXPECT_GT(counts.markers, 0);
    EXPECT_EQ(counts.ours_alone, 0);
    EXPECT_EQ(counts.missing, 0);
}

INSTANTIATE_TEST_SUITE_P(
    Ons,
    Editions,
    ::testing::Values(Pair{"policeforceareadatatablesyearendingjune2018corrected.xlsx",
                           "policeforceareatablesyearendingjune2019.xlsx",
                           "2018-07-01",
                           "2017-07-01"},
                      Pair{"policeforceareatablesyearendingmarch2018v2.xlsx",
                           "policeforceareatablesyeendingmarch2019.xlsx",
                           "2018-04-01",
                           "2017-04-01"}));

} // namespace
} // namespace tidemark::testing_house
