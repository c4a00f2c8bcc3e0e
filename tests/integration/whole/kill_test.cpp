// Killed at any moment, the program says every line once: in the log, in the JSON log and in the
// outbox. 100 passes of 50 lines each are killed after a random number of milliseconds.
#include "tests/integration/whole/scene.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <map>
#include <random>
#include <thread>
#include <utility>

namespace tidemark::testing_house {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int kills = 100;
constexpr const char* before_commit = "before the commit";
constexpr int areas = 49; // with the line of the release's arrival: 50 lines a pass

class Kill : public Scene {
  protected:
    Kill() {
        write("config/sources.d/areas.toml",
              fmt::format(R"([source]
id    = "areas"
title = "Offences by area"

[find]
{}

[[layout]]
kind   = "list"
header = {{ has = ["area", "year", "offences"] }}
value  = {{ column = "offences" }}
[[layout.dim]]
name   = "area"
column = "area"
[[layout.dim]]
name   = "period"
column = "year"
parse  = "calendar-year"

[[rule]]
kind  = "yoy"
for   = {{ area = "*" }}
above = "+10%"
)",
                          find_url("areas.csv")));
        serve_edition(1);
    }

    // Every area rises by a fifth each year: one new line an area with each edition.
    void serve_edition(int edition) const {
        std::string csv = "area,year,offences\n";
        for (int area = 0; area < areas; ++area) {
            for (int year = edition; year <= edition + 1; ++year) {
                const double figure = (1000 + 7 * area) * std::pow(1.2, year);
                csv += fmt::format("a{},{},{:.0f}\n", area, 1900 + year, figure);
            }
        }
        serve("areas.csv", csv);
    }

    // `tidemark run`, to be killed.
    [[nodiscard]] pid_t start() const {
        const std::string line = "exec env " + command("run >/dev/null 2>&1");
        const pid_t child = fork();
        if (child == 0) {
            setpgid(0, 0);
            execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
            _exit(127);
        }
        setpgid(child, child);
        return child;
    }

    [[nodiscard]] std::vector<json> outbox() const {
        std::vector<json> lines;
        for (const std::string& line : hear("alerts --json").out) {
            lines.push_back(json::parse(line));
        }
        return lines;
    }

    [[nodiscard]] milliseconds timed_pass() const {
        const auto begin = steady_clock::now();
        EXPECT_EQ(tell("run").code, 0);
        return std::chrono::duration_cast<milliseconds>(steady_clock::now() - begin);
    }

    // Where a kill hit: seen from the log it left and from what the next pass has to do; and how
    // long that took.
    [[nodiscard]] std::pair<std::string, milliseconds> recover(std::size_t said) const {
        const bool logged = lines_of(read("log/alerts.jsonl")).size() == said + 50 &&
                            log_lines().size() == said + 50;
        const auto begin = steady_clock::now();
        const Heard heard = hear("run");
        const auto took = std::chrono::duration_cast<milliseconds>(steady_clock::now() - begin);
        EXPECT_EQ(heard.code, 0) << testing::PrintToString(heard.err);
        if (with(heard.out, ": nothing new").empty()) {
            return {before_commit, took};
        }
        return {logged ? "after the logs" : "between commit and logs", took};
    }
};

TEST_F(Kill, LosesAndDoublesNothing) {
    const auto begin = steady_clock::now();
    ASSERT_EQ(tell("run").code, 0);
    serve_edition(2);
    auto pass = timed_pass();
    const std::size_t lines_a_pass = outbox().size() - 1; // one baseline before
    ASSERT_EQ(lines_a_pass, 50U);

    const unsigned seed = std::random_device{}();
    std::mt19937 random(seed);
    std::map<std::string, int> hits;
    int killed = 0;
    std::size_t said = outbox().size();
    for (int i = 0; i < kills; ++i) {
        serve_edition(3 + i);
        const pid_t child = start();
        // Over the time that the last whole pass took and a little more, on whatever machine.
        std::uniform_int_distribution<long> moment(0, pass.count() * 5 / 4);
        std::this_thread::sleep_for(milliseconds(moment(random)));
        kill(-child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        killed += WIFSIGNALED(status) ? 1 : 0;
        const auto [where, took] = recover(said);
        ++hits[where];
        pass = where == before_commit ? took : pass;
        said += 50;
        ASSERT_FALSE(HasFailure()) << "kill " << i << ", seed " << seed;
    }

    const auto rows = outbox();
    const auto objects = lines_of(read("log/alerts.jsonl"));
    const auto lines = log_lines();
    ASSERT_EQ(rows.size(), said) << "seed " << seed;
    ASSERT_EQ(objects.size(), said) << "seed " << seed;
    ASSERT_EQ(lines.size(), said) << "seed " << seed;
    for (std::size_t i = 0; i < said; ++i) {
        const json object = json::parse(objects[i]);
        ASSERT_EQ(object, rows[i]) << "seed " << seed;
        ASSERT_EQ(object.at("seq"), i + 1) << "seed " << seed;
        ASSERT_THAT(lines[i],
                    testing::EndsWith(fmt::format(" {}: {} ({})",
                                                  object.at("source").get<std::string>(),
                                                  object.at("text").get<std::string>(),
                                                  object.at("id").get<std::string>())))
            << "seed " << seed;
    }
    fmt::print(
        "seed {}; a pass takes {} ms; {} of {} killed while running, {} lines each: lost 0, "
        "doubled "
        "0; {} s\n",
        seed,
        pass.count(),
        killed,
        kills,
        lines_a_pass,
        std::chrono::duration_cast<std::chrono::seconds>(steady_clock::now() - begin).count());
    for (const auto& [where, count] : hits) {
        fmt::print("  {}: {}\n", where, count);
    }
    EXPECT_GT(killed, 0) << "seed " << seed;
}

} // namespace
} // namespace tidemark::testing_house
